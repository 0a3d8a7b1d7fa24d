"""What may not stand in a text, and what the parser does not tell about one."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]",
)
"""Control characters that YAML refuses in a file (a few editors and word processors leave some behind)."""

NULLS: Final = frozenset({"~", "null", "Null", "NULL"})
"""What means "nothing" when it is typed without quotes."""

_SPELT_TAG = re.compile(r"![^\s,\[\]{}%]*%[0-9A-Fa-f]{2}")
_TAG = re.compile(r"![^\s,\[\]{}]*")


def is_absent(text: str, style: str) -> bool:
    """Whether a scalar says nothing: it is blank, or a plain ``null``."""
    return not text or text.isspace() or (text in NULLS and style == "")


def cleaned(text: str) -> tuple[str, list[str]]:
    """Return a text in composed form without its control characters, and these."""
    found = FORBIDDEN.findall(text)
    return normalize("NFC", FORBIDDEN.sub("", text) if found else text), found


def named(first: str, count: int) -> dict[str, str | int]:
    """Return the arguments of the fault that control characters make: the first, and how many they are."""
    return {"caractere": f"U+{ord(first):04X}", "nombre": count}


def tag_at(text: str, start: int) -> tuple[str, int]:
    """Return the tag that a value starting at ``start`` bears, as typed (cut short), and where it stands."""
    match = _TAG.search(text, start)
    return (match.group()[:80], match.start()) if match else ("!", start)


def spelt_tag(text: str) -> int:
    """Return where the first tag stands that spells a character by its number."""
    match = _SPELT_TAG.search(text)
    return match.start() if match else 0
