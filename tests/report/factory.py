"""Reports made by hand: what the engine would give, without the engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from usp_check.report.model import (
    Appreciation,
    Constat,
    ConstatLot,
    Defaillance,
    FichierIgnore,
    RapportDossier,
    Reference,
    ReferentielCite,
    RegleEcartee,
    Report,
)
from usp_check.vocabulary import Gravite, Statut, Verdict

CALL = "aac-usp-cvl-2024"
LINES = {
    18: "projet:",
    19: "  intitule: Une unité pour la Beauce",
    23: "  capacite:",
    24: "    lits: 8",
    25: "    lits_a_l_ouverture: 6",
    41: "    - {metier: medecin, etp: 2.5, statut: en_poste}",
    42: "    - {metier: infirmier, etp: 6;5, statut: a_recruter}",
    60: "calendrier:",
    61: "  debut: 2025-01-06",
    62: "  fin: 2027-03-31",
}
FAMILIES = {
    "FMT": "Le fichier",
    "POR": "Le porteur du projet",
    "CAP": "Capacité et activité",
    "EQU": "L’équipe",
    "CAL": "Le calendrier",
    "DOS": "Les pièces du dossier",
    "TRA": "La transmission",
    "MIS": "Les trois missions",
}


def constat(regle: str = "CAP-01", **changes: Any) -> Constat:
    """A constat, a blocking failure unless told otherwise."""
    made = Constat(
        regle=regle,
        statut=Statut.NON_CONFORME,
        gravite=Gravite.BLOQUANT,
        code="trop_peu",
        message="Un message.",
        reference=Reference(CALL, "§11", "capacité minimale de 10 lits"),
    )
    return replace(made, **changes)


def dossier(*constats: Constat, **changes: Any) -> RapportDossier:
    made = RapportDossier(
        fichier="dossiers/ch-trois-rivieres.yaml",
        verdict=Verdict.NON_CONFORME,
        sha256="0" * 64,
        document="candidature",
        referentiel=ReferentielCite("cvl-2024", "1", "USP en Centre-Val de Loire, 2024"),
        titulaire="Centre hospitalier des Trois-Rivières",
        departement="28",
        constats=constats,
        lignes=LINES,
        familles=FAMILIES,
    )
    return replace(made, **changes)


def report(*dossiers: RapportDossier, **changes: Any) -> Report:
    return replace(Report("0.1.0", date(2024, 10, 21), dossiers), **changes)


def holding(count: int = 3) -> tuple[Constat, ...]:
    """Requirements that hold, and one that is not called for."""
    held = tuple(
        constat(
            f"MIS-0{n}",
            statut=Statut.CONFORME,
            code="conforme",
            titre=f"Mission {n}",
            message=f"La mission {n} est décrite.",
        )
        for n in range(1, count + 1)
    )
    idle = constat(
        "POR-07", statut=Statut.SANS_OBJET, gravite=Gravite.INFO, code="pas_un_chu", message="Pas un CHU."
    )
    return (*held, idle)


def sound() -> RapportDossier:
    return dossier(*holding(), verdict=Verdict.CONFORME)


def faulty() -> RapportDossier:
    """One dossier with something of everything."""
    return dossier(
        constat(
            titre="Dix lits au moins",
            message="Une fois le projet réalisé, l’unité compterait 8 lits ; l’appel en demande au moins 10.",
            attendu="Au moins 10 lits une fois le projet réalisé.",
            remede="Portez « lits » à 10 ou plus, en comptant les lits que l’unité a déjà.",
            champ=("projet", "capacite", "lits"),
            ligne=24,
            colonne=11,
        ),
        constat(
            "FMT-06",
            code="nombre_mal_forme",
            titre="Valeurs bien formées",
            message="« 6;5 » n’est pas un nombre.",
            attendu="Un nombre, avec une virgule ou un point.",
            remede="Écrivez 6,5 si c’est ce que vous vouliez dire.",
            champ=("ressources_humaines", "equipe", 1, "etp"),
            ligne=42,
            colonne=32,
            longueur=3,
            reference=None,
        ),
        constat(
            "CAL-01",
            code="trop_long",
            titre="Vingt-quatre mois au plus",
            message="Du 6 janvier 2025 au 31 mars 2027, la mise en œuvre durerait 27 mois.",
            attendu="De 18 à 24 mois.",
            remede="Avancez « fin » au 6 janvier 2027 au plus tard.",
            champ=("calendrier", "fin"),
            ligne=62,
            colonne=8,
            longueur=10,
            reference=Reference(CALL, "§35", "18 à 24 mois maximum"),
        ),
        constat(
            "MIS-01",
            code="manquant",
            titre="Symptômes complexes",
            message="Le dossier ne dit pas comment l’unité prend en charge les symptômes complexes.",
            remede="Décrivez comment l’unité évalue et traite les symptômes complexes ou réfractaires.",
            champ=("missions", "soins", "symptomes_complexes"),
            ligne=48,
            colonne=3,
            reference=Reference(CALL, "§17", "Évalue et traite des symptômes complexes"),
        ),
        constat(
            "MIS-08",
            code="manquant",
            titre="Recherche",
            message="Le dossier ne prend pas position sur la recherche.",
            remede="Répondez oui ou non ; participer reste libre.",
            champ=("missions", "recherche", "participation"),
            ligne=55,
            colonne=3,
            reference=Reference(CALL, "§25", "le cas échéant"),
        ),
        constat(
            "CAP-02",
            gravite=Gravite.RESERVE,
            code="ouverture_progressive",
            titre="Dix lits dès l’ouverture",
            message="L’unité ouvrirait avec 6 lits.",
            remede="Expliquez dans « observations » pourquoi l’ouverture est progressive.",
            champ=("projet", "capacite", "lits_a_l_ouverture"),
            ligne=25,
            colonne=25,
        ),
        constat(
            "CAP-07",
            gravite=Gravite.INFO,
            code="concertation",
            titre="Concertation",
            message="Là où la densité est faible, l’ARS organise une concertation sur l’unité.",
            reference=Reference(CALL, "§12", "à l’issue d’une concertation des acteurs"),
        ),
        constat(
            "TRA-03",
            statut=Statut.A_VERIFIER,
            code="pas_encore_envoye",
            titre="Délégation départementale",
            message="Le dossier n’est pas encore envoyé : on ne sait pas à quelle délégation il le sera.",
            reference=Reference(CALL, "§28", "délégation départementale du département d’appartenance"),
        ),
        constat(
            "EQU-02",
            statut=Statut.NON_EVALUABLE,
            gravite=Gravite.RESERVE,
            code="mal_forme",
            message="La liste de l’équipe a une valeur mal formée (FMT-06, ligne 42).",
        ),
        *holding(),
        a_faire=(
            "Envoyez le dossier par voie électronique à la délégation départementale d’Eure-et-Loir.",
            "Mettez en copie les deux adresses que donne l’appel.",
            "Faites-le avant le 31 octobre 2024 : il reste 10 jours.",
        ),
    )


def everything() -> Report:
    """A report in which every field of every kind is filled."""
    decided = Appreciation(Statut.CONFORME, "Convention vue au siège.", "C. Martin", date(2024, 11, 8))
    settled = constat("POR-04", statut=Statut.A_VERIFIER, code="a_juger", appreciation=decided)
    failed = dossier(
        fichier="dossiers/autre.yaml",
        verdict=Verdict.INDETERMINE,
        defaillances=(Defaillance("contrôle FIN-02", "7f3a-19", "ArithmeticError"),),
    )
    folder = ConstatLot(
        regle="LOT-01",
        statut=Statut.NON_CONFORME,
        gravite=Gravite.RESERVE,
        code="deux_dossiers",
        message="Deux dossiers du même établissement.",
        fichiers=("a.yaml", "b.yaml"),
        departement="28",
    )
    first = faulty()
    return report(
        replace(first, constats=(*first.constats, settled)),
        failed,
        sound(),
        regles_ecartees=(RegleEcartee("FIN-04", "Années décalées, vu avec l’ARS.", "usp-check.toml"),),
        fichiers_ignores=(FichierIgnore("dossiers/mkdocs.yml", "aucune clé « document »"),),
        lot=(folder,),
    )
