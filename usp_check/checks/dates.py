"""Dates and durations: deadlines, order, months between two days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from usp_check.checks.base import (
    A_VERIFIER,
    CONFORME,
    MANQUANT,
    NON_CONFORME,
    NON_EVALUABLE,
    Check,
    Context,
    Finding,
    Outcome,
)
from usp_check.checks.paths import FieldPath
from usp_check.checks.view import View
from usp_check.documents.scalars import Boolean, Count, Date, Moment
from usp_check.reading.faults import Path


def add_months(start: date, months: int) -> date:
    """Add months as calendars do: 31 August + 18 months is the last day of February."""
    year, month = divmod(start.month - 1 + months, 12)
    year += start.year
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """Count the whole months from ``start`` to the evening of ``end`` (both days included)."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    while months > 0 and add_months(start, months) > end + timedelta(days=1):
        months -= 1
    return months


class Duree(Check):
    """From ``debut`` to ``fin`` there are at least, or at most, so many months; the end comes after the start.

    At most: ``fin ≤ debut + months``. At least: ``fin + 1 day ≥ debut + months``.
    """

    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "La durée est de {mois} mois.", ("mois",)),
        "trop_long": Outcome(
            NON_CONFORME, "La durée dépasse {maximum} mois : la fin devait venir le {limite} au plus tard.", ("limite",)
        ),
        "trop_court": Outcome(
            NON_CONFORME, "La durée n'atteint pas {minimum} mois : la fin devait venir le {limite} au plus tôt.", ("limite",)
        ),
        "ordre": Outcome(NON_EVALUABLE, "La fin ne vient pas après le début : la durée ne peut pas être comptée."),
        "incomplet": Outcome(NON_EVALUABLE, "Il manque le début ou la fin : la durée ne peut pas être comptée."),
    }

    controle: Literal["duree"]
    debut: FieldPath
    fin: FieldPath
    minimum: Count | None = None
    maximum: Count | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if self.minimum is None and self.maximum is None:
            raise ValueError("il faut un « minimum » ou un « maximum », en mois")
        return self

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        start, end = dossier.get(*self.debut), dossier.get(*self.fin)
        if start is None or end is None:
            yield Finding("incomplet", champ)
        elif end <= start:
            yield Finding("ordre", champ)
        elif self.maximum is not None and end > (limit := add_months(start, self.maximum)):
            yield Finding("trop_long", champ, {"limite": limit})
        elif self.minimum is not None and end + timedelta(days=1) < (limit := add_months(start, self.minimum)):
            yield Finding("trop_court", champ, {"limite": limit - timedelta(days=1)})
        else:
            yield Finding("conforme", champ, {"mois": whole_months(start, end)})


class Apres(Check):
    """The date comes after that of another field."""

    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "« {titre} » ({valeur}) vient après le {autre_date}.", ("valeur", "autre_date")),
        "manquant": MANQUANT,
        "pas_apres": Outcome(
            NON_CONFORME, "« {titre} » ({valeur}) ne vient pas après le {autre_date}.", ("valeur", "autre_date")
        ),
        "reference_absente": Outcome(NON_EVALUABLE, "La date à laquelle comparer « {titre} » n'est pas donnée."),
    }

    controle: Literal["apres"]
    autre: FieldPath

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        value, other = dossier.get(*champ), dossier.get(*self.autre)
        if value is None:
            yield Finding("manquant", champ)
        elif other is None:
            yield Finding("reference_absente", champ)
        else:
            code = "conforme" if value > other else "pas_apres"
            yield Finding(code, champ, {"valeur": value, "autre_date": other})


class PasAvant(Check):
    """The date is not before ``limite``."""

    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "« {titre} » est le {valeur}.", ("valeur",)),
        "manquant": MANQUANT,
        "trop_tot": Outcome(NON_CONFORME, "« {titre} » est le {valeur}, avant le {limite}.", ("valeur",)),
    }

    controle: Literal["pas_avant"]
    limite: Date

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        value = dossier.get(*champ)
        if value is None:
            yield Finding("manquant", champ)
        else:
            yield Finding("conforme" if value >= self.limite else "trop_tot", champ, {"valeur": value})


class DatesDans(Check):
    """Every date of the list's lines lies from ``debut`` to ``fin``."""

    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Toutes les dates de « {titre} » sont dans les bornes."),
        "hors_bornes": Outcome(
            NON_CONFORME,
            "Une date ({valeur}) est hors des bornes, du {debut_le} au {fin_le}.",
            ("valeur", "debut_le", "fin_le"),
        ),
        "incomplet": Outcome(NON_EVALUABLE, "Il manque le début ou la fin : les dates ne peuvent pas être situées."),
    }

    controle: Literal["dates_dans"]
    date_de_ligne: FieldPath
    debut: FieldPath
    fin: FieldPath

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        start, end = dossier.get(*self.debut), dossier.get(*self.fin)
        if start is None or end is None:
            yield Finding("incomplet", champ)
            return
        outside = False
        for line in dossier.items(*champ):
            value = line.get(*self.date_de_ligne)
            if value is not None and not start <= value <= end:
                outside = True
                bounds = {"valeur": value, "debut_le": start, "fin_le": end}
                yield Finding("hors_bornes", (*line.path, *self.date_de_ligne), bounds)
        if not outside:
            yield Finding("conforme", champ)
