"""Texts that hold a place and say nothing: « à compléter », « TODO », « … »."""

from __future__ import annotations

import re
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any

from usp_check.french import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usp_check.reading.faults import Path

_WORDS = frozenset(
    f"a {verb}"
    for verb in (
        *("completer", "confirmer", "definir", "determiner", "ecrire", "faire", "preciser", "rediger"),
        *("remplir", "renseigner", "saisir", "venir"),
    )
) | {
    *("en attente", "non renseigne", "n/a", "nc", "lorem", "blabla", "bla bla"),
    *("todo", "to do", "tbd", "tba", "tbc", "fixme", "wip"),
}
_FIRST = {word[0] for word in _WORDS} | {"x"}
SOUND = frozenset(ascii_letters + digits + "éèêÉÈÊ") - _FIRST - {letter.upper() for letter in _FIRST}
"""No placeholder begins so, nor any word that stands for an absent name: one character tells most texts."""
DASHES = frozenset("-–—−")
"""A lone dash is a way to write that there is none, not a place held."""
_LONGEST = 40
_EDGES = '[](){}<>«»"“”*_!:;,/ \t\r\n\u00a0\u202f'
_CROSSES = re.compile("x{2,}")


def is_placeholder(text: str) -> bool:
    """Tell whether the whole of ``text``, case, accents and brackets aside, only holds a place."""
    if text[:1] in SOUND:
        return False
    if len(text) > _LONGEST:
        return text[:_LONGEST].strip(_EDGES).lower().startswith("lorem ipsum")
    if text.strip() in DASHES:
        return False
    core = fold(text.strip(_EDGES))
    return (
        core in _WORDS
        or core.startswith("lorem ipsum")
        or not any(c.isalnum() for c in core)
        or _CROSSES.fullmatch(core) is not None
    )


def placeholders(value: Any, path: Path) -> Iterator[Path]:
    """Give the paths of the texts in ``value``, which stands at ``path``, that only hold a place."""
    if isinstance(value, str):
        if is_placeholder(value):
            yield path
    elif isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from placeholders(child, (*path, key))
