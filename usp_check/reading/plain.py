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
    rf"(?:\n|(?:(?<![^ \n])#[^\r\n]*|)(?:\r?\n|\Z))|(.)",
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

_Line: TypeAlias = "re.Match[str] | tuple[re.Match[str], _Lines | _Brackets]"
"""The line of a value; of a list or mapping, with its node."""


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


def _read(text: str) -> Node:
    """Read line after line. A call costs more than all that is done here for most of them."""
    outline = _Outline()
    said: Any
    margin: str | None = ""  # what the lines of the list or mapping begin with; None where a key is left open
    values, lines, in_list = outline.root.value, outline.root.lines, False
    for line in _LINE.finditer(text):
        kind = line.lastindex
        if kind == _LEAD and "-" not in line[_LEAD]:
            continue
        lead, key, said = line.group(_LEAD, _KEY, _PLAIN)
        if lead != margin or (in_list and key):
            node = outline.turn(line, owing=margin is None)
            margin, values, lines, in_list = " " * len(lead) if key else lead, node.value, node.lines, not key
        held: _Line = line
        if kind != _PLAIN:
            if kind == _KEY:
                margin = None
            else:
                said, held = _unusual(line)
        if in_list:
            values.append(said)
        elif key in values or not key:
            raise _NotPlain
        else:
            values[key] = said
        lines.append(held)
    if not outline.root.value:
        raise _NotPlain
    return outline.root


class _Outline:
    """The lists and mappings that are open, from the top down, each with the column of its lines."""

    def __init__(self) -> None:
        self.root = _Lines({}, 0)
        self._open: list[tuple[int, _Lines]] = [(0, self.root)]

    def turn(self, line: re.Match[str], *, owing: bool) -> _Lines:
        """Return the list or mapping that a line is of, and open it if need be.

        ``owing`` says that the last key has no value yet: it may be below.
        """
        lead, indent, key = line.group(_LEAD, _INDENT, _KEY)
        dash = lead != indent
        if not (dash or key):  # a text goes on, or nothing is ordinary
            raise _NotPlain
        column, wanted = len(indent), list if dash else dict
        above, node = self._open[-1]
        if owing and (column > above or (dash and column == above)):
            child = self._begin(column, wanted(), line.end(_INDENT))
            node.value[next(reversed(node.value))] = child.value
            opening: Any = node.lines[-1]
            node.lines[-1] = (opening, child)
            return self._item(child, line, len(lead)) if dash and key else child
        while above > column or (above == column and not dash and type(node.value) is list):
            self._open.pop()
            above, node = self._open[-1]
        if above != column or type(node.value) is not wanted:
            raise _NotPlain
        return self._item(node, line, len(lead)) if dash and key else node

    def _item(self, node: _Lines, line: re.Match[str], column: int) -> _Lines:
        """Open the mapping that begins behind a dash."""
        child = self._begin(column, {}, line.start(_KEY))
        node.value.append(child.value)
        node.lines.append((line, child))
        return child

    def _begin(self, column: int, value: Any, start: int) -> _Lines:
        child = _Lines(value, start)
        self._open.append((column, child))
        if len(self._open) >= LIMITS.max_depth - 1:  # there may be brackets in it, two deep
            raise _NotPlain
        return child


class _Lines(Node):
    """A list or mapping that was read line by line; its places are those of its lines."""

    __slots__ = ("lines", "start")

    def __init__(self, value: Any, start: int) -> None:
        super().__init__(value, flow=False)
        self.start = start
        self.lines: list[_Line] = []

    def placed(self) -> list[Place]:
        """As a node does."""
        if not self.places:
            for held in self.lines:
                self.places.append(self._place(*(held if type(held) is tuple else (held, None))))
        return self.places

    def _place(self, line: re.Match[str], child: _Lines | _Brackets | None) -> Place:
        key = line.start(_KEY) if type(self.value) is dict else None
        if child is not None:
            return key, child.start, None, child
        if line.lastindex == _KEY:  # nothing is behind it
            return key, line.end(_KEY) + 1, line.end(_KEY) + 1, None
        if line.lastindex == _LEAD:
            return key, line.end(_INDENT) + 1, line.end(_INDENT) + 1, None
        if line.lastindex == _BELOW:
            return key, line.start(_BELOW), line.end(), None
        return key, *line.span(line.lastindex or 0), None


class _Brackets(Node):
    """A list or group in brackets, from ``start`` on."""

    __slots__ = ("_text", "start")

    def __init__(self, value: Any, text: str, start: int, end: int) -> None:
        super().__init__(value, flow=True)
        self._text = text
        self.start = start
        self.end: int = end

    def placed(self) -> list[Place]:
        """As a node does."""
        if self.value and not self.places:
            self.places += self._items() if type(self.value) is list else self._entries()
        return self.places

    def _entries(self) -> Iterator[Place]:
        for entry in _ENTRY.finditer(self._text, self.start + 1, self.end):
            yield entry.start(1), *entry.span(entry.lastindex or 0), None

    def _items(self) -> Iterator[Place]:
        items = _ITEM.finditer(self._text, self.start + 1, self.end)
        for item, value in zip(items, self.value, strict=True):
            start, end = item.span(item.lastindex or 0)
            if type(value) is dict:
                yield None, start, None, _Brackets(value, self._text, start, end)
            else:
                yield None, start, end, None


def _unusual(line: re.Match[str]) -> tuple[Any, _Line]:
    """Return what a line says that is not a mere text, and the line, with the node if it has one."""
    kind = line.lastindex
    if kind == _IN_QUOTES:
        return _unquoted(line[_IN_QUOTES]), line
    if kind == _IN_BRACKETS:
        start, end = line.span(_IN_BRACKETS)
        value = (_group if line.string[start] == "{" else _list)(line.string, start, end)
        return value, (line, _Brackets(value, line.string, start, end))
    if kind == _LEAD:  # a dash alone
        return None, line
    if kind == _BELOW:
        return _paragraphs(line), line
    raise _NotPlain


def _group(text: str, start: int, end: int) -> dict[str, str | None]:
    """Return the group in braces that stands there."""
    values: dict[str, str | None] = {}
    if text[start + 1] == "}":
        return values
    for key, said, quoted, other in _ENTRY.findall(text, start + 1, end):
        if other or key in values:
            raise _NotPlain
        values[key] = said or _unquoted(quoted)
    return values


def _list(text: str, start: int, end: int) -> list[Any]:
    """Return the list in brackets that stands there, of texts and groups."""
    values: list[Any] = []
    if text[start + 1] == "]":
        return values
    for said, quoted, group, other in _ITEM.findall(text, start + 1, end):
        if other:
            raise _NotPlain
        values.append(said or (_group(group, 0, len(group)) if group else _unquoted(quoted)))
    return values


def _unquoted(text: str) -> str | None:
    return text[1:-1] if text[1:-1].strip() else None


def _paragraphs(line: re.Match[str]) -> str:
    """Return the text below a ``|``, whose lines all begin where the first does, behind the column of its key or dash.

    It is not to be blank, nor the end of a document that ends without an end of line: there the parser adds none.
    """
    _, *below = line[_BELOW].replace("\r", "").split("\n")
    margin = " " * (len(below[0]) - len(below[0].lstrip(" ")))
    column = len(line[_LEAD] if line[_KEY] else line[_INDENT])
    if len(margin) <= column or below[0] == margin or not line[0].endswith("\n"):
        raise _NotPlain
    if not all(text.startswith(margin) or not text.strip(" ") for text in below):
        raise _NotPlain
    said = "\n".join(text[len(margin) :] for text in below).rstrip("\n") + "\n"
    if said.isspace():
        raise _NotPlain
    return said
