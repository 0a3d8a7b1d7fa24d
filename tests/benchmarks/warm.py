"""One process, everything imported and used once: judging dossiers against parsing them with CBaseLoader.

``python warm.py ROUNDS FILE…`` prints, as JSON, the seconds that all the files took, round by round, for each way.
In a round, each way goes through all the files before the next one does, as a folder is judged; all start from the
same bytes in memory.
"""

import json
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml

from usp_check.judging import Settings, examine, judge, judge_together
from usp_check.reading import read_bytes

File = tuple[str, str, bytes]
SETTINGS = Settings(date(2024, 10, 21))


def judged(files: Sequence[File]) -> None:
    """Read with positions, type, check every requirement, file by file; nothing is put into words."""
    for name, folder, data in files:
        examine(name, read_bytes(data), SETTINGS, folder)


def together(files: Sequence[File]) -> None:
    """The same with all of the files together, as those of a folder are judged."""
    judge_together([(name, read_bytes(data)) for name, _, data in files], SETTINGS, lambda found: found)


def told(files: Sequence[File]) -> None:
    """File by file, and every finding in words, as a report in full needs it."""
    for name, folder, data in files:
        judge(name, read_bytes(data), SETTINGS, folder)


def parsed(files: Sequence[File]) -> None:
    """Parse only: strings, lists and mappings."""
    for _, _, data in files:
        try:
            yaml.load(data, yaml.CBaseLoader)  # noqa: S506 - it only makes strings, lists and mappings
        except yaml.YAMLError:
            continue


def _main(rounds: int, names: list[str]) -> None:
    files = [(name, str(Path(name).parent), Path(name).read_bytes()) for name in names]
    ways = {
        "usp-check": judged,
        "usp-check, together": together,
        "usp-check, in words": told,
        "CBaseLoader": parsed,
    }
    times: dict[str, list[float]] = {what: [] for what in ways}
    for number in range(-2, rounds):
        for what, run in ways.items():
            start = time.perf_counter()
            run(files)
            if number >= 0:
                times[what].append(time.perf_counter() - start)
    sys.stdout.write(json.dumps(times))


if __name__ == "__main__":
    _main(int(sys.argv[1]), sys.argv[2:])
