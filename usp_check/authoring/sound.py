"""The part of a référentiel that its models take: what is wrong elsewhere is told, and does not hide the rest."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from usp_check.reading import Reading
from usp_check.referentiels.loader import misshapen, with_parameters
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.problems import Problem

_HELD: Mapping[str, Any] = {
    "document": "referentiel",
    "id": "x",
    "version": "x",
    "titre": "x",
    "source": {"document": "x", "titre": "x", "editeur": "x", "annee": "x"},
    "documents": ["candidature"],
    "familles": {},
    "passages": {"x": "x"},
    "couverture": {},
    "parametres": {},
}
"""What holds the place of a part that can't be read, so that the others are."""
_TURNS = 3


@dataclass(frozen=True)
class SoundPart:
    """The référentiel without what is misshapen (None where nothing is left), and why.

    ``ranks`` gives, for each of its requirements, the rank that it has in the file.
    """

    referentiel: Referentiel | None
    problems: tuple[Problem, ...]
    ranks: tuple[int, ...] = ()

    def written(self, problem: Problem) -> Problem:
        """Return a problem of this part with the path that it has in the file."""
        match problem.path:
            case ("exigences", int(rank), *rest):
                return problem._replace(path=("exigences", self.ranks[rank], *rest))
        return problem


def sound_part(reading: Reading) -> SoundPart:
    """Keep what the models take of what was read; tell each reason for what they do not take."""
    problems: list[Problem] = []
    value = deepcopy(with_parameters(reading.value or {}, problems))
    unknown = {problem.path for problem in problems}  # a parameter that does not exist explains what follows
    listed = value.get("exigences")
    ranks = list(range(len(listed))) if isinstance(listed, list) else []
    for turn in range(_TURNS):
        try:
            return SoundPart(Referentiel.model_validate(value), tuple(problems), tuple(ranks))
        except ValidationError as error:
            found = misshapen(error)
            if turn == 0:
                problems += [p for p in found if not any(p.path[: len(path)] == path for path in unknown)]
        bad = {p.path[1] for p in found if p.path[:1] == ("exigences",) and len(p.path) > 1}
        if not all(_hold(value, problem) for problem in found):
            break
        kept = [at for at in range(len(ranks)) if at not in bad]
        if isinstance(value.get("exigences"), list):
            value["exigences"] = [value["exigences"][at] for at in kept]
            ranks = [ranks[at] for at in kept]
    return SoundPart(None, tuple(problems))


def _hold(value: dict[str, Any], problem: Problem) -> bool:
    """Make room for what is misshapen; tell whether that can be done."""
    match problem.path:
        case ("exigences", int(), *_):
            return True
        case ("parametres", str(name), *_) if isinstance(value["parametres"], dict):
            given = value["parametres"].get(name)
            amount = given.get("valeur") if isinstance(given, dict) else None
            value["parametres"][name] = {"libelle": "x", "valeur": amount, "source": "x"}
        case ("passages" | "familles" | "couverture" as group, str(name), *_) if isinstance(
            value[group], dict
        ):
            value[group][name] = "x"
        case (str(key), *_) if key in _HELD:
            value[key] = _HELD[key]
        case (str(key),) if key in value and key not in Referentiel.model_fields:
            del value[key]
        case ():
            for key in _HELD.keys() - {k for k, part in value.items() if part is not None}:
                value[key] = _HELD[key]
        case _:
            return False
    return True
