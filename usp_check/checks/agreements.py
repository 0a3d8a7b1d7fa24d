"""The agreement with another establishment: with whom, and whether it is signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from usp_check.checks.authorisations import held
from usp_check.checks.base import (
    A_VERIFIER,
    CONFORME,
    NON_CONFORME,
    Check,
    Context,
    Finding,
    Found,
    Outcome,
)
from usp_check.checks.describing import cle
from usp_check.checks.sending import sending_day
from usp_check.checks.view import View
from usp_check.french import fold
from usp_check.reading.faults import Path


class ConventionDeReference(Check):
    """There is an agreement with another establishment that has the activity asked for."""

    usage: ClassVar[str] = (
        "Une convention lie le porteur à un autre établissement, qui a l’activité demandée."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Une convention est prévue avec {etablissement}.", ("etablissement",)),
        "manquant": Outcome(NON_CONFORME, "Le dossier ne présente pas de convention."),
        "sans_activite": Outcome(
            NON_CONFORME,
            "L’établissement de la convention ({etablissement}) est dit sans l’activité demandée.",
            ("etablissement",),
        ),
        "avec_soi_meme": Outcome(
            NON_CONFORME, "La convention est passée avec le porteur lui-même.", ("etablissement",)
        ),
        "avec_soi_meme_autorise": Outcome(
            A_VERIFIER,
            "La convention est passée avec le porteur lui-même, qui détient aussi l’autorisation demandée.",
            ("etablissement",),
        ),
        "activite_non_dite": Outcome(
            A_VERIFIER, "Le dossier ne dit pas si {etablissement} a l’activité demandée.", ("etablissement",)
        ),
    }

    controle: Literal["convention_de_reference"]
    activite: str = cle("Activité", "L’activité que l’autre établissement doit avoir.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        agreement = dossier.at(champ)
        name = agreement.get("etablissement") if agreement.told("etablissement") else None
        finess = agreement.get("finess")
        if name is None and finess is None:
            return Finding("manquant", (*champ, "etablissement") if agreement.filled() else champ)
        who = {"etablissement": name or finess}
        if agreement.get("activite_medecine") is False:
            return Finding("sans_activite", (*champ, "activite_medecine"), who)
        if self._oneself(dossier, name, finess):
            both = bool(held(dossier, self.activite))
            return Finding("avec_soi_meme_autorise" if both else "avec_soi_meme", champ, who)
        if agreement.get("activite_medecine") is None:
            return Finding("activite_non_dite", champ, who)
        return Finding("conforme", champ, who)

    def _oneself(self, dossier: View, name: str | None, finess: str | None) -> bool:
        """Whether the agreement is with the applicant or its own site, by one of their numbers or of their names."""
        numbers = {
            dossier.get(("titulaire", "finess_juridique")),
            dossier.get(("implantation", "finess_geographique")),
        }
        names = {dossier.get(("titulaire", "raison_sociale")), dossier.get(("implantation", "nom"))}
        if finess is not None and finess in numbers:
            return True
        return name is not None and fold(name) in {fold(own) for own in names if own is not None}


class ConventionSignee(Check):
    """The agreement at ``champ`` is signed, on a day not after the sending."""

    usage: ClassVar[str] = "La convention est signée, au plus tard le jour de l’envoi."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "La convention a été signée le {signature}.", ("signature",)),
        "manquant": Outcome(NON_CONFORME, "Le dossier ne dit pas si la convention est signée, ni quand."),
        "non_signee": Outcome(NON_CONFORME, "La convention n’est encore qu’un projet."),
        "apres_envoi": Outcome(
            NON_CONFORME,
            "La convention est datée du {signature}, après l’envoi du dossier ({envoi}).",
            ("signature", "envoi"),
        ),
    }

    controle: Literal["convention_signee"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        agreement = dossier.at(champ)
        if not agreement.filled():
            return "manquant"
        status, signed = agreement.get("statut"), agreement.get("date_signature")
        sent = sending_day(dossier, context)
        if status == "projet":
            return Finding("non_signee", (*champ, "statut"))
        if status is None or signed is None:
            return Finding("manquant", (*champ, "statut" if status is None else "date_signature"))
        if signed > sent:
            return Finding("apres_envoi", (*champ, "date_signature"), {"envoi": sent})
        return "conforme"

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """The day on which it was signed."""
        return {"signature": dossier.get((*champ, "date_signature"))}
