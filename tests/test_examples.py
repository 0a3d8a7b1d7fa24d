"""The shipped examples: what the tool says of each, and that each may be shown to anyone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from usp_check.attachments import PRESENTE, cited, inspect
from usp_check.documents import read_document
from usp_check.documents.template import template
from usp_check.judging import Settings, judge_file
from usp_check.reading import read_file
from usp_check.report.exits import exit_code
from usp_check.report.model import RapportDossier, Report
from usp_check.vocabulary import Statut, Verdict

EXAMPLES = Path(__file__).parents[1] / "examples"
EXPECTED_FILE = EXAMPLES / "attendus.yaml"
PRESENTATION = EXAMPLES / "README.md"
TEMPLATE = EXAMPLES / "modele.yaml"
BROKEN = "usp-fichier-casse.yaml"
OFFER = "offre-2023.yaml"  # no applicant: what exists in the region
SETTLED = (Statut.CONFORME, Statut.SANS_OBJET)
# Numbers of real establishments (SAE 2023): none of them may be made an applicant.
REAL_NUMBERS = {
    *("180000010", "180000028", "280504267", "280000134", "280000084", "280000183", "360000137", "360000053"),
    *("370000861", "370000481", "370001109", "370002701", "410000020", "410000087", "450002613", "450000088"),
    *("440017598", "440000289", "490000049", "490000031", "450000286", "920030269", "2A0000048", "2B0003990"),
    "26280004800072",
}
NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:2[AB][0-9]{7}|[0-9]{9}|[0-9]{14})(?![0-9A-Za-z])")
INVENTED = re.compile(r"(?:18|28|36|37|41|45)9900[0-9]{3}")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")
ROW = re.compile(r"^\| \[(.+?)\]\((.+?)\) \|.*\| `(\w+)`")
MODELINE = "# yaml-language-server: $schema=../schemas/candidature.schema.json"
COPIES = {"estel.queral@ars.sante.fr", "helene.delacroix@ars.sante.fr"}


def expected() -> list[dict[str, Any]]:
    reading = read_file(EXPECTED_FILE)
    assert reading.value is not None
    assert not reading.faults
    return list(reading.value["exemples"])


def judged(example: dict[str, Any], day: date | None = None) -> RapportDossier:
    settings = Settings(day or date.fromisoformat(example["date"]))
    report = judge_file(str(EXAMPLES / example["fichier"]), settings)
    assert isinstance(report, RapportDossier)
    return report


def findings(report: RapportDossier) -> list[str]:
    """Write what is neither held nor out of scope as ``attendus.yaml`` does."""
    open_ = [c for c in report.constats if c.statut not in SETTLED]
    return [f"{c.regle} {c.statut} {c.code} ligne {c.ligne}" for c in open_]


def readable() -> list[Path]:
    return [EXAMPLES / e["fichier"] for e in expected() if e["fichier"] not in (BROKEN, OFFER)]


def document(path: Path) -> BaseModel:
    value = read_file(path).value
    assert value is not None
    return read_document("candidature", value).document


by_name = pytest.mark.parametrize("example", expected(), ids=lambda example: example["fichier"])


@by_name
def test_the_tool_says_what_is_expected(example: dict[str, Any]) -> None:
    report = judged(example)
    assert findings(report) == example["constats"]
    assert str(report.verdict) == example["verdict"]
    assert not report.defaillances
    assert len(report.a_faire) == int(example.get("reste_a_faire", 0))
    day = date.fromisoformat(example["date"])
    assert exit_code(Report("0", day, (report,))) == int(example["code_de_sortie"])


@by_name
def test_what_was_sent_is_judged_alike_on_any_day(example: dict[str, Any]) -> None:
    report = judged(example, date(2030, 1, 1))
    late = any((c.regle, c.code) == ("TRA-01", "manquant") for c in report.constats)
    assert late == ("reste_a_faire" in example)
    if not late:
        assert findings(report) == example["constats"]


def test_the_examples_show_every_verdict() -> None:
    assert {example["verdict"] for example in expected()} == set(Verdict)


def test_three_faults_are_of_three_families_and_on_three_lines() -> None:
    example = next(e for e in expected() if e["fichier"] == "usp-trois-fautes.yaml")
    faults = [line.split() for line in example["constats"] if line.split()[1] == Statut.NON_CONFORME]
    assert len(faults) == len({rule[:3] for rule, *_ in faults}) == len({fault[-1] for fault in faults}) == 3
    assert "FMT-06" in {rule for rule, *_ in faults}


def test_the_folder_holds_the_examples_and_nothing_else() -> None:
    listed = [EXAMPLES / example["fichier"] for example in expected()]
    assert len(listed) == len(set(listed)) >= 8
    pieces = {EXAMPLES / name for path in readable() for _, name in cited(document(path))}
    there = {path for path in EXAMPLES.rglob("*") if not path.is_dir()}
    assert there == {EXPECTED_FILE, PRESENTATION, *listed, *pieces}


@pytest.mark.parametrize("path", readable(), ids=lambda path: path.name)
def test_each_attachment_is_there(path: Path) -> None:
    pieces = inspect(document(path), EXAMPLES)
    assert {code for _, code in pieces.values()} <= {PRESENTE}


def test_the_presentation_tells_each_verdict() -> None:
    rows = [row[1:] for row in map(ROW.split, PRESENTATION.read_text("utf-8").splitlines()) if len(row) > 1]
    assert all(name == link for name, link, *_ in rows)
    assert sorted((name, verdict) for name, _, verdict, _ in rows) == sorted(
        (example["fichier"], example["verdict"]) for example in expected()
    )


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.*")), ids=lambda path: path.name)
def test_nobody_real_is_made_an_applicant(path: Path) -> None:
    text = path.read_text("utf-8")
    numbers = {*NUMBER.findall(text), *NUMBER.findall(text.replace(" ", ""))}
    assert not numbers & REAL_NUMBERS
    if path != TEMPLATE:
        assert all(INVENTED.fullmatch(number) for number in NUMBER.findall(text))
        addresses = {address for address in ADDRESS.findall(text) if not address.endswith(".example")}
        assert addresses <= COPIES


@by_name
def test_each_example_says_what_it_shows(example: dict[str, Any]) -> None:
    lines = (EXAMPLES / example["fichier"]).read_text("utf-8").splitlines()
    head = lines[: next(rank for rank, line in enumerate(lines) if line.startswith("document: "))]
    assert all(line.startswith("#") or not line for line in head)
    if example["fichier"] != TEMPLATE.name:
        assert sum(line.startswith("# ") for line in head) >= 3
        assert example["fichier"] == OFFER or "L'établissement est inventé" in "\n".join(head)
        assert example["fichier"] in (BROKEN, OFFER) or head[0] == MODELINE


def test_the_template_is_the_one_that_init_gives() -> None:
    assert (
        TEMPLATE.read_bytes() == template("candidature", schema="../schemas/candidature.schema.json").encode()
    )
