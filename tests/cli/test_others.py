"""The other commands, from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.runner import run
from usp_check._version import __version__
from usp_check.reading import read_file
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import format_requirements, load

CALLS = known_referentiels()
RULES = [rule.id for rule in (*format_requirements(), *(r for name in CALLS for r in load(name).exigences))]


def test_version() -> None:
    assert run("--version").out == f"usp-check {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [("--help",), ("validate", "--help"), ("init", "-h"), ("explain", "--help")]
)
def test_help_is_in_french(arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments)
    assert outcome.code == 0
    assert outcome.out.startswith("Utilisation : usp-check")
    for english in ("Show this", "Usage", "required", "default", "Commands", "[OPTIONS] COMMAND"):
        assert english not in outcome.out


def test_no_command_shows_the_help_and_is_a_misuse() -> None:
    outcome = run()
    assert outcome.code == 2
    assert "validate" in outcome.out + outcome.err


@pytest.mark.parametrize("options", [("--date", "2024-10-01"), ("--date", "2024-12-01"), ()])
def test_the_template_is_judged_to_be_filled_in_and_nothing_to_be_corrected(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    assert run("init", cwd=tmp_path).code == 0
    outcome = run("validate", "candidature.yaml", *options, "--format", "json", cwd=tmp_path)
    (dossier,) = json.loads(outcome.out)["dossiers"]
    failing = [c for c in dossier["constats"] if c["statut"] == "non_conforme"]
    assert outcome.code == 1
    assert dossier["verdict"] == "non_conforme"
    assert {c["code"] for c in failing} == {"manquant"}
    assert not [c for c in failing if c["regle"].startswith("FMT")]


def test_init_never_overwrites_unless_told(tmp_path: Path) -> None:
    target = tmp_path / "mien.yaml"
    target.write_text("à moi", encoding="utf-8")
    assert run("init", "--output", target).code == 2
    assert target.read_text(encoding="utf-8") == "à moi"
    assert run("init", "--output", target, "--force").code == 0
    assert read_file(target).value is not None


def test_rules_lists_every_requirement_in_every_format() -> None:
    text, markdown = run("rules").out, run("rules", "--format", "markdown").out
    for rule in RULES:
        assert f"  {rule}  " in text
        assert f"| {rule} |" in markdown


@pytest.mark.parametrize("call", CALLS)
def test_rules_of_one_call_are_listed_for_a_program(call: str) -> None:
    listed = json.loads(run("rules", "--referentiel", call, "--format", "json").out)
    assert [rule["id"] for rule in listed["exigences"]] == [
        rule.id for rule in (*format_requirements(), *load(call).exigences)
    ]
    assert run("rules", "--format", "json").code == 2


@pytest.mark.parametrize("rule", RULES)
def test_every_requirement_is_explained(rule: str) -> None:
    from usp_check.cli.rules import explained

    told = explained(rule, None)
    assert told.startswith(f"{rule} · ")
    assert "{" not in told.split("Un exemple")[0]


def test_explain_forgives_the_case_and_prints_the_whole() -> None:
    outcome = run("explain", "cap-01")
    assert outcome.code == 0
    assert "§11" in outcome.out
    assert "capacité minimale de 10 lits" in outcome.out


def test_coverage_answers_every_passage() -> None:
    outcome = run("coverage")
    assert outcome.code == 0
    for name in CALLS:
        assert all(f"\n{passage}  " in outcome.out for passage in load(name).passages)


def test_coverage_tells_a_passage_without_answer(tmp_path: Path) -> None:
    from usp_check.referentiels import loader

    text = (loader.HERE / "cvl-2024.yaml").read_text(encoding="utf-8")
    before, after = text.split("couverture:\n")
    own = tmp_path / "appel.yaml"
    own.write_text(before + "couverture:\n" + after.split("\n", 1)[1], encoding="utf-8")
    outcome = run("coverage", own)
    assert outcome.code == 1
    assert "sans réponse : §01" in outcome.out


@pytest.mark.parametrize("name", ["candidature", "rapport", "referentiel"])
def test_schemas_are_printed_and_written_alike(name: str, tmp_path: Path) -> None:
    printed = run("schema", name).out
    assert json.loads(printed)["$schema"].endswith("2020-12/schema")
    assert run("schema", name, "--output", tmp_path / "s.json").code == 0
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize("kind", ["candidature", "plan", "labellisation", "registre"])
def test_init_gives_documents_that_one_call_judges(kind: str, tmp_path: Path) -> None:
    assert run("init", kind, cwd=tmp_path).code == 0
    assert read_file(tmp_path / f"{kind}.yaml").faults == ()


def test_init_asks_which_call_where_several_do(tmp_path: Path) -> None:
    assert run("init", "offre", cwd=tmp_path).code == 2
    for call in CALLS:
        assert run("init", "offre", "--referentiel", call, "--force", cwd=tmp_path).code == 0
        written = read_file(tmp_path / "offre.yaml")
        assert written.faults == ()
        assert (written.value or {})["referentiel"] == call


def test_init_refuses_a_document_that_the_call_does_not_judge(tmp_path: Path) -> None:
    assert run("init", "labellisation", "--referentiel", "cvl-2024", cwd=tmp_path).code == 2
    assert run("init", "candidature", "--referentiel", "pdl-2016", cwd=tmp_path).code == 2
    assert not list(tmp_path.iterdir())
