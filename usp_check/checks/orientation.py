"""The orientation of a unit, beside the house that asks for it and the units that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from usp_check.checks.base import (
    A_VERIFIER,
    CONFORME,
    MANQUANT,
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
from usp_check.checks.territory import DEPARTMENT, beds_of, covered_by_offer, known_usp, other_usp
from usp_check.checks.view import View
from usp_check.documents.scalars import Text
from usp_check.modelling import BaseModel, ConfigDict
from usp_check.reading.faults import Path

_BEDS_THERE = ("projet", "territoire", "lits_usp_existants")
_VOCATIONS = ("titulaire", "vocations")
_COVERED = ("projet", "territoire", "couvert_par_usp_polyvalente")


class OrientationCouverte(Check):
    """An orientation other than ``libre`` goes only where a unit of that one already covers the department."""

    usage: ClassVar[str] = "Une orientation autre que « libre » suppose que le département soit déjà couvert."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "L’unité est d’orientation {orientation}.", ("orientation",)),
        "couvert": Outcome(
            CONFORME,
            "L’unité est d’orientation {orientation} et le département est déjà couvert ({source}).",
            ("orientation", "source"),
        ),
        "non_dite": Outcome(A_VERIFIER, "Le dossier ne dit pas quelle est l’orientation de l’unité."),
        "manquant": Outcome(
            NON_CONFORME,
            "L’unité est d’orientation {orientation}, et le dossier ne dit pas si le département est déjà couvert.",
            ("orientation",),
        ),
        "non_couvert": Outcome(
            NON_CONFORME,
            "L’unité est d’orientation {orientation} alors que le département n’est pas couvert ({source}).",
            ("orientation", "source"),
        ),
    }

    controle: Literal["orientation_couverte"]
    libre: Text = cle("Orientation libre", "L’orientation qui convient dans tout département.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        orientation = dossier.get(champ)
        if orientation is None:
            return "non_dite"
        if orientation == self.libre:
            return "conforme"
        units = other_usp(dossier, context)
        covered, source = (
            (covered_by_offer(units, self.libre) if units is not None else None),
            "selon l’offre",
        )
        if covered is None:
            covered, source = dossier.get(_COVERED), "selon le dossier"
        if covered is None:
            return "manquant", _COVERED
        return Finding("couvert" if covered else "non_couvert", champ, {"source": source})

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """The orientation."""
        return {"orientation": dossier.get(champ)}


class Profil(BaseModel):
    """What house an orientation goes with: one of the categories, or of the vocations."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    categories: tuple[Text, ...] = cle(
        "Catégories", "Les catégories d’établissement qui conviennent.", defaut=()
    )
    vocations: tuple[Text, ...] = cle(
        "Vocations", "Les vocations d’établissement qui conviennent.", defaut=()
    )


class OrientationCoherente(Check):
    """An orientation goes with the house that asks for it; those of ``a_preciser`` say what they are."""

    usage: ClassVar[str] = "L’orientation va avec l’établissement qui la demande."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "L’orientation {orientation} va avec l’établissement.", ("orientation",)
        ),
        "precisee": Outcome(CONFORME, "L’orientation {orientation} est précisée.", ("orientation",)),
        "manquant": MANQUANT,
        "autre_etablissement": Outcome(
            NON_CONFORME,
            "L’orientation {orientation} ne va pas avec un établissement de cette catégorie.",
            ("orientation",),
        ),
        "sans_attente": Outcome(
            SANS_OBJET, "L’orientation {orientation} va avec tout établissement.", ("orientation",)
        ),
    }

    controle: Literal["orientation_coherente"]
    profils: dict[str, Profil] = cle("Profils", "Les établissements qui conviennent, par orientation.")
    a_preciser: tuple[Text, ...] = cle(
        "À préciser", "Les orientations qui demandent une précision.", defaut=()
    )
    precision: FieldPath = cle("Précision", "Le champ de cette précision.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        orientation = dossier.get(champ)
        if orientation is None:
            return "manquant"
        if orientation in self.a_preciser:
            return "precisee" if dossier.told(self.precision) else ("manquant", self.precision)
        if (profile := self.profils.get(orientation)) is None:
            return "sans_attente"
        category = dossier.get(("titulaire", "categorie"))
        vocations = {line.value for line in dossier.items(_VOCATIONS)}
        if category in profile.categories or vocations.intersection(profile.vocations):
            return "conforme"
        if category is None and not vocations:
            return "manquant", _VOCATIONS
        return "autre_etablissement"

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """The orientation."""
        return {"orientation": dossier.get(champ)}


_WORDS = {True: "couvert", False: "non couvert"}


class AccordAvecOffre(Check):
    """What the dossier says of the existing offer agrees with the offer given."""

    usage: ClassVar[str] = "Ce que le dossier dit de l’offre existante s’accorde avec l’offre fournie."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "Ce que le dossier dit de l’offre existante s’accorde avec l’offre fournie."
        ),
        "sans_offre": Outcome(SANS_OBJET, "Aucune offre n’a été fournie."),
        "manquant": Outcome(NON_CONFORME, "Le dossier ne dit rien de l’offre existante."),
        "offre_incomplete": Outcome(
            A_VERIFIER, "L’offre fournie ne permet pas de vérifier ce que le dossier dit du département."
        ),
        "couverture_contredite": Outcome(
            NON_CONFORME,
            "Le dossier dit le département {dit} par une USP polyvalente ; l’offre fournie le dit {offre}.",
            ("dit", "offre"),
        ),
        "lits_contredits": Outcome(
            NON_CONFORME,
            "Le dossier compte {dit} lits d’USP existants dans le département ; l’offre fournie en compte {offre}.",
            ("dit", "offre"),
        ),
    }

    controle: Literal["accord_avec_offre"]
    orientation: Text = cle("Orientation", "L’orientation d’une unité qui couvre le département.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        if context.offre is None:
            yield "sans_offre"
            return
        said_covered, said_beds = dossier.get(_COVERED), dossier.get(_BEDS_THERE)
        if said_covered is None and said_beds is None:
            yield "manquant"
            return
        agreements = []
        if said_covered is not None:
            covered = self._covered(dossier, context)
            agreements.append(None if None in covered else said_covered in covered)
            if agreements[-1] is False:
                facts = {"dit": _WORDS[said_covered], "offre": _WORDS[not said_covered]}
                yield Finding("couverture_contredite", _COVERED, facts)
        if said_beds is not None:
            beds = beds_of(other_usp(dossier, context))
            agreements.append(None if beds is None else beds == said_beds)
            if agreements[-1] is False:
                yield Finding("lits_contredits", _BEDS_THERE, {"dit": said_beds, "offre": beds})
        if None in agreements:
            yield "offre_incomplete"
        elif all(agreements):
            yield "conforme"

    def _covered(self, dossier: View, context: Context) -> tuple[bool | None, ...]:
        """Say whether the offer covers the department, without and with the applicant's own unit: both readings do."""
        units = other_usp(dossier, context), known_usp(context.offre, dossier.get(DEPARTMENT))
        return tuple(None if some is None else covered_by_offer(some, self.orientation) for some in units)
