"""The French scalar types of the documents: text, dates, sums, FINESS numbers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from usp_check.documents import identifiers, spellings
from usp_check.documents.forgiving import any_case, trimmed_pattern
from usp_check.documents.scalar import ANY_SCALAR, Scalar
from usp_check.documents.spellings import Refused

if TYPE_CHECKING:
    from collections.abc import Callable


def _whole(kind: str, value: object) -> int:
    if type(value) is not int:
        raise Refused(kind)
    if value < 0:
        raise Refused("nombre_negatif")
    return value


def _decimal(kind: str, parse: Callable[[str], Decimal], value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Refused(kind)
    return parse(f"{Decimal(str(value)):f}")


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise Refused("booleen")
    return value


def _day(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Refused("date")
    return value


def _moment(value: object) -> date:
    if not isinstance(value, date):
        raise Refused("moment")
    if isinstance(value, datetime) and value.tzinfo:
        from zoneinfo import ZoneInfo

        return value.astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None)
    return value


_USUAL_TEXT = {"pattern": spellings.USUAL_TEXT}
_WHOLE = spellings.WHOLE
_CENTS = rf"{_WHOLE}(?:[.,][0-9]{{1,2}})?\s*€?"
_ISO_DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_SLASHED_DAY = "(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])/[0-9]{4}"
_ANY_DAY = f"(?:{_ISO_DAY}|{_SLASHED_DAY})"
_HOUR = r"(?:[01]?[0-9]|2[0-3])(?::[0-5][0-9](?::[0-5][0-9](?:\.0+)?)?|\s*[hH]\s*(?:[0-5][0-9]\s*(?:min)?)?)"
_BOOLEANS = trimmed_pattern(*map(any_case, spellings.BOOLEANS))


def _string(*patterns: str, **more: Any) -> dict[str, Any]:
    return {"type": ["string", "null"], "pattern": trimmed_pattern(*patterns), **more}


def _numeric(of: str, pattern: str) -> dict[str, Any]:
    return {"type": [of, "string", "null"], "minimum": 0, "pattern": trimmed_pattern(pattern)}


Text = Annotated[
    str,
    Scalar("texte", "un texte", "Texte libre", spellings.text, ANY_SCALAR, usual=_USUAL_TEXT),
]
Name = Annotated[
    str,
    Scalar(
        "nom",
        "un nom, ou « aucun » s’il n’y en a pas",
        "USP du Val Perdu",
        spellings.name,
        ANY_SCALAR,
        usual=_USUAL_TEXT,
    ),
]
Boolean = Annotated[
    bool,
    Scalar(
        "booleen",
        "oui ou non",
        "oui",
        spellings.boolean,
        {"anyOf": [{"enum": ["oui", "non", True, False, None]}, {"type": "string", "pattern": _BOOLEANS}]},
        _boolean,
    ),
]
Count = Annotated[
    int,
    Scalar(
        "nombre_entier",
        "un nombre entier, sans décimale ni signe",
        "12",
        spellings.count,
        _numeric("integer", _WHOLE),
        partial(_whole, "nombre_entier"),
    ),
]
Number = Annotated[
    Decimal,
    Scalar(
        "nombre",
        "un nombre, avec une virgule ou un point s’il a des décimales",
        "2,5",
        spellings.number,
        _numeric("number", rf"{_WHOLE}(?:[.,][0-9]{{1,{spellings.DECIMALS}}})?"),
        partial(_decimal, "nombre", spellings.number),
    ),
]
Money = Annotated[
    Decimal,
    Scalar(
        "montant",
        "un montant en euros, avec deux décimales au plus",
        "250 000 €",
        spellings.money,
        _numeric("number", _CENTS),
        partial(_decimal, "montant", spellings.money),
        usual={"pattern": spellings.USUAL_SUM},
        at_once=spellings.usual_sum,
    ),
]
Date = Annotated[
    date,
    Scalar(
        "date",
        "une date, écrite comme 2024-10-21 ou 21/10/2024",
        "2024-10-21",
        spellings.day,
        _string(_ANY_DAY),
        _day,
    ),
]
Moment = Annotated[
    date,
    Scalar(
        "moment",
        "une date, seule ou suivie de l’heure, comme 2024-10-21 14:30",
        "2024-10-21 14:30",
        spellings.moment,
        _string(rf"{_ANY_DAY}(?:(?:\s*T\s*|\s*,\s*|\s+[àÀaA]\s+|\s+){_HOUR})?"),
        _moment,
    ),
]
Finess = Annotated[
    str,
    Scalar(
        "finess",
        "un numéro FINESS : neuf chiffres (ou 2A, 2B en tête), dont le dernier est une clé de contrôle",
        "289900011",
        spellings.finess,
        {
            "type": ["string", "integer", "null"],
            "minimum": 10_000_000,  # read as a number, 010007300 loses its zero
            "maximum": 999_999_999,
            "pattern": trimmed_pattern(r"(?:0\s*[1-9]|[1-9]\s*[0-9]|2\s*[ABab])(?:\s*[0-9]){7}"),
        },
        usual={"pattern": "^[0-9]{9}$"},
        at_once=identifiers.finess_of_digits,
    ),
]
Siret = Annotated[
    str,
    Scalar(
        "siret",
        "un numéro SIRET : quatorze chiffres, dont le dernier est une clé de contrôle",
        "26990000100018",
        spellings.siret,
        {
            "type": ["string", "integer", "null"],
            "minimum": 100_000,
            "maximum": 99_999_999_999_999,
            "pattern": trimmed_pattern(r"[0-9](?:\s*[0-9]){13}"),
        },
    ),
]
Department = Annotated[
    str,
    Scalar(
        "departement",
        "le code d’un département : 01 à 19, 2A, 2B, 21 à 95, ou 971 à 976 outre-mer",
        "28",
        spellings.department,
        {
            "anyOf": [
                {"enum": [*spellings.DEPARTMENTS, None]},
                _string("0[1-9]|1[0-9]|2[ABab1-9]|[3-8][0-9]|9[0-5]|97[1-6]"),
                *(
                    {"type": "integer", "minimum": a, "maximum": b}
                    for a, b in ((1, 19), (21, 95), (971, 976))
                ),
            ]
        },
    ),
]
Email = Annotated[
    str,
    Scalar(
        "courriel",
        "une seule adresse de courriel",
        "prenom.nom@exemple.fr",
        spellings.email,
        _string(spellings.EMAIL, maxLength=spellings.EMAIL_LENGTH),
        usual={"pattern": f"^{spellings.EMAIL}$", "max_length": spellings.EMAIL_LENGTH},
    ),
]
Phone = Annotated[
    str,
    Scalar(
        "telephone",
        "un numéro de téléphone français, commençant par 0 ou par +33",
        "02 99 00 00 00",
        spellings.phone,
        {
            "type": ["string", "integer", "null"],
            "minimum": 100_000_000,
            "maximum": 33_999_999_999,
            "pattern": trimmed_pattern(spellings.PHONE),
        },
        usual={"pattern": f"^{spellings.PHONE}$"},
    ),
]
