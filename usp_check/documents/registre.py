"""The ``registre``: what the ARS notes of each dossier, beside it. An applicant's file is never written to."""

from typing import Annotated

from usp_check.documents.codes import REGISTRE, Decision, ModeReception
from usp_check.documents.describing import Groupe, champ
from usp_check.documents.scalars import Boolean, Date, Finess, Moment, Name, Text


class Expert(Groupe):
    """Une personne chargée d’instruire le dossier."""

    nom: Name | None = champ("Nom de l’expert", "Le nom de la personne.", "Dominique Exemple")
    structure: Name | None = champ(
        "Structure de l’expert", "L’organisme où elle travaille.", "Centre hospitalier du Val Perdu"
    )
    lien_interet: Boolean | None = champ(
        "Lien d’intérêts", "Dites si elle a un lien d’intérêts avec le candidat.", "non"
    )


class Appreciation(Groupe):
    """La décision d’une personne sur une exigence ; le constat de l’outil reste visible dessous."""

    regle: Text | None = champ("Exigence appréciée", "L’identifiant de l’exigence.", "POR-04")
    decision: Decision | None = champ(
        "Décision",
        "Ce que vous décidez : conforme, non conforme ou sans objet ; « derogation » écarte l’exigence pour ce "
        "dossier, bien qu’elle ne soit pas remplie.",
        "conforme",
    )
    motif: Text | None = champ(
        "Motif de la décision", "Ce qui fonde la décision.", "La convention a été reçue le 4 novembre."
    )
    agent: Name | None = champ("Auteur de la décision", "Qui la prend ; son nom est affiché.", "C. Exemple")
    date: Date | None = champ("Date de la décision", "Le jour où elle est prise.", "2024-11-08")


class DossierInscrit(Groupe):
    """Un dossier reçu, désigné par son fichier ou par son numéro FINESS."""

    fichier: Text | None = champ(
        "Fichier du dossier",
        "Chemin du dossier de candidature, à partir du registre.",
        "ch-trois-rivieres/candidature.yaml",
    )
    finess: Finess | None = champ(
        "FINESS du candidat",
        "À défaut du fichier, le numéro FINESS juridique ou géographique du candidat.",
        "289900011",
    )
    recu_le: Moment | None = champ(
        "Date de réception",
        "Le jour où le dossier est arrivé et, si vous la connaissez, l’heure de Paris.",
        "2024-10-21 16:12",
    )
    mode: ModeReception | None = champ(
        "Mode de réception", "La façon dont le dossier est arrivé.", "courriel"
    )
    experts: tuple[Expert | None, ...] | None = champ(
        "Experts", "Les personnes chargées d’instruire le dossier, une par tiret.", personnel=True
    )
    appreciations: tuple[Appreciation | None, ...] | None = champ(
        "Appréciations", "Les décisions prises sur des exigences, une par tiret."
    )


class Registre(Groupe):
    """Le registre des dossiers reçus, tenu par l’agence : réception, experts, appréciations."""

    document: Annotated[str, REGISTRE] | None = champ(
        "Nature du document", "Toujours « registre » pour le registre des dossiers.", "registre"
    )
    referentiel: Text | None = champ(
        "Référentiel", "L’identifiant de l’appel auquel répondent les dossiers.", "cvl-2024"
    )
    dossiers: tuple[DossierInscrit | None, ...] | None = champ(
        "Dossiers reçus", "Les dossiers reçus, un par tiret."
    )
