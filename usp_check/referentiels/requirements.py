"""One requirement of a call, as a pydantic model: what it asks, where the text says so, its check within."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from usp_check.checks import Check
from usp_check.checks.base import A_VERIFIER, NON_EVALUABLE, SANS_OBJET, Outcome
from usp_check.checks.describing import Part, cle
from usp_check.checks.paths import FieldPath
from usp_check.documents.scalars import Boolean, Date, Text
from usp_check.modelling import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from usp_check.reading.faults import Path
from usp_check.vocabulary import Gravite, Statut

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

OUTIL = "outil"
"""The passage of a requirement that the tool adds for coherence: the text does not state it."""

CHAQUE_ACTION = "chaque action"
"""The passage of a requirement on every action of a plan: each finding cites the action's own row."""

LOT = "lot"
"""What a requirement looks at when it is no document but the folder as a whole."""

LOT_FIELDS = ("dossiers", "registre", "ecarts")

HORS_CHAMP = "hors_champ"
"""The code of a requirement whose ``si`` does not apply."""

WORDS_PER_EXTRACT = 12


class ByControle:
    """Reads a check as the one that its ``controle`` names."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        from usp_check.checks.catalogue import CHECKS

        choices = {word: handler.generate_schema(check) for word, check in CHECKS.items()}
        return core_schema.tagged_union_schema(choices, "controle")


AnyCheck = Annotated[Check, ByControle()]
RequirementId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-[0-9]{2}$")]


class Message(Part):
    """What a person reads for one outcome: what is wrong (or holds), what was expected, what to write."""

    message: Text | None = cle(
        "Message",
        "Ce qui est constaté, en une phrase ; « {titre} » et les autres mots entre accolades sont remplis.",
        defaut=None,
    )
    attendu: Text | None = cle(
        "Attendu", "Ce qui était attendu, s’il faut le dire autrement que l’exigence.", defaut=None
    )
    remede: Text | None = cle("Remède", "Ce qu’il faut écrire dans ce cas précis.", defaut=None)


def as_message(value: Any) -> Any:
    """Take a text alone for a message."""
    return {"message": value} if isinstance(value, str) else value


AnyMessage = Annotated[Message, BeforeValidator(as_message)]


class Passage(Part):
    """Where the text says so: a passage of the source, and a few words of it by which a reader finds the place."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"passage": {"enum": [OUTIL, CHAQUE_ACTION]}}},
            "then": {"properties": {"extrait": False}},
            "else": {
                "properties": {
                    "extrait": {"pattern": rf"^\s*\S+(?:\s+\S+){{0,{WORDS_PER_EXTRACT - 1}}}\s*$"}
                },
                "required": ["extrait"],
            },
        }
    )

    passage: Text = cle(
        "Passage",
        "Le passage du texte, l’un de ceux de « passages » ; « outil » pour ce que le texte ne dit pas, "
        "« chaque action » pour ce qu’il dit de chacune des actions du plan.",
    )
    extrait: Text | None = cle("Extrait", "Quelques mots du passage, tels quels, douze au plus.", defaut=None)

    @model_validator(mode="after")
    def _short_extract(self) -> Self:
        if self.passage in (OUTIL, CHAQUE_ACTION):
            if self.extrait is not None:
                raise ValueError(f"le passage « {self.passage} » ne cite aucun texte : retirez l’extrait")
        elif self.extrait is None:
            raise ValueError("un passage du texte se retrouve par un extrait : ajoutez-le")
        elif len(self.extrait.split()) > WORDS_PER_EXTRACT:
            raise ValueError(f"l’extrait dépasse {WORDS_PER_EXTRACT} mots : raccourcissez-le")
        return self


class Exemples(Part):
    """A dossier's fragment for which the requirement holds, and one for which it does not, as one types them.

    ``fichiers`` lists the attachments that stand beside both, ``offre`` is the offer that they are judged with, and
    ``date`` the day on which they are, where it changes something.
    """

    conforme: Text = cle("Exemple conforme", "Un fragment de dossier pour lequel l’exigence est tenue.")
    non_conforme: Text = cle("Exemple non conforme", "Un fragment de dossier pour lequel elle ne l’est pas.")
    fichiers: tuple[Text, ...] = cle(
        "Fichiers", "Les pièces jointes qui accompagnent les deux fragments.", defaut=()
    )
    offre: Text | None = cle(
        "Offre", "L’offre existante avec laquelle les deux fragments sont jugés.", defaut=None
    )
    date: Date | None = cle(
        "Date", "Le jour auquel les deux fragments sont jugés, s’il y change quelque chose.", defaut=None
    )


class Declaration(Part):
    """What people are told of a requirement, whatever judges it."""

    id: RequirementId = cle(
        "Identifiant", "Trois capitales de la famille, un tiret et deux chiffres, comme CAP-01."
    )
    gravite: Gravite = cle(
        "Gravité",
        "« bloquant » empêche la conformité, « reserve » est à discuter, « info » est un simple "
        "renseignement.",
    )
    titre: Text = cle("Titre", "Quelques mots qui nomment l’exigence.")
    exigence: Text = cle("Exigence", "Ce qui est demandé, en une phrase et avec vos mots.")
    explication: Text = cle("Explication", "Pourquoi, et comment l’outil le vérifie.")
    remede: Text = cle("Remède", "Ce qu’il faut écrire quand l’exigence n’est pas tenue.")
    exemples: Exemples = cle(
        "Exemples", "Un fragment de dossier qui convient, et un autre qui ne convient pas."
    )

    @property
    def famille(self) -> str:
        """``CAP-04`` → ``CAP``."""
        return self.id.partition("-")[0]


def as_values(value: Any) -> Any:
    """Take a text alone for a list of one."""
    return (value,) if isinstance(value, str) else value


Condition = Annotated[tuple[Text, ...], Field(min_length=1), BeforeValidator(as_values)]


class Asked:
    """All that judging by a requirement looks at: each is met for every dossier, and an attribute in a slot is near.

    ``codes`` says what a code alone comes to; ``always`` is False where it depends on ``needs`` or ``conditions``.
    """

    __slots__ = ("always", "champ", "check", "codes", "conditions", "needs", "prioritaire", "requirement")

    def __init__(self, requirement: Exigence) -> None:
        from usp_check.jugement import Codes

        self.requirement = requirement
        self.check = requirement.check
        self.champ = requirement.porte_sur
        self.codes = Codes(requirement)
        self.needs = requirement.needs
        self.conditions = requirement.conditions
        self.always = not self.needs and not self.conditions
        self.prioritaire = requirement.prioritaire


class Exigence(Declaration):
    """One requirement of a call: what it asks, where the text says so, and how it is judged.

    ``si`` maps fields to the values for which it applies (else ``sans_objet``); ``faute_de`` maps fields to
    the status it takes when they are absent. ``a_faire`` maps codes to what is then left to do, for the checklist
    at the end of the report. A dossier for which a ``prioritaire`` one holds comes first.
    """

    reference: Passage = cle("Référence", "Où le texte le dit.")
    document: Text | None = cle(
        "Document",
        "Le document que l’exigence regarde, si ce n’est pas le premier du référentiel.",
        defaut=None,
    )
    porte_sur: FieldPath = cle("Porte sur", "Le champ regardé en premier, comme projet.capacite.lits.")
    si: dict[str, Condition] = cle(
        "Si",
        "Les champs et leurs valeurs pour lesquels l’exigence s’applique ; sinon, elle est sans objet.",
        defaut={},
    )
    faute_de: dict[str, Literal["sans_objet", "a_verifier", "non_evaluable"]] = cle(
        "Faute de",
        "Les champs nécessaires, et ce que devient l’exigence quand l’un d’eux est vide.",
        defaut={},
    )
    check: AnyCheck
    messages: dict[str, AnyMessage] = cle(
        "Messages",
        "Les phrases de cette exigence, par code, quand celles du contrôle ne suffisent pas.",
        defaut={},
    )
    prioritaire: Boolean = cle(
        "Priorité", "Dites si un dossier qui tient l’exigence passe avant les autres.", defaut=False
    )
    attendu: Text | None = cle(
        "Attendu", "Ce qui est attendu, s’il faut le dire autrement que l’exigence.", defaut=None
    )
    a_faire: dict[str, Text] = cle(
        "À faire", "Ce qu’il reste à faire, par code, pour la liste qui termine le rapport.", defaut={}
    )

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

    @cached_property
    def needs(self) -> tuple[tuple[Path, Statut], ...]:
        """The fields of ``faute_de``, each with the status that its absence gives."""
        return tuple((tuple(name.split(".")), Statut(status)) for name, status in self.faute_de.items())

    @cached_property
    def conditions(self) -> tuple[tuple[Path, Condition], ...]:
        """The fields of ``si``, each with the values for which the requirement applies."""
        return tuple((tuple(name.split(".")), values) for name, values in self.si.items())

    @cached_property
    def asked(self) -> Asked:
        """All that judging looks at."""
        return Asked(self)

    @cached_property
    def figures(self) -> dict[str, Any]:
        """The parameters of the check, by name."""
        return {name: getattr(self.check, name) for name in type(self.check).model_fields}

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """Every way in which this requirement can end, by code."""
        ends = self.check.ends(self.porte_sur, [path for path, _ in self.needs])
        if self.si:
            ends[HORS_CHAMP] = Outcome(SANS_OBJET, "L’exigence ne concerne pas ce dossier.")
        for statut in {NON_EVALUABLE, *self.faute_de.values()} if self.si else set(self.faute_de.values()):
            code, outcome = WITHOUT[Statut(statut)]
            ends[code] = outcome
        return ends


WITHOUT: Mapping[Statut, tuple[str, Outcome]] = {
    SANS_OBJET: (
        "rien_a_verifier",
        Outcome(SANS_OBJET, "Rien n’est indiqué pour « {absent} » : il n’y a rien à vérifier.", ("absent",)),
    ),
    A_VERIFIER: (
        "pas_encore_indique",
        Outcome(A_VERIFIER, "Le dossier n’indique encore rien pour « {absent} ».", ("absent",)),
    ),
    NON_EVALUABLE: (
        "donnee_absente",
        Outcome(NON_EVALUABLE, "Rien n’est indiqué pour « {absent} », dont ce point dépend.", ("absent",)),
    ),
}
"""What becomes of a requirement when a field that it needs is absent: a code and its outcome, by status."""


class ExigenceFormat(Declaration):
    """A requirement on the file itself (family FMT): reading judges it, so it has messages and no check."""

    messages: dict[str, AnyMessage] = cle("Messages", "Les phrases de cette exigence, par code.")
