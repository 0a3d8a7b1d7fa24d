"""What a person asks ``validate`` for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Request(NamedTuple):
    """What the person asked for, option by option."""

    paths: Sequence[str]
    referentiel: str | None = None
    date: str | None = None
    format: str | None = None
    outputs: Sequence[str] = ()
    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    registre: str | None = None
    offre: str | None = None
    config: str | None = None
    no_config: bool = False
    skip_unrelated: bool = False
    jobs: int | None = None
