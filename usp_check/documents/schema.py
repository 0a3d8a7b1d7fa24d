"""JSON Schemas of the documents, for editors and other programs.

They take what people type as texts, and the typed values that YAML 1.2 makes of the same spelling. What a
schema can't tell (the key of a FINESS number, a 30 February) is left to the reading of the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usp_check.documents import DOCUMENTS
from usp_check.documents.describing import PERSONAL
from usp_check.documents.fields import root

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usp_check.documents.fields import Node

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_UNSAID = ("texte", "nom", "code")  # their titles, or their lists of words, say it already


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of document. Raises KeyError when it is unknown."""
    node = root(DOCUMENTS[kind])
    return {
        "$schema": DRAFT,
        "$id": schema_file(kind),
        "title": node.title,
        "description": node.description,
        "type": "object",
        **_keys(node.children),
    }


def schema_file(kind: str) -> str:
    """Return the name of the file that holds the schema of a kind of document."""
    return f"{kind}.schema.json"


def _keys(children: Mapping[str, Node]) -> dict[str, Any]:
    properties = {key: {**_texts(child), **_values(child)} for key, child in children.items()}
    return {"properties": properties, "additionalProperties": False}


def _texts(node: Node) -> dict[str, Any]:
    said = node.scalar is None or node.scalar.kind in _UNSAID
    texts: dict[str, Any] = {
        "title": node.title,
        "description": node.description if said else f"{node.description} Accepté : {node.accepte}.",
    }
    if isinstance(node.example, str):
        texts["examples"] = [node.example]
    if node.personal:
        texts[PERSONAL] = True
    return texts


def _values(node: Node) -> dict[str, Any]:
    if node.shape == "description":
        return {"type": ["string", "number", "boolean", "object", "null"], **_keys(node.children)}
    if node.scalar:
        return dict(node.scalar.json)
    if node.item:
        items = {**_texts(node.item), **_values(node.item)}
        if node.shape == "repertoire":
            return {"type": ["object", "null"], "additionalProperties": items}
        return {"type": ["array", "null"], "items": items}
    if node.shape == "libre":
        return {"type": ["object", "null"]}
    return {"type": ["object", "null"], **_keys(node.children)}
