"""A seeded generator of dossiers that look like what applicants fill in: about 5 kB, accents, comments, faults.

Two dossiers in three are sound; the others hold one fault that decides of the verdict, in what they say or in how
they are written. The same seed and rank always give the same text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count as count_from
from itertools import islice
from pathlib import Path
from random import Random

from tests.benchmarks import phrases
from tests.benchmarks.faults import CONTENT, UNREADABLE, WRITING
from usp_check.documents.identifiers import luhn

SEED = 2024
A_FOLDER = 200  # dossiers: what a directory still lists quickly
ATTACHMENT = "pieces/organisation.txt"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier's place in its folder, its text, and the fault that was put into it, "" when it is sound."""

    name: str
    text: str
    fault: str

    @property
    def sound(self) -> bool:
        return not self.fault

    @property
    def ill_written(self) -> bool:
        """Whether the fault is in the file (FMT) rather than in what it says."""
        return self.fault in WRITING


def dossier(rank: int, seed: int = SEED) -> Dossier:
    """Give the dossier of that rank: of each twenty, fourteen are sound, and three of the six others ill written."""
    random = Random(f"{seed}/{rank}")  # noqa: S311 - repeatable, and no secret
    department = random.choice(list(phrases.DEPARTMENTS))
    text = _text(random, rank, department)
    name = f"lot-{rank // A_FOLDER:03}/{department}-{rank:05}.yaml"
    place = rank % 20
    if place % 3 or place == 0:
        return Dossier(name, text, "")
    faults = WRITING if place in (6, 12, 18) else CONTENT
    fault = random.choice(list(faults))
    return Dossier(name, faults[fault](text), fault)


def write(folder: Path, count: int, *, seed: int = SEED, readable: bool = False) -> Iterator[Path]:
    """Write ``count`` dossiers under ``folder`` with the attachment that they cite; give their paths.

    ``readable`` passes over those that are no sound YAML, at which some of the peers stop.
    """
    for made in islice(_dossiers(seed, readable=readable), count):
        path = folder / made.name
        attachment = path.parent / ATTACHMENT
        if not attachment.exists():
            attachment.parent.mkdir(parents=True)
            attachment.write_text("L'organisation de l'unité.\n", encoding="utf-8")
        path.write_text(made.text, encoding="utf-8")
        yield path


def _dossiers(seed: int, *, readable: bool) -> Iterator[Dossier]:
    made = (dossier(rank, seed) for rank in count_from(0))
    return (one for one in made if not (readable and one.fault in UNREADABLE))


def _text(random: Random, rank: int, department: str) -> str:
    beds = random.choice((10, 10, 10, 12, 14, 16))
    return "\n".join(
        (
            _holder(random, rank, department),
            _project(random, department, beds),
            _missions(random),
            _team(random, beds),
            _money(random),
            _sending(random, department),
        )
    )


def _number(department: str, rank: int) -> str:
    """Give an invented FINESS number: no real one begins by a department and 99."""
    stem = f"{department}99{rank % 10_000:04}"
    return next(stem + key for key in "0123456789" if luhn(stem + key))


def _comment(random: Random) -> str:
    return f"  # {random.choice(phrases.COMMENTS)}" if random.random() < 0.4 else ""


def _said(random: Random, sentences: Sequence[str]) -> str:
    """Give a sentence; one in two is like no other's, as in life."""
    seen = f" Annexe {random.randint(1, 9)}, page {random.randint(1, 99)}." if random.random() < 0.5 else ""
    return random.choice(sentences) + seen


def _holder(random: Random, rank: int, department: str) -> str:
    kind = random.choice(list(phrases.KINDS))
    place = random.choice(phrases.PLACES)
    name = f"{phrases.KINDS[kind]} {place}"
    _, towns = phrases.DEPARTMENTS[department]
    return f"""\
# yaml-language-server: $schema=../schemas/candidature.schema.json
# Dossier préparé par la direction des projets ; version {random.randint(2, 9)}, à ne pas diffuser avant la signature.
document: candidature
referentiel: cvl-2024

titulaire:
  raison_sociale: {name}
  categorie: {kind}
  finess_juridique: "{_number(department, 2 * rank)}"
  ght: GHT {place}
  contact:
    nom: {random.choice(phrases.PEOPLE)}
    fonction: {random.choice(phrases.POSITIONS)}
    courriel: projets.{rank}@etablissement.example
    telephone: 02 61 91 {rank // 100 % 100:02} {rank % 100:02}

partenaires:
  - raison_sociale: Hôpital de proximité {random.choice(phrases.PLACES)}
    finess: "{_number(department, rank + 5_003)}"
    role: {_said(random, phrases.ROLES)}

implantation:
  nom: {name}
  finess_geographique: "{_number(department, 2 * rank + 1)}"
  departement: "{department}"
  commune: {random.choice(towns)}

autorisations:
  - activite: {random.choice(("medecine", "médecine", "Médecine"))}
    reference: Arrêté {random.randint(2019, 2023)}-DOS-{rank % 10_000:04}
    echeance: {random.choice(("31/12/2029", "30/06/2030", '"2031-02-28"'))}
"""


def _project(random: Random, department: str, beds: int) -> str:
    name, _ = phrases.DEPARTMENTS[department]
    place = random.choice(phrases.PLACES)
    return f"""\
projet:
  intitule: Une unité de soins palliatifs pour {random.choice(phrases.AREAS)} du département ({name})
  nature: {random.choice(("creation", "création", "transformation"))}
  activite_de_rattachement: medecine
  orientation: polyvalente
  mode_hospitalisation: complete
  activite_exclusive: oui
  niveau_graduation: 3
  capacite:
    lits: {beds}{_comment(random)}
    lits_a_l_ouverture: {beds}
    lits_lisp_transformes: {random.randint(0, 6)}
  territoire:
    description: {_said(random, phrases.TERRITORIES)}
    couvert_par_usp_polyvalente: {random.choice(("oui", "non"))}
    lits_usp_existants: {random.randint(0, 12)}
  organisation:
    resume: {_said(random, phrases.PREMISES)}
    piece: {ATTACHMENT}

conventions:
  - {{avec: Équipe mobile de soins palliatifs {place}, objet: emsp, statut: signee, date_signature: 2024-05-14}}
  - {{avec: HAD {place}, objet: had, statut: projet}}{_comment(random)}
  - {{avec: Association Présence et Écoute, objet: benevoles, statut: signee, date_signature: 20/06/2024}}
"""


def _missions(random: Random) -> str:
    return f"""\
missions:
  soins:
    symptomes_complexes: |
      {random.choice(phrases.SYMPTOMS)},
      selon le protocole de l'établissement, sept jours sur sept.
    questions_ethiques: {_said(random, phrases.ETHICS)}
    accompagnement: {_said(random, phrases.SUPPORT)}
    expertise_territoriale: {_said(random, phrases.EXPERTISE)}
  formation:
    enseignement: {_said(random, phrases.TEACHING)}
    accueil_professionnels: {_said(random, phrases.TRAINEES)}
    etudiants_medecine: {_said(random, phrases.STUDENTS)}
  recherche:
    participation: oui
    domaines: {random.choice(phrases.FIELDS)}
    description: {_said(random, phrases.STUDIES)}
"""


def _team(random: Random, beds: int) -> str:
    nurses = beds * random.choice((85, 90, 100)) // 100
    others = ("ergothérapeute", "kinésithérapeute", "diététicien", "secrétaire", "psychomotricien", "ASH")
    doctors = random.choice(("2", "2,5", "3"))
    diploma, state = random.choice(phrases.DIPLOMAS), random.choice(phrases.STATES)
    lines = [
        f'{{metier: médecin, etp: "{doctors}", effectif: 3, formation_soins_palliatifs: oui{diploma}}}',
        '{metier: cadre de santé, etp: "0,8", effectif: 1, statut: en_poste}',
        f'{{metier: IDE, etp: "{nurses},5", effectif: {nurses + 2}, statut: recrute, formation_soins_palliatifs: oui}}',
        f"{{metier: aide-soignant, etp: {nurses}, effectif: {nurses + 1}, statut: {state}}}{_comment(random)}",
        f'{{metier: psychologue, etp: "0,{random.randint(5, 9)}", effectif: 1, statut: en_poste}}',
        '{metier: assistant social, etp: "0,5", effectif: 1, statut: en_poste}',
    ]
    for other in random.sample(others, random.randint(1, 4)):
        state = random.choice(phrases.STATES)
        lines.append(f'{{metier: {other}, etp: "0,{random.randint(3, 8)}", effectif: 1, statut: {state}}}')
    lines.append(f"{{metier: bénévole, effectif: {random.randint(4, 20)}}}")
    return "ressources_humaines:\n  equipe:\n" + "".join(f"    - {line}\n" for line in lines)


def _thousands(amount: int) -> str:
    """Write thousands of euros as people do."""
    return f"{amount // 1000} {amount % 1000:03} 000" if amount >= 1000 else f"{amount} 000"


def _money(random: Random) -> str:
    start = random.randrange(120, 260, 10)
    years = []
    for year, size in ((2025, 1), (2026, 3)):
        spent = [size * random.randrange(base, base + 90) for base in (450, 60, 80, 30)]
        names = ("personnel", "medicales", "hotelieres_generales", "amortissements_financieres")
        charges = ", ".join(f"{name}: {_thousands(part)}" for name, part in zip(names, spent, strict=True))
        aid = start if year == 2025 else 0
        paid = f"assurance_maladie: {_thousands(sum(spent) - aid)}" + (
            f", fir: {_thousands(aid)}" if aid else ""
        )
        years.append(
            f"    - annee: {year}{_comment(random)}\n      charges: {{{charges}}}\n      produits: {{{paid}}}\n"
            f"      total_charges: {_thousands(sum(spent))}\n      total_produits: {_thousands(sum(spent))}\n"
        )
    return (
        f"financement:\n  credit_amorcage_fir: {_thousands(start)} €\n  exercices:\n{''.join(years)}"
        f"  investissements:\n    - {{annee: 2025, libelle: Travaux du premier étage, "
        f"montant: {_thousands(random.randrange(100, 900))} €}}\n"
    )


def _sending(random: Random, department: str) -> str:
    return f"""\
calendrier:
  debut: {random.randint(3, 28):02}/0{random.randint(1, 4)}/2025
  fin: 30/{random.choice(("10", "11", "12"))}/2026
  jalons:
    - {{libelle: Fin des travaux, date: 2025-08-29}}
    - {{libelle: Ouverture des lits, date: 2025-10-06}}{_comment(random)}

transmission:
  voie: electronique
  date: {random.randint(10, 29)}/10/2024 à {random.randint(8, 17)}h{random.randint(10, 59)}
  delegation_departementale: "{department}"
  copies: [estel.queral@ars.sante.fr, helene.delacroix@ars.sante.fr]
"""
