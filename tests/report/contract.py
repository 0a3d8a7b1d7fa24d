"""The JSON report's fields and what each may hold, read off its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def fields(schema: Schema) -> dict[str, str]:
    """Return each field of a schema by its path, ``[]`` standing for an item, with what it may hold."""
    return dict(_fields(schema, schema, ""))


def _fields(whole: Schema, part: Schema, path: str) -> Iterator[tuple[str, str]]:
    if "$ref" in part:
        part = whole["$defs"][part["$ref"].rpartition("/")[2]]
    if path:
        yield path, _holds(part)
    for name, child in part.get("properties", {}).items():
        yield from _fields(whole, child, f"{path}.{name}" if path else name)
    if "items" in part:
        yield from _fields(whole, part["items"], f"{path}[]")


def _holds(part: Schema) -> str:
    if "const" in part:
        return repr(part["const"])
    named = part["enum"] if "enum" in part else part["type"]
    return named if isinstance(named, str) else "|".join(named)
