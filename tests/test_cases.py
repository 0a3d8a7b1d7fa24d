"""Every requirement, in every way in which it can end: the cases of tests/cases."""

from pathlib import Path

import pytest

from tests.case_files import Case, keys_of, load_cases, unreachable
from usp_check.asking import DOUBTFUL
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import load
from usp_check.referentiels.requirements import LOT, Exigence
from usp_check.vocabulary import Gravite, Statut, Verdict

RULES = [rule for name in known_referentiels() for rule in load(name).exigences]
OF_FILES = [rule for rule in RULES if rule.document != LOT]  # the others: tests/test_lot.py


@pytest.mark.parametrize("case", load_cases(), ids=str)
def test_case(case: Case, tmp_path: Path) -> None:
    report = case.report(tmp_path)
    assert not report.defaillances
    own = [c for c in report.constats if c.regle == case.regle]
    assert (case.statut, case.code) in {(c.statut, c.code) for c in own}
    hits = [c for c in own if (c.statut, c.code) == (case.statut, case.code)]
    if "nombre" in case.written:
        assert len(hits) == int(case.written["nombre"])
    if "champ" in case.written:
        assert keys_of(case.written["champ"]) in [[str(key) for key in c.champ] for c in hits]
    assert all(c.ligne is not None and c.message and "{" not in c.message for c in own)
    if case.statut in (Statut.CONFORME, Statut.SANS_OBJET):
        assert len(own) == 1 or {(c.statut, c.code) for c in own} == {(case.statut, case.code)}
    if case.alone:
        failing = {
            c.regle
            for c in report.constats
            if c.gravite is Gravite.BLOQUANT and c.statut is Statut.NON_CONFORME
        }
        assert failing == {case.regle}


@pytest.mark.parametrize("requirement", OF_FILES, ids=lambda r: r.id)
def test_each_way_to_end_has_a_case(requirement: Exigence) -> None:
    codes = set(requirement.outcomes) | {DOUBTFUL}
    argued = set(unreachable().get(requirement.id, {}))
    tried = {case.code for case in load_cases() if case.regle == requirement.id}
    assert argued <= codes - tried
    assert codes - argued <= tried


@pytest.mark.parametrize(
    "requirement", [r for r in RULES if r.gravite is Gravite.BLOQUANT], ids=lambda r: r.id
)
def test_each_blocking_requirement_breaks_alone(requirement: Exigence) -> None:
    alone = [
        c for c in load_cases() if c.regle == requirement.id and c.alone and c.statut == Statut.NON_CONFORME
    ]
    assert alone, "no case breaks this requirement and no other one"


def test_each_file_names_a_requirement() -> None:
    assert {case.regle for case in load_cases()} == {r.id for r in OF_FILES}


@pytest.mark.parametrize(
    ("socle", "verdict", "to_judge"),
    [
        ("medecine", Verdict.CONFORME, set()),
        ("smr", Verdict.CONFORME_AVEC_RESERVES, {"POR-04"}),
        ("offre", Verdict.CONFORME, set()),
        ("plan", Verdict.CONFORME, set()),
        ("offre-pdl", Verdict.CONFORME, set()),
        ("labellisation", Verdict.CONFORME, set()),
    ],
)
def test_the_sound_dossiers_are_sound(
    socle: str, verdict: Verdict, to_judge: set[str], tmp_path: Path
) -> None:
    report = Case("", {"socle": socle}).report(tmp_path)
    assert {
        c.regle for c in report.constats if c.statut not in (Statut.CONFORME, Statut.SANS_OBJET)
    } == to_judge
    assert report.verdict is verdict
