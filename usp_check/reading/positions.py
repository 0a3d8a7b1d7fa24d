"""Where each value of a document stands. Lines are worked out only when someone asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from usp_check.reading.faults import Path

Place: TypeAlias = "tuple[int | None, int, int | None, Node | None]"
"""Start of the key (``None`` in a list), start of the value, its end (``None``: ask the node), its node.

Characters are counted from 0.
"""

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r"\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^']*(?:''[^']*)*'", re.DOTALL)


class Node:
    """A list or mapping, while it is built and, afterwards, in the tree of places."""

    __slots__ = ("at", "by_key", "end", "flow", "places", "value")

    def __init__(self, value: Any, flow: bool) -> None:
        self.value = value
        self.places: list[Place] = []  # of its entries or items, in the order of ``value``
        self.flow = flow  # in brackets
        self.end: int | None = None  # of what is in brackets
        self.at: str | int = ""  # the key or index that is being filled
        self.by_key: dict[str, Place] | None = None  # once one has been asked for

    def placed(self) -> list[Place]:
        """Return the places of the entries or items, in the order of the value; only once all is read."""
        return self.places

    def last(self) -> Place | None:
        """Return the place of what was read last."""
        places = self.placed()
        return places[-1] if places else None

    def find(self, step: str | int) -> Place | None:
        """Return the place of one entry, ``None`` when it is not there; only once all is read."""
        places = self.placed()
        if isinstance(step, int):
            is_there = isinstance(self.value, list) and 0 <= step < len(places)
            return places[step] if is_there else None
        if self.by_key is None:
            is_mapping = isinstance(self.value, dict)
            self.by_key = dict(zip(self.value, places, strict=True)) if is_mapping else {}
        return self.by_key.get(step)


class Span(NamedTuple):
    """A stretch of the text. Lines and columns (in characters) count from 1, the end is exclusive.

    ``exact`` is false where the span is that of the nearest parent. An empty value has an empty span,
    just after the colon of its key.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    exact: bool


class Positions:
    """The text of a document, by line, and the place of each of its values.

    Only LF, CRLF and CR end a line, as in editors.
    """

    def __init__(self, text: str = "", root: Node | None = None) -> None:
        self._text = text
        self._root = root

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self._text))]

    @property
    def line_count(self) -> int:
        """How many lines an editor shows; an end of line at the very end opens no further one."""
        return len(self._starts) - (self._starts[-1] == len(self._text))

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1, without its end; empty beyond the last."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")

    def at(self, index: int) -> tuple[int, int]:
        """Return line and column, from 1, of a character counted from 0."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def start_of(self, line: int) -> int:
        """Return the index, from 0, of the first character of a line."""
        return self._starts[line - 1]

    def locate(self, path: Path, on_key: bool = False) -> Span | None:
        """Return where a value stands; ``None`` when the document has no values at all.

        ``on_key`` asks for its key instead. Where the path leads nowhere, the span is that of the key of
        the nearest parent that is there (of the item, in a list; of the very beginning, at the top).
        An alias is where it is typed; what lies below it is where the anchor is.
        """
        node = self._root
        if node is None:
            return None
        place: Place | None = None
        step: str | int = ""
        for wanted in path:
            found = node.find(wanted) if node else None
            if found is None:
                return self._key(place, step, exact=False)
            place, step, node = found, wanted, found[3]
        if place is None or on_key:
            return self._key(place, step, exact=True)
        return self._span(place[1], _end(place), exact=True)

    def _key(self, place: Place | None, step: str | int, *, exact: bool) -> Span:
        if place is None:  # the top: where its first key is, below the comments that open the file
            places = self._root.placed() if self._root else []
            first = places[0][0] if places else None
            return self._span(first or 0, first or 0, exact=exact)
        start = place[0]
        if start is None:
            return self._span(place[1], _end(place), exact=exact)
        quoted = _QUOTED.match(self._text, start)
        end = quoted.end() if quoted else min(start + len(str(step)), len(self._text))
        return self._span(start, end, exact=exact)

    def _span(self, start: int, end: int, *, exact: bool) -> Span:
        return Span(*self.at(start), *self.at(end), exact)


def _end(place: Place) -> int:
    """Where a value ends: a block has no end of its own but that of what it holds last."""
    _, start, end, node = place
    while end is None and node is not None:
        end, last = node.end, node.last()
        if end is None and last is not None:
            _, start, end, node = last
        elif end is None:
            break
    return start if end is None else end
