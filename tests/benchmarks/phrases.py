"""What applicants write, invented: the words from which the benchmark's dossiers are made."""

from __future__ import annotations

DEPARTMENTS = {
    "18": ("Cher", ("Vierzon", "Bourges", "Saint-Amand-Montrond")),
    "28": ("Eure-et-Loir", ("Dreux", "Chartres", "Châteaudun")),
    "36": ("Indre", ("Châteauroux", "Le Blanc", "La Châtre")),
    "37": ("Indre-et-Loire", ("Chinon", "Loches", "Amboise")),
    "41": ("Loir-et-Cher", ("Vendôme", "Blois", "Romorantin-Lanthenay")),
    "45": ("Loiret", ("Orléans", "Montargis", "Gien")),
}
KINDS = {"ch": "Centre hospitalier", "espic": "Hôpital", "clinique": "Polyclinique"}
PLACES = (
    *("de la Vallée Blanche", "des Trois-Rivières", "du Val Perdu", "de la Haute-Rive", "des Grands Prés"),
    *("du Clos Fleuri", "de la Combe-aux-Fées", "du Bel Ormeau", "des Levées", "de l'Étang-Neuf"),
)
ROLES = ("Lits identifiés de soins palliatifs en aval.", "Imagerie, bloc opératoire et réanimation.")
PEOPLE = (
    "Camille Martin",
    "Dominique Bernard",
    "Ange Rousseau",
    "Noé Chevalier",
    "Lou Garnier",
    "Maël Lefèvre",
)
POSITIONS = (
    "Directrice des projets",
    "Directeur adjoint chargé de la stratégie",
    "Chargée de mission",
    "Directeur",
)
AREAS = ("le nord", "le sud", "l'est", "l'ouest")
TERRITORIES = (
    "Le département n'a pas d'USP ; un patient sur trois est adressé hors de la région.",
    "L'unité la plus proche est à plus d'une heure de route, et refuse un patient sur deux.",
    "Les lits identifiés accueillent 240 séjours par an ; leur taux d'occupation dépasse 95 %.",
)
PREMISES = (
    "Des chambres individuelles au premier étage, un salon des familles et une chambre pour un proche.",
    "Une unité d'un seul tenant au rez-de-chaussée, avec un accès de plain-pied au jardin.",
    "Une aile rénovée en 2023, au calme ; lits d'appoint pour les proches, et une salle de bains adaptée.",
)
SYMPTOMS = (
    "Évaluation dans les deux heures qui suivent l'admission. Antalgie intrathécale et péridurale, sédation",
    "Titration des antalgiques, rotation des opioïdes, dyspnées réfractaires, avis de l'équipe douleur",
    "Douleurs rebelles avec les anesthésistes, agitation terminale, refus alimentaire, kétamine et propofol",
)
ETHICS = (
    "Réunion collégiale à la demande sous vingt-quatre heures, et staff éthique chaque mois.",
    "Procédure collégiale écrite, avec un médecin extérieur à l'unité pour chaque décision de limitation.",
    "Une réunion par semaine, ouverte au médecin traitant ; recours à l'espace éthique régional.",
)
SUPPORT = (
    "Information sur les droits à l'admission, psychologue et assistante sociale, suivi de deuil pendant un an.",
    "Entretien d'accueil avec les proches, personne de confiance et directives anticipées, groupe de deuil.",
    "Accueil des proches à toute heure, aide aux démarches et aux droits, entretien de deuil à deux mois.",
)
EXPERTISE = (
    "Une ligne téléphonique ouverte jour et nuit aux médecins traitants, aux EHPAD et à la HAD.",
    "Astreinte partagée avec l'équipe mobile, de jour comme de nuit ; visite sous quarante-huit heures.",
    "Téléconsultation et avis téléphonique aux médecins libéraux, sept jours sur sept.",
)
TEACHING = (
    "Vingt heures de cours à l'institut de formation, et trois journées de formation continue par an.",
    "Formation initiale des étudiants infirmiers, diplôme universitaire, et cycle annuel pour les libéraux.",
    "Module « fin de vie » à l'institut de formation des aides-soignants ; une journée ouverte aux libéraux.",
)
TRAINEES = (
    "Stages d'une semaine pour les équipes des LISP ; compagnonnage de deux EHPAD par an.",
    "Six stages par an pour les équipes des EHPAD et de la HAD, et compagnonnage des LISP.",
    "Accueil de stagiaires des LISP et des EMSP, et compagnonnage des équipes de HAD.",
)
STUDENTS = ("Deux externes par trimestre.", "Un interne par semestre, et un externe par trimestre.")
FIELDS = ("[clinique, ethique]", "[pedagogie]", "[sciences humaines et sociales]", "[clinique]")
STUDIES = (
    "Participation aux études multicentriques de la région, avec les sciences humaines.",
    "Évaluation de la douleur chez les patients qui ne communiquent plus, avec l'université.",
    "Évaluation des stages croisés avec les EHPAD ; deux mémoires soutenus l'an dernier.",
)
STATES = ("en_poste", "recrute", "a_recruter", "en poste", "à recruter")
DIPLOMAS = ("", ", diplome: DU", ", diplome: DIU", ", diplome: DESC")
COMMENTS = (
    "à faire relire par la direction des finances",
    "chiffres repris du tableau de février",
    "voir le courriel de l'ARS du 12 septembre",
    "validé en CME le 3 octobre",
    "arrondi au millier d'euros",
)
