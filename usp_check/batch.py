"""Many files: which ones a command's paths stand for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Target:
    """A file to judge. ``named`` tells one that the person named from one met in a folder."""

    name: str
    named: bool


def targets(paths: Iterable[str]) -> Iterator[Target]:
    """Give the files that ``paths`` stand for, each once: folders recursively, in alphabetical order.

    Hidden folders and files are passed over, and so are links to folders.
    """
    seen: set[str] = set()
    for path in paths:
        for target in _targets(path):
            if target.name not in seen:
                seen.add(target.name)
                yield target


def _targets(path: str) -> Iterator[Target]:
    if os.path.isdir(path):  # noqa: PTH112 - unlike Path, it takes "" for no folder, and a name of any length
        yield from (Target(name, named=False) for name in _walk(path))
    else:
        yield Target(path, named=True)


def _walk(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield os.path.join(place, name)  # noqa: PTH118
