"""The constats of one dossier, sorted into what a reader does with them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from usp_check.report.counting import tally
from usp_check.vocabulary import Gravite, Statut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from usp_check.report.model import Constat

_LAST = 1 << 60  # after every line of a file
_WEIGHTS = tuple(Gravite)  # gravest first
_WEIGHED = ("corriger", "completer", "reserves", "verifier", "evaluer")


class Sorted(NamedTuple):
    """Constats by what is to be done: faults of the file, then by line, then as the call has them."""

    corriger: list[Constat]
    completer: list[Constat]
    reserves: list[Constat]
    infos: list[Constat]
    verifier: list[Constat]
    evaluer: list[Constat]
    decisions: list[Constat]
    tenues: list[Constat]
    objet: list[Constat]

    def counts(self) -> dict[str, int]:
        """Count what weighs, or, where nothing does, what holds."""
        weighed = tally(chain.from_iterable(self), ())._asdict()
        found = {name: weighed[name] for name in _WEIGHED}
        if any(found.values()):
            return found
        return {"tenues": len(requirements(self.tenues)), "objet": len(requirements(self.objet))}


def sort_constats(constats: Iterable[Constat]) -> Sorted:
    """Sort constats by status, severity, and whether something is missing or wrong.

    Those that a person's decision settled stand apart; one that a person decided does not hold is a
    fault like another.
    """
    every = sorted(constats, key=_place)

    def pick(status: Statut, keep: Callable[[Constat], bool] = lambda _: True) -> list[Constat]:
        return [c for c in every if not _settled(c) and c.retenu is status and keep(c)]

    blocking = pick(Statut.NON_CONFORME, lambda c: c.gravite is Gravite.BLOQUANT)
    corriger, completer = apart(blocking)
    return Sorted(
        corriger=corriger,
        completer=completer,
        reserves=pick(Statut.NON_CONFORME, lambda c: c.gravite is Gravite.RESERVE),
        infos=pick(Statut.NON_CONFORME, lambda c: c.gravite is Gravite.INFO),
        verifier=sorted(pick(Statut.A_VERIFIER), key=lambda c: _WEIGHTS.index(c.gravite)),
        evaluer=pick(Statut.NON_EVALUABLE),
        decisions=[c for c in every if _settled(c)],
        tenues=pick(Statut.CONFORME),
        objet=pick(Statut.SANS_OBJET),
    )


def unsent(constats: Iterable[Constat]) -> tuple[list[Constat], list[Constat]]:
    """Tell what the checklist of the sending repeats, since nothing is sent yet, from the rest."""
    waiting: list[Constat] = []
    others: list[Constat] = []
    for constat in constats:
        (waiting if constat.code == "pas_encore_indique" else others).append(constat)
    return waiting, others


def apart(constats: Iterable[Constat]) -> tuple[list[Constat], list[Constat]]:
    """Tell what is to be corrected from what is still to be filled in."""
    wrong: list[Constat] = []
    missing: list[Constat] = []
    for constat in constats:
        (missing if constat.code == "manquant" else wrong).append(constat)
    return wrong, missing


def _settled(constat: Constat) -> bool:
    return constat.appreciation is not None and constat.retenu is not Statut.NON_CONFORME


def _place(constat: Constat) -> tuple[bool, int, int]:
    line = _LAST if constat.ligne is None else constat.ligne
    return constat.famille != "FMT", line, constat.colonne or 0


def requirements(constats: Iterable[Constat]) -> set[str]:
    """Give the identifiers of the requirements, each once."""
    return {constat.regle for constat in constats}


def by_section(constats: Iterable[Constat]) -> Iterator[tuple[str, list[Constat]]]:
    """Group constats by the part of the dossier they are about (the first key), in the order met."""
    groups: dict[str, list[Constat]] = {}
    for constat in constats:
        groups.setdefault(str(constat.champ[0]) if constat.champ else "", []).append(constat)
    yield from groups.items()


FAMILY_COLUMNS = ("tenu", "défaut", "signalé", "à juger", "non évalué", "sans objet")
_TOLD = 2  # an info that does not hold weighs nothing: it is told, it is no fault
_COLUMN = {
    Statut.CONFORME: 0,
    Statut.NON_CONFORME: 1,
    Statut.A_VERIFIER: 3,
    Statut.NON_EVALUABLE: 4,
    Statut.SANS_OBJET: 5,
}
# Where one requirement has several constats, the first of these that occurs stands for it.
_HEAVIEST = (1, 4, 3, 2, 0, 5)


def by_family(constats: Iterable[Constat], order: Iterable[str] = ()) -> dict[str, list[int]]:
    """Count requirements by family and by what became of them, in the columns of ``FAMILY_COLUMNS``.

    Families come in the given order, then in the order met.
    """
    found: dict[str, set[int]] = {}
    for constat in constats:
        told = constat.retenu is Statut.NON_CONFORME and constat.gravite is Gravite.INFO
        found.setdefault(constat.regle, set()).add(_TOLD if told else _COLUMN[constat.retenu])
    met = dict.fromkeys(rule.partition("-")[0] for rule in found)
    wanted = dict.fromkeys(family for family in order if family in met)
    counts = {family: [0] * len(FAMILY_COLUMNS) for family in wanted | met}
    for rule, columns in found.items():
        counts[rule.partition("-")[0]][next(one for one in _HEAVIEST if one in columns)] += 1
    return counts
