"""Document × référentiel × date → what became of each requirement. Pure: no file, no clock, no printing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby, product
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from usp_check.asking import broken, judge_requirement
from usp_check.checks.base import A_VERIFIER, CONFORME, NON_CONFORME, NON_EVALUABLE, Context
from usp_check.checks.view import View, Whole
from usp_check.documents.typed import too_many
from usp_check.jugement import FORMAT, Jugement, Point, PointFormat, Subject
from usp_check.reading import LIMITS, Fault, Path
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.requirements import Asked, ExigenceFormat
from usp_check.report.model import Appreciation, Defaillance
from usp_check.vocabulary import SETTLED, Gravite, Statut, Verdict

if TYPE_CHECKING:
    from datetime import date

    from usp_check.suivi import Suivi

PLAN = "plan"
DEROGATION = "derogation"
# Named once, as the statuses are: a member of an enumeration takes long to be looked up.
_BLOCKING, _INFO = Gravite.BLOQUANT, Gravite.INFO
DECISIONS = {
    "conforme": Statut.CONFORME,
    "non_conforme": Statut.NON_CONFORME,
    "sans_objet": Statut.SANS_OBJET,
    DEROGATION: Statut.SANS_OBJET,  # the requirement is set aside for this dossier
}


class Weighed(Protocol):
    """What a verdict looks at, in a point or in a constat."""

    @property
    def famille(self) -> str: ...  # noqa: D102
    @property
    def gravite(self) -> Gravite: ...  # noqa: D102
    @property
    def retenu(self) -> Statut: ...  # noqa: D102


class Rules(NamedTuple):
    """What it is judged by: the call's requirements, those on the file, and the identifiers set aside."""

    referentiel: Referentiel | None
    format: tuple[ExigenceFormat, ...]
    ecartees: frozenset[str] = frozenset()


class Evaluation:
    """What is found in one document by its référentiel, requirement by requirement, at the date of ``context``.

    ``own_date`` is the document's own, where it is judged at that one. ``points`` is what was found so far,
    ``leading`` what was found by the requirements that put a dossier first, ``failures`` where the tool failed.
    """

    __slots__ = (
        "_own_date",
        "_rules",
        "_subject",
        "asked",
        "context",
        "dossier",
        "failures",
        "leading",
        "points",
    )

    def __init__(
        self, subject: Subject, rules: Rules, context: Context, own_date: date | None = None
    ) -> None:
        self._subject = subject
        self._rules = rules
        self.context = context
        self._own_date = own_date
        self.points: list[Point | PointFormat] = list(_on_the_file(subject.faults, rules))
        self.failures: list[Defaillance] = []
        self.leading: list[Point] = []
        self.dossier = Whole(subject.typed.document if subject.typed else None, _doubts(subject))
        self.asked: tuple[Asked, ...] = ()
        """What it is judged by, requirement by requirement, in order."""
        if rules.referentiel is not None and subject.typed is not None and subject.kind is not None:
            self.asked = _asked(rules.referentiel, subject.kind, rules.ecartees)

    def judged(self) -> Jugement:
        """Judge by all that is asked, and return all that was found."""
        _ask(self.asked, (self,))
        return self.jugement()

    def jugement(self) -> Jugement:
        """Return all that was found, once each requirement was asked."""
        subject, rules, context, failures = self._subject, self._rules, self.context, self.failures
        points = self.points
        if len(points) > LIMITS.max_faults:
            points = list(_bounded(points, rules))
        suivi = None
        if (
            self.asked
            and rules.referentiel is not None
            and subject.kind == PLAN
            and rules.referentiel.actions
        ):
            suivi = _follow(self.dossier, rules.referentiel, context, failures)
        if context.inscription is not None:
            points = appreciated(points, context.inscription)
        return Jugement(
            subject,
            rules.referentiel,
            tuple(points),
            tuple(failures),
            verdict(points, aside=bool(rules.ecartees) and _blocking_aside(rules), failed=bool(failures)),
            prioritaire=any(point.outcome.statut is CONFORME for point in self.leading),
            recu_le=context.inscription.get("recu_le") if context.inscription is not None else None,
            date_propre=self._own_date,
            suivi=suivi,
        )


def ask_each(evaluations: Iterable[Evaluation]) -> None:
    """Judge each document by all that is asked of it: those of which the same is asked together."""
    alike: dict[tuple[Asked, ...], list[Evaluation]] = {}
    for evaluation in evaluations:
        alike.setdefault(evaluation.asked, []).append(evaluation)
    for asked, together in alike.items():
        _ask(asked, together)


def _ask(requirements: Iterable[Asked], evaluations: Iterable[Evaluation]) -> None:
    """Judge all documents by the first requirement, then by the next; a failure of the tool is told as one."""
    for asked, evaluation in product(requirements, evaluations):
        try:
            found = judge_requirement(asked, evaluation.dossier, evaluation.context)
        except Exception as error:  # noqa: BLE001 - any failure of a check, and the rest is judged
            evaluation.failures.append(failure(asked.requirement.id, error))
            found = [broken(asked.requirement)]
        evaluation.points.extend(found)
        if asked.prioritaire:
            evaluation.leading.extend(found)


def _asked(referentiel: Referentiel, kind: str, aside: frozenset[str]) -> tuple[Asked, ...]:
    asked = referentiel.asked(kind)
    return tuple(one for one in asked if one.requirement.id not in aside) if aside else asked


def _on_the_file(faults: Sequence[Fault], rules: Rules) -> Iterator[PointFormat]:
    by_id = {rule.id: rule for rule in rules.format} if faults else {}
    for fault in faults:
        if fault.rule not in rules.ecartees:
            yield PointFormat(by_id[fault.rule], fault)


def _doubts(subject: Subject) -> Mapping[Path, str]:
    """Say which values can't be trusted: those that are malformed, given twice, or tagged."""
    doubts = {fault.path: fault.rule for fault in subject.reading.faults if fault.path}
    return {**(subject.typed.doubts if subject.typed else {}), **doubts}


def verdict(constats: Iterable[Weighed], *, aside: bool, failed: bool) -> Verdict:
    """Draw the verdict: the first that applies.

    ``aside`` says that a requirement that blocks was set aside, ``failed`` that the tool failed: neither can
    end in a favourable verdict.
    """
    heavy = [c for c in constats if c.retenu not in SETTLED and c.gravite is not _INFO]
    call = [c for c in heavy if c.famille != FORMAT and c.gravite is _BLOCKING]
    if any(c.retenu is NON_CONFORME for c in call):
        return Verdict.NON_CONFORME
    unread = any(c.famille == FORMAT for c in heavy) or any(c.retenu is NON_EVALUABLE for c in call)
    if unread or aside or failed:
        return Verdict.INDETERMINE
    if any(c.retenu in (NON_CONFORME, A_VERIFIER) for c in heavy):
        return Verdict.CONFORME_AVEC_RESERVES
    return Verdict.CONFORME


def appreciated(points: Iterable[Point | PointFormat], entry: View) -> list[Point | PointFormat]:
    """Put beside each point what a person decided of its requirement; the tool's own finding stays under it.

    What is wrong with the file itself can't be appreciated: it has to be mended.
    """
    decisions = dict(decided(entry))
    return [
        Point(point.requirement, point.finding, point.outcome, decisions.get(point.regle))
        if isinstance(point, Point)
        else point
        for point in points
    ]


def decided(entry: View) -> Iterator[tuple[str, Appreciation]]:
    """Give the decisions of a register's entry that are whole: a decision, its reason and its author."""
    for line in entry.items("appreciations"):
        rule, word, reason, agent = (line.get(name) for name in ("regle", "decision", "motif", "agent"))
        if None not in (rule, word, reason, agent):
            aside = word == DEROGATION
            yield rule.upper(), Appreciation(DECISIONS[word], reason, agent, line.get("date"), aside)


def _follow(
    plan: View, referentiel: Referentiel, context: Context, failures: list[Defaillance]
) -> Suivi | None:
    """Tell how far a plan has come; what went wrong inside is added to ``failures``."""
    from usp_check.following import follow

    try:
        return follow(plan, referentiel, context.date)
    except Exception as error:  # noqa: BLE001 - as for a check
        failures.append(failure("suivi", error))
        return None


def _bounded(points: Iterable[Point | PointFormat], rules: Rules) -> Iterator[Point | PointFormat]:
    """Keep of each requirement the first points of each sort, so that the verdict is the same, and say there are more.

    A dossier of thousands of lines that all fail would make a report that nobody reads.
    """
    for _, found in groupby(points, key=lambda point: point.requirement):
        seen: Counter[str] = Counter()
        beyond: list[Point] = []
        for point in found:
            seen[point.code] += 1
            if isinstance(point, PointFormat) or seen[point.code] <= LIMITS.max_faults:
                yield point
            else:
                beyond.append(point)
        yield from _on_the_file([too_many(point.finding.path) for point in beyond[:1]], rules)


def failure(step: str, error: BaseException) -> Defaillance:
    """Describe a failure of the tool by where it happened, with nothing of the dossier in it."""
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    where = "; ".join(f"{f.name}:{f.lineno}" for f in frames)
    digest = sha256(f"{step}|{type(error).__name__}|{where}".encode()).hexdigest()[:8]
    return Defaillance(etape=step, reference=digest, nature=type(error).__name__)


def _blocking_aside(rules: Rules) -> bool:
    """Whether one of the requirements set aside blocks."""
    declared: list[Any] = [*rules.format, *(rules.referentiel.exigences if rules.referentiel else ())]
    return any(rule.id in rules.ecartees and rule.gravite is _BLOCKING for rule in declared)
