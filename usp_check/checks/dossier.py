"""The dossier as such: its attachments, the placeholders left in it, the third mission's yes or no."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from usp_check.checks.base import (
    A_VERIFIER,
    CONFORME,
    NON_CONFORME,
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
from usp_check.modelling import Field
from usp_check.reading.faults import Path

PIECE_PRESENTE = "presente"


class PiecesPresentes(Check):
    """Every attachment named is a regular, non-empty file inside the dossier's own folder.

    What stands on the disk is given by the context, in these codes; the check itself opens nothing.
    """

    usage: ClassVar[str] = (
        "Chaque pièce citée est un fichier non vide, dans le dossier où se trouve le document."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Toutes les pièces citées sont jointes ({nombre}).", ("nombre",)),
        "aucune_piece": Outcome(SANS_OBJET, "Le dossier ne cite aucune pièce jointe."),
        "absente": Outcome(NON_CONFORME, "La pièce « {piece} » n’est pas dans le dossier.", ("piece",)),
        "vide": Outcome(NON_CONFORME, "La pièce « {piece} » est un fichier vide.", ("piece",)),
        "pas_un_fichier": Outcome(NON_CONFORME, "« {piece} » n’est pas un fichier.", ("piece",)),
        "hors_dossier": Outcome(NON_CONFORME, "« {piece} » désigne un endroit hors du dossier.", ("piece",)),
        "dossier_meme": Outcome(
            NON_CONFORME, "« {piece} » est le dossier lui-même, et non une pièce jointe.", ("piece",)
        ),
        "illisible": Outcome(NON_CONFORME, "La pièce « {piece} » ne peut pas être consultée.", ("piece",)),
        "non_cherchee": Outcome(
            A_VERIFIER,
            "La pièce « {piece} » n’a pas pu être cherchée : le dossier n’a pas été lu depuis un fichier.",
            ("piece",),
        ),
    }

    controle: Literal["pieces_presentes"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        sound = True
        for path, (name, code) in context.pieces.items():
            if code != PIECE_PRESENTE:
                sound = False
                yield Finding(code, path, {"piece": name})
        dossier.refuse_doubts("piece", "pieces")
        if not context.pieces:
            yield "aucune_piece"
        elif sound:
            yield Finding("conforme", champ, {"nombre": len(context.pieces)})


class SansTexteProvisoire(Check):
    """No placeholder is left in the dossier."""

    usage: ClassVar[str] = "Aucun texte provisoire ne reste dans le document."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Le dossier ne contient plus de texte provisoire."),
        "provisoire": Outcome(NON_CONFORME, "« {titre} » n’est rempli que d’un texte provisoire."),
    }

    controle: Literal["sans_texte_provisoire"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        for path in context.provisoires:
            yield Finding("provisoire", path)
        if not context.provisoires:
            yield "conforme"


class Motive(Check):
    """A yes is made precise by one of ``si_oui``, a no by one of ``si_non``."""

    usage: ClassVar[str] = (
        "Un oui est précisé par l’un des champs de « si_oui », un non par l’un de ceux de « si_non »."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Le dossier précise sa réponse."),
        "manquant": Outcome(NON_CONFORME, "Le dossier répond sans préciser sa réponse."),
    }

    controle: Literal["motive"]
    reponse: FieldPath = cle("Réponse", "Le champ qui répond oui ou non.")
    si_oui: Annotated[tuple[FieldPath, ...], Field(min_length=1)] = cle(
        "Si oui", "Les champs dont l’un précise un oui."
    )
    si_non: Annotated[tuple[FieldPath, ...], Field(min_length=1)] = cle(
        "Si non", "Les champs dont l’un précise un non."
    )

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        wanted = self.si_oui if dossier.get(self.reponse) else self.si_non
        told = [dossier.told(path) for path in wanted]  # each is asked: one that is doubtful must be told
        if any(told):
            return "conforme"
        return "manquant", wanted[0]
