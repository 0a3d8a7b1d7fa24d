"""From the types of a document's fields to the core schema by which pydantic-core reads it, without pydantic.

A document is read part by part, that is, field by field: most are sound, and of one that isn't only the parts in
which something is wrong need a second look.

Only the few sorts of types that documents are made of are known here; pydantic makes the same of them, which is
tested.
"""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from usp_check.light_models import hints

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import SchemaValidator

    from usp_check.modelling import BaseModel


def parts_reader(model: type[BaseModel]) -> Callable[[Any], Any]:
    """Return what reads a document from texts, part by part.

    A part in which something is wrong is None then, and keys that are not known are gone.
    """
    drawing = _Drawing()
    schema = drawing.generate_schema(model)
    schema["schema"]["extra_behavior"] = "ignore"
    for field in schema["schema"]["fields"].values():
        field["schema"]["on_error"] = "default"
    return drawing.validator(schema).validate_python


@cache
def reader_of(model: type[BaseModel], part: str) -> Callable[[Any], Any]:
    """Return what reads one part of a document. It raises pydantic-core's ValidationError with all that is wrong."""
    return validator(hints(model)[part]).validate_python


def validator(annotation: Any) -> SchemaValidator:
    """Return what reads a field's type. Raises TypeError for one that no document may hold."""
    drawing = _Drawing()
    return drawing.validator(drawing.generate_schema(annotation))


class _Drawing:
    """What a type is given, by pydantic's protocol, to draw those that it is made of.

    What is asked for more than once is drawn once, and compiled once where it has a name (``ref``).
    """

    def __init__(self) -> None:
        self._known: dict[int, Any] = {}
        self._named: list[Any] = []

    def validator(self, schema: Any) -> SchemaValidator:
        from pydantic_core import SchemaValidator

        return SchemaValidator({"type": "definitions", "schema": schema, "definitions": self._named})

    def generate_schema(self, annotation: Any) -> Any:
        place = id(annotation)  # to hash a type takes longer than to draw it
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._named_apart(self._drawn(annotation))
        return known

    def _named_apart(self, schema: Any) -> Any:
        if "ref" not in schema:
            return schema
        self._named.append(schema)
        return {"type": "definition-ref", "schema_ref": schema["ref"]}

    def _drawn(self, annotation: Any) -> Any:  # noqa: PLR0911 - one line a sort of type
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            (mark,) = arguments[1:]
            return mark.__get_pydantic_core_schema__(arguments[0], self)
        if origin in (Union, UnionType):
            (inner,) = (one for one in arguments if one is not NoneType)
            return {"type": "nullable", "schema": self.generate_schema(inner)}
        if origin is tuple:
            items = [self.generate_schema(arguments[0])]
            return {"type": "tuple", "items_schema": items, "variadic_item_index": 0}
        if origin is dict:
            keys, values = map(self.generate_schema, arguments)
            return {"type": "dict", "keys_schema": keys, "values_schema": values}
        if annotation is str:
            return {"type": "str"}
        if annotation is Any:
            return {"type": "any"}
        if hasattr(annotation, "__get_pydantic_core_schema__"):
            return annotation.__get_pydantic_core_schema__(annotation, self)
        raise TypeError(annotation)
