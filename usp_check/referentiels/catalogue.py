"""The référentiels there are, shipped or in a folder, and their requirements' identifiers. Quick: no model is built."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
FORMAT = HERE / "format.yaml"
"""The requirements on the file itself, shared by every référentiel."""

# The shipped files are laid out alike, which a test holds true; to parse them as YAML takes fifty times longer.
_TITLE = re.compile(r"^titre: (.+)$", re.MULTILINE)
_REQUIREMENT = re.compile(r"^ *- id: (\S+)\n(?: +\w+: .*\n)*? +titre: (.+)$", re.MULTILINE)
_SAYS_SO = re.compile(rb"^document:[ \t]*[\"']?referentiel\b", re.MULTILINE)


def known_referentiels(folders: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the identifiers of the référentiels that ship with the tool, then of those found in ``folders``."""
    if not folders:
        return _shipped()
    own = {name for folder in folders for name in _in_folder(folder)}
    return (*_shipped(), *sorted(own.difference(_shipped())))


@lru_cache(maxsize=1)
def _shipped() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in HERE.glob("*-[0-9][0-9][0-9][0-9].yaml")))


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
    from usp_check.reading.opening import (
        open_bytes,
    )  # with all of libyaml: not for a shell that asks for words

    data = open_bytes(path)
    return isinstance(data, bytes) and _SAYS_SO.search(data) is not None


def referentiel_titles() -> dict[str, str]:
    """Return the title of each référentiel that ships with the tool, by its identifier."""
    found = ((name, _TITLE.search(_text(HERE / f"{name}.yaml"))) for name in known_referentiels())
    return {name: _plain(title[1]) if title else "" for name, title in found}


def requirement_titles(referentiels: Iterable[str]) -> dict[str, str]:
    """Return the title of each requirement, by its identifier: those on the file itself, then of ``referentiels``."""
    titles: dict[str, str] = {}
    for path in (FORMAT, *(HERE / f"{name}.yaml" for name in referentiels)):
        for name, title in _REQUIREMENT.findall(_text(path)):
            titles.setdefault(name, _plain(title))
    return titles


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _plain(scalar: str) -> str:
    return scalar.strip().strip("\"'")
