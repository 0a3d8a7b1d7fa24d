"""The forms that a report can take: their names, their files' endings, and the function that renders each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from usp_check.report.model import Ensemble, Report


class Format(NamedTuple):
    """One form. ``place`` is ``module:function`` below ``usp_check.report``, imported when it is asked for.

    A file that ends in one of ``endings`` takes this form unless another one is asked for; ``binary`` says
    that it is no text, and so never for a terminal. ``streamed`` is the place of its ``Parts``, for a form that
    can be written dossier by dossier.
    """

    place: str
    endings: tuple[str, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()
    binary: bool = False
    streamed: str = ""

    def render(self, report: Report) -> str | bytes:
        """Render a report. Raises UnavailableError where a component is not installed."""
        rendered: str | bytes = _from(self.place)(report, **dict(self.options))
        return rendered

    def parts(self) -> Parts | None:
        """Return what writes this form dossier by dossier; None for one that is written as a whole."""
        if not self.streamed:
            return None
        parts: Parts = _from(self.streamed)(**dict(self.options))
        return parts


class Parts(Protocol):
    """A form in parts: head, each dossier in order, foot. Put together they are the form of the whole report."""

    @property
    def whole(self) -> bool:
        """Whether a dossier's part is made of its ``RapportDossier``; else it is made of an ``Apercu``."""

    def head(self) -> str:
        """Return what stands before the first dossier."""

    def dossier(self, dossier: Any, run: Ensemble) -> str:
        """Return the part of one dossier; of ``run`` only what was known before it started is read."""

    def foot(self, run: Ensemble) -> str:
        """Return what stands after the last dossier, once all is known of the run."""


def _from(place: str) -> Any:
    module, name = place.split(":")
    return getattr(import_module(f"usp_check.report.{module}"), name)


_CONSTATS = ("constats", True)
_RFC = ("dialect", "rfc4180")
_CSV, _EXPORT = "csv_report:render_csv", "csv_report:Export"

FORMATS = {
    "json": Format("json_report:render_json", (".json",)),
    "jsonl": Format("jsonl:render_jsonl", (".jsonl", ".ndjson"), streamed="jsonl:Lines"),
    "csv": Format(_CSV, (".csv",), streamed=_EXPORT),
    "csv-constats": Format(_CSV, (".constats.csv",), (_CONSTATS,), streamed=_EXPORT),
    "csv-rfc4180": Format(_CSV, (), (_RFC,), streamed=_EXPORT),
    "csv-constats-rfc4180": Format(_CSV, (), (_CONSTATS, _RFC), streamed=_EXPORT),
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
