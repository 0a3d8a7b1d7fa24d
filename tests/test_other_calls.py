"""Two calls encoded without a line of Python: they hold together, and judge their dossiers as they say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.cli.runner import ROOT, run
from tests.test_examples import NUMBER, REAL_NUMBERS
from usp_check.authoring.review import review
from usp_check.judging import Settings, judge_file
from usp_check.reading import read_file
from usp_check.referentiels.loader import load
from usp_check.referentiels.requirements import OUTIL
from usp_check.report.model import RapportDossier
from usp_check.vocabulary import Statut

FOLDER = ROOT / "examples" / "referentiels"
DOSSIERS = FOLDER / "dossiers"
CALLS = ("lisp", "masp-paca-2025")
EXPECTED = {
    "lisp-conforme.yaml": ("conforme", set()),
    "lisp-deux-lits.yaml": (
        "non_conforme",
        {"LIT-01 insuffisant", "LIT-02 autre_valeur", "REF-02 manquant", "APP-01 absente", "APP-02 manquant"},
    ),
    "masp-conforme.yaml": ("conforme", set()),
    "masp-trop-tard.yaml": (
        "non_conforme",
        {
            *("STR-03 excessif", "STR-04 autre_valeur", "EQU-02 manquant", "DOS-01 excessif"),
            *("CAL-01 trop_tard", "TRA-01 trop_tard"),
        },
    ),
}


def judged(name: str) -> RapportDossier:
    report = judge_file(str(DOSSIERS / name), Settings(date(2026, 1, 15), folders=(str(FOLDER),)))
    assert isinstance(report, RapportDossier)
    assert not report.defaillances
    return report


@pytest.mark.parametrize("name", CALLS)
def test_it_holds_together_and_nothing_is_left_to_write(name: str) -> None:
    path = FOLDER / f"{name}.yaml"
    found = review(str(path), read_file(path))
    assert not found.problems
    assert not found.todo
    assert found.examples == 2 * found.requirements > 20


@pytest.mark.parametrize("name", CALLS)
def test_each_fact_says_where_it_comes_from(name: str) -> None:
    call = load(name, (str(FOLDER),))
    assert all(address.startswith("https://") for address in call.source.adresses)
    assert call.source.adresses
    assert any(rule.reference.passage != OUTIL for rule in call.exigences)


def test_the_folder_holds_the_dossiers_and_nothing_else() -> None:
    there = {path.name for path in DOSSIERS.iterdir()}
    assert there == {*EXPECTED, "README.md", "usp-check.toml"}


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items(), ids=EXPECTED)
def test_a_dossier_is_judged_as_expected(name: str, expected: tuple[str, set[str]]) -> None:
    report = judged(name)
    open_ = [c for c in report.constats if c.statut not in (Statut.CONFORME, Statut.SANS_OBJET)]
    assert str(report.verdict) == expected[0]
    assert {f"{c.regle} {c.code}" for c in open_} == expected[1]
    assert all(c.ligne and c.message and "{" not in c.message for c in report.constats)


@pytest.mark.parametrize("name", EXPECTED)
def test_nobody_real_is_made_an_applicant(name: str) -> None:
    numbers = NUMBER.findall((DOSSIERS / name).read_text(encoding="utf-8"))
    assert numbers
    assert not set(numbers) & REAL_NUMBERS
    assert all(re.fullmatch("[0-9]{2}9900[0-9]{3}", number) for number in numbers)


def test_a_limit_with_an_hour_is_exact(tmp_path: Path) -> None:
    written = (DOSSIERS / "masp-conforme.yaml").read_text(encoding="utf-8")
    codes = {}
    for hour in ("11h59", "12h00", "12h01", ""):
        path = tmp_path / "dossier.yaml"
        path.write_text(written.replace(" à 11h50", f" à {hour}" if hour else ""), encoding="utf-8")
        report = judge_file(str(path), Settings(date(2026, 1, 15), folders=(str(FOLDER),)))
        assert isinstance(report, RapportDossier)
        (found,) = [c for c in report.constats if c.regle == "TRA-01"]
        codes[hour] = found.code
        if found.statut is Statut.NON_CONFORME:
            assert "28 novembre 2025 à 12" in f"{found.attendu}"
    assert codes == {"11h59": "conforme", "12h00": "conforme", "12h01": "trop_tard", "": "heure_absente"}


def test_from_their_folder_the_configuration_finds_the_calls() -> None:
    assert run("validate", "lisp-conforme.yaml", "masp-conforme.yaml", cwd=DOSSIERS).code == 0
    assert run("validate", "lisp-deux-lits.yaml", cwd=DOSSIERS).code == 1


def test_the_presentation_tells_each_verdict() -> None:
    rows = re.findall(
        r"^\| \[(.+?)\]\(.+?\) \| `(.+?)` \| `(\w+)` \|",
        (DOSSIERS / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert {(name, verdict) for name, _, verdict in rows} == {(n, v) for n, (v, _) in EXPECTED.items()}
