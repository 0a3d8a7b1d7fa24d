"""The lines of a file that a constat points at, with a caret under the very place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.report.layout import Page, Segment, Style
from usp_check.report.measure import cells, fit, head, tail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usp_check.report.model import Constat

_INDENT = "  "
_REACH = 4  # characters looked at for a cell shown: marks and escapes are not one for one


def add_excerpt(page: Page, constat: Constat, lines: Mapping[int, str], caret: Style) -> None:
    """Add the line of the constat, the one before it, and a caret; nothing where the line is not known.

    ``lines`` holds lines of the file by number from 1, as typed. Columns count characters, so a tab, a
    wide character or a control before the place moves the caret by as much as it is shown wide.
    """
    number = constat.ligne
    if number is None or number not in lines:
        return
    digits = len(str(number))
    room = page.width - len(_INDENT) - digits - 3
    before = lines.get(number - 1, "")
    if before.strip():
        _row(page, str(number - 1).rjust(digits), (page.fit(before.rstrip(), room), Style.FAINT))
    column = constat.colonne
    if column is None:
        _row(page, str(number), (page.fit(lines[number].rstrip(), room), Style.PLAIN))
        return
    shown, offset, length = _window(page, lines[number].rstrip("\r\n"), column - 1, constat.longueur, room)
    _row(page, str(number), (shown, Style.PLAIN))
    _row(page, " " * digits, (" " * offset + "^" * length, caret))


def _row(page: Page, number: str, *content: Segment) -> None:
    page.add((f"{_INDENT}{number} {page.mark('bar')} ", Style.FAINT), *content)


def _window(page: Page, line: str, start: int, length: int, room: int) -> tuple[str, int, int]:
    """Cut a line around the place: what is shown, then the caret's offset and length, in cells."""
    ellipsis = page.mark("ellipsis")
    end = start + max(1, length)
    reach = _REACH * room  # a line may be a million characters long: look only at what may be shown
    left = page.clean(line[max(0, start - reach) : start])
    target = page.clean(line[start : min(end, start + reach)])
    right = page.clean(line[end : end + reach])
    kept = max(room // 3, room - cells(target) - cells(right))
    if start > reach or cells(left) > kept:
        left = ellipsis + tail(left, kept - cells(ellipsis))
    rest = room - cells(left)
    shown = fit(target + right, rest, ellipsis)
    underlined = cells(
        target if cells(target) <= rest - cells(ellipsis) else head(target, rest - cells(ellipsis))
    )
    return left + shown, cells(left), max(1, underlined)
