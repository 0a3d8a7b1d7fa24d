"""The README's picture: the report of its first command, as a terminal shows it.

``python -m tests.picture`` makes it again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from usp_check._version import __version__
from usp_check.judging import Settings, judge_file
from usp_check.report.model import RapportDossier, Report
from usp_check.report.terminal import render_terminal

ROOT = Path(__file__).parents[1]
EXAMPLE = "examples/usp-avec-reserves.yaml"
PICTURE = ROOT / ".github" / "rapport.svg"
WIDTH = 100
_FORMAT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="Rapport d'usp-check">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; \
font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">\
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect width="100%" height="100%" rx="8" fill="#0c0c0c"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def text(*, color: bool) -> str:
    """Return the report of the README's first command."""
    found = judge_file(str(ROOT / EXAMPLE), Settings(date(2024, 10, 21)))
    assert isinstance(found, RapportDossier)
    # By its short name, so that lines are folded alike wherever the repository is.
    shown = Report(__version__, date(2024, 10, 21), (replace(found, fichier=EXAMPLE),))
    return render_terminal(shown, width=WIDTH, color=color, unicode=True)


def svg() -> str:
    """Return the picture of the report in colour."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="standard")
    console.print(Text.from_ansi(text(color=True)), soft_wrap=True)
    return console.export_svg(theme=SVG_EXPORT_THEME, code_format=_FORMAT, unique_id="rapport")


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg(), encoding="utf-8")
