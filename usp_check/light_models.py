"""Models that cost what plain classes do: pydantic is imported where it validates one, and not before.

Importing pydantic and letting it build a hundred classes takes longer than all that a hook has to do. So a class
body only notes its fields, and a model says what it is by pydantic's own protocol for other people's types
(``__get_pydantic_core_schema__``): whoever asks pydantic to validate one gets what its ``BaseModel`` would give.
The names and what they take are pydantic's, as far as the house uses them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from inspect import get_annotations
from typing import Annotated, Any, ClassVar, Final, Self, TypeAlias, TypeVar, get_origin, get_type_hints

Schema: TypeAlias = dict[str, Any]
Undefined: Final = ...
ConfigDict = dict
_Method = TypeVar("_Method")


class FieldInfo:
    """What is told of a field; ``min_length`` is of a type: how many items it holds at least."""

    def __init__(  # noqa: PLR0913 - as pydantic's
        self,
        default: Any = Undefined,
        *,
        title: str | None = None,
        description: str | None = None,
        examples: list[Any] | None = None,
        json_schema_extra: Mapping[str, Any] | None = None,
        min_length: int = 0,
    ) -> None:
        self.default = default
        self.title = title
        self.description = description
        self.examples = examples
        self.json_schema_extra = json_schema_extra
        self.min_length = min_length
        self._place: tuple[type, str] | None = None

    def __set_name__(self, owner: type, name: str) -> None:
        self._place = owner, name

    def is_required(self) -> bool:
        """Whether there is no default."""
        return self.default is Undefined

    @property
    def annotation(self) -> Any:
        """The field's type, without what it is annotated with."""
        hint = self._hint()
        return hint.__origin__ if get_origin(hint) is Annotated else hint

    @property
    def metadata(self) -> list[Any]:
        """What the field's type is annotated with; of a type, what it says itself."""
        hint = self._hint()
        return list(hint.__metadata__) if get_origin(hint) is Annotated else [self]

    def _hint(self) -> Any:
        if self._place is None:
            return None
        owner, name = self._place
        return hints(owner)[name]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Schema:
        return {**handler(source), "min_length": self.min_length}


Field = FieldInfo


class BeforeValidator:
    """What is done to a value before it is validated."""

    def __init__(self, func: Callable[[Any], Any]) -> None:
        self.func = func

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Schema:
        return _through("before", self.func, handler(source))


class StringConstraints:
    """What a text must look like."""

    def __init__(self, *, pattern: str) -> None:
        self.pattern = pattern

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Schema:
        return {**handler(source), "pattern": self.pattern}


def model_validator(*, mode: str) -> Callable[[_Method], _Method]:
    """Validate a model by a method too: a class method ``before`` its fields are, or one of its own ``after``."""

    def mark(method: _Method) -> _Method:
        method.validates = mode  # type: ignore[attr-defined]
        return method

    return mark


class BaseModel:
    """A record that does not change, equal to another of its class with equal fields.

    Made by hand, it takes values as they are: what is read is validated, by ``model_validate``.
    """

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    model_config: ClassVar[Mapping[str, Any]] = {}
    model_fields: ClassVar[dict[str, FieldInfo]] = {}

    def __init_subclass__(cls) -> None:
        cls.model_fields = dict(cls.model_fields)
        for name, annotation in get_annotations(cls).items():
            if "ClassVar" not in str(annotation):
                cls.model_fields[name] = _declared(cls, name)

    def __init__(self, **values: Any) -> None:
        fields = self.model_fields
        given = _defaults(type(self)) | values  # type: ignore[arg-type]
        if given.keys() != fields.keys():
            raise TypeError(f"{type(self).__name__} takes {', '.join(fields)}; not {', '.join(values)}")
        object.__setattr__(self, "__dict__", given)
        object.__setattr__(self, "__pydantic_fields_set__", set(values))

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that were given."""
        found: set[str] = self.__pydantic_fields_set__  # type: ignore[attr-defined]
        return found

    @classmethod
    def model_validate(cls, value: Any) -> Self:
        """Read a value into the model. Raises pydantic's ValidationError with all that is wrong."""
        read: Self = _validator(cls).validate_python(value)  # type: ignore[arg-type]
        return read

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """Return a copy in which some fields hold other values; nothing drawn from the old ones comes along."""
        return type(self)(**{name: getattr(self, name) for name in self.model_fields_set} | dict(update))

    def model_dump(self) -> dict[str, Any]:
        """Return the fields in plain dictionaries."""
        return {name: _dumped(value) for name, value in self}

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return ((name, getattr(self, name)) for name in self.model_fields)

    def __setattr__(self, name: str, value: Any) -> None:
        raise ValueError(f"{type(self).__name__} is frozen: {name} keeps its value")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Send what was given to another process; what was drawn from it is drawn again there."""
        return _remade, (type(self), {name: getattr(self, name) for name in self.model_fields_set})

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Schema:
        types = hints(cls)  # type: ignore[arg-type]
        fields = {
            name: _field(info, handler.generate_schema(types[name]))
            for name, info in cls.model_fields.items()
        }
        schema: Schema = {
            "type": "model",
            "cls": cls,
            "schema": {"type": "model-fields", "fields": fields, "extra_behavior": "forbid"},
            "config": {"title": cls.__name__, "extra_fields_behavior": "forbid"},
        }
        for parent in reversed(cls.__mro__):
            for name, mode in _marked(parent):
                schema = _through(mode, getattr(cls, name), schema)
        return schema


def _remade(model: type[BaseModel], given: dict[str, Any]) -> BaseModel:
    return model(**given)


@cache
def _marked(parent: type) -> tuple[tuple[str, str], ...]:
    """Return the methods by which a class validates its models, and when."""
    marks = ((name, getattr(method, "validates", None)) for name, method in vars(parent).items())
    return tuple((name, mode) for name, mode in marks if mode is not None)


@cache
def hints(model: type) -> dict[str, Any]:
    """Return the types of a model's fields, with what they are annotated with."""
    types: dict[str, Any] = {}
    for parent in reversed(model.__mro__):
        types |= get_annotations(parent)
    types = {name: types[name] for name in model.model_fields}  # type: ignore[attr-defined]
    # Evaluating them is for those that are written as texts; it takes its time.
    return get_type_hints(model, include_extras=True) if str in map(type, types.values()) else types


@cache
def _defaults(model: type[BaseModel]) -> dict[str, Any]:
    return {name: info.default for name, info in model.model_fields.items() if not info.is_required()}


def _declared(model: type, name: str) -> FieldInfo:
    """Take what is told of a field out of the class, where its values would be looked for."""
    told = model.__dict__.get(name, Undefined)
    info = told if isinstance(told, FieldInfo) else FieldInfo(told)
    info.__set_name__(model, name)
    if told is not Undefined:
        delattr(model, name)
    return info


def _field(info: FieldInfo, schema: Schema) -> Schema:
    if not info.is_required():
        schema = {"type": "default", "schema": schema, "default": info.default}
    return {"type": "model-field", "schema": schema}


def _through(mode: str, function: Callable[[Any], Any], schema: Schema) -> Schema:
    return {
        "type": f"function-{mode}",
        "function": {"type": "no-info", "function": function},
        "schema": schema,
    }


def _dumped(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, tuple | list):
        return type(value)(map(_dumped, value))
    return {key: _dumped(part) for key, part in value.items()} if isinstance(value, dict) else value


@cache
def _validator(model: type[BaseModel]) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(model).validator
