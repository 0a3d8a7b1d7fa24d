"""``python -m tests.benchmarks``: install, measure side by side, and print what was reached, as Markdown."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measuring import FULL, QUICK, Bench
from tests.benchmarks.places import ROOT, install
from tests.benchmarks.running import FailedError, Times
from tests.benchmarks.table import COUNTRY, MEMORY, ONE, PEERS, ROWS, THOUSANDS, WARM, details, table

README = ROOT / "README.md"
START, END = "<!-- benchmark -->\n", "<!-- end of benchmark -->\n"
GROUPS = (ONE, WARM, THOUSANDS, COUNTRY, PEERS, MEMORY)


def main(words: Sequence[str] | None = None) -> int:
    """Measure what the options ask for; return the exit code, 1 where something could not be measured."""
    parser = _options()
    asked = parser.parse_args(words)
    if asked.readme and (asked.quick or asked.only):
        parser.error("--readme takes a whole run: neither --quick nor --only goes with it")
    extent = QUICK if asked.quick else FULL
    measures: dict[str, Times] = {}
    failures = []
    with tempfile.TemporaryDirectory(prefix="usp-check-benchmark-") as place:
        _tell("installing usp-check and its peers")
        places = install(Path(place))
        bench = Bench(places, Path(place), extent)
        for name, measure in bench.groups().items():
            if not asked.only or name in asked.only:
                _tell(f"measuring: {name}")
                try:
                    measures[name] = measure()
                except FailedError as error:
                    failures.append(str(error))
        head = _head(places.versions(), bench.two, quick=asked.quick)
    rows = [row for row in ROWS if not asked.only or any(ratio.group in asked.only for ratio in row.ratios)]
    told = f"{table(measures, rows)}\n{head}\n{details(measures)}" + "".join(
        f"\nFailed: {one}\n" for one in failures
    )
    sys.stdout.write(told)
    if asked.output:
        Path(asked.output).write_text(told, encoding="utf-8")
    if asked.readme and not failures:
        README.write_text(
            refreshed(README.read_text("utf-8"), f"{table(measures)}\n{head}"), encoding="utf-8"
        )
    return 1 if failures else 0


def refreshed(text: str, told: str) -> str:
    """Return the README with what stands between its two markers replaced by ``told``."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    if not after:
        raise SystemExit(f"README.md does not hold {START.strip()} and {END.strip()}.")
    return f"{before}{START}\n{told}\n{END}{after}"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a tenth of the dossiers, few rounds: only to try it"
    )
    parser.add_argument(
        "--only", action="append", choices=GROUPS, help="only this group of measures (repeatable)"
    )
    parser.add_argument("--output", metavar="FILE", help="also write what was measured to FILE")
    parser.add_argument("--readme", action="store_true", help="put the table into README.md")
    return parser


def _head(versions: dict[str, str], two: Sequence[str], *, quick: bool) -> str:
    """Tell how and on what it was measured."""
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    jobs = "with `--jobs 2`" if two else "in one process (this version has no `--jobs`)"
    note = "A quick run: a tenth of the dossiers, few rounds. " if quick else ""
    told = (
        f"{note}Medians of ratios taken within rounds in which every command runs once, in turn; the page cache is "
        "warm, all modules are compiled, and usp-check is installed from a wheel. Folders are judged by "
        f"`usp-check validate FOLDER` {jobs}, its text written to nowhere. Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} processors. {named}."
    )
    return textwrap.fill(told, 118, break_on_hyphens=False) + "\n"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, "unknown processor")


def _tell(step: str) -> None:
    sys.stderr.write(f"… {step}\n")


if __name__ == "__main__":
    sys.exit(main())
