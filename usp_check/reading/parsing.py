"""A text is given to the YAML parser, and whatever it stumbles over becomes a fault."""

from __future__ import annotations

import re

from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from usp_check.reading.building import Builder
from usp_check.reading.complaints import Refused
from usp_check.reading.events import (
    CParser,
    DocumentEndEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from usp_check.reading.faults import Fault
from usp_check.reading.positions import Node, Place, Positions
from usp_check.reading.scalars import FORBIDDEN, is_absent, named, spelt_tag, tag_at

# Each for one piece at a time: of a repeated group a comment full of # would be tried in every way, and a possessive
# one is not to be relied on before Python 3.11.5.
_NO_DOCUMENT = re.compile(r"[\s\ufeff]+|#[^\r\n]*|\.\.\.(?=\s|$)")
_NO_TAG_DIRECTIVE = re.compile(r"[\s\ufeff]+|#[^\r\n]*|%(?!TAG)[^\r\n]*")
_LONE_DASH = re.compile(r"-[ \t]*(?:[,\]}\r\n]|$|(?<=[ \t])#)")
_AGAIN = 256 * 1024  # characters that may be parsed again, in all, for lone dashes


def parse(text: str, source: str | bytes, faults: list[Fault]) -> Node | None:
    """Return the mapping that a text is; ``None`` when there is none to be read, for the reason among ``faults``.

    ``source`` is the same text, or its bytes in UTF-8, which the parser need not make again.
    """
    start = _past(_NO_DOCUMENT, text)
    if start == len(text):
        faults.append(Fault("FMT-01", "vide"))
        return None
    if text[start] == "%" and text.startswith("%TAG", tag := _past(_NO_TAG_DIRECTIVE, text)):
        # libyaml compares each with all those before. What they are for, tags, is not allowed anyway.
        line, column = Positions(text).at(tag)
        faults.append(Fault("FMT-02", "directive", (), line, column))
        return None
    controls: list[Fault] = []
    for _ in range(2 + _AGAIN // len(text)):
        found: list[Fault] = []
        try:
            root = _Document(text, source, found).read()
        except ReaderError:
            text = source = _without_controls(text, controls)
            continue
        dash = None if root else _lone_dash(text, found)
        if dash is None:
            break
        text = source = f"{text[:dash]}~{text[dash + 1 :]}"
    faults += controls + found
    return root


def _lone_dash(text: str, faults: list[Fault]) -> int | None:
    """Return where a dash stands for "none" (``usp: -``), which YAML takes for a list on the wrong line."""
    if not faults or faults[-1].code != "tiret_mal_place":
        return None
    index = Positions(text).start_of(faults[-1].line or 1) + (faults[-1].column or 1) - 1
    return index if _LONE_DASH.match(text, index) else None


def _without_controls(text: str, faults: list[Fault]) -> str:
    """Make control characters spaces, so that what stands around them is read all the same."""
    clean, count = FORBIDDEN.subn(" ", text)
    first = FORBIDDEN.search(text)
    if first is not None:
        line, column = Positions(text).at(first.start())
        faults.append(Fault("FMT-02", "caractere_interdit", (), line, column, named(first.group(), count)))
    return clean


def _past(pieces: re.Pattern[str], text: str, start: int = 0) -> int:
    """Return where what is not one of these pieces begins."""
    while match := pieces.match(text, start):
        start = match.end()
    return start


class _Document:
    """The first document of a text, and a look at what follows it."""

    def __init__(self, text: str, source: str | bytes, faults: list[Fault]) -> None:
        self.text = text
        self.faults = faults
        self.positions = Positions(text)
        self.parser = CParser(source)
        self.builder = Builder(text, self.parser, self.positions, faults)

    def read(self) -> Node | None:
        """Return the mapping at the top; faults are added to the list that the document was given."""
        last: Place | None = None
        try:
            start = self._start()
            if start is None:
                return None
            root = self.builder.build(start)
            last = (None, start.start_mark.index, root.end, root)
            self._check_end(last)
        except MarkedYAMLError as error:
            last = self.builder.last or last
            from usp_check.reading import syntax  # only for a text that is broken

            fault = syntax.explain(error, self.text, self.positions, last, self.builder.opening)
            self.faults[:] = [known for known in self.faults if not _same_place(known, fault)]
            self.faults.append(fault)
        except Refused as refused:
            self.faults.append(refused.fault)
        except UnicodeDecodeError:  # only a tag can spell, in %XX, what is no character
            tag, index = tag_at(self.text, spelt_tag(self.text))
            line, column = self.positions.at(index)
            self.faults.append(Fault("FMT-02", "balise", (), line, column, {"balise": tag}))
        else:
            return root
        return None

    def _start(self) -> MappingStartEvent | None:
        """Return the event that opens the mapping; ``None``, with a fault, when the top is anything else."""
        self.parser.get_event()  # the stream's start
        event = self.parser.get_event()  # the document's start
        if not isinstance(event, StreamEndEvent):
            event = self.parser.get_event()
        if isinstance(event, MappingStartEvent):
            return event
        self.faults.append(self._no_mapping(event))
        return None

    def _no_mapping(self, event: Event) -> Fault:
        if isinstance(event, StreamEndEvent) or (
            isinstance(event, ScalarEvent) and is_absent(event.value, event.style)
        ):
            return Fault("FMT-01", "vide")
        index = event.start_mark.index
        line, column = self.positions.at(index)
        if isinstance(event, SequenceStartEvent):
            return Fault("FMT-02", "pas_des_cles", line=line, column=column, arguments={"lu": "liste"})
        from usp_check.reading import judges

        colon = judges.stuck_colon(self.text, index)
        if colon is not None:
            line, column = self.positions.at(colon)
            return Fault("FMT-02", "espace_apres_deux_points", line=line, column=column)
        return Fault("FMT-02", "pas_des_cles", line=line, column=column, arguments={"lu": "texte"})

    def _check_end(self, last: Place) -> None:
        """Look at what follows the mapping as text: what a second document says is none of our business."""
        end = self.parser.get_event()
        index = _past(_NO_DOCUMENT, self.text, end.end_mark.index)
        if index == len(self.text):
            return
        explicit = isinstance(end, DocumentEndEvent) and end.explicit
        if not explicit and not self.text.startswith("---", index):
            from usp_check.reading import syntax

            raise Refused(syntax.trailing(self.text, self.positions, index, last))
        line, column = self.positions.at(index)
        self.faults.append(Fault("FMT-02", "plusieurs_documents", line=line, column=column))


def _same_place(one: Fault, other: Fault) -> bool:
    """Whether two faults are about one mistake; the parser's is then the one that tells how to mend it."""
    return (one.line, one.column) == (other.line, other.column)
