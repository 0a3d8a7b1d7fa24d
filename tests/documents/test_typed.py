import subprocess
import sys
import time
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tests.documents.samples import example
from usp_check.documents import (
    DOCUMENTS,
    Typed,
    document_kinds,
    field_info,
    field_paths,
    is_personal,
    read_document,
)
from usp_check.documents.candidature import Candidature
from usp_check.documents.describing import DescriptionDetaillee
from usp_check.reading import LIMITS
from usp_check.reading.faults import Path

KINDS = document_kinds()


def read(**value: Any) -> tuple[Candidature, Typed]:
    typed = read_document("candidature", value)
    assert isinstance(typed.document, Candidature)
    return typed.document, typed


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_all_fields_make_a_sound_document(kind: str) -> None:
    typed = read_document(kind, example(kind))
    assert typed == Typed(typed.document)
    dumped = typed.document.model_dump()
    dumped.pop("complements", None)
    assert _absent(dumped) == []


def _absent(value: Any, path: str = "") -> list[str]:
    if isinstance(value, dict):
        return [p for key, child in value.items() for p in _absent(child, f"{path}.{key}")]
    if isinstance(value, tuple):
        return [p for child in value for p in _absent(child, f"{path}[]")]
    return [path] if value is None else []


@pytest.mark.parametrize("kind", KINDS)
def test_everything_may_be_absent(kind: str) -> None:
    for value in ({}, dict.fromkeys(DOCUMENTS[kind].model_fields)):
        assert read_document(kind, value) == Typed(DOCUMENTS[kind]())


def test_an_empty_item_and_an_empty_list_are_no_fault() -> None:
    document, typed = read(autorisations=[None, {"echeance": None}], partenaires=[], pieces=[None])
    assert not typed.faults
    assert document.autorisations is not None
    assert document.autorisations[0] is None
    assert document.partenaires == ()


def test_a_malformed_value_hides_nothing() -> None:
    document, typed = read(
        projet={"capacite": {"lits": "douze", "lits_a_l_ouverture": "6"}, "orientation": "polyvalente"},
        calendrier={"debut": "2025-01-06", "fin": "2026-02-30"},
    )
    assert document.projet is not None
    assert document.projet.capacite is not None
    assert (document.projet.capacite.lits, document.projet.capacite.lits_a_l_ouverture) == (None, 6)
    assert document.projet.orientation == "polyvalente"
    assert document.calendrier is not None
    assert (document.calendrier.debut, document.calendrier.fin) == (date(2025, 1, 6), None)
    lits, fin = ("projet", "capacite", "lits"), ("calendrier", "fin")
    assert typed.doubts == {lits: "FMT-06", fin: "FMT-06"}
    assert {(f.rule, f.code, f.path, f.on_key) for f in typed.faults} == {
        ("FMT-06", "nombre_entier", lits, False),
        ("FMT-06", "date_inexistante", fin, False),
    }


def test_a_malformed_value_is_told_whole() -> None:
    _, typed = read(projet={"orientation": "oncologigue"})
    arguments = dict(typed.faults[0].arguments)
    assert arguments.pop("accepte")
    assert arguments == {
        "lu": "oncologigue",
        "recu": "texte",
        "exemple": "polyvalente",
        "titre": "Orientation",
        "proposition": "oncologique",
    }


def test_what_was_read_is_cut() -> None:
    _, typed = read(calendrier={"debut": "9" * 10_000})
    assert len(str(typed.faults[0].arguments["lu"])) == 80


@pytest.mark.parametrize(
    ("value", "path", "code", "received"),
    [
        ({"calendrier": "bientôt"}, ("calendrier",), "groupe", "texte"),
        ({"calendrier": []}, ("calendrier",), "groupe", "liste"),
        ({"pieces": "a.pdf"}, ("pieces",), "liste", "texte"),
        ({"pieces": {"a": "b"}}, ("pieces",), "liste", "groupe"),
        ({"pieces": [["a"]]}, ("pieces", 0), "texte", "liste"),
        ({"autorisations": ["medecine"]}, ("autorisations", 0), "groupe", "texte"),
        ({"observations": {"a": "b"}}, ("observations",), "texte", "groupe"),
        ({"projet": {"organisation": ["a"]}}, ("projet", "organisation"), "texte", "liste"),
        ({"projet": {"capacite": {"lits": {}}}}, ("projet", "capacite", "lits"), "nombre_entier", "groupe"),
        ({"complements": "rien"}, ("complements",), "groupe", "texte"),
        (
            {"projet": {"organisation": {"resume": []}}},
            ("projet", "organisation", "resume"),
            "texte",
            "liste",
        ),
    ],
)
def test_shapes(value: dict[str, Any], path: tuple[str | int, ...], code: str, received: str) -> None:
    typed = read_document("candidature", value)
    assert [(f.rule, f.code, f.path, f.arguments["recu"]) for f in typed.faults] == [
        ("FMT-06", code, path, received)
    ]
    assert typed.doubts == {path: "FMT-06"}


def test_a_description_is_a_text_or_a_group() -> None:
    document, typed = read(
        projet={"organisation": {"resume": "En bref.", "piece": "a.pdf", "resum": "?"}},
        missions={"soins": {"accompagnement": "Tout."}},
    )
    assert document.projet is not None
    assert document.projet.organisation == DescriptionDetaillee(resume="En bref.", piece="a.pdf")
    assert document.missions is not None
    assert document.missions.soins is not None
    assert document.missions.soins.accompagnement == "Tout."
    assert [(f.code, f.path) for f in typed.faults] == [("cle_inconnue", ("projet", "organisation", "resum"))]


UNKNOWN_KEYS: dict[str, tuple[dict[str, Any], Path, str, str, Path | None]] = {
    # dossier, place of the key, the sibling proposed, where else it may belong, what is in doubt
    "the sibling that was meant is absent, and so explained": (
        {"projet": {"orientaton": "x"}},
        ("projet", "orientaton"),
        "orientation",
        "",
        ("projet", "orientation"),
    ),
    "a capital letter": ({"Titulaire": {}}, ("Titulaire",), "titulaire", "", ("titulaire",)),
    "an accent, in an item": (
        {"autorisations": [None, {"activité": "smr"}]},
        ("autorisations", 1, "activité"),
        "activite",
        "",
        ("autorisations", 1, "activite"),
    ),
    "the sibling that was meant is there": (
        {"projet": {"orientaton": "x", "orientation": "polyvalente"}},
        ("projet", "orientaton"),
        "orientation",
        "",
        None,
    ),
    "it belongs further down": (
        {"projet": {"lits": "12"}},
        ("projet", "lits"),
        "",
        "projet.capacite.lits",
        ("projet", "capacite", "lits"),
    ),
    "it belongs elsewhere and is there too": (
        {"lits": "12", "projet": {"capacite": {"lits": "12"}}},
        ("lits",),
        "",
        "projet.capacite.lits",
        None,
    ),
    "it belongs in another group": (
        {"titulaire": {"commune": "x"}},
        ("titulaire", "commune"),
        "",
        "implantation.commune",
        ("implantation", "commune"),
    ),
    "it belongs in the items of a list": (
        {"titulaire": {"metier": "x"}},
        ("titulaire", "metier"),
        "",
        "ressources_humaines.equipe[].metier",
        None,
    ),
    "it could belong to several places": (
        {"titulaire": {"piece": "x"}},
        ("titulaire", "piece"),
        "",
        "",
        None,
    ),
    "it belongs nowhere": ({"zzz": None}, ("zzz",), "", "", None),
    "it is empty": ({"": "x"}, ("",), "", "", None),
}


@pytest.mark.parametrize(
    ("value", "path", "proposition", "elsewhere", "doubted"), UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS
)
def test_unknown_keys(
    value: dict[str, Any], path: Path, proposition: str, elsewhere: str, doubted: Path | None
) -> None:
    typed = read_document("candidature", value)
    (fault,) = typed.faults
    assert (fault.rule, fault.code, fault.path, fault.on_key) == ("FMT-05", "cle_inconnue", path, True)
    assert fault.arguments == {"cle": path[-1], "proposition": proposition, "ailleurs": elsewhere}
    assert typed.doubts == ({doubted: "FMT-05"} if doubted else {})


def test_placeholders_are_absent_and_named() -> None:
    document, typed = read(
        titulaire={"raison_sociale": "à compléter", "vocations": ["geriatrie", "TODO"]},
        projet={"capacite": {"lits": "???"}, "organisation": {"resume": "…"}},
        missions="à compléter",
        complements={"a": ["xxx", {"b": "ok", "c": "tbd"}]},
    )
    assert not typed.faults
    assert not typed.doubts
    assert set(typed.placeholders) == {
        ("titulaire", "raison_sociale"),
        ("titulaire", "vocations", 1),
        ("projet", "capacite", "lits"),
        ("projet", "organisation", "resume"),
        ("missions",),
        ("complements", "a", 0),
        ("complements", "a", 1, "c"),
    }
    assert document.titulaire is not None
    assert document.titulaire.vocations == ("geriatrie", None)
    assert document.missions is None
    assert document.complements == {"a": [None, {"b": "ok", "c": None}]}


def test_personal_values_are_not_shown() -> None:
    _, typed = read(titulaire={"contact": {"courriel": "camille", "nom": ["Camille"]}})
    assert {f.arguments["lu"] for f in typed.faults} == {""}
    _, typed = read(titulaire={"contact": "Camille, 02 99"})
    assert typed.faults[0].arguments["lu"] == ""
    assert is_personal("candidature", ("titulaire", "contact"))
    assert is_personal("candidature", ("titulaire", "contact", "courriel"))
    assert is_personal("candidature", ("titulaire", "contact", "inconnu"))
    assert not is_personal("candidature", ("titulaire", "raison_sociale"))
    assert not is_personal("candidature", ("inconnu",))


def test_the_values_read_are_left_untouched_even_when_shared() -> None:
    shared = {"lits": "douze", "lit": "x", "date": "à compléter"}
    value: dict[str, Any] = {"projet": {"capacite": {"montee_en_charge": [shared, shared]}}, "zzz": shared}
    before = deepcopy(value)
    typed = read_document("candidature", value)
    assert value == before
    assert len(typed.faults) == 5
    assert len(typed.placeholders) == 2


@pytest.mark.parametrize(
    "value",
    [
        {f"cle{i}": "x" for i in range(20_000)},
        {"pieces": [["x"]] * 25_000},
        {"ressources_humaines": {"equipe": [{"metie": "x", "etp": "y"}] * 12_000}},
        {"titulaire": {"raison_sociale": {f"cle{i}": "x" for i in range(20_000)}}},
    ],
)
def test_many_faults_are_found_in_little_time(value: dict[str, Any]) -> None:
    start = time.process_time()
    assert read_document("candidature", value).faults
    assert time.process_time() - start < 10  # a quadratic reading takes minutes


def test_only_so_many_suggestions_are_looked_for() -> None:
    _, typed = read(**{f"titulaire{i}": "x" for i in range(1000)})
    *told, last = typed.faults
    assert len(told) == LIMITS.max_faults
    assert 0 < sum(bool(fault.arguments["proposition"]) for fault in told) <= 200
    assert (last.rule, last.code) == ("FMT-03", "trop_de_fautes")


def test_beyond_the_limit_faults_are_left_out_and_said_to_be() -> None:
    document, typed = read(
        **{f"cle{i}": "x" for i in range(LIMITS.max_faults - 1)},
        calendrier={"debut": "jamais", "fin": "un jour", "zzz": "x"},
        observations="ici",
    )
    *told, last = typed.faults
    assert len(told) == LIMITS.max_faults
    assert {fault.rule for fault in told} == {"FMT-05", "FMT-06"}
    assert (last.rule, last.code, last.arguments) == (
        "FMT-03",
        "trop_de_fautes",
        {"limite": LIMITS.max_faults},
    )
    # What is not told is no more to be relied upon than what is.
    assert document.calendrier is not None
    assert (document.calendrier.debut, document.calendrier.fin) == (None, None)
    assert {("calendrier", "debut"), ("calendrier", "fin")} <= set(typed.doubts)
    assert document.observations == "ici"


def test_unknown_kind() -> None:
    with pytest.raises(KeyError):
        read_document("inconnu", {})


@pytest.mark.parametrize("kind", KINDS)
def test_the_texts_of_every_field(kind: str) -> None:
    for dotted in field_paths(kind):
        path = tuple(part.removesuffix("[]") for part in dotted.split("."))
        indexed = tuple(
            p for part in dotted.split(".") for p in ((part[:-2], 0) if part.endswith("[]") else (part,))
        )
        info = field_info(kind, indexed)
        assert info.title, path
        assert info.description.endswith((".", "…")), path
        assert info.kind, path
        assert info.accepte, path
        assert info.example or path == ("complements",), path


def test_field_paths_and_info() -> None:
    paths = field_paths("candidature")
    assert len(set(paths)) == len(paths) > 120
    assert "projet.capacite.montee_en_charge[].lits" in paths
    assert "missions.soins.accompagnement.piece" in paths
    assert field_info("candidature", ("projet", "capacite", "lits")).kind == "nombre_entier"
    assert field_info("candidature", ("autorisations", 3)).kind == "groupe"
    assert field_info("candidature", ("autorisations",)).kind == "liste"
    with pytest.raises(KeyError):
        field_info("candidature", ("projet", "inconnu"))
    assert document_kinds() == ("candidature", "offre", "registre", "plan", "labellisation")


def test_documents_are_frozen() -> None:
    document, _ = read(observations="x")
    with pytest.raises(ValueError, match="frozen"):
        document.observations = "y"  # type: ignore[misc]


def test_importing_the_room_does_not_import_pydantic() -> None:
    code = "import sys, usp_check.documents as d; d.document_kinds(); print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
