"""The applicant's authorisations, agreements and numbers: logic that a list or a threshold can't say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    Outcome,
)
from usp_check.checks.describing import cle
from usp_check.checks.paths import FieldPath
from usp_check.checks.sending import sending_day
from usp_check.checks.territory import known_usp
from usp_check.checks.values import Words
from usp_check.checks.view import View
from usp_check.french import fold
from usp_check.reading.faults import Path

_UNDER = ("projet", "activite_de_rattachement")


def held(dossier: View, activity: str) -> list[View]:
    """Return the authorisations held for ``activity``."""
    return [line for line in dossier.items("autorisations") if line.get("activite") == activity]


class AutorisationDetenue(Check):
    """One of the authorisations of ``activites`` is held, and the one the unit is to run under is among those held."""

    usage: ClassVar[str] = (
        "Le porteur détient l'autorisation sous laquelle l'unité fonctionnera, l'une de « activites »."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME,
            "L'autorisation sous laquelle l'unité fonctionnera ({activite}) est détenue.",
            ("activite",),
        ),
        "manquant": MANQUANT,
        "aucune_autorisation": Outcome(
            NON_CONFORME, "Aucune des autorisations détenues n'est parmi : {activites}."
        ),
        "autre_activite": Outcome(
            NON_CONFORME,
            "L'unité doit fonctionner sous l'autorisation « {activite} », qui n'est pas parmi celles détenues.",
            ("activite",),
        ),
    }

    controle: Literal["autorisation_detenue"]
    activites: Words = cle("Activités", "Les activités dont l'autorisation convient.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:
        activities = {line.get("activite") for line in dossier.items("autorisations")} - {None}
        under = dossier.get(*_UNDER)
        if not activities:
            yield Finding("manquant", champ)
        elif not activities & set(self.activites):
            yield Finding("aucune_autorisation", champ)
        elif under is None:
            yield Finding("manquant", _UNDER)
        elif under not in activities or under not in self.activites:
            yield Finding("autre_activite", _UNDER, {"activite": under})
        else:
            yield Finding("conforme", champ, {"activite": under})


class AutorisationValide(Check):
    """The authorisation that the unit runs under has not expired on the day the dossier is sent."""

    usage: ClassVar[str] = (
        "L'autorisation sous laquelle l'unité fonctionnera n'est pas échue le jour de l'envoi."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "L'autorisation court jusqu'au {echeance}.", ("echeance",)),
        "manquant": MANQUANT,
        "echue": Outcome(NON_CONFORME, "L'autorisation est échue depuis le {echeance}.", ("echeance",)),
        "sans_echeance": Outcome(SANS_OBJET, "Le dossier ne dit pas jusqu'à quand l'autorisation court."),
        "introuvable": Outcome(
            NON_EVALUABLE, "L'autorisation sous laquelle l'unité fonctionnera n'est pas identifiée."
        ),
    }

    controle: Literal["autorisation_valide"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:
        if not dossier.filled(*champ):
            yield Finding("manquant", champ)
            return
        under = dossier.get(*_UNDER)
        lines = held(dossier, under) if under else []
        ends = [(line.get("echeance"), line.path) for line in lines]
        if not ends:
            yield Finding("introuvable", champ)
            return
        dated = [(end, path) for end, path in ends if end is not None]
        if not dated:
            yield Finding("sans_echeance", ends[0][1])
            return
        end, path = max(dated)
        expired = end < sending_day(dossier, context)
        if expired and len(dated) < len(ends):
            yield Finding("sans_echeance", path)
        else:
            yield Finding("echue" if expired else "conforme", (*path, "echeance"), {"echeance": end})


class ConventionDeReference(Check):
    """There is an agreement with another establishment that has the activity asked for."""

    usage: ClassVar[str] = (
        "Une convention lie le porteur à un autre établissement, qui a l'activité demandée."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Une convention est prévue avec {etablissement}.", ("etablissement",)),
        "manquant": Outcome(NON_CONFORME, "Le dossier ne présente pas de convention."),
        "sans_activite": Outcome(
            NON_CONFORME,
            "L'établissement de la convention ({etablissement}) est dit sans l'activité demandée.",
            ("etablissement",),
        ),
        "avec_soi_meme": Outcome(
            NON_CONFORME, "La convention est passée avec le porteur lui-même.", ("etablissement",)
        ),
        "avec_soi_meme_autorise": Outcome(
            A_VERIFIER,
            "La convention est passée avec le porteur lui-même, qui détient aussi l'autorisation demandée.",
            ("etablissement",),
        ),
        "activite_non_dite": Outcome(
            A_VERIFIER, "Le dossier ne dit pas si {etablissement} a l'activité demandée.", ("etablissement",)
        ),
    }

    controle: Literal["convention_de_reference"]
    activite: str = cle("Activité", "L'activité que l'autre établissement doit avoir.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:
        agreement = dossier.at(*champ)
        name = agreement.get("etablissement") if agreement.told("etablissement") else None
        finess = agreement.get("finess")
        if name is None and finess is None:
            yield Finding("manquant", (*champ, "etablissement") if agreement.filled() else champ)
            return
        who = {"etablissement": name or finess}
        if agreement.get("activite_medecine") is False:
            yield Finding("sans_activite", (*champ, "activite_medecine"), who)
        elif self._oneself(dossier, name, finess):
            both = bool(held(dossier, self.activite))
            yield Finding("avec_soi_meme_autorise" if both else "avec_soi_meme", champ, who)
        elif agreement.get("activite_medecine") is None:
            yield Finding("activite_non_dite", champ, who)
        else:
            yield Finding("conforme", champ, who)

    def _oneself(self, dossier: View, name: str | None, finess: str | None) -> bool:
        """Whether the agreement is with the applicant or its own site, by one of their numbers or of their names."""
        numbers = {
            dossier.get("titulaire", "finess_juridique"),
            dossier.get("implantation", "finess_geographique"),
        }
        names = {dossier.get("titulaire", "raison_sociale"), dossier.get("implantation", "nom")}
        if finess is not None and finess in numbers:
            return True
        return name is not None and fold(name) in {fold(own) for own in names if own is not None}


class ConventionSignee(Check):
    """The agreement at ``champ`` is signed, on a day not after the sending."""

    usage: ClassVar[str] = "La convention est signée, au plus tard le jour de l'envoi."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "La convention a été signée le {signature}.", ("signature",)),
        "manquant": Outcome(NON_CONFORME, "Le dossier ne dit pas si la convention est signée, ni quand."),
        "non_signee": Outcome(NON_CONFORME, "La convention n'est encore qu'un projet."),
        "apres_envoi": Outcome(
            NON_CONFORME,
            "La convention est datée du {signature}, après l'envoi du dossier ({envoi}).",
            ("signature", "envoi"),
        ),
    }

    controle: Literal["convention_signee"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:
        agreement = dossier.at(*champ)
        if not agreement.filled():
            yield Finding("manquant", champ)
            return
        status, signed = agreement.get("statut"), agreement.get("date_signature")
        sent = sending_day(dossier, context)
        if status == "projet":
            yield Finding("non_signee", (*champ, "statut"))
        elif status is None or signed is None:
            yield Finding("manquant", (*champ, "statut" if status is None else "date_signature"))
        elif signed > sent:
            yield Finding("apres_envoi", (*champ, "date_signature"), {"signature": signed, "envoi": sent})
        else:
            yield Finding("conforme", champ, {"signature": signed})


class RatioPersonnel(Check):
    """The staffing ratio is stated and justified; whether it is adequate is for a person to judge."""

    usage: ClassVar[str] = "Le ratio de personnel est annoncé et justifié ; une personne en juge."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "manquant": MANQUANT,
        "a_apprecier": Outcome(
            A_VERIFIER,
            "Le dossier annonce {annonce} ETP par lit ; l'équipe décrite en donne {calcule}.",
            ("annonce", "calcule"),
        ),
        "a_apprecier_sans_equipe": Outcome(
            A_VERIFIER,
            "Le dossier annonce {annonce} ETP par lit ; l'équipe décrite ne permet pas de le recalculer.",
            ("annonce",),
        ),
    }

    controle: Literal["ratio_personnel"]
    hors_ratio: Words = cle("Hors ratio", "Les métiers qui ne comptent pas dans le ratio recalculé.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:
        ratio, justified = dossier.get(*champ, "etp_par_lit"), dossier.told(*champ, "justification")
        if not ratio or not justified:
            missing = "justification" if ratio else "etp_par_lit"
            yield Finding("manquant", (*champ, missing) if ratio or justified else champ)
            return
        team = self._from_team(dossier)
        if team is None:
            yield Finding("a_apprecier_sans_equipe", champ, {"annonce": ratio})
        else:
            yield Finding("a_apprecier", champ, {"annonce": ratio, "calcule": team})

    def _from_team(self, dossier: View) -> Decimal | None:
        """Work out the ETP per bed that the team listed gives; None where it lists no ETP, or there is no bed."""
        beds = dossier.get("projet", "capacite", "lits")
        lines = dossier.items("ressources_humaines", "equipe")
        etp = [line.get("etp") for line in lines if line.get("metier") not in self.hors_ratio]
        etp = [part for part in etp if part is not None]
        return sum(etp, Decimal(0)) / beds if beds and etp else None


class UspDeLaFiliere(Check):
    """The dossier, or the offer, names a USP of the department's network that is under ``activite``."""

    usage: ClassVar[str] = (
        "Le dossier, ou l'offre, nomme une USP de la filière qui relève de l'activité demandée."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "L'USP de la filière est nommée : {usp}.", ("usp",)),
        "manquant": MANQUANT,
    }

    controle: Literal["usp_de_la_filiere"]
    activite: str = cle("Activité", "L'activité dont relève cette USP.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:
        name = dossier.get(*champ) if dossier.told(*champ) else None
        if name is None and context.offre is not None:
            department = dossier.get("implantation", "departement")
            units = known_usp(context.offre, department) or []
            name = next((u.get("etablissement") for u in units if u.get("activite") == self.activite), None)
        if name is None:
            yield Finding("manquant", champ)
        else:
            yield Finding("conforme", champ, {"usp": name})


class PrefixeDepartement(Check):
    """The FINESS number at ``champ`` begins with the department of ``departement`` (overseas left out)."""

    usage: ClassVar[str] = "Le numéro FINESS commence par le département d'un autre champ."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME,
            "Le numéro {numero} commence par le département ({departement}).",
            ("numero", "departement"),
        ),
        "manquant": MANQUANT,
        "autre_departement": Outcome(
            NON_CONFORME,
            "Le numéro {numero} n'est pas celui d'un établissement du {departement}.",
            ("numero", "departement"),
        ),
        "outre_mer": Outcome(SANS_OBJET, "Outre-mer, le numéro ne commence pas par le code du département."),
        "sans_departement": Outcome(
            NON_EVALUABLE, "Le dossier ne dit pas dans quel département l'unité sera."
        ),
    }

    controle: Literal["prefixe_departement"]
    departement: FieldPath = cle("Département", "Le champ du département.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:
        number, department = dossier.get(*champ), dossier.get(*self.departement)
        if number is None:
            yield Finding("manquant", champ)
        elif department is None:
            yield Finding("sans_departement", champ)
        elif len(department) > 2:
            yield Finding("outre_mer", champ)
        else:
            arguments: dict[str, Any] = {"numero": number, "departement": department}
            code = "conforme" if number.startswith(department) else "autre_departement"
            yield Finding(code, champ, arguments)
