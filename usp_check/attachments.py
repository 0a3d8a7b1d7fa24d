"""What stands on the disk for each attachment that a dossier names. Nothing is opened."""

from __future__ import annotations

import os
import posixpath
import stat
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, get_args

from usp_check.documents.parts import PLAIN
from usp_check.light_models import hints
from usp_check.reading.faults import Path

PRESENTE = "presente"
NON_CHERCHEE = "non_cherchee"
ABSENTE = "absente"
HORS_DOSSIER = "hors_dossier"
DOSSIER_MEME = "dossier_meme"

_TWICE_WRITTEN = frozenset("K;`")
"""The ASCII characters that NFC makes of another one: any other is written in one way alone."""


def cited(document: Any) -> list[tuple[Path, str]]:
    """Return every attachment that a typed document names (``piece``, ``pieces``), with its place."""
    found: list[tuple[Path, str]] = []
    _gather(document, (), found)
    return found


def _gather(value: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    kind: Any = type(value)
    names = _ways(kind)
    if names:
        held = value.__dict__
    elif kind is dict:
        names = held = value
    elif kind is tuple or kind is list:
        _gather_list(value, path, found)
        return
    for name in names:
        part = held[name]
        if type(part) in PLAIN:
            if name == "piece" and isinstance(part, str):
                found.append(((*path, name), part))
        elif part is not None:
            _gather(part, (*path, name), found)


def _gather_list(value: Sequence[Any], path: Path, found: list[tuple[Path, str]]) -> None:
    named = path[-1:] == ("pieces",)
    for index, part in enumerate(value):
        if not named:
            _gather(part, (*path, index), found)
        elif isinstance(part, str):
            found.append(((*path, index), part))


@cache
def _ways(kind: Any) -> tuple[str, ...]:
    """Return the few fields of a group under which attachments may be named, by its model; none of another type."""
    fields = getattr(kind, "model_fields", ())
    return tuple(name for name in fields if name in ("piece", "pieces") or _may_cite(hints(kind)[name]))


def _may_cite(hint: Any) -> bool:
    if hasattr(hint, "model_fields"):
        return bool(_ways(hint))
    return hint is Any or any(map(_may_cite, get_args(hint)))


def inspect(
    document: Any, folder: str | os.PathLike[str] | None, own: str = ""
) -> Mapping[Path, tuple[str, str]]:
    """Say for each attachment named what stands there, as a name and a code.

    ``folder`` is the dossier's own, ``own`` the name of its file there, which is no attachment of itself.

    The codes are those of the check ``pieces_presentes``. Without a folder nothing is looked for.
    """
    codes: dict[str, str] = {}  # a name is looked for once, however often a dossier cites it
    inside = None if folder is None else _Folder(folder)
    found = {}
    for path, name in cited(document):
        if name not in codes:
            codes[name] = NON_CHERCHEE if inside is None else inside.look(name)
            if codes[name] == PRESENTE and own in name and _normal(name) == own:
                codes[name] = DOSSIER_MEME
        found[path] = (name, codes[name])
    return found


def _normal(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/"))


class _Folder:
    """A dossier's folder, in which files are looked for by their exact names, whatever the system's own habits.

    A way that meets no link stays inside; of a link, where it leads is looked at before anything beyond it is.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._place = os.path.join(folder, "")  # noqa: PTH118 - places are texts, with their last slash
        self._entries: dict[tuple[str, str], tuple[str, os.stat_result]] = {}
        self._listings: dict[str, dict[str, str]] = {}

    def look(self, name: str) -> str:
        """Return the code of what stands at ``name``."""
        steps = name.replace("\\", "/").split("/")
        if steps[0] in ("", "~") or steps[0].endswith(":") or ".." in steps or "\0" in name:
            return HORS_DOSSIER
        try:
            return self._what_is_there([step for step in steps if step not in ("", ".")])
        except (FileNotFoundError, NotADirectoryError):
            return ABSENTE
        except (OSError, ValueError):
            return "illisible"

    def _what_is_there(self, steps: list[str]) -> str:
        place = self._place
        facts = None
        for step in steps:
            where, facts = self._entry(place, step)
            if _is_link(facts):
                if not self._is_inside(where):
                    return HORS_DOSSIER
                facts = os.stat(where)  # noqa: PTH116
            place = f"{where}/"
        if facts is None or not stat.S_ISREG(facts.st_mode):
            return "pas_un_fichier"
        return PRESENTE if facts.st_size else "vide"

    def _is_inside(self, where: str) -> bool:
        root = os.path.realpath(self._place)
        return os.path.commonpath([root, os.path.realpath(where)]) == root

    def _entry(self, place: str, name: str) -> tuple[str, os.stat_result]:
        """Return the entry of a folder that bears exactly this name, and what it is. Raises FileNotFoundError."""
        known = self._entries.get((place, name))
        if known is None:
            known = self._entries[place, name] = self._at_once(place, name) or self._listed(place, name)
        return known

    def _at_once(self, place: str, name: str) -> tuple[str, os.stat_result] | None:
        """Find an entry by asking for it; None where the system may have given one of another name.

        One that is not there under the same name in the other case is the very one: case matters there.
        """
        if not name.isascii():
            return None
        where = place + name
        try:
            facts = os.lstat(where)
        except FileNotFoundError:
            if _TWICE_WRITTEN.isdisjoint(name):
                raise
            return None
        except OSError:  # a name that is too long is in no list
            return None
        # Where a link leads nowhere, this sees nothing, and neither do those who follow it.
        return None if os.access(place + name.swapcase(), os.F_OK) else (where, facts)

    def _listed(self, place: str, name: str) -> tuple[str, os.stat_result]:
        """Find an entry in the list of its folder, by its name in NFC: macOS may store one decomposed."""
        if place not in self._listings:
            with os.scandir(place) as entries:
                self._listings[place] = {unicodedata.normalize("NFC", one.name): one.name for one in entries}
        stored = self._listings[place].get(unicodedata.normalize("NFC", name))
        if stored is None:
            raise FileNotFoundError(place + name)
        where = place + stored
        return where, os.lstat(where)


def _is_link(facts: os.stat_result) -> bool:
    """Whether an entry leads elsewhere, be it in a way of Windows' own."""
    return stat.S_ISLNK(facts.st_mode) or bool(getattr(facts, "st_reparse_tag", 0))
