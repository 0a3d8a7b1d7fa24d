"""The ordinary way to fill in a dossier, read line by line: the parser takes several times as long.

Most dossiers hold nothing but this: a key of plain letters at the start of each line, and after it a text, a text
between quotes, a list or a group in brackets that end on the line, or paragraphs below a ``|``. Whatever else a
document holds, right or wrong, it is left to the parser as a whole: here it is read as the parser reads it, or not
at all.
"""

from __future__ import annotations

import re
from typing import Any, Final

from usp_check.reading.limits import LIMITS
from usp_check.reading.positions import Node
from usp_check.reading.scalars import NULLS

# No control character, tab, backslash or odd end of line: these are the parser's. Each piece of a line takes the
# spaces that follow it, and no two may take the same character: a line is never tried in many ways.
_HIGH = "\xa0-\u2027\u202a-\ud7ff"
_ANY = rf"[ -\[\]-~{_HIGH}]*"
_WORDS = rf'[ !"$-9;-\[\]-~{_HIGH}]*'  # neither : nor #
_TEXT = rf"\w{_WORDS}(?:(?::(?![ \r\n]|\Z)|(?<! )#){_WORDS})*"
_TEXT_IN_BRACKETS = rf'\w[ !"$-+\--9;->@-Z^-z|~{_HIGH}]*'
_QUOTED = rf"\"[ !#-\[\]-~{_HIGH}]*\"|'[ -&(-\[\]-~{_HIGH}]*'"
_BRACKETS = rf"\{{[ -Z^-z|~{_HIGH}]*\}}|\[[ -Z^-z|~{_HIGH}]*\]"
_KEY = "[A-Za-z_][A-Za-z0-9_]{0,99}"
_PARAGRAPHS = rf"\|(?:\r?\n(?:\1 +[!-\[\]-~{_HIGH}]{_ANY}| *(?=\r?\n)))+"
_LINE: Final = re.compile(
    rf"( *)(- +)?(?:({_KEY}):(?=[ \r\n]|\Z) *)?"
    rf"(?:({_TEXT})|(?:({_QUOTED})|({_BRACKETS})|({_PARAGRAPHS})) *)?"
    rf"(?:\n|(?:(?<![^ \n])#{_ANY})?(?:\r?\n|\Z))|(.)",
    re.DOTALL,
)
_ENTRY: Final = re.compile(rf" *({_KEY}): +(?:({_TEXT_IN_BRACKETS})|({_QUOTED}) *)[,}}]|(.)")
_ITEM: Final = re.compile(rf" *(?:({_TEXT_IN_BRACKETS})|({_QUOTED}) *)[,\]]|(.)")
_NOTHING, _DASH_ALONE, _KEY_ALONE, _PLAIN, _IN_QUOTES, _IN_BRACKETS, _BELOW, _OTHER = range(1, 9)
"""What a line ends with, by the last of the groups of ``_LINE`` that has matched."""


def read_plain(text: str) -> Node | None:  # noqa: C901, PLR0911, PLR0912 - see below
    """Return the mapping that ``text`` is, with its places; ``None`` where the parser is to read it.

    It is long because it calls next to nothing: a call costs more than all that is done here for most lines.
    """
    if len(text) > LIMITS.max_nodes:  # a shorter one can't hold more
        return None
    said: Any
    outline = _Outline()
    column, node = outline.open[-1]
    values, places, in_list, owing = node.value, node.places, False, False
    for line in _LINE.finditer(text):
        kind = line.lastindex
        if kind == _NOTHING:
            continue
        if kind == _OTHER:
            return None
        indent, dash, key, said = line.group(1, 2, 3, 4)
        if owing or dash or in_list or len(indent) != column:
            if not outline.turn(line, owing=owing):
                return None
            column, node = outline.open[-1]
            values, places, in_list = node.value, node.places, type(node.value) is list
        if key in values if key else not in_list:
            return None
        owing = kind == _KEY_ALONE
        child = None
        if kind == _PLAIN:
            start, said = line.start(_PLAIN), said.rstrip(" ")
            end = start + len(said)
            if len(said) < 5 and said in NULLS:
                said = None
        elif kind == _IN_QUOTES:
            start, end = line.span(_IN_QUOTES)
            said = _unquoted(line[_IN_QUOTES])
        elif kind == _KEY_ALONE:
            start = end = line.end(_KEY_ALONE) + 1
        elif kind == _IN_BRACKETS:
            start, end = line.span(_IN_BRACKETS)
            child = (_group if text[start] == "{" else _list)(text, start, end)
            if child is None:
                return None
            said, end = child.value, None
        else:
            said = _paragraphs(line[_BELOW], column) if kind == _BELOW else None
            if said is None:
                return None
            start, end = line.start(_BELOW), line.end()
        if key:
            values[key] = said
            places.append((line.start(3), start, end, child))
        else:
            values.append(said)
            places.append((None, start, end, child))
    return outline.root if outline.root.value else None


class _Outline:
    """The lists and mappings that are open, from the top down, each with the column of its lines."""

    def __init__(self) -> None:
        self.root = Node({}, flow=False)
        self.open: list[tuple[int, Node]] = [(0, self.root)]

    def turn(self, line: re.Match[str], *, owing: bool) -> bool:
        """Go to what a line is of, and open what it begins; ``False`` where nothing can begin or go on there.

        ``owing`` says that the last key has no value yet: it may be below.
        """
        indent, dash, key = line.group(1, 2, 3)
        column = len(indent)
        above, node = self.open[-1]
        if owing and (column > above or (dash and column == above)):
            child = Node([] if dash else {}, flow=False)
            node.value[next(reversed(node.value))] = child.value
            node.places[-1] = (node.places[-1][0], line.end(1), None, child)
            self.open.append((column, child))
            above, node = column, child
        else:
            while above > column or (above == column and not dash and type(node.value) is list):
                self.open.pop()
                above, node = self.open[-1]
        kind = type(node.value)
        if above != column or kind is not (list if dash else dict):
            return False
        if dash and key:
            child = Node({}, flow=False)
            node.value.append(child.value)
            node.places.append((None, line.start(3), None, child))
            self.open.append((column + len(dash), child))
        return len(self.open) < LIMITS.max_depth - 1  # a line may open two, and brackets


def _group(text: str, start: int, end: int) -> Node | None:
    """Return the group in braces that stands there, ``None`` where it is no ordinary one."""
    values: dict[str, str | None] = {}
    node = Node(values, flow=True)
    node.end, places = end, node.places
    for entry in _ENTRY.finditer(text, start + 1, end):
        key, said, quoted, other = entry.groups()
        if other or key in values:
            return None
        if said:
            said, begin = said.rstrip(" "), entry.start(2)
            values[key] = None if len(said) < 5 and said in NULLS else said
            places.append((entry.start(1), begin, begin + len(said), None))
        else:
            values[key] = _unquoted(quoted)
            places.append((entry.start(1), *entry.span(3), None))
    return node


def _list(text: str, start: int, end: int) -> Node | None:
    """Return the list in brackets that stands there, ``None`` where it is no ordinary one."""
    values: list[str | None] = []
    node = Node(values, flow=True)
    node.end, places = end, node.places
    for item in _ITEM.finditer(text, start + 1, end):
        said, quoted, other = item.groups()
        if other:
            return None
        if said:
            said, begin = said.rstrip(" "), item.start(1)
            values.append(None if len(said) < 5 and said in NULLS else said)
            places.append((None, begin, begin + len(said), None))
        else:
            values.append(_unquoted(quoted))
            places.append((None, *item.span(2), None))
    return node


def _unquoted(text: str) -> str | None:
    return text[1:-1] if text[1:-1].strip() else None


def _paragraphs(lines: str, column: int) -> str | None:
    """Return the text below a ``|``, ``None`` where its lines do not all begin behind ``column``, below the first."""
    _, *below = lines.replace("\r", "").split("\n")
    margin = " " * (len(below[0]) - len(below[0].lstrip(" ")))
    if len(margin) <= column or below[0] == margin:
        return None
    if not all(line.startswith(margin) or not line.strip(" ") for line in below):
        return None
    return "\n".join(line[len(margin) :] for line in below).rstrip("\n") + "\n"
