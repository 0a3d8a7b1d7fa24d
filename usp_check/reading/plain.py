"""The ordinary way to fill in a dossier, read line by line: the parser takes several times as long.

Most dossiers hold nothing but this: a key of plain letters at the start of each line, and after it a text, a text
between quotes, a list or a group in brackets that end on the line, or paragraphs below a ``|``. Whatever else a
document holds, right or wrong, it is left to the parser as a whole: here it is read as the parser reads it, or not
at all. Where a value stands is worked out when someone asks.
"""

from __future__ import annotations

import re
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, Any, Final

from usp_check.reading.limits import LIMITS
from usp_check.reading.positions import Node, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

# Words for nothing are the parser's, and so is a text with a backslash, a tab or a control character anywhere. No two
# pieces of a line may take the same character, so that it is never tried in many ways; and classes of a few
# characters below U+0100, or of all but them, are what the re module compiles in no time. Two ways of writing are
# quicker than those that one would expect: ``(?:this|)`` for what may be there or not, and ``*+`` for what gives
# nothing back.
_ODD = r"\\\x00-\x1f\x7f-\x9f"
_WORDS = rf"[^:#{_ODD}]*"
_BEGIN = r"(?![nN](?:ull|ULL)\b)[\w(+./<\xab]"
_TEXT = rf"{_BEGIN}{_WORDS}(?:(?=[:#])(?:(?::(?=[^ \r\n])|(?<! )#){_WORDS})*|)(?<! )"
_TEXT_IN_BRACKETS = rf"{_BEGIN}[^:#,?{{}}\[\]{_ODD}]*(?<! )"
_QUOTED = rf"\"[^\"{_ODD}]*+\"|'[^'{_ODD}]*+'"
_INSIDE = rf"[^{{}}\[\]{_ODD}]*+"
_GROUP = rf"\{{{_INSIDE}\}}"
_BRACKETS = rf"{_GROUP}|\[{_INSIDE}(?:{_GROUP}{_INSIDE})*\]"
_WORD = "[A-Za-z_][A-Za-z0-9_]{0,99}+"
_COMMENT = rf"#[^{_ODD}]*+"
_PARAGRAPHS = rf"\|(?:\r?\n(?:\1 +[^ {_ODD}][^{_ODD}]*| *)(?=\r?\n|\Z))+"
_LINE: Final = re.compile(
    rf"( *+(?=[^ \r\n#])(?:-(?: ++|(?![^\r\n]))|))(?:({_WORD}):(?![^ \r\n]) *+|)"
    rf"(?:({_TEXT}|({_QUOTED}|{_BRACKETS}|{_PARAGRAPHS})) *+|)"
    rf"(?:\n|(?<![^ \n]){_COMMENT}(?:\r?\n|\Z)|\r\n|\Z)"
    rf"| *+(?:{_COMMENT}|)(?:\r?\n|\Z)"
    r"|(.+)",
    re.DOTALL,
)
_ENTRY: Final = re.compile(rf" *+({_WORD}): ++(?:({_TEXT_IN_BRACKETS})|({_QUOTED})) *+[,}}]|(.+)")
_ITEM: Final = re.compile(rf" *+(?:({_TEXT_IN_BRACKETS})|({_QUOTED})|({_GROUP})) *+[,\]]|(.+)")
_LEAD, _KEY, _VALUE, _MARKED = range(1, 5)
"""Groups of ``_LINE``: a value, in the last of them too if it is no plain text. A line that says nothing has none."""
_DEEPEST: Final = LIMITS.max_depth - 2
"""How many lists and mappings may be open: there may be brackets in the last one, two deep."""
_SILENT: Final = ("",) * _LINE.groups

_FOREIGN: Final = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
"""What else is the parser's: ends of line and marks of other systems."""
_HALVES: Final = b"\xed"
"""What half a character begins with in UTF-8, where one was let through; a few whole ones do too."""


class _NotPlain(Exception):  # noqa: N818 - no error: the parser is to read the document
    pass


def read_plain(text: str, source: str | bytes = "") -> Node | None:
    """Return the mapping that ``text`` is, with its places; ``None`` where the parser is to read it.

    ``source`` may be its bytes in UTF-8, which then need not be made again.
    """
    if len(text) > LIMITS.max_nodes:  # a shorter one can't hold more
        return None
    data = source if isinstance(source, bytes) else text.encode("utf-8", "surrogatepass")
    if _HALVES in data or any(map(text.__contains__, _FOREIGN)):
        return None
    try:
        return _Document(_read(text), text)
    except _NotPlain:
        return None


def _read(text: str) -> dict[str, Any]:
    """Return what a text holds. Its lines are matched all at once: to match and to read by turns takes longer."""
    lines = [line for line in _LINE.findall(text) if line != _SILENT]
    if not lines or lines[-1][-1]:  # what is not plain takes all that is left
        raise _NotPlain
    leads, keys, typed, marked, _ = zip(*lines, strict=True)
    values: list[Any] = [*typed]
    ranks = range(len(lines))
    left_open = {rank: keys[rank] for rank in compress(ranks, map(not_, typed))}
    for rank in left_open:
        values[rank] = None
    for rank in compress(ranks, marked):
        values[rank] = _value(marked[rank], text, leads[rank])
    outline = _Outline()
    held: Any = outline.root
    margin: str | None = ""  # what the next line of the mapping begins with
    dash: str | None = None  # what the next item of the list does
    for rank, lead, key, value in zip(ranks, leads, keys, values, strict=True):
        if key:
            if lead != margin:
                held = outline.turn(lead, key, left_open.get(rank - 1))
                margin, dash = " " * len(lead), None
            held[key] = value
        else:
            if lead != dash:
                held = outline.turn(lead, key, left_open.get(rank - 1))
                margin, dash = None, lead
            held.append(value)
    # Each line adds its key to a mapping that has no such key yet, or an item to a list.
    if sum(map(len, outline.mappings)) + keys.count("") < len(lines):
        raise _NotPlain
    return outline.root


class _Outline:
    """The lists and mappings that are open, from the top down, each with how deep its lines stand.

    That is twice their column, and one more for a list: its dash may stand below the first letter of its key.
    """

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self.mappings = [self.root]
        self._open: list[tuple[int, Any]] = [(0, self.root)]

    def turn(self, lead: str, key: str, owing: str | None) -> Any:
        """Return the list or mapping that a line is of, and open it if need be.

        ``owing`` is the key on the line before that has no value yet: it may be below.
        """
        dash = lead.find("-")
        if dash < 0 and not key:  # a text goes on
            raise _NotPlain
        depth = 2 * dash + 1 if dash >= 0 else 2 * len(lead)
        deepest, held = self._open[-1]
        if owing and depth > deepest:
            below = self._begin(depth, [] if dash >= 0 else {})
            held[owing] = below
            held = below
        else:
            while deepest > depth:
                self._open.pop()
                deepest, held = self._open[-1]
            if deepest < depth:
                raise _NotPlain
        if dash >= 0 and key:
            held.append(item := self._begin(2 * len(lead), {}))
            return item
        return held

    def _begin(self, depth: int, held: Any) -> Any:
        self._open.append((depth, held))
        if type(held) is dict:
            self.mappings.append(held)
        if len(self._open) > _DEEPEST:
            raise _NotPlain
        return held


class _Document(Node):
    """A document that was read line by line: it is gone through once more when someone asks for a place."""

    __slots__ = ("_text",)

    def __init__(self, value: dict[str, Any], text: str) -> None:
        super().__init__(value, flow=False)
        self._text = text

    def placed(self) -> list[Place]:
        """As a node does."""
        if not self.places:
            lines = (line for line in _LINE.finditer(self._text) if line.lastindex)
            _place_all(self, lines, next(lines))
        return self.places


def _place_all(node: Node, lines: Iterator[re.Match[str]], line: re.Match[str]) -> None:
    """Place what a list or mapping holds: ``line`` is its first, and each value of it takes as many as it needs."""
    has_keys = type(node.value) is dict
    for rank, value in enumerate(node.value.values() if has_keys else node.value):
        if rank:
            line = next(lines)
        key = line.start(_KEY) if has_keys else None
        behind_dash = bool(line[_KEY]) and not has_keys
        if type(value) not in (dict, list):
            node.places.append((key, *_span(line), None))
        elif line[_MARKED] and not behind_dash:
            node.places.append(
                (key, line.start(_VALUE), None, _Brackets(value, line.string, *line.span(_VALUE)))
            )
        else:
            first = line if behind_dash else next(lines)
            start = first.start(_KEY) if type(value) is dict else _dash(first)
            below = Node(value, flow=False)
            _place_all(below, lines, first)
            node.places.append((key, start, None, below))


def _span(line: re.Match[str]) -> tuple[int, int]:
    """Return where the value of a line stands; where there is none, the place behind the colon or the dash."""
    if line[_VALUE]:
        start, end = line.span(_VALUE)
        return start, line.end() if line[_VALUE][0] == "|" else end
    end = 1 + (line.end(_KEY) if line[_KEY] else _dash(line))
    return end, end


def _dash(line: re.Match[str]) -> int:
    return line.string.index("-", line.start(_LEAD))


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


def _value(marked: str, text: str, lead: str) -> Any:
    """Return what is between quotes, in brackets, or below a ``|``; ``lead`` is what stands before its key."""
    mark = marked[0]
    if mark == "{":
        return _group(marked)
    if mark == "[":
        return _list(marked)
    if mark == "|":
        if text.endswith(marked) and not text.endswith("\n"):  # the parser would add no end of line
            raise _NotPlain
        return _paragraphs(marked, len(lead))
    return _unquoted(marked)


def _list(text: str) -> list[Any]:
    """Return a list in brackets, of texts and groups."""
    values: list[Any] = []
    for said, quoted, group, other in _ITEM.findall(text, 1) if text != "[]" else ():
        if other:
            raise _NotPlain
        values.append(said or (_group(group) if group else _unquoted(quoted)))
    return values


def _group(text: str) -> dict[str, str | None]:
    """Return a group in braces, of texts."""
    entries = _ENTRY.findall(text, 1) if text != "{}" else []
    values = {key: said or _unquoted(quoted) for key, said, quoted, _ in entries}
    if "" in values or len(values) < len(entries):  # something else, or a key twice
        raise _NotPlain
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
