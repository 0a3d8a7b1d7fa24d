"""The référentiels that a command may speak of: those that ship, and those of the folders that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.configuration import find_configuration
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import load

if TYPE_CHECKING:
    from usp_check.referentiels.models import Referentiel


def known_calls() -> tuple[str, ...]:
    """Return the identifiers of every référentiel within reach. Raises ConfigurationError for unusable settings."""
    return known_referentiels(_folders())


def chosen_calls(asked: str | None) -> list[Referentiel]:
    """Return the référentiel asked for, by its identifier or its file; without one, all those within reach."""
    folders = _folders()
    return [load(name, folders) for name in ([asked] if asked else known_referentiels(folders))]


def _folders() -> tuple[str, ...]:
    found = find_configuration()
    return found.referentiels if found else ()
