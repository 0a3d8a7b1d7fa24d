"""The ordinary way to fill in a dossier, read line by line: the parser takes several times as long.

Most dossiers hold nothing but this: a key of plain letters at the start of each line, and after it a text, a text
between quotes, a list or a group in brackets that end on the line, or paragraphs below a ``|``. Whatever else a
document holds, right or wrong, it is left to the parser as a whole: here it is read as the parser reads it, or not
at all. Of each value the line is kept; where on the line it stands is worked out when someone asks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from usp_check.reading.limits import LIMITS
from usp_check.reading.positions import Node, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

# All this takes for granted that ``_is_usual`` has looked at the text; words for nothing are the parser's. No two
# pieces of a line may take the same character, so that it is never tried in many ways; and classes of a few ASCII
# characters, or of all but them, are what the re module compiles in no time. What may be there or not is written
# ``(?:this|)``, which it matches in half the time of ``(?:this)?``.
_WORDS = r"[^:#\r\n]*"
_BEGIN = r"(?!(?:null|Null|NULL)\b)[\w(+./<\xab]"
_TEXT = rf"{_BEGIN}{_WORDS}(?:(?::(?![ \r\n]|\Z)|(?<! )#){_WORDS})*(?<! )"
_TEXT_IN_BRACKETS = rf"{_BEGIN}[^:#,?{{}}\[\]\r\n]*(?<! )"
_QUOTED = r"\"[^\"\r\n]*\"|'[^'\r\n]*'"
_INSIDE = r"[^{}\[\]\r\n]*"
_GROUP = rf"\{{{_INSIDE}\}}"
_BRACKETS = rf"{_GROUP}|\[{_INSIDE}(?:{_GROUP}{_INSIDE})*\]"
_WORD = "[A-Za-z_][A-Za-z0-9_]{0,99}"
_PARAGRAPHS = r"\|(?:\r?\n(?:\2 +[^ \r\n][^\r\n]*| *)(?=\r?\n|\Z))+"
_LINE: Final = re.compile(
    rf"(( *)(?:-(?: +|(?=[\r\n]|\Z))|))(?:({_WORD}):(?=[ \r\n]|\Z) *|)"
    rf"(?:(?:({_TEXT})|({_QUOTED})|({_BRACKETS})|({_PARAGRAPHS})) *|)"
    rf"(?:\n|(?:(?<![^ \n])#[^\r\n]*|)(?:\r?\n|\Z))|(.+)",
    re.DOTALL,
)
_ENTRY: Final = re.compile(rf" *({_WORD}): +(?:({_TEXT_IN_BRACKETS})|({_QUOTED})) *[,}}]|(.+)")
_ITEM: Final = re.compile(rf" *(?:({_TEXT_IN_BRACKETS})|({_QUOTED})|({_GROUP})) *[,\]]|(.+)")
_LEAD, _INDENT, _KEY, _PLAIN, _IN_QUOTES, _IN_BRACKETS, _BELOW, _OTHER = range(1, 9)
"""The groups of ``_LINE``; the last that has matched says what a line ends with."""

_USUAL: Final = bytes({*b"\r\n", *range(0x20, 0x7F)} - {0x5C})
_ODD: Final = re.compile(
    rb"[\x00-\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xed[\xa0-\xbf]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"
)

_Held: TypeAlias = "int | tuple[int, _Lines | dict[str, Any] | list[Any]]"
"""The rank of the line of a value; of a list or mapping, with its node, or with what it holds in brackets."""


class _NotPlain(Exception):  # noqa: N818 - no error: the parser is to read the document
    pass


def read_plain(text: str, source: str | bytes = "") -> Node | None:
    """Return the mapping that ``text`` is, with its places; ``None`` where the parser is to read it.

    ``source`` may be its bytes in UTF-8, which then need not be made again.
    """
    if len(text) > LIMITS.max_nodes:  # a shorter one can't hold more
        return None
    try:
        data = source if isinstance(source, bytes) else text.encode("utf-8", "surrogatepass")
        return _read(text) if _is_usual(data) else None
    except _NotPlain:
        return None


def _is_usual(data: bytes) -> bool:
    """Whether a text in UTF-8 holds no backslash, tab, control character, odd end of line or mark of byte order."""
    return not _ODD.search(data.translate(None, _USUAL))  # what is left to be searched is short


def _read(text: str) -> Node:  # noqa: C901, PLR0912 - see below
    """Read line after line: all of it is here, since a call takes longer than what is done for most of them.

    They are matched all at once: to match and to read by turns takes a third longer.
    """
    outline = _Outline(_Text(text))
    margin: str | None = ""  # what the lines of the list or mapping begin with; None where a key is left open
    values, lines, in_list = outline.root.value, outline.root.lines, False
    for rank, (lead, indent, key, said, quoted, brackets, below, other) in enumerate(_LINE.findall(text)):
        held: _Held = rank
        value: Any = said
        is_open = False
        if not said:
            if quoted:
                value = _unquoted(quoted)
            elif brackets:
                value = _in_brackets(brackets)
                held = (rank, value)
            elif below:
                if text.endswith(below) and not text.endswith("\n"):  # the parser would add no end of line
                    raise _NotPlain
                value = _paragraphs(below, len(lead if key else indent))
            elif other:
                raise _NotPlain
            elif lead == indent and not key:  # nothing, or a comment
                continue
            else:
                value, is_open = None, bool(key)
        if lead != margin or (in_list and key):
            node = outline.turn(rank, lead, indent, key, owing=margin is None)
            margin, values, lines, in_list = " " * len(lead) if key else lead, node.value, node.lines, not key
        if is_open:
            margin = None
        if in_list:
            values.append(value)
        elif key in values or not key:
            raise _NotPlain
        else:
            values[key] = value
        lines.append(held)
    if not outline.root.value:
        raise _NotPlain
    return outline.root


class _Outline:
    """The lists and mappings that are open, from the top down, each with the column of its lines."""

    def __init__(self, text: _Text) -> None:
        self._text = text
        self.root = _Lines({}, text)
        self._open: list[tuple[int, _Lines]] = [(0, self.root)]

    def turn(self, rank: int, lead: str, indent: str, key: str, *, owing: bool) -> _Lines:
        """Return the list or mapping that a line is of, and open it if need be.

        ``owing`` says that the last key has no value yet: it may be below.
        """
        dash = lead != indent
        if not (dash or key):  # a text goes on
            raise _NotPlain
        column, wanted = len(indent), list if dash else dict
        above, node = self._open[-1]
        if owing and (column > above or (dash and column == above)):
            child = self._begin(column, wanted())
            node.value[next(reversed(node.value))] = child.value
            opening: Any = node.lines[-1]
            node.lines[-1] = (opening, child)
            return self._item(child, rank, len(lead)) if dash and key else child
        while above > column or (above == column and not dash and type(node.value) is list):
            self._open.pop()
            above, node = self._open[-1]
        if above != column or type(node.value) is not wanted:
            raise _NotPlain
        return self._item(node, rank, len(lead)) if dash and key else node

    def _item(self, node: _Lines, rank: int, column: int) -> _Lines:
        """Open the mapping that begins behind a dash."""
        child = self._begin(column, {})
        node.value.append(child.value)
        node.lines.append((rank, child))
        return child

    def _begin(self, column: int, value: Any) -> _Lines:
        child = _Lines(value, self._text)
        self._open.append((column, child))
        if len(self._open) >= LIMITS.max_depth - 1:  # there may be brackets in it, two deep
            raise _NotPlain
        return child


class _Text:
    """A text whose lines are matched again, each with its place, when someone asks for one."""

    __slots__ = ("_lines", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[re.Match[str]] = []

    def line(self, rank: int) -> re.Match[str]:
        """Return a line, by its rank from 0."""
        if not self._lines:
            self._lines += _LINE.finditer(self._text)
        return self._lines[rank]


class _Lines(Node):
    """A list or mapping that was read line by line; its places are those of its lines."""

    __slots__ = ("_text", "lines")

    def __init__(self, value: Any, text: _Text) -> None:
        super().__init__(value, flow=False)
        self._text = text
        self.lines: list[_Held] = []

    def placed(self) -> list[Place]:
        """As a node does."""
        if not self.places:
            for held in self.lines:
                self.places.append(self._place(*(held if type(held) is tuple else (held, None))))
        return self.places

    def start(self) -> int:
        """Return where its first key, or its first dash, is."""
        first = self.lines[0]
        line = self._text.line(first[0] if isinstance(first, tuple) else first)
        return line.start(_KEY) if type(self.value) is dict else line.end(_INDENT)

    def _place(self, rank: int, child: _Lines | dict[str, Any] | list[Any] | None) -> Place:
        line = self._text.line(rank)
        kind = line.lastindex or 0
        key = line.start(_KEY) if type(self.value) is dict else None
        if isinstance(child, _Lines):
            return key, child.start(), None, child
        if child is not None:
            start, end = line.span(_IN_BRACKETS)
            return key, start, None, _Brackets(child, line.string, start, end)
        if kind in (_KEY, _LEAD):  # nothing is behind the colon, or the dash
            end = line.end(_KEY if kind == _KEY else _INDENT) + 1
            return key, end, end, None
        return key, line.start(kind), line.end(0 if kind == _BELOW else kind), None


class _Brackets(Node):
    """A list or group in brackets."""

    __slots__ = ("_start", "_text")

    def __init__(self, value: Any, text: str, start: int, end: int) -> None:
        super().__init__(value, flow=True)
        self._text = text
        self._start = start
        self.end: int = end

    def placed(self) -> list[Place]:
        """As a node does."""
        if self.value and not self.places:
            self.places += self._items() if type(self.value) is list else self._entries()
        return self.places

    def _entries(self) -> Iterator[Place]:
        for entry in _ENTRY.finditer(self._text, self._start + 1, self.end):
            yield entry.start(1), *entry.span(entry.lastindex or 0), None

    def _items(self) -> Iterator[Place]:
        items = _ITEM.finditer(self._text, self._start + 1, self.end)
        for item, value in zip(items, self.value, strict=True):
            start, end = item.span(item.lastindex or 0)
            if type(value) is dict:
                yield None, start, None, _Brackets(value, self._text, start, end)
            else:
                yield None, start, end, None


def _in_brackets(text: str) -> dict[str, str | None] | list[Any]:
    """Return a group in braces, of texts, or a list in brackets, of texts and groups."""
    if text[0] == "{":
        return _group(text)
    values: list[Any] = []
    for said, quoted, group, other in _ITEM.findall(text, 1) if text != "[]" else ():
        if other:
            raise _NotPlain
        values.append(said or (_group(group) if group else _unquoted(quoted)))
    return values


def _group(text: str) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for key, said, quoted, other in _ENTRY.findall(text, 1) if text != "{}" else ():
        if other or key in values:
            raise _NotPlain
        values[key] = said or _unquoted(quoted)
    return values


def _unquoted(text: str) -> str | None:
    return text[1:-1] if text[1:-1].strip() else None


def _paragraphs(text: str, column: int) -> str:
    """Return the text below a ``|``, not blank, whose lines all begin where the first does, behind ``column``."""
    _, *below = text.replace("\r", "").split("\n")
    margin = " " * (len(below[0]) - len(below[0].lstrip(" ")))
    if len(margin) <= column or below[0] == margin:
        raise _NotPlain
    if not all(line.startswith(margin) or not line.strip(" ") for line in below):
        raise _NotPlain
    said = "\n".join(line[len(margin) :] for line in below).rstrip("\n") + "\n"
    if said.isspace():
        raise _NotPlain
    return said
