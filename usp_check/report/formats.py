"""The forms that a report can take: their names, their files' endings, and the function that renders each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from usp_check.report.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """One form. ``place`` is ``module:function`` below ``usp_check.report``, imported when it is asked for.

    A file that ends in one of ``endings`` takes this form unless another one is asked for; ``binary`` says
    that it is no text, and so never for a terminal.
    """

    place: str
    endings: tuple[str, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()
    binary: bool = False

    def render(self, report: Report) -> str | bytes:
        """Render a report. Raises UnavailableError where a component is not installed."""
        module, name = self.place.split(":")
        function = getattr(import_module(f"usp_check.report.{module}"), name)
        rendered: str | bytes = partial(function, **dict(self.options))(report)
        return rendered


_CONSTATS = ("constats", True)
_RFC = ("dialect", "rfc4180")

FORMATS = {
    "json": Format("json_report:render_json", (".json",)),
    "jsonl": Format("jsonl:render_jsonl", (".jsonl", ".ndjson")),
    "csv": Format("csv_report:render_csv", (".csv",)),
    "csv-constats": Format("csv_report:render_csv", (".constats.csv",), (_CONSTATS,)),
    "csv-rfc4180": Format("csv_report:render_csv", (), (_RFC,)),
    "csv-constats-rfc4180": Format("csv_report:render_csv", (), (_CONSTATS, _RFC)),
    "xlsx": Format("xlsx:render_xlsx", (".xlsx",), binary=True),
    "markdown": Format("markdown_report:render_markdown", (".md", ".markdown")),
    "html": Format("html_report:render_html", (".html", ".htm")),
    "sarif": Format("sarif:render_sarif", (".sarif", ".sarif.json")),
    "junit": Format("junit:render_junit", (".xml",)),
    "github": Format("github:render_github"),
    "github-resume": Format("github_summary:render_github_summary"),
    "gitlab": Format("gitlab:render_gitlab"),
}
"""Every form but the text for a person, which depends on the terminal."""


def format_of(file: str) -> str | None:
    """Return the name of the form that a file's ending asks for, the longest ending first; None when none does."""
    endings = {ending: name for name, form in FORMATS.items() for ending in form.endings}
    fitting = [ending for ending in endings if file.lower().endswith(ending)]
    return endings[max(fitting, key=len)] if fitting else None
