from datetime import date
from pathlib import Path as FilePath
from typing import Any

import pytest

from tests.documents.samples import as_read
from usp_check.documents import document_kinds, field_info, field_paths, read_document
from usp_check.documents.plan import Action
from usp_check.documents.template import template
from usp_check.judging import Settings, judge
from usp_check.reading import read_bytes
from usp_check.reading.faults import Path
from usp_check.referentiels.loader import load

ACTIONS = {
    "1.2": "Organiser des rencontres dans les territoires.",
    "1.10": "",
    'a "b" : \\c\n': "Sur\ndeux lignes",
}
IDENTIFIERS: dict[Path, dict[str, str]] = {
    ("actions",): ACTIONS,
    ("actions", "1.10", "indicateurs"): {"rencontres_territoriales": "Le nombre de rencontres.", "2": ""},
}


@pytest.mark.parametrize("identifiers", [None, IDENTIFIERS, {("actions",): {}}])
@pytest.mark.parametrize("kind", document_kinds())
def test_read_back_without_fault_and_empty(kind: str, identifiers: dict[Path, dict[str, str]] | None) -> None:
    reading = read_bytes(template(kind, identifiers=identifiers).encode())
    assert reading.value is not None
    assert not reading.faults
    typed = read_document(kind, reading.value)
    assert not typed.faults
    assert not typed.placeholders
    filled = typed.document.model_dump()
    assert (filled.pop("document"), filled.pop("referentiel")) == (
        kind,
        field_info(kind, ("referentiel",)).example,
    )
    assert not any(map(_says_something, filled.values()))


def test_known_identifiers_are_all_there_and_helped_once() -> None:
    text = template("plan", identifiers=IDENTIFIERS)
    actions = as_read(text)["actions"]
    assert list(actions) == list(ACTIONS)
    assert actions["1.10"]["indicateurs"] == {"rencontres_territoriales": None, "2": None}
    assert actions["1.2"]["indicateurs"] is None
    assert all(set(action) == set(actions["1.2"]) for action in actions.values())
    assert text.count("# Pilote.") == 1
    assert text.count("# Organiser des rencontres") == 1
    assert max(map(len, text.splitlines())) <= 100


def test_unknown_identifiers_are_shown_by_an_example() -> None:
    (action,) = as_read(template("plan"))["actions"].values()
    assert set(action) == set(Action.model_fields)
    assert as_read(template("plan", identifiers={("actions",): {}}))["actions"] is None


def test_what_a_kind_does_not_have_is_not_introduced() -> None:
    texts = {kind: template(kind).partition("\n\n")[0] for kind in document_kinds()}
    assert {kind for kind, text in texts.items() if "tiret" in text} == {*texts} - {"labellisation"}
    assert {kind for kind, text in texts.items() if "resume" in text} == {"candidature", "labellisation"}
    assert {kind for kind, text in texts.items() if "identifiant" in text} == {"plan"}


def _says_something(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_says_something, value.values()))
    if isinstance(value, tuple):
        return any(map(_says_something, value))
    return value is not None


@pytest.mark.parametrize("kind", document_kinds())
def test_every_key_is_there(kind: str) -> None:
    known = set(field_paths(kind))
    found = {path.replace(".1.2.", "[].") for path in _paths(as_read(template(kind)))} - {"actions.1.2"}
    assert found <= known
    detailed = {f"{path}.{key}" for path in known for key in ("resume", "piece") if f"{path}.resume" in known}
    assert known - found == detailed | ({"complements"} & known)


def _paths(value: Any, prefix: str = "") -> list[str]:
    if isinstance(value, list):
        return [path for item in value for path in _paths(item, f"{prefix}[]")]
    if not isinstance(value, dict):
        return []
    here = {key: f"{prefix}.{key}" if prefix else key for key in value}
    return [path for key, child in value.items() for path in (here[key], *_paths(child, here[key]))]


def test_first_line_width_and_call() -> None:
    lines = template("candidature", "pdl-2030", schema="../schemas/candidature.schema.json").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../schemas/candidature.schema.json"
    assert "referentiel: pdl-2030" in lines
    assert max(map(len, lines)) <= 100
    assert template("candidature").startswith("# yaml-language-server: $schema=candidature.schema.json\n")


@pytest.mark.parametrize(
    "word", ["aide_soignant", "à recruter".replace("à ", "a_"), "2,5", "oui ou non", "Val-Perdu"]
)
def test_comments_say_what_may_be_written(word: str) -> None:
    assert word in template("candidature")


COMPLEMENTS = {
    "type": "object",
    "properties": {
        "lits": {"title": "Lits", "type": "integer"},
        "referent": {
            "type": "object",
            "properties": {"nom": {"type": "string"}, "forme": {"type": "boolean"}},
        },
        "appuis": {"type": "array", "items": {"$ref": "#/$defs/appui"}},
        "mots": {"type": "array", "items": {"enum": ["un", "deux"]}},
        "libre": {"type": "object"},
    },
    "$defs": {
        "appui": {
            "type": "object",
            "properties": {
                "sorte": {"enum": ["emsp", "reseau"], "examples": ["reseau"]},
                "relais": {"type": "array", "items": {"$ref": "#/$defs/appui"}},
            },
        }
    },
}


def test_what_a_call_adds_is_there_to_be_filled_in() -> None:
    text = template("candidature", "essai-2030", complements=COMPLEMENTS)
    added = as_read(text)["complements"]
    assert added == {
        "lits": None,
        "referent": {"nom": None, "forme": None},
        "appuis": [{"sorte": None, "relais": [None]}],
        "mots": [None],
        "libre": None,
    }
    assert "# Exemple : reseau" in text.replace("\u00a0", " ")
    assert "complements" not in as_read(template("candidature", "essai-2030"))


def test_the_template_of_a_call_is_still_to_be_completed_and_never_ill_formed() -> None:
    folder = str(FilePath(__file__).parents[2] / "examples" / "referentiels")
    for name in ("lisp", "masp-paca-2025"):
        call = load(name, (folder,))
        text = template("candidature", name, complements=call.complements)
        report = judge("d.yaml", read_bytes(text.encode()), Settings(date(2025, 1, 1), call), None)
        failing = [c for c in report.constats if c.statut == "non_conforme"]
        assert len(failing) > 5
        assert {c.code for c in failing} == {"manquant"}
