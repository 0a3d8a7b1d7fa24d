"""A folder of many dossiers, by the real command: processes, progress, interruption, what is written on the way."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.case_files import CASES
from tests.cli.runner import run
from usp_check.running import MANY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of POSIX systems")
SOUND = (CASES / "socles" / "medecine.yaml").read_text(encoding="utf-8")
UNTIL = ("--date", "2024-10-21")
COMMAND = (sys.executable, "-m", "usp_check", "validate")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dossiers")
    for number in range(MANY + 6):
        text = SOUND if number % 3 else SOUND.replace("lits: 12", "lits: 4")
        (place / f"{number:03}.yaml").write_text(text, encoding="utf-8")
    (place / "autre.yaml").write_text("a: 1\n", encoding="utf-8")
    return place


def test_every_output_is_the_same_whatever_the_processes(folder: Path, tmp_path: Path) -> None:
    names = ("d.csv", "d.constats.csv", "d.jsonl", "d.txt")
    written = []
    for jobs in ("1", "2"):
        outputs = [word for name in names for word in ("--output", tmp_path / f"{jobs}-{name}")]
        outcome = run("validate", folder, *UNTIL, "--jobs", jobs, *outputs)
        assert outcome.code == 1
        assert outcome.err.count("Le rapport est écrit") == len(names)
        written.append([(tmp_path / f"{jobs}-{name}").read_bytes() for name in names])
    assert written[0] == written[1]
    lines = written[0][2].decode().splitlines()
    assert len(lines) == MANY + 6
    assert "autre.yaml" in written[0][3].decode()


def test_what_is_streamed_is_what_is_written_whole(folder: Path, tmp_path: Path) -> None:
    streamed, whole, both = (tmp_path / name for name in ("seul.csv", "avec.csv", "avec.json"))
    run("validate", folder, *UNTIL, "--output", streamed)
    run("validate", folder, *UNTIL, "--output", whole, "--output", both)
    assert streamed.read_bytes() == whole.read_bytes()
    assert len(json.loads(both.read_text(encoding="utf-8"))["dossiers"]) == MANY + 6


@pytest.mark.parametrize("jobs", ["0", "-1", "deux"])
def test_a_number_of_processes_that_is_none(folder: Path, jobs: str) -> None:
    outcome = run("validate", folder, "--jobs", jobs)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--jobs" in outcome.err


def test_nothing_to_judge_leaves_the_old_file(tmp_path: Path) -> None:
    for number in range(MANY + 1):
        (tmp_path / f"{number}.yaml").write_text("a: 1\n", encoding="utf-8")
    old = tmp_path / "ancien.csv"
    old.write_text("ancien", encoding="utf-8")
    assert run("validate", tmp_path, "--output", old).code == 2
    assert old.read_text(encoding="utf-8") == "ancien"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def shown(folder: Path, *options: str) -> str:
    """What standard error shows on a terminal, standard output being a pipe."""
    parent, child = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, str(folder), *UNTIL, *options], stdout=subprocess.DEVNULL, stderr=child
    ) as process:
        os.close(child)
        seen = b""
        while True:
            try:
                seen += (block := os.read(parent, 4096))
            except OSError:  # the other end is closed
                break
            if not block:
                break
        process.wait(60)
    os.close(parent)
    return seen.decode(errors="replace")


def test_progress_shows_on_a_terminal_only(folder: Path) -> None:
    assert "Vérification" in shown(folder)
    assert "Vérification" not in shown(folder, "--quiet")
    assert "Vérification" not in run("validate", folder, *UNTIL).err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_reports_what_was_finished(tmp_path: Path, jobs: str) -> None:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    for number in range(4 * MANY):
        (folder / f"{number:04}.yaml").write_text(SOUND, encoding="utf-8")
    output = tmp_path / "d.csv"
    with subprocess.Popen(
        [*COMMAND, str(folder), *UNTIL, "--jobs", jobs, "--output", str(output)],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not list(tmp_path.glob(".d.csv.*")) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    last = output.read_text(encoding="utf-8-sig").splitlines()[-1]
    assert "interrompu" in last.lower()
    assert not list(tmp_path.glob(".d.csv.*"))
