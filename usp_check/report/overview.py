"""What a folder shows at a glance: one row a dossier, and the requirements most often missed."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from usp_check.report.sorting import sort_constats
from usp_check.vocabulary import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


_AT_ONCE = 1_000


def in_order(dossiers: Sequence[Headed]) -> Iterator[Headed]:
    """Put priority departments first, then by department, then as they came; hold few at once, of thousands."""
    ranks: dict[tuple[bool, str], array[int]] = {}
    for rank, one in enumerate(dossiers):
        place = (not one.prioritaire, one.departement or "\uffff")
        ranks.setdefault(place, array("L")).append(rank)
    order = chain.from_iterable(ranks[place] for place in sorted(ranks))
    while wanted := dict.fromkeys(islice(order, _AT_ONCE)):
        held = {rank: one for rank, one in enumerate(dossiers) if rank in wanted}
        yield from map(held.__getitem__, wanted)


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
