"""Dossiers as the reading room gives them: every scalar is the text that was typed, absent ones are None."""

from copy import deepcopy
from typing import Any

import yaml

from usp_check.documents import DOCUMENTS
from usp_check.documents.fields import root


def example(kind: str = "candidature") -> dict[str, Any]:
    """A document where every field holds its own example."""
    node = root(DOCUMENTS[kind])
    return {key: deepcopy(child.example) for key, child in node.children.items() if child.shape != "libre"}


def as_read(text: str) -> Any:
    """Read YAML with every scalar as text, and blank ones as None."""
    texts = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes texts only
    return _blanks_absent(texts)


def _blanks_absent(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _blanks_absent(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_blanks_absent(child) for child in value]
    return value.strip() or None
