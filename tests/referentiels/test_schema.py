"""The schema of a référentiel's file: an editor's help, and a first judge that agrees with the loading."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from usp_check.checks.catalogue import CHECKS
from usp_check.documents import document_kinds
from usp_check.reading import read_bytes, read_file
from usp_check.referentiels.catalogue import HERE, known_referentiels
from usp_check.referentiels.loader import parse
from usp_check.referentiels.problems import UnusableReferentielError
from usp_check.referentiels.schema import referentiel_schema

SCHEMA = referentiel_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
REQUIREMENT = SCHEMA["properties"]["exigences"]["items"]


class CoreLoader(yaml.SafeLoader):
    """What YAML 1.2 makes of plain scalars: no dates, no octal, no yes and no."""


CoreLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first)


def as_read(name: str) -> dict[str, Any]:
    value = read_file(HERE / f"{name}.yaml").value
    assert value is not None
    return copy.deepcopy(value)


def told(value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(value)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "referentiel.schema.json"
    json.dumps(SCHEMA)


@pytest.mark.parametrize("name", known_referentiels())
def test_what_ships_is_valid_as_typed_and_by_yaml_1_2(name: str) -> None:
    assert told(as_read(name)) == []
    typed = yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), CoreLoader)  # noqa: S506 - safe
    assert typed["exigences"]
    assert told(typed) == []


def _objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for child in part.values():
            yield from _objects(child)
    elif isinstance(part, list):
        for child in part:
            yield from _objects(child)


def test_every_key_has_french_texts_and_every_group_is_closed() -> None:
    groups = [part for part in _objects(SCHEMA) if part.get("type") == "object" and "properties" in part]
    assert len(groups) > len(CHECKS) // 2  # many checks need no parameter, and have no group of their own
    for group in groups:
        assert group["additionalProperties"] is False
        for key, field in group["properties"].items():
            assert field["title"], key
            assert field["description"].endswith("."), key
    for check in CHECKS.values():
        assert check.usage.endswith("."), check
        for name in check.model_fields.keys() - {"controle"}:
            assert check.model_fields[name].description, (check, name)


def test_each_check_is_listed_with_its_parameters() -> None:
    listed = {one["const"]: one["description"] for one in REQUIREMENT["properties"]["controle"]["oneOf"]}
    assert listed == {word: check.usage for word, check in CHECKS.items()}
    by_check = {rule["if"]["properties"]["controle"]["const"]: rule["then"] for rule in REQUIREMENT["allOf"]}
    assert by_check.keys() == CHECKS.keys()
    for word, check in CHECKS.items():
        parameters = by_check[word]["properties"]["parametres"]
        assert parameters["properties"].keys() == check.model_fields.keys() - {"controle"}
        due = {n for n, info in check.model_fields.items() if info.is_required()} - {"controle"}
        assert set(parameters["required"]) == due
    assert SCHEMA["properties"]["documents"]["items"]["enum"] == list(document_kinds())


def small() -> dict[str, Any]:
    """Four requirements of a real one: enough to break in every way."""
    value = as_read("cvl-2024")
    checks = ("au_moins", "duree", "vaut", "convention_signee")
    return {**value, "exigences": [_first(value, check) for check in checks]}


def _first(value: dict[str, Any], check: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in value["exigences"] if one["controle"] == check)
    return found


def _at(check: str, **changes: Any) -> Callable[[dict[str, Any]], None]:
    """Change keys of the first requirement that has this check; None takes one away."""

    def change(value: dict[str, Any]) -> None:
        one = _first(value, check)
        for key, part in changes.items():
            if part is None:
                one.pop(key)
            else:
                one[key] = part

    return change


def _top(key: str, part: Any) -> Callable[[dict[str, Any]], None]:
    return lambda value: value.update({key: part})


BROKEN = {
    "unknown check": _at("au_moins", controle="au_mois"),
    "no check": _at("au_moins", controle=None),
    "unknown parameter": _at("au_moins", parametres={"minimum": "10", "maximum": "12"}),
    "missing parameter": _at("au_moins", parametres={}),
    "no parameters": _at("au_moins", parametres=None),
    "malformed parameter": _at("au_moins", parametres={"minimum": "dix"}),
    "blank parameter": _at("au_moins", parametres={"minimum": None}),
    "a list for a number": _at("au_moins", parametres={"minimum": ["10"]}),
    "no bound": _at("duree", parametres={"debut": "calendrier.debut", "fin": "calendrier.fin"}),
    "empty list": _at("vaut", parametres={"valeurs": []}),
    "parameters where there are none": _at("convention_signee", parametres={"activite": "medecine"}),
    "bad severity": _at("au_moins", gravite="grave"),
    "unknown key": _at("au_moins", remedes="Écrivez."),
    "missing key": _at("au_moins", explication=None),
    "blank key": lambda value: _first(value, "au_moins").update(titre=None),
    "bad identifier": _at("au_moins", id="cap-1"),
    "no extract": _at("au_moins", reference={"passage": "§11"}),
    "a long extract": _at("au_moins", reference={"passage": "§11", "extrait": "mot " * 13}),
    "an extract of the tool": _at("au_moins", reference={"passage": "outil", "extrait": "mot"}),
    "unknown code": _at("au_moins", messages={"insufisant": "Trop peu de lits."}),
    "unknown part of a message": _at("au_moins", messages={"insuffisant": {"phrase": "Trop peu."}}),
    "unknown status": _at("au_moins", faute_de={"projet.nature": "conforme"}),
    "empty condition": _at("au_moins", si={"projet.nature": []}),
    "no example": _at("au_moins", exemples={"conforme": "oui"}),
    "unknown document": _top("documents", ["candidatures"]),
    "no document": _top("documents", []),
    "not a référentiel": _top("document", "candidature"),
    "unknown key at the top": _top("exigence", []),
    "no requirement": _top("exigences", []),
    "a parameter from nowhere": _top("parametres", {"lits": {"libelle": "Lits", "valeur": "10"}}),
    "a parameter from two places": _top(
        "parametres", {"lits": {"libelle": "Lits", "valeur": "10", "passage": "§11", "source": "x"}}
    ),
    "unknown data": _top("parametres", {"lits": {"libelle": "Lits", "donnees": "population"}}),
    "complements that are no schema": _top("complements", ["lits"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_ones_are_refused_by_both(name: str) -> None:
    value = small()
    BROKEN[name](value)
    assert not VALIDATOR.is_valid(value)
    with pytest.raises(UnusableReferentielError):
        parse("essai.yaml", read_bytes(yaml.safe_dump(value, allow_unicode=True).encode()))


SOUND = {
    "a short message": _at("au_moins", messages={"insuffisant": "Trop peu de lits."}),
    "a long message": _at("au_moins", messages={"insuffisant": {"remede": "Ajoutez des lits."}}),
    "a reference to a parameter": _at("au_moins", parametres={"minimum": "$capacite_minimale"}),
    "a figure": _at("au_moins", parametres={"minimum": "2,5"}),
    "a condition": _at("au_moins", si={"projet.nature": ["creation", "extension"]}),
    "a condition on one word": _at("au_moins", si={"projet.nature": "creation"}),
    "one bound": _at(
        "duree",
        parametres={"debut": "calendrier.debut", "fin": "calendrier.fin", "minimum": "3"},
        messages={},
    ),
    "no parameters where none are due": _at("convention_signee", parametres={}),
    "complements": _top("complements", {"type": "object", "properties": {"lits": {"minimum": "4"}}}),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_ones_are_taken_by_both(name: str) -> None:
    value = small()
    SOUND[name](value)
    assert told(value) == []
    parse("essai.yaml", read_bytes(yaml.safe_dump(value, allow_unicode=True).encode()))
