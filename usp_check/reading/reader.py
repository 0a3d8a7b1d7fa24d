"""Bytes in, a Reading out: the one way by which a file enters the house."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from usp_check.reading.decoding import decode
from usp_check.reading.faults import Fault
from usp_check.reading.limits import LIMITS
from usp_check.reading.opening import drain, open_bytes, too_big
from usp_check.reading.plain import read_plain
from usp_check.reading.positions import Node, Positions

if TYPE_CHECKING:
    import os

    from usp_check.reading.decoding import Decoded

# libyaml still takes these for ends of line, which no editor does: a text pasted from a word processor
# would fall apart. As spaces they are harmless, and every character keeps its place.
_NOT_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")


class Reading(NamedTuple):
    """What a file says.

    ``text`` is the decoded text (empty when it could not be decoded), ``data`` its bytes (``None`` when it was
    not read whole). ``value`` holds nested ``dict``, ``list``, ``str`` and ``None`` (a key that
    is there but empty); it is ``None`` when no mapping could be read, and ``faults`` says why. Aliased lists
    and mappings are shared objects: ``value`` is not to be changed.
    """

    text: str
    data: bytes | None
    value: dict[str, Any] | None
    positions: Positions
    faults: tuple[Fault, ...]

    @property
    def sha256(self) -> str | None:
        """The digest of its bytes, for those who tell it."""
        return None if self.data is None else sha256(self.data).hexdigest()


def read_file(path: str | os.PathLike[str]) -> Reading:
    """Read a file; whatever is wrong with it is among the faults, nothing is raised."""
    return _read(open_bytes(path))


def read_stream(stream: BinaryIO) -> Reading:
    """Read a binary stream, standard input for instance, to its end or to the limit."""
    return _read(drain(stream))


def read_bytes(data: bytes) -> Reading:
    """Read the bytes of a file."""
    return _read(data if len(data) <= LIMITS.max_bytes else too_big())


def _read(data: bytes | Fault) -> Reading:
    if isinstance(data, Fault):
        return Reading("", None, None, Positions(), (data,))
    decoded = decode(data)
    if isinstance(decoded, Fault):
        return Reading("", data, None, Positions(), (decoded,))
    faults: list[Fault] = []
    root = _mapping(*_with_ends_of_an_editor(decoded), faults)
    value = root.value if root else None
    text, _ = decoded
    return Reading(text, data, value, Positions(text, root), tuple(faults))


def _with_ends_of_an_editor(decoded: Decoded) -> Decoded:
    text, _ = decoded
    if "\x85" not in text and "\u2028" not in text and "\u2029" not in text:
        return decoded
    text = text.translate(_NOT_LINE_ENDS)
    return text, text


def _mapping(text: str, source: str | bytes, faults: list[Fault]) -> Node | None:
    """Return the mapping that a text is, by the quickest way; ``None``, with a fault, when there is none."""
    plain = read_plain(text, source)
    if plain is not None:
        return plain
    from usp_check.reading.parsing import parse  # most files do without, and it takes its time to be loaded

    return parse(text, source, faults)
