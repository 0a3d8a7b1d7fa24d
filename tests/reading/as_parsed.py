"""What is read plainly beside what the parser reads of the same text."""

from __future__ import annotations

from typing import Any

from usp_check.reading.faults import Fault
from usp_check.reading.parsing import parse
from usp_check.reading.plain import read_plain
from usp_check.reading.positions import Node


def described(node: Node) -> Any:
    """Return all that a node is: its value, and of each entry or item its place and what is in it."""
    steps = list(node.value) if isinstance(node.value, dict) else range(len(node.value))
    held = [(*place[:3], place[3] and described(place[3])) for place in node.placed()]
    return type(node.value), node.flow, node.end, list(steps), node.value, held


def parsed(text: str) -> Any:
    """Return what the parser reads, described; the faults it finds, if any."""
    faults: list[Fault] = []
    root = parse(text, text, faults)
    return faults or (root and described(root))


def is_plain(text: str) -> bool:
    """Whether a text is read line by line; it is then as the parser reads it."""
    root = read_plain(text)
    assert root is None or described(root) == parsed(text)
    return root is not None
