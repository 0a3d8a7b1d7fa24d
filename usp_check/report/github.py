"""GitHub: annotations on the lines of a pull request, and the Markdown summary of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.report.annotating import Weight, is_open, label, points, told, weight
from usp_check.report.github_summary import render_github_summary
from usp_check.report.locating import STANDARD_INPUT, portable
from usp_check.report.safe import inert
from usp_check.report.wording import FAILURE, INTERRUPTED, failure
from usp_check.vocabulary import Etat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usp_check.report.model import Constat, Report

__all__ = ["escape_data", "escape_property", "render_github", "render_github_summary"]

_COMMANDS = {Weight.BLOCKS: "error", Weight.QUALIFIES: "warning", Weight.TELLS: "notice"}
_ERROR = _COMMANDS[Weight.BLOCKS]


def escape_data(text: str) -> str:
    r"""Escape the message of a workflow command: ``%``, CR and LF. The runner gives back what went in."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Escape a property of a workflow command: as the message, and ``:`` and ``,``, which end one."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def render_github(report: Report) -> str:
    """Render what is open in a report as workflow commands, one a line; nothing where nothing is open.

    Heaviest first, since GitHub shows but ten annotations of a kind a step. There is nothing else on these lines:
    the runner takes ``::`` at the head of a line, or ``##[`` anywhere in one that is no command yet, for an order.
    """
    lines = [*_failures(report), *_points(report)]
    return "".join(f"{line}\n" for line in lines)


def _points(report: Report) -> Iterator[str]:
    found = [point for point in points(report) if is_open(point.constat.retenu)]
    for kind, command in _COMMANDS.items():
        for point in found:
            if weight(point.constat) is kind:
                placed = point.constat if point.dossier else None
                yield _command(command, told(point.constat), label(point.constat), point.fichier, placed)


def _failures(report: Report) -> Iterator[str]:
    title = "Défaillance de l’outil"
    if report.etat is not Etat.COMPLET:
        yield _command(_ERROR, INTERRUPTED, "Vérification interrompue", None)
    for dossier in report.dossiers:
        for one in dossier.defaillances:
            yield _command(_ERROR, inert(f"{FAILURE} {failure(one)}"), title, dossier.fichier)


def _command(name: str, message: str, title: str, fichier: str | None, constat: Constat | None = None) -> str:
    properties: dict[str, str] = {}
    if fichier is not None and fichier != STANDARD_INPUT:
        properties["file"] = inert(portable(fichier))
        if constat is not None and constat.ligne is not None:
            properties["line"] = str(constat.ligne)
            if constat.colonne is not None:
                properties["col"] = str(constat.colonne)
    properties["title"] = title
    written = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{escape_data(message)}"
