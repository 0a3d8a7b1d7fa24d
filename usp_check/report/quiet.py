"""The report in the fewest words: a line for each fault, none where all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import plural
from usp_check.report import wording
from usp_check.report.layout import Line, Page, Style
from usp_check.report.model import Constat, ConstatLot, RapportDossier, Report
from usp_check.report.sorting import Sorted, sort_constats
from usp_check.vocabulary import Etat, Gravite, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLES = {Gravite.BLOQUANT: Style.BAD, Gravite.RESERVE: Style.WARN}
_NAMED = 5  # requirements set aside: up to so many are named
_LONGEST = 400  # characters of a message on its one line


def add_quiet(page: Page, report: Report) -> None:
    """Add ``chemin:ligne:colonne: CAP-01 bloquant: message`` for each fault.

    A dossier that is not ``conforme`` always has a line, so that an exit code never comes unexplained, and so
    have the requirements set aside, so that silence never hides one.
    """
    for dossier in report.dossiers:
        lines = list(_dossier(dossier))
        if not lines and dossier.verdict is not Verdict.CONFORME:
            lines = [_verdict(dossier)]
        for line in lines:
            page.add(*line)
    for constat in _faults(sort_constats(report.lot)):
        page.add(*_fault(constat, ", ".join(constat.fichiers if isinstance(constat, ConstatLot) else ())))
    if report.regles_ecartees:
        page.add((_aside(report), Style.WARN))
    if report.etat is Etat.INTERROMPU:
        page.add((wording.INTERRUPTED, Style.WARN))


def _dossier(dossier: RapportDossier) -> Iterator[Line]:
    for one in dossier.defaillances:
        yield (f"{dossier.fichier}: ", Style.PLAIN), (f"l’outil a échoué : {wording.failure(one)}", Style.BAD)
    for constat in _faults(sort_constats(dossier.constats)):
        yield _fault(constat, dossier.fichier)


def _aside(report: Report) -> str:
    """Count what was set aside, by what, and name it where that is short."""
    rules = [one.regle for one in report.regles_ecartees]
    count = f"{len(rules)} {plural(len(rules), 'exigence écartée', 'exigences écartées')}"
    names = f", {', '.join(rules)}" if len(rules) <= _NAMED else ""
    places = dict.fromkeys(one.origine.partition(", ligne")[0] for one in report.regles_ecartees)
    return f"lot: {count}{names} ({', '.join(places)})"


def _faults(found: Sorted) -> list[Constat]:
    return [*found.corriger, *found.completer, *found.reserves]


def _fault(constat: Constat, file: str) -> Line:
    place = [file or "lot", *(str(n) for n in (constat.ligne, constat.colonne) if n is not None)]
    message = constat.message if len(constat.message) <= _LONGEST else f"{constat.message[:_LONGEST]}…"
    return (
        (f"{':'.join(place)}: ", Style.PLAIN),
        (f"{constat.regle} {wording.GRAVITES[constat.gravite]}: ", _STYLES.get(constat.gravite, Style.NOTE)),
        (message, Style.PLAIN),
    )


def _verdict(dossier: RapportDossier) -> Line:
    said = wording.tally(sort_constats(dossier.constats).counts())
    if dossier.verdict is Verdict.INDETERMINE:
        said = wording.why_undetermined(dossier)
    word = wording.VERDICTS[dossier.verdict][0]
    return (f"{dossier.fichier}: ", Style.PLAIN), (f"{word}: ", Style.WARN), (said, Style.PLAIN)
