"""Texts that hold a place and say nothing: « à compléter », « TODO », « … »."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from usp_check.french import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usp_check.reading.faults import Path

_VERBS = (
    *("completer", "confirmer", "definir", "determiner", "ecrire", "faire", "preciser", "rediger"),
    *("remplir", "renseigner", "saisir", "venir"),
)
_WORDS = frozenset(f"a {verb}" for verb in _VERBS) | {
    *("en attente", "en cours de redaction", "en cours d elaboration"),
    *("non renseigne", "non communique", "n/a", "nc", "lorem", "blabla", "bla bla"),
    *("todo", "to do", "tbd", "tba", "tbc", "fixme", "wip"),
}
_FIRST = {word[0] for word in _WORDS} | {"x"}
SOUND = (
    frozenset(filter(str.isalnum, map(chr, range(128)))).union("éèêÉÈÊ")
    - _FIRST
    - {letter.upper() for letter in _FIRST}
)
"""No placeholder begins so, nor any word that stands for an absent name: one character tells most texts."""
_HEADS = {word[:3] for word in _WORDS} | {"xx", "xxx"}
"""How those begin that begin by three letters, or are no more than two."""
DASHES = frozenset("-–—−")
"""A lone dash is a way to write that there is none, not a place held."""
_LONGEST = 40
_EDGES = '[](){}<>«»"“”*_!:;,./ \t\r\n\u00a0\u202f'
_CROSSES = re.compile("x{2,}")
_LATER = re.compile(rf"a (?:{'|'.join(_VERBS)}) (?:ulterieurement|plus tard|bientot|prochainement)")
_FILLERS = str.maketrans(dict.fromkeys("\u115f\u1160\u3164\uffa0"))  # letters that nobody sees


def sound_start(*others: str) -> str:
    """Return a pattern of how a text starts that is no placeholder, nor folds to one of ``others``.

    Most texts start so: by a character of SOUND, or by two with which none of these words does.
    """
    starts = [f"[{''.join(sorted(SOUND))}]"]
    for first in sorted(_FIRST):
        seconds = {word[1] for word in (*_WORDS, "xx", *others) if word[0] == first}
        runs = ascii_lowercase.translate(dict.fromkeys(map(ord, seconds), " ")).split()
        letters = "".join(f"{run[0]}-{run[-1]}" for run in runs)
        apostrophes = "" if " " in seconds else "'’"
        starts.append(f"[{first}{first.upper()}][{letters}{apostrophes}]")
    return f"(?:{'|'.join(starts)})"


def is_placeholder(text: str) -> bool:
    """Tell whether the whole of ``text``, case, accents and brackets aside, only holds a place."""
    head = text[:3]
    if text[:1] in SOUND or (head.isalnum() and head.isascii() and head.lower() not in _HEADS):
        return False
    return says_nothing(text)


def says_nothing(text: str) -> bool:
    """Tell what ``is_placeholder`` does, of any text in the same way."""
    if len(text) > _LONGEST:
        return text[:_LONGEST].strip(_EDGES).lower().startswith("lorem ipsum")
    if text.strip() in DASHES:
        return False
    seen = text.translate(_FILLERS)
    if not seen.isprintable():
        seen = "".join(c for c in seen if unicodedata.category(c) != "Cf")
    core = fold(seen.strip(_EDGES))
    return (
        core in _WORDS
        or core.startswith("lorem ipsum")
        or not any(c.isalnum() for c in core)
        or _CROSSES.fullmatch(core) is not None
        or _LATER.fullmatch(core) is not None
    )


def placeholders(value: Any, path: Path) -> Iterator[Path]:
    """Give the paths of the texts in ``value``, which stands at ``path``, that only hold a place."""
    if isinstance(value, str):
        if is_placeholder(value):
            yield path
    elif isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from placeholders(child, (*path, key))
