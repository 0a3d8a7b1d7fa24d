"""What a fault may tell where it is about a person: the field, never what someone wrote there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from usp_check.documents.complements.spots import Spot
    from usp_check.documents.fields import Node
    from usp_check.reading.faults import Fault, Path

_HIDDEN = "…"
_QUOTING = ("cle", "nom", "balise")  # the arguments of a fault that quote the file, beside the value itself


def withheld(fault: Fault, kind: str | None, schema: Mapping[str, Any] | None) -> Fault:
    """Return ``fault`` as it may be told, with nothing in it that is about a person.

    Below a field about a person, a key that the format does not know may well be that person's name: it is left
    out of the path, with what follows, and out of the arguments. ``kind`` is the document's, None when it is not
    known (then it may be any), ``schema`` that of its ``complements``, if there is one.
    """
    for find, start in _trees(fault.path, kind, schema):
        personal = False
        for end in range(start + 1, len(fault.path) + 1):
            found = find(fault.path[start:end])
            if found is None:
                if personal:
                    return _hide(fault, fault.path[: end - 1], _QUOTING)
                break
            personal = found.personal
        else:
            if personal:  # the keys are all known: only what is written there is hidden
                return _hide(fault, fault.path, _QUOTING[1:])
    return fault


def _trees(
    path: Path, kind: str | None, schema: Mapping[str, Any] | None
) -> Iterator[tuple[Callable[[Path], Node | Spot | None], int]]:
    """Give what finds a field by the end of ``path``, and where that end starts."""
    if not path:
        return
    from usp_check.documents import DOCUMENTS
    from usp_check.documents.fields import root

    for name in (kind,) if kind else DOCUMENTS:
        yield root(DOCUMENTS[name]).at, 0
    if schema is not None and path[0] == "complements":
        from usp_check.documents.complements.schema import typed_schema
        from usp_check.documents.complements.spots import root_spot

        yield root_spot(typed_schema(schema)).find, 1


def _hide(fault: Fault, path: Path, names: tuple[str, ...]) -> Fault:
    hidden = {name: _HIDDEN for name in names if name in fault.arguments}
    return fault._replace(path=path, arguments={**fault.arguments, **hidden})
