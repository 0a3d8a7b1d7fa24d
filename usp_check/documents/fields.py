"""A document's fields as a tree, drawn from its models: what schema, template and messages all look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from usp_check.documents.describing import PERSONAL, DescriptionDetaillee
from usp_check.documents.scalar import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from usp_check.modelling import BaseModel, FieldInfo
    from usp_check.reading.faults import Path

Shape = Literal["scalaire", "description", "groupe", "liste", "repertoire", "libre"]
ACCEPTE_GROUPE = "un groupe de clés, une par ligne, chacune suivie de deux-points et décalée vers la droite"
ACCEPTE_LISTE = "une liste, chaque élément sur sa ligne après un tiret"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One field, or one item of a list or a directory (which has its list's texts).

    ``example`` is a text for a scalar, a dict or a list otherwise. ``children`` are the keys of a group (of a
    description: those of its long form), ``item`` is what a list holds, ``scalar`` the type of a scalar or of
    a description's plain form. A directory (``repertoire``) holds items under identifiers that are not known
    here; ``libre`` is a group of which nothing at all is.
    """

    shape: Shape
    title: str
    description: str
    example: Any
    personal: bool = False
    scalar: Scalar | None = None
    children: Mapping[str, Node] = field(default_factory=dict)
    item: Node | None = None

    @property
    def kind(self) -> str:
        """The stable word for what is expected here."""
        if self.scalar:
            return self.scalar.kind
        return "liste" if self.shape == "liste" else "groupe"

    @property
    def accepte(self) -> str:
        """What is accepted here, in French (a noun phrase)."""
        if self.scalar:
            return self.scalar.accepte
        return ACCEPTE_LISTE if self.shape == "liste" else ACCEPTE_GROUPE

    def at(self, path: Path) -> Node | None:
        """Return the node at ``path`` below this one, whatever indexes and identifiers; None where there is none."""
        node: Node | None = self
        for key in path:
            if node is None:
                return None
            any_key = isinstance(key, int) or node.shape == "repertoire"
            node = node.item if any_key else node.children.get(str(key))
        return node

    def paths(self, prefix: str = "") -> Iterator[str]:
        """Give the dotted paths of all fields below this one, ``[]`` standing for an index or an identifier."""
        if self.item:
            yield from self.item.paths(f"{prefix}[]")
        for key, child in self.children.items():
            path = f"{prefix}.{key}" if prefix else key
            yield path
            yield from child.paths(path)


@cache
def root(model: type[BaseModel]) -> Node:
    """Return the tree of the fields of a document."""
    config = model.model_config
    return _group(model, config.get("title") or model.__name__, (model.__doc__ or "").strip(), personal=False)


def _group(model: type[BaseModel], title: str, description: str, *, personal: bool) -> Node:
    children = {name: _field(info, personal=personal) for name, info in model.model_fields.items()}
    example = {name: child.example for name, child in children.items() if child.example is not None}
    return Node("groupe", title, description, example, personal, children=children)


def _field(info: FieldInfo, *, personal: bool) -> Node:
    extra = info.json_schema_extra
    personal = personal or (isinstance(extra, dict) and bool(extra.get(PERSONAL)))
    example = info.examples[0] if info.examples else None
    return _node(info.annotation, info.title or "", info.description or "", example, personal=personal)


def _node(annotation: Any, title: str, description: str, example: Any, *, personal: bool) -> Node:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (annotation,) = (a for a in arguments if a is not NoneType)
        return _node(annotation, title, description, example, personal=personal)
    if origin is Annotated:
        scalar = next((m for m in arguments[1:] if isinstance(m, Scalar)), None)
        if scalar:
            return Node("scalaire", title, description, example, personal, scalar=scalar)
        plain = _node(get_args(arguments[0])[0], title, description, example, personal=personal)
        detailed = _group(DescriptionDetaillee, title, description, personal=personal)
        return Node("description", title, description, example, personal, plain.scalar, detailed.children)
    if origin is tuple:
        item = _node(arguments[0], title, description, example[0] if example else None, personal=personal)
        return Node("liste", title, description, example or [item.example], personal, item=item)
    if origin is dict:
        return _directory(arguments[1], title, description, example, personal=personal)
    return _group(annotation, title, description, personal=personal)


def _directory(held: Any, title: str, description: str, example: Any, *, personal: bool) -> Node:
    if held is Any:
        return Node("libre", title, description, example, personal)
    ((key, value),) = example.items()
    item = _node(held, title, description, value, personal=personal)
    return Node("repertoire", title, description, {key: item.example}, personal, item=item)
