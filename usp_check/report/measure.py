"""Text measured and folded in terminal cells, where a Chinese character takes two and an accent none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from usp_check.report.safe import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterator

# French keeps « » ; : ! ? % € beside their word, and a small number with its noun, even when they are
# typed with an ordinary space.
_BREAKABLE = re.compile(r"(?<!«)(?<!^\d)(?<!^\d\d)(?<![ (]\d)(?<![ (]\d\d) +(?![;:!?»%€])")


def cells(text: str) -> int:
    """Count the columns that ``text`` takes in a terminal."""
    if COMMON.fullmatch(text):
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if character < "\u0300":
        return 1
    if category(character) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def head(text: str, most: int) -> str:
    """Return the longest beginning of ``text`` that fits in ``most`` cells."""
    if COMMON.fullmatch(text):
        return text[: max(0, most)]
    used = 0
    for index, character in enumerate(text):
        used += _width(character)
        if used > most:
            return text[:index]
    return text


def tail(text: str, most: int) -> str:
    """Return the longest end of ``text`` that fits in ``most`` cells."""
    return head(text[::-1], most)[::-1]


def fit(text: str, most: int, ellipsis: str = "…") -> str:
    """Cut ``text`` to ``most`` cells, the cut shown by ``ellipsis``."""
    kept = head(text, most)
    return text if len(kept) == len(text) else head(kept, max(0, most - cells(ellipsis))) + ellipsis


def wrap(text: str, width: int) -> list[str]:
    """Fold ``text`` into lines of at most ``width`` cells, at ordinary spaces; a longer word is cut.

    An empty text gives one empty line.
    """
    if cells(text) <= width:
        return [text.strip(" ")]
    lines: list[str] = []
    line = ""
    used = 0
    for piece in _pieces(text, max(1, width)):
        wide = cells(piece)
        if line and used + 1 + wide > width:
            lines.append(line)
            line, used = piece, wide
        else:
            line, used = (f"{line} {piece}", used + 1 + wide) if line else (piece, wide)
    return [*lines, line]


def _pieces(text: str, width: int) -> Iterator[str]:
    for word in _BREAKABLE.split(text.strip(" ")):
        start = used = 0
        for index, character in enumerate(word if cells(word) > width else ""):
            used += (wide := _width(character))
            if used > width and index > start:
                yield word[start:index]
                start, used = index, wide
        yield word[start:]
