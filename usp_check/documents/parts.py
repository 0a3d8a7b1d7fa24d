"""What a typed value is made of. On every path through a dossier, so as quick as it can be."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN = frozenset((str, int, bool, float, Decimal, date, datetime))
"""The types of what has no parts: most values of a dossier."""


def parts(value: Any) -> Mapping[Any, Any] | None:
    """Return the parts of a group or of a mapping, by name; None of what is neither.

    Of what a typed document holds, groups alone have a ``__dict__``; to ask isinstance of pydantic's classes is slow.
    """
    return value if type(value) is dict else getattr(value, "__dict__", None)
