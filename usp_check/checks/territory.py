"""What exists in a territory, by the offer: its USPs, their beds, the one that is the applicant's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from usp_check.checks.base import (
    Context,
)
from usp_check.checks.view import View
from usp_check.french import fold
from usp_check.reading.faults import Path

DEPARTMENT = ("implantation", "departement")
_NATURE = ("projet", "nature")


def territory(offer: View | None, department: str | None) -> View | None:
    """Return what the offer says of the department; None where it says nothing."""
    if offer is None or department is None:
        return None
    return next((t for t in offer.items("territoires") if t.get("code") == department), None)


def place_of(offer: View, department: str, champ: Path) -> Path:
    """Return where the offer speaks of the department; the field looked at where it does not."""
    there = territory(offer, department)
    return there.path if there else champ


def people_of(offer: View | None, department: str, populations: Mapping[str, int]) -> int | None:
    """Return the inhabitants of the department: by the offer, else by the reference data."""
    there = territory(offer, department)
    return (there.get("population") if there else None) or populations.get(department)


def known_lines(offer: View | None, department: str | None, name: str) -> list[View] | None:
    """Return the lines of a list of the department, by the offer; None where the offer does not give it."""
    there = territory(offer, department)
    if there is None or there.get(name) is None:
        return None
    lines = list(there.items(name))
    told = [line for line in lines if line.filled()]
    return told if told or not lines else None  # blank lines, as a template has them, say nothing


def known_usp(offer: View | None, department: str | None) -> list[View] | None:
    """Return the USPs of the department by the offer; None where the offer does not list them."""
    return known_lines(offer, department, "usp")


def other_usp(dossier: View, context: Context) -> list[View] | None:
    """Return the department's USPs by the offer, without the unit that the project extends or transforms.

    None where the offer does not list them. The applicant's own unit is another one only if the project
    creates a unit.
    """
    units = known_usp(context.offre, dossier.get(DEPARTMENT))
    if units is None or dossier.get(_NATURE) == "creation":
        return units
    numbers = {
        dossier.get(("titulaire", "finess_juridique")),
        dossier.get(("implantation", "finess_geographique")),
    }
    name = dossier.get(("titulaire", "raison_sociale"))
    return [u for u in units if not _is_own(u, numbers - {None}, name)]


def _is_own(unit: View, numbers: set[Any], name: str | None) -> bool:
    if (finess := unit.get("finess")) is not None and numbers:
        return finess in numbers
    other = unit.get("etablissement")
    return other is not None and name is not None and fold(other) == fold(name)


def covered_by_offer(units: list[View], orientation: str) -> bool | None:
    """Whether one of the units has the orientation; None where none is said to, and one does not say."""
    orientations = [unit.get("orientation") for unit in units]
    if orientation in orientations:
        return True
    return None if None in orientations else False


def beds_of(units: list[View] | None) -> int | None:
    """Add up the beds of the units; None where they are not known, or one does not say its own."""
    if units is None:
        return None
    counts: list[int | None] = [unit.get("lits") for unit in units]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
