"""Files at a glance in little room: a country's dossiers are thousands, and a report looks at them one by one."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from usp_check.report.model import Apercu

_BLOCK = 256
"""How many are packed together: what they have in common is kept once."""
_LOOSE = 2048
"""How many are kept as they are before any is packed: a report goes through them a dozen times."""
_QUICKLY = 1  # packing better takes longer, and gains next to nothing
_ALIKE = ("document", "referentiel", "departement", "orientation", "nature", "compte", "manquees")


class Packed(Sequence["Apercu"]):
    """Files at a glance, in the order in which they were added; those that are looked at are made again.

    To go through them all takes little; to ask for one by its rank unpacks the block that it is in.
    """

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._last: list[Apercu] = []

    def append(self, one: Apercu) -> None:
        """Add a file."""
        self._last.append(one)
        if len(self._last) == _LOOSE + _BLOCK:
            self._blocks.append(_packed(self._last[:_BLOCK]))
            del self._last[:_BLOCK]

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._last)

    def __iter__(self) -> Iterator[Apercu]:
        for block in self._blocks:
            yield from _unpacked(block)
        yield from self._last

    @overload
    def __getitem__(self, index: int) -> Apercu: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Apercu]: ...
    def __getitem__(self, index: int | slice) -> Apercu | Sequence[Apercu]:
        if isinstance(index, slice):
            return [self[rank] for rank in range(*index.indices(len(self)))]
        rank = range(len(self))[index] - len(self._blocks) * _BLOCK
        if rank >= 0:
            return self._last[rank]
        block, rank = divmod(range(len(self))[index], _BLOCK)
        return _unpacked(self._blocks[block])[rank]


def _packed(files: Sequence[Apercu]) -> bytes:
    met: dict[Any, Any] = {}

    def shared(one: Apercu) -> Apercu:
        return one._replace(
            **{name: met.setdefault(value, value) for name in _ALIKE if (value := getattr(one, name))}
        )

    return zlib.compress(pickle.dumps([shared(one) for one in files], pickle.HIGHEST_PROTOCOL), _QUICKLY)


def _unpacked(block: bytes) -> list[Apercu]:
    files: list[Apercu] = pickle.loads(zlib.decompress(block))  # noqa: S301 - packed above, by this very process
    return files
