"""The guide that takes an agent from a text to a référentiel: followed to the letter, in order."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from usp_check.authoring.review import review
from usp_check.authoring.text import read_text
from usp_check.reading import read_file

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "examples" / "referentiels" / "GUIDE.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
DRAFT = "usp-val-perdu-2030.yaml"
_CODE = re.compile(r"# code de sortie (\d)$")
_FILE = re.compile(r"# (\S+\.yaml)\n")
_SECTION = re.compile(r"^(\w+):.*\n(?:(?:[ #].*)?\n)*", re.MULTILINE)


def paste(draft: Path, block: str) -> None:
    """Put each section of ``block`` in the place of the draft's own, or before its last one."""
    content = draft.read_text(encoding="utf-8")
    for section in _SECTION.finditer(block):
        own = re.compile(rf"^{section[1]}:.*\n(?:(?: .*)?\n)*", re.MULTILINE)
        if own.search(content):
            content = own.sub(lambda _, text=section[0]: f"{text}\n", content, count=1)
        else:
            content = content.replace("\ncouverture:", f"\n{section[0]}\ncouverture:", 1)
    draft.write_text(content, encoding="utf-8")


def follow(place: Path) -> list[str]:
    """Do what the guide says; return the commands that were run."""
    shutil.copytree(
        ROOT / "examples" / "referentiels" / "guide", place / "examples" / "referentiels" / "guide"
    )
    programs = place / "programs"
    programs.mkdir()
    (programs / "usp-check").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m usp_check "$@"\n', "utf-8")
    (programs / "usp-check").chmod(0o755)
    settings = {**os.environ, "HOME": str(place), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    settings["PATH"] = f"{programs}{os.pathsep}{settings['PATH']}"
    commands = []
    for language, block in BLOCKS:
        if language == "yaml":
            file = _FILE.match(block)
            if file:
                (place / file[1]).write_text(block, encoding="utf-8")
            else:
                paste(place / DRAFT, block)
        for line in block.splitlines() if language == "sh" else ():
            done = subprocess.run(  # noqa: PLW1510 - the code is asserted below
                ["sh", "-c", line], cwd=place, env=settings, capture_output=True, text=True, timeout=120
            )
            code = _CODE.search(line)
            assert done.returncode == (int(code[1]) if code else 0), f"{line}\n{done.stdout}{done.stderr}"
            assert "Traceback" not in done.stderr
            commands.append(line)
    return commands


@pytest.mark.skipif(sys.platform == "win32", reason="the guide's commands are for a POSIX shell")
def test_the_guide_leads_to_a_referentiel_that_holds(tmp_path: Path) -> None:
    commands = follow(tmp_path)
    for word in ("new", "check", "--strict", "coverage", "init", "validate", "explain"):
        assert any(f" {word} " in f"{command} " for command in commands), word
    reading = read_file(tmp_path / DRAFT)
    text = read_text((tmp_path / "appel.txt").read_text(encoding="utf-8"))
    found = review(str(tmp_path / DRAFT), reading, text)
    assert not found.problems
    assert not found.todo
    assert found.passages == len(text.paragraphs)


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", GUIDE.read_text(encoding="utf-8"))
    assert len(targets) >= 4
    assert all((GUIDE.parent / target).exists() for target in targets)
