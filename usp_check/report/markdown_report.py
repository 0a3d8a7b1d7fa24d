"""Markdown: a table of the dossiers, then each of them; what a dossier says is escaped word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import day, number
from usp_check.report import wording
from usp_check.report.avancement import journeys
from usp_check.report.markdown_plan import plan, steps
from usp_check.report.markdown_text import said, table
from usp_check.report.overview import MARKS, SECTIONS, in_order, most_missed, telling
from usp_check.report.sorting import sort_constats
from usp_check.report.tables import path
from usp_check.vocabulary import Etat, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from usp_check.report.model import Apercu, Constat, Couverture, RapportDossier, Report


def render_markdown(report: Report) -> str:
    """Render a report as Markdown with tables (GitHub, GitLab): the synthesis, then each dossier in full."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    several = len(report.dossiers) != 1
    if several:
        yield from _synthesis(report)
    for dossier in in_order(report.dossiers):
        yield from _dossier(dossier, report, "##" if several else "#")
    yield from _folder(report)
    if report.etat is Etat.INTERROMPU:
        yield from (f"**{wording.INTERRUPTED}**", "")
    yield f"*{wording.DISCLAIMER}*"


def _synthesis(report: Report) -> Iterator[str]:
    names = wording.noun(report.dossiers)
    yield from (f"# Synthèse des {names[1]}", "")
    yield f"{wording.count_by_verdict(report.resume(), names)} Jugé {wording.judged(report)}."
    decided, about = report.decisions()
    yield from ("", wording.decisions(decided, about, names), "") if decided else ("",)
    dossiers = report.synthese().dossiers
    if dossiers:
        heads = ("Département", wording.holder(dossiers), "Orientation", "Lits", "Verdict")
        counts = ("Bloquants", "Réserves", "À vérifier", "Décisions")
        yield from table((*heads, *counts), map(_row, in_order(dossiers)), numbers=(3, 5, 6, 7, 8))
    if missed := most_missed(dossiers):
        yield from ("## Les exigences les plus souvent en défaut", "")
        rows = ((one.regle, one.titre, str(one.dossiers)) for one in missed)
        yield from table(("Exigence", "Titre", names[1].capitalize()), rows, numbers=(2,))
    for journey in journeys(dossiers):
        yield from steps(journey)


def _row(dossier: Apercu) -> tuple[str, ...]:
    counts = dossier.compte
    return (
        (dossier.departement or "–") + (" (prioritaire)" if dossier.prioritaire else ""),
        dossier.titulaire or dossier.fichier,
        wording.orientation(dossier) or "–",
        "–" if dossier.lits is None else str(dossier.lits),
        f"{MARKS[dossier.verdict]} {wording.VERDICTS[dossier.verdict][0]}",
        *(str(n) for n in (counts.bloquants, counts.reserves, counts.verifier, counts.decisions)),
    )


def _dossier(dossier: RapportDossier, report: Report, head: str) -> Iterator[str]:
    found = sort_constats(dossier.constats)
    yield from (f"{head} {said(dossier.titulaire or dossier.fichier)}", "")
    yield from (f"{MARKS[dossier.verdict]} **{said(wording.verdict_sentence(dossier))}**", "")
    if dossier.verdict is Verdict.INDETERMINE:
        yield from (wording.why_undetermined(dossier), "")
    if counts := wording.tally(found.counts()):
        yield from (counts, "")
    call = dossier.referentiel
    by = f" par le référentiel {call.id}, version {call.version}" if call else ""
    yield from (f"Fichier : {said(dossier.fichier)}", "")
    yield from (said(f"Jugé{by} à la date du {day(report.day_of(dossier))}."), "")
    if call and call.note:
        yield from (said(call.note), "")
    if dossier.suivi is not None:
        yield from plan(dossier.suivi, f"{head}#")
    if dossier.defaillances:
        yield from (f"{head}# L’outil a échoué", "", wording.FAILURE, "")
        yield from _list(map(wording.failure, dossier.defaillances))
    for title, name in SECTIONS.items():
        yield from _constats(f"{head}# {title}", getattr(found, name))
    if dossier.a_faire:
        yield from (f"{head}# Reste à faire à l’envoi ({len(dossier.a_faire)})", "")
        yield from _list(dossier.a_faire)
    for title, constats in {"Ce qui est tenu": found.tenues, "Sans objet ici": found.objet}.items():
        if names := list(dict.fromkeys(one.regle for one in constats)):
            yield from (f"**{title} ({len(names)}) :** {said(', '.join(names))}", "")


def _constats(title: str, constats: Sequence[Constat]) -> Iterator[str]:
    if constats:
        yield from (f"{title} ({len(constats)})", "")
        for constat in constats:
            yield from _constat(constat)
        yield ""


def _constat(constat: Constat) -> Iterator[str]:
    place = f"ligne {constat.ligne}" if constat.ligne else ""
    where = ", ".join(filter(None, (path(constat), place)))
    name = " ".join(filter(None, (constat.titre, f"({where})" if where else "")))
    yield f"* **{said(constat.regle)}** ({wording.GRAVITES[constat.gravite]}) {said(name)}"
    source = "Source" if constat.reference and constat.reference.passage == "outil" else "Texte"
    told = {
        "Décision": wording.decision(constat.appreciation) if constat.appreciation else None,
        "Constat": wording.finding(constat),
        "Attendu": constat.attendu,
        "À faire": wording.remedy(constat),
        source: wording.passage(constat),
    }
    yield from (f"  * {label} : {said(text)}" for label, text in told.items() if text)


def _list(texts: Iterable[str]) -> Iterator[str]:
    yield from (f"* {said(text)}" for text in texts)
    yield ""


def _folder(report: Report) -> Iterator[str]:
    yield from _constats(f"## L’ensemble des {wording.noun(report.dossiers)[1]}", telling(report.lot))
    if report.couverture:
        yield from ("## Lits pour 100 000 habitants", "")
        heads = ("Territoire", "Aujourd’hui", "Avec les projets", "Seuil")
        yield from table(heads, map(_covered, report.couverture), numbers=(1, 2, 3))
    if report.regles_ecartees:
        yield from ("## Exigences écartées", "")
        yield from _list(f"{one.regle} : {one.motif} ({one.origine})" for one in report.regles_ecartees)
    if report.fichiers_ignores:
        yield from ("## Fichiers non jugés", "")
        yield from _list(f"{one.fichier} : {one.motif}" for one in report.fichiers_ignores)


def _covered(row: Couverture) -> tuple[str, ...]:
    densities = (row.densite, row.densite_avec_projets)
    return (row.territoire, *("–" if one is None else number(one) for one in densities), number(row.seuil))
