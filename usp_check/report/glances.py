"""Files at a glance in little room: a country's dossiers are thousands, and a report looks at them a dozen times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from usp_check.report.model import Apercu

_ALIKE = ("document", "referentiel", "departement", "orientation", "nature", "compte", "manquees")


class Glances(list["Apercu"]):
    """Files at a glance, in the order in which they were added; what several have in common is held once."""

    def __init__(self) -> None:
        super().__init__()
        self._met: dict[Any, Any] = {}

    def append(self, one: Apercu) -> None:
        """Add a file."""
        met = self._met
        shared = {name: met.setdefault(value, value) for name in _ALIKE if (value := getattr(one, name))}
        super().append(one._replace(**shared))
