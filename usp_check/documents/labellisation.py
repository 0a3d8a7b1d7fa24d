"""The ``labellisation``: a service asks for the label of the palliative approach."""

from typing import Annotated

from usp_check.documents.codes import LABELLISATION
from usp_check.documents.describing import Description, Groupe, champ
from usp_check.documents.scalars import Boolean, Count, Date, Department, Finess, Name, Text


class EtablissementDemandeur(Groupe):
    """L’établissement ou le service qui demande le label."""

    raison_sociale: Text | None = champ(
        "Raison sociale de l’établissement",
        "Le nom officiel de l’établissement.",
        "Résidence des Trois-Rivières",
    )
    finess_geographique: Finess | None = champ(
        "FINESS géographique", "Le numéro FINESS de l’établissement (ET).", "499900017"
    )
    departement: Department | None = champ(
        "Département de l’établissement", "Le code du département de l’établissement.", "49"
    )


class ConventionEmsp(Groupe):
    """La convention passée avec une équipe mobile de soins palliatifs (EMSP)."""

    emsp: Name | None = champ(
        "EMSP de la convention", "L’équipe avec laquelle la convention est passée.", "EMSP du Val Perdu"
    )
    date_signature: Date | None = champ(
        "Date de signature de la convention", "La date à laquelle elle a été signée.", "2016-05-12"
    )
    piece: Text | None = champ(
        "Pièce jointe",
        "Chemin de la convention jointe, à partir de ce fichier.",
        "pieces/convention-emsp.pdf",
    )


class FormationEquipe(Groupe):
    """La formation des professionnels à la démarche palliative."""

    personnes_formees: Count | None = champ(
        "Personnes formées", "Le nombre de professionnels formés à la démarche palliative.", "12"
    )
    effectif: Count | None = champ(
        "Effectif de l’établissement", "Le nombre de professionnels de l’établissement.", "45"
    )
    description: Description | None = champ(
        "Description de la formation",
        "Les formations suivies : contenu, durée, organisme.",
        "Deux journées par an, assurées par l’équipe mobile.",
    )


class Referent(Groupe):
    """La personne référente pour la démarche palliative."""

    nom: Name | None = champ("Nom du référent", "Le nom de la personne référente.", "Claude Exemple")
    fonction: Text | None = champ(
        "Fonction du référent", "Sa fonction dans l’établissement.", "Infirmière coordinatrice"
    )


class ProjetEtablissement(Groupe):
    """Le projet d’établissement."""

    volet_palliatif: Boolean | None = champ(
        "Volet palliatif",
        "Dites si le projet d’établissement a un volet sur la démarche palliative.",
        "oui",
    )
    date: Date | None = champ(
        "Date du projet d’établissement", "La date à laquelle il a été adopté.", "2015-09-01"
    )
    piece: Text | None = champ(
        "Pièce jointe",
        "Chemin du projet d’établissement, s’il est joint, à partir de ce fichier.",
        "pieces/projet-etablissement.pdf",
    )


class Labellisation(Groupe):
    """Une demande de label de la démarche palliative, présentée par un établissement ou un service."""

    document: Annotated[str, LABELLISATION] | None = champ(
        "Nature du document", "Toujours « labellisation » pour une demande de label.", "labellisation"
    )
    referentiel: Text | None = champ(
        "Référentiel", "L’identifiant du plan d’action dont relève le label.", "pdl-2016"
    )
    etablissement: EtablissementDemandeur | None = champ(
        "Établissement", "L’établissement ou le service qui demande le label."
    )
    convention: ConventionEmsp | None = champ(
        "Convention", "La convention passée avec une équipe mobile de soins palliatifs (EMSP)."
    )
    formation: FormationEquipe | None = champ(
        "Formation", "La formation des professionnels à la démarche palliative."
    )
    referent: Referent | None = champ(
        "Référent", "La personne référente pour la démarche palliative.", personnel=True
    )
    projet_etablissement: ProjetEtablissement | None = champ(
        "Projet d’établissement", "La place de la démarche palliative dans le projet d’établissement."
    )
