"""What each kind of document holds. Knows nothing of calls; loads pydantic only when a document is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from usp_check.documents.typed import Typed, read_document

if TYPE_CHECKING:
    from usp_check.modelling import BaseModel
    from usp_check.reading.faults import Path

__all__ = [
    "DOCUMENTS",
    "FieldTexts",
    "Typed",
    "document_kinds",
    "field_info",
    "field_paths",
    "is_personal",
    "read_document",
]


class _Documents(Mapping[str, "type[BaseModel]"]):
    """The models by the word that a file's ``document`` key holds, each imported when first asked for."""

    _places = {  # noqa: RUF012 - a constant
        "candidature": ("usp_check.documents.candidature", "Candidature"),
        "offre": ("usp_check.documents.offre", "Offre"),
        "registre": ("usp_check.documents.registre", "Registre"),
        "plan": ("usp_check.documents.plan", "Plan"),
        "labellisation": ("usp_check.documents.labellisation", "Labellisation"),
    }

    def __init__(self) -> None:
        self._imported: dict[str, type[BaseModel]] = {}

    def __getitem__(self, kind: str) -> type[BaseModel]:
        if kind not in self._imported:
            module, name = self._places[kind]
            self._imported[kind] = getattr(import_module(module), name)
        return self._imported[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


DOCUMENTS: Mapping[str, type[BaseModel]] = _Documents()
_KINDS = tuple(DOCUMENTS)


def document_kinds() -> tuple[str, ...]:
    """Return the words that a ``document`` key may hold."""
    return _KINDS


class FieldTexts(NamedTuple):
    """What is told of a field, in French.

    ``kind`` is the stable word for its type (also ``groupe`` or ``liste``), ``accepte`` a noun phrase,
    ``example`` a valid spelling on one line.
    """

    title: str
    description: str
    example: str
    kind: str
    accepte: str


def field_info(kind: str, path: Path) -> FieldTexts:
    """Return the texts of the field at ``path``, whatever its indexes and identifiers; of an item, its list's.

    Raises KeyError when the kind or the field is unknown.
    """
    from usp_check.documents.fields import root
    from usp_check.documents.typed import example_text

    node = root(DOCUMENTS[kind]).at(path)
    if node is None:
        raise KeyError(path)
    return FieldTexts(node.title, node.description, example_text(node.example), node.kind, node.accepte)


def field_paths(kind: str) -> tuple[str, ...]:
    """Return the dotted paths of all fields of a document: ``projet.capacite.montee_en_charge[].lits``.

    ``[]`` stands for any index of a list, and for any identifier under which something is kept.
    """
    from usp_check.documents.fields import root

    return tuple(root(DOCUMENTS[kind]).paths())


def is_personal(kind: str, path: Path) -> bool:
    """Tell whether what stands at ``path`` is about a person, and must not leave the report."""
    from usp_check.documents.fields import root

    node = root(DOCUMENTS[kind])
    for key in path:
        below = node.at((key,))
        if below is None or below.personal:
            return below is not None
        node = below
    return node.personal
