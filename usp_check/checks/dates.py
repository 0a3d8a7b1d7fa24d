"""Dates and durations: deadlines, order, months between two days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, Literal, Self

from usp_check.checks.base import (
    CONFORME,
    MANQUANT,
    NON_CONFORME,
    NON_EVALUABLE,
    Check,
    Context,
    Finding,
    Found,
    Outcome,
)
from usp_check.checks.describing import cle
from usp_check.checks.paths import FieldPath
from usp_check.checks.view import View
from usp_check.documents.scalars import Count, Date
from usp_check.modelling import ConfigDict, model_validator
from usp_check.reading.faults import Path


def add_months(start: date, months: int) -> date:
    """Add months as calendars do: 31 August + 18 months is the last day of February.

    A day beyond the year 9999, which no ``date`` can hold, is given as the last one that there is.
    """
    year, month = divmod(start.month - 1 + months, 12)
    year += start.year
    if year > date.max.year:
        return date.max
    day = start.day if start.day <= 28 else min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def whole_months(start: date, end: date) -> int:
    """Count the whole months from ``start`` to the evening of ``end`` (both days included)."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    while months > 0 and (add_months(start, months) - end).days > 1:
        months -= 1
    return months


class Duree(Check):
    """From ``debut`` to ``fin`` there are at least, or at most, so many months; the end comes after the start.

    At most: ``fin ≤ debut + months``. At least: ``fin + 1 day ≥ debut + months``.
    """

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["minimum"]}, {"required": ["maximum"]}]}
    )

    usage: ClassVar[str] = "Du début à la fin, il y a au moins « minimum » mois et au plus « maximum » mois."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "La durée est de {mois} mois.", ("mois",)),
        "trop_long": Outcome(
            NON_CONFORME,
            "La durée dépasse {maximum} mois : la fin devait venir le {limite} au plus tard.",
            ("limite",),
        ),
        "trop_court": Outcome(
            NON_CONFORME,
            "La durée n’atteint pas {minimum} mois : la fin devait venir le {limite} au plus tôt.",
            ("limite",),
        ),
        "ordre": Outcome(
            NON_EVALUABLE, "La fin ne vient pas après le début : la durée ne peut pas être comptée."
        ),
        "incomplet": Outcome(
            NON_EVALUABLE, "Il manque le début ou la fin : la durée ne peut pas être comptée."
        ),
    }

    controle: Literal["duree"]
    debut: FieldPath = cle("Début", "Le champ de la date de début.")
    fin: FieldPath = cle("Fin", "Le champ de la date de fin.")
    minimum: Count | None = cle("Minimum", "Le plus petit nombre de mois admis.", defaut=None)
    maximum: Count | None = cle("Maximum", "Le plus grand nombre de mois admis.", defaut=None)

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if self.minimum is None and self.maximum is None:
            raise ValueError("il faut un « minimum » ou un « maximum », en mois")
        return self

    def never(self, champ: Path, given: Collection[Path]) -> Iterator[str]:
        """The bound that is not asked for, and an end missing where both are known to be there."""
        if self.maximum is None:
            yield "trop_long"
        if self.minimum is None:
            yield "trop_court"
        if self.debut in given and self.fin in given:
            yield "incomplet"

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        start, end = dossier.get(self.debut), dossier.get(self.fin)
        if start is None or end is None:
            return "incomplet"
        if end <= start:
            return "ordre"
        if self.maximum is not None and end > (limit := add_months(start, self.maximum)):
            return Finding("trop_long", champ, {"limite": limit})
        if self.minimum is not None and ((limit := add_months(start, self.minimum)) - end).days > 1:
            return Finding("trop_court", champ, {"limite": limit - timedelta(days=1)})
        return "conforme"

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """How long it is, where there is a start and an end."""
        start, end = dossier.get(self.debut), dossier.get(self.fin)
        return {} if start is None or end is None else {"mois": whole_months(start, end)}


class Apres(Check):
    """The date comes after that of another field."""

    usage: ClassVar[str] = "La date vient après celle d’un autre champ."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "« {titre} » ({valeur}) vient après le {autre_date}.", ("valeur", "autre_date")
        ),
        "manquant": MANQUANT,
        "pas_apres": Outcome(
            NON_CONFORME,
            "« {titre} » ({valeur}) ne vient pas après le {autre_date}.",
            ("valeur", "autre_date"),
        ),
        "reference_absente": Outcome(
            NON_EVALUABLE, "La date à laquelle comparer « {titre} » n’est pas donnée."
        ),
    }

    controle: Literal["apres"]
    autre: FieldPath = cle("Autre champ", "Le champ de la date qui vient avant.")

    def never(self, champ: Path, given: Collection[Path]) -> Iterator[str]:
        """What is absent is told by the requirement, where it is known to be there."""
        yield from super().never(champ, given)
        if self.autre in given:
            yield "reference_absente"

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value, other = dossier.get(champ), dossier.get(self.autre)
        if value is None:
            return "manquant"
        if other is None:
            return "reference_absente"
        return "conforme" if value > other else "pas_apres"

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """Both dates."""
        return {"valeur": dossier.get(champ), "autre_date": dossier.get(self.autre)}


class PasAvant(Check):
    """The date is not before ``limite``."""

    usage: ClassVar[str] = "La date ne vient pas avant « limite »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "« {titre} » est le {valeur}.", ("valeur",)),
        "manquant": MANQUANT,
        "trop_tot": Outcome(NON_CONFORME, "« {titre} » est le {valeur}, avant le {limite}.", ("valeur",)),
    }

    controle: Literal["pas_avant"]
    limite: Date = cle("Limite", "Le premier jour admis.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value = dossier.get(champ)
        if value is None:
            return "manquant"
        return "conforme" if value >= self.limite else "trop_tot"


class PasApres(Check):
    """The date is not after ``limite``."""

    usage: ClassVar[str] = "La date ne vient pas après « limite »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "« {titre} » est le {valeur}.", ("valeur",)),
        "manquant": MANQUANT,
        "trop_tard": Outcome(NON_CONFORME, "« {titre} » est le {valeur}, après le {limite}.", ("valeur",)),
    }

    controle: Literal["pas_apres"]
    limite: Date = cle("Limite", "Le dernier jour admis.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value = dossier.get(champ)
        if value is None:
            return "manquant"
        return "conforme" if value <= self.limite else "trop_tard"


class DatesDans(Check):
    """Every line of the list has a date, which lies from ``debut`` to ``fin``."""

    usage: ClassVar[str] = "Les dates des lignes de la liste sont comprises entre un début et une fin."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Toutes les dates de « {titre} » sont dans les bornes."),
        "hors_bornes": Outcome(
            NON_CONFORME,
            "Une date ({valeur}) est hors des bornes, du {debut_le} au {fin_le}.",
            ("valeur", "debut_le", "fin_le"),
        ),
        "manquant": Outcome(NON_CONFORME, "Une ligne de « {titre} » n’a pas de date."),
        "incomplet": Outcome(
            NON_EVALUABLE, "Il manque le début ou la fin : les dates ne peuvent pas être situées."
        ),
        "ordre": Outcome(
            NON_EVALUABLE, "La fin vient avant le début : les dates ne peuvent pas être situées."
        ),
    }

    controle: Literal["dates_dans"]
    date_de_ligne: FieldPath = cle("Date de la ligne", "Le champ de la date, à partir de la ligne.")
    debut: FieldPath = cle("Début", "Le champ de la première date admise.")
    fin: FieldPath = cle("Fin", "Le champ de la dernière date admise.")

    def never(self, champ: Path, given: Collection[Path]) -> Iterator[str]:
        """An end missing, where both are known to be there."""
        if self.debut in given and self.fin in given:
            yield "incomplet"

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        start, end = dossier.get(self.debut), dossier.get(self.fin)
        if start is None or end is None:
            yield "incomplet"
            return
        if end < start:
            yield "ordre"
            return
        sound = True
        for line in dossier.items(champ):
            value = line.get(self.date_de_ligne)
            if value is None and line.filled():
                sound = False
                yield Finding("manquant", (*line.path, *self.date_de_ligne))
            elif value is not None and not start <= value <= end:
                sound = False
                bounds = {"valeur": value, "debut_le": start, "fin_le": end}
                yield Finding("hors_bornes", (*line.path, *self.date_de_ligne), bounds)
        if sound:
            yield "conforme"
