"""The lines of a file that a constat points at, cut to what a page can show, the place told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usp_check.report.model import Constat

_BEFORE, _TARGET, _AFTER = (
    160,
    240,
    160,
)  # characters kept on either side of the place, and of the place itself


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """A line of a file: its number, and its text around the place meant (empty where the line only leads to it)."""

    numero: int
    avant: str
    cible: str = ""
    apres: str = ""


def excerpt(constat: Constat, lines: Mapping[int, str]) -> list[ExcerptLine]:
    """Give the line of the constat and the one before it; nothing where the line is not known."""
    number = constat.ligne
    if number is None or number not in lines:
        return []
    shown = []
    before = lines.get(number - 1, "").rstrip()
    if before:
        shown.append(ExcerptLine(number - 1, _head(before, _BEFORE + _TARGET)))
    line = lines[number].rstrip("\r\n")
    if constat.colonne is None:
        return [*shown, ExcerptLine(number, _head(line, _BEFORE + _TARGET))]
    start = constat.colonne - 1
    end = start + max(1, constat.longueur)
    left = line[max(0, start - _BEFORE) : start]
    if start > _BEFORE:
        left = f"…{left}"
    return [*shown, ExcerptLine(number, left, _head(line[start:end], _TARGET), _head(line[end:], _AFTER))]


def _head(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
