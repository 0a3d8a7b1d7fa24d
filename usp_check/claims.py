"""Whether a file says that it is one of ours, for a hook that is handed every YAML file of a repository."""

from __future__ import annotations

import re

from usp_check.documents import document_kinds
from usp_check.french import fold, nearest
from usp_check.reading import LIMITS, Fault, read_bytes
from usp_check.reading.opening import open_bytes

_TOO_BIG = "FMT-03"
_SPELT = re.compile(r"""^[\ufeff{\s]*["']?document["']?\s*:\s*["']?([^\s"'#,}]+)""", re.MULTILINE)
"""The key as it stands in a text that is no sound YAML."""


def is_ours(claimed: object) -> bool:
    """Tell whether what a ``document`` key holds is the word for one of our documents, or nearly so."""
    if not isinstance(claimed, str):
        return False
    return fold(claimed) in document_kinds() or bool(nearest(claimed, document_kinds()))


def claims_to_be_ours(name: str) -> bool:
    """Tell whether the file ``name`` has a ``document`` key that is ours.

    A broken file, or one that is too big, has it where its text does. One that can't be opened is taken for ours:
    it is to be told, not passed over.
    """
    content = open_bytes(name)
    if isinstance(content, Fault):
        if content.rule != _TOO_BIG:
            return True
        with open(name, "rb") as file:  # noqa: PTH123 - a name of any kind, that was found to be a file
            content = file.read(LIMITS.max_bytes)
    if b"document" not in content.replace(b"\0", b""):  # most files, in no time
        return False
    reading = read_bytes(content)
    if reading.value is not None:
        return is_ours(reading.value.get("document"))
    spelt = _SPELT.search(reading.text or content.replace(b"\0", b"").decode("latin-1"))
    return spelt is not None and is_ours(spelt[1])
