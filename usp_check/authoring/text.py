"""The text that a référentiel encodes: its paragraphs, and whether some words stand in one of them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from usp_check.reading import Positions

_NUMBERED = re.compile(r"§\d{1,4}")
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011](?:[^\S\n]*\n\s*)?(?=\w)")
"""Within a word or where it is cut at the end of a line: left out, for nobody can tell one from the other."""
_QUOTES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
_WORD = re.compile(r"\w+|[^\w\s]")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


def words(text: str) -> tuple[str, ...]:
    """Give the words of ``text``, and its signs of punctuation, as two copies of one text have them alike.

    Spaces, line ends, apostrophes, ligatures and hyphens do not count; letter case does: what is quoted is
    cut out, not written again.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return tuple(_WORD.findall(_HYPHEN.sub("", plain)))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its name (``§12``), its text as it stands, and its line in the file, from 1."""

    name: str
    text: str
    line: int

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, to compare."""
        return words(self.text)

    def holds(self, sought: tuple[str, ...], *, folded: bool = False) -> bool:
        """Whether these words stand here, one after the other; ``folded``: whatever their case."""
        own = tuple(map(str.casefold, self.words)) if folded else self.words
        sought = tuple(map(str.casefold, sought)) if folded else sought
        size = len(sought)
        return any(own[at : at + size] == sought for at in range(len(own) - size + 1))

    def nearest(self, sought: tuple[str, ...]) -> str | None:
        """Return the run of words here that shares the most with ``sought``; None when less than half."""
        size = len(sought)
        lacking, shared, best, most = Counter(sought), 0, 0, 0
        for end, word in enumerate(self.words):  # a window of as many words, moved along
            shared += lacking[word] > 0
            lacking[word] -= 1
            if end >= size:
                left = self.words[end - size]
                lacking[left] += 1
                shared -= lacking[left] > 0
            if shared > most:
                best, most = max(0, end - size + 1), shared
        return spelt(self.words[best : best + size]) if 2 * most >= size else None


def spelt(run: tuple[str, ...]) -> str:
    """Write words again as a text; the spaces around signs may differ from the original."""
    joined = re.sub(r" ([.,)\]’'])", r"\1", " ".join(run))
    return re.sub(r"([(\['’]) ", r"\1", joined).replace("'", "’")


@dataclass(frozen=True)
class SourceText:
    """A text in paragraphs. ``marked`` says that the text itself names them; else blank lines part them."""

    paragraphs: dict[str, Paragraph]
    marked: bool
    twice: tuple[Paragraph, ...] = field(default=())

    def holding(self, sought: tuple[str, ...]) -> list[str]:
        """Return the names of the paragraphs in which these words stand."""
        return [name for name, paragraph in self.paragraphs.items() if paragraph.holds(sought)]


def read_text(text: str, names: Collection[str] = ()) -> SourceText:
    """Part a text into its paragraphs.

    They are named by the text where its lines begin with ``§12``, or with one of ``names`` (the passages of the
    référentiel, where half of them at least do); else what blank lines part is numbered ``§01``, ``§02``… in order.
    ``twice`` lists those whose name another one had before.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    found = list(_marked(text, _NUMBERED.pattern))
    if not found and names:
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        found = list(_marked(text, pattern))
        if 2 * len({paragraph.name for paragraph in found}) < len(names):
            found = []
    marked = bool(found)
    paragraphs: dict[str, Paragraph] = {}
    twice = []
    for paragraph in found or _parted(text):
        if paragraph.name in paragraphs:
            twice.append(paragraph)
        else:
            paragraphs[paragraph.name] = paragraph
    return SourceText(paragraphs, marked, tuple(twice))


def _marked(text: str, pattern: str) -> Iterator[Paragraph]:
    """Give the paragraphs that begin with their name, at the beginning of a line."""
    starts = list(re.finditer(rf"^[^\S\n]*({pattern})(?=[\s.:)]|$)[.:)]?", text, re.MULTILINE))
    lines = Positions(text)
    ends = [start.start() for start in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=False):
        yield Paragraph(start[1], text[start.end() : end].strip(), lines.at(start.start(1))[0])


def _parted(text: str) -> Iterator[Paragraph]:
    """Give the paragraphs that blank lines part, numbered."""
    at = len(text) - len(text.lstrip())
    blocks = []
    while at < len(text):
        cut = _BREAK.search(text, at)
        end = cut.start() if cut else len(text)
        if text[at:end].strip():
            blocks.append((at, text[at:end].strip()))
        at = cut.end() if cut else len(text)
    lines = Positions(text)
    width = max(2, len(str(len(blocks))))
    for rank, (start, block) in enumerate(blocks, 1):
        yield Paragraph(f"§{rank:0{width}}", block, lines.at(start)[0])
