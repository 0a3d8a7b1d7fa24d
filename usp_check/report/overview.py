"""What a folder shows at a glance: one row a dossier, and the requirements most often missed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from usp_check.report.sorting import sort_constats
from usp_check.vocabulary import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usp_check.report.model import Apercu, Constat, ConstatLot, Entete

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


Headed = TypeVar("Headed", bound="Entete")


def in_order(dossiers: Iterable[Headed]) -> list[Headed]:
    """Put priority departments first, then by department, then as they came."""
    return sorted(dossiers, key=lambda one: (not one.prioritaire, one.departement or "\uffff"))


class Missed(NamedTuple):
    """A requirement, its title, and in how many dossiers it does not hold."""

    regle: str
    titre: str
    dossiers: int


def most_missed(dossiers: Iterable[Apercu], most: int = 8) -> list[Missed]:
    """List the requirements that most dossiers miss, informations aside; the first met settles ties."""
    counts = Counter(requirement for dossier in dossiers for requirement in dossier.manquees)
    return [Missed(rule, title, count) for (rule, title), count in counts.most_common(most)]


def telling(lot: Iterable[ConstatLot]) -> list[Constat]:
    """Give the constats on the folder that ask for something or were decided, gravest first."""
    found = sort_constats(lot)
    groups = (found.corriger, found.completer, found.reserves, found.infos)
    return [one for group in (*groups, found.verifier, found.evaluer, found.decisions) for one in group]
