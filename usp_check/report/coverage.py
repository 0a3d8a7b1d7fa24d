"""The picture of a territory's beds: bars against the threshold, drawn in SVG beside the figures that they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from usp_check.report.model import Couverture

_WIDTH = 100  # the bar's own units: the page stretches them
_MARGIN = Decimal("1.08")  # room after the longest bar
_HIDDEN = 'aria-hidden="true" focusable="false" preserveAspectRatio="none"'


@dataclass(frozen=True, slots=True)
class Bar:
    """One territory: its name, its densities as people read them, whether it reaches the threshold, its drawing."""

    territoire: str
    aujourd_hui: str
    avec_projets: str
    ensemble: bool
    atteint: bool | None
    svg: str


def bars(rows: Iterable[Couverture]) -> Iterator[Bar]:
    """Draw each territory to one common scale: today's bar in full, what the projects add beside it, the threshold.

    The drawing is decoration: the figures stand in the same row, so nothing is told by it alone. It holds numbers
    only, and no word of a dossier.
    """
    rows = list(rows)
    longest = max(
        (max(one.densite or 0, one.densite_avec_projets or 0, one.seuil) for one in rows), default=Decimal(1)
    )
    scale = _WIDTH / (max(longest, Decimal("0.01")) * _MARGIN)
    for row in rows:
        after = row.densite_avec_projets
        yield Bar(
            territoire=row.territoire,
            aujourd_hui=_figure(row.densite),
            avec_projets=_figure(after),
            ensemble=row.ensemble,
            atteint=None if after is None else after >= row.seuil,
            svg=_drawn(row, scale),
        )


def _figure(density: Decimal | None) -> str:
    return "non connu" if density is None else f"{density:.2f}".replace(".", ",")


def _drawn(row: Couverture, scale: Decimal) -> str:
    today = (row.densite or Decimal(0)) * scale
    after = max(today, (row.densite_avec_projets or Decimal(0)) * scale)
    threshold = row.seuil * scale
    return (
        f'<svg class="barre" viewBox="0 0 {_WIDTH} 20" {_HIDDEN}>'
        f'<rect class="fond" x="0" y="4" width="{_WIDTH}" height="12"/>'
        f'<rect class="projets" x="{today:.2f}" y="7" width="{after - today:.2f}" height="6"/>'
        f'<rect class="acquis" x="0" y="4" width="{today:.2f}" height="12"/>'
        f'<path class="halo" d="M{threshold:.2f} 0v20" vector-effect="non-scaling-stroke"/>'
        f'<path class="seuil" d="M{threshold:.2f} 0v20" vector-effect="non-scaling-stroke"/>'
        "</svg>"
    )
