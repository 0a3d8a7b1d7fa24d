"""The published schemas in the programs that people write with: yaml-language-server, ajv and check-jsonschema."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.editors.language_server import LanguageServer
from usp_check.judging import Settings, judge_file
from usp_check.report.model import RapportDossier
from usp_check.vocabulary import Statut

pytestmark = pytest.mark.lourd

ROOT = Path(__file__).parents[2]
SCHEMAS = sorted((ROOT / "schemas").glob("*.schema.json"))
HEAD = re.compile(r"# yaml-language-server: \$schema=(\S+)")
NODE_MODULES = ("yaml-language-server@1", "ajv@8", "ajv-formats@3", "yaml@2")


def well_written() -> list[Path]:
    """The shipped documents that name their schema, and in whose writing the tool itself finds nothing wrong."""
    found = []
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        if HEAD.match(path.read_text(encoding="utf-8")):
            judged = judge_file(str(path), Settings(date(2024, 10, 21)))
            assert isinstance(judged, RapportDossier)
            faults = [
                c for c in judged.constats if c.statut is Statut.NON_CONFORME and c.regle.startswith("FMT")
            ]
            found += [] if faults else [path]
    assert len(found) >= 20
    return found


def schema_of(path: Path) -> Path:
    named = HEAD.match(path.read_text(encoding="utf-8"))
    assert named
    return (path.parent / named[1]).resolve()


# Where each kind of value may stand, how it may be spelt there, and how it may not.
PLACES = {
    "projet: {{activite_exclusive: {}}}": (["oui", "non", "Oui", "true", "False"], ["peut-être", "12"]),
    "projet: {{capacite: {{lits: {}}}}}": (["12", '"12"', "1 200"], ["douze", "-3", "2.5", '"2,5"']),
    "ressources_humaines: {{equipe: [{{etp: {}}}]}}": (["2.5", '"2,5"', "3"], ["deux", '"2,5,1"']),
    "financement: {{credit_amorcage_fir: {}}}": (
        ["250000", "250 000 €", '"1 850,50"', "1850.5"],
        ["beaucoup", "12 $"],
    ),
    "calendrier: {{debut: {}}}": (["2025-01-06", "06/01/2025", '"6/1/2025"'], ["janvier", "2025-13-01"]),
    "transmission: {{date: {}}}": (
        ["2024-10-21", "21/10/2024", "2024-10-21 14:30", "21/10/2024 à 14h30"],
        ["hier"],
    ),
    "titulaire: {{finess_juridique: {}}}": (
        ['"289900011"', "289900011", "28 990 001 1"],
        ["289", "abc"],
    ),
}
SPELLINGS = [(place.format(one), True) for place, (good, _) in PLACES.items() for one in good]
SPELLINGS += [(place.format(one), False) for place, (_, bad) in PLACES.items() for one in bad]
MODELINE = "# yaml-language-server: $schema=../schemas/candidature.schema.json\n"


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("modules")
    npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
    subprocess.run([*npm, *NODE_MODULES], check=True, capture_output=True, timeout=300)
    return folder


@pytest.fixture(scope="module")
def server(modules: Path) -> Iterator[LanguageServer]:
    program = modules / "node_modules/yaml-language-server/bin/yaml-language-server"
    server = LanguageServer(["node", str(program), "--stdio"], ROOT)
    yield server
    server.stop()


def typed(server: LanguageServer, text: str) -> tuple[Path, list[Any]]:
    """Show what someone types in a new file beside the examples; give its place, and what is said of it."""
    server.typed += 1
    path = ROOT / "examples" / f"essai-{server.typed}.yaml"
    return path, server.show(path, MODELINE + text)


@pytest.mark.parametrize("path", well_written(), ids=lambda path: str(path.relative_to(ROOT / "examples")))
def test_the_editor_has_nothing_to_say_of_a_sound_document(server: LanguageServer, path: Path) -> None:
    assert server.show(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("text", "accepted"), SPELLINGS)
def test_the_editor_takes_what_the_tool_takes(server: LanguageServer, text: str, accepted: bool) -> None:
    assert (typed(server, text)[1] == []) is accepted


def test_the_editor_flags_an_unknown_key_where_it_stands(server: LanguageServer) -> None:
    _, (said,) = typed(server, "projet:\n  capacite:\n    lits: 12\n    litts: 12\n")
    assert said["range"]["start"] == {"line": 4, "character": 4}


def completions(server: LanguageServer, text: str) -> dict[str, str]:
    """What is offered at the end of the text, with what is said of it."""
    path, _ = typed(server, text)
    last = (MODELINE + text).split("\n")
    answer = server.at("completion", path, len(last) - 1, len(last[-1]))
    items = answer["items"] if isinstance(answer, dict) else answer
    documented = ((one["label"], one.get("documentation") or "") for one in items)
    return {label: said["value"] if isinstance(said, dict) else said for label, said in documented}


def test_the_editor_offers_keys_with_their_help_in_french(server: LanguageServer) -> None:
    offered = completions(server, "projet:\n  capacite:\n    lits: 12\n    ")
    assert {"lits_a_l_ouverture", "montee_en_charge"} <= set(offered)
    assert "lits" not in offered
    assert "Accepté : un nombre entier" in offered["lits_a_l_ouverture"]
    assert {"titulaire", "implantation", "projet", "transmission"} <= set(completions(server, ""))


def test_the_editor_offers_words(server: LanguageServer) -> None:
    assert {"chu", "ch", "clinique"} <= set(completions(server, "titulaire:\n  categorie: "))
    assert {"oui", "non"} <= set(completions(server, "projet:\n  activite_exclusive: "))


def test_the_editor_tells_in_french_what_a_key_is_for(server: LanguageServer) -> None:
    path, _ = typed(server, "projet:\n  capacite:\n    lits: 12\n")
    shown = server.at("hover", path, 3, 6)["contents"]["value"]
    assert "Capacité cible" in shown
    assert "Accepté : un nombre entier" in shown


def test_ajv_accepts_the_schemas_and_the_documents(modules: Path, tmp_path: Path) -> None:
    jobs: dict[str, list[str]] = {str(schema): [] for schema in SCHEMAS}
    for path in well_written():
        jobs[str(schema_of(path))].append(str(path))
    candidature = str(ROOT / "schemas" / "candidature.schema.json")
    for number, (text, _) in enumerate(SPELLINGS):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
        jobs[candidature].append(str(tmp_path / f"{number}.yaml"))
    command = ["node", str(Path(__file__).with_name("ajv.mjs")), str(modules), json.dumps(list(jobs.items()))]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    said = dict(json.loads(done.stdout))
    assert set(said) == set(jobs)
    for number, (text, accepted) in enumerate(SPELLINGS):
        assert (said[candidature].pop(str(tmp_path / f"{number}.yaml")) == []) is accepted, text
    assert [(file, errors) for one in said.values() for file, errors in one.items() if errors] == []


def test_check_jsonschema_accepts_the_schemas_and_the_documents(tmp_path: Path) -> None:
    venv.create(tmp_path, with_pip=True)
    programs = tmp_path / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([programs / "pip", "install", "--quiet", "check-jsonschema"], check=True, timeout=300)
    check = [str(programs / "check-jsonschema")]
    subprocess.run([*check, "--check-metaschema", *map(str, SCHEMAS)], check=True, timeout=120)
    for schema in SCHEMAS:
        documents = [str(path) for path in well_written() if schema_of(path) == schema]
        if documents:
            subprocess.run([*check, "--schemafile", str(schema), *documents], check=True, timeout=120)
    wrong = tmp_path / "faux.yaml"
    wrong.write_text("projet: {inconnue: 1}\n", encoding="utf-8")
    command = [*check, "--schemafile", str(ROOT / "schemas" / "candidature.schema.json"), str(wrong)]
    assert subprocess.run(command, check=False, capture_output=True, timeout=120).returncode == 1
