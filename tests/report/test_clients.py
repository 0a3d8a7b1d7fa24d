"""The exports in the programs that people open them with: LibreOffice, Chromium, and the W3C's checker."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.report import factory
from tests.report.hostile import ACTIVE, PAYLOADS, filled_with
from tests.report.office import AS_FRENCH_CSV, TO_FRENCH_CSV, Office
from usp_check.judging import Settings, judge_file
from usp_check.report.csv_report import Export, render_csv
from usp_check.report.html_report import render_html
from usp_check.report.model import Couverture, RapportDossier, Report
from usp_check.report.xlsx import render_xlsx

pytestmark = pytest.mark.lourd

DATE = date(2024, 10, 21)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("usp-*.yaml"))
NODE_MODULES = ("playwright-core@1", "axe-core@4", "vnu-jar@26")
Job = Callable[[str, str], Any]


def folder_of_examples() -> Report:
    """The shipped examples as one folder, with a territory and something about the whole."""
    judged = [judge_file(str(path), Settings(DATE)) for path in EXAMPLES]
    dossiers = [one for one in judged if isinstance(one, RapportDossier)]
    dossiers[0] = replace(
        dossiers[0],
        orientation="polyvalente",
        lits=12,
        prioritaire=True,
        recu_le=datetime(2024, 10, 21, 16, 12),
    )
    whole = factory.everything()
    covered = (
        Couverture("28 Eure-et-Loir", 431_277, 0, 12, Decimal(3)),
        Couverture("36 Indre", 217_228, None, None, Decimal(3)),
        Couverture("Région", 2_573_303, 34, 80, Decimal(3), ensemble=True),
    )
    return replace(whole, dossiers=(*dossiers, whole.dossiers[1]), couverture=covered)


PLANS = [
    Path(__file__).parents[2] / "examples/pdl-2016" / name
    for name in ("plan-mi-2016.yaml", "plan-fin-2017.yaml")
]


def plans(*paths: Path) -> Report:
    """Plans that are followed, each at the date that it bears."""
    judged = [judge_file(str(path), Settings(DATE, dates_propres=True)) for path in paths]
    return factory.report(*(one for one in judged if isinstance(one, RapportDossier)))


PAGES = {
    "plan": lambda: plans(PLANS[1]),
    "two plans": lambda: plans(*PLANS),
    "overview": folder_of_examples,
    "dossier": lambda: factory.report(factory.faulty()),
    "sound": lambda: factory.report(factory.sound()),
}


def every_payload() -> Report:
    dossiers = tuple(filled_with(text).dossiers[0] for text in PAYLOADS.values())
    folder = tuple(one for text in PAYLOADS.values() for one in filled_with(text).lot)
    covered = tuple(one for text in PAYLOADS.values() for one in filled_with(text).couverture)
    return replace(filled_with(ACTIVE["script"]), dossiers=dossiers, lot=folder, couverture=covered)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    command = shutil.which("soffice")
    assert command, "LibreOffice is not installed (apt-get install libreoffice-calc)"
    return Office(command, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("modules")
    npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
    subprocess.run([*npm, *NODE_MODULES], check=True, capture_output=True, timeout=300)
    return folder


@pytest.fixture(scope="session")
def job(modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Run one job of browser.mjs on a page."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "Chromium is not installed (apt-get install chromium)"
    script = Path(__file__).with_name("browser.mjs")

    def run(name: str, content: str) -> Any:
        page = tmp_path_factory.mktemp("page") / "page.html"
        page.write_text(content, encoding="utf-8", newline="")
        command = ["node", str(script), str(modules), chromium, name, str(page)]
        done = subprocess.run(command, check=False, capture_output=True, timeout=300)
        assert done.returncode == 0, done.stderr.decode()
        return {**json.loads(done.stdout), "page": page}

    return run


def cells(path: Path) -> list[list[Any]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows()]


def test_libreoffice_reads_the_csv(office: Office, tmp_path: Path) -> None:
    report = folder_of_examples()
    numbers = Export().lines([[Decimal("2.78"), "=1+1"]])
    source = tmp_path / "dossiers.csv"
    source.write_text(render_csv(report) + numbers, encoding="utf-8", newline="")
    (made,) = office.convert(source, "xlsx", reading=AS_FRENCH_CSV)
    head, *rows, last = [[cell.value for cell in row] for row in cells(made)]
    got = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["Établissement"] for row in got] == [one.titulaire for one in report.dossiers]
    assert got[0]["Reçu le"] == datetime(2024, 10, 21, 16, 12)
    assert all(row["Jugé à la date du"] == datetime(2024, 10, 21) for row in got)
    assert (got[0]["Lits"], last[:2]) == (12, [2.78, "'=1+1"])


@pytest.mark.parametrize("constats", [False, True])
def test_libreoffice_finds_no_formula_in_a_csv(office: Office, tmp_path: Path, constats: bool) -> None:
    source = tmp_path / f"charges-{constats}.csv"
    source.write_text(render_csv(every_payload(), constats=constats), encoding="utf-8", newline="")
    (made,) = office.convert(source, "xlsx", reading=AS_FRENCH_CSV)
    found = cells(made)
    assert len(found) > len(PAYLOADS)
    assert not [cell for row in found for cell in row if cell.data_type == "f" or cell.hyperlink]


def test_libreoffice_would_have_shown_a_formula(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "temoin.csv"
    source.write_text("\ufeffa;=1+1\r\n", encoding="utf-8", newline="")
    (made,) = office.convert(source, "xlsx", reading=AS_FRENCH_CSV)
    assert cells(made)[0][1].data_type == "f"


def test_libreoffice_reads_the_workbook(office: Office, tmp_path: Path) -> None:
    report = folder_of_examples()
    source = tmp_path / "classeur.xlsx"
    source.write_bytes(render_xlsx(report))
    sheets = {}
    for made in office.convert(source, TO_FRENCH_CSV):
        lines = csv.reader(io.StringIO(made.read_text(encoding="utf-8"), newline=""), delimiter=";")
        head, *rows = lines
        sheets[made.stem.removeprefix("classeur-")] = [dict(zip(head, row, strict=True)) for row in rows]
    first = sheets["Dossiers"][0]
    assert [row["Établissement"] for row in sheets["Dossiers"]] == [
        one.titulaire or "" for one in report.dossiers
    ]
    assert (first["Jugé à la date du"], first["Lits"]) == ("21/10/2024", "12")
    assert first["Reçu le"].startswith("21/10/2024 16:12")
    assert sheets["Territoire"][0]["Lits pour 100 000 habitants avec les projets"] == "2,78"
    assert len(sheets["Constats"]) > 100


def test_libreoffice_finds_no_formula_in_a_workbook(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "classeur-charge.xlsx"
    source.write_bytes(render_xlsx(every_payload()))
    (made,) = office.convert(source, "ods")
    with zipfile.ZipFile(made) as archive:
        text = archive.read("content.xml").decode()
    assert "table:formula" not in text
    assert "xlink:href" not in text
    assert text.count("canari.example") > 50


def test_the_checker_finds_the_page_valid(modules: Path, tmp_path: Path) -> None:
    pages = {name: make() for name, make in PAGES.items()}
    pages["payloads"] = every_payload()
    for name, report in pages.items():
        (tmp_path / f"{name}.html").write_text(render_html(report), encoding="utf-8", newline="")
    broken = render_html(pages["sound"]).replace("</main>", "<p id=contenu>")
    (tmp_path / "temoin.html").write_text(broken, encoding="utf-8", newline="")
    vnu = ["java", "-jar", str(modules / "node_modules/vnu-jar/build/dist/vnu.jar"), "--format", "json"]
    files = sorted(map(str, tmp_path.glob("*.html")))
    done = subprocess.run([*vnu, *files], check=False, capture_output=True, timeout=300)
    said = json.loads(done.stderr)["messages"]
    assert [one["message"] for one in said if "temoin" in one["url"]]
    # The payloads are in no language, which the checker notes.
    kept = [
        one for one in said if "temoin" not in one["url"] and "appears to be written in" not in one["message"]
    ]
    assert kept == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(job: Job, name: str) -> None:
    found = job("axe", render_html(PAGES[name]()))
    for size in ("1280", "320", "200 %"):
        assert found[size]["violations"] == [], size
        assert found[size]["checked"] > 20
        assert found[size]["overflow"] <= 0, size


def test_axe_would_have_found_something(job: Job) -> None:
    broken = (
        render_html(PAGES["sound"]()).replace('lang="fr"', "").replace("--doux: #566067", "--doux: #c6c6c6")
    )
    found = {one.split(":")[0] for one in job("axe", broken)["1280"]["violations"]}
    assert "html-has-lang" in found


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_reaches_everything(job: Job, name: str) -> None:
    found = job("keyboard", render_html(PAGES[name]()))
    assert found["count"] >= (30 if name == "overview" else 2)
    assert found["missed"] == []
    assert found["unseen"] == []


def test_the_keyboard_sorts_filters_and_unfolds(job: Job) -> None:
    found = job("table", render_html(folder_of_examples()))
    rising, falling, verdict = (found["sorted"][name] for name in ("rising", "falling", "verdict"))
    assert [rising[0], falling[0]] == ["ascending", "descending"]
    assert rising[1] == sorted(rising[1], key=int)
    assert falling[1] == sorted(falling[1], key=int, reverse=True)
    assert "non conforme" in verdict[1][0]
    assert verdict[1][-1].endswith("conforme")
    chosen, left, state = found["filtered"]
    assert chosen == "non_conforme"
    assert 0 < len(left) < len(found["before"])
    assert re.fullmatch(rf"{len(left)} dossiers? sur {len(found['before'])}", state)
    assert found["after"] == len(found["before"])
    assert found["unfolded"] is True
    assert found["place"].startswith("#dossier-")
    assert found["signs"] == []


@pytest.mark.parametrize("name", PAGES)
def test_without_script_everything_can_be_read(job: Job, name: str) -> None:
    report = PAGES[name]()
    found = job("unscripted", render_html(report))
    said = " ".join(found["text"].split())
    for dossier in report.dossiers:
        for constat in dossier.constats:
            assert " ".join(constat.message.split()) in said
    assert found["form"] is False
    assert found["signs"] == []


def test_nothing_that_a_dossier_holds_comes_alive(job: Job) -> None:
    found = job("signs", render_html(every_payload()))
    assert found["signs"] == []
    assert (found["canary"], found["shown"], found["address"]) == ("undefined", True, True)
    assert found["title"] == "Synthèse des dossiers, 21 octobre 2024 – usp-check"


@pytest.mark.parametrize("name", ["script", "handler", "svg", "out of a title", "style", "base", "frame"])
def test_a_canary_would_have_shown(job: Job, name: str) -> None:
    page = render_html(factory.report(factory.sound()))
    found = job("signs", page.replace("</main>", f"{ACTIVE[name]}</main>"))
    assert found["signs"]
    assert found["canary"] == "undefined"  # and the policy stops what would have got through


def test_each_dossier_starts_a_printed_page(job: Job) -> None:
    report = folder_of_examples()
    found = job("print", render_html(report))
    done = subprocess.run(
        ["pdftotext", "-layout", f"{found['page']}.pdf", "-"], check=True, capture_output=True
    )
    pages = done.stdout.decode().split("\f")
    starts = [page for page in pages if re.match(r"\s*Dossier \d+ sur \d+\s", page)]
    assert len(starts) == len(report.dossiers)
    assert len(re.findall(r"Dossier \d+ sur \d+", done.stdout.decode())) == len(report.dossiers)
    assert "Ce qui est tenu" in done.stdout.decode()
    said = " ".join(done.stdout.decode().split())
    held = next(one for one in report.dossiers[0].constats if one.statut == "conforme")
    assert held.regle in said
