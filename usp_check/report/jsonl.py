"""JSON Lines: one dossier a line, in the shape of the JSON report's ``dossiers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.report.json_report import render_json_line

if TYPE_CHECKING:
    from usp_check.report.model import Ensemble, RapportDossier, Report


class Lines:
    """JSON Lines in parts, so that dossiers can be written as they come.

    What concerns the run as a whole (its date, what was set aside, whether it was interrupted) has no line.
    """

    whole = True

    def head(self) -> str:
        """Write nothing: every line is a dossier's."""
        return ""

    def dossier(self, dossier: RapportDossier, run: Ensemble) -> str:  # noqa: ARG002 - the same for every form
        """Write the line of one dossier, line end included."""
        return render_json_line(dossier)

    def foot(self, run: Ensemble) -> str:  # noqa: ARG002 - as above
        """Write nothing."""
        return ""


def render_jsonl(report: Report) -> str:
    """Render a whole report, its dossiers in order, a line each."""
    return "".join(map(render_json_line, report.dossiers))
