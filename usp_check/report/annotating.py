"""What forges and dashboards show of a report: the open points, how much each weighs, what it says."""

from __future__ import annotations

import json
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from usp_check.report.locating import portable
from usp_check.report.model import ConstatLot
from usp_check.report.safe import inert
from usp_check.report.wording import GRAVITES, STATUTS, decided, finding, passage, remedy
from usp_check.vocabulary import Gravite, Statut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from usp_check.report.model import Constat, RapportDossier, Report

FAILURE_CODE = "defaillance"
_OPEN = frozenset({Statut.NON_CONFORME, Statut.A_VERIFIER, Statut.NON_EVALUABLE})


class Weight(StrEnum):
    """What an open point does to the verdict, heaviest first."""

    BLOCKS = "bloque"
    QUALIFIES = "réserve"
    TELLS = "information"


_WEIGHTS = tuple(Weight)


def is_open(status: Statut) -> bool:
    """Whether a status leaves something to do."""
    return status in _OPEN


def weight(constat: Constat) -> Weight:
    """Weigh an open point as the verdict does.

    It blocks (``bloquant``, does not hold), it keeps the verdict from being plainly favourable (a reserve, what a
    person must judge, what blocks and could not be evaluated), or it is only told.
    """
    status = constat.retenu
    if status is Statut.NON_CONFORME and constat.gravite is Gravite.BLOQUANT:
        return Weight.BLOCKS
    if constat.gravite is Gravite.INFO:
        return Weight.TELLS
    if status is Statut.NON_EVALUABLE and constat.gravite is not Gravite.BLOQUANT:
        return Weight.TELLS
    return Weight.QUALIFIES


def heaviest_first(constats: Iterable[Constat]) -> list[Constat]:
    """Give the open points, heaviest first, else in the order given."""
    return sorted((c for c in constats if is_open(c.retenu)), key=lambda c: _WEIGHTS.index(weight(c)))


def label(constat: Constat) -> str:
    """Name a point in a few words: ``CAP-01 Capacité minimale (bloquant)``."""
    status = constat.retenu
    word = GRAVITES[constat.gravite] if status is Statut.NON_CONFORME else STATUTS[status]
    return inert(" ".join(part for part in (constat.regle, constat.titre, f"({word})") if part))


def told(constat: Constat) -> str:
    """Tell a point whole, a paragraph a line: what is wrong, what was expected, what to do, why.

    Who decided what a person decided is left out: these reports travel.
    """
    parts = [finding(constat)]
    # Where nothing could be evaluated the message names the cause, and that is what is to be mended.
    if constat.retenu is not Statut.NON_EVALUABLE:
        parts += [f"Attendu : {constat.attendu}"] if constat.attendu else []
        parts += [f"À faire : {todo}"] if (todo := remedy(constat)) else []
    parts += [f"{source(constat)} : {cited}"] if (cited := passage(constat)) else []
    if constat.appreciation is not None:
        word = decided(constat.appreciation)
        parts.append(f"Décision d’une personne : « {word} ». Motif : {constat.appreciation.motif}")
    return "\n".join(map(inert, parts))


def source(constat: Constat) -> str:
    """Name what a requirement rests on, for the head of its citation: the call, or the tool itself."""
    added = constat.reference is not None and constat.reference.passage == "outil"
    return "Source" if added else "Texte"


class Point(NamedTuple):
    """A constat and the files that it is about: one dossier's, or those of the folder (then ``dossier`` is None)."""

    constat: Constat
    fichiers: tuple[str, ...]
    dossier: RapportDossier | None = None

    @property
    def fichier(self) -> str | None:
        """The file to show it in; None where it is about no file in particular."""
        return self.fichiers[0] if self.fichiers else None


def points(report: Report) -> Iterator[Point]:
    """Give every constat of a report, in its order; those on the folder come last."""
    for dossier in report.dossiers:
        yield from (Point(constat, (dossier.fichier,), dossier) for constat in dossier.constats)
    yield from (Point(constat, constat.fichiers) for constat in report.lot)


class Fingerprints:
    """Tells points apart from one run to the next, by what they are and not by where they stand.

    A fingerprint is made of the file's path, the requirement, the code and the path of the field; so an edit
    elsewhere in the file, which moves lines, leaves it. Points alike in all that are told apart by their order.
    """

    def __init__(self) -> None:
        self._met: dict[str, int] = {}

    def of(self, point: Point) -> str:
        """Give the next fingerprint (64 hexadecimal digits) of a point."""
        constat = point.constat
        department = constat.departement if isinstance(constat, ConstatLot) else None
        files = [portable(fichier) for fichier in point.fichiers]
        return self._next([*files, department, constat.regle, constat.code, *constat.champ])

    def of_failure(self, fichier: str, step: str) -> str:
        """Give the next fingerprint of a failure of the tool."""
        return self._next([portable(fichier), FAILURE_CODE, step])

    def _next(self, parts: list[str | int | None]) -> str:
        key = json.dumps(parts)  # unlike a mere joining, no two lists give the same text
        rank = self._met[key] = self._met.get(key, 0) + 1
        return sha256(f"{key}{rank}".encode()).hexdigest()
