"""Whole commands, measured in turn: A, B, A, B…; their wall-clock time, and the memory of all their processes.

pyperf measures one command after the other; here each round runs every command once, so that what else the machine
does weighs on all of them alike, and a ratio is taken within each round.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Times = dict[str, list[float]]
_SAMPLING = 0.005  # seconds between two looks at the memory


class FailedError(RuntimeError):
    """A command did not end as expected: its time would mean nothing."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is run: its name in the tables, its words, the exit codes that it may end by."""

    name: str
    words: Sequence[str | Path]
    codes: frozenset[int] = frozenset({0})
    settings: Mapping[str, str] = field(default_factory=dict)

    def start(self, place: Path) -> subprocess.Popen[bytes]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.Popen(
            [str(word) for word in self.words],
            cwd=place,
            env={**inherited, **self.settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def check(self, code: int) -> None:
        """Raise FailedError where ``code`` is not an expected one."""
        if code not in self.codes:
            raise FailedError(f"{self.name}: ended by {code}, not by {sorted(self.codes)}: {self.words}")


def interleaved(commands: Sequence[Command], rounds: int, place: Path, *, warm_up: bool = True) -> Times:
    """Run every command once a round, in turn; return the seconds of each, round by round.

    A first round, not counted, warms the page cache. Raises FailedError for an unexpected exit code.
    """
    times: Times = {command.name: [] for command in commands}
    for number in range(-1 if warm_up else 0, rounds):
        for command in commands:
            taken = seconds(command, place)
            if number >= 0:
                times[command.name].append(taken)
    return times


def seconds(command: Command, place: Path) -> float:
    """Run a command; return how long it took, in seconds."""
    start = time.perf_counter()
    code = command.start(place).wait()
    taken = time.perf_counter() - start
    command.check(code)
    return taken


def peak(command: Command, place: Path) -> float:
    """Run a command; return the peak memory of its processes together, in MB.

    Each process's own high-water mark (VmHWM) is read until it ends; the sum over those alive at once is kept.
    Pages that two processes share are counted in both. Linux only.
    """
    process = command.start(place)
    highest = 0
    while process.poll() is None:
        highest = max(highest, sum(_resident(pid) for pid in _family(process.pid)))
        time.sleep(_SAMPLING)
    command.check(process.returncode)
    return highest / 1024


def _family(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # it has just ended
        return [pid]
    return [pid, *(one for child in children for one in _family(child))]


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    marks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(marks[0]) if marks else 0
