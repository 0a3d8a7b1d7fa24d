"""The pydantic models that a référentiel's YAML becomes."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from usp_check.checks.actions import ActionPrevue
from usp_check.checks.describing import Part, cle
from usp_check.documents.scalars import Text
from usp_check.documents.spellings import Refused, moment
from usp_check.modelling import Field, StringConstraints, model_validator
from usp_check.reading.faults import Path
from usp_check.referentiels.requirements import CHAQUE_ACTION, Asked, Exigence

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}/\d{1,2}/\d{4}(?!\d)")


class Parametre(Part):
    """A figure, a date or a list that the text gives, with its passage; or one of the reference data."""

    libelle: Text = cle("Libellé", "Ce qu’est ce paramètre, en quelques mots.")
    valeur: Any = cle(
        "Valeur",
        "Un nombre, une date, une liste ou un groupe, que les exigences reprennent par « $ » et son nom.",
    )
    passage: Text | None = cle(
        "Passage", "Le passage du texte qui donne cette valeur, l’un de ceux de « passages ».", defaut=None
    )
    source: Text | None = cle("Source", "D’où vient la valeur, quand le texte ne la donne pas.", defaut=None)

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if (self.passage is None) == (self.source is None):
            raise ValueError(
                "un paramètre indique d’où il vient : un « passage » du texte, ou une « source »"
            )
        return self


class Source(Part):
    """The text that a référentiel encodes."""

    document: Text = cle("Document", "L’identifiant du texte.")
    titre: Text = cle("Titre", "Le titre du texte.")
    editeur: Text = cle("Éditeur", "Qui publie le texte.")
    annee: Text = cle("Année", "L’année de publication.")
    note: Text | None = cle("Note", "Ce qu’il faut savoir du texte.", defaut=None)
    adresses: tuple[Text, ...] = cle(
        "Adresses", "Les adresses des pages où lire le texte, ou d’où viennent les faits.", defaut=()
    )


def _typed(value: Any) -> Any:
    """Read a text that is a date, with or without an hour: sentences show it in words."""
    if isinstance(value, list | tuple):
        return [_typed(part) for part in value]
    if not isinstance(value, str) or not _DATE.match(value):
        return value
    try:
        return moment(value)
    except Refused:
        return value


class Referentiel(Part):
    """What a call demands: who says so, of which documents, with which parameters and requirements."""

    document: Literal["referentiel"] = cle("Nature du document", "Toujours « referentiel ».")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = cle(
        "Identifiant", "Des minuscules et des chiffres, séparés par des tirets, comme cvl-2024."
    )
    version: Text = cle("Version", "La version de ce référentiel, et non celle du texte.")
    titre: Text = cle("Titre", "Le nom de l’appel.")
    source: Source = cle("Source", "Le texte que le référentiel traduit.")
    documents: Annotated[tuple[Text, ...], Field(min_length=1)] = cle(
        "Documents", "Les sortes de documents que le référentiel juge."
    )
    familles: dict[str, Text] = cle(
        "Familles", "Le nom de chaque famille d’exigences, par ses trois capitales."
    )
    parametres: dict[str, Parametre] = cle(
        "Paramètres", "Les chiffres, dates et listes du texte, par leur nom.", defaut={}
    )
    passages: Annotated[dict[str, Text], Field(min_length=1)] = cle(
        "Passages", "Les passages du texte, chacun avec son sujet."
    )
    notes: dict[str, Text] = cle(
        "Notes",
        "Par sorte de document, ce que tout rapport rappelle du texte, comme un cahier des charges à venir.",
        defaut={},
    )
    axes: dict[str, Text] = cle(
        "Axes", "Si le texte est un plan, ses axes, chacun avec son titre.", defaut={}
    )
    actions: dict[str, ActionPrevue] = cle(
        "Actions",
        "Si le texte est un plan, ses actions, chacune sous son identifiant.",
        defaut={},
    )
    exigences: Annotated[tuple[Exigence, ...], Field(min_length=1)] = cle(
        "Exigences", "Ce que le texte demande, une exigence par tiret."
    )
    couverture: dict[str, Text] = cle(
        "Couverture", "Pour chaque passage sans exigence, pourquoi il n’en a pas.", defaut={}
    )
    complements: dict[str, Any] | None = cle(
        "Compléments",
        "Le schéma JSON (version 2020-12) des champs que l’appel demande en plus ; les dossiers les "
        "donnent sous « complements ».",
        defaut=None,
    )

    @cached_property
    def figures(self) -> dict[str, Any]:
        """The values of the parameters, by name, as a sentence shows them: a date is one."""
        return {name: _typed(parameter.valeur) for name, parameter in self.parametres.items()}

    @cached_property
    def identifiers(self) -> dict[Path, dict[str, str]]:
        """The identifiers that a document may use, by place, each with a phrase: actions, and figures of each."""
        if not self.actions:
            return {}
        known: dict[Path, dict[str, str]] = {("actions",): {n: a.phrase for n, a in self.actions.items()}}
        for name, action in self.actions.items():
            known["actions", name, "indicateurs"] = {n: i.libelle for n, i in action.indicateurs.items()}
        return known

    def on(self, document: str) -> tuple[Exigence, ...]:
        """Return the requirements that look at documents of this kind."""
        return self._by_document.get(document, ())

    def asked(self, document: str) -> tuple[Asked, ...]:
        """Return what judging documents of this kind looks at, requirement by requirement."""
        return self._asked_of.get(document, ())

    @cached_property
    def _by_document(self) -> dict[str, tuple[Exigence, ...]]:
        kinds = dict.fromkeys(rule.document or self.documents[0] for rule in self.exigences)
        return {
            kind: tuple(rule for rule in self.exigences if (rule.document or self.documents[0]) == kind)
            for kind in kinds
        }

    @cached_property
    def _asked_of(self) -> dict[str, tuple[Asked, ...]]:
        return {kind: tuple(rule.asked for rule in rules) for kind, rules in self._by_document.items()}

    def answering(self, passage: str) -> tuple[str, ...]:
        """Return the identifiers of the requirements that cite a passage, or the action that it describes."""
        action = any(action.passage == passage for action in self.actions.values())
        cited = (passage, CHAQUE_ACTION) if action else (passage,)
        return tuple(rule.id for rule in self.exigences if rule.reference.passage in cited)

    def exigence(self, identifier: str) -> Exigence | None:
        """Return the requirement of that identifier, None where there is none."""
        return next((e for e in self.exigences if e.id == identifier), None)
