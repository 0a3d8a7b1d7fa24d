"""What a scalar type is, and how pydantic is to read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from usp_check.documents import spellings
from usp_check.documents.forgiving import words_pattern
from usp_check.documents.spellings import Refused
from usp_check.french import enumeration, fold, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """What pydantic, the JSON Schema and the messages know of one scalar type.

    pydantic-core has ``parse`` read a text, and ``read`` any value that is none or that ``parse`` refuses: its own
    reading of texts is too kind (``0`` a date, ``1_000`` and ``12.0`` whole numbers).

    ``kind`` is the stable word for the type, and the code of the fault when a value is refused for no more
    precise reason; ``accepte`` says in French what is accepted (a noun phrase), ``exemple`` is a valid
    spelling; ``parse`` reads a text (of one that is blank or not trimmed it refuses what it would not read as
    ``read`` does), ``natural`` a value of a true Python type; both raise Refused;
    ``usual`` is what most texts look like, which pydantic-core sees by itself (``pattern``, ``max_length``): they are
    read by ``at_once`` as they would be by ``parse``, or are the value themselves;
    ``json`` is the JSON Schema of what people and YAML 1.2 tools may write; ``known`` gives the words of a list
    by every folded spelling of each.
    """

    kind: str
    accepte: str
    exemple: str
    parse: Callable[[str], object]
    json: Mapping[str, Any]
    natural: Callable[[object], object] | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, Any] | None = None
    at_once: Callable[[str], object] | None = None

    def suggest(self, typed: str) -> str:
        """Return the word that may have been meant by one that is not in the list; empty when none is near."""
        near = nearest(typed, self.known)
        return self.known[fold(near[0])] if near else ""

    def read(self, value: object) -> object:
        """Return the value that was meant, None when it is blank; raise Refused."""
        if isinstance(value, str):
            trimmed = value.strip()
            return self.parse(trimmed) if trimmed else None
        if self.natural is None:
            raise Refused(self.kind)
        return self.natural(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Compile to what ``read`` gives: at once by ``parse`` for most texts. What is refused is told by ``kind``."""
        schema: dict[str, Any] = {
            "type": "union",
            "mode": "left_to_right",
            "choices": [_text_read_by(self.parse), _called(self.read)],
            "custom_error_type": self.kind,
            "custom_error_message": self.kind,
        }
        if self.usual:
            schema["choices"].insert(0, _text_read_by(self.at_once, **self.usual))
            schema["ref"] = f"{self.kind}:{id(self)}"  # to compile it once
        return schema


def _text_read_by(function: Callable[[str], object] | None, **constraints: Any) -> Any:
    text = {"type": "str", "strict": True, **constraints}
    return {"type": "chain", "steps": [text, _called(function)]} if function else text


def _called(function: Callable[[Any], object]) -> CoreSchema:
    return {"type": "function-plain", "function": {"type": "no-info", "function": function}}


ANY_SCALAR: Mapping[str, Any] = {"type": ["string", "number", "boolean", "null"]}


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
        folded = fold(typed) if len(typed) <= spellings.WORD_LENGTH else ""
        word = meant.get(folded) or joined.get(folded)
        if word is None and others:
            return spellings.text(typed)
        if word is None:
            raise Refused("code")
        return word

    listed = "l’un de ces mots : " + enumeration(words, "ou") if len(words) > 1 else f"le mot {words[0]}"
    loose = ANY_SCALAR if others else {"type": "string", "pattern": words_pattern(meant)}
    return Scalar(
        kind="code",
        accepte=f"{listed}, ou un texte" if others else listed,
        exemple=words[0],
        parse=parse,
        json={"anyOf": [{"enum": [*words, None]}, loose]},
        known=meant,
    )
