"""The published schema and the models must agree on what is structurally sound."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.documents.samples import as_read, example
from tests.documents.test_scalars import ACCEPTED, KEYBOARD, REFUSED, SCALARS
from usp_check.documents import DOCUMENTS, document_kinds, read_document
from usp_check.documents.fields import Node, root
from usp_check.documents.pruning import prune
from usp_check.documents.schema import json_schema
from usp_check.documents.spellings import Refused
from usp_check.documents.template import template

KINDS = document_kinds()
SCHEMAS = {kind: json_schema(kind) for kind in KINDS}
SCHEMA = SCHEMAS["candidature"]
VALIDATORS = {kind: Draft202012Validator(schema) for kind, schema in SCHEMAS.items()}
VALIDATOR = VALIDATORS["candidature"]
TREES = {kind: root(DOCUMENTS[kind]) for kind in KINDS}

SCHEMA_CANNOT_TELL = {
    # code of the fault: why the schema lets the value through
    "finess_cle": "a key is arithmetic",
    "siret_cle": "a key is arithmetic",
    "siret_prefixe": "goes with its key: nine zeros satisfy the formula",
    "date_inexistante": "the length of months is arithmetic",
}
# The other way round, the schema refuses what is read all the same, and says so in the editor:
# * placeholders in typed fields, which are read as absent;
# * codes spelt with accents that French does not have, or decomposed ones;
# * lone surrogates are no text to either, but a schema can't forbid them.
EXOTIC = re.compile(
    "[^\t\n -~àâäçéèêëîïôöùûüÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ\u00a0\u202f€–—−‑‐’…«»à\u0660-\u0669\uff10-\uff19]"
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(kind: str) -> None:
    schema = SCHEMAS[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{kind}.schema.json"
    json.dumps(schema)


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for child in schema.values():
            yield from _objects(child)
    elif isinstance(schema, list):
        for child in schema:
            yield from _objects(child)


@pytest.mark.parametrize(("kind", "at_least"), list(zip(KINDS, (26, 7, 4, 2, 6), strict=True)))
def test_every_property_has_french_texts_and_every_group_is_closed(kind: str, at_least: int) -> None:
    groups = [part for part in _objects(SCHEMAS[kind]) if "properties" in part]
    assert len(groups) >= at_least
    for group in groups:
        assert group["additionalProperties"] is False
        for key, field in group["properties"].items():
            assert field["title"], key
            assert "_" not in key or field["title"] != key.replace("_", " ").title(), key
            assert field["description"], key
            assert "default" not in field


def test_personal_data_is_marked() -> None:
    contact = SCHEMA["properties"]["titulaire"]["properties"]["contact"]
    marked = [contact, *contact["properties"].values()]
    assert all(part["x-donnee-personnelle"] is True for part in marked)
    assert sum("x-donnee-personnelle" in part for part in _objects(SCHEMA)) == len(marked) == 5
    experts = SCHEMAS["registre"]["properties"]["dossiers"]["items"]["properties"]["experts"]
    assert experts["x-donnee-personnelle"] is True


def test_what_is_kept_under_identifiers_is_open_and_what_it_holds_is_not() -> None:
    actions = SCHEMAS["plan"]["properties"]["actions"]
    assert "properties" not in actions
    assert actions["additionalProperties"]["additionalProperties"] is False
    assert VALIDATORS["plan"].is_valid(
        {"actions": {"9.99": {"indicateurs": {"x": 5, "y": "2,5", "z": None}}}}
    )
    assert not VALIDATORS["plan"].is_valid({"actions": {"9.99": {"indicateurs": {"x": "cinq"}}}})
    assert not VALIDATORS["plan"].is_valid({"actions": {"9.99": {"statu": "realise"}}})


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_are_valid(kind: str) -> None:
    assert not [error.json_path for error in VALIDATORS[kind].iter_errors(example(kind))]
    for part in _objects(SCHEMAS[kind]):
        for text in part.get("examples", ()):
            assert Draft202012Validator(part).is_valid(text), text


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_is_valid(kind: str) -> None:
    assert VALIDATORS[kind].is_valid(as_read(template(kind)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("projet", "capacite", "lits"), 12),
        (("projet", "activite_exclusive"), True),
        (("projet", "ratio_personnel", "etp_par_lit"), 2.1),
        (("titulaire", "finess_juridique"), 289900011),
        (("titulaire", "finess_juridique"), 10007300),
        (("titulaire", "siret"), 26990000100018),
        (("titulaire", "contact", "telephone"), 299000000),
        (("titulaire", "raison_sociale"), 2024),
        (("implantation", "departement"), 28),
        (("implantation", "departement"), 8),
        (("financement", "credit_amorcage_fir"), 250000.5),
        (("ressources_humaines", "equipe", 0, "metier"), None),
        (("calendrier",), None),
    ],
)
def test_what_yaml_1_2_makes_of_a_spelling_is_valid(path: tuple[str | int, ...], value: Any) -> None:
    assert VALIDATOR.is_valid(_with(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("projet", "capacite", "lits"), 12.5),
        (("projet", "capacite", "lits"), -1),
        (("projet", "activite_exclusive"), 1),
        (("projet", "orientation"), "oncologigue"),
        (("implantation", "departement"), 20),
        (("implantation", "departement"), 96),
        (("titulaire", "finess_juridique"), 12),
        (("calendrier", "debut"), 20250106),
        (("calendrier",), "bientôt"),
        (("orientaton",), "polyvalente"),
    ],
)
def test_what_the_schema_flags(path: tuple[str | int, ...], value: Any) -> None:
    assert not VALIDATOR.is_valid(_with(path, value))


def _with(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    dossier: Any = example()
    part = dossier
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return dossier  # type: ignore[no-any-return]


SPELLINGS = sorted(
    {
        typed
        for lines in (*ACCEPTED.values(), *REFUSED.values())
        for typed, _ in lines
        if not EXOTIC.search(typed)
    }
)


@pytest.mark.parametrize("name", SCALARS)
@given(typed=st.sampled_from(SPELLINGS) | KEYBOARD.filter(lambda text: not EXOTIC.search(text)))
def test_scalars_agree(name: str, typed: str) -> None:
    valid = Draft202012Validator(dict(SCALARS[name].json)).is_valid(typed)
    refusal = None
    try:
        SCALARS[name].read(typed)
    except Refused as refused:
        refusal = refused.code
    if refusal not in {*SCHEMA_CANNOT_TELL, "provisoire"}:
        assert valid == (refusal is None), refusal


IDENTIFIERS = ("1.2", "010", "rencontres_territoriales", "statut", "non", "a b", "é")


def values(node: Node) -> st.SearchStrategy[Any]:
    """Give values for a field: mostly of the right shape, spelt in every way."""
    right: st.SearchStrategy[Any]
    if node.item and node.shape == "repertoire":
        right = st.dictionaries(st.sampled_from(IDENTIFIERS), values(node.item), max_size=2)
    elif node.item:
        right = st.lists(values(node.item), max_size=2)
    elif node.shape == "groupe":
        right = groups(node)
    elif node.scalar:
        right = st.just(node.example) | st.sampled_from(SPELLINGS)
        if node.shape == "description":
            right |= groups(node)
    else:
        right = st.just({"libre": "x"})
    wrong = st.sampled_from(("texte", ["texte"], {"cle": "texte"}))
    return st.integers(0, 19).flatmap(lambda n: wrong if n == 0 else st.none() if n == 1 else right)


def groups(node: Node) -> st.SearchStrategy[dict[str, Any]]:
    """Give some of a group's keys, and now and then one that it does not have."""
    known = sorted(node.children)
    keys = st.lists(st.sampled_from(known), max_size=4, unique=True)
    strays = st.integers(0, 9).flatmap(lambda n: st.just({"inconnue": "x"} if n == 0 else {}))
    return keys.flatmap(
        lambda chosen: st.fixed_dictionaries({key: values(node.children[key]) for key in chosen})
    ).flatmap(lambda group: strays.map(lambda stray: {**group, **stray}))


def agree(kind: str, value: dict[str, Any]) -> None:
    typed = read_document(kind, value)
    untold = [fault.path for fault in typed.faults if fault.code in SCHEMA_CANNOT_TELL]
    told = [fault for fault in typed.faults if fault.code not in SCHEMA_CANNOT_TELL]
    seen = prune(value, absent=[*untold, *typed.placeholders])
    assert VALIDATORS[kind].is_valid(seen) == (not told), told


@given(value=groups(TREES["candidature"]))
@settings(max_examples=400)
def test_dossiers_agree(value: dict[str, Any]) -> None:
    agree("candidature", value)


@pytest.mark.parametrize("kind", KINDS[1:])
@given(data=st.data())
@settings(max_examples=150)
def test_other_documents_agree(kind: str, data: st.DataObject) -> None:
    agree(kind, data.draw(groups(TREES[kind])))
