"""Référentiels are found by their identifier: those that ship with the tool, then those of folders."""

from datetime import date
from pathlib import Path

import pytest

from tests.referentiels.test_refusals import SOUND
from usp_check.judging import Settings, judge
from usp_check.reading import read_bytes
from usp_check.referentiels.catalogue import HERE, known_referentiels, referentiel_file
from usp_check.referentiels.loader import load
from usp_check.referentiels.problems import UnusableReferentielError

SHIPPED = known_referentiels()


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "essai-2025.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "dossier.yaml").write_text("document: candidature\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("document: referentiel\n", encoding="utf-8")
    return str(tmp_path)


def test_a_folder_adds_its_referentiels_and_nothing_else(folder: str) -> None:
    assert known_referentiels((folder,)) == (*SHIPPED, "essai-2025")
    assert load("essai-2025", (folder,)).id == "essai-2025"
    assert load("essai-2025", (folder,)).version.startswith("1+")


def test_without_the_folder_it_is_unknown(folder: str) -> None:
    assert referentiel_file("essai-2025") is None
    with pytest.raises(UnusableReferentielError):
        load("essai-2025")
    assert folder


def test_a_file_of_a_folder_never_stands_for_a_shipped_one(tmp_path: Path) -> None:
    name = SHIPPED[0]
    (tmp_path / f"{name}.yaml").write_text(SOUND, encoding="utf-8")
    assert referentiel_file(name, (str(tmp_path),)) == HERE / f"{name}.yaml"
    assert known_referentiels((str(tmp_path),)) == SHIPPED


def test_the_first_folder_wins(folder: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("autre")
    (other / "essai-2025.yml").write_text(SOUND, encoding="utf-8")
    assert referentiel_file("essai-2025", (str(other), folder)) == other / "essai-2025.yml"


def test_a_file_named_otherwise_than_its_identifier_is_refused(tmp_path: Path) -> None:
    (tmp_path / "autre-nom.yaml").write_text(SOUND, encoding="utf-8")
    with pytest.raises(UnusableReferentielError) as caught:
        load("autre-nom", (str(tmp_path),))
    assert [(p.path, p.line) for p in caught.value.problems] == [(("id",), 2)]


@pytest.mark.parametrize("name", ["absent", "a\0b", "x" * 5000])
def test_a_folder_that_can_not_be_listed_has_none(name: str) -> None:
    assert known_referentiels((name,)) == SHIPPED


def test_a_dossier_is_judged_by_the_one_that_it_cites(folder: str) -> None:
    reading = read_bytes(b"document: candidature\nreferentiel: essai-2025\n")
    found = judge("d.yaml", reading, Settings(date(2025, 1, 1), folders=(folder,)), None)
    assert found.referentiel is not None
    assert found.referentiel.id == "essai-2025"
    alone = judge("d.yaml", reading, Settings(date(2025, 1, 1)), None)
    assert "referentiel_inconnu" in {c.code for c in alone.constats}
