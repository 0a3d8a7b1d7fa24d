"""The names of the departments of France, by their codes (Insee, Code officiel géographique, 2024)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def names() -> dict[str, str]:
    """Return the name of each department, and of Saint-Pierre-et-Miquelon, by its code."""
    text = files("usp_check.documents").joinpath("departements.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def named(code: str) -> str:
    """Return a code with its name: ``01`` → ``01 Ain``; a code that is unknown stands alone."""
    return f"{code} {names()[code]}" if code in names() else code
