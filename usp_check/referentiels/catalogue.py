"""What ships with the tool: its référentiels, and the identifiers of their requirements. Quick: no model is built."""

from __future__ import annotations

from pathlib import Path

from usp_check.reading import read_file

HERE = Path(__file__).parent
FORMAT = HERE / "format.yaml"
"""The requirements on the file itself, shared by every référentiel."""


def known_referentiels() -> tuple[str, ...]:
    """Return the identifiers of the référentiels that ship with the tool."""
    return tuple(sorted(path.stem for path in HERE.glob("*-[0-9][0-9][0-9][0-9].yaml")))


def requirement_ids() -> tuple[str, ...]:
    """Return the identifiers of every requirement, those on the file itself first."""
    ids: dict[str, None] = {}
    for path in (FORMAT, *(HERE / f"{name}.yaml" for name in known_referentiels())):
        content = read_file(path).value or {}
        ids.update(dict.fromkeys(rule["id"] for rule in content["exigences"]))
    return tuple(ids)
