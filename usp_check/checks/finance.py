"""The financial model: totals, balance, years. The fields are those of ``financement.exercices``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar, Literal

from usp_check.checks.base import (
    CONFORME,
    NON_CONFORME,
    NON_EVALUABLE,
    SANS_OBJET,
    Check,
    Context,
    Finding,
    Found,
    Outcome,
)
from usp_check.checks.describing import cle
from usp_check.checks.paths import FieldPath
from usp_check.checks.view import View
from usp_check.documents.parts import parts
from usp_check.documents.scalars import Number
from usp_check.french import money
from usp_check.reading.faults import Path

_ZERO = Decimal(0)
_TOTALS = {"charges": "total_charges", "produits": "total_produits"}
"""The two sides of a year, each with the field of the total stated."""


def lines_total(year: View, side: str) -> Decimal | None:
    """Add up the lines of ``charges`` or ``produits``; None where there is none."""
    lines = parts(year.sound(side)) or {}
    total = sum(filter(None, lines.values()), _ZERO)
    return total if total or _ZERO in lines.values() else None


def side_total(year: View, side: str) -> Decimal | None:
    """Return what the lines of a side add up to; failing lines, the total stated; else None."""
    total = lines_total(year, side)
    return year.get(_TOTALS[side]) if total is None else total


class Totaux(Check):
    """Each year's lines add up to the totals stated, to less than ``tolerance`` euros."""

    usage: ClassVar[str] = "Les postes de chaque exercice font les totaux indiqués."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Les postes de chaque exercice font bien les totaux indiqués."),
        "sans_total": Outcome(SANS_OBJET, "Le dossier n’indique pas de total à comparer à ses postes."),
        "total_faux": Outcome(
            NON_CONFORME,
            "Exercice {annee} : les {cote} font {somme}, et non {total} ; l’écart est de {ecart}.",
            ("annee", "cote", "somme", "total", "ecart"),
        ),
    }

    controle: Literal["totaux"]
    tolerance: Number = cle("Tolérance", "L’écart, en euros, à partir duquel un total est faux.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        checked = wrong = False
        for year in dossier.items(champ):
            for side, field in _TOTALS.items():
                stated = year.get(field)
                if stated is None:
                    year.get(side)  # lines that can't be read are told, even where no total is stated
                    continue
                total = lines_total(year, side)
                if total is None:
                    continue
                checked = True
                gap = abs(total - stated)
                if gap >= self.tolerance:
                    wrong = True
                    facts = {
                        "annee": _name(year),
                        "cote": side,
                        "somme": total,
                        "total": stated,
                        "ecart": gap,
                    }
                    yield Finding("total_faux", (*year.path, field), facts)
        if not wrong:
            yield "conforme" if checked else "sans_total"


class Solde:
    """The balance of a year, put into words only where a sentence shows it."""

    __slots__ = ("exercice", "montant")

    def __init__(self, exercice: Any, montant: Decimal) -> None:
        self.exercice = exercice
        self.montant = montant

    def __str__(self) -> str:
        """``-12 000 € en 2027``."""
        return f"{money(self.montant)} en {self.exercice}"


class Equilibre(Check):
    """Tell the balance of each year, and the first one in balance; a deficit is legal."""

    usage: ClassVar[str] = (
        "Les exercices sont à l’équilibre ; un déficit est signalé avec le solde de chaque année."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Les exercices sont à l’équilibre : {soldes}.", ("soldes",)),
        "deficit": Outcome(
            NON_CONFORME, "Au moins un exercice est en déficit : {soldes} ; {retour}.", ("soldes", "retour")
        ),
        "incomplet": Outcome(
            NON_EVALUABLE,
            "L’exercice {annee} ne donne pas à la fois ses charges et ses produits.",
            ("annee",),
        ),
    }

    controle: Literal["equilibre"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        balances: list[tuple[Any, Decimal]] = []
        incomplete = False
        for year in dossier.items(champ):
            spent, earned = side_total(year, "charges"), side_total(year, "produits")
            if spent is None or earned is None:
                incomplete = True
                yield Finding("incomplet", year.path, {"annee": _name(year)})
            else:
                balances.append((_name(year), earned - spent))
        if all(balance >= 0 for _, balance in balances):
            if not incomplete:
                yield Finding("conforme", champ, lambda: {"soldes": _soldes(balances)})
        else:
            first = next((name for name, balance in balances if balance >= 0), None)
            back = (
                f"le premier exercice à l’équilibre est {first}"
                if first
                else "aucun exercice n’est à l’équilibre"
            )
            yield Finding("deficit", champ, {"soldes": _soldes(balances), "retour": back})


def _soldes(balances: list[tuple[Any, Decimal]]) -> list[Solde]:
    return [Solde(name, balance) for name, balance in balances]


class AnneesSuivies(Check):
    """The years follow one another and cover those of the calendar."""

    usage: ClassVar[str] = "Les exercices se suivent et couvrent les années du calendrier."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "Les exercices se suivent et couvrent le calendrier ({annees}).", ("annees",)
        ),
        "manquant": Outcome(NON_CONFORME, "Un exercice ne dit pas son année."),
        "non_suivies": Outcome(NON_CONFORME, "Les exercices ne se suivent pas : {annees}.", ("annees",)),
        "non_couvertes": Outcome(
            NON_CONFORME,
            "Le calendrier court sur {absentes}, que les exercices ne couvrent pas.",
            ("annees", "absentes"),
        ),
        "sans_calendrier": Outcome(
            NON_EVALUABLE,
            "Le calendrier n’a pas un début suivi d’une fin : les années à couvrir ne sont pas connues.",
        ),
    }

    controle: Literal["annees_suivies"]
    debut: FieldPath = cle("Début", "Le champ de la date où le calendrier commence.")
    fin: FieldPath = cle("Fin", "Le champ de la date où le calendrier finit.")

    def never(self, champ: Path, given: Collection[Path]) -> Iterator[str]:
        """Nothing: even where there are years, one may not say which it is."""
        yield from ()

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        years: list[int] = []
        for line in dossier.items(champ):
            if (year := line.get("annee")) is None:
                return Finding("manquant", (*line.path, "annee"))
            years.append(year)
        if any(after != before + 1 for before, after in pairwise(years)):
            return "non_suivies"
        start, end = dossier.get(self.debut), dossier.get(self.fin)
        if start is None or end is None or end < start:
            return "sans_calendrier"
        absent = [
            *_run(start.year, min(end.year, years[0] - 1)),
            *_run(max(start.year, years[-1] + 1), end.year),
        ]
        return Finding("non_couvertes", champ, {"absentes": absent}) if absent else "conforme"

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """The years, as they are named."""
        return {"annees": [str(line.get("annee")) for line in dossier.items(champ)]}


def _run(first: int, last: int) -> list[str]:
    """Name the years from ``first`` to ``last``, without listing them all; nothing where there are none."""
    if first > last:
        return []
    return [str(first)] if first == last else [f"{first} à {last}"]


def _name(year: View) -> Any:
    """Name a year in a message: its number, or its place in the list."""
    number = year.get("annee")
    return str(number) if number is not None else f"n° {int(year.path[-1]) + 1}"
