"""The examples of a requirement, judged: the one that is said to hold holds, and the other one does not."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from usp_check.checks.base import A_VERIFIER, CONFORME, NON_CONFORME, SANS_OBJET
from usp_check.checks.view import View
from usp_check.documents import read_document
from usp_check.french import day as in_words
from usp_check.french import enumeration
from usp_check.judging import Settings, judge
from usp_check.jugement import FORMAT
from usp_check.reading import Path, read_bytes
from usp_check.referentiels.problems import Problem
from usp_check.referentiels.requirements import LOT, Exemples, Exigence

if TYPE_CHECKING:
    from usp_check.referentiels.models import Referentiel
    from usp_check.report.model import Constat, RapportDossier
    from usp_check.vocabulary import Statut

DAYS = (date(2000, 1, 1), date(2100, 1, 1))
"""Where the examples name no day, what they come to must not depend on it: they are judged long ago and far off."""
_MILDER = frozenset({A_VERIFIER, SANS_OBJET})
_HEAD_LINES = 2


def tried(requirement: Exigence) -> int:
    """Return how many examples of the requirement can be judged: those about a folder are only told."""
    return 0 if requirement.document == LOT else 2


def try_examples(call: Referentiel, requirement: Exigence) -> Iterator[Problem]:
    """Judge both examples by this requirement alone; give what is wrong, with paths from the requirement."""
    if not tried(requirement):
        return
    alone = call.model_copy(update={"exigences": (requirement,)})
    possible = {outcome.statut for outcome in requirement.outcomes.values()}
    with tempfile.TemporaryDirectory() as place:
        folder = FilePath(place)
        yield from _attach(requirement.exemples, folder)
        offer, problems = _offer(requirement.exemples)
        if problems:
            yield from problems
            return
        for name, wanted in (("conforme", CONFORME), ("non_conforme", NON_CONFORME)):
            expected = frozenset({wanted}) if wanted in possible else _MILDER
            yield from _Trial(alone, requirement, folder, offer).problems(name, expected)


@dataclass(frozen=True)
class _Trial:
    """What the examples of a requirement are judged with: that requirement alone, attachments, an offer."""

    call: Referentiel
    requirement: Exigence
    folder: FilePath
    offer: View | None

    def problems(self, name: str, expected: frozenset[Statut]) -> Iterator[Problem]:
        """Judge one example on each day that counts; tell its faults of form, or one thing wrong with it."""
        days = (self.requirement.exemples.date,) if self.requirement.exemples.date else DAYS
        reports = [self._judge(name, day) for day in days]
        path: Path = ("exemples", name)
        for report in reports:
            if report.defaillances:
                failed = ", ".join(failure.reference for failure in report.defaillances)
                yield Problem(f"l’outil n’est pas parvenu à juger cet exemple (référence {failed}).", path)
                return
        if faults := [c for c in reports[0].constats if c.famille == FORMAT]:
            yield from (Problem(_fault(fault), path) for fault in faults)
            return
        own = [(day, self._own(report)) for day, report in zip(days, reports, strict=True)]
        ill = [(day, found) for day, found in own if not _as_said(name, expected, found)]
        if ill:
            yield Problem(_told(name, expected, ill, days), path)

    def _judge(self, name: str, day: date) -> RapportDossier:
        kind = self.requirement.document or self.call.documents[0]
        fragment = getattr(self.requirement.exemples, name)
        text = f"document: {kind}\nreferentiel: {self.call.id}\n{fragment}"
        settings = Settings(day, self.call, offre=self.offer, dates_propres=True)
        return judge("exemple.yaml", read_bytes(text.encode(errors="replace")), settings, self.folder)

    def _own(self, report: RapportDossier) -> list[Constat]:
        return [constat for constat in report.constats if constat.regle == self.requirement.id]


def _as_said(name: str, expected: frozenset[Statut], found: list[Constat]) -> bool:
    """Whether an example shows what it is said to: all holds, or something at least does not."""
    statuses = {constat.statut for constat in found}
    return bool(statuses) and (statuses <= expected if name == "conforme" else bool(statuses & expected))


def _fault(constat: Constat) -> str:
    line = f", ligne {constat.ligne - _HEAD_LINES}" if constat.ligne and constat.ligne > _HEAD_LINES else ""
    return f"cet exemple a une faute de forme ({constat.regle}{line}) : {constat.message}"


def _told(
    name: str, expected: frozenset[Statut], ill: list[tuple[date, list[Constat]]], days: tuple[date, ...]
) -> str:
    if 0 < len(ill) < len(days):
        return (
            "cet exemple ne montre la même chose que certains jours : ajoutez à « exemples » la « date » à "
            "laquelle le juger."
        )
    day, found = ill[0]
    said = f" L’outil dit ({found[0].statut}) : {found[0].message}" if found else ""
    on = f" au {in_words(day)}" if len(days) == 1 else ""
    wanted = enumeration(sorted(map(str, expected)), "ou")
    if name == "conforme":
        return f"l’exigence ne tient pas pour cet exemple{on}, qui devait la montrer tenue ({wanted}).{said}"
    return f"l’exigence n’est pas enfreinte par cet exemple{on}, qui devait l’enfreindre ({wanted}).{said}"


def _attach(examples: Exemples, folder: FilePath) -> Iterator[Problem]:
    """Put a file for each attachment in the folder, and nowhere else."""
    for rank, name in enumerate(examples.fichiers):
        place = folder / name.replace("\\", "/")
        try:
            beside = place.resolve().is_relative_to(folder.resolve())
            if beside:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text("exemple", encoding="utf-8")
        except (OSError, ValueError):
            beside = False
        if not beside:
            message = f"« {name[:80]} » n’est pas le nom d’un fichier à côté du dossier."
            yield Problem(message, ("exemples", "fichiers", rank))


def _offer(examples: Exemples) -> tuple[View | None, list[Problem]]:
    """Read the offer that goes with the examples."""
    if examples.offre is None:
        return None, []
    reading = read_bytes(examples.offre.encode(errors="replace"))
    typed = read_document("offre", {**(reading.value or {}), "document": "offre"})
    if reading.faults or typed.faults:
        return None, [Problem("cette offre a des fautes de forme.", ("exemples", "offre"))]
    return View(typed.document, {}), []
