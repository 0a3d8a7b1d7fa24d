"""Can the schema of a référentiel be used? No reference out of it, no endless one, no unread format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from usp_check.documents.complements.schema import (
    BELOW,
    BELOW_LISTED,
    BELOW_NAMED,
    HERE,
    HERE_LISTED,
    HERE_NAMED,
    types_of,
)
from usp_check.documents.complements.spots import FORMATS, resolve
from usp_check.french import enumeration

if TYPE_CHECKING:
    from usp_check.reading.faults import Path

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_problems(schema: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Give each reason why a typed schema can't be used: the path of what is wrong, and a French sentence."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema))
    if error is not None:
        path = tuple(error.absolute_path)
        what = (
            f"« {path[-1]} » n’a pas la forme que veut un schéma JSON"
            if path
            else "ce n’est pas un schéma JSON"
        )
        yield path, f"{what} (version 2020-12)."
        return
    if types_of(schema) not in ((), ("object",)):
        yield ("type",), "« complements » est un groupe de clés : le type du schéma est « object »."
    if schema.get("$schema", DRAFT).rstrip("#") != DRAFT:
        yield (
            ("$schema",),
            f"le schéma suit la version 2020-12 : écrivez « {DRAFT} », ou retirez cette ligne.",
        )
    sound = True
    for path, part in _parts(schema):
        for problem in _problems(schema, path, part):
            sound = False
            yield problem
    if sound:
        yield from _loops(schema)


def _problems(root: Mapping[str, Any], path: Path, part: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    reference = part.get("$ref")
    if reference is not None:
        if not reference.startswith("#"):
            yield (
                (*path, "$ref"),
                f"« {reference} » renvoie hors du référentiel ; un renvoi commence par « #/$defs/ ».",
            )
        else:
            try:
                sound = isinstance(resolve(root, reference), Mapping | bool)
            except LookupError:
                sound = False
            if not sound:
                yield (*path, "$ref"), f"le renvoi « {reference} » ne mène à aucun schéma."
    for word in ("$dynamicRef", "$id"):
        if word in part and (path or word != "$id"):
            yield (
                (*path, word),
                f"« {word} » n’est pas admis ici ; les renvois se font par « $ref » et « $defs ».",
            )
    kind = part.get("format")
    if kind is not None and kind not in FORMATS:
        yield (
            (*path, "format"),
            f"le format « {kind} » n’est pas vérifié ; formats connus : {enumeration(list(FORMATS), 'et')}.",
        )
    patterns = [((*path, "patternProperties", name), name) for name in part.get("patternProperties", ())]
    patterns += [((*path, "pattern"), part["pattern"])] if "pattern" in part else []
    for where, pattern in patterns:
        try:
            re.compile(pattern)
        except re.error:
            yield where, f"« {pattern} » n’est pas une expression régulière correcte."


def _parts(part: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Give every schema within a schema, itself first, with its path."""
    if not isinstance(part, Mapping):
        return
    yield path, part
    for key, value in part.items():
        if key in HERE or key in BELOW:
            yield from _parts(value, (*path, key))
        elif key in HERE_LISTED or key == BELOW_LISTED:
            for index, one in enumerate(value):
                yield from _parts(one, (*path, key, index))
        elif key in BELOW_NAMED or key == HERE_NAMED:
            for name, one in value.items():
                yield from _parts(one, (*path, key, name))


def _loops(schema: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Tell of schemas that come back to themselves for the same value: no check of them ends."""
    done: set[int] = set()

    def loops(part: Any, above: frozenset[int]) -> bool:
        if not isinstance(part, Mapping) or id(part) in done:
            return False
        if id(part) in above:
            return True
        inner = [part.get(key) for key in HERE]
        inner += [one for key in HERE_LISTED for one in part.get(key, ())]
        inner += part.get(HERE_NAMED, {}).values()
        inner += [resolve(schema, part["$ref"])] if "$ref" in part else []
        found = any(loops(one, above | {id(part)}) for one in inner)
        done.add(id(part))
        return found

    for path, part in list(_parts(schema)):
        if loops(part, frozenset()):
            yield path, "ce schéma renvoie à lui-même sans fin."
