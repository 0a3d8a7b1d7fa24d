"""From the types of a document's fields to the core schema by which pydantic-core reads it, without pydantic.

A document is read part by part, that is, field by field: most are sound, and of one that isn't only the parts in
which something is wrong need a second look.

Only the few sorts of types that documents are made of are known here; pydantic makes the same of them, which is
tested.
"""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from usp_check.light_models import hints

if TYPE_CHECKING:
    from collections.abc import Callable

    from usp_check.modelling import BaseModel

_Model = TypeVar("_Model", bound="BaseModel")


class _Handler:
    """What a type is given, by pydantic's protocol, to draw those that it is made of."""

    def generate_schema(self, annotation: Any) -> Any:
        return drawn(annotation)


_HANDLER = _Handler()


def read_parts(model: type[_Model], value: dict[str, Any]) -> _Model:
    """Read a document from texts, part by part: one in which something is wrong is None, and unknown keys are gone."""
    read: _Model = _parts_reader(model)(value)
    return read


@cache
def _parts_reader(model: type[BaseModel]) -> Callable[[Any], Any]:
    from pydantic_core import SchemaValidator

    schema = drawn(model)
    schema["schema"]["extra_behavior"] = "ignore"
    for field in schema["schema"]["fields"].values():
        field["schema"]["on_error"] = "default"
    return SchemaValidator(schema).validate_python


@cache
def reader_of(model: type[BaseModel], part: str) -> Callable[[Any], Any]:
    """Return what reads one part of a document. It raises pydantic-core's ValidationError with all that is wrong."""
    from pydantic_core import SchemaValidator

    return SchemaValidator(drawn(hints(model)[part])).validate_python


def drawn(annotation: Any) -> Any:  # noqa: PLR0911 - one line a sort of type
    """Return the core schema of a field's type. Raises TypeError for one that no document may hold."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        (mark,) = arguments[1:]
        return mark.__get_pydantic_core_schema__(arguments[0], _HANDLER)
    if origin in (Union, UnionType):
        (inner,) = (one for one in arguments if one is not NoneType)
        return {"type": "nullable", "schema": drawn(inner)}
    if origin is tuple:
        return {"type": "tuple", "items_schema": [drawn(arguments[0])], "variadic_item_index": 0}
    if origin is dict:
        keys, values = arguments
        return {"type": "dict", "keys_schema": drawn(keys), "values_schema": drawn(values)}
    if annotation is str:
        return {"type": "str"}
    if annotation is Any:
        return {"type": "any"}
    if hasattr(annotation, "__get_pydantic_core_schema__"):
        return annotation.__get_pydantic_core_schema__(annotation, _HANDLER)
    raise TypeError(annotation)
