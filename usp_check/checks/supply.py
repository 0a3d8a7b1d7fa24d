"""The offer as a whole, department by department: what a document ``offre`` says, and the projects beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from usp_check.checks.base import (
    A_VERIFIER,
    CONFORME,
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
from usp_check.checks.territory import beds_of, known_usp, people_of, place_of, territory
from usp_check.checks.values import Words
from usp_check.checks.view import View
from usp_check.documents.scalars import Boolean, Count, Number, Text
from usp_check.modelling import Field
from usp_check.reading.faults import Path

REGION = "région"


class CouvertureUsp(Check):
    """Each department has a USP, counting what exists and the folder's projects."""

    usage: ClassVar[str] = "Chaque département a au moins une USP, projets du lot compris."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Chaque département a au moins une USP, projets compris."),
        "non_couvert": Outcome(
            NON_CONFORME, "Le département {departement} n’a pas d’USP, projets compris.", ("departement",)
        ),
        "offre_inconnue": Outcome(
            A_VERIFIER,
            "L’offre ne dit pas si le département {departement} a une USP, et aucun projet ne l’en dote.",
            ("departement",),
        ),
    }

    controle: Literal["couverture_usp"]
    departements: Words = cle("Départements", "Les codes des départements à couvrir.")
    acces: Boolean = cle(
        "Accès", "Dites si l’accès à une USP d’un autre territoire (« acces_usp ») suffit.", defaut=False
    )

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        planned = {project.departement for project in context.projets}
        covered = True
        for department in self.departements:
            units = known_usp(dossier, department)
            if units or department in planned or (self.acces and self._reached(dossier, department)):
                continue
            covered = False
            code = "offre_inconnue" if units is None else "non_couvert"
            yield Finding(code, place_of(dossier, department, champ), {"departement": department})
        if covered:
            yield "conforme"

    @staticmethod
    def _reached(offer: View, department: str) -> bool:
        there = territory(offer, department)
        return there is not None and there.told("acces_usp")


class DensiteUsp(Check):
    """The beds of USPs reach ``seuil`` per ``habitants``: today, then with the projects."""

    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME,
            "{territoire} : la densité en lits est de {actuelle} pour {habitants} habitants aujourd’hui, de {future} "
            "avec les projets.",
            ("territoire", "actuelle", "future", "lits", "projetes", "population", "departement"),
        ),
        "insuffisante": Outcome(
            NON_CONFORME,
            "{territoire} : la densité en lits est de {actuelle} pour {habitants} habitants aujourd’hui, de {future} "
            "avec les projets, sous le seuil de {seuil}.",
            ("territoire", "actuelle", "future", "lits", "projetes", "population", "departement"),
        ),
        "lits_inconnus": Outcome(
            A_VERIFIER,
            "{territoire} : l’offre ne donne pas le nombre de lits.",
            ("territoire", "departement"),
        ),
        "population_inconnue": Outcome(
            NON_EVALUABLE, "{territoire} : la population n’est pas connue.", ("territoire", "departement")
        ),
    }

    departements: Words = cle("Départements", "Les codes des départements.")
    seuil: Number = cle("Seuil", "Le nombre de lits recommandé.")
    habitants: Count = cle("Habitants", "Le nombre d’habitants auquel le seuil se rapporte.")
    populations: Annotated[dict[str, Count], Field(min_length=1)] = cle(
        "Populations", "La population de chaque département, par son code."
    )

    def planned(self, context: Context) -> dict[str, int]:
        """Return the beds that the projects add, by department."""
        planned = dict.fromkeys(self.departements, 0)
        for project in context.projets:
            if project.departement in planned:
                planned[project.departement] += project.lits
        return planned

    def beds(self, offer: View) -> dict[str, int | None]:
        """Return the beds that exist, by department; None where they are not known."""
        return {name: beds_of(known_usp(offer, name)) for name in self.departements}

    def people(self, offer: View) -> dict[str, int | None]:
        """Return the inhabitants, by department; None where they are not known."""
        return {name: people_of(offer, name, self.populations) for name in self.departements}

    def compared(self, name: str, place: Path, beds: int | None, planned: int, people: int | None) -> Finding:
        """Compare one department, or the whole region, with the threshold."""
        department = None if name == REGION else name
        facts: dict[str, Any] = {
            "territoire": "La région" if department is None else f"Département {name}",
            "departement": department,
        }
        if beds is None:
            return Finding("lits_inconnus", place, facts)
        if not people:
            return Finding("population_inconnue", place, facts)
        today, then = (Decimal(count * self.habitants) / people for count in (beds, beds + planned))
        facts |= {"actuelle": today, "future": then, "lits": beds, "projetes": planned, "population": people}
        return Finding("conforme" if then >= self.seuil else "insuffisante", place, facts)


class DensiteTerritoires(DensiteUsp):
    """Per department and for the whole, the beds reach the threshold."""

    usage: ClassVar[str] = (
        "Dans chaque département et en tout, les lits atteignent « seuil » pour « habitants »."
    )

    controle: Literal["densite_territoires"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        beds, people, planned = self.beds(dossier), self.people(dossier), self.planned(context)
        for name in self.departements:
            place = place_of(dossier, name, champ)
            yield self.compared(name, place, beds[name], planned[name], people[name])
        yield self.compared(REGION, champ, _sum(beds), sum(planned.values()), _sum(people))


class DensiteRegion(DensiteUsp):
    """For the region as a whole, the beds reach the threshold. What is known may be enough."""

    usage: ClassVar[str] = "Dans la région entière, les lits atteignent « seuil » pour « habitants »."

    controle: Literal["densite_region"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        beds, planned = self.beds(dossier), sum(self.planned(context).values())
        known = sum(count for count in beds.values() if count is not None)
        found = self.compared(REGION, champ, known, planned, _sum(self.people(dossier)))
        if found.code == "insuffisante" and None in beds.values():
            found = self.compared(REGION, champ, None, planned, None)
        return found


class ChuDotes(Check):
    """Every CHU of the offer has a USP, or an agreement with one."""

    usage: ClassVar[str] = "Chaque CHU a une USP ou, à défaut, une convention avec une USP."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Chaque CHU a une USP, ou une convention avec une USP."),
        "sans_usp": Outcome(
            NON_CONFORME,
            "{etablissement} n’a ni USP ni convention avec une USP.",
            ("etablissement", "departement"),
        ),
        "non_dit": Outcome(
            A_VERIFIER,
            "L’offre ne dit pas si {etablissement} a une USP ou une convention.",
            ("etablissement", "departement"),
        ),
        "chu_inconnus": Outcome(A_VERIFIER, "L’offre ne dit pas quels CHU le territoire compte."),
        "aucun_chu": Outcome(SANS_OBJET, "L’offre ne compte aucun CHU."),
    }

    controle: Literal["chu_dotes"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        lists = [place for place in dossier.items("territoires") if place.get("chu") is not None]
        hospitals = [(place.get("code"), chu) for place in lists for chu in place.items("chu")]
        sound = True
        for department, chu in hospitals:
            has = (chu.get("usp"), chu.get("convention_usp"))
            if True in has:
                continue
            sound = False
            facts = {"etablissement": chu.get("etablissement") or "un CHU", "departement": department}
            yield Finding("non_dit" if None in has else "sans_usp", chu.path, facts)
        if not hospitals:
            yield "aucun_chu" if lists else "chu_inconnus"
        elif sound:
            yield "conforme"


class UspSousActivite(Check):
    """In each department that has a USP, one at least is under ``activite``."""

    usage: ClassVar[str] = "Là où il y a des USP, une au moins relève de « activite »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Là où il y a des USP, une au moins relève de l’activité attendue."),
        "aucune": Outcome(
            NON_CONFORME,
            "Département {departement} : aucune USP ne relève de l’activité attendue.",
            ("departement",),
        ),
        "non_dite": Outcome(
            A_VERIFIER,
            "Département {departement} : l’offre ne dit pas de quelle activité relèvent les USP.",
            ("departement",),
        ),
        "sans_usp": Outcome(SANS_OBJET, "L’offre ne compte aucune USP."),
    }

    controle: Literal["usp_sous_activite"]
    activite: Text = cle("Activité", "L’activité attendue, par exemple « medecine ».")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        looked = sound = False
        for place in dossier.items("territoires"):
            activities = [unit.get("activite") for unit in place.items("usp")]
            if not activities:
                continue
            if self.activite in activities:
                looked = sound = True
                continue
            looked = True
            code = "non_dite" if None in activities else "aucune"
            yield Finding(code, place.path, {"departement": place.get("code")})
        if not looked:
            yield "sans_usp"
        elif sound:
            yield "conforme"


class CapaciteDesUsp(Check):
    """Every existing USP has at least ``minimum`` beds."""

    usage: ClassVar[str] = "Chaque USP de l’offre compte au moins « minimum » lits."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Chaque USP de l’offre compte au moins {minimum} lits."),
        "petite": Outcome(
            NON_CONFORME,
            "{etablissement} compte {lits} lits, moins que les {minimum} attendus.",
            ("etablissement", "lits", "departement"),
        ),
        "lits_inconnus": Outcome(
            A_VERIFIER,
            "L’offre ne dit pas combien de lits compte {etablissement}.",
            ("etablissement", "departement"),
        ),
        "sans_usp": Outcome(SANS_OBJET, "L’offre ne compte aucune USP."),
    }

    controle: Literal["capacite_des_usp"]
    minimum: Number = cle("Minimum", "Le nombre de lits attendu.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        units = [
            (place.get("code"), unit) for place in dossier.items("territoires") for unit in place.items("usp")
        ]
        sound = True
        for department, unit in units:
            beds = unit.get("lits")
            if beds is not None and beds >= self.minimum:
                continue
            sound = False
            facts = {
                "etablissement": unit.get("etablissement") or "une USP",
                "lits": beds,
                "departement": department,
            }
            yield Finding("lits_inconnus" if beds is None else "petite", unit.path, facts)
        if not units:
            yield "sans_usp"
        elif sound:
            yield "conforme"


def _sum(counts: Mapping[str, int | None]) -> int | None:
    known = [count for count in counts.values() if count is not None]
    return sum(known) if len(known) == len(counts) else None
