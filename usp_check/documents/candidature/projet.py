"""The unit that is applied for: its capacity, its orientation, its territory, its agreements."""

from usp_check.documents.codes import (
    ActiviteDeRattachement,
    ModeHospitalisation,
    Nature,
    ObjetConvention,
    Orientation,
    StatutConvention,
)
from usp_check.documents.describing import Description, Groupe, champ
from usp_check.documents.scalars import Boolean, Count, Date, Finess, Name, Number, Text


class Palier(Groupe):
    """Une étape de la montée en charge."""

    date: Date | None = champ(
        "Date du palier", "La date à partir de laquelle ces lits sont ouverts.", "2026-09-01"
    )
    lits: Count | None = champ("Lits ouverts", "Le nombre total de lits ouverts à cette date.", "6")


class Capacite(Groupe):
    """Le nombre de lits de l’unité."""

    lits: Count | None = champ(
        "Capacité cible",
        "Le nombre de lits de l’unité une fois le projet réalisé, lits existants de cette unité compris.",
        "12",
    )
    lits_a_l_ouverture: Count | None = champ(
        "Lits à l’ouverture",
        "Le nombre de lits ouverts le premier jour, si l’ouverture se fait par étapes.",
        "6",
    )
    montee_en_charge: tuple[Palier | None, ...] | None = champ(
        "Montée en charge",
        "Les étapes de l’ouverture, si elle se fait par étapes : une date et un nombre de lits.",
    )
    lits_lisp_transformes: Count | None = champ(
        "LISP transformés",
        "Le nombre de lits identifiés de soins palliatifs (LISP) que le projet transforme en lits d’USP.",
        "0",
    )


class ConventionMedecine(Groupe):
    """La convention avec un établissement ayant une activité de médecine."""

    etablissement: Name | None = champ(
        "Établissement de médecine",
        "L’établissement ayant une activité de médecine avec lequel la convention est passée.",
        "Centre hospitalier du Val Perdu",
    )
    finess: Finess | None = champ(
        "FINESS de l’établissement de médecine", "Le numéro FINESS de cet établissement.", "289900037"
    )
    activite_medecine: Boolean | None = champ(
        "Activité de médecine", "Dites si cet établissement a une activité de médecine.", "oui"
    )
    statut: StatutConvention | None = champ(
        "Statut de la convention de médecine", "Dites si la convention est signée ou en projet.", "signee"
    )
    date_signature: Date | None = champ(
        "Date de signature de la convention de médecine",
        "La date à laquelle elle a été signée.",
        "2024-09-12",
    )
    piece: Text | None = champ(
        "Pièce jointe",
        "Chemin de la convention jointe, à partir de ce fichier.",
        "pieces/convention-medecine.pdf",
    )


class RatioPersonnel(Groupe):
    """Le ratio de personnel d’une unité adossée à une activité de SMR."""

    etp_par_lit: Number | None = champ(
        "ETP par lit", "Le nombre de professionnels par lit, en équivalents temps plein (ETP).", "2,1"
    )
    justification: Description | None = champ(
        "Justification du ratio de personnel",
        "Ce qui montre que ce ratio permet d’assurer les missions de soins et d’accompagnement.",
        "Deux infirmiers et deux aides-soignants sont présents jour et nuit pour douze lits.",
    )


class Territoire(Groupe):
    """Le territoire que l’unité desservira, et l’offre qui s’y trouve avant le projet."""

    description: Description | None = champ(
        "Description du territoire",
        "La population desservie, les besoins et l’offre de soins palliatifs du territoire.",
        "Le département compte six établissements disposant de lits identifiés et n’a pas d’unité.",
    )
    couvert_par_usp_polyvalente: Boolean | None = champ(
        "Département déjà couvert",
        "Dites si une USP polyvalente couvre déjà le département, avant ce projet.",
        "non",
    )
    usp_de_medecine: Name | None = champ(
        "USP de la filière relevant de la médecine",
        "Le nom de l’USP de la filière qui relève d’une activité de médecine, s’il y en a une.",
        "USP du Val Perdu",
    )
    lits_usp_existants: Count | None = champ(
        "Lits d’USP existants",
        "Le nombre de lits d’USP déjà ouverts dans le département, sans compter ceux de cette unité.",
        "0",
    )


class Projet(Groupe):
    """L’unité de soins palliatifs telle qu’elle sera une fois le projet réalisé."""

    intitule: Text | None = champ("Intitulé du projet", "Le nom du projet.", "Une unité pour le Val Perdu")
    nature: Nature | None = champ(
        "Nature du projet",
        "Création d’une unité, extension ou transformation d’une unité existante.",
        "creation",
    )
    activite_de_rattachement: ActiviteDeRattachement | None = champ(
        "Activité de rattachement",
        "L’autorisation de l’unité : médecine, ou soins médicaux et de réadaptation (SMR).",
        "medecine",
    )
    orientation: Orientation | None = champ(
        "Orientation",
        "Une unité polyvalente accueille toutes les pathologies ; sinon, dites son orientation.",
        "polyvalente",
    )
    precision: Text | None = champ(
        "Précision sur l’orientation",
        "Si l’orientation est spécifique, ce en quoi elle l’est.",
        "Maladies neurodégénératives",
    )
    mode_hospitalisation: ModeHospitalisation | None = champ(
        "Mode d’hospitalisation", "Hospitalisation complète, partielle, ou les deux (mixte).", "complete"
    )
    activite_exclusive: Boolean | None = champ(
        "Activité exclusive",
        "Dites si l’unité a une activité spécifique et exclusive en soins palliatifs.",
        "oui",
    )
    niveau_graduation: Count | None = champ(
        "Niveau de graduation", "Le niveau de la graduation des soins auquel l’unité intervient.", "3"
    )
    capacite: Capacite | None = champ("Capacité", "Le nombre de lits de l’unité.")
    convention_medecine: ConventionMedecine | None = champ(
        "Convention avec un établissement de médecine",
        "À remplir si l’unité fonctionnera sous une autorisation de SMR.",
    )
    ratio_personnel: RatioPersonnel | None = champ(
        "Ratio de personnel", "À remplir si l’unité fonctionnera sous une autorisation de SMR."
    )
    territoire: Territoire | None = champ(
        "Territoire", "Le territoire que l’unité desservira, et l’offre qui s’y trouve avant le projet."
    )
    organisation: Description | None = champ(
        "Projet d’organisation",
        "L’organisation de l’unité dans l’établissement : locaux, permanence des soins, parcours, liens.",
        "L’unité occupera le deuxième étage ; un médecin y est présent ou joignable jour et nuit.",
    )


class Convention(Groupe):
    """Une convention passée avec un partenaire de la filière."""

    avec: Name | None = champ(
        "Partenaire de la convention", "Le partenaire de la convention.", "Équipe mobile du Val Perdu"
    )
    objet: ObjetConvention | None = champ(
        "Objet de la convention",
        "Équipe mobile de soins palliatifs (emsp), hospitalisation à domicile (had), bénévoles, SAMU, autre.",
        "emsp",
    )
    statut: StatutConvention | None = champ(
        "Statut de la convention", "Dites si la convention est signée ou en projet.", "signee"
    )
    date_signature: Date | None = champ(
        "Date de signature de la convention", "La date à laquelle elle a été signée.", "2024-09-12"
    )
    piece: Text | None = champ(
        "Pièce jointe",
        "Chemin de la convention jointe, à partir de ce fichier.",
        "pieces/convention-emsp.pdf",
    )
