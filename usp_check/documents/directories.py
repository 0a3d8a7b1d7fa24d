"""What is kept under identifiers: those that the référentiel does not know are told, and leave the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usp_check.french import enumeration, nearest
from usp_check.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from usp_check.documents.typed import Typed
    from usp_check.reading.faults import Path

_LISTED = 30  # identifiers that a message can list
_SUGGESTIONS = 200  # looking for the nearest one is slow: so many wrong ones get a suggestion, then none


def with_identifiers(typed: Typed, known: Mapping[Path, Collection[str]]) -> Typed:
    """Return ``typed`` without the entries whose identifier is not among those ``known`` at their place.

    ``known`` gives the identifiers for each place (``("actions",)``, ``("actions", "1.2", "indicateurs")``). Each
    other one is FMT-05, with the nearest known one where it may have been meant; its absence is then doubtful.
    """
    found = list(_unknown(typed.document, known)) if known else []
    if not found:
        return typed
    from usp_check.documents.typed import UNKNOWN_KEY

    doubts = dict(typed.doubts)
    faults = []
    for place, key, proposition in found:
        faults.append(_fault((*place, key), proposition, known[place]))
        for path in [path for path in doubts if path[: len(place) + 1] == (*place, key)]:
            del doubts[path]
        if proposition:
            doubts.setdefault((*place, proposition), UNKNOWN_KEY)
    gone = {(*place, key) for place, key, _ in found}
    told = (fault for fault in typed.faults if not any(fault.path[: len(p)] == p for p in gone))
    return typed._replace(document=_without(typed.document, gone), faults=(*told, *faults), doubts=doubts)


def _unknown(document: Any, known: Mapping[Path, Collection[str]]) -> Iterator[tuple[Path, str, str]]:
    """Give each unknown identifier: its place, itself, and the one that may have been meant, or nothing."""
    looked = 0
    for place, identifiers in known.items():
        entries = _at(document, place)
        if not isinstance(entries, dict):
            continue
        for key in entries:
            if key not in identifiers:
                free = [one for one in identifiers if one not in entries] if looked < _SUGGESTIONS else []
                looked += 1
                yield place, key, next(iter(nearest(key, free)), "")


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else getattr(value, str(key), None)
    return value


def _without(value: Any, gone: Collection[Path]) -> Any:
    """Return a copy of a model or a mapping where the paths ``gone`` are no more."""
    if not gone:
        return value
    below: dict[Any, set[Path]] = {}
    for path in gone:
        below.setdefault(path[0], set()).add(path[1:])
    if isinstance(value, dict):
        return {
            key: _without(v, below.get(key, ())) for key, v in value.items() if () not in below.get(key, ())
        }
    return value.model_copy(update={key: _without(getattr(value, key), rest) for key, rest in below.items()})


def _fault(path: Path, proposition: str, known: Collection[str]) -> Fault:
    from usp_check.documents.typed import UNKNOWN_KEY, cut

    listed = enumeration(list(known), "ou") if len(known) <= _LISTED else ""
    arguments = {"cle": cut(str(path[-1])), "proposition": proposition, "ailleurs": "", "connues": listed}
    return Fault(UNKNOWN_KEY, "cle_inconnue", path, arguments=arguments, on_key=True)
