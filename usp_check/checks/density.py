"""Beds per inhabitants: what a project makes of its department."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import ceil
from typing import Annotated, Any, ClassVar, Literal

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
from usp_check.checks.territory import DEPARTMENT, beds_of, other_usp, people_of
from usp_check.checks.view import View
from usp_check.documents.scalars import Count, Number
from usp_check.french import plural
from usp_check.modelling import Field
from usp_check.reading.faults import Path

_BEDS_THERE = ("projet", "territoire", "lits_usp_existants")


class Densite(Check):
    """The department's beds, existing and projected, reach ``seuil`` per ``habitants`` inhabitants."""

    usage: ClassVar[str] = (
        "Les lits du département, existants et projetés, atteignent « seuil » pour « habitants » habitants."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME,
            "Avec {lits} lits dans le département ({existants_dits}), la densité est de {densite} "
            "pour {habitants} habitants.",
            ("lits", "existants_dits", "densite", "manquants", "population"),
        ),
        "manquant": MANQUANT,
        "ratio_insuffisant": Outcome(
            NON_CONFORME,
            "Avec {lits} lits dans le département ({existants_dits}), la densité est de {densite} "
            "pour {habitants} habitants, sous {seuil} : il manque {manquants} lits.",
            ("lits", "existants_dits", "densite", "manquants", "population"),
        ),
        "departement_absent": Outcome(
            NON_EVALUABLE, "Le dossier ne dit pas dans quel département l’unité sera."
        ),
        "population_inconnue": Outcome(
            NON_EVALUABLE,
            "La population du département {departement} n’est pas connue de l’outil.",
            ("departement",),
        ),
    }

    controle: Literal["densite"]
    seuil: Number = cle("Seuil", "Le nombre de lits recommandé.")
    habitants: Count = cle("Habitants", "Le nombre d’habitants auquel le seuil se rapporte.")
    populations: Annotated[dict[str, Count], Field(min_length=1)] = cle(
        "Populations", "La population de chaque département, par son code."
    )

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        beds, department = dossier.get(champ), dossier.get(DEPARTMENT)
        if beds is None:
            return "manquant"
        if department is None:
            return "departement_absent"
        population = people_of(context.offre, department, self.populations)
        if not population:
            return Finding("population_inconnue", champ, {"departement": department})
        existing, source = self._existing(dossier, context)
        needed = ceil(self.seuil * population / self.habitants)

        def facts() -> Mapping[str, Any]:
            return {
                "lits": beds + existing,
                "existants_dits": _said(existing, source),
                "densite": Decimal((beds + existing) * self.habitants) / population,
                "manquants": needed - beds - existing,
                "population": population,
            }

        return Finding("conforme" if needed <= beds + existing else "ratio_insuffisant", champ, facts)

    def _existing(self, dossier: View, context: Context) -> tuple[int, str]:
        """Count the department's other beds, and say where the figure comes from, "" where from nowhere."""
        offered = beds_of(other_usp(dossier, context))
        if offered is not None:
            return offered, "l’offre"
        stated = dossier.get(_BEDS_THERE)
        return (0, "") if stated is None else (stated, "le dossier")


def _said(beds: int, source: str) -> str:
    if not source:
        return "les lits existants ne sont pas indiqués, et sont comptés pour zéro"
    return (
        f"dont {beds} {plural(beds, 'existe', 'existent')} déjà selon {source}"
        if beds
        else f"aucun n’existe aujourd’hui selon {source}"
    )
