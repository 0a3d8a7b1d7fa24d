"""Texts that hold a place and say nothing: « à compléter », « TODO », « … »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from usp_check.french import fold

if TYPE_CHECKING:
    from usp_check.reading.faults import Path

_WORDS = frozenset(
    (
        *("a completer", "a definir", "a preciser", "a renseigner", "a remplir", "a rediger", "a saisir", "a venir"),
        *("a determiner", "a confirmer", "a faire", "a ecrire", "en attente", "non renseigne", "n/a", "nc"),
        *("todo", "to do", "tbd", "tba", "tbc", "fixme", "wip", "lorem", "blabla", "bla bla"),
    )
)
_FIRST = frozenset(word[0] for word in _WORDS) | frozenset("àÀxX") | frozenset(word[0].upper() for word in _WORDS)
_LONGEST = 40
_EDGES = "[](){}<>«»\"“”*_!:;,/ \t\r\n\u00a0\u202f"
_CROSSES = re.compile("x{2,}")
_NO_NAME = frozenset("-–—−")  # a lone dash is a way to write "none", not a place held


def is_placeholder(text: str) -> bool:
    """Tell whether the whole of ``text``, case, accents and brackets aside, only holds a place."""
    first = text[:1]
    if first.isalnum() and first not in _FIRST:
        return False
    if len(text) > _LONGEST:
        return text[:_LONGEST].strip(_EDGES).lower().startswith("lorem ipsum")
    if text.strip() in _NO_NAME:
        return False
    core = fold(text.strip(_EDGES))
    return (
        core in _WORDS
        or core.startswith("lorem ipsum")
        or not any(c.isalnum() for c in core)
        or _CROSSES.fullmatch(core) is not None
    )


def placeholders(value: dict[str, Any] | list[Any], path: Path = ()) -> Iterator[Path]:
    """Give the paths, below ``value``, of the texts that only hold a place."""
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        kind = type(child)
        if kind is str:
            if is_placeholder(child):
                yield (*path, key)
        elif kind is dict or kind is list:
            yield from placeholders(child, (*path, key))
