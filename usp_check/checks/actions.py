"""What a plan expects of one of its actions: the référentiel's data, which the checks on a follow-up look at."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from usp_check.checks.describing import Part, cle
from usp_check.documents.scalars import Count, Date, Number, Text
from usp_check.french import enumeration
from usp_check.modelling import Field

A_FAIRE, EN_COURS, REALISE, ABANDONNE = "a_faire", "en_cours", "realise", "abandonne"
"""How far an action has come, as a follow-up says it."""


class Echeance(Part):
    """When something is due: a day, and how the plan says it."""

    date: Date = cle("Date", "Le dernier jour de l’échéance.")
    libelle: Text = cle("Libellé", "L’échéance en toutes lettres, comme « 3e trimestre 2016 ».")
    livrables: tuple[Text, ...] = cle(
        "Livrables", "Les livrables dus ce jour-là, quand l’action a plusieurs échéances.", defaut=()
    )


class Indicateur(Part):
    """A figure that an action states once it is done, and the one to reach where the plan gives one."""

    libelle: Text = cle("Libellé", "Ce que le chiffre compte.")
    cible: Number | None = cle(
        "Cible", "Le chiffre à atteindre ; aucun s’il suffit de le donner.", defaut=None
    )


class Extraits(Part):
    """A few words of the action's own row, as they stand in the text, column by column."""

    echeance: Text = cle("Extrait de l’échéancier", "Les mots qui disent quand, tels quels.")
    livrables: Text = cle("Extrait des livrables", "Les mots qui disent ce qui est produit, tels quels.")
    pilote: Text = cle("Extrait du pilote", "Les mots qui disent qui conduit l’action, tels quels.")


class ActionPrevue(Part):
    """One action of a plan: what it is about, when it is due, what it gives, who leads it."""

    titre: Text = cle("Titre", "Quelques mots qui nomment l’action.")
    sujet: Text = cle("Sujet", "Ce que fait l’action, avec vos mots.")
    axe: Text = cle("Axe", "L’axe dont elle fait partie, l’un de ceux de « axes ».")
    mesures: tuple[Count, ...] = cle(
        "Mesures", "Les numéros des mesures du plan national auxquelles elle se rattache.", defaut=()
    )
    passage: Text = cle("Passage", "Le passage du texte qui la décrit, l’un de ceux de « passages ».")
    echeances: Annotated[tuple[Echeance, ...], Field(min_length=1)] = cle(
        "Échéances", "Quand elle est due, de la première à la dernière échéance."
    )
    livrables: dict[str, Text] = cle(
        "Livrables", "Ce qu’elle produit : l’identifiant de chaque livrable et ce qu’il est.", defaut={}
    )
    indicateurs: dict[str, Indicateur] = cle(
        "Indicateurs", "Les chiffres qu’elle donne une fois réalisée, par leur identifiant.", defaut={}
    )
    pilotes: Annotated[tuple[Text, ...], Field(min_length=1)] = cle(
        "Pilotes", "Ceux qui la conduisent ou y contribuent, comme le texte les nomme."
    )
    extraits: Extraits = cle("Extraits", "Quelques mots du passage, tels quels, colonne par colonne.")

    @property
    def due(self) -> date:
        """The last day on which the whole action is in time."""
        return max(one.date for one in self.echeances)

    @property
    def phrase(self) -> str:
        """What helps to fill in the follow-up of the action, in a line."""
        due = enumeration([one.libelle for one in self.echeances])
        given = ", ".join(self.livrables)
        return f"{self.titre} ({due}). Livrables : {given}. Pilotes : {', '.join(self.pilotes)}."
