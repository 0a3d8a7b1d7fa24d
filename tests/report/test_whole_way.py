"""Payloads typed in a real dossier, in each text, as keys, attachments and file names: no form lets them act.

The other tests fill the report's model by hand; here a payload goes the whole way, from the file to the form.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

import cmarkgfm
import html5lib
import pytest
import yaml
from openpyxl import load_workbook

from tests.report.hostile import PAYLOADS
from usp_check.judging import Settings, judge_file
from usp_check.report.formats import FORMATS
from usp_check.report.model import RapportDossier, Report
from usp_check.report.terminal import render_terminal

SOUND = Path(__file__).parents[2] / "examples" / "usp-medecine.yaml"
DAY = date(2024, 10, 21)
_URLS = ("evil.example", "canari.example", "javascript:")


def filled(sound: dict[str, Any], payload: str) -> dict[str, Any]:
    """Return a sound dossier with the payload in texts of every kind, as keys, and as an attachment."""
    holder = {**sound["titulaire"], "raison_sociale": payload, "siret": payload, payload: payload}
    place = {**sound["implantation"], "departement": payload, "commune": payload}
    project = {**sound["projet"], "orientation": payload, "organisation": payload}
    own = {
        "titulaire": holder,
        "implantation": place,
        "projet": project,
        "pieces": [payload],
        payload: [payload],
    }
    return {**sound, **own, "observations": payload}


def file_name(payload: str) -> str:
    """Return a name that holds what a system takes of the payload: all but a bar, a zero and half a character."""
    return payload.replace("/", "∕").replace("\0", "").replace("\ud800", "")[:60] + ".yaml"


@cache
def judged() -> Report:
    """Judge a dossier for each payload."""
    sound = yaml.safe_load(SOUND.read_bytes())
    done = []
    with TemporaryDirectory() as folder:
        for number, payload in enumerate(PAYLOADS.values()):
            place = Path(folder) / str(number)
            place.mkdir()
            file = place / file_name(payload)
            text = yaml.safe_dump(filled(sound, payload), allow_unicode=False, sort_keys=False)
            file.write_text(text, encoding="utf-8")
            dossier = judge_file(str(file), Settings(DAY))
            assert isinstance(dossier, RapportDossier)
            assert dossier.defaillances == ()
            done.append(dossier)
    return Report("0.0.0", DAY, tuple(done))


def rendered(name: str) -> str:
    text = FORMATS[name].render(judged())
    assert isinstance(text, str)
    assert "canari.example" in text  # what is looked for is there, as text
    return text


@pytest.mark.parametrize("page", ["html", "markdown", "github-resume"])
def test_a_page_gains_no_element_that_acts(page: str) -> None:
    text = rendered(page)
    if page != "html":
        text = cmarkgfm.github_flavored_markdown_to_html(text)
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    own = {"html": 1}.get(page, 0)
    scripts = list(tree.iter("script"))
    assert len(scripts) == own
    for element in tree.iter():
        if not isinstance(element.tag, str) or element in scripts:
            continue
        assert element.tag not in {"iframe", "object", "embed", "base", "img", "frame", "template"}
        assert element.tag != "form" or page == "html"
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            if name in ("href", "src", "action", "formaction", "ping", "srcdoc"):
                assert not [url for url in _URLS if url in value], value


@pytest.mark.parametrize("name", ["csv", "csv-constats", "csv-rfc4180", "csv-constats-rfc4180"])
def test_a_table_has_no_formula(name: str) -> None:
    text = rendered(name)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter="," if "rfc" in name else ";"))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in set("=+-@＝＋－＠")]


def test_a_workbook_has_no_formula_nor_link() -> None:
    content = FORMATS["xlsx"].render(judged())
    assert isinstance(content, bytes)
    book = load_workbook(io.BytesIO(content))
    outside = [
        cell.coordinate
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or (cell.hyperlink and cell.hyperlink.target)
    ]
    assert outside == []


def test_what_programs_read_is_whole() -> None:
    report = judged()
    assert len(json.loads(rendered("json"))["dossiers"]) == len(report.dossiers)
    assert len(rendered("jsonl").splitlines()) == len(report.dossiers)
    assert json.loads(rendered("sarif"))["version"] == "2.1.0"
    assert json.loads(rendered("gitlab"))
    suites = ET.fromstring(rendered("junit"))  # noqa: S314 - what we wrote ourselves
    assert len(list(suites.iter("testsuite"))) >= len(report.dossiers)


@pytest.mark.parametrize("color", [False, True])
def test_a_terminal_obeys_nothing(color: bool) -> None:
    text = render_terminal(judged(), width=80, color=color, unicode=True, verbose=True)
    kept = text.replace("\x1b[", "") if color else text  # our own colours; the payloads' are shown by number
    assert not [c for c in kept if c < " " and c != "\n"]
    assert not {"\u202e", "\u2066", "\u200b", "\x9b"} & set(text)
