"""Writes what the référentiels that ship say, once they are loaded."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from usp_check.modelling import BaseModel
from usp_check.reading import read_file
from usp_check.referentiels.catalogue import FORMAT, HERE, known_referentiels
from usp_check.referentiels.loader import format_from_file, parse
from usp_check.referentiels.prepared import TYPE, fingerprint, prepared_file


def shipped_files() -> tuple[Path, ...]:
    """Return the files that are prepared."""
    return (FORMAT, *(HERE / f"{name}.yaml" for name in known_referentiels()))


def source(path: Path) -> str:
    """Return what is kept of a shipped file. Raises UnusableReferentielError if it is unsound."""
    value = format_from_file() if path == FORMAT else parse(path.name, read_file(path))
    held = {"empreinte": fingerprint(path), "contenu": _held(value)}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _held(value: Any) -> Any:  # noqa: PLR0911 - one line a sort of value
    """Return a value in JSON's own types; TypeError where it would not come back as it is."""
    name = f"{type(value).__module__.removeprefix('usp_check.')}.{type(value).__qualname__}"
    if isinstance(value, BaseModel):
        given = {field: _held(part) for field, part in value if field in value.model_fields_set}
        return {TYPE: name, **given}
    if isinstance(value, Enum):
        return {TYPE: name, "value": value.value}
    if isinstance(value, Decimal | date):
        kind = (
            "decimal" if isinstance(value, Decimal) else "moment" if isinstance(value, datetime) else "date"
        )
        return {TYPE: kind, "valeur": str(value)}
    if isinstance(value, dict):
        if TYPE in value or not all(isinstance(key, str) for key in value):
            raise TypeError(value)
        return {key: _held(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_held(part) for part in value]
    if isinstance(value, list):
        return {TYPE: "liste", "valeur": [_held(part) for part in value]}
    if value is None or isinstance(value, str | bool | int):
        return value
    raise TypeError(value)


def main() -> None:
    """Write what is kept of each shipped file."""
    for path in shipped_files():
        prepared_file(path).write_text(source(path), encoding="utf-8", newline="\n")
