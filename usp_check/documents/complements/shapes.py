"""What jsonschema finds in typed complements, told as faults of ours. It is loaded on demand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from usp_check.documents.complements.schema import NOTHING
from usp_check.french import number

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from usp_check.documents.complements.reading import Reader
    from usp_check.reading.faults import Path

_ABSENCES = frozenset({"required", "dependentRequired"})
"""What a schema says is missing: the requirements of the call judge absences, form does not."""

_CODES = {
    "minimum": "complement_minimum",
    "maximum": "complement_maximum",
    "exclusiveMinimum": "complement_superieur",
    "exclusiveMaximum": "complement_inferieur",
    "multipleOf": "complement_multiple",
    "minLength": "complement_court",
    "maxLength": "complement_long",
    "pattern": "complement_motif",
    "enum": "code",
    "const": "code",
    "minItems": "complement_peu",
    "maxItems": "complement_trop",
    "uniqueItems": "complement_doublon",
    "contains": "complement_contient",
    "minContains": "complement_contient",
    "maxContains": "complement_contient_trop",
    "minProperties": "complement_peu_de_cles",
    "maxProperties": "complement_trop_de_cles",
    "items": "complement_trop",
    "prefixItems": "complement_trop",
    "unevaluatedItems": "complement_trop",
}
_SHORTFALLS = frozenset({"minItems", "contains", "minContains", "minProperties", "anyOf", "oneOf", "not"})
"""What a malformed part, which jsonschema is not shown, may explain by itself."""
_CONDITIONAL = frozenset({"then", "else", "dependentSchemas"})


def find_faults(reader: Reader, schema: Mapping[str, Any], plain: Any) -> None:
    """Check ``plain`` against the typed schema, and tell ``reader`` what does not hold."""
    validator = _validator_class()(schema, registry=_no_network())
    doubtful = list(reader.malformed)
    for error in validator.iter_errors(plain):
        for leaf in _leaves(error):
            if not _explained(leaf, reader.written(tuple(leaf.absolute_path)), doubtful):
                _tell(reader, leaf, validator)


def _tell(reader: Reader, error: ValidationError, validator: Any) -> None:
    path = tuple(error.absolute_path)
    key = error.validator
    if key in ("additionalProperties", "unevaluatedProperties"):
        for name in _extras(error, validator):
            reader.unknown_key((*reader.written(path), name))
    elif error.schema == NOTHING and path and isinstance(path[-1], str):
        reader.unknown_key(reader.written(path))
    elif isinstance(error.instance, str) and "propertyNames" in error.absolute_schema_path:
        reader.unknown_key((*reader.written(path), error.instance))
    else:
        spot = reader.root.find(path)
        code = (spot and spot.kind) if key == "type" else _CODES.get(str(key))
        reader.refuse(reader.written(path), code or "complement_forme", spot=None, **_limits(error))


def _limits(error: ValidationError) -> dict[str, str]:
    """Return what the sentence of this error needs beside the value."""
    limit: Any = error.validator_value
    if error.validator == "enum":
        return {"accepte": "l’une de ces valeurs : " + ", ".join(map(_shown, limit))}
    if error.validator == "const":
        return {"accepte": f"la valeur {_shown(limit)}"}
    if error.validator in ("items", "prefixItems", "unevaluatedItems"):
        return {"borne": str(len(_of(error).get("prefixItems", ())))}
    return {} if isinstance(limit, dict | list | bool) else {"borne": _shown(limit)}


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return (
        value
        if isinstance(value, str)
        else str(value)
        if isinstance(value, list | dict)
        else number(value, 9)
    )


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Give the errors that matter behind one: none for an absence, those of the branch that was meant."""
    if error.validator in _ABSENCES:
        return
    if error.validator in ("anyOf", "oneOf") and error.context:
        branches: dict[Any, list[ValidationError]] = {}
        for one in error.context:
            branches.setdefault(one.relative_schema_path[0], []).append(one)
        told = [[leaf for one in branch for leaf in _leaves(one)] for branch in branches.values()]
        if not all(told):  # a branch that only lacks something: absences are not for form
            return
        meant = [leaves for leaves in told if not any(map(_other_kind, leaves))]
        if len(meant) == 1:
            yield from meant[0]
            return
    yield error


def _other_kind(error: ValidationError) -> bool:
    """Whether this error says that the value is not of the branch's kind at all."""
    return error.validator == "const" or (error.validator == "type" and not error.relative_path)


def _explained(error: ValidationError, path: Path, doubtful: Iterable[Path]) -> bool:
    """Whether a malformed part, told already, may be all there is to this error."""
    if _CONDITIONAL.intersection(error.absolute_schema_path):
        return bool(doubtful)
    return error.validator in _SHORTFALLS and any(one[: len(path)] == path for one in doubtful)


def _extras(error: ValidationError, validator: Any) -> list[str]:
    """Return the keys that ``additionalProperties`` or ``unevaluatedProperties`` refuses."""
    schema: Mapping[str, Any] = _of(error)
    group: Any = error.instance
    if error.validator == "additionalProperties":
        from re import search

        known, patterns = schema.get("properties", ()), schema.get("patternProperties", ())
        return [key for key in group if key not in known and not any(search(p, key) for p in patterns)]
    # jsonschema does not say which: those that it refuses also without the others.
    own = set(schema.get("properties", ()))
    others = [key for key in group if key not in own]
    checker = validator.evolve(schema=schema)

    def refused(key: str) -> bool:
        alone = {name: part for name, part in group.items() if name in own or name == key}
        return any(e.validator == "unevaluatedProperties" and not e.path for e in checker.iter_errors(alone))

    return [key for key in others if refused(key)] or others


def _of(error: ValidationError) -> Mapping[str, Any]:
    """Return the schema that holds the keyword of an error."""
    return error.schema if isinstance(error.schema, Mapping) else {}


@cache
def _validator_class() -> Any:
    from jsonschema import Draft202012Validator, validators

    return validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"uniqueItems": _unique_items}
    )


@cache
def _no_network() -> Any:
    """Return a registry that holds nothing: without one, jsonschema would fetch what a schema refers to."""
    from referencing import Registry

    return Registry()


def _unique_items(validator: Any, unique: Any, items: Any, schema: Any) -> Iterator[ValidationError]:  # noqa: ARG001
    """Point at each item given before; in one pass, where jsonschema compares all with all."""
    from jsonschema.exceptions import ValidationError

    if unique is not True or not isinstance(items, list):
        return
    seen: set[str] = set()
    for index, item in enumerate(items):
        text = json.dumps(item, sort_keys=True, default=str)
        if text in seen:
            yield ValidationError("", path=[index])
        seen.add(text)
