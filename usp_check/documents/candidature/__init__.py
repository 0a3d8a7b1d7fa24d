"""The ``candidature``: an application for a unité de soins palliatifs. Types and shapes only."""

from typing import Annotated, Any

from usp_check.documents.candidature.calendrier import Calendrier, Transmission
from usp_check.documents.candidature.financement import Financement
from usp_check.documents.candidature.missions import Missions
from usp_check.documents.candidature.porteur import Autorisation, Implantation, Partenaire, Titulaire
from usp_check.documents.candidature.projet import Convention, Projet
from usp_check.documents.candidature.ressources import RessourcesHumaines
from usp_check.documents.codes import CANDIDATURE
from usp_check.documents.describing import Groupe, champ
from usp_check.documents.scalars import Text

__all__ = ["Candidature"]


class Candidature(Groupe):
    """Un dossier de candidature à la gestion d’une unité de soins palliatifs (USP)."""

    document: Annotated[str, CANDIDATURE] | None = champ(
        "Nature du document", "Toujours « candidature » pour un dossier de candidature.", "candidature"
    )
    referentiel: Text | None = champ(
        "Référentiel", "L’identifiant de l’appel à candidatures auquel le dossier répond.", "cvl-2024"
    )
    titulaire: Titulaire | None = champ(
        "Titulaire", "L’entité juridique qui détient l’autorisation et qui présente la candidature."
    )
    implantation: Implantation | None = champ(
        "Implantation", "L’établissement géographique où l’unité sera installée."
    )
    partenaires: tuple[Partenaire | None, ...] | None = champ(
        "Partenaires", "Les établissements et structures associés au projet, un par tiret."
    )
    autorisations: tuple[Autorisation | None, ...] | None = champ(
        "Autorisations", "Les autorisations d’activité détenues qui intéressent le projet, une par tiret."
    )
    projet: Projet | None = champ(
        "Projet", "L’unité de soins palliatifs telle qu’elle sera une fois le projet réalisé."
    )
    conventions: tuple[Convention | None, ...] | None = champ(
        "Conventions",
        "Les conventions passées avec l’équipe mobile, l’hospitalisation à domicile, les bénévoles, le SAMU…",
    )
    missions: Missions | None = champ(
        "Missions", "La façon dont l’unité assurera ses trois missions socles : soins, formation, recherche."
    )
    ressources_humaines: RessourcesHumaines | None = champ(
        "Ressources humaines", "Les professionnels de l’unité, en poste, recrutés ou à recruter."
    )
    financement: Financement | None = champ("Financement", "La modélisation financière du projet.")
    calendrier: Calendrier | None = champ(
        "Calendrier", "La mise en œuvre du projet : début, fin et étapes principales."
    )
    transmission: Transmission | None = champ(
        "Transmission",
        "L’envoi du dossier. Laissez cette partie vide tant que le dossier est en préparation.",
    )
    pieces: tuple[Text | None, ...] | None = champ(
        "Autres pièces jointes",
        "Les autres documents joints, un par tiret : leur chemin à partir du dossier où est ce fichier.",
        ["pieces/devis.pdf"],
    )
    observations: Text | None = champ(
        "Observations",
        "Tout autre élément que vous souhaitez porter à la connaissance de l’agence.",
        "Le projet a été présenté au comité de pilotage territorial.",
    )
    complements: dict[str, Any] | None = champ(
        "Compléments",
        "Ce que l’appel demande en plus des rubriques communes à tous les appels, s’il y a lieu.",
    )
