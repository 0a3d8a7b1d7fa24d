"""The summary of a GitHub job: verdicts in a table, then what is to be done, in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import day, integer, plural
from usp_check.report.annotating import heaviest_first, label, told
from usp_check.report.counting import tally
from usp_check.report.locating import portable
from usp_check.report.markdown_text import as_markdown
from usp_check.report.wording import (
    DISCLAIMER,
    FAILURE,
    INTERRUPTED,
    VERDICTS,
    count_by_verdict,
    failure,
    why_undetermined,
)
from usp_check.vocabulary import Etat, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usp_check.report.model import Constat, RapportDossier, Report

MOST_BYTES = 900_000
"""GitHub shows nothing of a step's summary beyond 1 MiB: shorter, with room for the closing lines."""

_NOT_SHOWN = ("autre partie n’est pas montrée", "autres parties ne sont pas montrées")
_HEAD = (
    "| Dossier | Établissement | Verdict | À corriger | À compléter | Réserves | À vérifier | Non évalués |\n"
    "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |"
)


def render_github_summary(report: Report) -> str:
    """Render a report as the Markdown of a job summary: at most ``MOST_BYTES`` of findings, then how many more."""
    blocks = [f"# usp-check\n\n{as_markdown(count_by_verdict(report.resume()))} {_when(report)}"]
    if report.etat is not Etat.COMPLET:
        blocks.append(f"**{INTERRUPTED}**")
    room = MOST_BYTES
    rows, left = _within([_row(dossier) for dossier in report.dossiers], room)
    if rows:
        blocks.append("\n".join([_HEAD, *rows]))
    room -= sum(map(_size, rows))
    found, more = _within(list(_findings(report)), room if not left else 0)
    blocks += found
    if left or more:
        count = left + more
        blocks.append(f"*{integer(count)} {plural(count, *_NOT_SHOWN)} ici : voyez le rapport complet.*")
    blocks.append(f"*{DISCLAIMER}*")
    return "\n\n".join(blocks) + "\n"


def _when(report: Report) -> str:
    return f"Date de référence : {as_markdown(day(report.date_reference))}."


def _row(dossier: RapportDossier) -> str:
    found = tally(dossier.constats, dossier.defaillances)
    counts = (found.corriger, found.completer, found.reserves, found.verifier, found.evaluer)
    name = as_markdown(portable(dossier.fichier))
    who = as_markdown(dossier.titulaire or "")
    numbers = " | ".join(map(str, counts))
    return f"| {name} | {who} | {VERDICTS[dossier.verdict][0]} | {numbers} |"


def _findings(report: Report) -> Iterator[str]:
    for dossier in report.dossiers:
        lines = [_failed(f"{FAILURE} {failure(one)}") for one in dossier.defaillances]
        lines += [_item(constat) for constat in heaviest_first(dossier.constats)]
        if lines or dossier.verdict is Verdict.INDETERMINE:
            why = f"\n\n{why_undetermined(dossier)}" if dossier.verdict is Verdict.INDETERMINE else ""
            yield f"## {as_markdown(portable(dossier.fichier))}{why}"
            yield from lines
    if folder := [_item(constat) for constat in heaviest_first(report.lot)]:
        yield "## Ensemble des dossiers"
        yield from folder
    if report.regles_ecartees:
        yield "## Exigences écartées"
        yield from (_listed(r.regle, f"{r.motif} ({r.origine})") for r in report.regles_ecartees)
    if report.fichiers_ignores:
        yield "## Fichiers laissés de côté"
        yield from (_listed(f.fichier, f.motif) for f in report.fichiers_ignores)


def _item(constat: Constat) -> str:
    where = f", ligne {constat.ligne}" if constat.ligne is not None else ""
    paragraphs = [as_markdown(line) for line in told(constat).split("\n")]
    return f"* **{as_markdown(label(constat))}**{where}\n  " + "  \n  ".join(paragraphs)


def _failed(text: str) -> str:
    return f"* **Défaillance de l’outil**\n  {as_markdown(text)}"


def _listed(name: str, reason: str) -> str:
    return f"* **{as_markdown(name)}** : {as_markdown(reason)}"


def _within(blocks: list[str], room: int) -> tuple[list[str], int]:
    """Keep the first blocks that hold in ``room`` bytes, and count the others."""
    kept: list[str] = []
    for block in blocks:
        room -= _size(block)
        if room < 0:
            break
        kept.append(block)
    return kept, len(blocks) - len(kept)


def _size(block: str) -> int:
    return len(block.encode("utf-8")) + len("\n\n")
