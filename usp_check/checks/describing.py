"""French words beside each key that the author of a référentiel may write."""

from __future__ import annotations

from typing import Any

from pydantic import Field
from pydantic_core import PydanticUndefined


def cle(titre: str, description: str, *, defaut: Any = PydanticUndefined) -> Any:
    """Declare a key: its name and what to write there, in French. Without a default it must be given."""
    return Field(default=defaut, title=titre, description=description)
