"""What the author of a référentiel has still to write: the texts that the skeleton opens with « À ÉCRIRE »."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from usp_check.french import fold
from usp_check.reading import Path
from usp_check.referentiels.problems import Problem

MARK = "À ÉCRIRE"
_FOLDED = fold(MARK)


def is_todo(value: object) -> bool:
    """Whether a text only says what is to be written in its place."""
    return isinstance(value, str) and fold(value[:40]).startswith(_FOLDED)


def left_to_write(value: Any, path: Path = ()) -> Iterator[Problem]:
    """Give each text that is still to be written, with what it says of itself."""
    if is_todo(value):
        name = next((str(key) for key in reversed(path) if isinstance(key, str)), "")
        about = " ".join(str(value)[len(MARK) :].strip(" :").split())
        yield Problem(f"« {name} »{f' : {about}' if about else ''}", path)
    elif isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from left_to_write(child, (*path, key))
