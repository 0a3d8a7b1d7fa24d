"""What can be wrong with a file or one of its values, before any call is considered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands: keys and, in lists, indexes from 0. Never a dotted string."""


class Fault(NamedTuple):
    """One thing that is wrong with the file itself; it becomes an ``FMT`` constat.

    ``rule`` is the requirement (``FMT-01`` to ``FMT-07``), ``code`` the stable word for what happened,
    ``arguments`` what its French message needs. ``line`` and ``column`` count from 1; where they are
    absent the fault is placed by its ``path`` (on the key itself when ``on_key``).
    """

    rule: str
    code: str
    path: Path = ()
    line: int | None = None
    column: int | None = None
    arguments: Mapping[str, str | int] = {}
    on_key: bool = False
