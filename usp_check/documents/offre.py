"""The ``offre``: what exists in each territory. An absent list is unknown, an empty one says that there is none."""

from typing import Annotated

from usp_check.documents.codes import OFFRE, ActiviteDeRattachement, Orientation
from usp_check.documents.describing import Groupe, champ
from usp_check.documents.scalars import Boolean, Count, Date, Department, Finess, Name, Text

_INCONNU = "Si vous ne les connaissez pas, effacez cette partie ; s’il n’y en a pas, écrivez « {cle}: [] »."


class Usp(Groupe):
    """Une unité de soins palliatifs (USP) du territoire."""

    etablissement: Name | None = champ(
        "Établissement de l’USP", "L’établissement qui gère l’unité.", "Centre hospitalier du Val Perdu"
    )
    finess: Finess | None = champ(
        "FINESS de l’USP", "Le numéro FINESS de l’établissement, géographique ou juridique.", "289900037"
    )
    lits: Count | None = champ("Lits de l’USP", "Le nombre de lits ouverts dans l’unité.", "12")
    activite: ActiviteDeRattachement | None = champ(
        "Activité de l’USP",
        "L’autorisation de l’unité : médecine, ou soins médicaux et de réadaptation (SMR).",
        "medecine",
    )
    orientation: Orientation | None = champ(
        "Orientation de l’USP",
        "Une unité polyvalente accueille toutes les pathologies ; sinon, dites son orientation.",
        "polyvalente",
    )


class Lisp(Groupe):
    """Un établissement qui dispose de lits identifiés de soins palliatifs (LISP)."""

    etablissement: Name | None = champ(
        "Établissement disposant de LISP",
        "L’établissement où sont les lits.",
        "Hôpital de proximité du Val Perdu",
    )
    lits: Count | None = champ("LISP", "Le nombre de lits identifiés de l’établissement.", "6")


class Emsp(Groupe):
    """Une équipe mobile de soins palliatifs (EMSP) du territoire."""

    etablissement: Name | None = champ(
        "Établissement de l’EMSP", "L’établissement qui gère l’équipe.", "Centre hospitalier du Val Perdu"
    )
    responsable_territoire: Boolean | None = champ(
        "Responsable du territoire",
        "Dites si l’équipe a la responsabilité de couvrir le territoire.",
        "oui",
    )
    extra_hospitalier: Boolean | None = champ(
        "Activité extra-hospitalière", "Dites si l’équipe intervient aussi hors de l’hôpital.", "oui"
    )


class Chu(Groupe):
    """Un centre hospitalier universitaire (CHU) du territoire."""

    etablissement: Name | None = champ("Nom du CHU", "Le nom du CHU.", "CHU des Trois-Rivières")
    usp: Boolean | None = champ("USP du CHU", "Dites si le CHU gère lui-même une USP.", "non")
    convention_usp: Boolean | None = champ(
        "Convention du CHU", "Dites si le CHU a passé une convention avec une USP.", "oui"
    )


class Esms(Groupe):
    """Les établissements et services médico-sociaux (ESMS) du territoire."""

    total: Count | None = champ("Nombre d’ESMS", "Le nombre d’ESMS du territoire.", "120")
    conventionnes_emsp: Count | None = champ(
        "ESMS conventionnés", "Parmi eux, ceux qui ont passé une convention avec leur EMSP.", "118"
    )


class TerritoireOffre(Groupe):
    """Un territoire, et l’offre de soins palliatifs qui s’y trouve."""

    code: Department | None = champ("Code du territoire", "Le code du département.", "28")
    population: Count | None = champ(
        "Population",
        "Le nombre d’habitants ; laissez vide pour celui du recensement que l’outil connaît.",
        "431 277",
    )
    usp: tuple[Usp | None, ...] | None = champ(
        "USP du territoire", f"Les unités de soins palliatifs, une par tiret. {_INCONNU.format(cle='usp')}"
    )
    acces_usp: Name | None = champ(
        "USP d’un autre territoire",
        "Le nom de l’USP d’un autre territoire à laquelle celui-ci a accès, s’il y en a une.",
        "USP du Val Perdu",
    )
    lisp: tuple[Lisp | None, ...] | None = champ(
        "LISP du territoire",
        "Les établissements disposant de lits identifiés de soins palliatifs, un par tiret. "
        + _INCONNU.format(cle="lisp"),
    )
    emsp: tuple[Emsp | None, ...] | None = champ(
        "EMSP du territoire",
        f"Les équipes mobiles de soins palliatifs, une par tiret. {_INCONNU.format(cle='emsp')}",
    )
    chu: tuple[Chu | None, ...] | None = champ(
        "CHU du territoire",
        f"Les centres hospitaliers universitaires, un par tiret. {_INCONNU.format(cle='chu')}",
    )
    esms: Esms | None = champ(
        "ESMS du territoire", "Les établissements et services médico-sociaux, en nombre."
    )


class Offre(Groupe):
    """L’offre de soins palliatifs qui existe dans chaque territoire, à une date."""

    document: Annotated[str, OFFRE] | None = champ(
        "Nature du document", "Toujours « offre » pour l’offre des territoires.", "offre"
    )
    referentiel: Text | None = champ(
        "Référentiel", "L’identifiant du référentiel par lequel l’offre est examinée.", "cvl-2024"
    )
    date: Date | None = champ("Date de l’offre", "Le jour auquel l’offre est décrite.", "2023-12-31")
    source: Text | None = champ("Source", "D’où viennent ces données.", "SAE 2023 (DREES)")
    territoires: tuple[TerritoireOffre | None, ...] | None = champ(
        "Territoires", "Les territoires, un par tiret : un par département."
    )
