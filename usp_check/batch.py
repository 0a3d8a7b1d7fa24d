"""Many files: which ones a command's paths stand for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

SUFFIXES = (".yaml", ".yml")
OUTSIDE = "c’est un lien vers l’extérieur du répertoire ; il n’est pas suivi"
INSIDE = "c’est un lien vers un autre endroit du répertoire ; il n’est pas suivi"
NOWHERE = "c’est un lien qui ne mène nulle part"


class Target(NamedTuple):
    """A file to judge. ``named`` tells one that the person named from one met in a folder.

    ``ignored`` says why one that was met there is not to be opened; empty where it is.
    """

    name: str
    named: bool
    ignored: str = ""


def targets(paths: Iterable[str]) -> Iterator[Target]:
    """Give the files that ``paths`` stand for, each once: folders recursively, in alphabetical order.

    Hidden folders and files are passed over. A link that is met on the way is not followed but told: what it leads
    to is judged where it is, or is none of the folder's. A folder that can't be listed stands for itself: opening
    it says why. What a person names is taken as it is, link or not.
    """
    paths = list(paths)
    if len(paths) == 1 and _is_folder(paths[0]):  # a walk meets no file twice
        yield from _walk(paths[0], set())
        return
    asked = {os.path.normpath(path) for path in paths if not _is_folder(path)}
    seen: set[str] = set()
    for path in paths:
        for target in _walk(path, asked) if _is_folder(path) else (Target(path, named=True),):
            place = os.path.normpath(target.name)
            if place not in seen:
                seen.add(place)
                yield target


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - unlike Path, it takes "" for no folder, and a name of any length


def _walk(root: str, asked: set[str]) -> Iterator[Target]:
    """Walk a folder: its files, then its folders in turn. No recursion: a tree may be deeper than Python's stack."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as met:
                entries = sorted((one for one in met if not one.name.startswith(".")), key=_name)
        except OSError:
            yield Target(folder, named=True)
            continue
        below = []
        for entry in entries:
            path = os.path.join(folder, entry.name)  # noqa: PTH118
            is_link, inner = _what_is(entry, path)
            if not inner and not entry.name.lower().endswith(SUFFIXES):
                continue
            named = bool(asked) and os.path.normpath(path) in asked
            if is_link and not named:
                yield Target(path, named=False, ignored=_why_not_followed(root, path))
            elif inner:
                below.append(path)
            else:
                yield Target(path, named=named)
        waiting += reversed(below)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _what_is(entry: os.DirEntry[str], path: str) -> tuple[bool, bool]:
    """Say whether an entry is a link, and whether it is or leads to a folder.

    Most listings tell what is no link; where one does not, the system is asked, and may refuse to say.
    """
    try:
        if not entry.is_symlink():
            return False, entry.is_dir()
    except OSError:
        return False, False
    return True, _is_folder(path)


def _why_not_followed(root: str, link: str) -> str:
    try:
        place = os.path.realpath(link, strict=True)
        inside = os.path.commonpath([os.path.realpath(root), place]) == os.path.realpath(root)
    except (OSError, ValueError):  # leads to nothing, to itself, or to another drive
        return NOWHERE
    return INSIDE if inside else OUTSIDE
