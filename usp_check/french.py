"""Words as French readers write and read them: folding, nearest word, numbers, dates, lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)
_SEPARATORS = str.maketrans(dict.fromkeys("-_'’‐‑\xa0\u202f.", " "))
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold case, accents, ligatures, hyphens, apostrophes and runs of spaces: ``Aide-Soignant`` → ``aide soignant``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(bare.translate(_SEPARATORS).split())


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Return the known words that a person may have meant by ``word``, best first; empty when none is near."""
    from difflib import get_close_matches

    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(fold(candidate), candidate)
    return [by_fold[match] for match in get_close_matches(fold(word[:80]), by_fold, n=most, cutoff=0.7)]


def integer(value: int) -> str:
    """``250000`` → ``250 000`` (narrow no-break space)."""
    return f"{value:,}".replace(",", NARROW_SPACE)


def number(value: Decimal | float, decimals: int = 2) -> str:
    """``2.5`` → ``2,5``: at most ``decimals`` decimals, none that say nothing."""
    rounded = round(Decimal(str(value)), decimals)
    whole, _, rest = f"{rounded:f}".partition(".")
    rest = rest.rstrip("0")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    text = sign + integer(int(digits))
    return f"{text},{rest}" if rest else text


def money(value: Decimal) -> str:
    """``250000`` → ``250 000 €``; cents are shown when there are any."""
    rounded = round(value, 2)
    if rounded == rounded.to_integral_value():
        return f"{number(rounded, 0)}{NO_BREAK_SPACE}€"
    whole, _, cents = number(rounded).partition(",")
    return f"{whole},{cents:0<2}{NO_BREAK_SPACE}€"


def day(value: date) -> str:
    """``2025-06-30`` → ``30 juin 2025``; a moment also tells its hour (``à 14 h 30``)."""
    ordinal = "1er" if value.day == 1 else str(value.day)
    text = f"{ordinal} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, datetime):
        text += f" à {value.hour}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{value.minute:02}"
    return text


def enumeration(words: Sequence[str], conjunction: str = "et") -> str:
    """``["a", "b", "c"]`` → ``a, b et c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def plural(count: int, one: str, many: str) -> str:
    """Give the form that goes with ``count``, counted as in French: 0 and 1 are singular."""
    return one if abs(count) < 2 else many
