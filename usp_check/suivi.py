"""How far a plan has come at a day: what is known of each of its actions, and counts of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Avancement(StrEnum):
    """Where an action stands at a day, in the order in which it is told."""

    REALISE = "realise"
    EN_RETARD = "en_retard"
    EN_COURS = "en_cours"
    A_VENIR = "a_venir"
    ABANDONNE = "abandonne"
    INCONNU = "inconnu"


@dataclass(frozen=True, slots=True)
class ActionSuivie:
    """One action of a plan at a day.

    ``echeances`` are its due dates; ``echeance`` is the one that counts at that day: the first that is not met or, of
    an action that is done or given up, the last. ``retard`` counts days after it, of what is late (0 on the last day)
    or was done late; None where nothing is. ``realisee_le`` is None where the action is not done, or no one says when.
    """

    id: str
    titre: str
    axe: str
    mesures: tuple[int, ...]
    echeances: tuple[date, ...]
    echeance: date
    etat: Avancement
    retard: int | None = None
    realisee_le: date | None = None


@dataclass(frozen=True, slots=True)
class Groupe:
    """Actions counted together, of an axis or of a measure: ``nom`` is short, ``titre`` may be empty."""

    nom: str
    titre: str
    actions: tuple[ActionSuivie, ...]

    @property
    def compte(self) -> Counter[Avancement]:
        """How many actions stand where."""
        return Counter(action.etat for action in self.actions)

    @property
    def pire_retard(self) -> int | None:
        """The most days by which one of those that are late is; None where none is."""
        late = [one.retard or 0 for one in self.actions if one.etat is Avancement.EN_RETARD]
        return max(late, default=None)


@dataclass(frozen=True, slots=True)
class Progression:
    """A follow-up in short, to be compared with another: the day that it bears, where each axis's actions stand."""

    du: date
    etats: Mapping[str, tuple[tuple[str, Avancement], ...]] = field(default_factory=dict)

    def compte(self, axe: str | None = None) -> Counter[Avancement]:
        """How many actions of an axis, or of the whole plan, stand where."""
        axes = self.etats if axe is None else (axe,)
        return Counter(etat for one in axes for _, etat in self.etats.get(one, ()))


@dataclass(frozen=True, slots=True)
class Suivi:
    """How far a plan has come at the day ``au``, by the follow-up that bears the date ``du``.

    ``actions`` are in the plan's order, ``axes`` gives each axis its title.
    """

    au: date
    du: date
    axes: Mapping[str, str]
    actions: tuple[ActionSuivie, ...]

    def ensemble(self) -> Groupe:
        """Return the whole plan as one group."""
        return Groupe("Ensemble", "", self.actions)

    def par_axe(self) -> list[Groupe]:
        """Group the actions by axis, in the plan's order."""
        return [
            Groupe(f"Axe {axe}", titre, tuple(one for one in self.actions if one.axe == axe))
            for axe, titre in self.axes.items()
        ]

    def par_mesure(self) -> list[Groupe]:
        """Group the actions by measure of the national plan, by number; one of two measures counts for both."""
        numbers = sorted({number for action in self.actions for number in action.mesures})
        return [
            Groupe(f"Mesure {number}", "", tuple(one for one in self.actions if number in one.mesures))
            for number in numbers
        ]

    def progression(self) -> Progression:
        """Return what a comparison with another follow-up needs, and no more."""
        return Progression(
            self.du,
            {axe: tuple((a.id, a.etat) for a in self.actions if a.axe == axe) for axe in self.axes},
        )
