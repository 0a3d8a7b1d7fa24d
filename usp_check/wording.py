"""French sentences with places to fill: ``{name}`` stands for a value, shown as a French reader expects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from usp_check import french

_PLACE = re.compile(r"\{([a-z_]+)\}")


def places(template: str) -> set[str]:
    """Return the names of the places to fill."""
    return set(_PLACE.findall(template))


def fill(template: str, values: Mapping[str, Any]) -> str:
    """Fill the places of ``template``. A name that ``values`` lacks raises KeyError: a fault of the référentiel."""
    if "{" not in template:
        return template
    return _PLACE.sub(lambda place: show(values[place[1]]), template)


def show(value: Any) -> str:
    """Write a value in French: dates in words, decimal commas, ``oui``/``non``, lists with ``et``."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int):
        return french.integer(value)
    if isinstance(value, Decimal | float):
        return french.number(value)
    if isinstance(value, date):
        return french.day(value)
    if isinstance(value, list | tuple):
        return french.enumeration([show(part) for part in value])
    return "" if value is None else str(value)
