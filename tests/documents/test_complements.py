"""The fields of its own that a référentiel asks for, from its file to the report."""

from __future__ import annotations

import copy
import socket
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from usp_check.documents import document_kinds
from usp_check.documents.complements import (
    complement_info,
    complement_paths,
    read_complements,
    schema_problems,
    typed_schema,
)
from usp_check.judging import Settings, judge
from usp_check.reading import read_bytes
from usp_check.referentiels.loader import load, parse
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.problems import UnusableReferentielError
from usp_check.report.model import Constat, RapportDossier
from usp_check.vocabulary import Statut, Verdict

HEAD = """\
document: referentiel
id: essai-2024
version: "1"
titre: Appel d'essai
source: {document: essai, titre: Essai, editeur: Essai, annee: "2024"}
documents: [candidature]
familles: {LIS: Les lits}
passages: {§1: Les lits}
complements:
  type: object
  additionalProperties: false
  required: [lisp, referent]
  properties:
    lisp:
      title: Lits identifiés
      type: object
      additionalProperties: non
      required: [nombre]
      properties:
        nombre:
          title: Nombre de lits identifiés
          type: integer
          minimum: 4
          maximum: "1 900"
        taux:
          title: Taux d'occupation
          type: number
          exclusiveMinimum: 0
          exclusiveMaximum: "1,5"
          multipleOf: "0.05"
        regroupes: {title: Lits regroupés, type: boolean}
        ouverture: {title: Date d'ouverture, type: string, format: date}
    referent:
      title: Référent
      type: object
      additionalProperties: false
      properties:
        courriel: {title: Courriel du référent, type: string, format: email}
        code: {title: Code, description: Deux lettres et deux chiffres., pattern: "^[A-Z]{2}[0-9]{2}$"}
        metier: {title: Métier du référent, type: string, enum: [Médecin, Infirmier de pratique avancée]}
    etages:
      title: Étages
      type: array
      minItems: 2
      maxItems: 3
      uniqueItems: oui
      items: {type: integer, enum: [1, 2, "3", 4]}
    motif: {title: Motif, type: string, minLength: 3, maxLength: 12}
    libre: {title: Libre}
exigences:
"""
REQUIREMENT = """\
  - id: {id}
    gravite: bloquant
    titre: {id}
    exigence: Ce que l'appel demande.
    explication: Pour l'essai.
    remede: Corrigez.
    reference: {{passage: §1, extrait: quatre lits}}
    porte_sur: {champ}
    controle: {controle}
    parametres: {parametres}
    exemples: {{conforme: oui, non_conforme: non}}
"""
REQUIREMENTS = "".join(
    REQUIREMENT.format(id=one, champ=field, controle=check, parametres=parameters)
    for one, field, check, parameters in (
        ("LIS-01", "complements.lisp.nombre", "au_moins", "{minimum: 6}"),
        ("LIS-02", "complements.lisp.regroupes", "vaut", "{valeurs: [oui]}"),
        ("LIS-03", "complements.lisp.ouverture", "pas_avant", "{limite: 2024-01-01}"),
        ("LIS-04", "complements.referent", "rempli", "{}"),
        ("LIS-05", "complements.referent.metier", "vaut", "{valeurs: [Médecin]}"),
    )
)
SOUND = """\
document: candidature
referentiel: essai-2024
complements:
  lisp:
    nombre: 1 850
    taux: 0,85
    regroupes: Oui
    ouverture: 21/10/2024
  referent: {courriel: a.b@exemple.fr, code: AB12, metier: medecin}
  etages: [1, 3]
  motif: Regroupement
"""


@pytest.fixture(scope="module")
def referentiel() -> Referentiel:
    return parse("essai.yaml", read_bytes((HEAD + REQUIREMENTS).encode()))


def report_of(referentiel: Referentiel, text: str) -> RapportDossier:
    settings = Settings(date(2024, 10, 21), referentiel=referentiel)
    report = judge("dossier.yaml", read_bytes(text.encode()), settings, None)
    assert not report.defaillances, report.defaillances
    assert all("{" not in c.message + (c.attendu or "") + (c.remede or "") for c in of_form(report))
    return report


def of_form(report: RapportDossier) -> list[Constat]:
    return [c for c in report.constats if c.famille == "FMT"]


def statuses(report: RapportDossier) -> dict[str, str]:
    return {c.regle: f"{c.statut}/{c.code}" for c in report.constats if c.famille != "FMT"}


def test_a_sound_one_is_judged_as_typed(referentiel: Referentiel) -> None:
    report = report_of(referentiel, SOUND)
    assert report.verdict is Verdict.CONFORME, report.constats
    assert not of_form(report)
    first = next(c for c in report.constats if c.regle == "LIS-01")
    assert first.ligne == 5
    assert "Nombre de lits identifiés" in first.message


@pytest.mark.parametrize(
    ("old", "new", "rule", "code", "line"),
    [
        ("nombre: 1 850", "nombre: 3", "FMT-06", "complement_minimum", 5),
        ("nombre: 1 850", "nombre: 1901", "FMT-06", "complement_maximum", 5),
        ("nombre: 1 850", "nombre: 4,5", "FMT-06", "nombre_a_virgule", 5),
        ("nombre: 1 850", "nombre: -4", "FMT-06", "nombre_negatif", 5),
        ("nombre: 1 850", "nombre: [6]", "FMT-06", "nombre_entier", 5),
        ("nombre: 1 850", "nobre: 6", "FMT-05", "cle_inconnue", 5),
        ("nombre: 1 850", "inconnu:", "FMT-05", "cle_inconnue", 5),
        ("taux: 0,85", "taux: 0", "FMT-06", "complement_superieur", 6),
        ("taux: 0,85", "taux: 1,5", "FMT-06", "complement_inferieur", 6),
        ("taux: 0,85", "taux: 0,86", "FMT-06", "complement_multiple", 6),
        ("regroupes: Oui", "regroupes: 1", "FMT-06", "booleen", 7),
        ("ouverture: 21/10/2024", "ouverture: 30/02/2024", "FMT-06", "date_inexistante", 8),
        ("a.b@exemple.fr", "exemple.fr", "FMT-06", "courriel", 9),
        ("AB12", "AB1", "FMT-06", "complement_motif", 9),
        ("metier: medecin", "metier: medcin", "FMT-06", "code", 9),
        ("etages: [1, 3]", "etages: [1]", "FMT-06", "complement_peu", 10),
        ("etages: [1, 3]", "etages: [1, 2, 3, 4]", "FMT-06", "complement_trop", 10),
        ("etages: [1, 3]", "etages:\n    - 1\n    -\n    - 2\n    - 1", "FMT-06", "complement_doublon", 14),
        ("etages: [1, 3]", "etages:\n    -\n    - 1\n    - 8", "FMT-06", "code", 13),
        ("etages: [1, 3]", "etages: {un: 1}", "FMT-06", "liste", 10),
        ("etages: [1, 3]", "etages: 1", "FMT-06", "liste", 10),
        ("motif: Regroupement", "motif: Re", "FMT-06", "complement_court", 11),
        ("motif: Regroupement", "motif: Regroupements", "FMT-06", "complement_long", 11),
    ],
)
def test_each_fault_is_told_once_on_its_line(
    *, referentiel: Referentiel, old: str, new: str, rule: str, code: str, line: int
) -> None:
    assert old in SOUND
    report = report_of(referentiel, SOUND.replace(old, new))
    (one,) = of_form(report)
    assert (one.regle, one.code, one.ligne) == (rule, code, line)
    assert report.verdict in (Verdict.INDETERMINE, Verdict.NON_CONFORME)


def test_what_depends_on_a_faulty_value_is_not_judged(referentiel: Referentiel) -> None:
    report = report_of(referentiel, SOUND.replace("nombre: 1 850", "nombre: 3").replace("Oui", "peut-être"))
    assert [c.code for c in of_form(report)] == ["booleen", "complement_minimum"]
    told = statuses(report)
    assert told["LIS-01"] == told["LIS-02"] == "non_evaluable/valeur_douteuse"
    assert told["LIS-03"].startswith("conforme")


def test_a_misspelt_key_has_a_suggestion_and_explains_the_absence(referentiel: Referentiel) -> None:
    report = report_of(referentiel, SOUND.replace("nombre:", "nombres:"))
    (one,) = of_form(report)
    assert "« nombre »" in one.message
    assert statuses(report)["LIS-01"] == "non_evaluable/valeur_douteuse"


def test_required_is_for_the_requirements(referentiel: Referentiel) -> None:
    report = report_of(
        referentiel, "document: candidature\nreferentiel: essai-2024\ncomplements: {lisp: {}}\n"
    )
    assert not of_form(report)
    assert statuses(report)["LIS-01"] == "non_conforme/manquant"
    assert (
        report_of(referentiel, "document: candidature\nreferentiel: essai-2024\n").verdict
        is Verdict.NON_CONFORME
    )


def test_placeholders_and_blanks_are_absent(referentiel: Referentiel) -> None:
    text = SOUND.replace("nombre: 1 850", "nombre: à compléter").replace(
        "ouverture: 21/10/2024", "ouverture:"
    )
    report = report_of(referentiel, text)
    assert not of_form(report)
    assert statuses(report)["LIS-01"] == statuses(report)["LIS-03"] == "non_conforme/manquant"


def test_a_group_that_is_none(referentiel: Referentiel) -> None:
    for text, champ in (
        ("complements: oui", ("complements",)),
        ("complements: {lisp: 4}", ("complements", "lisp")),
    ):
        report = report_of(referentiel, f"document: candidature\nreferentiel: essai-2024\n{text}\n")
        assert [(c.regle, c.code, c.champ, c.ligne) for c in of_form(report)] == [
            ("FMT-06", "groupe", champ, 3)
        ]
        assert statuses(report)["LIS-01"].startswith("non_evaluable")


@pytest.mark.parametrize("value", ["{lits: 4}", "{lits: à compléter, piece: a.pdf}", "", "oui"])
def test_without_a_schema_the_key_is_unknown(value: str) -> None:
    text = f"document: candidature\nreferentiel: cvl-2024\npieces: []\ncomplements: {value}\n"
    report = report_of(load("cvl-2024"), text)
    assert [(c.regle, c.code, c.ligne, c.colonne) for c in of_form(report)] == [
        ("FMT-05", "cle_inconnue", 4, 1)
    ]
    assert not any(c.champ[:1] == ("complements",) for c in report.constats if c.famille != "FMT")


def test_attachments_named_there_are_looked_for(referentiel: Referentiel, tmp_path: Path) -> None:
    from usp_check.attachments import cited
    from usp_check.documents import read_document

    document = read_document(
        "candidature", {"complements": {"lisp": {"piece": "a.pdf"}, "pieces": ["b.pdf"]}}
    ).document
    assert dict(cited(document)) == {
        ("complements", "lisp", "piece"): "a.pdf",
        ("complements", "pieces", 0): "b.pdf",
    }


def read(schema: dict[str, Any], value: Any) -> tuple[Any, list[tuple[str, str, tuple[str | int, ...]]]]:
    before = copy.deepcopy((schema, value))
    assert not list(schema_problems(schema))
    typed, faults, doubts = read_complements(schema, value)
    assert (schema, value) == before
    assert {fault.path for fault in faults if fault.rule == "FMT-06"} <= doubts.keys()
    return typed, [(fault.rule, fault.code, fault.path[1:]) for fault in faults]


def of(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


@pytest.mark.parametrize(
    ("part", "typed", "expected"),
    [
        ({"type": "integer"}, "1 850", 1850),
        ({"type": "number"}, "2,5", Decimal("2.5")),
        ({"type": "boolean"}, "Vrai", True),
        ({"type": "string"}, "010", "010"),
        ({"type": "string", "format": "date"}, "21/10/2024", date(2024, 10, 21)),
        ({"type": "string", "format": "finess"}, "28 990 001 1", "289900011"),
        ({"format": "montant"}, "250 000 €", Decimal(250000)),
        ({"enum": ["Équipe mobile", "HAD"]}, "equipe-mobile", "Équipe mobile"),
        ({"type": ["integer", "string"]}, "douze", "douze"),
        ({"type": ["string", "integer"]}, "12", 12),
        ({"type": ["integer", None]}, None, None),
        ({"$ref": "#/$defs/lits"}, "12", 12),
        ({"allOf": [{"type": "integer"}, {"minimum": "2"}]}, "12", 12),
        ({"anyOf": [{"type": "boolean"}, {"type": "integer"}]}, "non", False),
        ({}, " texte ", "texte"),
        ({"type": "string"}, "TODO", None),
    ],
)
def test_texts_are_typed_by_the_schema(part: dict[str, Any], typed: str, expected: Any) -> None:
    schema = {**of(champ=part), "$defs": {"lits": {"type": "integer", "minimum": "4"}}}
    value, faults = read(schema, {"champ": typed})
    assert not faults
    assert (value["champ"], type(value["champ"])) == (expected, type(expected))


def test_lists_keep_their_blanks_and_places() -> None:
    schema = of(lignes={"type": "array", "items": of(n={"type": "integer", "maximum": "3"})})
    value, faults = read(schema, {"lignes": [None, {"n": "1"}, {"n": None}, {"n": "9"}, {"n": "x"}]})
    assert value == {"lignes": [None, {"n": 1}, {"n": None}, {"n": None}, {"n": None}]}
    assert sorted(faults) == [
        ("FMT-06", "complement_maximum", ("lignes", 3, "n")),
        ("FMT-06", "nombre_entier", ("lignes", 4, "n")),
    ]


def test_a_malformed_part_explains_what_follows_from_it() -> None:
    schema = of(etages={"type": "array", "minItems": "2", "items": {"type": "integer"}})
    assert read(schema, {"etages": ["1", "deux"]})[1] == [("FMT-06", "nombre_entier", ("etages", 1))]
    conditional = {
        **of(mode={"type": "boolean"}, lits={"type": "integer"}),
        "if": {"properties": {"mode": {"const": "oui"}}},
        "then": {"properties": {"lits": {"minimum": "4"}}},
    }
    assert read(conditional, {"mode": "oui", "lits": "2"})[1] == [("FMT-06", "complement_minimum", ("lits",))]
    assert not read(conditional, {"mode": "non", "lits": "2"})[1]
    assert read(conditional, {"mode": "peut-être", "lits": "2"})[1] == [("FMT-06", "booleen", ("mode",))]


def test_branches_are_told_as_the_one_that_was_meant() -> None:
    lits = {"type": "object", "properties": {"n": {"type": "integer", "minimum": "4"}}, "required": ["n"]}
    schema = of(lits={"oneOf": [{"type": "integer", "minimum": "4"}, lits]})
    assert read(schema, {"lits": {"n": "3"}})[1] == [("FMT-06", "complement_minimum", ("lits", "n"))]
    assert read(schema, {"lits": "3"})[1] == [("FMT-06", "complement_minimum", ("lits",))]
    assert read(schema, {"lits": {}})[1] == []
    one_of_two = {**of(a={}, b={}), "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}
    assert read(one_of_two, {})[1] == []
    both = {**of(a={}, b={}), "not": {"required": ["a", "b"]}}
    assert read(both, {"a": "1", "b": "2"})[1] == [("FMT-06", "complement_forme", ())]
    twice = of(x={"type": "integer", "minimum": "4", "allOf": [{"minimum": "6"}]})
    assert read(twice, {"x": "3"})[1] == [("FMT-06", "complement_minimum", ("x",))]
    two = of(x={"oneOf": [{"type": "integer", "minimum": "4"}, {"type": "integer", "maximum": "5"}]})
    assert read(two, {"x": "4"})[1] == [("FMT-06", "complement_forme", ("x",))]


@pytest.mark.parametrize(
    ("schema", "value", "unknown"),
    [
        ({**of(a={}), "additionalProperties": "false"}, {"a": "1", "b": "2"}, ["b"]),
        (
            {**of(a={}), "patternProperties": {"^x": {}}, "additionalProperties": "non"},
            {"x1": "1", "y": "2"},
            ["y"],
        ),
        (
            {**of(a={}), "unevaluatedProperties": "false", "allOf": [of(b={})]},
            {"b": "1", "c": None, "d": "2"},
            ["c", "d"],
        ),
        (of(a="false"), {"a": "1"}, ["a"]),
        ({"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}}, {"a": "1", "B": "2"}, ["B"]),
        ({**of(a={}), "additionalProperties": {"type": "integer"}}, {"z": "1"}, []),
    ],
)
def test_keys_that_the_schema_does_not_allow(schema: dict[str, Any], value: Any, unknown: list[str]) -> None:
    typed, faults = read(schema, value)
    assert faults == [("FMT-05", "cle_inconnue", (key,)) for key in unknown]
    assert not set(unknown) & typed.keys()


def test_personal_values_are_not_shown() -> None:
    schema = of(age={"type": "integer", "maximum": "3", "x-donnee-personnelle": "oui"})
    for written in ("15", "Camille"):
        _, (fault,), _ = read_complements(schema, {"age": written})
        assert written not in fault.arguments.values()


def test_typed_schema() -> None:
    schema = {
        "type": ["object", None],
        "minProperties": "1",
        "properties": {
            "minimum": {"type": "integer", "enum": ["1", "2"], "default": "1", "minimum": "-1"},
            "texte": {"type": "string", "enum": ["1", "oui"], "const": "1"},
            "taux": {"type": "number", "multipleOf": "0,5", "const": "1.5", "exclusiveMaximum": "1 850"},
            "liste": {"prefixItems": [{"maxLength": "3"}], "items": "false", "uniqueItems": "TRUE"},
        },
        "patternProperties": {"^a": {"not": {"maxItems": "3"}}},
        "dependentSchemas": {"a": {"properties": {"minimum": {"const": "2"}}}},
        "if": {"properties": {"minimum": {"const": "2"}, "texte": {"const": "2"}}},
        "additionalProperties": "false",
        "$defs": {"x": {"contains": {"type": "boolean", "const": "oui"}, "minContains": "2"}},
        "minLength": "beaucoup",
    }
    before = copy.deepcopy(schema)
    typed = typed_schema(schema)
    assert schema == before
    assert typed == {
        "type": ["object", "null"],
        "minProperties": 1,
        "properties": {
            "minimum": {"type": "integer", "enum": [1, 2], "default": 1, "minimum": -1},
            "texte": {"type": "string", "enum": ["1", "oui"], "const": "1"},
            "taux": {
                "type": "number",
                "multipleOf": Decimal("0.5"),
                "const": Decimal("1.5"),
                "exclusiveMaximum": 1850,
            },
            "liste": {"prefixItems": [{"maxLength": 3}], "items": False, "uniqueItems": True},
        },
        "patternProperties": {"^a": {"not": {"maxItems": 3}}},
        "dependentSchemas": {"a": {"properties": {"minimum": {"const": 2}}}},
        "if": {"properties": {"minimum": {"const": 2}, "texte": {"const": "2"}}},
        "additionalProperties": False,
        "$defs": {"x": {"contains": {"type": "boolean", "const": True}, "minContains": 2}},
        "minLength": "beaucoup",
    }
    assert typed_schema(typed) == typed


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ({"minLength": "beaucoup"}, ("minLength",)),
        ({"type": "entier"}, ("type",)),
        ({"type": "array"}, ("type",)),
        ({"$schema": "http://json-schema.org/draft-07/schema#"}, ("$schema",)),
        (of(a={"$ref": "https://exemple.fr/lits.json"}), ("properties", "a", "$ref")),
        (of(a={"$ref": "lits.json#/a"}), ("properties", "a", "$ref")),
        (of(a={"$ref": "#/$defs/lit"}), ("properties", "a", "$ref")),
        (of(a={"$ref": "#ancre"}), ("properties", "a", "$ref")),
        (of(a={"$id": "https://exemple.fr/"}), ("properties", "a", "$id")),
        (of(a={"$dynamicRef": "#a"}), ("properties", "a", "$dynamicRef")),
        (of(a={"format": "uri"}), ("properties", "a", "format")),
        (of(a={"pattern": "("}), ("properties", "a", "pattern")),
        ({"patternProperties": {"(": {}}}, ("patternProperties", "(")),
        ({"$ref": "#"}, ()),
        ({"$defs": {"a": {"allOf": [{"$ref": "#/$defs/a"}]}}}, ("$defs", "a")),
    ],
)
def test_schemas_that_can_not_be_used(part: dict[str, Any], where: tuple[str | int, ...]) -> None:
    (path, message), *_ = schema_problems(part)
    assert path == where
    assert message.endswith(".")


def test_an_unusable_schema_is_refused_on_its_line() -> None:
    text = HEAD.replace("libre: {title: Libre}", 'libre: {$ref: "https://exemple.fr/x.json"}') + REQUIREMENTS
    with pytest.raises(UnusableReferentielError) as refusal:
        parse("essai.yaml", read_bytes(text.encode()))
    assert [problem.line for problem in refusal.value.problems] == [
        1 + text[: text.index("$ref")].count("\n")
    ]


def test_nothing_is_ever_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    from referencing.exceptions import Unresolvable

    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", no_network)
    from usp_check.documents.complements.shapes import _no_network

    schema = {"properties": {"a": {"$ref": "http://exemple.fr/x.json"}}}
    with pytest.raises(Exception) as refused:  # noqa: PT011 - jsonschema wraps it in a private type
        list(Draft202012Validator(schema, registry=_no_network()).iter_errors({"a": 1}))
    assert isinstance(refused.value, Unresolvable)


def test_fields_may_recur() -> None:
    schema = {
        "type": "object",
        "properties": {"tete": {"$ref": "#/$defs/noeud"}},
        "$defs": {
            "noeud": {
                "title": "Nœud",
                "type": "object",
                "properties": {
                    "n": {"type": "integer"},
                    "suite": {"$ref": "#/$defs/noeud"},
                    "lignes": {"type": "array", "items": {"$ref": "#/$defs/noeud"}},
                },
            }
        },
    }
    value, faults = read(schema, {"tete": {"suite": {"suite": {"n": "deux"}}, "lignes": [{"n": "1"}]}})
    assert faults == [("FMT-06", "nombre_entier", ("tete", "suite", "suite", "n"))]
    assert value["tete"]["lignes"] == [{"n": 1}]
    assert {(), ("tete",), ("tete", "suite"), ("tete", "n")} <= set(complement_paths(schema))


def test_texts_of_a_field(referentiel: Referentiel) -> None:
    assert referentiel.complements is not None
    info = complement_info(referentiel.complements, ("lisp", "nombre"))
    assert info is not None
    assert (info.title, info.kind, info.example) == ("Nombre de lits identifiés", "nombre_entier", "12")
    items = complement_info(referentiel.complements, ("etages", 0))
    assert items is not None
    assert items.title == "Étages"
    assert complement_info(referentiel.complements, ("lisp", "inconnu")) is None
    assert "candidature" in document_kinds()


def test_a_long_list_is_no_burden() -> None:
    schema = of(lignes={"type": "array", "uniqueItems": "oui", "items": {"type": "object"}})
    lines = [{"a": str(n)} for n in range(10_000)]
    assert not read(schema, {"lignes": lines})[1]
    assert read(schema, {"lignes": [*lines, lines[0]]})[1] == [
        ("FMT-06", "complement_doublon", ("lignes", 10_000))
    ]


def test_statuses_come_from_the_vocabulary(referentiel: Referentiel) -> None:
    assert {c.statut for c in report_of(referentiel, SOUND).constats} == {Statut.CONFORME}
