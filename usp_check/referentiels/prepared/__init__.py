"""The référentiels that ship with the tool, as data that need no validation: checked and filled in beforehand.

Reading, validating and verifying a référentiel takes longer than judging a dossier by it. The files here are written
by ``python -m usp_check.referentiels.prepared`` and hold what loading gives, which is tested. One is not used when the
référentiel has changed since. Arrays are tuples; ``=`` names the type of what is neither a group nor a text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

TYPE = "="
PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "liste": list,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
}


def prepared(path: Path) -> Any:
    """Return what was made of a shipped file beforehand; None where the file is another than it was then."""
    from json import loads

    try:
        held = loads(prepared_file(path).read_bytes())
    except (OSError, ValueError):
        return None
    return _made(held["contenu"]) if held["empreinte"] == fingerprint(path) else None


def prepared_file(path: Path) -> Path:
    """Return where what is made of a shipped file is kept."""
    return Path(__file__).with_name(f"{path.stem}.json")


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a shipped file and of the data beside it, from which it may take values."""
    files = (path, *sorted((path.parent / "donnees").glob("*.yaml")))
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _made(held: Any) -> Any:
    if isinstance(held, list):
        return tuple(map(_made, held))
    if not isinstance(held, dict):
        return held
    kind = held.get(TYPE)
    parts = {key: _made(part) for key, part in held.items() if key != TYPE}
    if kind is None:
        return parts
    if kind in PLAIN:
        return PLAIN[kind](parts["valeur"])
    return _class(kind)(**parts)


@cache
def _class(name: str) -> Any:
    from importlib import import_module

    module, _, own = name.rpartition(".")
    return getattr(import_module(f"usp_check.{module}"), own)
