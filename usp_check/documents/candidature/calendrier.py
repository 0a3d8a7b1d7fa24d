"""When the project will be carried out, and how the dossier was sent."""

from usp_check.documents.codes import Voie
from usp_check.documents.describing import Groupe, champ
from usp_check.documents.scalars import Date, Department, Email, Moment, Text


class Jalon(Groupe):
    """Une étape du calendrier."""

    libelle: Text | None = champ("Libellé du jalon", "Le nom de l’étape.", "Fin des travaux")
    date: Date | None = champ("Date du jalon", "La date de l’étape.", "2025-06-30")


class Calendrier(Groupe):
    """La mise en œuvre du projet."""

    debut: Date | None = champ(
        "Début de la mise en œuvre", "Le premier jour de la mise en œuvre.", "2025-01-06"
    )
    fin: Date | None = champ("Fin de la mise en œuvre", "Le dernier jour de la mise en œuvre.", "2026-09-30")
    jalons: tuple[Jalon | None, ...] | None = champ("Jalons", "Les étapes principales, une par tiret.")
    piece: Text | None = champ(
        "Pièce jointe",
        "Chemin du calendrier, s’il est joint, à partir de ce fichier.",
        "pieces/calendrier.pdf",
    )


class Transmission(Groupe):
    """L’envoi du dossier."""

    voie: Voie | None = champ("Voie d’envoi", "La voie par laquelle le dossier est envoyé.", "electronique")
    date: Moment | None = champ(
        "Date d’envoi", "Le jour de l’envoi et, si vous la connaissez, l’heure de Paris.", "2024-10-21 14:30"
    )
    delegation_departementale: Department | None = champ(
        "Délégation départementale",
        "Le code du département de la délégation à qui le dossier est adressé.",
        "28",
    )
    copies: tuple[Email | None, ...] | None = champ(
        "Copies", "Les adresses mises en copie de l’envoi, une par tiret.", ["appel.usp@exemple.fr"]
    )
