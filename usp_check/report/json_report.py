"""The JSON report, version 1: a contract with programs, field by field."""

from __future__ import annotations

import json
import re
from typing import Any

from usp_check.report.model import (
    REPORT_VERSION,
    Appreciation,
    Constat,
    ConstatLot,
    RapportDossier,
    Reference,
    Report,
)

_SURROGATE = re.compile("[\ud800-\udfff]")


def render_json(report: Report) -> str:
    """Render a report as JSON, version 1: UTF-8, keys in the contract's order, one final line end.

    Always valid, always encodable: a lone surrogate (a file name that is not UTF-8) becomes
    ``<U+DCE9>``. What could act on a terminal that shows the file is escaped, which loses nothing.
    """
    return _encodable(json.dumps(_report(report), ensure_ascii=False, indent=2)) + "\n"


def render_json_line(dossier: RapportDossier) -> str:
    """Render one dossier as one line of JSON, as it stands in ``dossiers``; its line end is the last character."""
    return _encodable(json.dumps(_dossier(dossier), ensure_ascii=False, separators=(",", ":"))) + "\n"


def _encodable(text: str) -> str:
    text = text.replace("##[", "\\u0023#[")  # a runner of CI would take it for an order
    return text if text.isascii() else "".join(map(_written, text))


def _written(character: str) -> str:
    # Outside ASCII there are only the contents of strings, so an escape is always in its place.
    if character.isprintable() or character == "\n":
        return character
    if _SURROGATE.match(character):
        return f"<U+{ord(character):04X}>"
    return json.dumps(character)[1:-1]


def _report(report: Report) -> dict[str, Any]:
    return {
        "version": REPORT_VERSION,
        "outil": {"nom": "usp-check", "version": report.outil_version},
        "date_reference": report.date_reference.isoformat(),
        "etat": str(report.etat),
        "resume": report.resume(),
        "regles_ecartees": [
            {"regle": one.regle, "motif": one.motif, "origine": one.origine} for one in report.regles_ecartees
        ],
        "fichiers_ignores": [{"fichier": one.fichier, "motif": one.motif} for one in report.fichiers_ignores],
        "dossiers": [_dossier(one) for one in report.dossiers],
        "lot": [_constat_lot(one) for one in report.lot],
    }


def _dossier(dossier: RapportDossier) -> dict[str, Any]:
    cited = dossier.referentiel
    return {
        "fichier": dossier.fichier,
        "sha256": dossier.sha256,
        "document": dossier.document,
        "referentiel": {"id": cited.id, "version": cited.version} if cited else None,
        "titulaire": dossier.titulaire,
        "departement": dossier.departement,
        "verdict": str(dossier.verdict),
        "constats": [_constat(one) for one in dossier.constats],
        "defaillances": [{"etape": one.etape, "reference": one.reference} for one in dossier.defaillances],
    }


def _constat(constat: Constat) -> dict[str, Any]:
    return {
        "regle": constat.regle,
        "statut": str(constat.statut),
        "gravite": str(constat.gravite),
        "code": constat.code,
        "message": constat.message,
        "attendu": constat.attendu,
        "remede": constat.remede,
        "champ": list(constat.champ),
        "ligne": constat.ligne,
        "colonne": constat.colonne,
        "reference": _reference(constat.reference),
        "appreciation": _appreciation(constat.appreciation),
    }


def _constat_lot(constat: ConstatLot) -> dict[str, Any]:
    # The contract has one department: where a constat is about several, its message names them.
    return {**_constat(constat), "fichiers": list(constat.fichiers), "departement": constat.departement}


def _reference(reference: Reference | None) -> dict[str, Any] | None:
    if reference is None:
        return None
    return {"document": reference.document, "passage": reference.passage, "extrait": reference.extrait}


def _appreciation(appreciation: Appreciation | None) -> dict[str, Any] | None:
    if appreciation is None:
        return None
    return {
        "decision": str(appreciation.decision),
        "motif": appreciation.motif,
        "agent": appreciation.agent,
        "date": appreciation.date.isoformat() if appreciation.date else None,
    }
