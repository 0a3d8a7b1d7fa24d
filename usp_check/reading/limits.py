"""How much a dossier may hold. No dossier and no option can raise these."""

from __future__ import annotations

from typing import Final, NamedTuple


class Limits(NamedTuple):
    """Bounds on one file.

    ``max_bytes`` is its size in bytes, ``max_depth`` how many lists and mappings may be nested,
    ``max_nodes`` how many keys and values it may hold, counted as if every alias were written out,
    ``max_faults`` how many faults of form are told before the rest of the file is given up.
    """

    max_bytes: int
    max_depth: int
    max_nodes: int
    max_faults: int


LIMITS: Final = Limits(max_bytes=1024 * 1024, max_depth=32, max_nodes=50_000, max_faults=500)
