"""The lists of words of the documents, with the other spellings that people use for each."""

from typing import Annotated

from usp_check.documents.scalar import code

CANDIDATURE, OFFRE, REGISTRE, PLAN, LABELLISATION = map(
    code, ("candidature", "offre", "registre", "plan", "labellisation")
)
"""What the key ``document`` of each kind of document holds."""

_CATEGORIES = {
    "centre hospitalier": "ch",
    "centre hospitalier universitaire": "chu",
    "centre hospitalier régional et universitaire": "chu",
    "CHRU": "chu",
    "centre hospitalier régional": "chr",
    "établissement de santé privé d’intérêt collectif": "espic",
    "centre de lutte contre le cancer": "clcc",
    "clinique privée": "clinique",
    "groupement de coopération sanitaire": "gcs",
    "SSR": "smr",
    "soins médicaux et de réadaptation": "smr",
    "hôpital de proximité": "hopital_proximite",
}
Categorie = Annotated[
    str,
    code(
        *("chu", "chr", "ch", "clcc", "espic", "clinique", "gcs", "smr", "hopital_proximite", "autre"),
        abbreviations=_CATEGORIES,
    ),
]

Vocation = Annotated[
    str,
    code(
        *("cancerologie", "geriatrie"),
        abbreviations={"oncologie": "cancerologie", "cancer": "cancerologie", "gérontologie": "geriatrie"},
        others=True,
    ),
]

_ACTIVITES = {
    "SSR": "smr",
    "soins médicaux et de réadaptation": "smr",
    "soins de suite et de réadaptation": "smr",
    "hospitalisation à domicile": "had",
    "gynécologie-obstétrique": "obstetrique",
    "soins de longue durée": "usld",
}
Activite = Annotated[
    str,
    code(
        *("medecine", "smr", "chirurgie", "obstetrique", "psychiatrie", "usld", "had", "autre"),
        abbreviations=_ACTIVITES,
    ),
]
ActiviteDeRattachement = Annotated[
    str,
    code(
        "medecine",
        "smr",
        abbreviations={spelling: word for spelling, word in _ACTIVITES.items() if word == "smr"},
    ),
]

Nature = Annotated[str, code("creation", "extension", "transformation")]
Orientation = Annotated[
    str,
    code(
        *("polyvalente", "oncologique", "geriatrique", "specifique"),
        abbreviations={
            "polyvalent": "polyvalente",
            "oncologie": "oncologique",
            "cancérologique": "oncologique",
            "gériatrie": "geriatrique",
            "spécialisée": "specifique",
        },
    ),
]
ModeHospitalisation = Annotated[
    str,
    code(
        *("complete", "partielle", "mixte"),
        abbreviations={
            "hospitalisation complète": "complete",
            "HC": "complete",
            "hospitalisation partielle": "partielle",
            "hospitalisation de jour": "partielle",
            "HDJ": "partielle",
        },
    ),
]
StatutConvention = Annotated[
    str,
    code("signee", "projet", abbreviations={"signé": "signee", "en projet": "projet", "en cours": "projet"}),
]
ObjetConvention = Annotated[
    str,
    code(
        *("emsp", "had", "benevoles", "samu", "autre"),
        abbreviations={
            "équipe mobile de soins palliatifs": "emsp",
            "hospitalisation à domicile": "had",
            "bénévole": "benevoles",
            "bénévolat": "benevoles",
            "association de bénévoles": "benevoles",
            "SAMU-SMUR": "samu",
        },
    ),
]
DomaineRecherche = Annotated[
    str,
    code(
        *("clinique", "ethique", "sciences_humaines_sociales", "pedagogie"),
        abbreviations={
            "sciences humaines et sociales": "sciences_humaines_sociales",
            "SHS": "sciences_humaines_sociales",
            "pédagogique": "pedagogie",
        },
    ),
]

_METIERS = {
    "médecins": "medecin",
    "praticien hospitalier": "medecin",
    "PH": "medecin",
    "cadre": "cadre_sante",
    "cadre de santé": "cadre_sante",
    "CDS": "cadre_sante",
    "IDE": "infirmier",
    "infirmière": "infirmier",
    "infirmiers": "infirmier",
    "infirmières": "infirmier",
    "IPA": "infirmier_pratique_avancee",
    "infirmier en pratique avancée": "infirmier_pratique_avancee",
    "infirmière en pratique avancée": "infirmier_pratique_avancee",
    "AS": "aide_soignant",
    "aide-soignante": "aide_soignant",
    "aides-soignants": "aide_soignant",
    "aides-soignantes": "aide_soignant",
    "psychologues": "psychologue",
    "assistante sociale": "assistant_social",
    "assistant de service social": "assistant_social",
    "assistante de service social": "assistant_social",
    "ASS": "assistant_social",
    "kiné": "kinesitherapeute",
    "masseur-kinésithérapeute": "kinesitherapeute",
    "masseuse-kinésithérapeute": "kinesitherapeute",
    "MK": "kinesitherapeute",
    "psychomotricienne": "psychomotricien",
    "diététicienne": "dieteticien",
    "pharmacienne": "pharmacien",
    "agent de service hospitalier": "ash",
    "agente de service hospitalier": "ash",
    "secrétaire médicale": "secretaire",
    "secrétaire médical": "secretaire",
    "AMA": "secretaire",
    "bénévoles": "benevole",
}
Metier = Annotated[
    str,
    code(
        *(
            "medecin",
            "cadre_sante",
            "infirmier",
            "infirmier_pratique_avancee",
            "aide_soignant",
            "psychologue",
        ),
        *("assistant_social", "kinesitherapeute", "ergotherapeute", "psychomotricien", "dieteticien"),
        *("pharmacien", "ash", "secretaire", "benevole", "autre"),
        abbreviations=_METIERS,
    ),
]
StatutPoste = Annotated[
    str,
    code(
        *("en_poste", "recrute", "a_recruter"),
        abbreviations={"recrutée": "recrute", "recrutement en cours": "a_recruter", "vacant": "a_recruter"},
    ),
]
Voie = Annotated[
    str,
    code(
        *("electronique", "papier"),
        abbreviations={
            "courriel": "electronique",
            "mail": "electronique",
            "mél": "electronique",
            "courrier": "papier",
        },
    ),
]

ModeReception = Annotated[
    str,
    code(
        *("courriel", "papier"),
        abbreviations={
            "mail": "courriel",
            "mél": "courriel",
            "électronique": "courriel",
            "courrier": "papier",
        },
    ),
]
Decision = Annotated[str, code("conforme", "non_conforme", "sans_objet", "derogation")]
StatutAction = Annotated[
    str,
    code(
        *("a_faire", "en_cours", "realise", "abandonne"),
        abbreviations={
            "à venir": "a_faire",
            "à réaliser": "a_faire",
            "non commencé": "a_faire",
            "non commencée": "a_faire",
            "commencé": "en_cours",
            "commencée": "en_cours",
            "réalisée": "realise",
            "fait": "realise",
            "faite": "realise",
            "terminé": "realise",
            "terminée": "realise",
            "abandonnée": "abandonne",
        },
    ),
]
