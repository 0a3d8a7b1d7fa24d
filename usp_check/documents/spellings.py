"""How people in France write a value: from the text that was typed to the value that was meant.

Every function takes trimmed text that is not blank, and gives the value or raises `Refused` with a
stable code. The codes are those of the FMT-06 faults: the kind of the scalar when nothing more
precise is known, else one of

* ``nombre_negatif`` a number below zero; ``nombre_a_virgule`` decimals in a whole number;
* ``montant_ambigu`` three decimals (``1.850``: thousands, or a mistake?); ``montant_centimes`` more of them;
* ``date_inexistante`` (``2024-02-30``), ``date_ordre`` (month first), ``date_annee_courte`` (``21/10/24``),
  ``moment_heure`` (``25:00``);
* ``finess_cle``, ``finess_prefixe``, ``siret_cle``, ``siret_prefixe`` the form is right, the number is not.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from unicodedata import normalize

from usp_check.documents import identifiers
from usp_check.documents.placeholders import DASHES, SOUND, is_placeholder, sound_start
from usp_check.french import fold

PLACEHOLDER = "provisoire"
"""The code of a text that only holds a place: it is read as absent, and is no fault."""
SPACES = " \u00a0\u202f\u2009"
"""What may stand between thousands: space, no-break, narrow no-break and thin spaces."""
WHOLE = f"(?:0|[1-9][0-9]{{0,14}}|[1-9][0-9]{{0,2}}(?:[{SPACES}][0-9]{{3}}){{1,4}})"
"""A whole number as text, at most fifteen digits: beyond, no count of beds nor sum of euros is meant."""
DECIMALS = 9

WORD_LENGTH = 80
"""No word of a list is longer. Folding keeps what it folded, which must not be whole paragraphs."""
ABSENT_NAMES = frozenset(("non", "aucun", "aucune", "neant"))
BOOLEANS = {"oui": True, "vrai": True, "true": True, "yes": True}
BOOLEANS |= {"non": False, "faux": False, "false": False, "no": False}
DEPARTMENTS = (
    *(f"{n:02}" for n in range(1, 20)),
    *("2A", "2B"),
    *(str(n) for n in range(21, 96)),
    *(str(n) for n in range(971, 977)),
)

_COMPOSED = r"\u0000-\u02ff\u2010-\u202f€"  # characters that the composed form (NFC) leaves as they are
_INK = "!-~¡-\u02ff’”…€"  # and no blanks
USUAL_TEXT = rf"^{sound_start(*ABSENT_NAMES)}[{_COMPOSED}]*[{_INK}]$"
"""How nearly all texts and names are written: what `text` and `name` give back as it is."""
USUAL_SUM = "^(?:0|[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}|[1-9][0-9]{0,14}) ?€?$"
"""How nearly all sums are written: without cents, and with plain spaces. `usual_sum` reads them as `money` does."""
_KNOWN_DEPARTMENTS = frozenset(DEPARTMENTS)
_NUMBER = re.compile("(0|[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}|[1-9][0-9]{0,14})(?:[.,]([0-9]+))?")
_ONE_SPACE = str.maketrans(dict.fromkeys(SPACES, " "))
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_compiled = cache(re.compile)  # of those that are not needed at once
_MOMENT = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4})(?:\s*T\s*|\s*,\s*|\s+[àÀaA]\s+|\s+)(\S.*)"
)
_HOUR = r"([0-9]{1,2})(?::([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?|\s*[hH]\s*(?:([0-9]{2})\s*(?:min)?)?)"
EMAIL_LENGTH = 254  # RFC 5321 allows no longer path
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
EMAIL = rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,}}"
PHONE = rf"(?:\+33[{SPACES}.]?|0)[1-9](?:[{SPACES}.]?[0-9]{{2}}){{4}}"


class Refused(ValueError):  # noqa: N818 - what befalls a spelling, not an error of anyone
    """A spelling that is not accepted; ``code`` says why."""

    def __init__(self, code: str, proposition: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.proposition = proposition


def text(typed: str) -> str | None:
    """Read any text, in Unicode's composed form (NFC); a lone dash says that there is nothing to say."""
    trimmed = typed.strip()
    if not trimmed:
        return None
    try:
        trimmed.encode()
    except UnicodeEncodeError:  # no text: a lone surrogate could not even be printed
        raise Refused("texte") from None
    if trimmed[0] not in SOUND:
        if trimmed in DASHES:
            return None
        if is_placeholder(trimmed):
            raise Refused(PLACEHOLDER)
    return normalize("NFC", trimmed)


def name(typed: str) -> str | None:
    """Read a name; ``non``, ``aucun``, ``néant``, ``-`` say that there is none."""
    if typed[:1] in SOUND:
        return text(typed)
    trimmed = typed.strip()
    absent = len(trimmed) <= WORD_LENGTH and fold(trimmed) in ABSENT_NAMES
    return None if absent else text(trimmed)


@lru_cache(maxsize=256)
def boolean(typed: str) -> bool:
    """Read ``oui`` or ``non``, in French or English, any case; never a figure."""
    value = BOOLEANS.get(typed.casefold())
    if value is None:
        raise Refused("booleen")
    return value


@lru_cache(maxsize=1024)
def count(typed: str) -> int:
    """Read a whole number, zero or more, with or without spaces between thousands."""
    whole, decimals = _figures(typed, "nombre_entier")
    if decimals:
        raise Refused("nombre_a_virgule")
    return int(whole)


@lru_cache(maxsize=1024)
def number(typed: str) -> Decimal:
    """Read a number, zero or more, with a decimal comma or point."""
    whole, decimals = _figures(typed, "nombre")
    if len(decimals) > DECIMALS:
        raise Refused("nombre")
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def usual_sum(typed: str) -> Decimal:
    """Read a sum that is written as nearly all are."""
    return Decimal(typed.replace(" ", "").removesuffix("€"))


def money(typed: str) -> Decimal:
    """Read a sum in euros, zero or more, cents at most, with or without a ``€`` behind it."""
    whole, cents = _figures(typed.removesuffix("€").rstrip(), "montant")
    if len(cents) > 2:
        known = "montant_ambigu" if len(cents) == 3 else "montant_centimes"
        raise Refused(known if len(cents) <= DECIMALS else "montant")
    return Decimal(f"{whole}.{cents}" if cents else whole)


def _figures(typed: str, kind: str) -> tuple[str, str]:
    """Return the digits before the comma and those after it; refuse what is no number with the code ``kind``."""
    found = _NUMBER.fullmatch(typed if typed.isascii() else typed.translate(_ONE_SPACE))
    if not found:
        _refuse_negative(typed)
        raise Refused(kind)
    whole, decimals = found.groups("")
    return whole.replace(" ", ""), decimals


def _refuse_negative(typed: str) -> None:
    if typed.startswith(("-", "−", "‐", "‑", "–")) and _NUMBER.match(typed[1:].lstrip()):
        raise Refused("nombre_negatif")


@lru_cache(maxsize=1024)
def day(typed: str) -> date:
    """Read a date, ``2024-10-21`` or ``21/10/2024`` (day first)."""
    if iso := _ISO.fullmatch(typed):
        year, month, in_month = iso.groups()
    elif slashed := _SLASHED.fullmatch(typed):
        in_month, month, year = slashed.groups()
        if len(year) == 2:
            raise Refused("date_annee_courte")
        if int(month) > 12 and 1 <= int(in_month) <= 12:
            raise Refused("date_ordre")
    else:
        raise Refused("date")
    try:
        return date(int(year), int(month), int(in_month))
    except ValueError:
        raise Refused("date_inexistante") from None


@lru_cache(maxsize=256)
def moment(typed: str) -> date:
    """Read a date, or a date and an hour of Europe/Paris (then a naive datetime): ``21/10/2024 à 14h30``."""
    found = _compiled(_MOMENT).fullmatch(typed)
    try:
        on = day(found[1] if found else typed)
    except Refused as refused:
        raise Refused("moment" if refused.code == "date" else refused.code) from None
    if not found:
        return on
    hour = _compiled(_HOUR).fullmatch(found[2])
    if not hour:
        raise Refused("moment")
    hours, minutes, seconds, french_minutes = hour.groups()
    try:
        return datetime.combine(on, time(int(hours), int(minutes or french_minutes or 0), int(seconds or 0)))
    except ValueError:
        raise Refused("moment_heure") from None


def finess(typed: str) -> str:
    """Read a FINESS number, as `identifiers.finess` takes it."""
    try:
        return identifiers.finess(typed)
    except ValueError as error:
        raise Refused(_with_reason("finess", str(error))) from None


def siret(typed: str) -> str:
    """Read a SIRET number, as `identifiers.siret` takes it."""
    try:
        return identifiers.siret(typed)
    except ValueError as error:
        raise Refused(_with_reason("siret", str(error))) from None


def _with_reason(kind: str, reason: str) -> str:
    return kind if reason == "forme" else f"{kind}_{reason}"


def department(typed: str) -> str:
    """Read the code of a French department, of two characters, or three overseas."""
    known = typed.upper()
    if known not in _KNOWN_DEPARTMENTS:
        raise Refused("departement", f"0{typed}" if f"0{typed}" in _KNOWN_DEPARTMENTS else "")
    return known


def email(typed: str) -> str:
    """Read one plausible e-mail address."""
    if len(typed) > EMAIL_LENGTH or not _compiled(EMAIL).fullmatch(typed):
        raise Refused("courriel")
    return typed


def phone(typed: str) -> str:
    """Read a French telephone number, ``+33`` or ``0X``, with spaces or dots."""
    if not _compiled(PHONE).fullmatch(typed):
        raise Refused("telephone")
    return typed
