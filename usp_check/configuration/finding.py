"""Which file settles a run: the nearest one, upward from where the command is run."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from usp_check.configuration.making import OWN_FILE, SHARED_FILE, TABLE, configuration
from usp_check.configuration.model import Configuration, refusal
from usp_check.reading import Fault
from usp_check.reading.opening import open_bytes
from usp_check.referentiels.problems import Problem

_NOT_THERE = ("introuvable", "est_un_dossier", "pas_un_fichier")


def find_configuration() -> Configuration | None:
    """Return what the nearest file settles, from the current folder upward; None where there is none.

    In each folder ``usp-check.toml`` comes first, then ``pyproject.toml`` where it has a table ``[tool.usp-check]``.
    The search ends with the root of a git repository or the home folder, and before a folder in which anyone may
    write. Raises ConfigurationError for a file that can't be employed.
    """
    try:
        here = Path.cwd()
    except OSError:
        return None  # the current folder is no more
    for folder in _upward(here):
        for name in (OWN_FILE, SHARED_FILE):
            data = open_bytes(folder / name)
            if isinstance(data, Fault) and data.code in _NOT_THERE:
                continue
            shown = Path(os.path.relpath(folder / name)).as_posix()
            if name == SHARED_FILE and isinstance(data, bytes) and TABLE.encode() not in data:
                continue  # most projects' say nothing to us: not even read as TOML
            if (found := configuration(shown, data)) is not None:
                return found
    return None


def load_configuration(name: str) -> Configuration:
    """Return what the file ``name`` settles. Raises ConfigurationError when it can't be employed."""
    found = configuration(name, open_bytes(name))
    if found is None:
        raise refusal(name, [Problem(f"le fichier n’a pas de table [tool.{TABLE}].")])
    return found


def _upward(start: Path) -> Iterator[Path]:
    home = os.path.realpath(Path("~").expanduser())
    for folder in (start, *start.parents):
        if folder != start and _open_to_all(folder):
            return
        yield folder
        if os.path.lexists(folder / ".git") or str(folder) == home:
            return


def _open_to_all(folder: Path) -> bool:
    """Whether anyone may write there, as in ``/tmp``: what a stranger left there is not to be trusted."""
    try:
        return os.name == "posix" and bool(folder.stat().st_mode & stat.S_IWOTH)
    except OSError:
        return True
