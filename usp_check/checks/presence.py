"""Is something there? Fields filled in, lists with lines, an attachment in their stead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from usp_check.checks.base import (
    A_VERIFIER,
    CONFORME,
    MANQUANT,
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
from usp_check.documents.parts import PLAIN, parts
from usp_check.documents.scalars import Boolean
from usp_check.modelling import Field
from usp_check.reading.faults import Path

_A_LIRE = Outcome(
    A_VERIFIER, "Le dossier renvoie à une pièce jointe ({piece}) : elle est à lire.", ("piece",)
)


class Rempli(Check):
    """The field is filled in. With ``facultatif``, leaving it empty is as good (``sans_objet``)."""

    usage: ClassVar[str] = "Le champ est rempli ; avec « facultatif », le laisser vide convient aussi."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Le dossier renseigne « {titre} »."),
        "manquant": MANQUANT,
        "non_renseigne": Outcome(SANS_OBJET, "Rien n’est indiqué pour « {titre} », qui est facultatif."),
    }

    controle: Literal["rempli"]
    facultatif: Boolean = cle(
        "Facultatif", "Dites si le champ peut rester vide sans que rien ne soit reproché.", defaut=False
    )

    def never(self, champ: Path, given: Collection[Path]) -> Iterator[str]:
        """One of the two ways to be empty, or both where the field is known to be filled in."""
        if self.facultatif or champ in given:
            yield "manquant"
        if not self.facultatif or champ in given:
            yield "non_renseigne"

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        if dossier.told(champ):
            return "conforme"
        return "non_renseigne" if self.facultatif else "manquant"


class UnRempli(Check):
    """At least one of the fields is filled in."""

    usage: ClassVar[str] = "L’un au moins des champs est rempli."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Le dossier donne au moins une des indications attendues."),
        "manquant": Outcome(MANQUANT.statut, "Le dossier ne donne aucune des indications attendues."),
    }

    controle: Literal["un_rempli"]
    champs: Annotated[tuple[FieldPath, ...], Field(min_length=2)] = cle(
        "Champs", "Les champs dont un seul suffit ; il en faut deux au moins."
    )

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        given = [
            dossier.answered(path) for path in self.champs
        ]  # each is asked: one that is doubtful must be told
        return "conforme" if any(given) else "manquant"


class TousRemplis(Check):
    """All the fields are filled in; each that is not is told in its place."""

    usage: ClassVar[str] = "Tous les champs sont remplis."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Le dossier donne toutes les indications attendues."),
        "manquant": MANQUANT,
    }

    controle: Literal["tous_remplis"]
    champs: Annotated[tuple[FieldPath, ...], Field(min_length=1)] = cle("Champs", "Les champs à remplir.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        missing = [path for path in self.champs if not dossier.answered(path)]
        yield from (Finding("manquant", path) for path in missing)
        if not missing:
            yield "conforme"


class ChampsOuPiece(Check):
    """All the fields are filled in; failing that, an attachment stands for them, which a person must read."""

    usage: ClassVar[str] = (
        "Tous les champs sont remplis ; à défaut, une pièce jointe en tient lieu, qu’une personne lit."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Le dossier renseigne « {titre} »."),
        "manquant": MANQUANT,
        "piece_a_lire": _A_LIRE,
    }

    controle: Literal["champs_ou_piece"]
    champs: Annotated[tuple[FieldPath, ...], Field(min_length=1)] = cle("Champs", "Les champs à remplir.")
    piece: FieldPath = cle("Pièce", "Le champ qui nomme la pièce jointe.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        missing = [path for path in self.champs if not dossier.answered(path)]
        if not missing:
            return "conforme"
        if (piece := dossier.get(self.piece)) is not None:
            return Finding("piece_a_lire", self.piece, {"piece": piece})
        return ("manquant", missing[0]) if len(missing) < len(self.champs) else "manquant"


class LignesOuPiece(Check):
    """The list has a line in which every field of ``avec`` says something; failing that, an attachment.

    A zero says nothing there: nobody at all is no staff, and no euro is no budget.
    """

    usage: ClassVar[str] = (
        "La liste a une ligne remplie ; à défaut, une pièce jointe en tient lieu, qu’une personne lit."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = ChampsOuPiece.outcomes

    controle: Literal["lignes_ou_piece"]
    liste: FieldPath = cle("Liste", "La liste dont une ligne au moins est remplie.")
    avec: tuple[FieldPath, ...] = cle("Avec", "Les champs que cette ligne remplit tous.", defaut=())
    piece: FieldPath = cle("Pièce", "Le champ qui nomme la pièce jointe.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        for line in dossier.lines(self.liste):
            if all(_says(line, path) for path in self.avec):
                return "conforme", self.liste
        if (piece := dossier.get(self.piece)) is not None:
            return Finding("piece_a_lire", self.piece, {"piece": piece})
        return "manquant"


def _says(line: View, field: Path) -> bool:
    """Whether a field of the line, or one below it, says something that is not zero."""
    if _not_zero(line.get(field)):
        return True
    line.sound(field)
    return False


def _not_zero(value: Any) -> bool:
    if value is None or type(value) in PLAIN:
        return value is not None and (isinstance(value, bool) or value != 0)
    below = value if isinstance(value, tuple) else (parts(value) or {}).values()
    return any(map(_not_zero, below))
