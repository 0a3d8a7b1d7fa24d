"""The team: trades that must be there, training, figures beside those observed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
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
from usp_check.checks.values import Words
from usp_check.checks.view import View
from usp_check.documents.scalars import Count, Number, Text
from usp_check.modelling import BaseModel, ConfigDict, Field
from usp_check.reading.faults import Path

_ZERO = Decimal(0)


class Groupe(BaseModel):
    """Trades that count as one, under the name that people give them."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    nom: Text = cle("Nom", "Le nom du groupe, tel qu’il s’écrit dans une phrase.")
    metiers: Words = cle("Métiers", "Les métiers du groupe.")


def _present(etp: Decimal | None, people: int | None) -> bool:
    """Whether a line stands for anyone: one that says zero ETP and nobody does not."""
    return bool(etp or people) or (etp is None and people is None)


class Pluridisciplinarite(Check):
    """Every group of trades has someone in the list."""

    usage: ClassVar[str] = "L’équipe compte quelqu’un dans chaque groupe de métiers."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "L’équipe réunit les métiers attendus."),
        "manquant": MANQUANT,
        "metiers_absents": Outcome(NON_CONFORME, "L’équipe décrite ne compte pas : {absents}.", ("absents",)),
    }

    controle: Literal["pluridisciplinarite"]
    groupes: Annotated[tuple[Groupe, ...], Field(min_length=1)] = cle(
        "Groupes", "Les groupes de métiers attendus."
    )

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        lines = dossier.rows(champ, "metier", "etp", "effectif")
        trades = {trade for trade, etp, people in lines if _present(etp, people)}
        absent = [group.nom for group in self.groupes if trades.isdisjoint(group.metiers)]
        if not lines:
            return "manquant"
        if absent:
            return Finding("metiers_absents", champ, {"absents": absent})
        return "conforme"


class FormationEquipe(Check):
    """In every group of trades, someone is trained: ``formation_soins_palliatifs`` is true on a line."""

    usage: ClassVar[str] = "L’équipe compte quelqu’un de formé dans chaque groupe de métiers."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "L’équipe compte des personnes formées dans chacun des métiers attendus."
        ),
        "manquant": MANQUANT,
        "non_formes": Outcome(NON_CONFORME, "Personne n’est dit formé parmi : {absents}.", ("absents",)),
    }

    controle: Literal["formation_equipe"]
    groupes: Annotated[tuple[Groupe, ...], Field(min_length=1)] = cle(
        "Groupes", "Les groupes de métiers où quelqu’un doit être formé."
    )

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        lines = dossier.rows(champ, "metier", "etp", "effectif", "formation_soins_palliatifs")
        trained = {trade for trade, etp, people, taught in lines if taught and _present(etp, people)}
        absent = [group.nom for group in self.groupes if trained.isdisjoint(group.metiers)]
        if not lines:
            return "manquant"
        if absent:
            return Finding("non_formes", champ, {"absents": absent})
        return "conforme"


class Repere(BaseModel):
    """ETP per ten beds observed for a group of trades: 10th percentile, median and 90th percentile."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    nom: Text = cle("Nom", "Le nom du groupe, tel qu’il s’écrit dans une phrase.")
    metiers: tuple[Text, ...] = cle(
        "Métiers", "Les métiers du groupe ; sans eux, ceux qui ne sont d’aucun autre groupe.", defaut=()
    )
    bas: Number = cle("Dixième centile", "Les ETP que neuf unités sur dix atteignent.")
    median: Number = cle("Médiane", "Les ETP qu’une unité sur deux atteint.")
    haut: Number = cle("Quatre-vingt-dixième centile", "Les ETP qu’une unité sur dix dépasse.")


class EffectifsObserves(Check):
    """ETP per ten beds of each group beside what is observed elsewhere; below the 10th percentile is told.

    A group without ``metiers`` takes the trades of no other group, except those of ``hors_reperes``.
    """

    usage: ClassVar[str] = "Les ETP rapportés aux lits ne sont pas sous ceux qui s’observent ailleurs."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "Les effectifs par lit sont dans l’ordre de grandeur observé ailleurs."
        ),
        "manquant": MANQUANT,
        "sous_le_repere": Outcome(
            NON_CONFORME,
            "{groupe} : {valeur} ETP pour dix lits ; neuf unités sur dix en déclarent au moins {bas} "
            "(médiane {median}).",
            ("groupe", "valeur", "bas", "median"),
        ),
        "sans_lits": Outcome(
            NON_EVALUABLE, "Le nombre de lits manque : les effectifs ne peuvent pas y être rapportés."
        ),
        "sans_etp": Outcome(NON_EVALUABLE, "Aucune ligne de l’équipe ne donne ses ETP."),
    }

    controle: Literal["effectifs_observes"]
    reperes: Annotated[tuple[Repere, ...], Field(min_length=1)] = cle(
        "Repères", "Les ETP observés ailleurs, par groupe de métiers."
    )
    hors_reperes: tuple[Text, ...] = cle(
        "Hors repères", "Les métiers qui ne comptent dans aucun groupe.", defaut=()
    )
    lits_de_reference: Count = cle("Lits de référence", "Le nombre de lits auquel les repères se rapportent.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found | list[Finding]:
        lines = dossier.rows(champ, "metier", "etp")
        beds = dossier.get(("projet", "capacite", "lits"))
        if not lines:
            return "manquant"
        if not beds:
            return "sans_lits"
        if all(etp is None for _, etp in lines):
            return "sans_etp"
        return self._below(lines, Decimal(beds), champ) or "conforme"

    @cached_property
    def _counted_in(self) -> dict[str | None, list[int]]:
        """The groups in which each trade counts, by rank; those of a trade that no group names, under None."""
        ranks: dict[str | None, list[int]] = {trade: [] for trade in (None, *self.hors_reperes)}
        for rank, mark in enumerate(self.reperes):
            for trade in mark.metiers or (None,):
                ranks.setdefault(trade, []).append(rank)
        return ranks

    def _below(self, lines: list[tuple[Any, ...]], beds: Decimal, champ: Path) -> list[Finding]:
        totals = [_ZERO] * len(self.reperes)
        counted_in, others = self._counted_in, self._counted_in[None]
        for trade, etp in lines:
            for rank in counted_in.get(trade, others) if etp else ():
                totals[rank] += etp
        reference = self.lits_de_reference
        marks = zip(self.reperes, totals, strict=True)
        return [
            Finding("sous_le_repere", champ, _beside(mark, total * reference / beds))
            for mark, total in marks
            if total * reference < mark.bas * beds
        ]


def _beside(mark: Repere, etp: Decimal) -> Mapping[str, Any]:
    return {"groupe": mark.nom, "valeur": etp, "bas": mark.bas, "median": mark.median}
