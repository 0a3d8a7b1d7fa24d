"""How a check looks at a dossier: values by their path, and a stop where a value can't be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from usp_check.documents.parts import PLAIN, parts
from usp_check.french import fold
from usp_check.reading.faults import Path


class Doubtful(Exception):  # noqa: N818 - not an error of anyone: a value that another constat explains
    """The value that a check asked for is malformed, or missing for a reason that another constat gives."""

    def __init__(self, path: Path, rule: str) -> None:
        super().__init__(path, rule)
        self.path = path
        self.rule = rule


class View:
    """A typed document, or a part of it, seen from ``path``.

    ``doubts`` says which paths can't be trusted, and by which FMT requirement that is told: asking for one
    raises :class:`Doubtful`, so that no check concludes from a value that could not be read.
    """

    __slots__ = ("_doubts", "path", "value")

    def __init__(self, value: Any, doubts: Mapping[Path, str], path: Path = ()) -> None:
        self.value = value
        self._doubts = doubts
        self.path = path

    def get(self, *keys: str | int) -> Any:
        """Return the value at ``keys`` below this view; None where it, or a parent of it, is absent."""
        if self._doubts:
            return self.at(*keys).value
        value = self.value
        for key in keys:
            if value is None:
                return None
            held = parts(value)
            value = held.get(key) if held is not None else _child(value, key)
        return value

    def at(self, *keys: str | int) -> View:
        """Return the view at ``keys`` below this one."""
        value = self.value
        path = self.path
        doubts = self._doubts
        for key in keys:
            path = (*path, key)
            if doubts and path in doubts:
                raise Doubtful(path, doubts[path])
            value = _child(value, key)
        return View(value, doubts, path)

    def items(self, *keys: str | int) -> Iterator[View]:
        """Give the items of the list at ``keys`` that are there; then raise Doubtful if one could not be read."""
        lines = self.at(*keys)
        above, doubts = lines.path, self._doubts
        doubtful = None
        for index, value in enumerate(lines.value or ()):
            path = (*above, index)
            if doubts and path in doubts:
                doubtful = Doubtful(path, doubts[path])
            elif value is not None:
                yield View(value, doubts, path)
        if doubtful:
            raise doubtful

    def filled(self, *keys: str | int) -> bool:
        """Whether anything at all is given at ``keys``."""
        if not self._doubts:
            return filled(self.get(*keys))
        part = self.at(*keys)
        if part.value is None:
            part.refuse_doubts()
            return False
        if filled(part.value):
            return True
        part.refuse_doubts()
        return False

    def told(self, *keys: str | int) -> bool:
        """Whether something is said in words at ``keys``: a bare yes, no or figure for a text says nothing."""
        return self.filled(*keys) and not _bare(self.at(*keys).value)

    def answered(self, *keys: str | int) -> bool:
        """Whether something is given at ``keys``, be it a number: a bare yes or no for a text names nothing."""
        return self.filled(*keys) and not _bare_word(self.at(*keys).value)

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


def _child(value: Any, key: str | int) -> Any:
    # By its fields alone: a doubt may stand under a key that the model does not know, or that names a method.
    held = parts(value)
    if held is not None:
        return held.get(key)
    if isinstance(value, list | tuple):
        return value[key] if isinstance(key, int) and key < len(value) else None
    return None


def filled(value: Any) -> bool:
    """Whether a typed value says anything: a group or a list does when one of its parts does."""
    if value is None:
        return False
    kind = type(value)
    if kind in PLAIN:
        return True
    if kind is tuple or kind is list:
        return any(map(filled, value))
    held = parts(value)
    return True if held is None else any(map(filled, held.values()))


_BARE_WORDS = frozenset(
    (
        *(
            "oui",
            "non",
            "vrai",
            "faux",
            "yes",
            "no",
            "true",
            "false",
            "ok",
            "rien",
            "aucun",
            "aucune",
            "neant",
        ),
        *("sans objet", "non applicable", "non concerne"),
    )
)

_WORDS = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"\W*(?:[^\W\d_]+\W+){3}[^\W\d_]")
"""Four words and more: no bare word is so long, and a sentence is told from one without a search of it all."""


def _bare(value: Any) -> bool:
    """Whether a text, or all that a group holds, is but a yes, a no or a figure; anything but a text is not.

    What stands around the words changes nothing (``Oui !``), and a letter alone says no more than a cross.
    """
    if not isinstance(value, str):
        held = parts(value) if type(value) is not dict else None
        return held is not None and all(_bare(part) for part in held.values() if part is not None)
    if _SENTENCE.match(value):
        return False
    words = _words(value)
    return words in _BARE_WORDS or sum(map(str.isalpha, words)) < 2


def _bare_word(value: Any) -> bool:
    return isinstance(value, str) and not _SENTENCE.match(value) and _words(value) in _BARE_WORDS


def _words(text: str) -> str:
    return " ".join(_WORDS.findall(fold(text)))
