"""Files at a glance in little room: a country's dossiers are thousands, and a report looks at them a dozen times."""

from __future__ import annotations

from typing import Any

from usp_check.report.model import Apercu

_ALIKE = [
    Apercu._fields.index(name)
    for name in ("document", "referentiel", "departement", "orientation", "nature", "compte", "manquees")
]
"""Where a file at a glance holds what others hold too."""


class Glances(list[Apercu]):
    """Files at a glance, in the order in which they were added; what several have in common is held once."""

    def __init__(self) -> None:
        super().__init__()
        self._met: dict[Any, Any] = {}

    def append(self, one: Apercu) -> None:
        """Add a file."""
        values: list[Any] = list(one)
        for place in _ALIKE:
            if value := values[place]:
                values[place] = self._met.setdefault(value, value)
        super().append(Apercu._make(values))
