"""What is measured, group by group: each group's commands are run in turn, side by side."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import table as t
from tests.benchmarks.dossiers import dossier, write
from tests.benchmarks.places import Places
from tests.benchmarks.running import Command, Times, interleaved, peak
from tests.benchmarks.schemas import for_ajv, for_yamale

HERE = Path(__file__).parent
EITHER = frozenset({0, 1})
WARM_FILES = 40  # two twenties: each sort of dossier in its share


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: dossiers in a folder that is large, and rounds of each group."""

    few: int = 1_000
    thousands: int = 2_000
    country: int = 20_000
    cold: int = 21
    warm: int = 100
    folder: int = 7
    slow: int = 3  # a round of the peers takes minutes


FULL = Extent()
QUICK = Extent(few=100, thousands=200, country=2_000, cold=5, warm=5, folder=2, slow=1)


class Bench:
    """The programs, the dossiers and the schemas, in a folder of their own."""

    def __init__(self, places: Places, work: Path, extent: Extent) -> None:
        self.places, self.work, self.extent = places, work, extent
        self.schema = work / "candidature.json"
        subprocess.run(
            [places.ours / "usp-check", "schema", "--output", self.schema], check=True, capture_output=True
        )
        self._write_schemas()
        asked = subprocess.run(
            [places.ours / "usp-check", "validate", "--help"], capture_output=True, check=True
        )
        self.two = ("--jobs", "2") if b"--jobs" in asked.stdout else ()
        os.sync()  # what was just written is not to be flushed to the disk while something is measured

    def _write_schemas(self) -> None:
        published = json.loads(self.schema.read_text("utf-8"))
        (self.work / "ajv.json").write_text(json.dumps(for_ajv(published)), "utf-8")
        (self.work / "yamale.yaml").write_text(for_yamale(published), "utf-8")

    def folder(self, count: int, *, readable: bool = False) -> Path:
        """Return a folder of so many dossiers, made at the first call."""
        made = self.work / f"dossiers-{count}{'-readable' if readable else ''}"
        if not made.exists():
            for _ in write(made, count, readable=readable):
                pass
        return made

    def one(self) -> Times:
        """Whole commands on one sound dossier, and the references of a start."""
        file = self.folder(20) / dossier(0).name
        ours, python = self.places.ours / "usp-check", self.places.ours / "python"
        asked = {"_USP_CHECK_COMPLETE": "bash_complete", "COMP_WORDS": "usp-check val", "COMP_CWORD": "1"}
        commands = [
            Command(t.OURS, [ours, "validate", file]),
            Command(t.PASS, [python, "-c", "pass"]),
            Command(t.PYDANTIC, [python, "-c", "from pydantic import BaseModel"]),
            Command(t.VERSION, [ours, "--version"]),
            Command(t.COMPLETION, [ours], settings=asked),
            *self._peers([file], frozenset({0}), workers=1),
            Command(t.YAMLLINT, [self.places.python / "yamllint", "-d", "relaxed", file]),
        ]
        return interleaved(commands, self.extent.cold, self.work)

    def warm(self) -> Times:
        """In one process: judging against parsing."""
        folder = self.folder(WARM_FILES)
        files = sorted(folder.rglob("*.yaml"))
        words: list[str | Path] = [
            self.places.ours / "python",
            HERE / "warm.py",
            str(self.extent.warm),
            *files,
        ]
        done = subprocess.run(words, cwd=self.work, env=_plain(), check=True, capture_output=True, text=True)
        times: Times = json.loads(done.stdout)
        return times

    def thousands(self) -> Times:
        """A large folder, against the parser alone."""
        folder = self.folder(self.extent.thousands)
        return interleaved([self._ours(folder), self._parser(folder)], self.extent.folder, self.work)

    def country(self) -> Times:
        """As many dossiers as a country could send, against the parser, and against a tenth of them."""
        folder = self.folder(self.extent.country)
        smaller = self._ours(self.folder(self.extent.country // 10), t.SMALLER)
        commands = [self._ours(folder), self._parser(folder), smaller]
        return interleaved(commands, max(self.extent.folder // 2, 1), self.work)

    def peers(self) -> Times:
        """A large folder that all the peers can read, with an equivalent schema."""
        folder = self.folder(self.extent.thousands, readable=True)
        commands = [self._ours(folder), *self._peers([folder], EITHER, workers=2), self._parser(folder)]
        return interleaved(commands, self.extent.slow, self.work, warm_up=False)

    def memory(self) -> Times:
        """Peak memory, in MB, of a large and a larger folder."""
        larger, smaller = (
            self.folder(count, readable=True) for count in (self.extent.country, self.extent.few)
        )
        commands = []
        for kind in t.FORMATS:
            commands.append(self._ours(larger, f"{t.OURS} {kind}", "--format", kind))
            commands.append(self._ours(smaller, f"{t.OURS} {kind}, {t.SMALLER}", "--format", kind))
        commands += [peer for peer in self._peers([larger], EITHER, workers=2) if peer.name == t.SOURCEMETA]
        return {command.name: [peak(command, self.work)] for command in commands}

    def groups(self) -> dict[str, Callable[[], Times]]:
        """Return what measures each group, by name."""
        measuring = (self.one, self.warm, self.thousands, self.country, self.peers, self.memory)
        return dict(zip((t.ONE, t.WARM, t.THOUSANDS, t.COUNTRY, t.PEERS, t.MEMORY), measuring, strict=True))

    def _ours(self, folder: Path, name: str = t.OURS, *options: str) -> Command:
        return Command(
            name, [self.places.ours / "usp-check", "validate", folder, *self.two, *options], EITHER
        )

    def _parser(self, folder: Path) -> Command:
        return Command(t.PARSER, [self.places.ours / "python", HERE / "parse.py", folder])

    def _peers(self, paths: Sequence[Path], codes: frozenset[int], workers: int) -> list[Command]:
        """Return the command of each peer that is installed; those that take no folder are given its files."""
        places, schema = self.places, self.schema
        files = [
            file for path in paths for file in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])
        ]
        shown = [str(path / "**" / "*.yaml") if path.is_dir() else path for path in paths]
        ajv: list[str | Path] = [
            "validate",
            "--spec=draft2020",
            "--strict=false",
            "-s",
            self.work / "ajv.json",
        ]
        commands = [
            Command(
                t.CHECK_JSONSCHEMA,
                [places.python / "check-jsonschema", "--schemafile", schema, *files],
                codes,
            ),
            Command(
                t.YAMALE,
                [places.python / "yamale", "-s", self.work / "yamale.yaml", "-n", str(workers), *paths],
                codes,
            ),
            Command(t.AJV, [places.ajv, *ajv, *(word for path in shown for word in ("-d", path))], codes),
            Command(t.SOURCEMETA, [places.sourcemeta, "validate", schema, *paths, "--continue"], codes | {2}),
        ]
        return [command for command in commands if Path(command.words[0]).exists()]


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
