"""Breaking a sound dossier in every way the format allows, where a requirement looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import pytest

from usp_check import attachments
from usp_check.asking import judge_requirement
from usp_check.checks.base import Context
from usp_check.checks.paths import check_paths
from usp_check.checks.view import View
from usp_check.judging import Settings, examine
from usp_check.jugement import Jugement, PointFormat
from usp_check.reading import Path, Reading, read_file
from usp_check.referentiels.requirements import Exigence

ANY = "*"
"""Stands in a path for each item of a list, or each key of a directory."""
_GONE = object()

EMPTY: dict[str, Any] = {
    "absent": _GONE,
    "empty": None,
    "blank": "  ",
    "placeholder": "à compléter",
    "crosses": "xxx",
    "ellipsis": "…",
    "empty list": [],
    "empty group": {},
    "list of nothing": [None],
    "group of nothing": {"resume": None},
    "group of blanks": {"piece": "  "},
}
"""What says nothing, whatever should stand there."""
_NOT_A_SCALAR: dict[str, Any] = {"a list": ["a", "b"], "a group": {"a": "b"}}
_WRONG: dict[type, dict[str, Any]] = {
    bool: {**_NOT_A_SCALAR, "a number": "12", "a word": "peut-être"},
    int: {**_NOT_A_SCALAR, "a word": "douze", "yes": "oui", "zero": "0", "negative": "-1"},
    Decimal: {**_NOT_A_SCALAR, "a word": "douze", "yes": "oui", "zero": "0", "negative": "-1"},
    date: {**_NOT_A_SCALAR, "a word": "bientôt", "no such day": "2024-02-30", "far": "2199-01-01"},
    datetime: {**_NOT_A_SCALAR, "a word": "bientôt", "no such day": "2024-02-30", "far": "2199-01-01"},
    str: {
        **_NOT_A_SCALAR,
        "a bare yes": "oui",
        "a figure": "0",
        "none": "aucun",
        "a dash": "-",
        "unknown": "zzz",
    },
    dict: {"a word": "rien", "a number": "3", "a list": ["a", "b"]},
    list: {"a number": "3", "a group": {"a": "b"}},
}


class Sound:
    """A dossier and how it is judged, to be judged again with something broken in it."""

    def __init__(self, file: FilePath, settings: Settings) -> None:
        self._file = file
        self._settings = settings
        self._reading: Reading = read_file(file)
        self.values: Any = self._reading.value
        self.jugement = self.judged(self.values)
        assert self.jugement.subject.typed is not None
        self._typed = self.jugement.subject.typed
        self._view = View(self._typed.document, {})

    def judged(self, values: Any) -> Jugement:
        """Judge the dossier with other values."""
        return examine(
            str(self._file), self._reading._replace(value=values), self._settings, self._file.parent
        )

    def holding(self) -> list[Exigence]:
        """Return the requirements that this dossier holds."""
        points = [point for point in self.jugement.points if not isinstance(point, PointFormat)]
        missed = {point.regle for point in points if point.retenu != "conforme"}
        return list({p.regle: p.requirement for p in points if p.regle not in missed}.values())

    def looked_at(self, requirement: Exigence) -> set[Path]:
        """Return the paths that a requirement names or looks at, and that are in the dossier; ranks are ``*``."""
        named = {requirement.porte_sur, *(path for path, _ in requirement.needs)}
        named |= {path for path, _ in requirement.conditions}
        for _, paths in check_paths(requirement.check):
            named |= {paths} if paths and isinstance(paths[0], str) else set(paths)
        seen: set[Path] = set()
        with _recorded(seen):
            judge_requirement(requirement.asked, self._view, self._context())
        return {
            path
            for path in map(_general, named | seen)
            if path and path[0] != "document" and list(_places(self.values, path))
        }

    def _context(self) -> Context:
        call = self.jugement.referentiel
        assert call is not None
        return Context(
            self.jugement.date_propre or self._settings.date,
            pieces=attachments.inspect(self._typed.document, self._file.parent, self._file.name),
            provisoires=self._typed.placeholders,
            offre=self._settings.offre,
            actions=call.actions,
        )

    def breaks(self, path: Path) -> Iterator[tuple[str, Any]]:
        """Give the ways to break what stands at ``path``, each with the dossier's values so broken."""
        places = list(_places(self.values, path))
        ways = {**EMPTY, **_WRONG[self._kind(places[0])]}
        for name, wrong in ways.items():
            values = deepcopy(self.values)
            for place in places:
                _put(values, place, wrong)
            if values != self.values:
                yield name, values

    def _kind(self, place: Path) -> type:
        raw: Any = self.values
        for key in place:
            raw = raw[key]
        if isinstance(raw, dict | list):
            return type(raw)
        kind = type(self._view.get(place))
        return next((one for one in _WRONG if kind is one), str)


def _general(path: Path) -> Path:
    return tuple(ANY if isinstance(key, int) else key for key in path)


def _places(values: Any, path: Path) -> Iterator[Path]:
    """Give each place in the values that ``path`` stands for."""
    if not path:
        yield ()
        return
    key, rest = path[0], path[1:]
    keys: Any = ()
    if isinstance(values, list) and key == ANY:
        keys = range(len(values))
    elif isinstance(values, dict) and key in values:
        keys = (key,)
    for one in keys:
        yield from ((one, *below) for below in _places(values[one], rest))


def _put(values: Any, place: Path, wrong: Any) -> None:
    for key in place[:-1]:
        values = values[key]
    if wrong is not _GONE:
        values[place[-1]] = deepcopy(wrong)
    elif isinstance(values, dict):
        del values[place[-1]]
    else:
        values[place[-1]] = None


@contextmanager
def _recorded(seen: set[Path]) -> Iterator[None]:
    """Note every path that a check asks for."""
    get, at = View.get, View.at

    def note(view: View, field: Path | str) -> None:
        seen.add((*view.path, field) if isinstance(field, str) else (*view.path, *field))

    def noted_get(self: View, field: Path | str) -> Any:
        note(self, field)
        return get(self, field)

    def noted_at(self: View, field: Path | str) -> View:
        note(self, field)
        return at(self, field)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(View, "get", noted_get)
        patch.setattr(View, "at", noted_at)
        yield
