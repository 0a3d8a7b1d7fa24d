"""LibreOffice with French settings, run without a screen."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

_FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>fr-FR</value></prop></item>
</oor:items>
"""
# Separator, quote, UTF-8, first line, no column formats, French, quoted text not forced, dates detected, …,
# formulas evaluated: the least careful way to open a CSV.
AS_FRENCH_CSV = "CSV:59,34,76,1,,1036,false,true,false,false,false,0,true"
TO_FRENCH_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true,false,false,false,-1"


class Office:
    """Converts files, with a profile of its own whose locale is French."""

    def __init__(self, command: str, folder: Path) -> None:
        self.command = command
        self.folder = folder
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_FRENCH, encoding="utf-8")

    def convert(self, source: Path, to: str, *, reading: str | None = None) -> list[Path]:
        """Convert ``source``; give the files made, in a folder of their own."""
        made = self.folder / f"{source.stem}-converti"
        made.mkdir()
        options = [f"--infilter={reading}"] if reading else []
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = [self.command, profile, "--headless", *options, "--convert-to", to, "--outdir", str(made)]
        done = subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=300)
        found = sorted(made.iterdir())
        if not found:
            pytest.fail(f"LibreOffice made nothing: {done.stdout!r} {done.stderr!r}")
        return found
