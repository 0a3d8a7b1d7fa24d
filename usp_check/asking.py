"""One requirement asked of one document: what its check found, and how that counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from usp_check.checks.base import CONFORME, NON_EVALUABLE, Context, Finding, Found, Outcome
from usp_check.checks.values import word
from usp_check.checks.view import Doubtful, View
from usp_check.jugement import Point
from usp_check.reading import Path
from usp_check.referentiels.requirements import HORS_CHAMP, WITHOUT, Asked, Exigence

DOUBTFUL = "valeur_douteuse"
FAILURE = "defaillance"
_DOUBTFUL = Outcome(NON_EVALUABLE, "Ce point dépend de « {source} », que le constat {cause} signale.")
_FAILURE = Outcome(NON_EVALUABLE, "L’outil n’est pas parvenu à examiner ce point.")


def judge_requirement(asked: Asked, dossier: View, context: Context) -> Sequence[Point]:
    """Judge one requirement: what was found, and how it counts."""
    try:
        if not asked.always and (unmet := _unmet(asked, dossier)):
            return asked.codes[unmet]
        found = asked.check.judge(dossier, asked.champ, context)
    except Doubtful as doubt:
        return [_doubtful(asked.requirement, doubt)]
    if type(found) is str or isinstance(found, tuple):  # as most are
        return asked.codes[found]
    if isinstance(found, Finding):
        return [_point(asked.requirement, found)]
    return _points(asked, found)


def _point(requirement: Exigence, finding: Finding) -> Point:
    return Point(requirement, finding, requirement.outcomes[finding.code])


def _points(asked: Asked, found: Iterable[Found]) -> list[Point]:
    """Say how each of several findings counts. Those before a doubtful value do too, but for what holds."""
    requirement = asked.requirement
    points: list[Point] = []
    try:
        for one in found:
            if isinstance(one, Finding):
                points.append(_point(requirement, one))
            else:
                points += asked.codes[one]
    except Doubtful as doubt:
        points = [point for point in points if point.outcome.statut is not CONFORME]
        points.append(_doubtful(requirement, doubt))
    if not points:
        raise LookupError(requirement.id)
    return points


def _doubtful(requirement: Exigence, doubt: Doubtful) -> Point:
    facts = {"cause": doubt.rule, "source": doubt.path}
    return Point(requirement, Finding(DOUBTFUL, doubt.path, facts), _DOUBTFUL)


def _unmet(asked: Asked, dossier: View) -> tuple[str, Path] | None:
    """Say that the requirement does not apply, or that a field that it needs is absent; nothing where it is asked."""
    for path, status in asked.needs:
        if not dossier.filled(path):
            return WITHOUT[status][0], path
    for path, values in asked.conditions:
        value = dossier.get(path)
        if value is None:
            return WITHOUT[NON_EVALUABLE][0], path
        if word(value) not in values:
            return HORS_CHAMP, path
    return None


def broken(requirement: Exigence) -> Point:
    """Return what stands for a requirement on which the tool failed."""
    return Point(requirement, Finding(FAILURE, requirement.porte_sur), _FAILURE)
