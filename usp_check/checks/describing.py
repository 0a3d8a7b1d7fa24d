"""What every part of a référentiel shares: French words beside each key, and a model that takes no other key."""

from __future__ import annotations

from typing import Any

from usp_check.modelling import BaseModel, ConfigDict, Field, Undefined


def cle(titre: str, description: str, *, defaut: Any = Undefined) -> Any:
    """Declare a key: its name and what to write there, in French. Without a default it must be given."""
    return Field(default=defaut, title=titre, description=description)


class Part(BaseModel):
    """What every part of a référentiel shares: frozen, no unknown key, compiled on first use."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
