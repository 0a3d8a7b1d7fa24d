"""A sound dossier, broken in every way wherever a requirement looks: each break is noticed, or argued here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path as FilePath

import pytest

from tests.breaking import EMPTY, Sound
from usp_check.companions import find_companions
from usp_check.judging import Settings
from usp_check.jugement import Jugement, PointFormat
from usp_check.reading import Path
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import load
from usp_check.referentiels.requirements import LOT
from usp_check.vocabulary import FAVOURABLE, Statut, Verdict

EXAMPLES = FilePath(__file__).parents[1] / "examples"
SOCLES = FilePath(__file__).parent / "cases" / "socles"
CALLS = (str(EXAMPLES / "referentiels"),)
OFFER = EXAMPLES / "offre-2023.yaml"
DOSSIERS: dict[str, tuple[FilePath, FilePath | None]] = {
    "medecine": (EXAMPLES / "usp-medecine.yaml", None),
    "medecine-offre": (EXAMPLES / "usp-medecine.yaml", OFFER),
    "smr": (EXAMPLES / "usp-smr.yaml", None),
    "oncologique": (EXAMPLES / "usp-oncologique.yaml", None),
    "ouverture": (EXAMPLES / "usp-ouverture-progressive.yaml", None),
    "offre": (SOCLES / "offre.yaml", None),
    "plan": (SOCLES / "plan.yaml", None),
    "offre-pdl": (SOCLES / "offre-pdl.yaml", None),
    "labellisation": (SOCLES / "labellisation.yaml", None),
    "lisp": (EXAMPLES / "referentiels" / "dossiers" / "lisp-conforme.yaml", None),
    "masp": (EXAMPLES / "referentiels" / "dossiers" / "masp-conforme.yaml", None),
}

NOTHING = frozenset(EMPTY)
ZERO, FAR = frozenset({"zero"}), frozenset({"far"})
OR_ZERO = NOTHING | ZERO
ODD = frozenset({"unknown"})
NAMES = ODD | {"a bare yes", "a figure", "none"}
ANYTHING = NOTHING | NAMES | {"a dash"}

HOLDS: dict[tuple[str, str], tuple[frozenset[str], str]] = {
    # (requirement, field): the breaks with which the requirement holds all the same, and why.
    ("CAL-0[2-5]", "calendrier.*"): (
        FAR,
        "CAL-01 bounds the whole: a far end makes it too long, a far start turns it round",
    ),
    ("DOS-04", "calendrier.*"): (FAR, "the dates are there; CAL-01 and CAL-02 say what is wrong with them"),
    ("CAP-04", "projet.territoire.lits_usp_existants"): (
        OR_ZERO,
        "beds that nobody counts add nothing; the project reaches the density by itself",
    ),
    ("CAP-04", "projet.nature"): (
        NOTHING,
        "only says whose beds the offer counts, of which the department has none",
    ),
    ("ORI-03", "projet.nature"): (
        NOTHING,
        "only says whose beds the offer counts, of which the department has none",
    ),
    ("ORI-03", "projet.territoire.*"): (NOTHING, "the other of the two is still compared with the offer"),
    ("ORI-02", "titulaire.categorie"): (NOTHING, "a polyvalent orientation goes with any establishment"),
    ("COU-03", "territoires.*.chu.*.usp"): (NOTHING, "an agreement with a USP, which is there, is enough"),
    ("COU-0[35]", "territoires.*.code"): (NOTHING, "only names the department; COU-01 misses it"),
    ("DOS-01", "projet.organisation"): (ODD, "a text: what it is worth is for a person"),
    ("MIS-0?", "missions.*"): (ODD, "a text: what it is worth is for a person"),
    ("EQU-01", "complements.structure.accompagnement"): (ODD, "a text: what it is worth is for a person"),
    ("PRO-0?", "complements.projet_de_service.*"): (
        ODD | {"a figure"},
        "a text: what it is worth is for a person",
    ),
    ("RE[CF]-0?", "complements.*"): (ODD, "a text: what it is worth is for a person"),
    ("REF-01", "complements.referent.nom"): (
        NAMES,
        "the function is what is judged; the name tells whose it is",
    ),
    ("POR-0[18]", "titulaire.raison_sociale"): (ODD, "a name: no list tells which are good"),
    ("POR-05", "projet.territoire.usp_de_medecine"): (ODD, "a name: no list tells which are good"),
    ("LAB-0[35]", "referent.*"): (ODD | {"a figure"}, "a name or a function: no list tells which are good"),
    ("LAB-05", "convention.emsp"): (ODD | {"a figure"}, "a name: no list tells which are good"),
    ("OFF-02", "territoires.*.acces_usp"): (ODD, "a name: no list tells which are good"),
    ("EQU-0[23]", "ressources_humaines.equipe.*.effectif"): (OR_ZERO, "the ETP say the same"),
    ("EQU-0[23]", "ressources_humaines.equipe.*.etp"): (OR_ZERO, "the headcounts say the same"),
    ("FIN-0[12]", "financement.exercices.*.charges"): (
        NOTHING,
        "the other side, and this one's total, are still there; FIN-04 and DOS-03 ask for them",
    ),
    ("FIN-0[12]", "financement.exercices.*.produits"): (NOTHING, "as for the charges"),
    ("FIN-01", "financement.exercices.*.total_*"): (NOTHING, "the other side's total is still compared"),
    ("FIN-02", "financement.exercices.*.annee"): (
        OR_ZERO,
        "only names the year; another requirement follows the years",
    ),
    ("FIN-03", "financement.credit_amorcage_fir"): (ZERO, "to ask for nothing is an answer"),
    ("LAB-02", "formation.description"): (ANYTHING, "the number of people is enough"),
    ("LAB-02", "formation.personnes_formees"): (NOTHING, "a description is enough"),
    ("LAB-05", "*date*"): (
        FAR,
        "the date is given; what it is worth is for the agency, which the plan gives no rule for",
    ),
    ("LAB-05", "etablissement"): (
        NOTHING,
        "where the request is judged as a whole; the plan's criteria do not name who asks",
    ),
    ("LAB-05", "formation.*"): (ZERO, "zero is a number; LAB-02 refuses that of the people trained"),
    ("MIS-09", "missions.recherche.description"): (ANYTHING, "the fields of research are enough"),
    ("MIS-09", "missions.recherche.domaines"): (NOTHING, "the description is enough"),
    ("OFF-01", "territoires.*.population"): (
        OR_ZERO,
        "the call has the populations, for an offer that has not",
    ),
    ("OFF-03", "territoires.*.lisp.*.lits"): (ZERO, "an establishment without LISP is not concerned"),
    ("OFF-07", "territoires.*.lisp*"): (
        OR_ZERO,
        "told for information: all territories without any are alike",
    ),
    ("PLA-06", "actions.*"): (ZERO, "zero is a count"),
    ("POR-02", "*"): (ANYTHING, "the two establishments are told apart by any of their numbers and names"),
    ("POR-03", "transmission*"): (
        NOTHING | FAR,
        "not sent yet: the agreement is judged at the reference date; TRA-02 refuses a far one",
    ),
    ("POR-10", "autorisations.*.echeance"): (FAR, "an authorisation that lasts is what is wanted"),
    ("POR-10", "transmission*"): (NOTHING, "not sent yet: judged at the reference date"),
    ("POR-12", "*finess*"): (NOTHING, "the other number is given"),
    ("STR-03", "complements.structure.places"): (ZERO, "at most so many: none is within the limit"),
    ("TRA-01", "transmission.date"): (NOTHING, "not sent yet, and there is time left"),
}
"""Patterns of a requirement and of the field that is broken."""

STILL_CONFORME = {
    # What may stay empty in a dossier that is conforme: the format says so, or another field says it.
    *("transmission.date", "autorisations.*.echeance", "titulaire.finess_juridique", "projet.nature"),
    *("projet.capacite.lits_a_l_ouverture", "projet.territoire.*", "missions.formation.etudiants_medecine"),
    *("missions.recherche.*", "ressources_humaines.equipe.*.effectif", "financement.exercices.*.total_*"),
    *("financement.credit_amorcage_fir", "calendrier.jalons", "territoires.*.chu", "territoires.*.chu.*.usp"),
    *("territoires.*.population", "territoires.*.lisp", "territoires.*.lisp.*", "formation.description"),
    "etablissement",
}
HELD_BY_NONE = {
    "POR-04": "a person judges it",
    "POR-07": "none of the examples is a CHU",
    "CAP-07": "it only tells what a project that is too small comes under",
    "PLA-07": "nothing is under way in the plan",
}


@cache
def sound(name: str) -> Sound:
    file, offer = DOSSIERS[name]
    companions = find_companions([], None, str(offer) if offer else None)
    return Sound(file, Settings(date(2024, 10, 21), offre=companions.offer, folders=CALLS))


def broken(name: str) -> Iterator[tuple[str, str, list[str], Jugement]]:
    """Break a dossier in every way: give the field, the way, the requirements that looked there, and the judgement."""
    dossier = sound(name)
    lookers: dict[Path, list[str]] = {}
    for requirement in dossier.holding():
        for path in dossier.looked_at(requirement):
            lookers.setdefault(path, []).append(requirement.id)
    for path, rules in lookers.items():
        for way, values in dossier.breaks(path):
            yield ".".join(map(str, path)), way, rules, dossier.judged(values)


@cache
def unnoticed(name: str) -> tuple[set[tuple[str, str, str]], set[tuple[str, str]]]:
    """Return what no one noticed: by the requirements that looked there, and by the verdict where nothing was left."""
    by_requirement, by_verdict = set(), set()
    was_sound = sound(name).jugement.verdict is Verdict.CONFORME
    for field, way, rules, found in broken(name):
        assert not found.defaillances, (field, way)
        if was_sound and way in EMPTY and found.verdict is Verdict.CONFORME:
            by_verdict.add((field, way))
        if any(isinstance(point, PointFormat) for point in found.points):
            assert found.verdict not in FAVOURABLE, (field, way)
            continue
        open_points = {point.regle for point in found.points if point.retenu is not Statut.CONFORME}
        by_requirement |= {(rule, field, way) for rule in rules if rule not in open_points}
    return by_requirement, by_verdict


@pytest.mark.parametrize("name", DOSSIERS)
def test_each_break_is_noticed_by_each_requirement_that_looks_there(name: str) -> None:
    by_requirement, _ = unnoticed(name)
    assert {one for one in by_requirement if not excused(*one)} == set()


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_dossier_that_says_nothing_of_something_is_not_conforme(name: str) -> None:
    _, by_verdict = unnoticed(name)
    known = STILL_CONFORME
    assert {one for one in by_verdict if not any(fnmatchcase(one[0], field) for field in known)} == set()


def excused(rule: str, field: str, way: str) -> bool:
    return any(
        fnmatchcase(rule, one) and fnmatchcase(field, place) and way in ways
        for (one, place), (ways, _) in HOLDS.items()
    )


def test_every_requirement_is_held_by_a_dossier_that_is_broken() -> None:
    names = {*known_referentiels(CALLS)}
    every = {rule.id for name in names for rule in load(name, CALLS).exigences if rule.document != LOT}
    held = {requirement.id for name in DOSSIERS for requirement in sound(name).holding()}
    assert every - held == set(HELD_BY_NONE)


def test_no_excuse_is_idle() -> None:
    found = {one for name in DOSSIERS for one in unnoticed(name)[0]}
    kept = {field for name in DOSSIERS for field, _ in unnoticed(name)[1]}
    for (rule, field), (ways, _) in HOLDS.items():
        met = {way for one, place, way in found if fnmatchcase(one, rule) and fnmatchcase(place, field)}
        assert met & ways, (rule, field)
    for field in STILL_CONFORME:
        assert any(fnmatchcase(one, field) for one in kept), field
