"""A path or a stream becomes bytes, never more than the limit, and never waits on a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from usp_check.reading.faults import Fault
from usp_check.reading.limits import LIMITS

# A pipe that nobody writes to must not be waited for; Windows knows none of these but O_BINARY.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
# In bytes. Room for all that a file may hold takes longer to get and give back than to read a usual one.
_AT_ONCE = 1 << 16


def open_bytes(path: str | os.PathLike[str]) -> bytes | Fault:
    """Return the bytes of a regular file, or the FMT-01 or FMT-03 fault that explains why not."""
    try:
        _check(os.stat(path), path)  # noqa: PTH116 - a path of any kind, also one that no Path would take
        descriptor = os.open(path, _FLAGS)
        try:
            _check(os.fstat(descriptor), path)  # it may have been replaced in between
            return _bounded(partial(os.read, descriptor))
        finally:
            os.close(descriptor)
    except _Refused as refused:
        return refused.fault
    except (OSError, ValueError) as error:
        return _explain(error)


def drain(stream: BinaryIO) -> bytes | Fault:
    """Return all that a binary stream holds, or the fault that explains why not."""
    try:
        return _bounded(stream.read)
    except _Refused as refused:
        return refused.fault
    except (OSError, ValueError) as error:
        return _explain(error)


def too_big() -> Fault:
    """Return the fault of a file that is larger than the limit."""
    return Fault("FMT-03", "taille", arguments={"limite": LIMITS.max_bytes})


class _Refused(Exception):  # noqa: N818 - a verdict on the file, not an error of ours
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def _check(status: os.stat_result, path: str | os.PathLike[str]) -> None:
    if stat.S_ISDIR(status.st_mode):
        listed = os.access(path, os.R_OK | os.X_OK)
        raise _Refused(Fault("FMT-01", "est_un_dossier" if listed else "acces_refuse"))
    if not stat.S_ISREG(status.st_mode):
        raise _Refused(Fault("FMT-01", "pas_un_fichier"))
    if status.st_size > LIMITS.max_bytes:
        raise _Refused(too_big())


def _bounded(read: Callable[[int], bytes]) -> bytes:
    """Read to the end, or to one byte beyond the limit: sizes told by the system can lie (``/proc``)."""
    parts: list[bytes] = []
    room = LIMITS.max_bytes + 1
    while room > 0 and (part := read(min(room, _AT_ONCE))):
        parts.append(part)
        room -= len(part)
    if room <= 0:
        raise _Refused(too_big())
    return b"".join(parts)


def _explain(error: OSError | ValueError) -> Fault:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Fault("FMT-01", "introuvable")
    if isinstance(error, PermissionError):
        return Fault("FMT-01", "acces_refuse")
    if isinstance(error, IsADirectoryError):
        return Fault("FMT-01", "est_un_dossier")
    return Fault("FMT-01", "illisible")
