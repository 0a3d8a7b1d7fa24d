"""What a report says of the run as a whole: the folder, what was left out, the count by verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import integer, plural
from usp_check.report import wording
from usp_check.report.findings import add_notes
from usp_check.report.layout import Page, Style
from usp_check.report.sorting import sort_constats
from usp_check.vocabulary import Etat

if TYPE_CHECKING:
    from usp_check.report.model import Ensemble


def add_summary(page: Page, report: Ensemble) -> None:
    """Lay out what comes after the dossiers, the verdict's meaning last."""
    _folder(page, report)
    _left_out(page, report)
    if len(report.dossiers) > 1:
        page.heading("En tout")
        _count(page, report)
    page.gap()
    if report.etat is Etat.INTERROMPU:
        page.text(wording.INTERRUPTED, Style.WARN)
    if report.dossiers:
        page.text(wording.DISCLAIMER, Style.FAINT)


def _count(page: Page, report: Ensemble) -> None:
    counts, names = report.resume(), wording.noun(report.dossiers)
    page.text(wording.count_by_verdict(counts, names), Style.STRONG, indent=2)
    decided, dossiers = report.decisions()
    if decided:
        page.text(wording.decisions(decided, dossiers, names), indent=2)
    if failed := counts["defaillances"]:
        files = plural(failed, "fichier", "fichiers")
        page.text(f"L’outil a échoué sur {integer(failed)} {files}.", Style.BAD, indent=2)


def _folder(page: Page, report: Ensemble) -> None:
    found = sort_constats(report.lot)
    telling = [*found.corriger, *found.completer, *found.reserves, *found.infos, *found.verifier]
    telling += [*found.evaluer, *found.decisions]
    if telling:
        page.heading(f"L’ensemble des {wording.noun(report.dossiers)[1]} ({len(telling)})", Style.WARN)
        add_notes(page, telling)


def _left_out(page: Page, report: Ensemble) -> None:
    if report.regles_ecartees:
        page.heading(f"Exigences écartées ({len(report.regles_ecartees)})", Style.WARN)
    alike: dict[str, list[str]] = {}
    for rule in report.regles_ecartees:
        alike.setdefault(f"{rule.motif} ({rule.origine})", []).append(rule.regle)
    for why, rules in alike.items():
        if len(rules) == 1:
            page.text(why, indent=2, lead=((f"{rules[0]}  ", Style.STRONG),))
        else:
            page.text(", ".join(rules), Style.STRONG, indent=2)
            page.text(why, indent=4)
    if report.fichiers_ignores:
        page.heading(f"Fichiers non jugés ({len(report.fichiers_ignores)})")
    for file in report.fichiers_ignores:
        page.text(f"{file.fichier} : {file.motif}", indent=2)
