"""The words of pydantic that the house's models are written with; at run time, those of ``light_models``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
    from pydantic.fields import FieldInfo
    from pydantic_core import PydanticUndefined as Undefined
else:
    from usp_check.light_models import (
        BaseModel,
        BeforeValidator,
        ConfigDict,
        Field,
        FieldInfo,
        StringConstraints,
        Undefined,
        model_validator,
    )

__all__ = [
    "BaseModel",
    "BeforeValidator",
    "ConfigDict",
    "Field",
    "FieldInfo",
    "StringConstraints",
    "Undefined",
    "model_validator",
]
