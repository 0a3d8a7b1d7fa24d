"""Whether a typed value says anything, and whether a text says more than a yes, a no or a figure."""

from __future__ import annotations

import re
from typing import Any

from usp_check.documents.parts import PLAIN, parts
from usp_check.french import fold


def filled(value: Any) -> bool:
    """Whether a typed value says anything: a group or a list does when one of its parts does."""
    held = value if type(value) is dict else getattr(value, "__dict__", None)
    if held is None:
        return any(map(filled, value)) if type(value) in (tuple, list) else value is not None
    for part in held.values():  # noqa: SIM110 - any() takes three times as long over the few fields of a group
        if part is not None and (type(part) in PLAIN or filled(part)):
            return True
    return False


_BARE_WORDS = frozenset(
    (
        *(
            "oui",
            "non",
            "vrai",
            "faux",
            "yes",
            "no",
            "true",
            "false",
            "ok",
            "rien",
            "aucun",
            "aucune",
            "neant",
        ),
        *("sans objet", "non applicable", "non concerne"),
    )
)

_WORDS = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"\W*(?:[^\W\d_]+\W+){3}[^\W\d_]")
"""Four words and more: no bare word is so long, and a sentence is told from one without a search of it all."""


def bare(value: Any) -> bool:
    """Whether a text, or all that a group holds, is but a yes, a no or a figure; anything else is not."""
    if isinstance(value, str):
        return bare_text(value)
    held = parts(value) if type(value) is not dict else None
    return held is not None and all(bare(part) for part in held.values() if part is not None)


def bare_text(text: str) -> bool:
    """Whether a text is but a yes, a no or a figure.

    What stands around the words changes nothing (``Oui !``), and a letter alone says no more than a cross.
    """
    if _SENTENCE.match(text):
        return False
    words = _words(text)
    return words in _BARE_WORDS or sum(map(str.isalpha, words)) < 2


def bare_word(value: Any) -> bool:
    """Whether a text is but a yes, a no, or another word that names nothing; anything but a text is not."""
    return isinstance(value, str) and not _SENTENCE.match(value) and _words(value) in _BARE_WORDS


def _words(text: str) -> str:
    return " ".join(_WORDS.findall(fold(text)))
