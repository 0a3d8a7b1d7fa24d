"""Streams that are closed or full, and names that no system takes: told, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runner import EXAMPLES, ROOT, SOUND, run

LATE = EXAMPLES / "usp-en-retard.yaml"  # judged non_conforme: 1 wherever its report can be written
LONG = "a" * 4000
posix = pytest.mark.skipif(os.name != "posix", reason="streams are closed and devices named as POSIX does")


def shell(words: str, *arguments: str | Path) -> tuple[int, str]:
    """Run a line of shell in which ``"$@"`` is the command; give its exit code and what it said of errors."""
    command = [sys.executable, "-W", "error", "-m", "usp_check", *map(str, arguments)]
    done = subprocess.run(
        ["sh", "-c", words, "sh", *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr.decode()


@posix
@pytest.mark.parametrize("words", ['"$@" >&-', '"$@" 2>&-', '"$@" >&- 2>&- <&-'])
@pytest.mark.parametrize(("name", "code"), [(SOUND, 0), (LATE, 1)])
def test_the_exit_code_says_the_verdict_also_where_nothing_can_be_said(
    words: str, name: Path, code: int
) -> None:
    assert shell(words, "validate", name) == (code, "")


@posix
@pytest.mark.parametrize("form", ["texte", "json"])
def test_a_reader_who_leaves_does_not_change_the_verdict(form: str) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "usp_check", "validate", str(LATE), "--format", form],
        cwd=ROOT,
        stdout=write,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


@posix
def test_a_closed_input_is_an_empty_file() -> None:
    assert shell('"$@" <&-', "validate", "-", "--quiet") == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", [("validate", SOUND), ("validate", SOUND, "-f", "json"), ("rules",)])
def test_a_full_disk_is_a_command_that_can_not_be_run(arguments: tuple[str | Path, ...]) -> None:
    code, said = shell('"$@" >/dev/full', *arguments)
    assert code == 2
    assert said.startswith("Erreur : ")
    assert "Traceback" not in said


@pytest.mark.parametrize("name", [LONG, "", "plus/" * 1000])
def test_a_name_that_no_system_takes_is_a_constat(name: str) -> None:
    outcome = run("validate", name, SOUND, "--quiet")
    assert outcome.code == 1
    assert "FMT-01" in outcome.out


@pytest.mark.parametrize("name", [LONG, "", "dossier/"])
def test_a_name_that_no_system_takes_is_no_output(name: str, tmp_path: Path) -> None:
    for arguments in (("validate", SOUND, "--output", name), ("init", "--output", name)):
        if arguments[0] == "init" and not name:
            continue  # an empty name stands for the usual one
        outcome = run(*arguments, cwd=tmp_path)
        assert outcome.code == 2
        assert outcome.err.startswith("Erreur : ")
    assert not list(tmp_path.iterdir())


@posix
def test_a_link_to_itself_is_replaced(tmp_path: Path) -> None:
    link = tmp_path / "rapport.json"
    link.symlink_to(link)
    assert run("validate", SOUND, "--output", link).code == 0
    assert link.read_text(encoding="utf-8").startswith("{")


def test_a_flag_with_a_value_is_told_as_such() -> None:
    outcome = run("validate", "--strict=oui", SOUND)
    assert outcome.code == 2
    assert "« --strict » n’attend pas de valeur" in outcome.err
    assert "« --format » attend une valeur" in run("validate", SOUND, "--format").err
