"""The shipped examples: what the tool says of each, and that each may be shown to anyone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pydantic import BaseModel

from usp_check.attachments import PRESENTE, cited, inspect
from usp_check.batch import targets
from usp_check.companions import find_companions
from usp_check.documents import read_document
from usp_check.documents.template import template
from usp_check.judging import Settings, judge_file
from usp_check.lot import evaluate_lot
from usp_check.reading import read_file
from usp_check.referentiels.loader import load
from usp_check.report.exits import exit_code
from usp_check.report.model import FichierIgnore, RapportDossier, Report
from usp_check.vocabulary import Statut, Verdict

EXAMPLES = Path(__file__).parents[1] / "examples"
EXPECTED_FILE = EXAMPLES / "attendus.yaml"
PRESENTATION = EXAMPLES / "README.md"
TEMPLATE = EXAMPLES / "modele.yaml"
FOLDER = EXAMPLES / "dossiers"
COMPANIONS = {"registre.yaml", "offre.yaml", "relances.yaml"}
ATTACHMENTS = (".pdf", ".docx", ".xlsx")
BROKEN = "usp-fichier-casse.yaml"
OFFER = "offre-2023.yaml"  # no applicant: what exists in the region
REAL = ("offre-2023.yaml", "pdl-2016/offre-2023.yaml")
SETTLED = (Statut.CONFORME, Statut.SANS_OBJET)
# Numbers of real establishments (SAE 2023): none of them may be made an applicant.
REAL_NUMBERS = {
    *("180000010", "180000028", "280504267", "280000134", "280000084", "280000183", "360000137", "360000053"),
    *("370000861", "370000481", "370001109", "370002701", "410000020", "410000087", "450002613", "450000088"),
    *("440017598", "440000289", "490000049", "490000031", "450000286", "920030269", "2A0000048", "2B0003990"),
    "26280004800072",
}
NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:2[AB][0-9]{7}|[0-9]{9}|[0-9]{14})(?![0-9A-Za-z])")
INVENTED = re.compile(r"[0-9]{2}9900[0-9]{3}")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")
ROW = re.compile(r"^\| \[(.+?)\]\((.+?)\) \|.*\| `(\w+)`")
MODELINE = re.compile(r"# yaml-language-server: \$schema=(?:\.\./)+schemas/(\w+)\.schema\.json")
COPIES = {"estel.queral@ars.sante.fr", "helene.delacroix@ars.sante.fr"}


def kept() -> dict[str, Any]:
    reading = read_file(EXPECTED_FILE)
    assert reading.value is not None
    assert not reading.faults
    return reading.value


def expected() -> list[dict[str, Any]]:
    return list(kept()["exemples"])


def judged(example: dict[str, Any], day: date | None = None) -> RapportDossier:
    settings = Settings(day or date.fromisoformat(example["date"]), dates_propres=True)
    report = judge_file(str(EXAMPLES / example["fichier"]), settings)
    assert isinstance(report, RapportDossier)
    return report


def findings(report: RapportDossier) -> list[str]:
    """Write what is neither held nor out of scope as ``attendus.yaml`` does."""
    return [
        f"{c.regle} {c.statut} {c.code} ligne {c.ligne}"
        + (f", décidé {c.appreciation.decision}" if c.appreciation else "")
        for c in report.constats
        if c.statut not in SETTLED
    ]


def readable() -> list[Path]:
    return [EXAMPLES / e["fichier"] for e in expected() if e["fichier"] not in (BROKEN, OFFER)]


def shown(path: Path) -> str:
    """What a person reads in a file: an office document is an archive of texts."""
    if path.suffix in (".docx", ".xlsx"):
        with ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    return path.read_text("cp1252" if path.suffix == ".pdf" else "utf-8", errors="replace")


def document(path: Path) -> BaseModel:
    value = read_file(path).value
    assert value is not None
    return read_document(value["document"], value).document


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
    # Those of a folder and of other calls have tests of their own.
    apart = {FOLDER, EXAMPLES / "referentiels"}
    there = {path for path in EXAMPLES.rglob("*") if not path.is_dir() and not apart & set(path.parents)}
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
    text = shown(path)
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
        assert (example["fichier"] in REAL) is not ("inventé" in "\n".join(head))
        schema = MODELINE.fullmatch(head[0])
        kind = lines[len(head)].removeprefix("document: ")
        assert example["fichier"] == BROKEN or (schema is not None and schema[1] == kind)


def test_the_template_is_the_one_that_init_gives() -> None:
    assert (
        TEMPLATE.read_bytes() == template("candidature", schema="../schemas/candidature.schema.json").encode()
    )


@pytest.fixture(scope="module")
def folder() -> Report:
    """The folder of dossiers, judged as a whole."""
    day = date.fromisoformat(kept()["lot"]["date"])
    found = find_companions(list(targets([str(FOLDER)])), None, None)
    settings = Settings(day, None, frozenset(), found.offer, found.register)
    results = [judge_file(target.name, settings, named=target.named) for target in found.targets]
    dossiers = tuple(one for one in results if isinstance(one, RapportDossier))
    ignored = tuple(one for one in results if isinstance(one, FichierIgnore))
    lot, coverage = evaluate_lot(dossiers, load("cvl-2024"), day, found.offer, found.register)
    return Report("0", day, dossiers, fichiers_ignores=ignored, lot=lot, couverture=coverage)


def test_the_folder_is_judged_as_expected_dossier_by_dossier(folder: Report) -> None:
    told = [
        {"dossier": Path(one.fichier).parent.name, "verdict": str(one.verdict), "constats": findings(one)}
        for one in folder.dossiers
    ]
    assert told == kept()["lot"]["verdicts"]
    assert not [one for one in folder.dossiers if one.defaillances]
    assert exit_code(folder) == int(kept()["lot"]["code_de_sortie"])


def test_the_folder_is_judged_as_expected_as_a_whole(folder: Report) -> None:
    whole = kept()["lot"]
    told = [c for c in folder.lot if c.statut not in SETTLED]
    assert [
        f"{c.regle} {c.statut} {c.code}" + (f" {c.departement}" if c.departement else "") for c in told
    ] == whole["ensemble"]
    assert [f"{one.territoire} {one.lits} {one.lits_avec_projets}" for one in folder.couverture] == whole[
        "territoire"
    ]
    assert [Path(one.fichier).relative_to(FOLDER).as_posix() for one in folder.fichiers_ignores] == whole[
        "ignores"
    ]


def test_the_folder_shows_what_an_agent_meets(folder: Report) -> None:
    assert {one.verdict for one in folder.dossiers} == set(Verdict)
    assert {one.orientation for one in folder.dossiers} >= {"polyvalente", "oncologique", "geriatrique"}
    assert {one.departement for one in folder.dossiers if one.prioritaire} == {"28", "36"}
    decided = [c for one in folder.dossiers for c in one.constats if c.appreciation]
    assert {c.statut for c in decided} == {Statut.A_VERIFIER, Statut.NON_CONFORME}
    assert {one.verdict for one in folder.dossiers if any(c.appreciation for c in one.constats)} == {
        Verdict.CONFORME
    }
    assert {"LOT-01", "LOT-02", "INS-01", "COU-01"} <= {
        c.regle for c in folder.lot if c.statut is Statut.NON_CONFORME
    }
    uncovered = {one.territoire for one in folder.couverture if not one.lits_avec_projets}
    assert uncovered == {"18 Cher"}
    # No two are alike: each has something of its own to show.
    shapes = [
        (one.verdict, tuple(line.partition(" ligne")[0] for line in findings(one))) for one in folder.dossiers
    ]
    assert len(set(shapes)) == len(shapes) - 1  # two hold in everything: one oncological, one sent again


def test_the_folder_holds_dossiers_with_their_attachments_and_nothing_else() -> None:
    dossiers = sorted(FOLDER.glob("*/candidature.yaml"))
    assert len(dossiers) >= 12
    listed = {FOLDER / name for name in COMPANIONS}
    for path in dossiers:
        lines = path.read_text("utf-8").splitlines()
        schema = MODELINE.fullmatch(lines[0])
        assert schema is not None
        assert schema[1] == "candidature"
        assert "L'établissement est inventé" in "\n".join(lines[:6])
        pieces = inspect(document(path), path.parent, path.name)
        listed |= {path, *(path.parent / name for name, code in pieces.values() if code == PRESENTE)}
    there = {path for path in FOLDER.rglob("*") if not path.is_dir()}
    assert there == listed
    assert {path.suffix for path in there} == {".yaml", *ATTACHMENTS}


@pytest.mark.parametrize(
    "path", [p for p in sorted(FOLDER.rglob("*")) if p.suffix in ATTACHMENTS], ids=lambda path: path.name
)
def test_an_attachment_is_what_its_name_says(path: Path) -> None:
    if path.suffix == ".pdf":
        content = path.read_bytes()
        start = int(content.rpartition(b"startxref")[2].split()[0])
        assert content.startswith(b"%PDF-")
        assert content[start:].startswith(b"xref")
    else:
        with ZipFile(path) as archive:
            assert archive.testzip() is None
            assert "[Content_Types].xml" in archive.namelist()
    assert "inventé" in shown(path)
