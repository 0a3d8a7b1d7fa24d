"""Where a file is, as other programs want it told: a path with slashes, a URI."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

STANDARD_INPUT = "-"
_ON_WINDOWS = os.name == "nt"
_DRIVE = re.compile(r"[A-Za-z]:/")


def portable(fichier: str, *, windows: bool = _ON_WINDOWS) -> str:
    r"""Give a path as it stands in a repository: slashes, no leading ``./``.

    On Windows alone ``\`` separates; elsewhere it is a character of the name.
    """
    path = fichier.replace("\\", "/") if windows else fichier
    while path.startswith("./") and path.strip("./"):
        path = path[2:].lstrip("/")
    return path


def uri(fichier: str, *, windows: bool = _ON_WINDOWS) -> str:
    """Give a path as a URI reference (RFC 3986): relative as it is, absolute with ``file:``.

    Every byte but letters, digits and ``-._~/`` is percent-encoded, so nothing in a name can be taken for a
    scheme, a query or a host. A name that is not UTF-8 keeps its bytes.
    """
    path = portable(fichier, windows=windows)
    if windows and _DRIVE.match(path):
        return f"file:///{path[:2]}{_quoted(path[2:])}"
    if windows and path.startswith("//"):
        return f"file:{_quoted(path)}"
    if path.startswith("/"):
        return f"file:///{_quoted(path.lstrip('/'))}"
    return _quoted(path)


def climbs(fichier: str, *, windows: bool = _ON_WINDOWS) -> bool:
    """Whether a path leaves the folder that it starts from, at some point."""
    return ".." in portable(fichier, windows=windows).split("/")


def _quoted(path: str) -> str:
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogatepass")
    return quote(raw, safe="/")
