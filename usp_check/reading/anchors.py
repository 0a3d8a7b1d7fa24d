"""Anchors and aliases: what an alias stands for, and how much it would hold if it were written out."""

from __future__ import annotations

from typing import Any


class Anchor:
    """A value that bears a name.

    ``size`` is how many nodes it holds and ``height`` how many lists and mappings on its longest way down,
    both as if the aliases in it were written out; both are known once it is no longer ``is_open``.
    """

    __slots__ = ("depth", "height", "is_open", "node", "size", "value")

    def __init__(self, value: Any, node: Any = None, depth: int = 0, room: int = 0) -> None:
        self.value = value
        self.node = node  # in the tree of places; None for a text
        self.depth = depth  # of the node itself in the document, from 1
        self.height = 0 if node is None else 1
        self.size = 1 if node is None else room  # while it is open: the room that was left before it
        self.is_open = node is not None


class Anchors:
    """The anchors of a document, by name; a name given again stands for the later value."""

    __slots__ = ("_by_name", "_open")

    def __init__(self) -> None:
        self._by_name: dict[str, Anchor] = {}
        self._open: list[Anchor] = []

    def get(self, name: str) -> Anchor | None:
        """Return what a name stands for at this place of the document."""
        return self._by_name.get(name)

    def add(self, name: str, anchor: Anchor) -> None:
        """Name a value; a list or mapping stays open until ``close``."""
        self._by_name[name] = anchor
        if anchor.is_open:
            self._open.append(anchor)

    def reach(self, depth: int) -> None:
        """Note that the document is ``depth`` lists and mappings deep at this place."""
        for anchor in self._open:
            anchor.height = max(anchor.height, depth - anchor.depth + 1)

    def close(self, node: Any, room: int) -> None:
        """Note that a list or mapping has ended, with ``room`` nodes left."""
        if self._open and self._open[-1].node is node:
            anchor = self._open.pop()
            anchor.size += 1 - room
            anchor.is_open = False
