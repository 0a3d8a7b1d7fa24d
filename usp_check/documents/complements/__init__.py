"""The fields of its own that a référentiel asks for: read by the JSON Schema that it carries.

What is read is told as for any other field, by the same French spellings: a key that the schema does not
allow is FMT-05, a value that it does not take FMT-06. What ``required`` (or ``dependentRequired``) finds
missing is no fault of form: as everywhere, what an absence means is for the requirements, which look at
``complements.…``.
``if`` and ``not`` are tried, never used to tell how a text is to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from usp_check.documents.complements.schema import typed_schema

if TYPE_CHECKING:
    from usp_check.documents import FieldTexts, Typed
    from usp_check.reading.faults import Fault, Path

FREE = "complements"
"""The key under which they stand."""

__all__ = [
    "complement_info",
    "complement_paths",
    "read_complements",
    "schema_problems",
    "typed_schema",
    "with_complements",
]


def read_complements(schema: Mapping[str, Any], value: Any) -> tuple[Any, tuple[Fault, ...], dict[Path, str]]:
    """Type what a dossier gives under ``complements`` by the référentiel's schema.

    Return the typed value (dates are dates, what is malformed or only holds a place is None, unknown keys are
    gone), the faults (FMT-05, FMT-06), and the doubts: the paths that can't be trusted, with the requirement
    that tells why. All paths begin with ``complements``. ``value`` is left untouched.
    """
    from usp_check.documents.complements.reading import Reader
    from usp_check.documents.complements.shapes import find_faults
    from usp_check.documents.complements.spots import root_spot
    from usp_check.documents.pruning import prune

    typed = typed_schema(schema)
    root = root_spot(typed)
    reader = Reader(root, value)
    read, plain = reader.read(root, value)
    if plain is not None:
        find_faults(reader, typed, plain)
    if () in reader.malformed:
        read = None
    elif reader.malformed or reader.unknown:
        read = prune(read, absent=reader.malformed, unknown=reader.unknown)
    return read, tuple(reader.faults.values()), reader.doubts


def with_complements(typed: Typed, schema: Mapping[str, Any] | None) -> Typed:
    """Return ``typed`` with ``complements`` read by the référentiel's schema; without one, an unknown key."""
    value = getattr(typed.document, FREE, None)
    if schema is not None:
        if value is None:
            return typed
        read, faults, doubts = read_complements(schema, value)
        document = typed.document.model_copy(update={FREE: read})
        return typed._replace(
            document=document, faults=(*typed.faults, *faults), doubts={**typed.doubts, **doubts}
        )
    if FREE not in typed.document.model_fields_set:
        return typed
    from usp_check.documents.typed import UNKNOWN_KEY
    from usp_check.reading.faults import Fault

    arguments = {"cle": FREE, "proposition": "", "ailleurs": ""}
    unknown = Fault(UNKNOWN_KEY, "cle_inconnue", (FREE,), arguments=arguments, on_key=True)
    return typed._replace(
        document=typed.document.model_copy(update={FREE: None}),
        faults=(*(fault for fault in typed.faults if fault.path[:1] != (FREE,)), unknown),
        doubts={path: rule for path, rule in typed.doubts.items() if path[:1] != (FREE,)},
        placeholders=tuple(path for path in typed.placeholders if path[:1] != (FREE,)),
    )


def complement_info(schema: Mapping[str, Any], path: Path) -> FieldTexts | None:
    """Return what the schema tells of the field at ``path``, below ``complements``; None if it is unknown."""
    from usp_check.documents import FieldTexts
    from usp_check.documents.complements.spots import root_spot

    spot = root_spot(typed_schema(schema)).find(path)
    if spot is None:
        return None
    return FieldTexts(spot.title, spot.description, spot.example, spot.kind, spot.accepte)


def complement_paths(schema: Mapping[str, Any]) -> Iterator[Path]:
    """Give the path, below ``complements``, of every field that the schema names, list marks left out."""
    from usp_check.documents.complements.spots import field_paths, root_spot

    return field_paths(root_spot(typed_schema(schema)))


def schema_problems(schema: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Give each reason why the schema can't be used: a path in it, and a French sentence."""
    from usp_check.documents.complements.audit import schema_problems as problems

    return problems(typed_schema(schema))
