"""What stands on the disk for each attachment named: nothing outside the dossier's folder counts."""

import os
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.samples import example
from usp_check.attachments import cited, inspect
from usp_check.documents import document_kinds, read_document


def document(**value: object) -> object:
    return read_document("candidature", {"document": "candidature", **value}).document


def look(folder: Path | None, name: str) -> str:
    """Return the code of what stands at ``name``."""
    ((_, code),) = inspect(document(pieces=[name]), folder).values()
    return code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier's folder with attachments, and a file outside."""
    (tmp_path / "secret.pdf").write_text("dehors", encoding="utf-8")
    inside = tmp_path / "dossier"
    (inside / "pieces").mkdir(parents=True)
    (inside / "pieces" / "devis.pdf").write_text("devis", encoding="utf-8")
    (inside / "pieces" / "vide.pdf").touch()
    return inside


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pieces/devis.pdf", "presente"),
        ("./pieces//devis.pdf", "presente"),
        ("pieces\\devis.pdf", "presente"),
        ("pieces/vide.pdf", "vide"),
        ("pieces", "pas_un_fichier"),
        ("pieces/autre.pdf", "absente"),
        ("pieces/devis.pdf/page", "absente"),
        ("Pieces/devis.pdf", "absente"),
        ("pieces/DEVIS.pdf", "absente"),
        ("a" * 5000, "absente"),
        ("../secret.pdf", "hors_dossier"),
        ("pieces/../../secret.pdf", "hors_dossier"),
        ("..\\secret.pdf", "hors_dossier"),
        ("/etc/hostname", "hors_dossier"),
        ("//serveur/partage/devis.pdf", "hors_dossier"),
        ("C:\\devis.pdf", "hors_dossier"),
        ("~/devis.pdf", "hors_dossier"),
    ],
)
def test_each_way_to_name_a_file(name: str, code: str, folder: Path) -> None:
    assert look(folder, name) == code


def test_nothing_is_looked_for_without_a_folder() -> None:
    assert look(None, "pieces/devis.pdf") == "non_cherchee"


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    assert look(tmp_path / "absent", "devis.pdf") == "absente"


def test_a_link_that_leads_outside_is_outside(folder: Path) -> None:
    (folder / "lien.pdf").symlink_to(folder.parent / "secret.pdf")
    (folder / "dehors").symlink_to(folder.parent)
    assert look(folder, "lien.pdf") == "hors_dossier"
    assert look(folder, "dehors/secret.pdf") == "hors_dossier"
    assert look(folder, "dehors/inconnu.pdf") == "hors_dossier"


def test_a_link_that_stays_inside_is_taken(folder: Path) -> None:
    (folder / "lien.pdf").symlink_to("pieces/devis.pdf")
    assert look(folder, "lien.pdf") == "presente"


def test_a_folder_reached_by_a_link_is_its_own_inside(folder: Path) -> None:
    way = folder.parent / "raccourci"
    way.symlink_to(folder)
    assert look(way, "pieces/devis.pdf") == "presente"


def test_a_link_to_itself_can_not_be_read(folder: Path) -> None:
    (folder / "boucle.pdf").symlink_to("boucle.pdf")
    assert look(folder, "boucle.pdf") == "illisible"


def test_a_pipe_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "tuyau")
    assert look(folder, "tuyau") == "pas_un_fichier"


def test_a_refusal_of_the_system_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(place: str) -> None:
        raise PermissionError(place)

    monkeypatch.setattr(os, "scandir", refuse)
    assert look(folder, "pieces/modèle.pdf") == "illisible"
    monkeypatch.setattr(os, "lstat", refuse)
    assert look(folder, "pieces/devis.pdf") == "illisible"


def test_a_folder_is_listed_once_however_many_files_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    scan = os.scandir

    def count(place: str) -> object:
        asked.append(place)
        return scan(place)

    monkeypatch.setattr(os, "scandir", count)
    names = [*(f"pieces/modèle {number}.pdf" for number in range(50)), *["pieces/devis.pdf"] * 50]
    found = inspect(document(pieces=names), folder)
    assert [code for _, code in found.values()] == ["absente"] * 50 + ["presente"] * 50
    assert [Path(place).name for place in asked] == ["pieces"]


def test_a_system_that_minds_no_letter_case_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = len(str(folder))

    def whatever_the_case(ask: Callable[..., Any], place: str, *rest: Any) -> Any:
        return ask(place[:root] + place[root:].lower(), *rest)

    for name in ("lstat", "access"):
        monkeypatch.setattr(os, name, partial(whatever_the_case, getattr(os, name)))
    assert [look(folder, name) for name in ("pieces/devis.pdf", "PIECES/devis.pdf", "pieces/Devis.pdf")] == [
        *("presente", "absente", "absente")
    ]


def test_a_name_that_unicode_writes_in_two_ways_is_found_in_either(folder: Path) -> None:
    (folder / "annexe \u212a.pdf").write_text("x", encoding="utf-8")
    assert look(folder, "annexe K.pdf") == "presente"


def test_accents_are_compared_composed(folder: Path) -> None:
    (folder / unicodedata.normalize("NFD", "modèle.pdf")).write_text("x", encoding="utf-8")
    assert look(folder, "modèle.pdf") == "presente"


def test_every_attachment_is_found_wherever_it_is_named() -> None:
    found = cited(
        document(
            projet={"organisation": {"piece": "a"}, "convention_medecine": {"piece": "b"}},
            conventions=[{"avec": "CH"}, {"piece": "c"}],
            missions={
                "soins": {"accompagnement": {"resume": "r", "piece": "d"}, "questions_ethiques": "piece: z"}
            },
            ressources_humaines={"piece": "e"},
            financement={"piece": "f"},
            calendrier={"piece": "g"},
            pieces=["h", "", "i"],
        )
    )
    assert {".".join(map(str, path)): name for path, name in found} == {
        "projet.organisation.piece": "a",
        "projet.convention_medecine.piece": "b",
        "conventions.1.piece": "c",
        "missions.soins.accompagnement.piece": "d",
        "ressources_humaines.piece": "e",
        "financement.piece": "f",
        "calendrier.piece": "g",
        "pieces.0": "h",
        "pieces.2": "i",
    }


def test_a_text_named_pieces_names_no_file() -> None:
    assert not list(cited({"complements": {"pieces": "devis.pdf"}}))
    assert list(cited({"complements": {"pieces": ["devis.pdf"]}})) == [
        (("complements", "pieces", 0), "devis.pdf")
    ]


def _all_named(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, part in parts:
        if isinstance(part, str) and (key == "piece" or path[-1:] == ("pieces",)):
            yield (*path, key), part
        yield from _all_named(part, (*path, key))


@pytest.mark.parametrize("kind", document_kinds())
def test_no_field_that_names_an_attachment_is_passed_over(kind: str) -> None:
    read = read_document(kind, example(kind)).document
    assert cited(read) == list(_all_named(read.model_dump()))


def _altered(value: Any, random: Random) -> Any:
    """Leave out some parts of a document, and put what names an attachment in the place of some texts."""
    if isinstance(value, dict):
        return {key: _altered(part, random) for key, part in value.items() if random.random() < 0.7}
    if isinstance(value, list):
        return [_altered(part, random) if random.random() < 0.7 else None for part in value]
    return {"piece": "devis.pdf"} if random.random() < 0.4 else value


@pytest.mark.parametrize("kind", document_kinds())
@given(random=st.randoms(use_true_random=False))
def test_whatever_a_document_holds_its_attachments_are_found_in_order(kind: str, random: Random) -> None:
    read = read_document(kind, _altered(example(kind), random)).document
    assert cited(read) == list(_all_named(read.model_dump()))
