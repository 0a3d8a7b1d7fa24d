"""What a folder shows at a glance: one row a dossier, and the requirements most often missed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from usp_check.report.sorting import requirements, sort_constats
from usp_check.vocabulary import Gravite, Statut, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usp_check.report.model import Constat, ConstatLot, RapportDossier, Report

MARKS = {
    Verdict.CONFORME: "✓",
    Verdict.CONFORME_AVEC_RESERVES: "!",
    Verdict.NON_CONFORME: "✗",
    Verdict.INDETERMINE: "~",
}
# What a dossier's report tells in full, in this order: the title, and the group of ``Sorted``.
SECTIONS = {
    "À corriger": "corriger",
    "À compléter": "completer",
    "Réserves": "reserves",
    "Pour information": "infos",
    "Une personne doit en juger": "verifier",
    "N’a pas pu être évalué": "evaluer",
    "Décidé par une personne": "decisions",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in one dossier, counted in constats."""

    corriger: int
    completer: int
    reserves: int
    verifier: int
    evaluer: int
    decisions: int
    defaillances: int

    @property
    def bloquants(self) -> int:
        """Faults that block: to correct or to fill in."""
        return self.corriger + self.completer


def tally(dossier: RapportDossier) -> Tally:
    """Count what was found in a dossier; an information weighs nothing and is not counted."""
    found = sort_constats(dossier.constats)
    weighing = found.counts()
    return Tally(
        corriger=len(found.corriger),
        completer=len(found.completer),
        reserves=len(found.reserves),
        verifier=weighing.get("verifier", 0),
        evaluer=weighing.get("evaluer", 0),
        decisions=sum(constat.appreciation is not None for constat in dossier.constats),
        defaillances=len(dossier.defaillances),
    )


def in_order(dossiers: Iterable[RapportDossier]) -> list[RapportDossier]:
    """Put priority departments first, then by department, then as they came."""
    return sorted(dossiers, key=lambda one: (not one.prioritaire, one.departement or "\uffff"))


@dataclass(frozen=True, slots=True)
class Missed:
    """A requirement, its title, and in how many dossiers it does not hold."""

    regle: str
    titre: str
    dossiers: int


def most_missed(report: Report, most: int = 8) -> list[Missed]:
    """List the requirements that most dossiers miss, informations aside; the call's order settles ties."""
    titles: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for dossier in report.dossiers:
        missed = [one for one in dossier.constats if _does_not_hold(one)]
        titles.update((one.regle, one.titre) for one in missed)
        counts.update(requirements(missed))
    ranked = sorted(titles, key=lambda rule: -counts[rule])
    return [Missed(rule, titles[rule], counts[rule]) for rule in ranked[:most]]


def _does_not_hold(constat: Constat) -> bool:
    return constat.retenu is Statut.NON_CONFORME and constat.gravite is not Gravite.INFO


def telling(lot: Iterable[ConstatLot]) -> list[Constat]:
    """Give the constats on the folder that ask for something or were decided, gravest first."""
    found = sort_constats(lot)
    groups = (found.corriger, found.completer, found.reserves, found.infos)
    return [one for group in (*groups, found.verifier, found.evaluer, found.decisions) for one in group]
