"""What an offer says beside the USPs: identified beds (LISP), mobile teams (EMSP), agreements of the ESMS."""

from __future__ import annotations

from abc import abstractmethod
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
from usp_check.checks.territory import beds_of, known_lines, people_of, place_of, territory
from usp_check.checks.values import Words
from usp_check.checks.view import View
from usp_check.documents.scalars import Count, Number
from usp_check.modelling import Field
from usp_check.reading.faults import Path

_LISP_INCONNUS = Outcome(
    A_VERIFIER, "L’offre ne dit pas quels LISP compte le département {departement}.", ("departement",)
)
_EMSP_INCONNUES = Outcome(
    A_VERIFIER, "L’offre ne dit pas quelles EMSP compte le département {departement}.", ("departement",)
)


class _ParTerritoire(Check):
    """Looks at each department in turn. ``nothing`` is the code where none has anything to look at."""

    nothing: ClassVar[str] = "conforme"
    departements: Words

    @abstractmethod
    def one(self, offer: View, department: str, place: Path) -> list[Finding] | None:
        """Return what is wrong in one department; None where there is nothing to look at."""

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        found = [self.one(dossier, name, place_of(dossier, name, champ)) for name in self.departements]
        wrong = [finding for findings in found for finding in findings or ()]
        yield from wrong
        if not wrong:
            looked = any(findings is not None for findings in found)
            yield "conforme" if looked else self.nothing


class LispMinimum(_ParTerritoire):
    """Every establishment that has LISP has at least ``minimum`` of them."""

    usage: ClassVar[str] = "Chaque établissement qui a des LISP en a au moins « minimum »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Chaque établissement qui a des LISP en a au moins {minimum}."),
        "insuffisant": Outcome(
            NON_CONFORME,
            "{etablissement} (département {departement}) a moins de {minimum} LISP : il en a {lits}.",
            ("etablissement", "departement", "lits"),
        ),
        "lits_inconnus": Outcome(
            A_VERIFIER,
            "L’offre ne dit pas combien de LISP a {etablissement} (département {departement}).",
            ("etablissement", "departement"),
        ),
        "lisp_inconnus": _LISP_INCONNUS,
        "sans_lisp": Outcome(SANS_OBJET, "Aucun établissement n’a de LISP."),
    }
    nothing: ClassVar[str] = "sans_lisp"

    controle: Literal["lisp_minimum"]
    departements: Words = cle("Départements", "Les codes des départements.")
    minimum: Number = cle("Minimum", "Le nombre de LISP attendu d’un établissement qui en a.")

    def one(self, offer: View, department: str, place: Path) -> list[Finding] | None:
        lines = known_lines(offer, department, "lisp")
        if lines is None:
            return [Finding("lisp_inconnus", place, {"departement": department})]
        return [self._short(line, department) for line in lines if not self._enough(line)] if lines else None

    def _enough(self, line: View) -> bool:
        beds = line.get("lits")
        return beds == 0 or (beds is not None and beds >= self.minimum)

    def _short(self, line: View, department: str) -> Finding:
        beds = line.get("lits")
        name = line.get("etablissement") or "un établissement"
        facts = {"etablissement": name, "departement": department, "lits": beds}
        return Finding("lits_inconnus" if beds is None else "insuffisant", (*line.path, "lits"), facts)


class EsmsConventionnes(_ParTerritoire):
    """Every ESMS has an agreement with its EMSP."""

    usage: ClassVar[str] = "Tous les ESMS ont une convention avec leur EMSP."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Tous les ESMS ont une convention avec leur EMSP."),
        "non_conventionnes": Outcome(
            NON_CONFORME,
            "Département {departement} : {conventionnes} ESMS sur {total} ont une convention avec leur EMSP.",
            ("departement", "conventionnes", "total"),
        ),
        "incoherent": Outcome(
            A_VERIFIER,
            "Département {departement} : {conventionnes} ESMS auraient une convention, alors qu’il y en a {total}.",
            ("departement", "conventionnes", "total"),
        ),
        "non_dit": Outcome(
            A_VERIFIER,
            "L’offre ne dit pas combien d’ESMS compte le département {departement}, ou combien ont une convention.",
            ("departement",),
        ),
    }

    controle: Literal["esms_conventionnes"]
    departements: Words = cle("Départements", "Les codes des départements.")

    def one(self, offer: View, department: str, place: Path) -> list[Finding]:
        there = territory(offer, department)
        total, agreed = (
            there.get(("esms", name)) if there else None for name in ("total", "conventionnes_emsp")
        )
        facts = {"departement": department, "total": total, "conventionnes": agreed}
        if total is None or agreed is None:
            code = "non_dit"
        elif agreed > total:
            code = "incoherent"
        else:
            code = "" if agreed == total else "non_conventionnes"
        where = (*place, "esms") if there and there.filled("esms") else place
        return [Finding(code, where, facts)] if code else []


class EmspResponsables(_ParTerritoire):
    """Each department has an EMSP that is responsible for it."""

    usage: ClassVar[str] = "Chaque département a une EMSP qui en est responsable."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Chaque département a une EMSP qui en est responsable."),
        "sans_responsable": Outcome(
            NON_CONFORME, "Aucune EMSP n’est responsable du département {departement}.", ("departement",)
        ),
        "non_dit": Outcome(
            A_VERIFIER,
            "L’offre ne dit pas si une EMSP est responsable du département {departement}.",
            ("departement",),
        ),
        "emsp_inconnues": _EMSP_INCONNUES,
    }

    controle: Literal["emsp_responsables"]
    departements: Words = cle("Départements", "Les codes des départements.")

    def one(self, offer: View, department: str, place: Path) -> list[Finding]:
        teams = known_lines(offer, department, "emsp")
        answers = [team.get("responsable_territoire") for team in teams or ()]
        if True in answers:
            return []
        code = "sans_responsable"
        if teams is None:
            code = "emsp_inconnues"
        elif None in answers:
            code = "non_dit"
        return [Finding(code, place, {"departement": department})]


class EmspHorsHopital(_ParTerritoire):
    """Every EMSP works outside the hospital too."""

    usage: ClassVar[str] = "Chaque EMSP intervient aussi hors de l’hôpital."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Chaque EMSP intervient aussi hors de l’hôpital."),
        "intra_hospitaliere": Outcome(
            NON_CONFORME,
            "L’EMSP de {etablissement} (département {departement}) n’intervient pas hors de l’hôpital.",
            ("etablissement", "departement"),
        ),
        "non_dit": Outcome(
            A_VERIFIER,
            "L’offre ne dit pas si l’EMSP de {etablissement} (département {departement}) intervient hors de l’hôpital.",
            ("etablissement", "departement"),
        ),
        "emsp_inconnues": _EMSP_INCONNUES,
        "sans_emsp": Outcome(SANS_OBJET, "L’offre ne compte aucune EMSP."),
    }
    nothing: ClassVar[str] = "sans_emsp"

    controle: Literal["emsp_hors_hopital"]
    departements: Words = cle("Départements", "Les codes des départements.")

    def one(self, offer: View, department: str, place: Path) -> list[Finding] | None:
        teams = known_lines(offer, department, "emsp")
        if teams is None:
            return [Finding("emsp_inconnues", place, {"departement": department})]
        return list(self._inside(teams, department)) if teams else None

    @staticmethod
    def _inside(teams: list[View], department: str) -> Iterator[Finding]:
        for team in teams:
            outside = team.get("extra_hospitalier")
            if outside is not True:
                name = team.get("etablissement") or "l’un des établissements"
                facts = {"etablissement": name, "departement": department}
                yield Finding("non_dit" if outside is None else "intra_hospitaliere", team.path, facts)


class DensiteLisp(Check):
    """LISP per inhabitants: which department has fewer than the region, and how many there are in all."""

    usage: ClassVar[str] = (
        "Les LISP rapportés aux habitants : les départements sous la moyenne, et le total à côté de « reference »."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME,
            "{lits} LISP en tout, soit {densite} pour {habitants} habitants ; le texte en comptait {reference}.",
            ("lits", "densite", "departement"),
        ),
        "sous_dote": Outcome(
            NON_CONFORME,
            "Département {departement} : {lits} LISP, soit {densite} pour {habitants} habitants, sous la moyenne "
            "de la région ({moyenne}).",
            ("departement", "lits", "densite", "moyenne"),
        ),
        "lits_inconnus": Outcome(
            A_VERIFIER,
            "L’offre ne dit pas combien de LISP compte le département {departement}.",
            ("departement",),
        ),
        "population_inconnue": Outcome(
            NON_EVALUABLE, "La population du département {departement} n’est pas connue.", ("departement",)
        ),
    }

    controle: Literal["densite_lisp"]
    departements: Words = cle("Départements", "Les codes des départements.")
    habitants: Count = cle("Habitants", "Le nombre d’habitants auquel rapporter les lits.")
    reference: Count = cle(
        "Référence", "Le nombre de LISP que le texte donne, à côté duquel placer le total."
    )
    populations: Annotated[dict[str, Count], Field(min_length=1)] = cle(
        "Populations", "La population de chaque département, par son code."
    )

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        known: dict[str, tuple[int, int]] = {}
        for name in self.departements:
            beds = beds_of(known_lines(dossier, name, "lisp"))
            people = people_of(dossier, name, self.populations)
            if beds is not None and people:
                known[name] = beds, people
                continue
            code = "lits_inconnus" if beds is None else "population_inconnue"
            yield Finding(code, place_of(dossier, name, champ), {"departement": name})
        if len(known) == len(self.departements):
            yield from self._compared(known, dossier, champ)

    def _compared(self, known: Mapping[str, tuple[int, int]], dossier: View, champ: Path) -> Iterator[Found]:
        total, everyone = (sum(pair[rank] for pair in known.values()) for rank in (0, 1))
        mean = self._per(total, everyone)
        for name, (beds, people) in known.items():
            facts: dict[str, Any] = {"lits": beds, "densite": self._per(beds, people), "moyenne": mean}
            if beds * everyone < total * people:
                yield Finding("sous_dote", place_of(dossier, name, champ), {**facts, "departement": name})
        yield Finding("conforme", champ, {"lits": total, "densite": mean, "departement": None})

    def _per(self, beds: int, people: int) -> Decimal:
        return Decimal(beds * self.habitants) / people
