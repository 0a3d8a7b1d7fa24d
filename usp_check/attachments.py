"""What stands on the disk for each attachment that a dossier names. Nothing is opened."""

from __future__ import annotations

import os
import posixpath
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from usp_check.documents.parts import PLAIN, parts
from usp_check.reading.faults import Path

PRESENTE = "presente"
NON_CHERCHEE = "non_cherchee"
ABSENTE = "absente"
HORS_DOSSIER = "hors_dossier"
DOSSIER_MEME = "dossier_meme"


def cited(document: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Give every attachment that a typed document names (``piece``, ``pieces``), with its place."""
    if isinstance(document, tuple | list):
        for index, part in enumerate(document):
            yield from cited(part, (*path, index))
        return
    for name, value in (parts(document) or {}).items():
        if value is None or type(value) in PLAIN:
            if name == "piece" and isinstance(value, str):
                yield (*path, name), value
        elif name == "pieces" and isinstance(value, tuple | list):
            yield from (((*path, name, i), v) for i, v in enumerate(value) if isinstance(v, str))
        else:
            yield from cited(value, (*path, name))


def inspect(document: Any, folder: FilePath | None, own: str = "") -> Mapping[Path, tuple[str, str]]:
    """Say for each attachment named what stands there, as a name and a code.

    ``folder`` is the dossier's own, ``own`` the name of its file there, which is no attachment of itself.

    The codes are those of the check ``pieces_presentes``. Without a folder nothing is looked for.
    """
    # A name is looked for once and a folder listed once, however often a dossier cites them.
    codes: dict[str, str] = {}
    listings: dict[str, dict[str, str]] = {}
    root = os.path.realpath(folder) if folder is not None else None
    found = {}
    for path, name in cited(document):
        if name not in codes:
            codes[name] = NON_CHERCHEE if root is None else _look(root, name, listings)
            if codes[name] == PRESENTE and posixpath.normpath(name.replace("\\", "/")) == own:
                codes[name] = DOSSIER_MEME
        found[path] = (name, codes[name])
    return found


def _look(root: str, name: str, listings: dict[str, dict[str, str]]) -> str:
    parts = name.replace("\\", "/").split("/")
    if parts[0] in ("", "~") or parts[0].endswith(":") or ".." in parts or "\0" in name:
        return HORS_DOSSIER
    try:
        place = _find(root, [part for part in parts if part not in ("", ".")], listings)
        return _what_is_there(root, os.path.realpath(place)) if place else ABSENTE
    except (FileNotFoundError, NotADirectoryError):
        return ABSENTE
    except (OSError, ValueError):
        return "illisible"


def _what_is_there(root: str, place: str) -> str:
    if os.path.commonpath([root, place]) != root:
        return HORS_DOSSIER
    facts = FilePath(place).stat()
    if not stat.S_ISREG(facts.st_mode):
        return "pas_un_fichier"
    return PRESENTE if facts.st_size else "vide"


def _find(root: str, parts: list[str], listings: dict[str, dict[str, str]]) -> str | None:
    """Find the file by its exact name, letter case included, whatever the system's own habits.

    Names are compared in NFC: macOS may store a name decomposed that was typed composed. ``listings`` keeps the
    names in each folder, as stored, by their NFC.
    """
    place = root
    for part in parts:
        if place not in listings:  # a folder is listed once it is known to be inside
            if os.path.commonpath([root, os.path.realpath(place)]) != root:
                return place
            with os.scandir(place) as entries:
                listings[place] = {unicodedata.normalize("NFC", entry.name): entry.name for entry in entries}
        name = listings[place].get(unicodedata.normalize("NFC", part))
        if name is None:
            return None
        place = os.path.join(place, name)  # noqa: PTH118
    return place
