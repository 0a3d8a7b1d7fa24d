"""Faults that are met while a document is built, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.reading.faults import Fault
from usp_check.reading.limits import LIMITS
from usp_check.reading.scalars import tag_at

if TYPE_CHECKING:
    from usp_check.reading.events import Event
    from usp_check.reading.faults import Path
    from usp_check.reading.positions import Node, Place, Positions


class Refused(Exception):  # noqa: N818 - a verdict on the document, not an error of ours
    """Nothing more is read; the fault says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class Complaints:
    """Adds to ``faults``; ``stack`` are the lists and mappings that are open, from which paths are told."""

    def __init__(self, text: str, positions: Positions, faults: list[Fault], stack: list[Node]) -> None:
        self._text = text
        self._positions = positions
        self._faults = faults
        self._stack = stack

    def value(self, code: str, event: Event, arguments: dict[str, str | int] | None = None) -> None:
        """Add a fault of the value that is being read."""
        self._add(self._fault("FMT-02", code, self._path(), event, arguments or {}))

    def key(self, code: str, event: Event) -> None:
        """Add a fault of a key that cannot be kept: its path is that of the mapping it stands in."""
        self._add(self._fault("FMT-02", code, self._path()[:-1], event, {}))

    def twice(self, key: str, event: Event, first: Place) -> None:
        """Add the fault of a key that its mapping holds already."""
        start = first[1] if first[0] is None else first[0]
        line, column = self._positions.at(event.start_mark.index)
        first_line = self._positions.at(start)[0]
        arguments: dict[str, str | int] = {"cle": key, "ligne": line, "premiere_ligne": first_line}
        path = self._path()
        self._add(Fault("FMT-04", "cle_en_double", path, line, column, arguments, on_key=True))

    def indented_oddly(self, event: Event) -> None:
        """Add the fault of a key that is indented with no-break spaces; elsewhere they do no harm."""
        line, column = self._positions.at(event.start_mark.index)
        if not self._positions.line(line)[: column - 1].strip(" -"):
            self._add(Fault("FMT-02", "espace_insecable", self._path(), line, column, on_key=True))

    def tag(self, event: Event) -> None:
        """Add the fault of a tag, as it is typed."""
        tag, index = tag_at(self._text, event.start_mark.index)
        line, column = self._positions.at(index)
        self._add(Fault("FMT-02", "balise", self._path(), line, column, {"balise": tag}))

    def too_deep(self, event: Event) -> Refused:
        """Return what to raise where the document is nested beyond the limit."""
        return Refused(self._fault("FMT-03", "profondeur", self._path(), event, {"limite": LIMITS.max_depth}))

    def recursive(self, name: str, event: Event) -> Refused:
        """Return what to raise at an alias that stands within what it names."""
        return Refused(self._fault("FMT-03", "alias_recursif", self._path(), event, {"nom": name}))

    def too_many(self) -> Refused:
        """Return what to raise where the document holds more nodes than the limit."""
        return self._stopped("noeuds", LIMITS.max_nodes)

    def last(self) -> Place | None:
        """Return the place of what was read last in the lists and mappings that are open."""
        places = (node.last() for node in reversed(self._stack))
        return next((place for place in places if place is not None), None)

    def opening(self) -> int | None:
        """Return where the innermost list or mapping opens, when it is in brackets and not at the top."""
        if len(self._stack) < 2 or not self._stack[-1].flow:
            return None
        place = self._stack[-2].last()
        return place[1] if place is not None and place[3] is self._stack[-1] else None

    def _stopped(self, code: str, limit: int) -> Refused:
        last = self.last()
        line, column = self._positions.at(last[1]) if last else (1, 1)
        return Refused(Fault("FMT-03", code, (), line, column, {"limite": limit}))

    def _add(self, fault: Fault) -> None:
        if len(self._faults) >= LIMITS.max_faults:
            raise self._stopped("trop_de_fautes", LIMITS.max_faults)
        self._faults.append(fault)

    def _path(self) -> Path:
        return tuple(node.at for node in self._stack)

    def _fault(
        self, rule: str, code: str, path: Path, event: Event, arguments: dict[str, str | int]
    ) -> Fault:
        line, column = self._positions.at(event.start_mark.index)
        return Fault(rule, code, path, line, column, arguments)
