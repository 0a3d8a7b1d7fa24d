"""The applicant: its staffing ratio, the network that it belongs to, its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Literal

from usp_check.checks.base import (
    A_VERIFIER,
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
from usp_check.checks.paths import FieldPath
from usp_check.checks.territory import known_usp
from usp_check.checks.values import Words
from usp_check.checks.view import View
from usp_check.reading.faults import Path


class RatioPersonnel(Check):
    """The staffing ratio is stated and justified; whether it is adequate is for a person to judge."""

    usage: ClassVar[str] = "Le ratio de personnel est annoncé et justifié ; une personne en juge."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "manquant": MANQUANT,
        "a_apprecier": Outcome(
            A_VERIFIER,
            "Le dossier annonce {annonce} ETP par lit ; l’équipe décrite en donne {calcule}.",
            ("annonce", "calcule"),
        ),
        "a_apprecier_sans_equipe": Outcome(
            A_VERIFIER,
            "Le dossier annonce {annonce} ETP par lit ; l’équipe décrite ne permet pas de le recalculer.",
            ("annonce",),
        ),
    }

    controle: Literal["ratio_personnel"]
    hors_ratio: Words = cle("Hors ratio", "Les métiers qui ne comptent pas dans le ratio recalculé.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        ratio, justified = dossier.get((*champ, "etp_par_lit")), dossier.told((*champ, "justification"))
        if not ratio or not justified:
            missing = "justification" if ratio else "etp_par_lit"
            return Finding("manquant", (*champ, missing) if ratio or justified else champ)
        team = self._from_team(dossier)
        if team is None:
            return Finding("a_apprecier_sans_equipe", champ, {"annonce": ratio})
        return Finding("a_apprecier", champ, {"annonce": ratio, "calcule": team})

    def _from_team(self, dossier: View) -> Decimal | None:
        """Work out the ETP per bed that the team listed gives; None where it lists no ETP, or there is no bed."""
        beds = dossier.get(("projet", "capacite", "lits"))
        lines = dossier.items(("ressources_humaines", "equipe"))
        etp = [line.get("etp") for line in lines if line.get("metier") not in self.hors_ratio]
        etp = [part for part in etp if part is not None]
        return sum(etp, Decimal(0)) / beds if beds and etp else None


class UspDeLaFiliere(Check):
    """The dossier, or the offer, names a USP of the department's network that is under ``activite``."""

    usage: ClassVar[str] = (
        "Le dossier, ou l’offre, nomme une USP de la filière qui relève de l’activité demandée."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "L’USP de la filière est nommée : {usp}.", ("usp",)),
        "manquant": MANQUANT,
    }

    controle: Literal["usp_de_la_filiere"]
    activite: str = cle("Activité", "L’activité dont relève cette USP.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        name = dossier.get(champ) if dossier.told(champ) else None
        if name is None and context.offre is not None:
            department = dossier.get(("implantation", "departement"))
            units = known_usp(context.offre, department) or []
            name = next((u.get("etablissement") for u in units if u.get("activite") == self.activite), None)
        if name is None:
            return "manquant"
        return Finding("conforme", champ, {"usp": name})


class PrefixeDepartement(Check):
    """The FINESS number at ``champ`` begins with the department of ``departement`` (overseas left out)."""

    usage: ClassVar[str] = "Le numéro FINESS commence par le département d’un autre champ."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME,
            "Le numéro {numero} commence par le département ({departement}).",
            ("numero", "departement"),
        ),
        "manquant": MANQUANT,
        "autre_departement": Outcome(
            NON_CONFORME,
            "Le numéro {numero} n’est pas celui d’un établissement du {departement}.",
            ("numero", "departement"),
        ),
        "outre_mer": Outcome(SANS_OBJET, "Outre-mer, le numéro ne commence pas par le code du département."),
        "sans_departement": Outcome(
            NON_EVALUABLE, "Le dossier ne dit pas dans quel département l’unité sera."
        ),
    }

    controle: Literal["prefixe_departement"]
    departement: FieldPath = cle("Département", "Le champ du département.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        number, department = dossier.get(champ), dossier.get(self.departement)
        if number is None:
            return "manquant"
        if department is None:
            return "sans_departement"
        if len(department) > 2:
            return "outre_mer"
        return "conforme" if number.startswith(department) else "autre_departement"

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """The number, and the department in which it should begin."""
        return {"numero": dossier.get(champ), "departement": dossier.get(self.departement)}
