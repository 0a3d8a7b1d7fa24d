"""Those who will work in the unit."""

from usp_check.documents.codes import Metier, StatutPoste
from usp_check.documents.describing import Groupe, champ
from usp_check.documents.scalars import Boolean, Count, Number, Text


class LigneEquipe(Groupe):
    """Une ligne du tableau des effectifs. Les lignes d’un même métier s’additionnent."""

    metier: Metier | None = champ("Métier", "Le métier exercé.", "medecin")
    etp: Number | None = champ(
        "ETP", "Le temps de travail dans l’unité, en équivalents temps plein (ETP).", "2,5"
    )
    effectif: Count | None = champ("Effectif", "Le nombre de personnes.", "3")
    statut: StatutPoste | None = champ(
        "Situation du poste", "Dites si ces personnes sont en poste, recrutées ou à recruter.", "en_poste"
    )
    formation_soins_palliatifs: Boolean | None = champ(
        "Formation aux soins palliatifs", "Dites si ces personnes sont formées aux soins palliatifs.", "oui"
    )
    diplome: Text | None = champ(
        "Diplôme", "Le diplôme ou la formation en soins palliatifs.", "DU de soins palliatifs"
    )
    libelle: Text | None = champ(
        "Libellé du métier", "Si le métier est « autre », lequel.", "Socio-esthéticienne"
    )


class RessourcesHumaines(Groupe):
    """Les professionnels de l’unité, en poste, recrutés ou à recruter."""

    equipe: tuple[LigneEquipe | None, ...] | None = champ(
        "Équipe",
        "Le tableau des effectifs : une ligne par tiret ; les lignes d’un même métier s’additionnent.",
    )
    piece: Text | None = champ(
        "Pièce jointe",
        "Chemin du tableau des effectifs, s’il est joint, à partir de ce fichier.",
        "pieces/effectifs.pdf",
    )
