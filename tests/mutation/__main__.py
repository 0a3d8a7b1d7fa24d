"""Tries changes of the code and writes what the tests noticed, as Markdown."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.rooms import ROOMS, ROOT, modules, room_of, rounds
from tests.mutation.running import Result, copied, tried


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, help="how many changes to draw; all of them by default")
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    parser.add_argument("--only", default="", help="a module or a room, as usp_check/checks/dates.py")
    parser.add_argument("--jobs", type=int, default=2, help="how many are tried at a time")
    parser.add_argument(
        "--seconds", type=float, default=300, help="the longest that a round of tests may take"
    )
    parser.add_argument("--output", type=Path, help="a file for the report; else it is shown")
    asked = parser.parse_args()
    wanted = [one for one in every_mutant() if one.module.startswith(asked.only)]
    if asked.sample is not None and asked.sample < len(wanted):
        wanted = random.Random(asked.seed).sample(wanted, asked.sample)  # noqa: S311 - to be drawn again
    results = []
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        places = [copied(Path(folder, str(rank))) for rank in range(asked.jobs)]
        planned = {module: rounds(module) for module in {one.module for one in wanted}}
        sound = ((unchanged(module), [planned[module][-1]]) for module in first_of_each_room(planned))
        for result in tried(sound, places, 4 * asked.seconds):
            if result.end != "survived":
                sys.exit(f"the tests fail without any change of {result.mutant.module}:\n{result.said}")
        for result in tried(((one, planned[one.module]) for one in wanted), places, asked.seconds):
            results.append(result)
            _say(f"{len(results)}/{len(wanted)} {result.end:8} {result.mutant.name}")
            if result.end == "survived":
                _say(result.mutant.diff())
    text = "\n".join(report(results)) + "\n"
    if asked.output:
        asked.output.write_text(text, encoding="utf-8")
    else:
        _say(text)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def every_mutant() -> Iterator[Mutant]:
    """Give every change of every room."""
    for room in ROOMS:
        for module in modules(room):
            yield from mutants(module, (ROOT / module).read_text(encoding="utf-8"))


def unchanged(module: str) -> Mutant:
    """Return the change that changes nothing."""
    source = (ROOT / module).read_text(encoding="utf-8")
    return Mutant(module, 0, 0, "none", source, source)


def first_of_each_room(names: dict[str, object]) -> list[str]:
    """Return a module of each room."""
    return list({room_of(module): module for module in names}.values())


def report(results: list[Result]) -> Iterator[str]:
    """Write how many changes were noticed in each room, and each that was not."""
    yield "| room | changes tried | noticed | |"
    yield "| --- | ---: | ---: | ---: |"
    tried_in = Counter(room_of(result.mutant.module) for result in results)
    noticed = Counter(room_of(result.mutant.module) for result in results if result.end != "survived")
    for room in (*tried_in, None):
        total = tried_in[room] if room else len(results)
        known = noticed[room] if room else noticed.total()
        yield f"| {f'`{room}`' if room else 'all'} | {total} | {known} | {known / total:.0%} |"
    for result in sorted(results, key=lambda one: (one.mutant.module, one.mutant.line)):
        if result.end == "survived":
            yield f"\n`{result.mutant.name}`\n\n```diff\n{result.mutant.diff()}\n```"


if __name__ == "__main__":
    sys.exit(main())
