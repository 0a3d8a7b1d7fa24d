"""Where a command's words go: the terminal as it is, or a file that is written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from usp_check.errors import Misuse
from usp_check.report.safe import encode_for

_READABLE = 100
_SEPARATORS = tuple({"/", os.sep})
_RUNNERS = ("GITHUB_ACTIONS", "TF_BUILD")
_COMMAND = re.compile(r"^[^\S\n]*::|##\[", re.MULTILINE)
"""What such a runner takes for an order when it reads it in a log; a space makes it text again."""


def say(text: str, *, error: bool = False) -> None:
    """Write text to standard output, or to standard error, in what its encoding can show."""
    stream = sys.stderr if error else sys.stdout
    if any(name in os.environ for name in _RUNNERS):
        text = _COMMAND.sub(lambda order: f"{order[0][:-1]} {order[0][-1]}", text)
    try:
        stream.write(encode_for(text, stream.encoding))
        stream.flush()
    except OSError as problem:
        _give_up(stream, problem)


def send(content: str | bytes) -> None:
    """Write to standard output what a program reads: UTF-8 whatever the console, line ends as they are."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content.encode() if isinstance(content, str) else content)
        sys.stdout.buffer.flush()
    except OSError as problem:
        _give_up(sys.stdout, problem)


def _give_up(stream: TextIO, problem: OSError) -> None:
    """Write no more to a stream that takes nothing.

    Where who reads has gone (a pager that was quit), there is nobody to tell, and the exit code still says the
    verdict. Any other trouble with standard output is told: raises Misuse.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # what is left in the buffer goes there too
    if stream is sys.stdout and not isinstance(problem, BrokenPipeError):
        raise Misuse(f"Le résultat ne peut pas être affiché ({_reason(problem)}).") from None


def width() -> int:
    """Return the width to lay text out in: the terminal's, or a readable one where there is none."""
    if "COLUMNS" not in os.environ and not sys.stdout.isatty():
        return _READABLE
    from shutil import get_terminal_size

    return get_terminal_size((_READABLE, 24)).columns


def in_color() -> bool:
    """Whether standard output shows colours: a terminal, unless NO_COLOR is set; FORCE_COLOR insists."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def speaks_unicode() -> bool:
    """Whether standard output can show the marks and quotation marks of the report."""
    try:
        "✓✗│«»’…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write_whole(target: str, content: str | bytes, *, inputs: Iterable[str] = (), force: bool = True) -> None:
    """Write ``content`` to the file ``target``, whole or not at all, and never over one of ``inputs``.

    Raises Misuse when that can't be done.
    """
    with replacing(target, inputs=inputs, force=force) as draft:
        draft.write(content)


class Draft:
    """What is written beside a file and takes its place at the end, unless it was given up."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.given_up = False

    def write(self, content: str | bytes) -> None:
        """Add to the draft; text is written as UTF-8, its line ends as they are."""
        self._stream.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def replacing(target: str, *, inputs: Iterable[str] = (), force: bool = True) -> Iterator[Draft]:
    """Give a draft of the file ``target``, which takes its place in one step at the end.

    Whatever is raised meanwhile leaves the old file whole. Raises Misuse for what can't be written, or would
    stand over one of ``inputs``.
    """
    _refuse(target, inputs, force=force)
    try:
        with _draft(Path(os.path.realpath(target))) as draft:  # unlike resolve(), it takes a link to itself
            yield draft
    except OSError as error:
        raise Misuse(f"« {target} » ne peut pas être écrit ({_reason(error)}).") from None


def _refuse(target: str, inputs: Iterable[str], *, force: bool) -> None:
    # os.path, unlike Path, asks about a name of any length, or a link to itself, without raising.
    there = os.path.lexists(target)
    if there and any(_same(Path(target), Path(name)) for name in inputs):
        raise Misuse(f"« {target} » est un fichier à vérifier : choisissez un autre nom pour le résultat.")
    if not force and there:
        raise Misuse(
            f"« {target} » existe déjà. Ajoutez --force pour le remplacer, ou choisissez un autre nom."
        )
    ordinary = os.path.isfile(target) or not os.path.exists(target)  # noqa: PTH110, PTH113
    if not target or target.endswith(_SEPARATORS) or not ordinary:
        raise Misuse(
            f"« {target} » n’est pas un fichier ordinaire : choisissez un autre nom pour le résultat."
        )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


@contextmanager
def _draft(place: Path) -> Iterator[Draft]:
    from tempfile import mkstemp

    descriptor, name = mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield (draft := Draft(stream))
            stream.flush()
            os.fsync(stream.fileno())
        if not draft.given_up:
            path.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
            path.replace(place)
    finally:
        path.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "son dossier n’existe pas"
        case PermissionError():
            return "vous n’en avez pas le droit"
        case OSError(errno=errno.ENAMETOOLONG):
            return "son nom est trop long"
        case _:
            return "le disque est plein, protégé ou inaccessible"
