"""The timeline of a plan: where its actions stand between their due dates and the day, as places to draw.

Places are in percent of the plan's time, so that the drawing follows the page's width with no mark out of shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from usp_check.report import avancement
from usp_check.suivi import Avancement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usp_check.suivi import ActionSuivie, Suivi

_ROW, _AXIS, _TOP = 22, 34, 30  # heights in pixels: of an action, of an axis's title, of the scale
_MONTHS = ("janv.", "avr.", "juil.", "oct.")


@dataclass(frozen=True, slots=True)
class Repere:
    """A line across the timeline, at the first day of a quarter; ``annee`` is said where a year begins."""

    x: float
    mois: str
    annee: int | None


@dataclass(frozen=True, slots=True)
class Rang:
    """One action's row: its due dates, its mark at ``x``, and from ``de`` the stretch by which it is or was late."""

    id: str
    titre: str
    dit: str
    etat: Avancement
    y: int
    echeances: tuple[float, ...]
    x: float
    de: float
    retard: float


@dataclass(frozen=True, slots=True)
class Titre:
    """The title of an axis, above its actions."""

    nom: str
    titre: str
    y: int


@dataclass(frozen=True, slots=True)
class Frise:
    """The whole drawing: its height in pixels, the day's place, and whether the day lies beyond what is drawn."""

    annees: str
    hauteur: int
    jour: float
    hors: bool
    reperes: tuple[Repere, ...]
    titres: tuple[Titre, ...]
    rangs: tuple[Rang, ...]


class _Temps:
    """The time that is drawn: the years of the due dates, and up to a year more where the day or an action goes on."""

    def __init__(self, suivi: Suivi) -> None:
        due = [one for action in suivi.actions for one in action.echeances]
        met = [suivi.au, *(one.realisee_le for one in suivi.actions if one.realisee_le)]
        last = max(due)
        following = date(min(last.year + 1, date.max.year), 12, 31)
        self.debut = date(min(due).year, 1, 1)
        self.fin = date(min(max(*met, last), following).year, 12, 31)

    def place(self, day: date) -> float:
        """Return where a day stands, in percent; one beyond an end stands at that end."""
        share = (day - self.debut).days / ((self.fin - self.debut).days + 1)
        return round(100 * min(1.0, max(0.0, share)), 2)

    def reperes(self) -> Iterator[Repere]:
        for year in range(self.debut.year, self.fin.year + 1):
            for quarter, month in enumerate(_MONTHS):
                start = date(year, 3 * quarter + 1, 1)
                yield Repere(self.place(start), month, None if quarter else year)


def timeline(suivi: Suivi) -> Frise | None:
    """Place the actions of a plan on its time, axis after axis; None where the plan has no action."""
    if not suivi.actions:
        return None
    time = _Temps(suivi)
    y = _TOP
    titles: list[Titre] = []
    rows: list[Rang] = []
    for group in suivi.par_axe():
        titles.append(Titre(group.nom, group.titre, y + _AXIS - 10))
        y += _AXIS
        for action in group.actions:
            rows.append(_row(action, time, suivi.au, y + _ROW // 2))
            y += _ROW
    beyond = not time.debut <= suivi.au <= time.fin
    years = f"De {time.debut.year} à {time.fin.year}"
    return Frise(
        years, y + 6, time.place(suivi.au), beyond, tuple(time.reperes()), tuple(titles), tuple(rows)
    )


def _row(action: ActionSuivie, time: _Temps, day: date, y: int) -> Rang:
    due = time.place(action.echeance)
    here = due
    if action.etat is Avancement.REALISE:
        here = time.place(action.realisee_le) if action.realisee_le else due
    elif action.etat in (Avancement.EN_RETARD, Avancement.EN_COURS):
        here = time.place(day)
    late = action.retard is not None
    return Rang(
        id=action.id,
        titre=action.titre,
        dit=avancement.standing(action),
        etat=action.etat,
        y=y,
        echeances=tuple(time.place(one) for one in action.echeances),
        x=here,
        de=min(due, here) if late else here,
        retard=abs(here - due) if late else 0,
    )
