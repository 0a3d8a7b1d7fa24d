"""What goes with a folder of dossiers: the agency's register, and the offer that exists in the territories."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from usp_check.batch import Target
from usp_check.checks.view import View
from usp_check.documents import read_document
from usp_check.errors import UnusableDocumentError
from usp_check.french import fold
from usp_check.reading import Fault, Reading, read_file
from usp_check.register import Register, make_register

REGISTER, OFFER = "registre", "offre"
_SHOWN = 3  # of the files that are too many, how many are named


class Companions(NamedTuple):
    """The register and the offer, when there are some, their files, and those that remain to be judged."""

    register: Register | None
    offer: View | None
    files: tuple[str, ...]
    targets: tuple[Target, ...]


def find_companions(targets: Sequence[Target], register: str | None, offer: str | None) -> Companions:
    """Take the register and the offer out of what is to be judged.

    They are the files given or, in a folder that is walked, those named after what they are
    (``registre.yaml``, ``offre.yaml``). Raises UnusableDocumentError for one that can't be used, or where there
    are several.
    """
    register = register or _in_folder(targets, REGISTER)
    offer = offer or _in_folder(targets, OFFER)
    files = tuple(name for name in (register, offer) if name)
    apart = {Path(name).resolve() for name in files}
    left = tuple(target for target in targets if not apart or Path(target.name).resolve() not in apart)
    return Companions(
        _register(register) if register else None, _offer(offer) if offer else None, files, left
    )


def _in_folder(targets: Sequence[Target], kind: str) -> str | None:
    met = (t.name for t in targets if not t.named and not t.ignored)
    found = [name for name in met if kind in name.lower() and _stem(name).lower() == kind]
    found = [name for name in found if _kind(read_file(name)) == kind]
    if len(found) > 1:
        names = ", ".join(f"« {name} »" for name in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
        raise UnusableDocumentError(
            f"Le répertoire contient {len(found)} documents « {kind} » ({names}) : "
            f"indiquez lequel employer (option --{kind})."
        )
    return found[0] if found else None


def _stem(name: str) -> str:
    return os.path.splitext(os.path.basename(name))[0]  # noqa: PTH119, PTH122 - asked of thousands


def _kind(reading: Reading) -> str | None:
    claimed = reading.value.get("document") if reading.value else None
    return fold(claimed) if isinstance(claimed, str) else None


def _register(name: str) -> Register:
    reading = _read(name, REGISTER)
    register, faults = make_register(name, reading)
    if register is None:
        raise _unusable(name, REGISTER, reading, faults)
    return register


def _offer(name: str) -> View:
    reading = _read(name, OFFER)
    typed = read_document(OFFER, {**(reading.value or {}), "document": OFFER})
    if reading.faults or typed.faults:
        raise _unusable(name, OFFER, reading, (*reading.faults, *typed.faults))
    return View(typed.document, {})


def _read(name: str, kind: str) -> Reading:
    reading = read_file(name)
    if reading.value is None:
        raise _unusable(name, kind, reading, reading.faults)
    if _kind(reading) != kind:
        raise UnusableDocumentError(
            f"« {name} » n’est pas un document « {kind} » : il devrait commencer par « document: {kind} »."
        )
    return reading


def _unusable(name: str, kind: str, reading: Reading, faults: Sequence[Fault]) -> UnusableDocumentError:
    """Say on which lines the document is wrong; judging it by itself tells why."""
    spans = (fault.line or getattr(reading.positions.locate(fault.path), "line", None) for fault in faults)
    lines = sorted({line for line in spans if line})
    where = f" (lignes {', '.join(map(str, lines))})" if lines else ""
    return UnusableDocumentError(
        f"Le document « {kind} » ne peut pas être employé : « {name} » contient des fautes{where}. "
        f"« usp-check validate {name} » les explique."
    )
