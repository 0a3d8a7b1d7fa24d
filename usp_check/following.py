"""From a follow-up and what its plan expects to how far the plan has come at a day. Pure: no file, no clock."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from usp_check.checks.actions import A_FAIRE, ABANDONNE, EN_COURS, REALISE
from usp_check.checks.deadlines import overdue
from usp_check.checks.view import Doubtful
from usp_check.suivi import ActionSuivie, Avancement, Suivi

if TYPE_CHECKING:
    from usp_check.checks.actions import ActionPrevue
    from usp_check.checks.view import View
    from usp_check.referentiels.models import Referentiel

_NOT_DONE = {A_FAIRE: Avancement.A_VENIR, EN_COURS: Avancement.EN_COURS}


def follow(plan: View, referentiel: Referentiel, day: date) -> Suivi:
    """Tell how far the actions of ``referentiel`` have come at ``day``, by the follow-up ``plan``.

    An action is late by the very rule of the check ``echues_realisees``. One that is said to be done after ``day`` is
    under way at that day, and one whose status is absent or could not be read stands nowhere (``INCONNU``).
    """
    actions = (_followed(plan, name, expected, day) for name, expected in referentiel.actions.items())
    return Suivi(day, _date(plan) or day, referentiel.axes, tuple(actions))


def _date(part: View) -> date | None:
    """Return the date that the follow-up, or one of its actions, bears; None where none could be read."""
    try:
        value: date | None = part.get("date")
    except Doubtful:
        return None
    return value


def _followed(plan: View, name: str, expected: ActionPrevue, day: date) -> ActionSuivie:
    try:
        state, due, late, done_on = _standing(plan.at(("actions", name)), expected, day)
    except Doubtful:  # a constat tells what could not be read
        state, due, late, done_on = Avancement.INCONNU, expected.due, None, None
    return ActionSuivie(
        name,
        expected.titre,
        expected.axe,
        expected.mesures,
        tuple(sorted(one.date for one in expected.echeances)),
        due,
        state,
        late,
        done_on,
    )


def _standing(
    entry: View, expected: ActionPrevue, day: date
) -> tuple[Avancement, date, int | None, date | None]:
    """Return where an action stands, the due date that counts, by how many days it is late, and when it was done."""
    status, due = entry.get("statut"), expected.due
    done_on = _date(entry) if status == REALISE else None
    if done_on is not None and done_on > day:
        status = EN_COURS
    if status == REALISE:
        late = (done_on - due).days if done_on is not None and done_on > due else None
        return Avancement.REALISE, due, late, done_on
    if status == ABANDONNE:
        return Avancement.ABANDONNE, due, None, None
    if status not in _NOT_DONE:
        return Avancement.INCONNU, due, None, None
    for missed, _ in overdue(entry, expected, day):
        return Avancement.EN_RETARD, missed, (day - missed).days, None
    return _NOT_DONE[status], min(one.date for one in expected.echeances if one.date > day), None, None
