"""The fields that a référentiel adds, as the tree that templates are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from usp_check.documents.complements.schema import typed_schema
from usp_check.documents.complements.spots import Spot, root_spot
from usp_check.documents.fields import Node


def complement_node(schema: Mapping[str, Any]) -> Node:
    """Return the group ``complements`` as the schema describes it; what recurs is shown once."""
    return _node(root_spot(typed_schema(schema)), frozenset())


def _node(spot: Spot, above: frozenset[int]) -> Node:
    ids = frozenset(map(id, spot.schemas))
    known = above | ids
    below = {} if ids & above else {name: spot.at(name) for name in spot.names}
    children = {name: _node(part, known) for name, part in below.items() if part is not None}
    if children:
        return Node("groupe", spot.title, spot.description, {}, spot.personal, children=children)
    item = spot.at(0) if "array" in spot.types and not ids & above else None
    if item is not None:
        inner = _node(item, known)
        return Node("liste", spot.title, spot.description, [inner.example], spot.personal, item=inner)
    if spot.readers:
        scalar = spot.readers[0]
        own = (
            "" if spot.example == scalar.exemple and scalar.kind == "texte" else spot.example
        )  # it would say nothing
        return Node("scalaire", spot.title, spot.description, own, spot.personal, scalar=scalar)
    return Node("libre", spot.title, spot.description, {}, spot.personal)
