"""Numbers that identify an establishment: FINESS and SIRET, with their keys."""

from __future__ import annotations

import re

_FINESS = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{7}")
_SIRET = re.compile(r"[0-9]{14}")
_ONCE = bytes.maketrans(b"0123456789", bytes(range(10)))
_TWICE = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
"""Twice each digit, less nine where that is over nine."""
_CORSICA = str.maketrans("AB", "12")


def luhn(digits: str) -> bool:
    """Tell whether ASCII ``digits`` satisfy the Luhn formula, the last digit being the key."""
    figures = digits.encode()
    return (sum(figures[-1::-2].translate(_ONCE)) + sum(figures[-2::-2].translate(_TWICE))) % 10 == 0


def finess(text: str) -> str:
    """Return the nine characters of a FINESS number, without spaces and with a capital letter.

    Pattern: the XSDs of the Agence du numérique en santé (ansforge/finess); letters only as ``2A``
    and ``2B`` in front. The last digit is a key: Luhn over the nine digits, ``2A…`` read as ``21…``
    and ``2B…`` as ``22…``. No official text that names Luhn was found; it was tried on the SAE 2022
    and 2023 files of the DREES, where 6 147 of 6 147 numbers without a letter hold, and 65 of 65
    Corsican ones. ``000000000`` satisfies Luhn, so the prefix ``00`` is refused apart.

    Raises ValueError with a reason: ``forme`` (not nine such characters), ``prefixe`` or ``cle``.
    """
    compact = "".join(text.split()).upper()
    if not _FINESS.fullmatch(compact):
        raise ValueError("forme")
    finess_of_digits(compact.translate(_CORSICA))
    return compact


def finess_of_digits(digits: str) -> str:
    """Return nine ASCII digits that are a FINESS number. Raises ValueError as `finess` does."""
    if digits.startswith("00"):
        raise ValueError("prefixe")
    if not luhn(digits):
        raise ValueError("cle")
    return digits


def siret(text: str) -> str:
    """Return the fourteen digits of a SIRET number, without spaces.

    The key is Luhn over the fourteen digits (Insee). A SIREN of nine zeros, which satisfies Luhn,
    belongs to nobody.

    Raises ValueError with a reason: ``forme`` (not fourteen digits), ``prefixe`` or ``cle``.
    """
    compact = "".join(text.split())
    if not _SIRET.fullmatch(compact):
        raise ValueError("forme")
    if compact.startswith("0" * 9):
        raise ValueError("prefixe")
    if not luhn(compact):
        raise ValueError("cle")
    return compact
