"""The due dates of a plan's actions: what is due is done or given up with a reason, and was done in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import ClassVar, Literal

from usp_check.checks.achievements import not_named
from usp_check.checks.actions import A_FAIRE, ABANDONNE, EN_COURS, REALISE, ActionPrevue
from usp_check.checks.base import CONFORME, NON_CONFORME, SANS_OBJET, Context, Outcome
from usp_check.checks.follow_up import ACTION, NON_SUIVIES, Column, SurChaqueAction, Wrongs
from usp_check.checks.view import View
from usp_check.french import number, plural


class EchuesRealisees(SurChaqueAction):
    """An action that is due at the reference date is done, or given up with a reason.

    It is due from its last day on. Where it has several due dates, what is due at each of them is named.
    """

    usage: ClassVar[str] = "Une action échue est réalisée, ou abandonnée avec un motif."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "Toutes les actions échues sont réalisées, ou abandonnées avec un motif."
        ),
        "non_realisee": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) n’est pas réalisée, alors qu’elle est échue le {echeance} ({retard}).",
            (*ACTION, "echeance", "retard"),
        ),
        "livrable_en_retard": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) devait donner le {echeance} au plus tard : {absents} ({retard}).",
            (*ACTION, "echeance", "retard", "absents"),
        ),
        "abandon_sans_motif": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}), échue le {echeance}, est abandonnée sans que le motif soit donné.",
            (*ACTION, "echeance"),
        ),
        "aucune_echue": Outcome(SANS_OBJET, "Aucune action n’est encore échue."),
        "non_suivies": NON_SUIVIES,
    }
    colonne: ClassVar[Column | None] = "echeance"
    nothing: ClassVar[str] = "aucune_echue"

    controle: Literal["echues_realisees"]

    def asks(self, expected: ActionPrevue, context: Context) -> bool:
        return any(one.date <= context.date for one in expected.echeances)

    def one(self, entry: View, expected: ActionPrevue, context: Context) -> Wrongs:
        status = entry.get("statut")
        if status == ABANDONNE and not entry.told("motif"):
            yield "abandon_sans_motif", ("motif",), {"echeance": expected.due}
        elif status in (A_FAIRE, EN_COURS):
            for due, absent in overdue(entry, expected, context.date):
                facts = {"echeance": due, "retard": lateness(due, context.date)}
                if absent:
                    yield "livrable_en_retard", ("livrables",), {**facts, "absents": absent}
                else:
                    yield "non_realisee", ("statut",), facts


class AbandonsMotives(SurChaqueAction):
    """No action is given up; each that is says why."""

    usage: ClassVar[str] = "Aucune action n’est abandonnée ; celle qui l’est dit pourquoi."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Aucune action n’est abandonnée."),
        "abandonnee": Outcome(
            NON_CONFORME, "L’action {action} ({sujet}) est abandonnée. Motif : {motif}", (*ACTION, "motif")
        ),
        "manquant": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) est abandonnée sans que le suivi dise pourquoi.",
            ACTION,
        ),
        "non_suivies": NON_SUIVIES,
    }

    controle: Literal["abandons_motives"]

    def one(self, entry: View, expected: ActionPrevue, context: Context) -> Wrongs:
        if entry.get("statut") == ABANDONNE:
            if entry.told("motif"):
                yield "abandonnee", ("statut",), {"motif": entry.get("motif")}
            else:
                yield "manquant", ("motif",), {}


class RealiseesATemps(SurChaqueAction):
    """An action that is done says when: not after its due date, not after the reference date."""

    usage: ClassVar[str] = "Une action réalisée donne sa date, qui ne vient pas après son échéance."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Les actions réalisées l’ont toutes été à temps."),
        "manquant": Outcome(
            NON_CONFORME, "L’action {action} ({sujet}) est réalisée, et le suivi ne dit pas quand.", ACTION
        ),
        "en_retard": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) a été réalisée le {valeur}, après son échéance du {echeance} ({retard}).",
            (*ACTION, "valeur", "echeance", "retard"),
        ),
        "posterieure": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) est dite réalisée le {valeur}, après la date du suivi ({jour}).",
            (*ACTION, "valeur", "jour"),
        ),
        "aucune_realisee": Outcome(SANS_OBJET, "Aucune action n’est encore réalisée."),
        "non_suivies": NON_SUIVIES,
    }
    colonne: ClassVar[Column | None] = "echeance"
    nothing: ClassVar[str] = "aucune_realisee"

    controle: Literal["realisees_a_temps"]

    def one(self, entry: View, expected: ActionPrevue, context: Context) -> Wrongs | None:
        return self._dated(entry, expected, context.date) if entry.get("statut") == REALISE else None

    def _dated(self, entry: View, expected: ActionPrevue, day: date) -> Wrongs:
        value = entry.get("date")
        if value is None:
            yield "manquant", ("date",), {}
        elif value > day:
            yield "posterieure", ("date",), {"valeur": value, "jour": day}
        elif value > expected.due:
            late = {"echeance": expected.due, "retard": lateness(expected.due, value)}
            yield "en_retard", ("date",), {"valeur": value, **late}


def overdue(entry: View, expected: ActionPrevue, day: date) -> Iterator[tuple[date, list[str]]]:
    """Give what an action that is not done owes at ``day``, from the last day of each due date on.

    That is the date when the whole action was due, with no deliverable; before it, each due date that has passed and
    the deliverables that are not named.
    """
    if expected.due <= day:
        yield expected.due, []
        return
    for due in expected.echeances:
        if due.date <= day and (absent := not_named(entry, expected, due.livrables)):
            yield due.date, absent


def lateness(due: date, day: date) -> str:
    """Say by how much ``day`` comes after ``due``: ``45 jours de retard``."""
    late = day - due
    if late <= timedelta(0):
        return "c’est le dernier jour"
    return f"{number(late.days)} {plural(late.days, 'jour', 'jours')} de retard"
