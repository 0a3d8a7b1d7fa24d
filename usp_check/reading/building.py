"""The parser's events become values and the tree of their places, in one pass and without recursion.

Scalars stay the text that was typed: nothing here knows numbers, dates or booleans. The loop of ``_read_on``
is the hot path of the whole tool; whatever is out of the ordinary leaves it for a method of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from usp_check.reading.anchors import Anchor, Anchors
from usp_check.reading.complaints import Complaints
from usp_check.reading.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from usp_check.reading.limits import LIMITS
from usp_check.reading.positions import Node
from usp_check.reading.scalars import NULLS, cleaned, is_absent, named

if TYPE_CHECKING:
    from usp_check.reading.events import CollectionStartEvent, CParser, Event
    from usp_check.reading.faults import Fault
    from usp_check.reading.positions import Place, Positions

_ODD_KEYS: Final = frozenset({"", "<<"})
_STARTS: Final = frozenset({MappingStartEvent, SequenceStartEvent})
_ENDS: Final = frozenset({MappingEndEvent, SequenceEndEvent})
_WHOLE: Final = re.compile(r"[0-9][0-9\s]*")
_DECIMALS: Final = re.compile(r"[0-9]+\s*€?")


class Builder:
    """Builds the values of one mapping, the top of a document, from the event that opens it."""

    def __init__(self, text: str, parser: CParser, positions: Positions, faults: list[Fault]) -> None:
        self._next = parser.get_event
        self._stack: list[Node] = []
        self._complain = Complaints(text, positions, faults, self._stack)
        self._anchors = Anchors()
        self._owing: list[Node] = []  # a key that was no text was passed over: its value is still to come
        self._room = LIMITS.max_nodes
        # Without these characters no scalar can bear a tag, an anchor or an escape: no need to look at each.
        self._anchored = "&" in text
        self._escaped = "\\" in text
        self._simple = "!" not in text and not self._anchored and not self._escaped

    @property
    def last(self) -> Place | None:
        """The place of what was read last: where to look when the parser gives up."""
        return self._complain.last()

    @property
    def opening(self) -> int | None:
        """The bracket or brace that is still open, if any."""
        return self._complain.opening()

    def build(self, start: MappingStartEvent) -> Node:
        """Read to the end of the mapping that ``start`` opens; raise ``Refused`` beyond a limit."""
        root = self._open(start)
        while self._stack:
            node = self._stack[-1]
            if self._owing and self._owing[-1] is node:
                self._owing.pop()
                self._take(self._next())
            else:
                self._read_odd(*self._read_on(node))
        return root

    def _read_on(self, node: Node) -> tuple[ScalarEvent | None, Event]:  # noqa: C901, PLR0912, PLR0915 - see below
        """Read what is ordinary, from ``node`` on; return the first event that is not, after its key if it was read.

        Nearly all of a dossier passes through this loop. It is long because it calls nothing but the parser: a call
        costs more than all that is done here for a value. The methods below take every care with the rest.
        """
        next_event, stack, simple, room = self._next, self._stack, self._simple, self._room
        nested, max_depth = simple and not self._owing, LIMITS.max_depth
        key_event: ScalarEvent | None
        event: Any
        value: Any
        values, places, in_mapping = node.value, node.places, type(node.value) is dict
        while True:
            key_event, event = None, next_event()
            if in_mapping and type(event) is ScalarEvent:
                key = event.value
                # A plain word needs no second look: it is neither blank nor "<<", nor has it spaces around.
                if not key.isidentifier() or key in values or not (simple or _is_simple(event)):
                    break
                key_event, event = event, next_event()
            if type(event) is ScalarEvent:
                value = event.value
                if not (simple or _is_simple(event)):
                    break
                # No null is longer; to look a text up in a set takes longer than to look how long it is.
                if not value.strip() or (len(value) < 5 and value in NULLS and event.style == ""):
                    if node.flow:
                        break
                    value = None
                if key_event is not None:
                    values[key] = value
                    places.append(
                        (key_event.start_mark.index, event.start_mark.index, event.end_mark.index, None)
                    )
                    room -= 2
                else:
                    values.append(value)
                    places.append((None, event.start_mark.index, event.end_mark.index, None))
                    room -= 1
                if room < 0:
                    raise self._complain.too_many()
                continue
            if not nested:
                break
            if type(event) in _ENDS and len(stack) > 1:
                if node.flow:
                    node.end = event.end_mark.index
                stack.pop()
                node = stack[-1]
            elif (
                type(event) in _STARTS
                and len(stack) < max_depth
                and (key_event is not None or not in_mapping)
            ):
                child = Node({} if type(event) is MappingStartEvent else [], event.flow_style)
                if key_event is not None:
                    node.at = key
                    values[key] = child.value
                    places.append((key_event.start_mark.index, event.start_mark.index, None, child))
                    room -= 2
                else:
                    node.at = len(values)
                    values.append(child.value)
                    places.append((None, event.start_mark.index, None, child))
                    room -= 1
                if room < 0:
                    raise self._complain.too_many()
                stack.append(child)
                node = child
            else:
                break
            values, places, in_mapping = node.value, node.places, type(node.value) is dict
        self._room = room
        return key_event, event

    def _read_odd(self, key_event: ScalarEvent | None, event: Event) -> None:
        """Read an entry or item that is out of the ordinary, or an end; with ``key_event``, only the value is left."""
        node = self._stack[-1]
        if event.__class__ is MappingEndEvent or event.__class__ is SequenceEndEvent:
            self._close(event)
        elif type(node.value) is list:
            self._room -= 1
            node.at = len(node.places)
            value, start, end, child = self._take(event)
            node.value.append(value)
            node.places.append((None, start, end, child))
        elif key_event is not None:
            self._entry(node, key_event, key_event.value, event)
        elif isinstance(event, ScalarEvent):
            self._entry(node, event, self._checked_key(node, event), self._next())
        else:
            self._odd_entry(node, event)
        if self._room < 0:
            raise self._complain.too_many()

    def _entry(self, node: Node, key_event: ScalarEvent, key: str | None, event: Event) -> None:
        """Read the value of an entry, and leave it out when the key is ``None``."""
        self._room -= 2
        if key is None:
            self._take(event)
            return
        node.at = key
        value, start, end, child = self._take(event)
        absent = value is None and isinstance(event, ScalarEvent)
        if absent and node.flow and self._is_decimal_part(node, key_event):
            return
        node.value[key] = value
        node.places.append((key_event.start_mark.index, start, end, child))

    # Everything below is off the hot path.

    def _is_decimal_part(self, node: Node, event: ScalarEvent) -> bool:
        """Put together a number that its decimal comma parted.

        In braces a comma parts entries: of ``{etp: 2,5}`` YAML makes the value 2, and a key 5 without a value. Nobody
        means that key; a number written as the French do is read as it was typed.
        """
        if not node.places or event.style != "" or not _DECIMALS.fullmatch(event.value):
            return False
        key_start, start, end, _ = node.places[-1]
        last = next(reversed(node.value))
        whole = node.value[last]
        touching = end is not None and end + 1 == event.start_mark.index
        if not (touching and isinstance(whole, str) and _WHOLE.fullmatch(whole)):
            return False
        node.value[last] = f"{whole},{event.value}"
        node.places[-1] = (key_start, start, event.end_mark.index, None)
        return True

    def _take(self, event: Event) -> tuple[Any, int, int | None, Node | None]:
        """Return any value and its place; a list or mapping is opened, the main loop fills it."""
        if event.__class__ is MappingStartEvent or event.__class__ is SequenceStartEvent:
            node = self._open(cast("CollectionStartEvent", event))
            return node.value, event.start_mark.index, None, node
        if isinstance(event, AliasEvent):
            anchor = self._aliased(event)
            value, target = (anchor.value, anchor.node) if anchor else (None, None)
            return value, event.start_mark.index, event.end_mark.index, target
        text = self._scalar(cast("ScalarEvent", event))
        return text, event.start_mark.index, event.end_mark.index, None

    def _open(self, event: CollectionStartEvent) -> Node:
        stack = self._stack
        if event.tag is not None:
            self._complain.tag(event)
        if len(stack) >= LIMITS.max_depth:
            raise self._complain.too_deep(event)
        node = Node({} if type(event) is MappingStartEvent else [], event.flow_style)
        stack.append(node)
        if event.anchor is not None:
            self._anchors.add(event.anchor, Anchor(node.value, node, len(stack), self._room))
        if self._anchored:
            self._anchors.reach(len(stack))
        return node

    def _close(self, event: Event) -> None:
        node = self._stack.pop()
        if node.flow:
            node.end = event.end_mark.index
        if self._anchored:
            self._anchors.close(node, self._room)

    def _scalar(self, event: ScalarEvent) -> str | None:
        text = self._typed(event)
        value = None if is_absent(text, event.style) else text
        if event.anchor is not None:
            self._anchors.add(event.anchor, Anchor(value))
        return value

    def _typed(self, event: ScalarEvent) -> str:
        """Return the text of a scalar. An escape can write what may not be typed: told, and left out."""
        if event.tag is not None:
            self._complain.tag(event)
        if event.style != '"' or not self._escaped:
            return event.value
        clean, found = cleaned(event.value)
        if found:
            self._complain.value("caractere_interdit", event, named(found[0], len(found)))
        return clean

    def _aliased(self, event: AliasEvent) -> Anchor | None:
        """Return what an alias stands for; it counts for all that it would hold if it were written out."""
        anchor = self._anchors.get(event.anchor)
        if anchor is None:
            self._complain.value("alias_inconnu", event, {"nom": event.anchor})
            return None
        if anchor.is_open:
            raise self._complain.recursive(event.anchor, event)
        depth = len(self._stack) + anchor.height
        if depth > LIMITS.max_depth:
            raise self._complain.too_deep(event)
        self._anchors.reach(depth)
        self._room -= anchor.size - 1
        return anchor

    def _checked_key(self, node: Node, event: ScalarEvent) -> str | None:
        """Return the text of an unusual key, or ``None``, with a fault, when its value is to be left out."""
        node.at = event.value.strip()
        typed = self._typed(event)
        key = typed.strip()
        if event.style == "" and typed[:1].isspace():
            self._complain.indented_oddly(event)
        if event.anchor is not None:
            self._anchors.add(event.anchor, Anchor(key or None))
        return self._admitted(node, key, event, plain=event.style == "")

    def _admitted(self, node: Node, key: str, event: Event, *, plain: bool) -> str | None:
        node.at = key
        if key == "<<" and plain:
            self._complain.key("fusion", event)
        elif not key:
            self._complain.key("cle_vide", event)
        elif key in node.value:
            self._complain.twice(key, event, node.places[list(node.value).index(key)])
        else:
            return key
        return None

    def _odd_entry(self, node: Node, event: Event) -> None:
        """Read an entry whose key is no text of its own: an alias, a list, a mapping."""
        self._room -= 2
        node.at = ""
        if isinstance(event, AliasEvent):
            self._entry_with_alias(node, event)
            return
        self._complain.key("cle_complexe", event)
        self._owing.append(node)
        self._take(event)

    def _entry_with_alias(self, node: Node, event: AliasEvent) -> None:
        anchor, key = self._aliased(event), None
        if anchor is not None and isinstance(anchor.value, str):
            key = self._admitted(node, anchor.value.strip(), event, plain=False)
        elif anchor is not None:
            self._complain.key("cle_complexe", event)
        value, start, end, child = self._take(self._next())
        if key is not None:
            node.value[key] = value
            node.places.append((event.start_mark.index, start, end, child))


def _is_simple(event: ScalarEvent) -> bool:
    """Whether a scalar bears no tag and no anchor, and cannot hold an escape."""
    return event.tag is None and event.anchor is None and event.style != '"'
