"""The way a référentiel names a field: ``projet.capacite.lits``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args

from usp_check.modelling import BaseModel, BeforeValidator, Field
from usp_check.reading.faults import Path


def parse_path(value: Any) -> Any:
    """``projet.capacite.lits`` → ``("projet", "capacite", "lits")``; anything but a text is left as it is."""
    return tuple(value.split(".")) if isinstance(value, str) else value


FieldPath = Annotated[Path, Field(min_length=1), BeforeValidator(parse_path)]
"""The path of a field, written with dots in a référentiel."""


def check_paths(check: BaseModel) -> Iterator[tuple[str, Any]]:
    """Give the parameters of a check that name fields: one path, or a tuple of paths, each with its name."""
    for name, info in type(check).model_fields.items():
        one = any(getattr(mark, "func", None) is parse_path for mark in info.metadata)
        if (one or FieldPath in get_args(info.annotation)) and (value := getattr(check, name)):
            yield name, value
