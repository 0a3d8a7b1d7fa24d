"""What was found in one dossier, counted: the same from points without words and from constats."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from usp_check.vocabulary import SETTLED, Gravite, Statut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sized


class Counted(Protocol):
    """What is counted: a constat, or a point that no one has put into words."""

    @property
    def regle(self) -> str: ...  # noqa: D102
    @property
    def titre(self) -> str: ...  # noqa: D102
    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def gravite(self) -> Gravite: ...  # noqa: D102
    @property
    def retenu(self) -> Statut: ...  # noqa: D102
    @property
    def appreciation(self) -> object | None: ...  # noqa: D102


Point = TypeVar("Point", bound=Counted)
# Named once: a member of an enumeration takes long to be looked up, and these are for each point of each dossier.
_FAULT, _TO_CHECK, _UNJUDGED = Statut.NON_CONFORME, Statut.A_VERIFIER, Statut.NON_EVALUABLE
_BLOCKING, _INFO = Gravite.BLOQUANT, Gravite.INFO


class Tally(NamedTuple):
    """What was found in one dossier, counted in constats; decisions in requirements."""

    corriger: int = 0
    completer: int = 0
    reserves: int = 0
    verifier: int = 0
    evaluer: int = 0
    decisions: int = 0
    defaillances: int = 0

    @property
    def bloquants(self) -> int:
        """Faults that block: to correct or to fill in."""
        return self.corriger + self.completer


def tally(points: Iterable[Counted], failures: Sized) -> Tally:
    """Count what was found in a dossier, and the tool's ``failures``; an information weighs nothing."""
    points = tuple(points)
    counts = {"defaillances": len(failures), "decisions": decided(points)}
    for point in unsettled(points):
        if pile := _pile(point):
            counts[pile] = counts.get(pile, 0) + 1
    return Tally(**counts)


def unsettled(points: Iterable[Point]) -> list[Point]:
    """Return what counts: what neither holds nor is without object."""
    return [point for point in points if point.retenu not in SETTLED]


def decided(points: Iterable[Counted]) -> int:
    """Count the requirements that a person decided: a decision holds for all the places of one."""
    return len({point.regle for point in points if point.appreciation is not None})


def _pile(point: Counted) -> str:
    """Name the count that a point which is not settled belongs to; none for an information."""
    status = point.retenu
    if point.gravite is _INFO:
        return ""
    if status is _FAULT:
        if point.gravite is not _BLOCKING:
            return "reserves"
        return "completer" if point.code == "manquant" else "corriger"
    if point.appreciation is not None:
        return ""
    if status is _TO_CHECK:
        return "verifier"
    return "evaluer" if status is _UNJUDGED else ""


def missed(points: Iterable[Counted]) -> tuple[tuple[str, str], ...]:
    """List the requirements that do not hold, informations aside: identifier and title, each once."""
    faults = [point for point in points if point.retenu is _FAULT]
    return tuple(dict.fromkeys((point.regle, point.titre) for point in faults if point.gravite is not _INFO))
