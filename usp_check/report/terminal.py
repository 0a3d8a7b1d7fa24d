"""The report for a person at a terminal, laid out once, painted or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.report import wording
from usp_check.report.dossier import add_dossier
from usp_check.report.layout import Page, Style, painter, plain
from usp_check.report.model import Synthese
from usp_check.report.summary import add_summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from usp_check.report.model import Report


def render_terminal(  # noqa: PLR0913
    report: Report | Synthese,
    *,
    width: int,
    color: bool,
    unicode: bool,
    verbose: bool = False,
    quiet: bool = False,
) -> str:
    """Render a report as text for a console of ``width`` cells; text is folded at a hundred at most.

    ``color`` paints with the sixteen ANSI colours, and only then is rich imported. Without ``unicode``,
    marks are ASCII and typography is plain; letters are left for ``encode_for``. ``verbose`` also tells
    what holds and what is not called for, and each dossier in full where there are several; ``quiet``
    gives one line a fault, and nothing where all is well. Of a ``Synthese`` there is but the folder at a
    glance. Never raises on what a dossier says, and lets none of it act on the terminal.
    """
    page = Page(width, unicode, painter() if color else plain)
    lay_out(page, report, verbose=verbose, quiet=quiet)
    return "\n".join([*page.lines, ""])


def write_terminal(
    synthesis: Synthese, write: Callable[[str], object], *, width: int, color: bool, unicode: bool
) -> None:
    """Give ``write`` what ``render_terminal`` makes of a ``Synthese``, piece by piece: it may be long."""
    page = Page(width, unicode, painter() if color else plain, spill=write)
    lay_out(page, synthesis)
    write("\n".join([*page.lines, ""]))


def lay_out(page: Page, report: Report | Synthese, *, verbose: bool = False, quiet: bool = False) -> None:
    """Lay a report out on a page."""
    if isinstance(report, Synthese) or (len(report.dossiers) > 1 and not verbose and not quiet):
        from usp_check.report.synthesis import add_synthesis

        add_synthesis(page, report if isinstance(report, Synthese) else report.synthese())
        add_summary(page, report)
        page.text(wording.DETAIL, Style.FAINT)
    elif quiet:
        from usp_check.report.quiet import add_quiet

        add_quiet(page, report)
    else:
        for number, dossier in enumerate(report.dossiers):
            if number:
                page.gap()
                page.add((page.mark("rule") * page.width, Style.STRONG))
                page.gap()
            add_dossier(page, dossier, report.day_of(dossier), verbose=verbose)
        add_summary(page, report)
