"""JSON Lines: one dossier a line, in the shape of the JSON report's ``dossiers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.report.json_report import render_json_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usp_check.report.model import Report


def lines(report: Report) -> Iterator[str]:
    """Give the dossiers of a report in order, a line each, line end included.

    To stream, call ``render_json_line`` on each dossier as it comes. What concerns the run as a whole
    (its date, what was set aside, whether it was interrupted) has no line here.
    """
    yield from map(render_json_line, report.dossiers)


def render_jsonl(report: Report) -> str:
    """Render a whole report; ``lines`` streams it."""
    return "".join(lines(report))
