"""The report of one dossier in a terminal: the verdict, then what is to be done, gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import day
from usp_check.report import wording
from usp_check.report.findings import MOST, add_faults, add_lines, add_missing, add_notes
from usp_check.report.layout import Line, Page, Style
from usp_check.report.sorting import FAMILY_COLUMNS, Sorted, apart, by_family, sort_constats, unsent
from usp_check.vocabulary import Verdict

if TYPE_CHECKING:
    from datetime import date

    from usp_check.report.model import RapportDossier

_VERDICT = {
    Verdict.NON_CONFORME: ("bloquant", Style.BAD),
    Verdict.INDETERMINE: ("a_verifier", Style.WARN),
    Verdict.CONFORME_AVEC_RESERVES: ("reserve", Style.WARN),
    Verdict.CONFORME: ("conforme", Style.GOOD),
}
_LEAST_TITLE = 12


def add_dossier(page: Page, dossier: RapportDossier, reference: date, *, verbose: bool = False) -> None:
    """Lay out the report of one dossier, judged at the date ``reference``."""
    found = sort_constats(dossier.constats)
    _head(page, dossier, found, reference)
    _failures(page, dossier)
    _faults(page, dossier, found, verbose=verbose)
    _for_people(page, dossier, found)
    if verbose:
        _section(page, "Ce qui est tenu", len(found.tenues))
        add_lines(page, found.tenues)
        _section(page, "Sans objet ici", len(found.objet))
        add_lines(page, found.objet)
    if dossier.suivi is not None:
        from usp_check.report.plan import add_plan

        add_plan(page, dossier.suivi)
    if verbose or dossier.verdict is not Verdict.CONFORME:
        _families(page, dossier)


def _head(page: Page, dossier: RapportDossier, found: Sorted, reference: date) -> None:
    mark, style = _VERDICT[dossier.verdict]
    page.text(wording.verdict_sentence(dossier), Style.STRONG, lead=((f"{page.mark(mark)} ", style),))
    if dossier.verdict is Verdict.INDETERMINE:
        page.text(wording.why_undetermined(dossier), indent=2)
    if said := wording.tally(found.counts()):
        page.text(said, indent=2)
    call = dossier.referentiel
    judged = f"jugé à la date du {day(reference)}"
    by = f" (référentiel {call.id}, version {call.version})" if call else ""
    page.text(f"{wording.called(dossier.fichier)}, {judged}{by}", Style.FAINT, indent=2)
    if call and call.note:
        page.text(call.note, indent=2)


def _faults(page: Page, dossier: RapportDossier, found: Sorted, *, verbose: bool) -> None:
    _section(page, "À corriger", len(found.corriger), Style.BAD)
    most = None if verbose else MOST
    add_faults(page, dossier, found.corriger, most=most)
    _section(page, "À compléter", len(found.completer), Style.BAD)
    add_missing(page, found.completer, verbose=verbose)
    _section(page, "Réserves", len(found.reserves), Style.WARN)
    wrong, missing = apart(found.reserves)
    add_faults(page, dossier, wrong, most=most)
    add_missing(page, missing, verbose=verbose)
    _section(page, "Pour information", len(found.infos), Style.NOTE)
    wrong, missing = apart(found.infos)
    add_notes(page, wrong, dossier, most=most)
    add_missing(page, missing, verbose=verbose)


def _for_people(page: Page, dossier: RapportDossier, found: Sorted) -> None:
    _section(page, "Une personne doit en juger", len(found.verifier), Style.NOTE)
    waiting, others = unsent(found.verifier)
    add_notes(page, others, dossier)
    if waiting and others:
        page.gap()
    add_lines(page, waiting)
    _section(page, "N’a pas pu être évalué", len(found.evaluer), Style.NOTE)
    add_lines(page, found.evaluer)
    _section(page, "Décidé par une personne", len(found.decisions))
    add_notes(page, found.decisions, dossier)
    _section(page, "Reste à faire à l’envoi", len(dossier.a_faire))
    for task in dossier.a_faire:
        page.text(task, indent=2, lead=((f"{page.mark('a_faire')} ", Style.NOTE),))


def _section(page: Page, title: str, count: int, style: Style = Style.STRONG) -> None:
    if count:
        page.heading(f"{title} ({count})", style)


def _failures(page: Page, dossier: RapportDossier) -> None:
    _section(page, "L’outil a échoué", len(dossier.defaillances), Style.BAD)
    if dossier.defaillances:
        page.text(wording.FAILURE, indent=2)
    for one in dossier.defaillances:
        page.text(wording.failure(one), indent=2, lead=((f"{page.mark('bloquant')} ", Style.BAD),))


def _families(page: Page, dossier: RapportDossier) -> None:
    """Add the counts by family: only columns that say something, and titles where there is room."""
    rows = by_family(dossier.constats, dossier.familles)
    if len(rows) < 2:
        return
    used = [i for i in range(len(FAMILY_COLUMNS)) if any(row[i] for row in rows.values())]
    heads = [FAMILY_COLUMNS[i] for i in used]
    room = page.width - 3 - sum(len(head) + 2 for head in heads)
    if room < 0:
        return
    longest = max((len(dossier.familles.get(name, "")) for name in rows), default=0)
    room = min(room, longest + 1) if room >= _LEAST_TITLE else 0
    page.heading("Par famille d’exigences")
    page.add((" " * (3 + room), Style.PLAIN), *((f"  {head}", Style.FAINT) for head in heads))
    for name, row in rows.items():
        title = page.fit(dossier.familles.get(name, ""), max(0, room - 1)).ljust(room - 1)
        numbers: Line = tuple(
            (("  " + (str(row[i]) if row[i] else page.mark("dot")).rjust(len(head))), _cell(i, row[i]))
            for i, head in zip(used, heads, strict=True)
        )
        page.add((name.ljust(3), Style.STRONG), (f" {title}" if room else "", Style.PLAIN), *numbers)


def _cell(column: int, count: int) -> Style:
    if not count:
        return Style.FAINT
    return {1: Style.BAD, 2: Style.NOTE, 3: Style.NOTE, 4: Style.NOTE}.get(column, Style.PLAIN)
