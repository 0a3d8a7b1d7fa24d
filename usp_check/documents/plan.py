"""The ``plan``: how far each action of a regional plan has come, under the référentiel's own identifiers."""

from typing import Annotated

from usp_check.documents.codes import PLAN, StatutAction
from usp_check.documents.describing import Cle, Groupe, champ
from usp_check.documents.scalars import Date, Name, Number, Text


class Action(Groupe):
    """L’avancement d’une action du plan."""

    statut: StatutAction | None = champ("Avancement de l’action", "Où en est l’action.", "realise")
    date: Date | None = champ(
        "Date de réalisation", "Si l’action est réalisée, le jour où elle l’a été.", "2016-11-18"
    )
    pilote: Name | None = champ("Pilote", "Qui conduit l’action.", "ARS - DADSPS")
    livrables: tuple[Text | None, ...] | None = champ(
        "Livrables",
        "Ce que l’action a produit, un par tiret : l’identifiant d’un livrable attendu, ou un texte.",
        ["rencontres_territoriales"],
    )
    indicateurs: dict[Cle, Number | None] | None = champ(
        "Indicateurs",
        "Les chiffres de l’action : l’identifiant de l’indicateur, deux-points, et sa valeur.",
        {"rencontres_territoriales": "5"},
    )
    motif: Text | None = champ(
        "Motif d’abandon",
        "Si l’action est abandonnée, pourquoi.",
        "Le thème est repris dans le projet régional de santé.",
    )


class Plan(Groupe):
    """Le suivi d’un plan d’action régional de soins palliatifs, à une date."""

    document: Annotated[str, PLAN] | None = champ(
        "Nature du document", "Toujours « plan » pour le suivi d’un plan d’action.", "plan"
    )
    referentiel: Text | None = champ("Référentiel", "L’identifiant du plan d’action suivi.", "pdl-2016")
    date: Date | None = champ("Date du suivi", "Le jour auquel l’avancement est décrit.", "2017-03-31")
    actions: dict[Cle, Action | None] | None = champ(
        "Actions",
        "Les actions du plan, chacune sous son identifiant entre guillemets : l’axe, un point, l’action.",
        {"1.2": {}},
    )
