"""The pydantic models that a référentiel's YAML becomes: one requirement is one model, its check within."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, model_validator

from usp_check.checks import CHECKS, Check
from usp_check.checks.base import A_VERIFIER, NON_EVALUABLE, SANS_OBJET, Outcome
from usp_check.checks.paths import FieldPath
from usp_check.documents.scalars import Text
from usp_check.vocabulary import Gravite, Statut

OUTIL = "outil"
"""The passage of a requirement that the tool adds for coherence: the text does not state it."""

HORS_CHAMP = "hors_champ"
"""The code of a requirement whose ``si`` does not apply."""

WORDS_PER_EXTRACT = 12

if TYPE_CHECKING:
    AnyCheck = Check
else:
    AnyCheck = Annotated[reduce(operator.or_, CHECKS.values()), Discriminator("controle")]

RequirementId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-[0-9]{2}$")]


class Part(BaseModel):
    """What every part of a référentiel shares: frozen, no unknown key, compiled on first use."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Message(Part):
    """What a person reads for one outcome: what is wrong (or holds), what was expected, what to write."""

    message: Text | None = None
    attendu: Text | None = None
    remede: Text | None = None


def _as_message(value: Any) -> Any:
    return {"message": value} if isinstance(value, str) else value


AnyMessage = Annotated[Message, BeforeValidator(_as_message)]


class Passage(Part):
    """Where the text says so: a passage of the source, and a few words of it by which a reader finds the place."""

    passage: Text
    extrait: Text | None = None

    @model_validator(mode="after")
    def _short_extract(self) -> Self:
        if self.passage == OUTIL:
            if self.extrait is not None:
                raise ValueError(f"le passage « {OUTIL} » ne cite aucun texte : retirez l'extrait")
        elif self.extrait is None:
            raise ValueError("un passage du texte se retrouve par un extrait : ajoutez-le")
        elif len(self.extrait.split()) > WORDS_PER_EXTRACT:
            raise ValueError(f"l'extrait dépasse {WORDS_PER_EXTRACT} mots : raccourcissez-le")
        return self


class Exemples(Part):
    """A dossier's fragment for which the requirement holds, and one for which it does not, as one types them.

    ``fichiers`` lists the attachments that stand beside both, ``offre`` is the offer that they are judged with.
    """

    conforme: Text
    non_conforme: Text
    fichiers: tuple[Text, ...] = ()
    offre: Text | None = None


class Declaration(Part):
    """What people are told of a requirement, whatever judges it."""

    id: RequirementId
    gravite: Gravite
    titre: Text
    exigence: Text
    explication: Text
    remede: Text
    exemples: Exemples

    @property
    def famille(self) -> str:
        """``CAP-04`` → ``CAP``."""
        return self.id.partition("-")[0]


def _as_values(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Condition = Annotated[tuple[Text, ...], Field(min_length=1), BeforeValidator(_as_values)]


class Exigence(Declaration):
    """One requirement of a call: what it asks, where the text says so, and how it is judged.

    ``si`` maps fields to the values for which it applies (else ``sans_objet``); ``faute_de`` maps fields to
    the status it takes when they are absent. ``a_faire`` maps codes to what is then left to do, for the checklist
    at the end of the report.
    """

    reference: Passage
    porte_sur: FieldPath
    si: dict[str, Condition] = {}
    faute_de: dict[str, Literal["sans_objet", "a_verifier", "non_evaluable"]] = {}
    check: AnyCheck
    messages: dict[str, AnyMessage] = {}
    attendu: Text | None = None
    a_faire: dict[str, Text] = {}

    @model_validator(mode="before")
    @classmethod
    def _name_the_check(cls, value: Any) -> Any:
        """Join ``controle`` and ``parametres``, as they are written, into the one check that they describe."""
        if not isinstance(value, dict) or "check" in value:
            return value
        rest = {key: part for key, part in value.items() if key not in ("controle", "parametres")}
        parameters = value.get("parametres")
        parameters = {} if parameters is None else parameters
        if not isinstance(parameters, dict):
            raise ValueError("« parametres » attend une suite de clés et de valeurs")  # noqa: TRY004
        if value.get("controle") is not None:
            rest["check"] = {**parameters, "controle": value["controle"]}
        return rest

    def outcomes(self) -> dict[str, Outcome]:
        """Return every way in which this requirement can end, by code."""
        ends = self.check.ends(self.porte_sur, [tuple(name.split(".")) for name in self.faute_de])
        if self.si:
            ends[HORS_CHAMP] = Outcome(SANS_OBJET, "L'exigence ne concerne pas ce dossier.")
        for statut in {NON_EVALUABLE, *self.faute_de.values()} if self.si else set(self.faute_de.values()):
            code, outcome = WITHOUT[Statut(statut)]
            ends[code] = outcome
        return ends


WITHOUT: Mapping[Statut, tuple[str, Outcome]] = {
    SANS_OBJET: (
        "rien_a_verifier",
        Outcome(SANS_OBJET, "Le dossier n'indique rien pour « {absent} » : il n'y a rien à vérifier.", ("absent",)),
    ),
    A_VERIFIER: (
        "pas_encore_indique",
        Outcome(A_VERIFIER, "Le dossier n'indique encore rien pour « {absent} ».", ("absent",)),
    ),
    NON_EVALUABLE: (
        "donnee_absente",
        Outcome(NON_EVALUABLE, "Le dossier n'indique rien pour « {absent} », dont ce point dépend.", ("absent",)),
    ),
}
"""What becomes of a requirement when a field that it needs is absent: a code and its outcome, by status."""


class ExigenceFormat(Declaration):
    """A requirement on the file itself (family FMT): reading judges it, so it has messages and no check."""

    messages: dict[str, AnyMessage]


class Parametre(Part):
    """A figure, a date or a list that the text gives, with its passage; or one of the reference data."""

    libelle: Text
    valeur: Any
    passage: Text | None = None
    source: Text | None = None

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if (self.passage is None) == (self.source is None):
            raise ValueError("un paramètre indique d'où il vient : un « passage » du texte, ou une « source »")
        return self


class Source(Part):
    """The text that a référentiel encodes."""

    document: Text
    titre: Text
    editeur: Text
    annee: Text
    note: Text | None = None


class Referentiel(Part):
    """What a call demands: who says so, of which documents, with which parameters and requirements."""

    document: Literal["referentiel"]
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    version: Text
    titre: Text
    source: Source
    documents: Annotated[tuple[Text, ...], Field(min_length=1)]
    familles: dict[str, Text]
    parametres: dict[str, Parametre] = {}
    passages: Annotated[dict[str, Text], Field(min_length=1)]
    exigences: Annotated[tuple[Exigence, ...], Field(min_length=1)]
    couverture: dict[str, Text] = {}
    complements: dict[str, Any] | None = None

    def exigence(self, identifier: str) -> Exigence | None:
        """Return the requirement of that identifier, None where there is none."""
        return next((e for e in self.exigences if e.id == identifier), None)
