"""Is a value what it should be? Thresholds, expected words, lists, equality with another field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from usp_check.checks.base import (
    A_VERIFIER,
    CONFORME,
    MANQUANT,
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
from usp_check.documents.scalars import Number, Text
from usp_check.modelling import Field
from usp_check.reading.faults import Path

Words = Annotated[tuple[Text, ...], Field(min_length=1)]


def word(value: Any) -> str:
    """Write a typed value as a référentiel does: ``True`` → ``oui``, ``3`` → ``3``."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value)


class AuMoins(Check):
    """The number reaches ``minimum``."""

    usage: ClassVar[str] = "Le nombre atteint « minimum »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "« {titre} » vaut {valeur}, pour un minimum de {minimum}.", ("valeur",)
        ),
        "manquant": MANQUANT,
        "insuffisant": Outcome(
            NON_CONFORME, "« {titre} » vaut {valeur}, alors que le minimum est {minimum}.", ("valeur",)
        ),
    }

    controle: Literal["au_moins"]
    minimum: Number = cle("Minimum", "Le plus petit nombre admis.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value = dossier.get(champ)
        if value is None:
            return "manquant"
        return "conforme" if value >= self.minimum else "insuffisant"


class NombreOuDescription(Check):
    """The number reaches ``minimum``; where no number is given, a text in its stead says something."""

    usage: ClassVar[str] = "Le nombre atteint « minimum » ; sans nombre, une description en tient lieu."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        **AuMoins.outcomes,
        "conforme": Outcome(CONFORME, "Le dossier donne « {titre} », ou le décrit."),
    }

    controle: Literal["nombre_ou_description"]
    minimum: Number = cle("Minimum", "Le plus petit nombre admis.")
    description: FieldPath = cle("Description", "Le champ dont le texte tient lieu du nombre.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value = dossier.get(champ)
        if value is not None:
            return "conforme" if value >= self.minimum else "insuffisant"
        return "conforme" if dossier.told(self.description) else "manquant"


class AuPlus(Check):
    """The number does not pass ``maximum``."""

    usage: ClassVar[str] = "Le nombre ne dépasse pas « maximum »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "« {titre} » vaut {valeur}, pour un maximum de {maximum}.", ("valeur",)
        ),
        "manquant": MANQUANT,
        "excessif": Outcome(
            NON_CONFORME, "« {titre} » vaut {valeur}, alors que le maximum est {maximum}.", ("valeur",)
        ),
    }

    controle: Literal["au_plus"]
    maximum: Number = cle("Maximum", "Le plus grand nombre admis.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value = dossier.get(champ)
        if value is None:
            return "manquant"
        return "conforme" if value <= self.maximum else "excessif"


class Entre(Check):
    """The number reaches ``minimum`` and does not pass the one given in the field ``maximum``."""

    usage: ClassVar[str] = "Le nombre atteint « minimum » sans dépasser celui d’un autre champ."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        **AuMoins.outcomes,
        "excessif": Outcome(
            NON_CONFORME, "« {titre} » vaut {valeur} et dépasse {plafond}.", ("valeur", "plafond")
        ),
        "plafond_absent": Outcome(
            NON_EVALUABLE,
            "La valeur que « {titre} » ({valeur}) ne doit pas dépasser n’est pas donnée.",
            ("valeur",),
        ),
    }

    controle: Literal["entre"]
    minimum: Number = cle("Minimum", "Le plus petit nombre admis.")
    maximum: FieldPath = cle("Champ du maximum", "Le champ qui donne le plus grand nombre admis.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value, most = dossier.get(champ), dossier.get(self.maximum)
        if value is None:
            return "manquant"
        if most is not None and value > most:
            return Finding("excessif", champ, {"valeur": value, "plafond": most})
        if value < self.minimum:
            return "insuffisant"
        return "conforme" if most is not None else "plafond_absent"


class SousLeSeuil(Check):
    """Below ``seuil``, or where the number is absent, a person must look; from there on, nothing to say."""

    usage: ClassVar[str] = (
        "Sous « seuil », ou sans nombre, une personne vérifie ; à partir de lui, l’exigence est sans objet."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "sans_objet": Outcome(SANS_OBJET, "« {titre} » vaut {valeur} et atteint {seuil}.", ("valeur",)),
        "sous_le_seuil": Outcome(A_VERIFIER, "Le dossier ne montre pas que « {titre} » atteint {seuil}."),
    }

    controle: Literal["sous_le_seuil"]
    seuil: Number = cle("Seuil", "Le nombre à partir duquel il n’y a rien à vérifier.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value = dossier.get(champ)
        if value is None or value < self.seuil:
            return "sous_le_seuil"
        return "sans_objet"


class _Parmi(Check):
    """The value is, or is not, one of ``valeurs``; ``otherwise`` is the code where it is not."""

    otherwise: ClassVar[str]
    valeurs: Words

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value = dossier.get(champ)
        if value is None:
            return "manquant"
        return "conforme" if word(value) in self.valeurs else self.otherwise

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """As a référentiel writes it: ``oui``, ``3``."""
        return {"valeur": word(dossier.get(champ))}


class Vaut(_Parmi):
    """The value is one of ``valeurs``, as words: codes, departments, ``oui``/``non``, numbers."""

    usage: ClassVar[str] = "La valeur est l’une de celles de « valeurs »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "« {titre} » vaut « {valeur} ».", ("valeur",)),
        "manquant": MANQUANT,
        "autre_valeur": Outcome(
            NON_CONFORME, "« {titre} » vaut « {valeur} » ; il faut : {valeurs}.", ("valeur",)
        ),
    }

    otherwise: ClassVar[str] = "autre_valeur"

    controle: Literal["vaut"]
    valeurs: Words = cle("Valeurs", "Les valeurs admises : mots, codes, nombres, oui ou non.")


class Concerne(_Parmi):
    """Tell those whose value is one of ``valeurs``; the others are ``sans_objet``. It never fails them."""

    usage: ClassVar[str] = (
        "Le dossier est concerné si la valeur est dans « valeurs » ; sinon, c’est sans objet."
    )
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "« {titre} » vaut « {valeur} » : le dossier est concerné.", ("valeur",)
        ),
        "manquant": MANQUANT,
        "non_concerne": Outcome(
            SANS_OBJET, "« {titre} » vaut « {valeur} » : le dossier n’est pas concerné.", ("valeur",)
        ),
    }

    otherwise: ClassVar[str] = "non_concerne"

    controle: Literal["concerne"]
    valeurs: Words = cle("Valeurs", "Les valeurs des dossiers concernés.")


class EgaleChamp(Check):
    """The value is that of another field."""

    usage: ClassVar[str] = "La valeur est celle d’un autre champ."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "« {titre} » vaut bien « {valeur} ».", ("valeur",)),
        "manquant": MANQUANT,
        "different": Outcome(
            NON_CONFORME, "« {titre} » vaut « {valeur} » au lieu de « {attendue} ».", ("valeur", "attendue")
        ),
        "reference_absente": Outcome(NON_EVALUABLE, "Le champ auquel comparer « {titre} » n’est pas rempli."),
    }

    controle: Literal["egale_champ"]
    autre: FieldPath = cle("Autre champ", "Le champ auquel comparer.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        value, expected = dossier.get(champ), dossier.get(self.autre)
        if value is None:
            return "manquant"
        if expected is None:
            return "reference_absente"
        return "conforme" if value == expected else "different"

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """Both values."""
        return {"valeur": word(dossier.get(champ)), "attendue": word(dossier.get(self.autre))}


class Contient(Check):
    """The list holds every one of ``valeurs``, case folded."""

    usage: ClassVar[str] = "La liste contient toutes les « valeurs »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "« {titre} » contient tout ce qui est attendu."),
        "manquant": MANQUANT,
        "incomplet": Outcome(NON_CONFORME, "Il manque dans « {titre} » : {absents}.", ("absents",)),
    }

    controle: Literal["contient"]
    valeurs: Words = cle("Valeurs", "Les éléments que la liste doit contenir.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        given = {word(item.value).casefold() for item in dossier.items(champ)}
        absent = [value for value in self.valeurs if value.casefold() not in given]
        if not given:
            return "manquant"
        if absent:
            return Finding("incomplet", champ, {"absents": absent})
        return "conforme"


class LigneParmi(Check):
    """A line of the list has, in the field ``champ_de_ligne``, one of ``valeurs``."""

    usage: ClassVar[str] = "Une ligne de la liste a, dans le champ indiqué, l’une des « valeurs »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "« {titre} » a une ligne attendue : {trouvee}.", ("trouvee",)),
        "manquant": MANQUANT,
        "absente": Outcome(NON_CONFORME, "Aucune ligne de « {titre} » ne vaut l’une de : {valeurs}."),
    }

    controle: Literal["ligne_parmi"]
    champ_de_ligne: FieldPath = cle("Champ de la ligne", "Le champ regardé, à partir de la ligne.")
    valeurs: Words = cle("Valeurs", "Les valeurs dont une suffit.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        lines = [(line.path, line.get(self.champ_de_ligne)) for line in dossier.lines(champ)]
        for path, value in lines:
            if value is not None and word(value) in self.valeurs:
                return Finding("conforme", (*path, *self.champ_de_ligne), {"trouvee": word(value)})
        return "absente" if lines else "manquant"
