"""SARIF 2.1.0 (OASIS): one run for all files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from usp_check.report.annotating import Fingerprints, is_open, label, points, told
from usp_check.report.locating import STANDARD_INPUT, climbs, uri
from usp_check.report.safe import inert
from usp_check.report.sarif_rules import LEVELS, Rules, as_message
from usp_check.report.wording import DISCLAIMER, FAILURE, INTERRUPTED, failure
from usp_check.vocabulary import Etat, Statut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from usp_check.report.model import Constat, RapportDossier, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
INFORMATION = "urn:usp-check"  # the standard's tools want a URI, and the project has no site
ROOT = "%SRCROOT%"
FINGERPRINT = "constat/v1"
_KINDS = {Statut.A_VERIFIER: "review", Statut.NON_EVALUABLE: "open"}


def render_sarif(report: Report) -> str:
    """Render a report as SARIF 2.1.0: ASCII, one final line end, the same at every run.

    A requirement that does not hold is a result of kind ``fail``, its level by severity: ``error`` (bloquant),
    ``warning`` (reserve), ``note`` (info). What a person must judge is of kind ``review``, what could not be
    evaluated of kind ``open``; the standard wants level ``none`` for both (§3.27.10). What holds or does not
    apply is no result: a forge would show it as an alert. What a person's decision settled is suppressed, with
    the reason. Failures of the tool and an interruption are notifications of an unsuccessful invocation.
    """
    rules = Rules(report)
    artifacts = {dossier.fichier: index for index, dossier in enumerate(report.dossiers)}
    driver = {
        "name": "usp-check",
        "fullName": f"usp-check {report.outil_version}",
        "version": report.outil_version,
        "informationUri": INFORMATION,
        "shortDescription": as_message(
            "Vérifie qu’un dossier de soins palliatifs respecte l’appel de l’ARS."
        ),
        "language": "fr-FR",
        "rules": rules.descriptors(),
    }
    run = {
        "tool": {"driver": driver},
        "language": "fr-FR",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": as_message("Le dossier d’où usp-check a été lancé.")}},
        "invocations": [_invocation(report, artifacts)],
        "artifacts": [_artifact(dossier) for dossier in report.dossiers],
        "results": list(_results(report, rules, artifacts)),
        "properties": {"dateReference": report.date_reference.isoformat(), "avertissement": DISCLAIMER},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_inert(run)]}
    return f"{json.dumps(log, indent=2)}\n"


def _results(report: Report, rules: Rules, artifacts: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    prints = Fingerprints()
    for point in points(report):
        constat = point.constat
        if is_open(constat.statut) or is_open(constat.retenu):
            placed = constat if point.dossier else None
            where = [_location(fichier, artifacts, placed) for fichier in point.fichiers]
            # Several locations would mean that all must change: one will do, the others relate to it.
            yield _result(constat, rules) | {
                "locations": where[:1],
                "relatedLocations": where[1:],
                "partialFingerprints": {FINGERPRINT: prints.of(point)},
            }


def _result(constat: Constat, rules: Rules) -> dict[str, Any]:
    settled = not is_open(constat.retenu)
    status = constat.statut if settled else constat.retenu
    result: dict[str, Any] = {
        "ruleId": constat.regle,
        "ruleIndex": rules.index(constat),
        "kind": _KINDS.get(status, "fail"),
        "level": "none" if status in _KINDS else LEVELS[constat.gravite],
        "message": as_message(told(constat).strip() or label(constat)),
        "properties": {
            "statut": str(constat.statut),
            "gravite": str(constat.gravite),
            "code": constat.code,
            "champ": list(constat.champ),
        },
    }
    if settled and constat.appreciation is not None:
        reason = constat.appreciation.motif
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _location(fichier: str, artifacts: Mapping[str, int], constat: Constat | None = None) -> dict[str, Any]:
    """Say where: a line and columns where they are known, else the head of the file, as forges need a line."""
    region = {"startLine": 1}
    if constat is not None and constat.ligne is not None:
        region = {"startLine": constat.ligne}
        if constat.colonne is not None:
            region |= {"startColumn": constat.colonne, "endColumn": constat.colonne + constat.longueur}
    artifact = _artifact_location(fichier)
    if fichier in artifacts:
        artifact["index"] = artifacts[fichier]
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _artifact(dossier: RapportDossier) -> dict[str, Any]:
    artifact: dict[str, Any] = {
        "location": _artifact_location(dossier.fichier),
        "mimeType": "application/yaml",
    }
    if dossier.fichier == STANDARD_INPUT:
        artifact["description"] = as_message("L’entrée standard.")
    if dossier.sha256:
        artifact["hashes"] = {"sha-256": dossier.sha256}
    properties: dict[str, Any] = {"verdict": str(dossier.verdict)}
    if dossier.referentiel:
        properties["referentiel"] = {"id": dossier.referentiel.id, "version": dossier.referentiel.version}
    return artifact | {"properties": properties}


def _artifact_location(fichier: str) -> dict[str, Any]:
    """Give a file's URI; a relative one hangs on the root, unless it climbs out of it."""
    reference = uri(fichier)
    if reference.startswith("file:") or climbs(fichier):
        return {"uri": reference}
    return {"uri": reference, "uriBaseId": ROOT}


def _invocation(report: Report, artifacts: Mapping[str, int]) -> dict[str, Any]:
    told_of = list(_notifications(report, artifacts))
    failed = any(one["level"] == "error" for one in told_of)
    aside = [
        {
            "level": "note",
            "message": as_message(f"L’exigence {r.regle} est écartée. Motif : {r.motif} ({r.origine})."),
            "associatedRule": {"id": r.regle},
        }
        for r in report.regles_ecartees
    ]
    return {
        "executionSuccessful": not failed,
        "toolExecutionNotifications": told_of,
        "toolConfigurationNotifications": aside,
    }


def _notifications(report: Report, artifacts: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for dossier in report.dossiers:
        for one in dossier.defaillances:
            yield {
                "level": "error",
                "message": as_message(f"{FAILURE} {failure(one)}."),
                "locations": [_location(dossier.fichier, artifacts)],
            }
    if report.etat is not Etat.COMPLET:
        yield {"level": "error", "message": as_message(INTERRUPTED)}
    for ignored in report.fichiers_ignores:
        yield {
            "level": "note",
            "message": as_message(f"Fichier laissé de côté : {ignored.motif}."),
            "locations": [_location(ignored.fichier, artifacts)],
        }


def _inert(value: Any) -> Any:
    """Make every text within a value harmless; line breaks between paragraphs stay.

    What is Markdown already is so, and keeps the joiners that make it so.
    """
    if isinstance(value, str):
        return inert(value, newlines=True)
    if isinstance(value, dict):
        return {key: part if key == "markdown" else _inert(part) for key, part in value.items()}
    return [_inert(part) for part in value] if isinstance(value, list) else value
