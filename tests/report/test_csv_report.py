import csv
import io
import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report import contacts, factory
from tests.report.hostile import FORMULAS, PAYLOADS, filled_with
from usp_check.report import tables
from usp_check.report.csv_report import DIALECTS, Export, neutral, render_csv
from usp_check.report.model import Report
from usp_check.report.safe import inert
from usp_check.vocabulary import Etat

BOTH = pytest.mark.parametrize("dialect", DIALECTS)
EACH = pytest.mark.parametrize("constats", [False, True])
# What a spreadsheet takes for the start of a formula, or a reader of ours should.
FORMULA = re.compile('[\\s"]*[=+\\-@＝＋－＠﹦﹢﹣﹫−]')


def read(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator))


def cells(report: Report, *, constats: bool, dialect: str) -> list[dict[str, str]]:
    head, *rows = read(render_csv(report, constats=constats, dialect=dialect), DIALECTS[dialect].separator)
    assert all(len(row) == len(head) for row in rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_dialects_are_written_as_they_are_read() -> None:
    french, standard = (render_csv(factory.everything(), dialect=name) for name in DIALECTS)
    assert french.startswith("\ufeffDépartement;")
    assert standard.startswith("Département,")
    for text in (french, standard):
        assert text.endswith("\r\n")
        assert text.count("\n") == text.count("\r\n") == 4
        assert text.count("\r") == 4


def test_one_line_a_dossier() -> None:
    rows = cells(factory.everything(), constats=False, dialect="francais")
    assert [row["Verdict"] for row in rows] == ["non conforme", "sans verdict possible", "conforme"]
    first, failed, _ = rows
    assert (first["Établissement"], first["Département"]) == ("Centre hospitalier des Trois-Rivières", "28")
    counted = (
        "Points à corriger",
        "Rubriques à compléter",
        "Réserves",
        "Points à vérifier",
        "Exigences non évaluées",
    )
    assert [first[name] for name in counted] == ["3", "2", "1", "1", "1"]
    assert (first["Décisions d’une personne"], first["Exigences écartées"]) == ("1", "FIN-04")
    assert failed["Défaillances de l’outil"] == "1"
    assert first["Jugé à la date du"] == "21/10/2024"


def test_one_line_a_constat_and_one_a_failure() -> None:
    report = factory.everything()
    rows = cells(report, constats=True, dialect="rfc4180")
    every = sum(len(one.constats) + len(one.defaillances) for one in report.dossiers) + len(report.lot)
    assert len(rows) == every
    place = next(row for row in rows if row["Exigence"] == "FMT-06")
    assert (place["Champ"], place["Ligne"], place["Colonne"]) == (
        "ressources_humaines › equipe › n° 2 › etp",
        "42",
        "32",
    )
    decided = next(row for row in rows if row["Exigence"] == "POR-04")
    assert (decided["Statut"], decided["Décision"], decided["Décidé le"]) == (
        "à vérifier",
        "conforme",
        "2024-11-08",
    )
    failed = next(row for row in rows if row["Code"] == "defaillance")
    assert (failed["Fichier"], failed["Statut"]) == ("dossiers/autre.yaml", "non évaluable")
    assert "7f3a-19" in failed["Constat"]
    assert (rows[-1]["Fichier"], rows[-1]["Exigence"], rows[-1]["Département"]) == (
        "a.yaml, b.yaml",
        "LOT-01",
        "28",
    )


@EACH
@BOTH
def test_an_interrupted_run_says_so(constats: bool, dialect: str) -> None:
    whole = factory.report(factory.sound())
    done, cut = (cells(replace(whole, etat=state), constats=constats, dialect=dialect) for state in Etat)
    assert cut[:-1] == done
    assert "interrompue" in next(iter(cut[-1].values()))


def test_values_have_the_form_of_the_dialect() -> None:
    row: list[tables.Cell] = [
        "é;,",
        12,
        Decimal("1234.50"),
        date(2024, 10, 21),
        datetime(2024, 10, 21, 16, 5),
        None,
    ]
    assert Export().lines([row]) == '"é;,";12;1234,50;21/10/2024;21/10/2024 16:05;\r\n'
    assert Export(dialect="rfc4180").lines([row]) == '"é;,",12,1234.50,2024-10-21,2024-10-21T16:05,\r\n'


@EACH
@BOTH
@pytest.mark.parametrize("name", PAYLOADS)
def test_no_text_becomes_a_formula_or_breaks_a_row(name: str, constats: bool, dialect: str) -> None:
    report = filled_with(PAYLOADS[name])
    text = render_csv(report, constats=constats, dialect=dialect)
    assert len(cells(report, constats=constats, dialect=dialect)) == text.count("\r\n") - 1
    assert all(inert(one) == one or one in "\r\n\ufeff" for one in set(text))
    assert text.count("\ufeff") == (dialect == "francais")
    for separator in ",;":  # a reader set to the other separator cuts cells elsewhere
        found = [cell for row in read(text, separator) for cell in row if FORMULA.match(cell)]
        assert not found


@pytest.mark.parametrize("text", FORMULAS.values())
def test_a_neutralised_text_keeps_its_words(text: str) -> None:
    assert neutral(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", ["Clinique – site A", "a-b", "5 - 3", "a = b", "x@y.fr", "", "« +1 »"])
def test_an_honest_text_is_left_alone(text: str) -> None:
    assert neutral(text) == text


@given(st.text(st.characters(exclude_categories=()), max_size=40), st.sampled_from(sorted(DIALECTS)))
def test_any_text_reads_back_harmless(text: str, dialect: str) -> None:
    written = Export(dialect=dialect).lines([[text, "fin"]])
    written.encode("utf-8")
    ((cell, last),) = read(written, DIALECTS[dialect].separator)
    assert (cell, last) == (neutral(tables.shown(text)), "fin")
    assert not FORMULA.match(cell)


def test_a_cell_holds_in_a_spreadsheet() -> None:
    for text in ("x" * 50_000, "\x00" * 50_000, "é" * tables.LONGEST_CELL + "x"):
        assert len(tables.shown(text)) == tables.LONGEST_CELL
        assert tables.shown(text).endswith("…")
    assert tables.shown("x" * tables.LONGEST_CELL) == "x" * tables.LONGEST_CELL


@EACH
def test_contacts_stay_out(constats: bool, tmp_path: Path) -> None:
    text = render_csv(contacts.judged(tmp_path), constats=constats)
    assert "FMT-06" in text or not constats
    assert not [word for word in contacts.PERSONAL if word in text]
