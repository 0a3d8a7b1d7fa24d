"""The parser's events, as the C parser makes them.

The published types allow for events without marks, which PyYAML's own tools may build; those of the C parser
always bear both. Said once here, so that it need not be proved at each event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:

    class Mark:
        """A place: ``index`` counts characters from 0."""

        index: int

    class Event:
        """Something that the parser met."""

        start_mark: Mark
        end_mark: Mark

    class AliasEvent(Event):
        """A reference, ``*name``."""

        anchor: str

    class NodeEvent(Event):
        """A scalar, or the start of a list or mapping."""

        anchor: str | None
        tag: str | None

    class ScalarEvent(NodeEvent):
        """A text; ``style`` is empty when it is plain."""

        value: str
        style: str

    class CollectionStartEvent(NodeEvent):
        """The start of a list or mapping; ``flow_style`` when it is in brackets."""

        flow_style: bool

    class MappingStartEvent(CollectionStartEvent):
        """The start of a mapping."""

    class SequenceStartEvent(CollectionStartEvent):
        """The start of a list."""

    class MappingEndEvent(Event):
        """The end of a mapping."""

    class SequenceEndEvent(Event):
        """The end of a list."""

    class DocumentEndEvent(Event):
        """The end of a document, ``explicit`` when it is typed."""

        explicit: bool

    class StreamEndEvent(Event):
        """The end of the text."""

    class CParser:
        """libyaml's parser."""

        def __init__(self, stream: str | bytes) -> None: ...
        def get_event(self) -> Event: ...  # noqa: D102
else:
    from yaml._yaml import CParser, Mark
    from yaml.events import (
        AliasEvent,
        CollectionStartEvent,
        DocumentEndEvent,
        Event,
        MappingEndEvent,
        MappingStartEvent,
        NodeEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )

__all__ = [
    "AliasEvent",
    "CParser",
    "CollectionStartEvent",
    "DocumentEndEvent",
    "Event",
    "MappingEndEvent",
    "MappingStartEvent",
    "Mark",
    "NodeEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
]
