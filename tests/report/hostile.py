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
_CALL = "fetch('https://canari.example/');canari=1"
# Each would leave a trace in a browser: a request, a dialog, a changed title, a global, a refusal by the policy.
ACTIVE = {
    "script": f"<script>{_CALL}</script>",
    "handler": f'<img src="https://canari.example/x.png" onerror="{_CALL}">',
    "svg": f'<svg onload="{_CALL}"><use href="https://canari.example/#x"/></svg>',
    "out of a title": f"</title></style></script><script>{_CALL}</script>",
    "out of an attribute": f'" autofocus onfocus="{_CALL}" x=\'',
    "out of another attribute": f"' autofocus onfocus='{_CALL}' x=\"",
    "frame": f'<iframe srcdoc="<script>parent.{_CALL}</script>" src="https://canari.example/"></iframe>',
    "style": "<style>@import 'https://canari.example/';*{display:none}</style>",
    "refresh": '<meta http-equiv="refresh" content="0;url=https://canari.example/">',
    "base": '<base href="https://canari.example/"><link rel="stylesheet" href="https://canari.example/x.css">',
    "form": '<form action="https://canari.example/"><button autofocus>x</button></form>',
    "anchor": '<a href="javascript:canari=1" ping="https://canari.example/">x</a>',
    "template": "{{ 7 * 7 }}{% raw %}{{ cycler.__init__.__globals__ }}${7*7}",
    "comment": f"--><script>{_CALL}</script><!--",
    "double entity": "&amp;lt;script&amp;gt;",
}
PAYLOADS = {**payloads.PAYLOADS, **FORMULAS, **ACTIVE}


def filled_with(text: str) -> Report:
    """A report of two dossiers and of everything about the folder, with ``text`` wherever one is taken."""
    report = payloads.filled_with(text)
    first = replace(report.dossiers[0], orientation=text, lits=12, prioritaire=True)
    covered = Couverture(text, 100_000, 2, 4, Decimal(3))
    return replace(report, dossiers=(first, replace(first, lignes={})), couverture=(covered,))
