"""Ctrl-C on the command itself: 130, what was finished is reported as such, and nothing is left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.interrupted import SOME
from tests.cli.runner import EXAMPLES, ROOT, SOUND
from usp_check.report.wording import INTERRUPTED

FILES = 400
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a signal is sent as a POSIX terminal does")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "dossiers"
    shutil.copytree(EXAMPLES / "pieces", place / "pieces")
    for number in range(FILES):
        (place / f"{number:03}.yaml").write_bytes(SOUND.read_bytes())
    return place


def interrupt(folder: Path, *options: str) -> tuple[int, str, str]:
    """Run the slow command on a folder and press Ctrl-C; give its exit code and what it said."""
    mark = folder.parent / "mark"
    program = [sys.executable, "-W", "error", str(ROOT / "tests" / "cli" / "interrupted.py"), str(mark)]
    command = subprocess.Popen(
        [*program, "validate", str(folder), "--date", "2024-10-21", *options],
        cwd=folder.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while not mark.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(command.pid, signal.SIGINT)  # the terminal sends it to all of the command's processes
    out, err = command.communicate(timeout=30)
    mark.unlink()
    with pytest.raises(ProcessLookupError):
        os.killpg(command.pid, 0)  # nothing of it still runs
    return command.returncode, out.decode(), err.decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_was_finished_is_shown_and_said_to_be_part(jobs: str, folder: Path) -> None:
    code, out, err = interrupt(folder, "--jobs", jobs)
    assert code == 130
    assert "Traceback" not in out + err
    assert " ".join(INTERRUPTED.split()) in " ".join(out.split())
    assert f"{FILES} dossiers" not in out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_was_finished_is_written_and_no_draft_is_left(jobs: str, folder: Path) -> None:
    names = ["rapport.jsonl", "rapport.csv", "rapport.json", "rapport.html"]
    for wanted in (names[:2], names[2:]):  # dossier by dossier, then as a whole
        outputs = [option for name in wanted for option in ("--output", name)]
        code, out, err = interrupt(folder, "--jobs", jobs, *outputs)
        assert code == 130
        assert "Traceback" not in out + err
        assert INTERRUPTED in err  # a table has no place to say so
    assert sorted(one.name for one in folder.parent.iterdir()) == sorted(["dossiers", *names])
    lines = (folder.parent / names[0]).read_text(encoding="utf-8").splitlines()
    whole = json.loads((folder.parent / names[2]).read_bytes())
    assert whole["etat"] == "interrompu"
    least = SOME - 2 if jobs == "1" else 0  # several processes give what they did by the dozens
    for found in ([json.loads(line) for line in lines], whole["dossiers"]):
        assert least <= len(found) < FILES
        assert {one["verdict"] for one in found} <= {"conforme"}


@pytest.mark.parametrize("delay", [0.05, 0.1, 0.2, 0.3])
def test_at_any_time_it_is_no_failure(delay: float, folder: Path) -> None:
    """Also while the command is still starting; what comes before is Python's own."""
    begun = "from usp_check.__main__ import main; print(flush=True); main()"
    command = subprocess.Popen(
        [sys.executable, "-c", begun, "validate", str(folder), "--output", str(folder.parent / "r.json")],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert command.stdout is not None
    command.stdout.readline()
    time.sleep(delay)
    os.killpg(command.pid, signal.SIGINT)
    _, err = command.communicate(timeout=30)
    assert command.returncode in (0, 1, 130)
    assert b"Traceback" not in err
    assert {one.name for one in folder.parent.iterdir()} <= {"dossiers", "r.json"}


def test_a_reader_who_leaves_in_the_middle_is_no_failure(folder: Path) -> None:
    command = subprocess.Popen(
        [sys.executable, "-m", "usp_check", "validate", str(folder), "--format", "jsonl"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout is not None
    assert command.stdout.readline().startswith(b"{")
    command.stdout.close()
    assert command.wait(timeout=60) in (0, 1)
    assert command.stderr is not None
    assert b"Traceback" not in command.stderr.read()
    command.stderr.close()


def test_an_interruption_that_python_cannot_raise_is_asked_again(folder: Path) -> None:
    begun = (
        "import usp_check.__main__ as m; run = m._run\n"
        "class Late:\n    def __del__(self): raise KeyboardInterrupt\n"
        "def late():\n    Late()\n    return run()\n"
        "m._run = late; m.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", begun, "validate", str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr
