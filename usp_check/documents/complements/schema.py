"""The JSON Schema that a référentiel carries: from texts, as they are read, to what its keywords take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from usp_check.documents import spellings
from usp_check.documents.describing import PERSONAL
from usp_check.documents.spellings import Refused

if TYPE_CHECKING:
    from decimal import Decimal

    Around = tuple[Mapping[str, Any], ...]

NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
COUNTS = frozenset(
    f"{end}{what}" for end in ("min", "max") for what in ("Length", "Items", "Properties", "Contains")
)
BOOLEANS = frozenset({"uniqueItems", "deprecated", "readOnly", "writeOnly", PERSONAL})
# Schemas within a schema: about the same value, or about a part of it; alone, in a list, or by name.
HERE, HERE_LISTED, HERE_NAMED = (
    frozenset({"not", "if", "then", "else"}),
    frozenset({"allOf", "anyOf", "oneOf"}),
    "dependentSchemas",
)
BELOW = frozenset(
    {
        "additionalProperties",
        "unevaluatedProperties",
        "items",
        "unevaluatedItems",
        "contains",
        "propertyNames",
    }
)
BELOW_LISTED = "prefixItems"
BELOW_NAMED = frozenset({"properties", "patternProperties", "$defs", "definitions"})


NOTHING: Mapping[str, Any] = {"not": {}}
"""A schema that takes no value. A ``false`` would do, but jsonschema does not say where one was met."""


def typed_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of ``schema`` whose keywords hold what JSON Schema wants: ``minimum: "4"`` → ``4``.

    Numbers become ``int`` or, with decimals, ``Decimal``; ``enum``, ``const`` and ``default`` stay texts
    unless the ``type`` of their value (also where an ``if`` or ``allOf`` leaves it unsaid) is another.
    What can't be read so is left as it is, for the metaschema to refuse. A typed schema comes out unchanged.
    A key or an item whose schema is ``false`` gets one that means the same, `NOTHING`.
    """
    return {key: _keyword(key, value, (schema,)) for key, value in schema.items()}


def types_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the types that ``schema`` itself allows, none where it does not say."""
    types = schema.get("type")
    return tuple(types) if isinstance(types, list | tuple) else (types,) if isinstance(types, str) else ()


def _typed(part: Any, around: Around = ()) -> Any:
    """Type a schema within a schema; ``around`` holds the other ones about the same value."""
    if isinstance(part, str):
        return _boolean(part)
    if not isinstance(part, Mapping):
        return part
    return {key: _keyword(key, value, (part, *around)) for key, value in part.items()}


def _keyword(key: str, value: Any, here: Around) -> Any:  # noqa: PLR0911 - one line a sort of keyword
    if key in NUMBERS or key in COUNTS:
        return _number(value)
    if key in BOOLEANS:
        return _boolean(value)
    if key == "type":
        return ["null" if word is None else word for word in value] if isinstance(value, list) else value
    if key in ("const", "default"):
        return _value(value, here)
    if key == "enum" and isinstance(value, list):
        return [_value(one, here) for one in value]
    if key in HERE:
        return _typed(value, here)
    if key in BELOW:
        return _typed(value, _same(here, key))
    if isinstance(value, list) and (key in HERE_LISTED or key == BELOW_LISTED):
        listed = ((one, here if key in HERE_LISTED else _same(here, key, at)) for at, one in enumerate(value))
        return [_part(one, around) for one, around in listed]
    if isinstance(value, Mapping) and (key in BELOW_NAMED or key == HERE_NAMED):
        around = {name: here if key == HERE_NAMED else _same(here, key, name) for name in value}
        return {name: _part(one, around[name]) for name, one in value.items()}
    return value


def _part(part: Any, around: Around) -> Any:
    typed = _typed(part, around)
    return dict(NOTHING) if typed is False else typed


def _same(here: Around, *keys: str | int) -> Around:
    """Return what the schemas around say of the same part of the value."""
    found: list[Any] = list(here[1:])
    for key in keys:
        found = [part[key] for part in found if _has(part, key)]
    return tuple(part for part in found if isinstance(part, Mapping))


def _has(part: Any, key: str | int) -> bool:
    if isinstance(part, list):
        return isinstance(key, int) and key < len(part)
    return isinstance(part, Mapping) and key in part


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    trimmed = value.strip()
    sign = -1 if trimmed[:1] in ("-", "−") else 1
    try:
        return sign * exact(spellings.number(trimmed[1:].lstrip() if sign < 0 else trimmed))
    except Refused:
        return value


def exact(number: Decimal) -> int | Decimal:
    """Return a whole number as one, as JSON Schema sees it."""
    return int(number) if number == number.to_integral_value() else number


def _boolean(value: Any) -> Any:
    return spellings.BOOLEANS.get(value.casefold(), value) if isinstance(value, str) else value


def _value(value: Any, here: Around) -> Any:
    """Type a value that a schema compares with, by the nearest ``type``."""
    types = next(filter(None, map(types_of, here)), ())
    if isinstance(value, str) and {"integer", "number"}.intersection(types):
        value = _number(value)
    if isinstance(value, str) and "boolean" in types:
        value = _boolean(value)
    return value
