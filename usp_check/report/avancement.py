"""How far a plan has come, in words; and what changed from a follow-up to the next one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from usp_check.french import day, enumeration, integer, plural
from usp_check.suivi import Avancement

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from usp_check.report.model import Apercu
    from usp_check.suivi import ActionSuivie, Groupe, Progression, Suivi

ETATS = {
    Avancement.REALISE: ("réalisée", "réalisées"),
    Avancement.EN_RETARD: ("en retard", "en retard"),
    Avancement.EN_COURS: ("en cours", "en cours"),
    Avancement.A_VENIR: ("à venir", "à venir"),
    Avancement.ABANDONNE: ("abandonnée", "abandonnées"),
    Avancement.INCONNU: ("sans état connu", "sans état connu"),
}
_ALWAYS = (Avancement.REALISE, Avancement.EN_RETARD, Avancement.EN_COURS, Avancement.A_VENIR)
MOST_STEPS = 12
"""How many follow-ups are shown beside each other, the last ones: more would make a table that nobody reads."""


def title(suivi: Suivi) -> str:
    """Head what is told of a plan."""
    return f"Où en est le plan au {day(suivi.au)}"


def columns(suivi: Suivi) -> list[Avancement]:
    """Give the states that a table counts: the usual ones, and those that an action is in."""
    met = suivi.ensemble().compte
    return [state for state in Avancement if state in _ALWAYS or met[state]]


def present(found: Counter[Avancement]) -> list[Avancement]:
    """Give the states that some action is in, in their order."""
    return [state for state in Avancement if found[state]]


def counted(found: Counter[Avancement]) -> str:
    """Say how many actions stand where: ``3 réalisées, 2 en cours et 4 à venir``."""
    return enumeration(
        [f"{integer(found[state])} {plural(found[state], *ETATS[state])}" for state in present(found)]
    )


def standing(action: ActionSuivie) -> str:
    """Say where an action stands, and how late it is or was: ``réalisée le 6 mars 2017, 65 jours après l’échéance``."""
    state = ETATS[action.etat][0]
    if action.etat is Avancement.REALISE:
        when = f" le {day(action.realisee_le)}" if action.realisee_le else ", sans date"
        return f"{state}{when}" + (f", {days(action.retard)} après l’échéance" if action.retard else "")
    if action.etat is Avancement.EN_RETARD:
        return f"{state} de {days(action.retard)}" if action.retard else "échue, c’est le dernier jour"
    return state


def days(count: int) -> str:
    """Count days: ``65 jours``."""
    return f"{integer(count)} {plural(count, 'jour', 'jours')}"


def due(action: ActionSuivie) -> str:
    """Say when an action is due: ``30 juin 2016 et 31 décembre 2016``."""
    return enumeration([day(one) for one in action.echeances])


def late(group: Groupe) -> str:
    """Count the actions of a group that are late, and by how much at most: ``2 (jusqu’à 92 jours)``."""
    count, worst = group.compte[Avancement.EN_RETARD], group.pire_retard
    if not worst:
        return str(count)
    return f"{count} ({'jusqu’à ' if count > 1 else ''}{days(worst)})"


@dataclass(frozen=True, slots=True)
class Changement:
    """From one follow-up to the next: the actions that went from a state to another."""

    avant: Avancement
    apres: Avancement
    actions: tuple[str, ...]

    @property
    def passage(self) -> tuple[str, str]:
        """Name both states."""
        return ETATS[self.avant][0], ETATS[self.apres][0]


@dataclass(frozen=True, slots=True)
class Pas:
    """Two follow-ups, one after the other, and what changed between them."""

    avant: Progression
    apres: Progression
    changements: tuple[Changement, ...]

    @property
    def titre(self) -> str:
        """Name the time between both."""
        return f"Du {day(self.avant.du)} au {day(self.apres.du)}"


@dataclass(frozen=True, slots=True)
class Parcours:
    """The follow-ups of one plan, from the first to the last, at most ``MOST_STEPS``; ``tus`` counts those before."""

    referentiel: str
    suivis: tuple[Progression, ...]
    tus: int = 0

    @property
    def axes(self) -> tuple[str, ...]:
        """The plan's axes."""
        return tuple(self.suivis[-1].etats)

    @property
    def pas(self) -> list[Pas]:
        """What changed from each follow-up to the next."""
        return [Pas(one, other, tuple(_changes(one, other))) for one, other in pairwise(self.suivis)]


def journeys(dossiers: Iterable[Apercu]) -> list[Parcours]:
    """Put the follow-ups of each plan one after the other, where there are several."""
    plans: dict[str, list[Progression]] = {}
    for dossier in dossiers:
        if dossier.progression is not None and dossier.referentiel is not None:
            plans.setdefault(dossier.referentiel.id, []).append(dossier.progression)
    return [
        Parcours(
            name,
            tuple(sorted(met, key=lambda one: one.du)[-MOST_STEPS:]),
            max(0, len(met) - MOST_STEPS),
        )
        for name, met in plans.items()
        if len(met) > 1
    ]


def hidden(journey: Parcours) -> str:
    """Say how many follow-ups are not shown; empty where all are."""
    said = plural(
        journey.tus, "suivi plus ancien n’est pas montré", "suivis plus anciens ne sont pas montrés"
    )
    return f"{integer(journey.tus)} {said}." if journey.tus else ""


def _changes(before: Progression, after: Progression) -> Iterator[Changement]:
    known = {name: state for actions in before.etats.values() for name, state in actions}
    moved: dict[tuple[Avancement, Avancement], list[str]] = {}
    for name, state in (one for actions in after.etats.values() for one in actions):
        if (was := known.get(name, Avancement.INCONNU)) is not state:
            moved.setdefault((was, state), []).append(name)
    order = list(Avancement)
    for was, state in sorted(moved, key=lambda pair: (order.index(pair[1]), order.index(pair[0]))):
        yield Changement(was, state, tuple(moved[was, state]))


def share(found: Counter[Avancement]) -> str:
    """Say how many are done of how many, and how many are late: ``3/9 (2)``."""
    behind = found[Avancement.EN_RETARD]
    return f"{found[Avancement.REALISE]}/{found.total()}" + (f" ({behind})" if behind else "")
