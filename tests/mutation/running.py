"""Runs the tests on each change, in copies of the project, several at a time."""

from __future__ import annotations

import compileall
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

from tests.mutation.mutants import Mutant
from tests.mutation.rooms import ROOT

_MEMORY = 6 << 30
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "*.egg-info")
_WARM = ("pydantic", "yaml", "jsonschema", "jinja2", "rich", "pytest", "html5lib")
_SAID = "said.txt"
_NO_TEST_RAN = (4, 5)  # of pytest: it was called wrongly, or collected nothing


@dataclass(frozen=True)
class Result:
    """What became of a change: ``killed``, ``timeout`` (which counts as noticed) or ``survived``.

    ``said`` is what pytest said last.
    """

    mutant: Mutant
    end: str
    said: str


@dataclass
class _Trial:
    mutant: Mutant
    rounds: list[list[str]]
    place: Path
    deadline: float = 0.0


def copied(place: Path) -> Path:
    """Copy the project to ``place``, compiled, for one process to change."""
    shutil.copytree(ROOT, place, ignore=_LEFT_OUT)
    compileall.compile_dir(place, quiet=2)
    return place


def tried(
    wanted: Iterable[tuple[Mutant, list[list[str]]]], places: list[Path], seconds: float
) -> Iterator[Result]:
    """Try each change with its rounds of tests, one at a time in each of ``places``; give what becomes of each."""
    for name in _WARM:
        __import__(name)  # once, and not in every process
    queue, free, running = iter(wanted), list(places), dict[int, _Trial]()
    while True:
        while free and (one := next(queue, None)) is not None:
            trial = _Trial(one[0], list(one[1]), free.pop())
            _write(trial)
            running[_start(trial, seconds)] = trial
        if not running:
            return
        for pid, status in _ended(running):
            trial = running.pop(pid)
            end = _end(status)
            if end == "survived" and trial.rounds:
                running[_start(trial, seconds)] = trial
                continue
            _restore(trial)
            free.append(trial.place)
            yield Result(trial.mutant, end, (trial.place / _SAID).read_text(errors="replace"))


def _end(status: int) -> str:
    if os.WIFSIGNALED(status):
        return "timeout"
    code = os.waitstatus_to_exitcode(status)
    if code in _NO_TEST_RAN:
        raise RuntimeError("pytest found no test to run")
    return "survived" if code == 0 else "killed"


def _ended(running: dict[int, _Trial]) -> list[tuple[int, int]]:
    time.sleep(0.05)
    ended = []
    for pid, trial in running.items():
        if time.monotonic() > trial.deadline:
            os.killpg(pid, signal.SIGKILL)
            ended.append((pid, os.waitpid(pid, 0)[1]))
        elif (found := os.waitpid(pid, os.WNOHANG))[0]:
            ended.append(found)
    return ended


def _write(trial: _Trial) -> None:
    file = trial.place / trial.mutant.module
    file.write_text(trial.mutant.mutated, encoding="utf-8")
    Path(cache_from_source(str(file))).unlink(missing_ok=True)


def _restore(trial: _Trial) -> None:
    shutil.copy2(ROOT / trial.mutant.module, trial.place / trial.mutant.module)


def _start(trial: _Trial, seconds: float) -> int:
    tests = trial.rounds.pop(0)
    trial.deadline = time.monotonic() + seconds
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        code = _run_tests(trial.place, tests)
    finally:
        sys.stdout.flush()
        os._exit(code)


def _run_tests(place: Path, tests: list[str]) -> int:
    """Run pytest as if it had just started in the copy; the process is a fork, and ends with it."""
    import pytest

    os.setsid()
    said = os.open(place / _SAID, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    for stream in range(3):
        os.dup2(said, stream)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    os.chdir(place)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("usp_check", "tests")]:
        del sys.modules[name]
    sys.path[:] = [str(place), *(one for one in sys.path if one and Path(one) != ROOT)]
    sys.dont_write_bytecode = True
    os.environ |= {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    return int(pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-m", "not lourd", *tests]))
