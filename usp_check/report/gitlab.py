"""GitLab's Code Quality report: a list of points, each with a place and a stable fingerprint."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from usp_check.report.annotating import (
    FAILURE_CODE,
    Fingerprints,
    Weight,
    is_open,
    label,
    points,
    told,
    weight,
)
from usp_check.report.locating import portable
from usp_check.report.safe import inert
from usp_check.report.wording import FAILURE, INTERRUPTED, failure
from usp_check.vocabulary import Etat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usp_check.report.annotating import Point
    from usp_check.report.model import Report

_SEVERITIES = {Weight.BLOCKS: "blocker", Weight.QUALIFIES: "major", Weight.TELLS: "info"}
_FAILED = "critical"
_WHOLE = "."  # GitLab wants a path, also for what concerns no file


def render_gitlab(report: Report) -> str:
    """Render what is open in a report as Code Quality JSON: ASCII, one final line end.

    A failure of the tool and an interruption are points too: without them an incomplete run would pass for
    one that found nothing.
    """
    prints = Fingerprints()
    found = [_point(point, prints.of(point)) for point in points(report) if is_open(point.constat.retenu)]
    return f"{json.dumps([*found, *_failures(report, prints)], indent=2)}\n"


def _point(point: Point, fingerprint: str) -> dict[str, Any]:
    constat = point.constat
    place = _place(point.fichier or _WHOLE, constat.ligne if point.dossier else None)
    text = f"{label(constat)} : {told(constat)}"
    return _issue(constat.regle, _SEVERITIES[weight(constat)], text, fingerprint) | place


def _failures(report: Report, prints: Fingerprints) -> Iterator[dict[str, Any]]:
    for dossier in report.dossiers:
        for one in dossier.defaillances:
            fingerprint = prints.of_failure(dossier.fichier, one.etape)
            issue = _issue(FAILURE_CODE, _FAILED, f"{FAILURE} {failure(one)}", fingerprint)
            yield issue | _place(dossier.fichier)
    if report.etat is not Etat.COMPLET:
        fingerprint = prints.of_failure(_WHOLE, str(report.etat))
        yield _issue(str(report.etat), _FAILED, INTERRUPTED, fingerprint) | _place(_WHOLE)


def _issue(name: str, severity: str, text: str, fingerprint: str) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": inert(name),
        "description": inert(text),
        "categories": ["Compatibility"],
        "severity": severity,
        "fingerprint": fingerprint,
    }


def _place(fichier: str, line: int | None = None) -> dict[str, Any]:
    return {"location": {"path": inert(portable(fichier)), "lines": {"begin": line or 1}}}
