"""CSV: one line a dossier or one line a constat, for French spreadsheets or by RFC 4180."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from usp_check.report import tables
from usp_check.report.model import RapportDossier
from usp_check.report.wording import INTERRUPTED
from usp_check.vocabulary import Etat

if TYPE_CHECKING:
    from usp_check.report.model import Apercu, Ensemble, Report
    from usp_check.report.tables import Cell, Column

Row = TypeVar("Row")

# What may open a formula in a spreadsheet, full-width and small variants included, after spaces or quotes. A
# reader set to the other separator cuts cells where we do not: what follows a separator counts as a start.
_OPENS_FORMULA = re.compile("((?:^|[;,])[\\s\"']*)(?=[=+\\-@＝＋－＠﹦﹢﹣﹫−])")


class Dialect(NamedTuple):
    """How cells are written: what stands between them, before the whole, in numbers and in dates."""

    separator: str
    mark: str
    decimal: str
    day: str
    moment: str


DIALECTS = {
    "francais": Dialect(";", "\ufeff", ",", "%d/%m/%Y", "%d/%m/%Y %H:%M"),
    "rfc4180": Dialect(",", "", ".", "%Y-%m-%d", "%Y-%m-%dT%H:%M"),
}


class Export(NamedTuple):
    """A CSV in parts, so that dossiers can be written as they come: head, each dossier, foot.

    ``constats`` asks for one line a constat, else there is one a dossier; ``dialect`` is a key of
    ``DIALECTS``. The parts put together are what ``render_csv`` gives.
    """

    constats: bool = False
    dialect: str = "francais"

    @property
    def whole(self) -> bool:
        """Whether a dossier's part is made of its whole report; else it is made of an ``Apercu``."""
        return self.constats

    def head(self) -> str:
        """Write the titles of the columns, after the byte-order mark where the dialect has one."""
        columns: Sequence[Column[tables.ConstatRow] | Column[tables.DossierRow]]
        columns = tables.CONSTATS if self.constats else tables.DOSSIERS
        return DIALECTS[self.dialect].mark + self.lines([[column.title for column in columns]])

    def dossier(self, dossier: RapportDossier | Apercu, run: Ensemble) -> str:
        """Write the lines of one dossier; of ``run`` only what concerns all dossiers is read."""
        if isinstance(dossier, RapportDossier):
            return self._table(tables.CONSTATS, tables.constat_rows(dossier))
        return self._table(tables.DOSSIERS, [tables.DossierRow(dossier, run)])

    def foot(self, run: Ensemble) -> str:
        """Write the constats on the folder, where constats are asked for, and whether the run was interrupted."""
        rows = (tables.ConstatRow(one, None) for one in run.lot) if self.constats else ()
        width = len(tables.CONSTATS if self.constats else tables.DOSSIERS)
        last = [[INTERRUPTED, *[""] * (width - 1)]] if run.etat is Etat.INTERROMPU else []
        return self._table(tables.CONSTATS, rows) + self.lines(last)

    def lines(self, rows: Iterable[Sequence[Cell]]) -> str:
        """Write rows of cells, each line ended by CRLF; no text among them can become a formula."""
        out = io.StringIO(newline="")
        dialect = DIALECTS[self.dialect]
        writer = csv.writer(
            out, delimiter=dialect.separator, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL
        )
        writer.writerows([_written(cell, dialect) for cell in row] for row in rows)
        return out.getvalue()

    def _table(self, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> str:
        return self.lines([column.of(row) for column in columns] for row in rows)


def render_csv(report: Report, *, constats: bool = False, dialect: str = "francais") -> str:
    """Render a report as CSV: one line a dossier, or with ``constats`` one line a constat.

    ``francais`` is for spreadsheets with French settings: semicolons, a byte-order mark, a decimal comma,
    ``21/10/2024``. ``rfc4180`` has commas, no mark, a decimal point, ``2024-10-21``. Both end lines by
    CRLF: write the text to a file without changing line ends. Raises KeyError for another dialect.
    """
    export = Export(constats, dialect)
    dossiers = report.dossiers if constats else report.synthese().dossiers
    return export.head() + "".join(export.dossier(one, report) for one in dossiers) + export.foot(report)


def neutral(text: str) -> str:
    """Put an apostrophe before what would open a formula: ``=1+1`` → ``'=1+1``."""
    return _OPENS_FORMULA.sub(r"\1'", text)


def _written(cell: Cell, dialect: Dialect) -> str:
    match cell:
        case None:
            return ""
        case str():
            return neutral(tables.shown(cell))
        case Decimal():
            return f"{cell:f}".replace(".", dialect.decimal)
        case datetime():
            return cell.strftime(dialect.moment)
        case date():
            return cell.strftime(dialect.day)
        case _:
            return str(cell)
