import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.report import factory
from tests.report.contract import fields
from usp_check.report.json_report import render_json
from usp_check.report.model import Defaillance, Report
from usp_check.report.schema import report_schema
from usp_check.vocabulary import Etat, Verdict

KEYS = {
    "": "version outil date_reference etat resume regles_ecartees fichiers_ignores dossiers lot",
    "resume": "dossiers conforme conforme_avec_reserves non_conforme indetermine defaillances",
    "dossier": "fichier sha256 document referentiel titulaire departement verdict constats defaillances",
    "constat": "regle statut gravite code message attendu remede champ ligne colonne reference appreciation",
}
REPORTS = [
    factory.report(),
    factory.report(factory.sound()),
    factory.everything(),
    factory.report(
        factory.dossier(sha256=None, document=None, referentiel=None, titulaire=None, departement=None)
    ),
    factory.report(factory.sound(), etat=Etat.INTERROMPU),
]


def valid(value: Any) -> bool:
    return bool(Draft202012Validator(report_schema()).is_valid(value))


def read(report: Report) -> Any:
    return json.loads(render_json(report).encode("utf-8"))


def test_keys_are_the_contract_s_and_in_its_order() -> None:
    got = read(factory.everything())
    assert list(got) == KEYS[""].split()
    assert list(got["resume"]) == KEYS["resume"].split()
    assert list(got["dossiers"][0]) == KEYS["dossier"].split()
    assert all(list(c) == KEYS["constat"].split() for d in got["dossiers"] for c in d["constats"])
    assert list(got["lot"][0]) == [*KEYS["constat"].split(), "fichiers", "departement"]
    assert list(got["outil"]) == ["nom", "version"]
    assert got["dossiers"][1]["defaillances"] == [{"etape": "contrôle FIN-02", "reference": "7f3a-19"}]


def test_values_are_told_as_they_are() -> None:
    got = read(factory.everything())
    assert (got["version"], got["date_reference"], got["etat"]) == (1, "2024-10-21", "complet")
    assert got["resume"] == {
        "dossiers": 3,
        "conforme": 1,
        "conforme_avec_reserves": 0,
        "non_conforme": 1,
        "indetermine": 1,
        "defaillances": 1,
    }
    first = got["dossiers"][0]
    assert first["referentiel"] == {"id": "cvl-2024", "version": "1"}
    fmt = next(c for c in first["constats"] if c["regle"] == "FMT-06")
    assert fmt["champ"] == ["ressources_humaines", "equipe", 1, "etp"]
    assert (fmt["ligne"], fmt["colonne"], fmt["statut"], fmt["gravite"]) == (
        42,
        32,
        "non_conforme",
        "bloquant",
    )
    assert first["constats"][-1]["appreciation"]["date"] == "2024-11-08"
    assert (got["lot"][0]["fichiers"], got["lot"][0]["departement"]) == (["a.yaml", "b.yaml"], "28")


def test_form_is_utf8_indented_by_two_with_a_final_line_end() -> None:
    text = render_json(factory.everything())
    assert text.startswith('{\n  "version": 1,\n')
    assert text.endswith("}\n")
    assert "Trois-Rivières" in text


@pytest.mark.parametrize("report", REPORTS)
def test_schema_accepts_what_is_written(report: Report) -> None:
    Draft202012Validator(report_schema()).validate(read(report))


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(report_schema())


def test_no_field_of_version_1_goes_or_changes() -> None:
    """A field may be added, with a line in the list; for any other change the report needs another version."""
    frozen = Path(__file__).with_name("contract_v1.txt").read_text(encoding="utf-8").splitlines()
    assert [f"{path} {held}" for path, held in fields(report_schema()).items()] == frozen


@pytest.mark.parametrize("change", [{"titulaire": None}, {"titulaire": {"type": "integer"}}])
def test_a_field_that_goes_or_changes_is_seen(change: dict[str, Any]) -> None:
    schema = report_schema()
    properties = schema["$defs"]["dossier"]["properties"]
    properties |= change
    if properties["titulaire"] is None:
        del properties["titulaire"]
    assert fields(schema).get("dossiers[].titulaire") != fields(report_schema())["dossiers[].titulaire"]


def breakings() -> list[Any]:
    def broken(*path: Any, to: Any) -> Any:
        value = whole = read(factory.everything())
        for step in path[:-1]:
            value = value[step]
        if to is KeyError:
            del value[path[-1]]
        else:
            value[path[-1]] = to
        return pytest.param(whole, id=".".join(map(str, path)))

    constat = ("dossiers", 0, "constats", 0)
    return [
        broken("version", to=2),
        broken("lot", to=KeyError),
        broken("titre", to="de trop"),
        broken("etat", to="fini"),
        broken("date_reference", to="21/10/2024"),
        broken("resume", "conforme", to=-1),
        broken("dossiers", 0, "verdict", to="passable"),
        broken("dossiers", 0, "sha256", to="abc"),
        broken("dossiers", 0, "referentiel", "titre", to="de trop"),
        broken(*constat, "statut", to="bloquant"),
        broken(*constat, "ligne", to=0),
        broken(*constat, "champ", to="projet.capacite"),
        broken(*constat, "champ", to=[-1]),
        broken(*constat, "message", to=None),
        broken(*constat, "longueur", to=1),
        broken("dossiers", 1, "verdict", to="conforme"),  # the tool failed on that one
        broken("dossiers", 1, "verdict", to="conforme_avec_reserves"),
        broken("lot", 0, "fichiers", to=KeyError),
    ]


@pytest.mark.parametrize("broken", breakings())
def test_schema_refuses_what_is_broken(broken: Any) -> None:
    assert not valid(broken)


@pytest.mark.parametrize(
    "payload",
    [
        "\ud800",
        "a\udce9b",
        "\x00\x01\x1f",
        "\x7f\x9b31m",
        '"}],"verdict":"conforme',
        "\u2028\u2029",
        "\U000e0041",
        "\ufeff\\",
    ],
)
def test_no_text_breaks_it(payload: str) -> None:
    dossier = factory.dossier(
        factory.constat(message=payload, champ=(payload, 0)),
        fichier=payload,
        titulaire=payload,
        defaillances=(Defaillance(payload, payload, payload),),
    )
    text = render_json(factory.report(replace(dossier, verdict=Verdict.INDETERMINE)))
    got = json.loads(text.encode("utf-8"))
    assert valid(got)
    assert all(character.isprintable() or character == "\n" for character in text)
    shown = got["dossiers"][0]["titulaire"]
    lossless = not any("\ud800" <= c <= "\udfff" for c in payload)
    assert (shown == payload) is lossless
