"""The folder as a whole: what a call demands of all its dossiers together, and of the territory with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from usp_check.asking import judge_requirement
from usp_check.checks.base import Context, Projet
from usp_check.checks.supply import REGION, DensiteUsp
from usp_check.checks.territory import known_usp
from usp_check.checks.view import View
from usp_check.documents.departements import named
from usp_check.jugement import Subject
from usp_check.reading import Positions, Reading
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.requirements import LOT, Exigence
from usp_check.register import Register
from usp_check.report.model import INHABITANTS, Constat, ConstatLot, Couverture, Entete
from usp_check.telling import tell
from usp_check.vocabulary import Verdict

OFFER = "offre"
_NOTHING = Subject("", Reading("", None, None, Positions(), ()), ())


def evaluate_lot(
    dossiers: Iterable[Entete],
    referentiel: Referentiel,
    day: date,
    offer: View | None,
    register: Register | None,
) -> tuple[tuple[ConstatLot, ...], tuple[Couverture, ...]]:
    """Judge a folder: its own requirements and, when there is an offer, those of the territory with the projects.

    The dossiers that answer another call are none of its own.
    """
    own = _Again(lambda: (d for d in dossiers if d.referentiel is None or d.referentiel.id == referentiel.id))
    folder = View(_content(own, referentiel, register), {})
    context = Context(day, projets=tuple(_projects(own, referentiel, offer)) if offer is not None else ())
    constats: list[ConstatLot] = []
    coverage: list[Couverture] = []
    for requirement in referentiel.on(LOT):
        constats += (constat for constat, _ in _judged(requirement, folder, context, referentiel))
    for requirement in referentiel.on(OFFER) if offer is not None else ():
        for constat, facts in _judged(requirement, offer, context, referentiel):
            constats.append(constat)
            if isinstance(requirement.check, DensiteUsp) and facts.get("population"):
                coverage.append(_coverage(requirement.check, facts))
    return tuple(constats), tuple(coverage)


def _judged(
    requirement: Exigence, view: View | None, context: Context, referentiel: Referentiel
) -> Iterator[tuple[ConstatLot, dict[str, Any]]]:
    assert view is not None  # noqa: S101 - asked only where there is one
    points = [*reversed(judge_requirement(requirement.asked, view, context))]
    while points:  # each is let go once it is told: a folder may give thousands
        point = points.pop()
        told = tell(point, _NOTHING, referentiel)
        facts = dict(point.finding.arguments)
        shared = {field.name: getattr(told, field.name) for field in fields(Constat)}
        files = tuple(facts.get("fichiers") or ())
        yield ConstatLot(**shared, fichiers=files, departement=facts.get("departement")), facts


def _content(
    dossiers: Iterable[Entete], referentiel: Referentiel, register: Register | None
) -> dict[str, Any]:
    """Gather what the checks on a folder look at."""
    entries = {d.fichier: register.entry(d.fichier, d.finess) for d in dossiers} if register else {}
    met = {entry.path[-1] for entry in entries.values() if entry is not None}
    rules = {rule.id for rule in referentiel.exigences}
    return {
        # Nobody sent an offer in.
        "dossiers": _Again(lambda: (_facts(d, entries) for d in dossiers if d.document != OFFER)),
        "registre": register.view.value if register else None,
        "ecarts": list(register.slips({int(rank) for rank in met}, rules)) if register else [],
    }


class _Facts(NamedTuple):
    """What the checks on a folder look at in one dossier."""

    fichier: str
    finess: str | None
    departement: str | None
    orientation: str | None
    inscrit: bool


def _facts(dossier: Entete, entries: Mapping[str, View | None]) -> _Facts:
    number = dossier.finess[0] if dossier.finess else None
    entered = entries.get(dossier.fichier) is not None
    return _Facts(dossier.fichier, number, dossier.departement, dossier.orientation, entered)


class _Again(Iterable[Any]):
    """What can be gone through again and again, and is made each time: of thousands of dossiers, one is held."""

    def __init__(self, make: Callable[[], Iterator[Any]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Any]:
        return self._make()


def _projects(dossiers: Iterable[Entete], referentiel: Referentiel, offer: View | None) -> Iterator[Projet]:
    """Give the projects that do not fail, with the beds that each adds to what exists."""
    for dossier in dossiers:
        if dossier.document == referentiel.documents[0] and dossier.verdict is not Verdict.NON_CONFORME:
            beds = (dossier.lits or 0) - _already_there(dossier, offer)
            yield Projet(dossier.fichier, dossier.departement, max(0, beds))


def _already_there(dossier: Entete, offer: View | None) -> int:
    """Count the beds of the applicant's own unit that the offer counts already; a creation has none."""
    if dossier.nature == "creation":
        return 0
    units = known_usp(offer, dossier.departement) or ()
    return sum(unit.get("lits") or 0 for unit in units if unit.get("finess") in dossier.finess)


def _coverage(check: DensiteUsp, facts: dict[str, Any]) -> Couverture:
    return Couverture(
        territoire=named(facts["departement"]) if facts["departement"] else REGION.capitalize(),
        population=facts["population"],
        lits=facts.get("lits"),
        lits_avec_projets=facts["lits"] + facts["projetes"] if facts.get("lits") is not None else None,
        seuil=Decimal(check.seuil) * INHABITANTS / check.habitants,
        ensemble=facts["departement"] is None,
    )
