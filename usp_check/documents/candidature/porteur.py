"""Who applies, where the unit will be, with whom, and under which authorisations."""

from usp_check.documents.codes import Activite, Categorie, Vocation
from usp_check.documents.describing import Groupe, champ
from usp_check.documents.scalars import Date, Department, Email, Finess, Name, Phone, Siret, Text


class Contact(Groupe):
    """La personne à qui l’agence peut s’adresser."""

    nom: Text | None = champ(
        "Nom du contact",
        "Le nom de la personne à qui l’agence peut s’adresser.",
        "Camille Exemple",
    )
    fonction: Text | None = champ(
        "Fonction du contact", "Sa fonction dans l’établissement.", "Directrice des projets"
    )
    courriel: Email | None = champ(
        "Courriel du contact",
        "Son adresse de courriel professionnelle.",
        "camille@exemple.fr",
    )
    telephone: Phone | None = champ(
        "Téléphone du contact", "Son numéro de téléphone professionnel.", "02 99 00 00 00"
    )


class Titulaire(Groupe):
    """L’entité juridique qui détient l’autorisation et qui présente la candidature."""

    raison_sociale: Text | None = champ(
        "Raison sociale du titulaire",
        "Le nom officiel de l’entité juridique, tel qu’il figure sur l’autorisation.",
        "Centre hospitalier des Trois-Rivières",
    )
    categorie: Categorie | None = champ("Catégorie", "La catégorie de l’établissement.", "ch")
    vocations: tuple[Vocation | None, ...] | None = champ(
        "Vocations",
        "Les spécialités auxquelles l’établissement se consacre, s’il en a ; une par tiret.",
        ["geriatrie"],
    )
    finess_juridique: Finess | None = champ(
        "FINESS juridique", "Le numéro FINESS de l’entité juridique (EJ).", "289900011"
    )
    siret: Siret | None = champ("SIRET", "Le numéro SIRET de l’entité juridique.", "26990000100018")
    ght: Name | None = champ(
        "Groupement hospitalier de territoire",
        "Le groupement hospitalier de territoire (GHT) dont l’établissement fait partie, s’il y en a un.",
        "GHT du Val Perdu",
    )
    contact: Contact | None = champ("Contact", "La personne à qui l’agence peut s’adresser.", personnel=True)


class Implantation(Groupe):
    """L’établissement géographique où l’unité sera installée."""

    nom: Text | None = champ(
        "Nom du site", "Le nom du site où l’unité sera installée.", "Site des Trois-Rivières"
    )
    finess_geographique: Finess | None = champ(
        "FINESS géographique",
        "Le numéro FINESS du site (ET), différent de celui de l’entité juridique.",
        "289900029",
    )
    departement: Department | None = champ(
        "Département d’implantation", "Le code du département où l’unité sera installée.", "28"
    )
    commune: Text | None = champ("Commune", "La commune où l’unité sera installée.", "Val-Perdu")


class Partenaire(Groupe):
    """Un établissement ou une structure associé au projet."""

    raison_sociale: Name | None = champ(
        "Nom du partenaire", "Le nom du partenaire.", "Hôpital de proximité du Val Perdu"
    )
    finess: Finess | None = champ(
        "FINESS du partenaire", "Le numéro FINESS du partenaire, s’il en a un.", "289900037"
    )
    role: Text | None = champ(
        "Rôle du partenaire", "Ce que le partenaire apporte au projet.", "Lits identifiés en aval"
    )


class Autorisation(Groupe):
    """Une autorisation d’activité de soins détenue par le titulaire."""

    activite: Activite | None = champ("Activité autorisée", "L’activité de soins autorisée.", "medecine")
    reference: Text | None = champ(
        "Référence de l’autorisation", "La référence de l’arrêté ou de la décision.", "Arrêté 2023-DOS-0412"
    )
    echeance: Date | None = champ(
        "Échéance de l’autorisation", "La date à laquelle l’autorisation prend fin.", "2030-06-30"
    )
