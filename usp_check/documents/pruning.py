"""Taking values out of a tree without touching it: its containers may be shared, and belong to the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usp_check.reading.faults import Path

_Cuts: TypeAlias = "dict[str | int, _Cuts | bool]"
"""What to cut below a container: True to take a key away, False to set it to None, or the cuts below it."""


def prune(value: Any, *, absent: Iterable[Path] = (), unknown: Iterable[Path] = ()) -> Any:
    """Return a copy of ``value`` where the ``absent`` paths hold None and the ``unknown`` keys are gone."""
    cuts: _Cuts = {}
    for remove, paths in ((False, absent), (True, unknown)):
        for path in paths:
            _add(cuts, path, remove)
    return _cut(value, cuts)


def _add(cuts: _Cuts, path: Path, remove: bool) -> None:
    for key in path[:-1]:
        below = cuts.setdefault(key, {})
        if isinstance(below, bool):  # a parent goes already
            return
        cuts = below
    cuts[path[-1]] = remove


def _cut(value: Any, cuts: _Cuts) -> Any:
    copy = value.copy()
    for key, cut in cuts.items():
        if isinstance(cut, dict):
            copy[key] = _cut(copy[key], cut)
        elif cut:
            del copy[key]
        else:
            copy[key] = None
    return copy
