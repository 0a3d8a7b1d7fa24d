"""The table of payloads, in reports that also fill what only the folder's formats show."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.report import payloads
from usp_check.report.model import Couverture, Report

FORMULAS = {
    "equals": "=1+1",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1;1)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "spaces": "  \u00a0\u3000=1+1",
    "full width": "＝1+1",
    "full width plus": "＋1",
    "full width minus": "－1",
    "full width at": "＠SUM(1)",
    "quoted": '"=1+1',
    "apostrophe": "'=1+1",
    "after a semicolon": "a;=1+1",
    "after a comma": 'a, "=1+1',
    "quotes and separators": 'a";"=1+1";"',
    "new line": "a\r\n=1+1",
    "hyperlink": '=HYPERLINK("http://evil.example";"ici")',
    "url": "https://evil.example",
    "excel escape": "_x0041_ _x000D_",
    "number": "1e5",
    "date": "1/2",
}
PAYLOADS = {**payloads.PAYLOADS, **FORMULAS}


def filled_with(text: str) -> Report:
    """A report of two dossiers and of everything about the folder, with ``text`` wherever one is taken."""
    report = payloads.filled_with(text)
    first = replace(report.dossiers[0], orientation=text, lits=12, prioritaire=True)
    covered = Couverture(text, 100_000, 2, 4, Decimal(3))
    return replace(report, dossiers=(first, replace(first, lignes={})), couverture=(covered,))
