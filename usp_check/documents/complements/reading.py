"""From the texts of a dossier's ``complements`` to typed values, by the schema of the référentiel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from usp_check.documents.complements import FREE
from usp_check.documents.complements.schema import exact
from usp_check.documents.spellings import PLACEHOLDER, Refused
from usp_check.documents.typed import MALFORMED, UNKNOWN_KEY, cut, too_many
from usp_check.reading.faults import Fault, Path
from usp_check.reading.limits import LIMITS

if TYPE_CHECKING:
    from usp_check.documents.complements.spots import Spot

_SUGGESTIONS = 200  # looking for the nearest word is slow: a file of wrong keys gets this many, then none


class Reader:
    """What is found while one ``complements`` is read: faults, doubts, and what to hand to jsonschema.

    Paths are below ``complements`` while it works; those of faults and doubts begin with it.
    """

    def __init__(self, root: Spot, value: Any) -> None:
        self.root = root
        self.value = value
        self.faults: dict[tuple[Path, str], Fault] = {}
        self.doubts: dict[Path, str] = {}
        self.malformed: list[Path] = []
        self.unknown: list[Path] = []
        self._kept: dict[Path, list[int]] = {}
        self._suggested = 0

    def read(self, spot: Spot | None, value: Any, path: Path = ()) -> tuple[Any, Any]:
        """Return the typed value, and the one for jsonschema, where nothing is absent or malformed."""
        if value is None:
            return None, None
        shape = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else ""
        if spot is not None and shape and not spot.takes(shape):
            self.refuse(path, spot.kind, spot=spot)
            return None, None
        if isinstance(value, dict):
            return self._group(spot, value, path)
        if isinstance(value, list):
            return self._list(spot, value, path)
        typed = self._scalar(spot, value, path) if spot else value
        return typed, _plain(typed)

    def _group(self, spot: Spot | None, value: dict[str, Any], path: Path) -> tuple[Any, Any]:
        typed, plain = {}, {}
        for key, part in value.items():
            below = spot.at(key) if spot else None
            typed[key], told = self.read(below, part, (*path, key))
            if told is not None or below is None:  # an unknown key is told as such, filled in or not
                plain[key] = told
        return typed, plain

    def _list(self, spot: Spot | None, value: list[Any], path: Path) -> tuple[Any, Any]:
        pairs = [self.read(spot.at(at) if spot else None, part, (*path, at)) for at, part in enumerate(value)]
        self._kept[path] = [at for at, (_, told) in enumerate(pairs) if told is not None]
        return [typed for typed, _ in pairs], [told for _, told in pairs if told is not None]

    def _scalar(self, spot: Spot, value: Any, path: Path) -> Any:
        readers = spot.readers
        refusals = []
        for scalar in readers:
            try:
                return scalar.read(value)
            except Refused as refused:
                refusals.append(refused)
        if any(refused.code == PLACEHOLDER for refused in refusals):
            return None
        if len(refusals) == 1:
            why, scalar = refusals[0], readers[0]
            meant = (
                scalar.suggest(value) if why.code == "code" and isinstance(value, str) else why.proposition
            )
            self.refuse(path, why.code, spot=spot, proposition=meant)
        else:
            self.refuse(path, spot.kind, spot=spot)
        return None

    def written(self, path: Path) -> Path:
        """Turn a path of the value given to jsonschema into one of the file, where blank items count."""
        place: list[str | int] = []
        for key in path:
            kept = self._kept.get(tuple(place))
            place.append(kept[key] if kept is not None and isinstance(key, int) and key < len(kept) else key)
        return tuple(place)

    def refuse(self, path: Path, code: str, spot: Spot | None = None, **more: str) -> None:
        """Tell of a value that is not what the schema wants; the checks must not see it."""
        spot = spot or self.root.find(path)
        self.malformed.append(path)
        self.doubts[(FREE, *path)] = MALFORMED
        value = at(self.value, path)
        accepted = (spot and spot.accepte) or "une autre valeur"
        arguments = {
            "lu": cut(value.strip()) if isinstance(value, str) and not (spot and spot.personal) else "",
            "accepte": accepted,
            "exemple": spot.example if spot else "",
            "precision": (spot and spot.description) or f"On attend ici {accepted}.",
            "titre": spot.title if spot else str(path[-1] if path else FREE),
            "proposition": "",
            **more,
        }
        self._add(Fault(MALFORMED, code, (FREE, *path), arguments=arguments))

    def unknown_key(self, path: Path) -> None:
        """Tell of a key that the schema does not allow where it is."""
        self.unknown.append(path)
        *above, last = path
        parent, key = self.root.find(tuple(above)), str(last)
        proposition = ""
        if parent and self._suggested < _SUGGESTIONS:
            from usp_check.french import nearest

            self._suggested += 1
            proposition = next(iter(nearest(key, [name for name in parent.names if name != key])), "")
        arguments = {"cle": cut(key), "proposition": proposition, "ailleurs": ""}
        self._add(Fault(UNKNOWN_KEY, "cle_inconnue", (FREE, *path), arguments=arguments, on_key=True))
        meant = (*above, proposition)
        if proposition and at(self.value, meant) is None:
            self.doubts.setdefault((FREE, *meant), UNKNOWN_KEY)

    def _add(self, fault: Fault) -> None:
        """Keep the first fault of a sort at a place: several branches of a schema may say the same."""
        if len(self.faults) == LIMITS.max_faults:
            fault = too_many(fault.path)
        if len(self.faults) <= LIMITS.max_faults:
            self.faults.setdefault((fault.path, fault.code), fault)


def _plain(value: Any) -> Any:
    """Write a typed value as JSON would: dates as texts, whole numbers as such."""
    if isinstance(value, date):
        return value.isoformat()
    return exact(value) if isinstance(value, Decimal) else value


def at(value: Any, path: Path) -> Any:
    """Return what stands at ``path`` in plain containers, None where nothing does."""
    for key in path:
        try:
            value = value[key]
        except (IndexError, KeyError, TypeError):
            return None
    return value
