"""The authorisations that an applicant holds, and the one that the unit is to run under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from usp_check.checks.base import (
    CONFORME,
    MANQUANT,
    NON_CONFORME,
    NON_EVALUABLE,
    SANS_OBJET,
    Check,
    Context,
    Finding,
    Found,
    Outcome,
)
from usp_check.checks.describing import cle
from usp_check.checks.sending import sending_day
from usp_check.checks.values import Words
from usp_check.checks.view import View
from usp_check.reading.faults import Path

_UNDER = ("projet", "activite_de_rattachement")


def held(dossier: View, activity: str) -> list[View]:
    """Return the authorisations held for ``activity``."""
    return [line for line in dossier.items("autorisations") if line.get("activite") == activity]


class AutorisationDetenue(Check):
    """One of the authorisations of ``activites`` is held, and the one the unit is to run under is among those held."""

    usage: ClassVar[str] = (
        "Le porteur détient l’autorisation sous laquelle l’unité fonctionnera, l’une de « activites »."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME,
            "L’autorisation sous laquelle l’unité fonctionnera ({activite}) est détenue.",
            ("activite",),
        ),
        "manquant": MANQUANT,
        "aucune_autorisation": Outcome(
            NON_CONFORME, "Aucune des autorisations détenues n’est parmi : {activites}."
        ),
        "autre_activite": Outcome(
            NON_CONFORME,
            "L’unité doit fonctionner sous l’autorisation « {activite} », qui n’est pas parmi celles détenues.",
            ("activite",),
        ),
    }

    controle: Literal["autorisation_detenue"]
    activites: Words = cle("Activités", "Les activités dont l’autorisation convient.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        activities = {line.get("activite") for line in dossier.items("autorisations")} - {None}
        under = dossier.get(_UNDER)
        if not activities:
            return "manquant"
        if not activities & set(self.activites):
            return "aucune_autorisation"
        if under is None:
            return "manquant", _UNDER
        if under not in activities or under not in self.activites:
            return "autre_activite", _UNDER
        return "conforme"

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """The activity that the unit runs under."""
        return {"activite": dossier.get(_UNDER)}


class AutorisationValide(Check):
    """The authorisation that the unit runs under has not expired on the day the dossier is sent."""

    usage: ClassVar[str] = (
        "L’autorisation sous laquelle l’unité fonctionnera n’est pas échue le jour de l’envoi."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "L’autorisation court jusqu’au {echeance}.", ("echeance",)),
        "manquant": MANQUANT,
        "echue": Outcome(NON_CONFORME, "L’autorisation est échue depuis le {echeance}.", ("echeance",)),
        "sans_echeance": Outcome(SANS_OBJET, "Le dossier ne dit pas jusqu’à quand l’autorisation court."),
        "introuvable": Outcome(
            NON_EVALUABLE, "L’autorisation sous laquelle l’unité fonctionnera n’est pas identifiée."
        ),
    }

    controle: Literal["autorisation_valide"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        if not dossier.filled(champ):
            return "manquant"
        under = dossier.get(_UNDER)
        lines = held(dossier, under) if under else []
        ends = [(line.get("echeance"), line.path) for line in lines]
        if not ends:
            return "introuvable"
        dated = [(end, path) for end, path in ends if end is not None]
        if not dated:
            return Finding("sans_echeance", ends[0][1])
        end, path = max(dated)
        expired = end < sending_day(dossier, context)
        if expired and len(dated) < len(ends):
            return Finding("sans_echeance", path)
        return Finding("echue" if expired else "conforme", (*path, "echeance"), {"echeance": end})
