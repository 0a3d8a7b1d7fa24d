"""A folder at a glance, for a terminal: a line a dossier, what is most often missed, the territory."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from usp_check.french import number, plural
from usp_check.report import wording
from usp_check.report.layout import Line, Page, Segment, Style
from usp_check.report.overview import in_order, most_missed
from usp_check.vocabulary import Verdict

if TYPE_CHECKING:
    from usp_check.report.counting import Tally
    from usp_check.report.model import Apercu, Synthese

_VERDICTS = {
    Verdict.CONFORME: ("conforme", "conforme", Style.GOOD),
    Verdict.CONFORME_AVEC_RESERVES: ("avec réserves", "reserve", Style.WARN),
    Verdict.NON_CONFORME: ("non conforme", "bloquant", Style.BAD),
    Verdict.INDETERMINE: ("indéterminé", "a_verifier", Style.WARN),
}
# Named once, for there are rows by the thousand: a member of an enumeration takes long to be looked up.
_PLAIN, _STRONG, _FAINT = Style.PLAIN, Style.STRONG, Style.FAINT
_COUNTS = ("bloq.", "rés.", "vér.", "déc.")
_VERDICT, _ORIENTATION, _BEDS, _COUNT = 13, 12, 4, 6
_NARROW = 84


def add_synthesis(page: Page, report: Synthese) -> None:
    """Lay out the folder: priority departments first, then the requirements most often missed, then the territory."""
    page.heading(f"Les {wording.noun(report.dossiers)[1]} ({len(report.dossiers)})")
    columns = len(_COUNTS) if report.decisions()[0] else len(_COUNTS) - 1
    _add_head(page, columns)
    room = _room(page, columns)
    for dossier in in_order(report.dossiers):
        _add_row(page, dossier, columns, room)
    if any(dossier.prioritaire for dossier in report.dossiers):
        page.text("* département prioritaire", Style.FAINT, indent=2)
    _add_failures(page, report)
    _add_missed(page, report)
    _add_territory(page, report)
    if any(dossier.progression for dossier in report.dossiers):
        from usp_check.report.avancement import journeys
        from usp_check.report.plan import add_journey

        for journey in journeys(report.dossiers):
            add_journey(page, journey)


def _wide(page: Page) -> bool:
    return page.width >= _NARROW


def _room(page: Page, columns: int) -> int:
    """Count the cells left for the establishment's name beside so many columns of counts."""
    taken = 2 + 2 + 5 + _VERDICT + columns * _COUNT + 2
    if _wide(page):
        taken += _ORIENTATION + _BEDS + 2
    return max(10, page.width - taken)


def _add_head(page: Page, columns: int) -> None:
    middle = f"{'orientation':<{_ORIENTATION}} {'lits':>{_BEDS}} " if _wide(page) else ""
    counts = "".join(f"{title:>{_COUNT}}" for title in _COUNTS[:columns])
    page.add((f"{'':9}{'':{_room(page, columns)}} {middle}{'':{_VERDICT}}{counts}", Style.FAINT))


def _add_row(page: Page, dossier: Apercu, columns: int, room: int) -> None:
    word, mark, style = _VERDICTS[dossier.verdict]
    name = page.fit(dossier.titulaire or dossier.fichier, room)
    place = f"{dossier.departement or '—'}{'*' if dossier.prioritaire else ''}"
    line: list[Segment] = [
        (f"  {page.mark(mark)} ", style),
        (f"{place:<5}", _PLAIN),
        (f"{name:<{room}} ", _STRONG),
    ]
    if _wide(page):
        orientation = page.fit(wording.orientation(dossier) or "", _ORIENTATION)
        beds = "" if dossier.lits is None else str(dossier.lits)
        line.append((f"{orientation:<{_ORIENTATION}} {beds:>{_BEDS}} ", _FAINT))
    page.add(*line, (f"{word:<{_VERDICT}}", style), *_counts(dossier.compte)[:columns])


@lru_cache(maxsize=1_000)
def _counts(found: Tally) -> tuple[Segment, ...]:
    """Write the cells of what was counted; many dossiers come to the same."""
    weights = (
        (found.bloquants, Style.BAD),
        (found.reserves, Style.WARN),
        (found.verifier, Style.NOTE),
        (found.decisions, Style.PLAIN),
    )
    return tuple((f"{count or '·':>{_COUNT}}", weight if count else Style.FAINT) for count, weight in weights)


def _add_failures(page: Page, report: Synthese) -> None:
    failed = [dossier for dossier in report.dossiers if dossier.defaillances]
    if failed:
        page.heading(f"L’outil a échoué ({len(failed)})", Style.BAD)
        page.text(wording.FAILURE, indent=2)
    for dossier in failed:
        for one in dossier.defaillances:
            page.text(f"{dossier.fichier} : {wording.failure(one)}", indent=2)


def _add_missed(page: Page, report: Synthese) -> None:
    missed = most_missed(report.dossiers)
    if missed:
        page.heading("Les exigences le plus souvent manquées")
    names = wording.noun(report.dossiers)
    for one in missed:
        files = plural(one.dossiers, *names)
        lead: Line = ((f"{one.regle}  ", Style.STRONG),)
        page.text(f"{one.titre} ({one.dossiers} {files})", indent=2, lead=lead)


def _add_territory(page: Page, report: Synthese) -> None:
    if not report.couverture:
        return
    page.heading("Lits d’USP pour 100 000 habitants")
    room = max(len(row.territoire) for row in report.couverture) if _wide(page) else 10
    page.add((f"  {'':<{room}}{'aujourd’hui':>12}{'avec projets':>14}{'seuil':>8}", Style.FAINT))
    for row in report.couverture:
        today, then = row.densite, row.densite_avec_projets
        reached = then is not None and then >= row.seuil
        shown = [f"{value:.2f}".replace(".", ",") if value is not None else "?" for value in (today, then)]
        page.add(
            (
                f"  {page.fit(row.territoire, room):<{room}}{shown[0]:>12}",
                Style.STRONG if row.ensemble else Style.PLAIN,
            ),
            (f"{shown[1]:>14}", Style.GOOD if reached else Style.WARN),
            (f"{number(row.seuil):>8}  {'' if reached else 'sous le seuil'}", Style.FAINT),
        )
