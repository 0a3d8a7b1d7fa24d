"""What a schema says of each place: the type to read there, its keys, its French texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from usp_check.documents import scalars
from usp_check.documents.complements.schema import HERE_LISTED, HERE_NAMED, NOTHING, types_of
from usp_check.documents.describing import PERSONAL
from usp_check.documents.fields import ACCEPTE_GROUPE, ACCEPTE_LISTE
from usp_check.documents.scalar import Scalar, code
from usp_check.documents.typed import example_text
from usp_check.french import enumeration

if TYPE_CHECKING:
    from usp_check.reading.faults import Path

    Schema = Mapping[str, Any]

TEXT: Scalar = get_args(scalars.Text)[1]
TYPES: Mapping[str, Scalar] = {
    "integer": get_args(scalars.Count)[1],
    "number": get_args(scalars.Number)[1],
    "boolean": get_args(scalars.Boolean)[1],
}
FORMATS: Mapping[str, Scalar] = {
    "date": get_args(scalars.Date)[1],
    "date-time": get_args(scalars.Moment)[1],
    "email": get_args(scalars.Email)[1],
    "telephone": get_args(scalars.Phone)[1],
    "finess": get_args(scalars.Finess)[1],
    "siret": get_args(scalars.Siret)[1],
    "departement": get_args(scalars.Department)[1],
    "montant": get_args(scalars.Money)[1],
}
"""The values of ``format`` that are read and checked: two of JSON Schema, and our own scalars' names."""


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """One place of a value: the schemas that may apply there, whichever branch is taken, and its title."""

    root: Schema
    schemas: tuple[Schema, ...]
    title: str = "Compléments"
    personal: bool = False

    @classmethod
    def of(cls, root: Schema, parts: tuple[Any, ...], title: str, *, personal: bool = False) -> Spot:
        """Gather what ``parts`` and all that they include say of a place; ``title`` is a last resort."""
        found = tuple(_included(root, parts))
        own = next((s["title"] for s in found if isinstance(s.get("title"), str)), title)
        return cls(root, found, own, personal or any(s.get(PERSONAL) is True for s in found))

    @property
    def types(self) -> frozenset[str]:
        """The types allowed, none where no schema says; ``properties`` and ``items`` imply one."""
        said = frozenset(word for schema in self.schemas for word in types_of(schema))
        if said:
            return said
        implied = (("properties", "object"), ("items", "array"))
        return frozenset(word for key, word in implied if any(key in schema for schema in self.schemas))

    def takes(self, shape: str) -> bool:
        """Whether a value of the JSON type ``shape`` may stand here."""
        return not self.types or shape in self.types

    @property
    def readers(self) -> tuple[Scalar, ...]:
        """The scalars to try in turn on a text, most precise first; none where only groups or lists stand."""
        found: dict[Scalar, int] = {}
        for schema in self.schemas:
            types = types_of(schema)
            special = FORMATS.get(str(schema.get("format"))) or _words(schema, types)
            numeric = [TYPES[word] for word in TYPES if word in types]
            plain = [TEXT] if "string" in types else []
            for scalar in [special] if special else [*numeric, *plain]:
                found[scalar] = _ORDER.get(scalar, 3)
        if not found and not self.types:
            return (TEXT,)
        return tuple(sorted(found, key=lambda scalar: found[scalar]))

    @property
    def names(self) -> tuple[str, ...]:
        """The keys that the schemas name here."""
        return tuple(dict.fromkeys(name for schema in self.schemas for name in schema.get("properties", ())))

    def at(self, key: str | int) -> Spot | None:
        """Return the place of a key or of an item, None for one that no schema speaks of."""
        parts = tuple(part for schema in self.schemas for part in _children(schema, key))
        if not parts:
            return None
        return Spot.of(self.root, parts, self.title if isinstance(key, int) else key, personal=self.personal)

    def find(self, path: Path) -> Spot | None:
        """Return the place at ``path`` below this one."""
        spot: Spot | None = self
        for key in path:
            spot = spot.at(key) if spot else None
        return spot

    @property
    def kind(self) -> str:
        """The stable word for what is expected here."""
        readers = self.readers
        if readers:
            return readers[0].kind if len(readers) == 1 else "complement_type"
        return "liste" if self.types == {"array"} else "groupe"

    @property
    def accepte(self) -> str:
        """What is accepted here, in French (a noun phrase)."""
        known = [scalar.accepte for scalar in self.readers]
        known += [ACCEPTE_GROUPE] if "object" in self.types else []
        known += [ACCEPTE_LISTE] if "array" in self.types else []
        return enumeration(known, "ou")

    @property
    def description(self) -> str:
        """What the schema's author says of the place."""
        return next((s["description"] for s in self.schemas if isinstance(s.get("description"), str)), "")

    @property
    def example(self) -> str:
        """A valid spelling on one line; empty for a group or a list that gives none."""
        for schema in self.schemas:
            if isinstance(examples := schema.get("examples"), list) and examples:
                return example_text(examples[0])
        return self.readers[0].exemple if self.readers else ""


_ORDER = {scalar: rank for rank, scalar in enumerate(TYPES.values())} | {TEXT: 9}


def root_spot(schema: Schema) -> Spot:
    """Return the place of the whole ``complements`` group, by a typed schema."""
    return Spot.of(schema, (schema,), "Compléments")


def field_paths(spot: Spot, above: Path = (), seen: frozenset[int] = frozenset()) -> Iterator[Path]:
    """Give the path of every field that the schemas name, list marks left out; one that recurs once."""
    yield above
    ids = frozenset(map(id, spot.schemas))
    if ids and ids <= seen:
        return
    for name in spot.names:
        if below := spot.at(name):
            yield from field_paths(below, (*above, name), seen | ids)
    if "array" in spot.types and (item := spot.at(0)):
        yield from field_paths(item, above, seen | ids)


def resolve(root: Any, reference: str) -> Any:
    """Return what a reference within the schema (``#/$defs/lits``) leads to. Raises LookupError."""
    if not reference.startswith("#") or reference[1:2] not in ("", "/"):
        raise LookupError(reference)
    part = root
    for step in reference[1:].split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        try:
            part = part[int(key) if isinstance(part, list) else key]
        except (IndexError, KeyError, TypeError, ValueError):
            raise LookupError(reference) from None
    return part


def included(root: Any, schema: Schema) -> Iterator[Any]:
    """Give the schemas that ``schema`` includes for the same value, but those that it only tries."""
    if isinstance(reference := schema.get("$ref"), str):
        yield resolve(root, reference)
    for key in sorted(HERE_LISTED):
        yield from schema.get(key, ())
    for key in ("then", "else"):
        yield schema.get(key)
    yield from schema.get(HERE_NAMED, {}).values()


def _included(root: Any, parts: tuple[Any, ...]) -> Iterator[Schema]:
    """Give each of the schemas ``parts``, and what they include, once."""
    seen: set[int] = set()
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping) and id(part) not in seen:
            seen.add(id(part))
            yield part
            waiting += reversed(list(included(root, part)))


def _children(schema: Schema, key: str | int) -> Iterator[Any]:
    """Give what one schema says of a key or of an item."""
    if isinstance(key, int):
        first = schema.get("prefixItems", ())
        rest = [schema[word] for word in ("items", "unevaluatedItems") if word in schema]
        found = [first[key]] if key < len(first) else rest[:1]
    else:
        named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
        found = [named[key]] if key in named else []
        found += [part for pattern, part in patterns.items() if re.search(pattern, key)]
        if not found:
            others = ("additionalProperties", "unevaluatedProperties")
            found = [schema[word] for word in others if word in schema][:1]
    yield from (part for part in found if part is not False and part != NOTHING)


def _words(schema: Schema, types: tuple[str, ...]) -> Scalar | None:
    """Return the scalar of the words that a schema lists, forgiving on how they are spelt."""
    if types and "string" not in types:
        return None
    listed = schema.get("enum", [schema["const"]] if "const" in schema else ())
    words = tuple(dict.fromkeys(word for word in listed if isinstance(word, str)))
    return _code(words) if words else None


@lru_cache(maxsize=256)
def _code(words: tuple[str, ...]) -> Scalar:
    return code(*words)
