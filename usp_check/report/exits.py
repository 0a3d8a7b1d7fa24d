"""The exit code that goes with a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.vocabulary import FAVOURABLE, Etat, Gravite, Statut, Verdict

if TYPE_CHECKING:
    from usp_check.report.model import Ensemble

INTERRUPTED = 130
TOOL_FAILED = 3
FAULTS = 1
SOUND = 0
_WEIGHING = frozenset({Gravite.BLOQUANT, Gravite.RESERVE})
_OPEN = frozenset({Statut.NON_CONFORME, Statut.A_VERIFIER})


def exit_code(report: Ensemble, *, strict: bool = False) -> int:
    """Give the first code that applies: 130 interrupted, 3 the tool failed, 1 faults, 0 sound.

    With ``strict`` a reserve counts as a fault, be it a dossier's or the folder's. Code 2 (the command
    could not be run as asked) is not a report's to give.
    """
    if report.etat is Etat.INTERROMPU:
        return INTERRUPTED
    if any(dossier.defaillances for dossier in report.dossiers):
        return TOOL_FAILED
    accepted = {Verdict.CONFORME} if strict else FAVOURABLE
    if any(dossier.verdict not in accepted for dossier in report.dossiers):
        return FAULTS
    return FAULTS if strict and _folder_has_reserve(report) else SOUND


def _folder_has_reserve(report: Ensemble) -> bool:
    return any(c.gravite in _WEIGHING and c.retenu in _OPEN for c in report.lot)
