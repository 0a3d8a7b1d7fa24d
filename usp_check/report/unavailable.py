"""A report that can't be written in the format asked for, and why, in a sentence for the person who asked."""

from __future__ import annotations

from usp_check.errors import UspCheckError


class UnavailableError(UspCheckError):
    """A format can't be had here; the message, in French, says why and what to do."""


def missing(package: str, kind: str) -> UnavailableError:
    """Say that ``package``, without which ``kind`` can't be written, is not installed."""
    return UnavailableError(
        f"{kind} ne peut pas être écrit : le composant « {package} », livré avec usp-check, n’est pas installé "
        f"ici. Réinstallez usp-check, ou ajoutez ce composant avec « pip install {package} »."
    )
