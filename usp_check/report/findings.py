"""How one constat is told: in full with its excerpt, as a note, or in the list of what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import integer, plural
from usp_check.report import wording
from usp_check.report.excerpt import add_excerpt
from usp_check.report.layout import Line, Page, Style
from usp_check.report.sorting import by_section
from usp_check.vocabulary import Gravite, Statut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from usp_check.reading.faults import Path
    from usp_check.report.model import Constat, RapportDossier

_SEVERITY = {Gravite.BLOQUANT: Style.BAD, Gravite.RESERVE: Style.WARN, Gravite.INFO: Style.NOTE}
_STATUS = {
    Statut.CONFORME: Style.GOOD,
    Statut.A_VERIFIER: Style.NOTE,
    Statut.NON_EVALUABLE: Style.NOTE,
    Statut.SANS_OBJET: Style.FAINT,
}
MOST = 20
"""How many constats of one requirement a section tells: a dossier may have thousands, and all are alike."""
_LABELS = 10
_LONGEST_PATH = 56  # cells of a path beside a line number; the report's head gives it whole


def field_name(page: Page, path: Path) -> str:
    """Write a path as people read it: ``equipe › n° 2 › etp`` (lists count from 1)."""
    steps = (f"n° {step + 1}" if isinstance(step, int) else step for step in path)
    return f" {page.mark('under')} ".join(steps)


def add_faults(
    page: Page, dossier: RapportDossier, constats: Iterable[Constat], *, most: int | None = None
) -> None:
    """Tell faults in full, at most ``most`` for each requirement.

    A place that was already shown is named and not shown again.
    """
    shown: set[tuple[int | None, int | None]] = set()
    for constat in _first_ones(page, constats, most):
        page.gap()
        _head(page, constat)
        _sentence(page, constat)
        _place(page, dossier, constat)
        if (place := (constat.ligne, constat.colonne)) not in shown:
            add_excerpt(page, constat, dossier.lignes, _style(constat))
            shown.add(place)
        _advice(page, constat)


def _first_ones(page: Page, constats: Iterable[Constat], most: int | None) -> Iterator[Constat]:
    """Give the first constats of each requirement, then say how many are left out: nobody reads ten thousand."""
    counts: dict[str, int] = {}
    for constat in constats:
        counts[constat.regle] = counts.get(constat.regle, 0) + 1
        if most is None or counts[constat.regle] <= most:
            yield constat
    for rule, count in counts.items():
        if most is not None and count > most:
            others = plural(count - most, "autre constat", "autres constats")
            page.gap()
            page.text(f"{integer(count - most)} {others} de {rule}, que --verbose affiche aussi.", indent=2)


def add_notes(
    page: Page,
    constats: Iterable[Constat],
    dossier: RapportDossier | None = None,
    *,
    most: int | None = None,
) -> None:
    """Tell constats without excerpt, at most ``most`` for each requirement: what, where in ``dossier``, what to do."""
    for constat in _first_ones(page, constats, most):
        page.gap()
        _head(page, constat)
        _sentence(page, constat)
        if dossier is not None:
            _place(page, dossier, constat)
        _advice(page, constat)


def add_lines(page: Page, constats: Iterable[Constat]) -> None:
    """Tell constats in a line each; those that have the same to say share it."""
    for message, members in _alike(constats):
        first = members[0]
        lead: Line = ((f"{page.mark(_mark(first))} ", _style(first)),)
        if len(members) == 1:
            page.text(message, lead=(*lead, (f"{first.regle}  ", Style.STRONG)), indent=2)
        else:
            page.text(", ".join(one.regle for one in members), Style.STRONG, lead=lead, indent=2)
            page.text(message, indent=4)


def _alike(constats: Iterable[Constat]) -> Iterable[tuple[str, list[Constat]]]:
    groups: dict[str, list[Constat]] = {}
    for constat in constats:
        groups.setdefault(constat.message, []).append(constat)
    return groups.items()


def add_missing(page: Page, constats: Iterable[Constat], *, verbose: bool = False) -> None:
    """List what is still to be filled in, by part of the dossier: where, and what to write."""
    for section, members in by_section(constats):
        lines = {constat.ligne for constat in members}
        common = lines.pop() if len(lines) == 1 else None
        page.gap()
        page.text((section or "dossier") + _line(common), Style.STRONG, indent=2)
        for constat in _first_ones(page, members, None if verbose else MOST):
            lead: Line = ((f"{page.mark(_mark(constat))} ", _style(constat)), (constat.regle, Style.STRONG))
            where = field_name(page, constat.champ[1:]) + ("" if common else _line(constat.ligne))
            name = f"{constat.titre} ({where})" if where else constat.titre
            page.text(name, Style.STRONG, lead=(*lead, ("  ", Style.PLAIN)), indent=4)
            hang = 4 + 2 + len(constat.regle) + 2
            if verbose and constat.remede:
                page.text(constat.message, indent=hang)
            source = f" ({passage})" if (passage := _paragraph(constat)) else ""
            page.text((constat.remede or constat.message) + source, indent=hang)
            if constat.appreciation:
                page.text(f"Décision : {wording.decision(constat.appreciation)}", indent=hang)


def _line(number: int | None) -> str:
    return f", ligne {number}" if number else ""


def _head(page: Page, constat: Constat) -> None:
    style = _style(constat)
    lead: Line = (
        (f"{page.mark(_mark(constat))} ", style),
        (constat.regle, style),
        (
            f"  {wording.GRAVITES[constat.gravite]}  ",
            style if constat.statut is Statut.NON_CONFORME else Style.FAINT,
        ),
    )
    page.text(constat.titre, Style.STRONG, lead=lead)


def _sentence(page: Page, constat: Constat) -> None:
    if constat.appreciation:
        _labelled(page, "Décision", wording.decision(constat.appreciation))
    page.text(wording.finding(constat), indent=2)


def _place(page: Page, dossier: RapportDossier, constat: Constat) -> None:
    if constat.ligne is None:
        return
    where = f"ligne {constat.ligne}" + (f", colonne {constat.colonne}" if constat.colonne else "")
    key = next((step for step in reversed(constat.champ) if isinstance(step, str)), "")
    if key not in dossier.lignes.get(constat.ligne, ""):  # the line does not name what is meant
        where += f" ({field_name(page, constat.champ)})"
    lead: Line = ((f"{page.mark('arrow')} ", Style.FAINT),)
    page.text(
        f"{page.fit(wording.called(dossier.fichier), _LONGEST_PATH)}, {where}",
        Style.FAINT,
        indent=2,
        lead=lead,
    )


def _advice(page: Page, constat: Constat) -> None:
    source = "Source" if constat.reference and constat.reference.passage == "outil" else "Texte"
    _labelled(page, "Attendu", constat.attendu)
    _labelled(page, "À faire", wording.remedy(constat))
    _labelled(page, source, wording.passage(constat), Style.FAINT)


def _labelled(page: Page, label: str, text: str | None, style: Style = Style.PLAIN) -> None:
    if text:
        page.text(text, style, indent=2, lead=((label.ljust(_LABELS), Style.NOTE),))


def _paragraph(constat: Constat) -> str:
    return constat.reference.passage if constat.reference and constat.reference.passage != "outil" else ""


def _mark(constat: Constat) -> str:
    status = constat.retenu
    return str(constat.gravite if status is Statut.NON_CONFORME else status)


def _style(constat: Constat) -> Style:
    return _STATUS.get(constat.retenu, _SEVERITY[constat.gravite])
