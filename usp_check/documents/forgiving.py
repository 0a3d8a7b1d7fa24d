"""Regular expressions that accept a word as `french.fold` does: any case, accents and hyphens forgiven.

They are for the JSON Schemas, so they use only what Python, ECMAScript (with its ``u`` flag) and PCRE share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACCENTED = {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü"}
SEPARATOR = "[\\s_.'’‐‑-]"


def words_pattern(words: Iterable[str]) -> str:
    """Return a pattern for whole texts that fold to one of ``words``, or blank ones.

    Separators inside may be left out. The accents are those of French, each in one character.
    """
    spelled = "|".join(_spelled(word) for word in dict.fromkeys(map(fold, words)))
    return rf"^(?:\s*|{SEPARATOR}*(?:{spelled}){SEPARATOR}*)$"


def trimmed_pattern(*patterns: str) -> str:
    """Return a pattern for whole texts that are one of ``patterns``, or blank, spaces around them apart."""
    return rf"^\s*(?:{'|'.join(patterns)})?\s*$"


def any_case(word: str) -> str:
    """Return a pattern for ``word`` in any case."""
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


def _spelled(word: str) -> str:
    return f"{SEPARATOR}*".join("".join(map(_letter, part)) for part in word.split())


def _letter(letter: str) -> str:
    forms = letter + _ACCENTED.get(letter, "")
    return f"[{forms}{forms.upper()}]" if letter.isalpha() else letter
