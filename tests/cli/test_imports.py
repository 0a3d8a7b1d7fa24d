"""What a command does not use, it does not import: exact, where a time would waver."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.benchmarks.dossiers import dossier

ROOT = Path(__file__).parents[2]
SOUND = "examples/usp-medecine.yaml"
FAULTY = "examples/usp-trois-fautes.yaml"
HEAVY = (
    "jsonschema",
    "rich",
    "jinja2",
    "xlsxwriter",
)  # what only some of the forms of a report are made with
NOT_FOR_A_START = (*HEAVY, "click", "importlib.metadata", "pydantic", "typer", "yaml")
NOT_FOR_A_SHELL = (*HEAVY, "importlib.metadata", "pydantic")
_PROGRAM = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("\\n" + " ".join(sys.modules)))
from usp_check.__main__ import main
main()
"""


def imported(
    words: Sequence[str], code: int = 0, settings: Mapping[str, str] = MappingProxyType({})
) -> set[str]:
    """Run a command whose output is no terminal; return the modules that it has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **settings},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == code, done.stderr
    assert done.stdout
    return set(done.stderr.splitlines()[-1].split())


def test_the_version_needs_nothing() -> None:
    assert not imported(["--version"]).intersection(NOT_FOR_A_START)


@pytest.mark.parametrize(
    ("line", "more"),
    [("usp-check val", ("yaml",)), ("usp-check explain CAP", ())],  # the requirements are read from a file
)
def test_a_shell_is_answered_without_models(line: str, more: tuple[str, ...]) -> None:
    asked = {"_USP_CHECK_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    assert not imported([], settings=asked).intersection(NOT_FOR_A_SHELL + more)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["validate", SOUND], 0),
        (["validate", FAULTY], 1),
        (["validate", "--quiet", FAULTY], 1),
        (["validate", "--format", "csv", SOUND], 0),
        (["validate", SOUND, FAULTY], 1),
    ],
)
def test_judging_needs_none_of_what_lays_a_report_out(words: list[str], code: int) -> None:
    found = imported(words, code)
    assert "usp_check.judging" in found
    assert not found.intersection(HEAVY)


def test_what_a_form_needs_is_seen_here() -> None:
    assert "jinja2" in imported(["validate", "--format", "html", SOUND])


def test_a_plain_dossier_needs_no_parser(tmp_path: Path) -> None:
    sound = dossier(0)
    assert sound.sound
    file = tmp_path / "dossier.yaml"
    file.write_text(sound.text, encoding="utf-8")
    found = imported(["validate", str(file)], 1)
    assert "usp_check.reading" in found
    assert "yaml" not in found
    file.write_text(sound.text + "notes: &une note\n", encoding="utf-8")
    assert "yaml" in imported(["validate", str(file)], 1)
