"""Continuous integration is not fooled: a test fails without its program, and the script gets every program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SKIPPED = """
import pytest
@pytest.mark.lourd
def test_with_a_program():
    pytest.skip("no such program")
def test_without():
    pytest.skip("no matter")
"""


@pytest.mark.parametrize(("ci", "outcome"), [("true", "1 failed, 1 skipped"), ("", "2 skipped")])
def test_a_real_program_is_not_passed_over(ci: str, outcome: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SKIPPED, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = lourd: x\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", tmp_path],
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert outcome in done.stdout


def test_the_script_gets_every_program_that_a_test_asks_for() -> None:
    provided = set(re.findall(r"\[([\w/.-]+)\]=", (ROOT / ".ci/programs").read_text(encoding="utf-8")))
    wanted = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        text = file.read_text(encoding="utf-8")
        if "lourd" in text:
            wanted |= set(re.findall(r'which\("([\w-]+)"\)', text))
            wanted |= set(re.findall(r'\["(node|npm|java|pdftotext|git)"', text))
    assert {"soffice", "chromium", "node", "npm", "java", "git"} <= wanted
    assert wanted - {"google-chrome"} <= provided  # which stands for chromium
