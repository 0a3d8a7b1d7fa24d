"""A workbook: dossiers, constats, the territory, and what one must know to read them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from usp_check.report import tables, wording
from usp_check.report.tables import Tone
from usp_check.report.unavailable import UnavailableError, missing
from usp_check.vocabulary import Etat

if TYPE_CHECKING:
    from usp_check.report.model import Report
    from usp_check.report.tables import Cell, Column

Row = TypeVar("Row")
MOST_ROWS = 1_048_576  # of a sheet, its titles included: the format's limit

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
_ACCENT = "#17565B"
# Ink and ground of a cell that weighs; what it says is in its words.
_TONES = {
    Tone.GOOD: {"font_color": "#1B5E38", "bg_color": "#E4F1E8", "bold": True},
    Tone.WARN: {"font_color": "#6B4A00", "bg_color": "#FAF0D7", "bold": True},
    Tone.BAD: {"font_color": "#8C2318", "bg_color": "#F9E3E0", "bold": True},
    Tone.NOTE: {"font_color": "#3F4470", "bg_color": "#E8E9F4", "bold": True},
    Tone.PLAIN: {},
}


def render_xlsx(report: Report) -> bytes:
    """Render a report as a workbook of sheets ``Dossiers``, ``Constats``, ``Territoire`` and ``À propos``.

    Dates and numbers are real ones, text is never a formula nor a link, and the same report gives the same
    bytes. Raises UnavailableError where XlsxWriter is not installed, or where a sheet can't hold every row.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise missing("XlsxWriter", "Le classeur") from None
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as workbook:
        workbook.set_properties(
            {
                "title": "Vérification des dossiers",
                "comments": wording.DISCLAIMER,
                "created": datetime.combine(report.date_reference, time()),
            }
        )
        book = _Book(workbook)
        rows = [tables.DossierRow(one, report) for one in report.synthese().dossiers]
        book.sheet("Dossiers", tables.DOSSIERS, rows, frozen=3)
        constats = [row for one in report.dossiers for row in tables.constat_rows(one)]
        constats += [tables.ConstatRow(one, None) for one in report.lot]
        book.sheet("Constats", tables.CONSTATS, constats, frozen=4)
        book.sheet("Territoire", tables.TERRITOIRE, report.couverture, frozen=1)
        about = book.sheet("À propos", _ABOUT, _about(report), filtered=False)
        about.hide_gridlines(2)
    return out.getvalue()


@dataclass(slots=True)
class _Book:
    """A workbook being written, and the formats it already has."""

    workbook: Any
    formats: dict[tuple[str, Tone], Any] = field(default_factory=dict)

    def sheet(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        rows: Sequence[Row],
        *,
        frozen: int = 0,
        filtered: bool = True,
    ) -> Any:
        """Write one sheet, its ``frozen`` first columns kept in sight, and return it."""
        if len(rows) >= MOST_ROWS:
            raise UnavailableError(
                f"Le classeur ne peut pas être écrit : la feuille « {name} » aurait plus de {MOST_ROWS} lignes, ce "
                "qu’un tableur n’accepte pas. Choisissez le format CSV, ou vérifiez les dossiers en plusieurs fois."
            )
        sheet = self.workbook.add_worksheet(name)
        sheet.set_row(0, 32)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.title, self._format("head"))
        for number, row in enumerate(rows, start=1):
            for index, column in enumerate(columns):
                self._cell(sheet, (number, index), column.of(row), column.tone_of(row))
        last = max(1, len(rows))
        sheet.freeze_panes(1, frozen)
        if filtered:
            sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})  # a department is no number
        _printed(sheet, name)
        return sheet

    def _cell(self, sheet: Any, place: tuple[int, int], cell: Cell, tone: Tone) -> None:
        match cell:
            case None | "":
                sheet.write_blank(*place, None, self._format("text"))
            case str():
                sheet.write_string(*place, tables.shown(cell), self._format("text", tone))
            case datetime():
                sheet.write_datetime(*place, cell, self._format("moment"))
            case date():
                sheet.write_datetime(*place, cell, self._format("day"))
            case Decimal():
                sheet.write_number(*place, float(cell), self._format("decimal"))
            case _:
                sheet.write_number(*place, cell, self._format("count"))

    def _format(self, kind: str, tone: Tone = Tone.PLAIN) -> Any:
        if (kind, tone) not in self.formats:
            properties = {"valign": "top", "font_size": 10, **_FORMATS[kind], **_TONES[tone]}
            self.formats[kind, tone] = self.workbook.add_format(properties)
        return self.formats[kind, tone]


_FORMATS: dict[str, dict[str, Any]] = {
    "head": {
        "bold": True,
        "text_wrap": True,
        "font_color": "#FFFFFF",
        "bg_color": _ACCENT,
        "valign": "vcenter",
    },
    # The quote prefix keeps text as text even when a person edits the cell.
    "text": {"text_wrap": True, "quote_prefix": True, "num_format": "@"},
    "count": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.00"},
    "day": {"num_format": "dd/mm/yyyy", "align": "left"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm", "align": "left"},
}


def _printed(sheet: Any, name: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{name}&RPage &P sur &N")


_ABOUT: tuple[Column[tuple[str, Cell]], ...] = (
    tables.Column("Repère", lambda row: row[0], 34),
    tables.Column("Ce qu’il faut savoir", lambda row: row[1], 90),
)


def _about(report: Report) -> list[tuple[str, Cell]]:
    return list(_facts(report))


def _facts(report: Report) -> Iterator[tuple[str, Cell]]:
    yield "Portée du verdict", wording.DISCLAIMER
    yield "Jugé à la date du", report.date_reference
    yield "Outil", f"usp-check {report.outil_version}"
    yield "En tout", wording.count_by_verdict(report.resume())
    decided, dossiers = report.decisions()
    if decided:
        yield "Décisions", wording.decisions(decided, dossiers)
    if report.etat is Etat.INTERROMPU:
        yield "Interruption", wording.INTERRUPTED
    if report.resume()["defaillances"]:
        yield "Défaillance de l’outil", wording.FAILURE
    for rule in report.regles_ecartees:
        yield f"Exigence écartée : {rule.regle}", f"{rule.motif} ({rule.origine})"
    for file in report.fichiers_ignores:
        yield "Fichier non jugé", f"{file.fichier} : {file.motif}"
