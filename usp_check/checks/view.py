"""How a check looks at a dossier: values by their path, and a stop where a value can't be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from itertools import compress
from operator import attrgetter
from typing import Any

from usp_check.checks.saying import bare, bare_text, bare_word, filled
from usp_check.documents.parts import PLAIN, parts
from usp_check.modelling import BaseModel
from usp_check.reading.faults import Path

_NOT_FIELDS = frozenset(name for kind in (*PLAIN, dict, list, tuple, BaseModel) for name in dir(kind))
"""What else than its fields a value may be asked for, by name."""


class Doubtful(Exception):  # noqa: N818 - not an error of anyone: a value that another constat explains
    """The value that a check asked for is malformed, or missing for a reason that another constat gives."""

    def __init__(self, path: Path, rule: str) -> None:
        super().__init__(path, rule)
        self.path = path
        self.rule = rule


class View:
    """A typed document, or a part of it, seen from ``path``.

    ``doubts`` says which paths can't be trusted, and by which FMT requirement that is told: asking for one
    raises :class:`Doubtful`, so that no check concludes from a value that could not be read. A view is asked by
    the path of a field, or by its name where it is one of the view's own.
    """

    __slots__ = ("_doubts", "path", "value")

    def __init__(self, value: Any, doubts: Mapping[Path, str], path: Path = ()) -> None:
        self.value = value
        self._doubts = doubts
        self.path = path

    def get(self, field: Path | str) -> Any:
        """Return the value of a field below this view; None where it, or a parent of it, is absent."""
        if self._doubts and self._doubts_on(field):
            return self._look_up(field)
        try:  # the fields of groups, as most are
            return _READERS[field](self.value)
        except AttributeError:
            return self._look_up(field)

    def _doubts_on(self, field: Path | str) -> Mapping[Path, str]:
        """Return the doubts among which are those on the way to a field, and below it."""
        return self._doubts

    def _look_up(self, field: Path | str) -> Any:
        value, path = self.value, self.path
        for key in (field,) if isinstance(field, str) else field:
            path = (*path, key)
            if path in self._doubts:
                raise Doubtful(path, self._doubts[path])
            value = _child(value, key)
        return value

    def at(self, field: Path | str) -> View:
        """Return the view at a field below this one."""
        return View(self.get(field), self._doubts and self._doubts_on(field), self._place(field))

    def _place(self, field: Path | str) -> Path:
        return (*self.path, field) if isinstance(field, str) else (*self.path, *field)

    def items(self, field: Path | str) -> Iterable[View]:
        """Give the items of the list in a field that are there; then raise Doubtful if one could not be read."""
        above, doubts = self._place(field), self._doubts and self._doubts_on(field)
        doubtful = None
        for index, value in enumerate(self.get(field) or ()):
            path = (*above, index)
            if doubts and path in doubts:
                doubtful = Doubtful(path, doubts[path])
            elif value is not None:
                yield View(value, doubts, path)
        if doubtful:
            raise doubtful

    def lines(self, field: Path | str) -> Iterable[View]:
        """Give the items of the list in a field that say something; then raise Doubtful as ``items`` does."""
        return (line for line in self.items(field) if line.filled())

    def rows(self, field: Path | str, *names: str) -> list[tuple[Any, ...]]:
        """Return what ``lines`` gives: of each line the fields of these ``names``, two at least."""
        return [tuple([line.get(name) for name in names]) for line in list(self.lines(field))]

    def filled(self, field: Path | str = ()) -> bool:
        """Whether anything at all is given in a field, or in this view."""
        value = self.get(field)
        if type(value) in PLAIN or filled(value):
            return True
        if self._doubts:
            self.at(field).refuse_doubts()
        return False

    def told(self, field: Path | str) -> bool:
        """Whether something is said in words in a field: a bare yes, no or figure for a text says nothing."""
        value = self.get(field)
        if isinstance(value, str):
            return not bare_text(value)
        return self.filled(field) and not bare(value)

    def answered(self, field: Path | str) -> bool:
        """Whether something is given in a field, be it a number: a bare yes or no for a text names nothing."""
        value = self.get(field)
        return (isinstance(value, str) or self.filled(field)) and not bare_word(value)

    def sound(self, field: Path | str) -> Any:
        """Return the value of a field; raise Doubtful if something at or below it could not be read."""
        if self._doubts:
            self.at(field).refuse_doubts()
        return self.get(field)

    def refuse_doubts(self, *names: str) -> None:
        """Raise Doubtful if something at or below this view could not be read.

        With ``names``, only fields of these names count, and groups or lists that are doubtful as a whole.
        """
        size = len(self.path)
        for path, rule in self._doubts.items():
            if path[:size] == self.path and (not names or self._concerns(path[size:], names)):
                raise Doubtful(path, rule)

    def _concerns(self, below: Path, names: tuple[str, ...]) -> bool:
        if not set(names).isdisjoint(below):
            return True
        value = self.value
        for key in below:
            value = _child(value, key)
        return isinstance(value, list | tuple) or parts(value) is not None


class Whole(View):
    """A whole document, of which several requirements ask the same: what is filled, and the lines of its lists.

    Each is looked for once; and doubts, only in the parts of the document that hold one.
    """

    __slots__ = ("_doubtful_parts", "_filled", "_items", "_lines")

    def __init__(self, document: Any, doubts: Mapping[Path, str]) -> None:
        super().__init__(document, doubts)
        self._doubtful_parts = {path[0] for path in doubts if path}
        self._filled: dict[Path | str, bool] = {}
        self._items: dict[Path | str, list[View]] = {}
        self._lines: dict[Path | str, list[tuple[int, Any]]] = {}

    def _doubts_on(self, field: Path | str) -> Mapping[Path, str]:
        part = field if isinstance(field, str) else next(iter(field), None)
        return self._doubts if part is None or part in self._doubtful_parts else {}

    def filled(self, field: Path | str = ()) -> bool:
        """As a view does."""
        known = self._filled.get(field)
        if known is None:
            known = self._filled[field] = View.filled(self, field)
        return known

    def items(self, field: Path | str) -> Iterable[View]:
        """As a view does."""
        if self._doubts and self._doubts_on(field):
            return View.items(self, field)
        known = self._items.get(field)
        if known is None:
            values = enumerate(self.get(field) or ())
            above = self._place(field)
            known = [View(value, {}, (*above, rank)) for rank, value in values if value is not None]
            self._items[field] = known
        return known

    def lines(self, field: Path | str) -> Iterable[View]:
        """As a view does."""
        if self._doubts and self._doubts_on(field):
            return View.lines(self, field)
        above = self._place(field)
        return (View(value, {}, (*above, rank)) for rank, value in self._said(field))

    def _said(self, field: Path | str) -> list[tuple[int, Any]]:
        """Return the items of the list in a field that say something, each with its rank."""
        known = self._lines.get(field)
        if known is None:
            values = self.get(field) or ()
            known = self._lines[field] = list(compress(enumerate(values), map(filled, values)))
        return known

    def rows(self, field: Path | str, *names: str) -> list[tuple[Any, ...]]:
        """As a view does."""
        if self._doubts and self._doubts_on(field):
            return View.rows(self, field, *names)
        read = _row_reader(names)
        try:
            return [read(value) for _, value in self._said(field)]
        except AttributeError:
            return View.rows(self, field, *names)


class _Readers(dict[Path | str, Callable[[Any], Any]]):
    """What reads a field of a group, or of the groups in it; it raises AttributeError where there is none.

    The fields are those that checks and référentiels name, never a dossier's own words: it stays small.
    """

    def __missing__(self, field: Path | str) -> Callable[[Any], Any]:
        names = (field,) if isinstance(field, str) else field
        words = [name for name in names if isinstance(name, str) and name.isidentifier()]
        usual = words and len(words) == len(names) and _NOT_FIELDS.isdisjoint(words)
        made = self[field] = attrgetter(".".join(words)) if usual else partial(_read_group, names)
        return made


_READERS = _Readers()


@lru_cache(maxsize=1024)
def _row_reader(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*names) if len(names) > 1 and _NOT_FIELDS.isdisjoint(names) else _unread


def _unread(_: Any) -> Any:
    raise AttributeError


def _read_group(names: Path, value: Any) -> Any:
    for name in names:
        if name not in value.__dict__:
            raise AttributeError(name)
        value = value.__dict__[name]
    return value


def _child(value: Any, key: str | int) -> Any:
    # By its fields alone: a doubt may stand under a key that the model does not know, or that names a method.
    held = parts(value)
    if held is not None:
        return held.get(key)
    if isinstance(value, list | tuple):
        return value[key] if isinstance(key, int) and key < len(value) else None
    return None
