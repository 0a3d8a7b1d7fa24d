"""The published JSON Schema of a candidature, in the forms that the peers accept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def for_ajv(schema: Schema) -> Schema:
    """Admit an object wherever a text is: ajv-cli reads a bare date as one, and would stop at it."""
    if not isinstance(schema, dict):
        return schema
    made = {key: _each(key, value) for key, value in schema.items()}
    kinds = _kinds(made)
    if "string" in kinds and "properties" not in made:
        made["type"] = [*kinds, "object"]
    return made


def _kinds(schema: Schema) -> list[str]:
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _each(key: str, value: Any) -> Any:
    if key == "properties":
        return {name: for_ajv(part) for name, part in value.items()}
    if key == "items":
        return for_ajv(value)
    return [for_ajv(part) for part in value] if key == "anyOf" else value


def for_yamale(schema: Schema) -> str:
    """Write the schema as Yamale's own: the same keys, types, bounds and patterns.

    As PyYAML reads a bare date as such, a day is admitted wherever a text is.
    """
    groups: dict[str, Any] = {}
    main = _group(schema, groups)
    return f"{json.dumps(main, indent=1)}\n---\n{json.dumps(groups, indent=1)}\n"


def _group(schema: Schema, groups: dict[str, Any]) -> dict[str, str]:
    return {key: _rule(part, groups) for key, part in schema["properties"].items()}


def _rule(schema: Schema, groups: dict[str, Any]) -> str:
    """Write what one key admits; ``required=False`` admits that there is nothing, too."""
    parts = schema.get("anyOf", [schema])
    choices = dict.fromkeys(choice for part in parts for choice in _choices(part, groups))
    return f"any({', '.join(choices)}, required=False)"


def _choices(schema: Schema, groups: dict[str, Any]) -> Iterator[str]:
    if "enum" in schema:
        yield f"enum({', '.join(repr(word) for word in schema['enum'] if word is not None)})"
        return
    for kind in _kinds(schema):
        match kind:
            case "object":
                yield _included(schema, groups) if "properties" in schema else "map()"
            case "array":
                yield f"list({_rule(schema['items'], groups)})" if "items" in schema else "list()"
            case "string":
                yield f"regex({schema['pattern']!r})" if "pattern" in schema else "str()"
                yield "day()"
            case "integer" | "number":
                bounds = {"min": schema.get("minimum"), "max": schema.get("maximum")}
                written = ", ".join(f"{at}={bound}" for at, bound in bounds.items() if bound is not None)
                yield f"{'int' if kind == 'integer' else 'num'}({written})"
            case "boolean":
                yield "bool()"


def _included(schema: Schema, groups: dict[str, Any]) -> str:
    name = f"group_{len(groups)}"
    groups[name] = {}  # takes the name, before the groups within
    groups[name] = _group(schema, groups)
    return f"include('{name}')"
