"""Every command of the README does what it says: each is run, in the order in which it stands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from usp_check.reading import read_bytes

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for language, block in BLOCKS if language == "sh" for line in block.splitlines()]
# Run by CI itself, each in its own way: the two first commands, and what installs or checks the project.
BY_CI = [
    line for line in COMMANDS if ".venv/bin/pip" in line or ".venv/bin/ruff" in line or "-m pytest" in line
]
CODES = {
    "usp-check validate candidature.yaml": 1,  # the template, as it comes, is still to be filled in
    # some of the examples are faulty
    "usp-check validate examples/dossiers --date 2024-11-15": 1,
    "usp-check validate examples/dossiers --date 2024-11-15 --output synthese.html --output synthese.xlsx "
    "--output dossiers.csv": 1,
    "usp-check validate examples/pdl-2016/plan-mi-2016.yaml --date 2016-10-15 --output suivi.html": 1,
    "usp-check validate examples/pdl-2016/plan-mi-2016.yaml examples/pdl-2016/plan-fin-2017.yaml": 1,
}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the commands read and write, with ``usp-check`` and ``.venv`` within reach."""
    place = tmp_path_factory.mktemp("clone")
    for name in ("examples", "schemas", "tests", ".github", "usp_check"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    programs = place / "programs"
    programs.mkdir()
    for program in (programs / "usp-check", place / ".venv" / "bin" / "python"):
        program.parent.mkdir(parents=True, exist_ok=True)
        module = "-m usp_check" if program.name == "usp-check" else ""
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    return place


def test_the_two_first_commands_are_the_set_up() -> None:
    assert BLOCKS[0][0] == "sh"
    first, second = BLOCKS[0][1].splitlines()
    assert "usp-check validate examples/" in first
    assert "-m pytest" in second


@pytest.mark.skipif(sys.platform == "win32", reason="the README's commands are for a POSIX shell")
def test_commands_do_what_they_say(clone: Path) -> None:
    settings = {**os.environ, "HOME": str(clone), "PYTHONPATH": str(clone)}
    settings["PATH"] = f"{clone / 'programs'}{os.pathsep}{settings['PATH']}"
    tried = [line for line in COMMANDS if line not in BY_CI]
    assert len(tried) >= 15
    for line in tried:
        done = subprocess.run(  # noqa: PLW1510 - the code is asserted below
            ["sh", "-c", line], cwd=clone, env=settings, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == CODES.get(line, 0), f"{line}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


def test_nothing_generated_changes_when_made_again(clone: Path) -> None:
    for path in (ROOT / "schemas").iterdir():
        assert (clone / "schemas" / path.name).read_bytes() == path.read_bytes()
    assert (clone / "examples" / "modele.yaml").read_bytes() == (
        ROOT / "examples" / "modele.yaml"
    ).read_bytes()


def test_snippets_are_sound_yaml() -> None:
    snippets = [block for language, block in BLOCKS if language == "yaml"]
    assert len(snippets) >= 2
    for snippet in snippets:
        reading = read_bytes(f"lu:\n{snippet}".encode() if snippet.startswith("- ") else snippet.encode())
        assert not reading.faults


def test_the_requirement_shown_is_the_shipped_one() -> None:
    (shown,) = [block for language, block in BLOCKS if language == "yaml" and "CAP-01" in block]
    shipped = (
        (ROOT / "usp_check/referentiels/cvl-2024.yaml").read_text(encoding="utf-8").split("- id: CAP-01")[1]
    )
    shipped = shipped.split("- id: ")[0]
    for line in shown.splitlines()[1:]:
        assert line.strip() in shipped


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
