"""The référentiels there are, shipped or in a folder, and their requirements' identifiers. Quick: no model is built."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from usp_check.reading import read_file
from usp_check.reading.opening import open_bytes

HERE = Path(__file__).parent
FORMAT = HERE / "format.yaml"
"""The requirements on the file itself, shared by every référentiel."""


_SAYS_SO = re.compile(rb"^document:[ \t]*[\"']?referentiel\b", re.MULTILINE)


def known_referentiels(folders: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the identifiers of the référentiels that ship with the tool, then of those found in ``folders``."""
    own = {name for folder in folders for name in _in_folder(folder)}
    shipped = sorted(path.stem for path in HERE.glob("*-[0-9][0-9][0-9][0-9].yaml"))
    return (*shipped, *sorted(own.difference(shipped)))


def referentiel_file(name: str, folders: Iterable[str] = ()) -> Path | None:
    """Return the file of the référentiel ``name``: shipped or, failing that, of the first folder that has it."""
    if name in known_referentiels():
        return HERE / f"{name}.yaml"
    return next((found[name] for folder in folders if name in (found := _in_folder(folder))), None)


@lru_cache(maxsize=32)
def _in_folder(folder: str) -> dict[str, Path]:
    """Find the référentiels of a folder, by the names of their files; none where it can't be listed.

    What lies deeper is not looked at; a YAML file that does not call itself a référentiel is none.
    """
    try:
        found = [path for path in sorted(Path(folder).iterdir()) if path.suffix in (".yaml", ".yml")]
    except (OSError, ValueError):
        return {}
    return {path.stem: path for path in reversed(found) if _says_so(path)}


def _says_so(path: Path) -> bool:
    data = open_bytes(path)
    return isinstance(data, bytes) and _SAYS_SO.search(data) is not None


def requirement_ids() -> tuple[str, ...]:
    """Return the identifiers of every requirement, those on the file itself first."""
    ids: dict[str, None] = {}
    for path in (FORMAT, *(HERE / f"{name}.yaml" for name in known_referentiels())):
        content = read_file(path).value or {}
        ids.update(dict.fromkeys(rule["id"] for rule in content["exigences"]))
    return tuple(ids)
