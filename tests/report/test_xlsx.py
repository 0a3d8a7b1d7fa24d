import io
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.report import contacts, factory
from tests.report.hostile import PAYLOADS, filled_with
from usp_check.report import tables, xlsx
from usp_check.report.model import Couverture, Report
from usp_check.report.unavailable import UnavailableError
from usp_check.report.xlsx import render_xlsx
from usp_check.vocabulary import Etat

SHEETS = ["Dossiers", "Constats", "Territoire", "À propos"]


def opened(report: Report) -> Workbook:
    return load_workbook(io.BytesIO(render_xlsx(report)))


def rows(book: Workbook, sheet: str) -> list[dict[str, object]]:
    head, *others = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


def territory() -> Report:
    first = replace(
        factory.sound(),
        lits=12,
        recu_le=datetime(2024, 10, 21, 16, 12, tzinfo=UTC),
        orientation="polyvalente",
    )
    covered = (
        Couverture("28 Eure-et-Loir", 431_277, 0, 12, Decimal(3)),
        Couverture("41 Loir-et-Cher", 328_504, 12, 12, Decimal(3)),
        Couverture("36 Indre", 217_228, None, None, Decimal(3)),
    )
    return factory.report(first, couverture=covered)


def test_sheets_have_filters_and_frozen_heads() -> None:
    book = opened(factory.everything())
    assert book.sheetnames == SHEETS
    for name in SHEETS[:3]:
        sheet = book[name]
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith("2")
        assert (
            sheet.auto_filter.ref
            == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}{max(2, sheet.max_row)}"
        )
        assert sheet.print_title_rows == "$1:$1"


def test_rows_are_those_of_the_report() -> None:
    report = factory.everything()
    book = opened(report)
    assert [row["Verdict"] for row in rows(book, "Dossiers")] == [
        "non conforme",
        "sans verdict possible",
        "conforme",
    ]
    every = sum(len(one.constats) + len(one.defaillances) for one in report.dossiers) + len(report.lot)
    assert len(rows(book, "Constats")) == every
    told = {row["Repère"]: row["Ce qu’il faut savoir"] for row in rows(book, "À propos")}
    assert told["Jugé à la date du"] == datetime(2024, 10, 21)
    assert {"Exigence écartée : FIN-04", "Fichier non jugé", "Défaillance de l’outil"} <= told.keys()
    assert "Interruption" not in told
    assert any(
        "Interruption" in row.values()
        for row in rows(opened(replace(report, etat=Etat.INTERROMPU)), "À propos")
    )


def test_numbers_and_dates_are_real_ones() -> None:
    book = opened(territory())
    (dossier,) = rows(book, "Dossiers")
    assert (dossier["Lits"], dossier["Reçu le"], dossier["Jugé à la date du"]) == (
        12,
        datetime(2024, 10, 21, 16, 12),
        datetime(2024, 10, 21),
    )
    assert dossier["Département"] == "28"  # a code: as a number, 01 would lose its zero
    first, second, third = rows(book, "Territoire")
    assert first["Lits pour 100 000 habitants avec les projets"] == 2.78
    assert (first["Seuil atteint"], second["Seuil atteint"], third["Seuil atteint"]) == (
        "non",
        "oui",
        "non connu",
    )
    assert third["Lits aujourd’hui"] is None
    assert first["Population"] == 431_277


def test_colours_repeat_what_words_say() -> None:
    book = opened(factory.everything())
    column = next(i for i, one in enumerate(tables.DOSSIERS, 1) if one.title == "Verdict")
    colours = [book["Dossiers"].cell(row, column).fill.fgColor.rgb for row in (2, 3, 4)]
    assert len(set(colours)) == 3
    statuses = [row[5] for row in book["Constats"].iter_rows(min_row=2)]
    for cell in statuses:
        assert cell.value
    assert "FFF9E3E0" not in {cell.fill.fgColor.rgb for cell in statuses if cell.value == "conforme"}


@pytest.mark.parametrize("name", PAYLOADS)
def test_text_stays_text(name: str) -> None:
    payload = PAYLOADS[name]
    content = render_xlsx(filled_with(payload))
    book = load_workbook(io.BytesIO(content))
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in every} <= {"s", "n", "d"}
    assert not [cell for cell in every if cell.hyperlink]
    if payload:
        assert book["Dossiers"]["C2"].value == tables.shown(payload)
        assert book["Dossiers"]["C2"].quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            assert not [mark for mark in (b"<f>", b"<hyperlink", b"TargetMode") if mark in archive.read(part)]


def test_same_report_same_bytes() -> None:
    assert render_xlsx(factory.everything()) == render_xlsx(factory.everything())
    assert opened(factory.everything()).properties.created == datetime(2024, 10, 21)
    other = replace(factory.everything(), date_reference=date(2024, 10, 22))
    assert render_xlsx(other) != render_xlsx(factory.everything())


def test_an_empty_report_opens() -> None:
    book = opened(factory.report())
    assert book.sheetnames == SHEETS
    assert rows(book, "Dossiers") == []


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UnavailableError, match="XlsxWriter"):
        render_xlsx(factory.everything())


def test_rows_that_a_sheet_cannot_hold_are_not_lost_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 9)
    assert render_xlsx(factory.report(factory.dossier()))
    with pytest.raises(UnavailableError, match="Constats"):
        render_xlsx(factory.everything())


def test_contacts_stay_out(tmp_path: Path) -> None:
    book = opened(contacts.judged(tmp_path))
    said = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert "FMT-06" in said
    assert not [word for word in contacts.PERSONAL if word in said]
