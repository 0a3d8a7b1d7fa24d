"""A light model is what pydantic's own would be: the same values, the same refusals at the same places."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any, get_args, get_origin

import pydantic
import pytest
from pydantic import ConfigDict, Discriminator, Tag, ValidationError
from pydantic_core import SchemaValidator

from tests.documents.samples import example
from usp_check.documents import DOCUMENTS, document_kinds
from usp_check.documents.describing import GROUPED, PLAIN, Description, DescriptionDetaillee
from usp_check.documents.drawing import parts_reader, reader_of, validator
from usp_check.documents.scalars import Text
from usp_check.light_models import BaseModel, hints


def _form(value: object) -> str:
    return GROUPED if isinstance(value, dict) else PLAIN


def twin(annotation: Any) -> Any:
    """Return the type that pydantic's own models make of ours."""
    if annotation == Description:
        detailed = Annotated[twin(DescriptionDetaillee), Tag(GROUPED)]
        return Annotated[Annotated[Text, Tag(PLAIN)] | detailed, Discriminator(_form)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        types = hints(annotation)
        fields: dict[str, Any] = {name: (twin(types[name]), None) for name in annotation.model_fields}
        return pydantic.create_model(annotation.__name__, __config__=ConfigDict(extra="forbid"), **fields)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is None or origin is Annotated:
        return annotation
    parts = tuple(part if part is Ellipsis else twin(part) for part in arguments)
    return origin[parts] if isinstance(origin, type) and origin in (tuple, dict) else reduce(or_, parts)


def read(validator: SchemaValidator, value: Any) -> Any:
    try:
        return validator.validate_python(value).model_dump()
    except ValidationError as error:
        return sorted((e["type"], e["loc"]) for e in error.errors())


def spoilt(value: Any) -> Any:
    """Put at every place something that can't stand there, or that must not be there."""
    if isinstance(value, dict):
        return {**{key: spoilt(part) for key, part in value.items()}, "inconnu": "x"}
    if isinstance(value, list):
        return [*map(spoilt, value), {"a": ["b"]}]
    return [value]


@pytest.mark.parametrize("kind", document_kinds())
def test_a_document_is_read_as_pydantic_would(kind: str) -> None:
    ours = validator(DOCUMENTS[kind])
    theirs = twin(DOCUMENTS[kind]).__pydantic_validator__
    sound = example(kind)
    assert read(ours, sound) == read(theirs, sound)
    assert isinstance(read(ours, sound), dict)
    for value in (spoilt(sound), [], None, "x", {key: spoilt(part) for key, part in sound.items()}):
        assert read(ours, value) == read(theirs, value)
        assert isinstance(read(ours, value), list)


@pytest.mark.parametrize("kind", document_kinds())
def test_a_part_in_which_something_is_wrong_does_not_take_the_others_along(kind: str) -> None:
    model = DOCUMENTS[kind]
    sound = example(kind)
    parts = parts_reader(model)(sound)
    assert parts == validator(model).validate_python(sound)
    for name in sound:
        assert reader_of(model, name)(sound[name]) == getattr(parts, name)
        wrong = parts_reader(model)({**sound, name: {"a": {"b": ["c"]}}, "inconnu": "x"})
        spared = name == "complements"  # takes anything
        assert {key for key, part in wrong if part != getattr(parts, key)} == {name}
        assert (getattr(wrong, name) is None) != spared
        assert wrong.model_fields_set == sound.keys()


def test_a_type_that_no_document_holds_is_refused() -> None:
    with pytest.raises(TypeError):
        validator(float)


class Group(BaseModel):
    name: str
    size: int = 3


def test_a_model_made_by_hand() -> None:
    group = Group(name="a")
    assert (group, hash(group)) == (Group(name="a", size=3), hash(Group(name="a", size=3)))
    assert group != Group(name="a", size=4)
    assert dict(group) == {"name": "a", "size": 3}
    assert group.model_fields_set == {"name"}
    assert group.model_copy(update={"size": 5}) == Group(name="a", size=5)
    assert eval(repr(group)) == group  # noqa: S307
    with pytest.raises(ValueError, match="frozen"):
        group.name = "b"


@pytest.mark.parametrize("values", [{}, {"size": 3}, {"name": "a", "other": 1}])
def test_a_model_made_by_hand_takes_its_fields_and_no_others(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Group(**values)
