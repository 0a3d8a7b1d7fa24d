"""From the types of a document's fields to the core schema by which pydantic-core reads it, without pydantic.

Only the few sorts of types that documents are made of are known here; pydantic makes the same of them, which is
tested.
"""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin


class _Handler:
    """What a type is given, by pydantic's protocol, to draw those that it is made of."""

    def generate_schema(self, annotation: Any) -> Any:
        return drawn(annotation)


_HANDLER = _Handler()


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
