"""The French scalar types of the documents: text, dates, sums, FINESS numbers, lists of words.

A value is read twice at most. The quick reader is compiled by pydantic-core: a pattern, and only then a
type, for pydantic's own reading of texts is too kind (``0`` a date, ``1_000`` and ``12.0`` whole numbers).
What it refuses goes to the slow one, in Python, which knows every spelling, and why one is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

from usp_check.documents import spellings
from usp_check.documents.forgiving import trimmed_pattern, words_pattern
from usp_check.documents.placeholders import SOUND
from usp_check.documents.spellings import Refused
from usp_check.french import enumeration, fold, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

_SAFE = r"[\x20-\u02ff\n\t\r\u2010-\u2027\u202f\u20ac]"
"""Characters that NFC leaves alone, whatever their order."""
_PLAIN_START = f"(?:[{''.join(sorted(SOUND))}]|[lL]['’aeiu])"
"""How a text begins that is neither a placeholder nor a word for an absent name."""


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """What pydantic, the JSON Schema and the messages know of one scalar type.

    ``kind`` is the stable word for the type, and the code of the fault when a value is refused for no more
    precise reason; ``accepte`` says in French what is accepted (a noun phrase), ``exemple`` is a valid
    spelling; ``parse`` reads trimmed text, ``natural`` a value of a true Python type (it raises Refused);
    ``quick`` lists the pydantic-core schemas to chain; ``json`` the JSON Schema of what people and YAML 1.2
    tools may write; ``mots`` the words of a list.
    """

    kind: str
    accepte: str
    exemple: str
    parse: Callable[[str], object]
    quick: tuple[CoreSchema, ...]
    json: Mapping[str, Any]
    natural: Callable[[object], object] | None = None
    mots: tuple[str, ...] = field(default=())

    def read(self, value: object) -> object:
        """Return the value that was meant, None when it is blank; raise Refused."""
        if isinstance(value, str):
            trimmed = value.strip()
            return self.parse(trimmed) if trimmed else None
        if self.natural is None:
            raise Refused(self.kind)
        return self.natural(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Compile to: the quick reader, else the slow one, else one error whose type is ``kind``."""
        from pydantic_core import core_schema

        schema: CoreSchema = core_schema.no_info_plain_validator_function(self.read)
        if self.quick:
            quick = core_schema.chain_schema(list(self.quick))
            schema = core_schema.union_schema([quick, schema], mode="left_to_right")
        return core_schema.custom_error_schema(schema, self.kind, custom_error_message=self.kind)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return ``json``."""
        return dict(self.json)


def _matching(pattern: str, *then: CoreSchema) -> tuple[CoreSchema, ...]:
    return ({"type": "str", "strict": True, "strip_whitespace": True, "pattern": pattern}, *then)


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
        return value.astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None)
    return value


_ANY_SCALAR: Mapping[str, Any] = {"type": ["string", "number", "boolean", "null"]}


def code(*words: str, abbreviations: Mapping[str, str] | None = None, others: bool = False) -> Scalar:
    """Return the scalar of a list of words.

    ``abbreviations`` gives other spellings and the word each means; with ``others``, what is none of the
    words is a text of the person's own.
    """
    meant = {fold(spelling): word for spelling, word in (abbreviations or {}).items()}
    meant |= {fold(word): word for word in words}
    joined = {spelling.replace(" ", ""): word for spelling, word in meant.items()}

    @lru_cache(maxsize=256)
    def parse(typed: str) -> str | None:
        folded = fold(typed)
        word = meant.get(folded) or joined.get(folded)
        if word is None and others:
            return spellings.text(typed)
        if word is None:
            near = nearest(typed, meant)
            raise Refused("code", meant[fold(near[0])] if near else "")
        return word

    listed = "l'un de ces mots : " + enumeration(words, "ou") if len(words) > 1 else f"le mot {words[0]}"
    loose = _ANY_SCALAR if others else {"type": "string", "pattern": words_pattern(meant)}
    return Scalar(
        kind="code",
        accepte=f"{listed}, ou un texte" if others else listed,
        exemple=words[0],
        parse=parse,
        quick=({"type": "literal", "expected": list(words)},),
        json={"anyOf": [{"enum": [*words, None]}, loose]},
        mots=words,
    )


_WHOLE = spellings.WHOLE
_CENTS = rf"{_WHOLE}(?:[.,][0-9]{{1,2}})?\s*€?"
_ISO_DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_SLASHED_DAY = "(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])/[0-9]{4}"
_ANY_DAY = f"(?:{_ISO_DAY}|{_SLASHED_DAY})"
_HOUR = r"(?:[01]?[0-9]|2[0-3])(?::[0-5][0-9](?::[0-5][0-9](?:\.0+)?)?|\s*[hH]\s*(?:[0-5][0-9]\s*(?:min)?)?)"
_BOOLEANS = words_pattern(spellings.BOOLEANS)


def _string(*patterns: str, **more: Any) -> dict[str, Any]:
    return {"type": ["string", "null"], "pattern": trimmed_pattern(*patterns), **more}


def _numeric(of: str, pattern: str) -> dict[str, Any]:
    return {"type": [of, "string", "null"], "minimum": 0, "pattern": trimmed_pattern(pattern)}


_TYPED_TEXT = _matching(f"^{_PLAIN_START}{_SAFE}*$")

Text = Annotated[
    str,
    Scalar("texte", "un texte", "Texte libre", spellings.text, _TYPED_TEXT, _ANY_SCALAR),
]
Name = Annotated[
    str,
    Scalar(
        "nom",
        "un nom, ou « non », « aucun », « néant » ou « - » pour dire qu'il n'y en a pas",
        "USP du Val Perdu",
        spellings.name,
        _TYPED_TEXT,
        _ANY_SCALAR,
    ),
]
Boolean = Annotated[
    bool,
    Scalar(
        "booleen",
        "oui ou non",
        "oui",
        spellings.boolean,
        (
            {"type": "literal", "expected": ["oui", "non"]},
            {
                "type": "function-plain",
                "function": {"type": "no-info", "function": spellings.BOOLEANS.__getitem__},
            },
        ),
        {"anyOf": [{"enum": ["oui", "non", True, False, None]}, {"type": "string", "pattern": _BOOLEANS}]},
        _boolean,
    ),
]
Count = Annotated[
    int,
    Scalar(
        "nombre_entier",
        "un nombre entier, sans décimale ni signe, avec ou sans espaces entre les milliers",
        "12",
        spellings.count,
        _matching("^(?:0|[1-9][0-9]{0,14})$", {"type": "int"}),
        _numeric("integer", _WHOLE),
        partial(_whole, "nombre_entier"),
    ),
]
Number = Annotated[
    Decimal,
    Scalar(
        "nombre",
        "un nombre positif ou nul, avec une virgule ou un point pour les décimales",
        "2,5",
        spellings.number,
        _matching(rf"^(?:0|[1-9][0-9]{{0,14}})(?:\.[0-9]{{1,{spellings.DECIMALS}}})?$", {"type": "decimal"}),
        _numeric("number", rf"{_WHOLE}(?:[.,][0-9]{{1,{spellings.DECIMALS}}})?"),
        partial(_decimal, "nombre", spellings.number),
    ),
]
Money = Annotated[
    Decimal,
    Scalar(
        "montant",
        "un montant en euros, avec deux décimales au plus et, si vous le souhaitez, le signe €",
        "250 000 €",
        spellings.money,
        _matching(r"^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,2})?$", {"type": "decimal"}),
        _numeric("number", _CENTS),
        partial(_decimal, "montant", spellings.money),
    ),
]
Date = Annotated[
    date,
    Scalar(
        "date",
        "une date, année-mois-jour ou jour/mois/année, l'année en quatre chiffres",
        "2024-10-21",
        spellings.day,
        _matching(f"^{_ISO_DAY}$", {"type": "date"}),
        _string(_ANY_DAY),
        _day,
    ),
]
Moment = Annotated[
    date,
    Scalar(
        "moment",
        "une date, seule ou suivie de l'heure de Paris",
        "2024-10-21 14:30",
        spellings.moment,
        _matching(f"^{_ISO_DAY}$", {"type": "date"}),
        _string(rf"{_ANY_DAY}(?:(?:\s*T\s*|\s*,\s*|\s+[àÀaA]\s+|\s+){_HOUR})?"),
        _moment,
    ),
]
Finess = Annotated[
    str,
    Scalar(
        "finess",
        "un numéro FINESS de neuf caractères, dont le dernier est une clé de contrôle",
        "289900011",
        spellings.finess,
        (),
        {
            "type": ["string", "integer", "null"],
            "minimum": 10_000_000,  # read as a number, 010007300 loses its zero
            "maximum": 999_999_999,
            "pattern": trimmed_pattern(r"(?:0\s*[1-9]|[1-9]\s*[0-9]|2\s*[ABab])(?:\s*[0-9]){7}"),
        },
    ),
]
Siret = Annotated[
    str,
    Scalar(
        "siret",
        "un numéro SIRET de quatorze chiffres, dont le dernier est une clé de contrôle",
        "26990000100018",
        spellings.siret,
        (),
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
        "le code d'un département : deux caractères (01 à 19, 2A, 2B, 21 à 95), trois outre-mer (971 à 976)",
        "28",
        spellings.department,
        ({"type": "literal", "expected": list(spellings.DEPARTMENTS)},),
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
        (),
        _string(spellings.EMAIL, maxLength=300),
    ),
]
Phone = Annotated[
    str,
    Scalar(
        "telephone",
        "un numéro de téléphone français, commençant par 0 ou par +33, avec ou sans espaces ou points",
        "02 99 00 00 00",
        spellings.phone,
        (),
        {
            "type": ["string", "integer", "null"],
            "minimum": 100_000_000,
            "maximum": 33_999_999_999,
            "pattern": trimmed_pattern(spellings.PHONE),
        },
    ),
]
