"""Regular expressions that accept a word as `french.fold` does: any case, accents and hyphens forgiven.

They are for the JSON Schemas, so they use only what Python, ECMAScript (with its ``u`` flag) and PCRE share.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from usp_check.french import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACCENTED = "àâäáãåçèéêëìíîïñòóôöõùúûüýÿ"
_MARKS = "[\u0300-\u036f]*"
SEPARATOR = "[\\s_.'\u2019\u2010\u2011-]"


def words_pattern(words: Iterable[str]) -> str:
    """Return a pattern for whole texts that fold to one of ``words``; separators inside may be left out."""
    spelled = "|".join(_spelled(word) for word in dict.fromkeys(map(fold, words)))
    return f"^{SEPARATOR}*(?:{spelled})?{SEPARATOR}*$"


def trimmed_pattern(*patterns: str) -> str:
    """Return a pattern for whole texts that are one of ``patterns``, or blank, spaces around them apart."""
    return rf"^\s*(?:{'|'.join(patterns)})?\s*$"


@lru_cache(maxsize=1024)
def _spelled(word: str) -> str:
    return f"{SEPARATOR}*".join("".join(map(_letter, part)) for part in word.split())


@lru_cache(maxsize=64)
def _letter(letter: str) -> str:
    variants = "".join(v + v.upper() for v in (letter, *_ACCENTED) if fold(v) == letter and v.isalpha())
    return f"[{variants}]{_MARKS}" if variants else letter
