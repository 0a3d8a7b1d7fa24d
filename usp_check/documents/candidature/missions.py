"""The three core missions: care, training, research."""

from usp_check.documents.codes import DomaineRecherche
from usp_check.documents.describing import Description, Groupe, champ
from usp_check.documents.scalars import Boolean, Text


class Soins(Groupe):
    """La mission de soins."""

    symptomes_complexes: Description | None = champ(
        "Symptômes complexes ou réfractaires",
        "La façon dont l’unité évaluera et traitera les symptômes complexes ou réfractaires et la douleur.",
        "L’équipe pratique l’analgésie intrathécale et la sédation, avec l’appui du plateau technique.",
    )
    questions_ethiques: Description | None = champ(
        "Questions éthiques",
        "La façon dont l’unité traitera les situations qui posent des questions éthiques.",
        "Une réunion collégiale a lieu chaque semaine ; le comité d’éthique peut être saisi.",
    )
    accompagnement: Description | None = champ(
        "Accompagnement des personnes et de leur entourage",
        "L’accompagnement des malades, des proches et des endeuillés : droits, soutien moral et social.",
        "Un psychologue et un assistant social reçoivent les proches, aussi après le décès.",
    )
    expertise_territoriale: Description | None = champ(
        "Expertise pour le territoire",
        "La part de l’unité à la permanence d’accès à l’expertise, pour les professionnels du territoire.",
        "Un médecin de l’unité répond au téléphone aux professionnels du département.",
    )


class Formation(Groupe):
    """La mission de formation."""

    enseignement: Description | None = champ(
        "Enseignement",
        "Les enseignements auxquels l’unité contribuera, en formation initiale et continue.",
        "L’équipe enseigne à l’institut de formation en soins infirmiers et propose deux sessions par an.",
    )
    accueil_professionnels: Description | None = champ(
        "Accueil de professionnels en formation",
        "Les stages et le compagnonnage que l’unité proposera aux professionnels.",
        "L’unité reçoit chaque mois deux professionnels des autres structures, en compagnonnage.",
    )
    etudiants_medecine: Description | None = champ(
        "Étudiants en médecine",
        "L’accueil d’étudiants en médecine, si l’unité en reçoit ; cette partie est facultative.",
        "Un interne est accueilli chaque semestre.",
    )


class Recherche(Groupe):
    """La mission de recherche."""

    participation: Boolean | None = champ(
        "Participation à la recherche", "Dites si l’unité participera à des missions de recherche.", "oui"
    )
    domaines: tuple[DomaineRecherche | None, ...] | None = champ(
        "Domaines de recherche", "Si oui, les domaines, un par tiret.", ["clinique", "ethique"]
    )
    description: Description | None = champ(
        "Description de la recherche",
        "Si oui, les travaux auxquels l’unité participera et avec qui.",
        "L’unité participe à une étude sur l’anxiété des proches.",
    )
    motif: Text | None = champ(
        "Motif de non-participation", "Si non, pourquoi.", "L’équipe sera d’abord consacrée à l’ouverture."
    )


class Missions(Groupe):
    """La façon dont l’unité assurera ses trois missions socles."""

    soins: Soins | None = champ(
        "Mission de soins", "Les soins de niveau expert et l’appui aux professionnels."
    )
    formation: Formation | None = champ(
        "Mission de formation", "La formation initiale et continue des professionnels."
    )
    recherche: Recherche | None = champ(
        "Mission de recherche", "La position de l’unité sur la recherche : oui ou non, et ce qui l’explique."
    )
