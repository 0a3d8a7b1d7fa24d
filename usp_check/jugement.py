"""What is judged, and what became of it, before a word is written: most of it is never put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from usp_check import documents
from usp_check.checks.base import Finding
from usp_check.documents.complements import complement_info
from usp_check.reading.faults import Path
from usp_check.vocabulary import Gravite, Statut, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from usp_check.checks.base import Outcome
    from usp_check.documents import FieldTexts, Typed
    from usp_check.reading import Fault, Reading
    from usp_check.referentiels.models import Referentiel
    from usp_check.referentiels.requirements import Exigence, ExigenceFormat
    from usp_check.report.model import Appreciation, Defaillance
    from usp_check.suivi import Suivi

FORMAT = "FMT"


class Subject(NamedTuple):
    """What is judged: a file, what was read of it, and the typed document it makes, if it makes one.

    ``faults`` holds what is wrong with the file and its values, from reading and typing together;
    ``complements`` is the schema by which the référentiel's own fields were read, when it asks for some.
    """

    fichier: str
    reading: Reading
    faults: tuple[Fault, ...]
    kind: str | None = None
    typed: Typed | None = None
    complements: Mapping[str, Any] | None = None

    def info(self, path: Path) -> FieldTexts | None:
        """Return what is told of the field at ``path``; None for one that nothing describes."""
        if self.complements is not None and path[:1] == ("complements",) and len(path) > 1:
            return complement_info(self.complements, path[1:])
        try:
            return documents.field_info(self.kind, path) if self.kind else None
        except KeyError:
            return None

    def title(self, path: Path) -> str:
        """Name the field at ``path`` as a person would."""
        info = self.info(path)
        return info.title if info else ".".join(map(str, path))

    def fact(self, *path: str) -> Any:
        """Return what heads the report on a dossier; None in a document that has no such field."""
        return _fact(self.typed.document if self.typed else None, *path)


def numbers(document: Any) -> tuple[str, ...]:
    """Return the FINESS numbers of a candidature's site and of its holder, the site's first."""
    found = (
        _fact(document, "implantation", "finess_geographique"),
        _fact(document, "titulaire", "finess_juridique"),
    )
    return tuple(number for number in found if number is not None)


def _fact(document: Any, *path: str) -> Any:
    for name in path:
        document = getattr(document, name, None)
    return document


class Point:
    """One requirement at one place: what its check found, how that counts, and what a person decided of it.

    ``retenu`` is what counts: a person's decision when there is one, else what the tool found. It is a plain class
    for the reason that a finding is one.
    """

    __slots__ = ("appreciation", "finding", "outcome", "requirement", "retenu")

    def __init__(
        self,
        requirement: Exigence,
        finding: Finding,
        outcome: Outcome,
        appreciation: Appreciation | None = None,
    ) -> None:
        self.requirement = requirement
        self.finding = finding
        self.outcome = outcome
        self.appreciation = appreciation
        self.retenu: Statut = appreciation.decision if appreciation else outcome.statut

    @property
    def regle(self) -> str:
        """The requirement's identifier."""
        return self.requirement.id

    @property
    def titre(self) -> str:
        """The requirement's short name."""
        return self.requirement.titre

    @property
    def famille(self) -> str:
        """``CAP-04`` → ``CAP``."""
        return self.requirement.famille

    @property
    def gravite(self) -> Gravite:
        """What it weighs."""
        return self.requirement.gravite

    @property
    def code(self) -> str:
        """Which of the check's outcomes it is."""
        return self.finding.code


class Codes(dict[str | tuple[str, Path], tuple[Point]]):
    """What a requirement comes to by a code alone, or a code and a field that the référentiel gives.

    It is the same point for every dossier, made when it is first met.
    """

    def __init__(self, requirement: Exigence) -> None:
        super().__init__()
        self._requirement = requirement

    def __missing__(self, found: str | tuple[str, Path]) -> tuple[Point]:
        requirement = self._requirement
        code, path = (found, requirement.porte_sur) if isinstance(found, str) else found
        finding = Finding(code, path, {"absent": path})
        made = self[found] = (Point(requirement, finding, requirement.outcomes[code]),)
        return made


class PointFormat(NamedTuple):
    """A fault of the file itself, by the requirement that it breaks."""

    requirement: ExigenceFormat
    fault: Fault

    @property
    def appreciation(self) -> None:
        """No one decides that a file is well written: it has to be mended."""

    @property
    def retenu(self) -> Statut:
        """What counts."""
        return Statut.NON_CONFORME

    @property
    def famille(self) -> str:
        """``FMT-05`` → ``FMT``."""
        return FORMAT

    @property
    def regle(self) -> str:
        """The requirement's identifier."""
        return self.requirement.id

    @property
    def titre(self) -> str:
        """The requirement's short name."""
        return self.requirement.titre

    @property
    def gravite(self) -> Gravite:
        """What it weighs."""
        return self.requirement.gravite

    @property
    def code(self) -> str:
        """Which fault it is."""
        return self.fault.code


class Jugement(NamedTuple):
    """All that was found in one file: its faults, then the call's requirements in order.

    ``recu_le`` is when it came in, by the register; ``date_propre`` the document's own date, where it was judged
    at that one; ``suivi`` how far it has come, where it is the follow-up of a plan.
    """

    subject: Subject
    referentiel: Referentiel | None
    points: tuple[Point | PointFormat, ...]
    defaillances: tuple[Defaillance, ...]
    verdict: Verdict
    prioritaire: bool = False
    recu_le: date | datetime | None = None
    date_propre: date | None = None
    suivi: Suivi | None = None
