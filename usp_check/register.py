"""The register that an agency keeps beside the dossiers: which entry is whose, and what does not fit."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path as FilePath
from typing import Any, NamedTuple
from unicodedata import normalize

from usp_check.checks.view import View
from usp_check.documents import read_document
from usp_check.evaluation import decided
from usp_check.reading import Fault, Reading

KIND = "registre"


class Register(NamedTuple):
    """A register that was read without a fault; ``folder`` is where its files' names start from."""

    view: View
    reading: Reading
    folder: FilePath

    def entry(self, name: str, numbers: Collection[str | None]) -> View | None:
        """Return the entry of the dossier in file ``name``, or of one of these FINESS numbers; else None."""
        entries = list(self.view.items("dossiers"))
        by_file = (e for e in entries if e.get("fichier") and self._same(e.get("fichier"), name))
        by_number = (e for e in entries if e.get("fichier") is None and e.get("finess") in numbers)
        return next(by_file, None) or next(by_number, None)

    def _same(self, written: str, name: str) -> bool:
        """Whether an entry's file is this one, written in any system's way; no link is followed."""
        own = _place(name)
        return any(_place(self.folder / way) == own for way in (written, written.replace("\\", "/")))

    def slips(self, met: Collection[int], rules: Collection[str]) -> Iterator[dict[str, Any]]:
        """Give what the register says that nobody knows: entries not ``met``, requirements not in ``rules``.

        ``met`` holds the ranks of the entries that a dossier answers to.
        """
        for entry in self.view.items("dossiers"):
            if entry.path[-1] not in met:
                name = entry.get("fichier") or entry.get("finess") or "un dossier sans nom"
                yield self._slip("introuvable", entry, name)
            whole = {rule for rule, _ in decided(entry)}
            for line in entry.items("appreciations"):
                rule = line.get("regle")
                if rule is not None and rule.upper() not in rules:
                    yield self._slip("regle_inconnue", line, rule)
                elif rule is None or rule.upper() not in whole:
                    yield self._slip("appreciation_incomplete", line, rule or "une exigence non nommée")

    def _slip(self, code: str, view: View, name: str) -> dict[str, Any]:
        span = self.reading.positions.locate(view.path)
        return {"code": code, "designation": f"« {name} »", "ligne": span.line if span else 1}


def _place(name: str | FilePath) -> str:
    """Give where a file is, its name in NFC as texts are read: a system may store it decomposed."""
    return normalize("NFC", os.path.abspath(name))  # noqa: PTH100 - no link is followed


def make_register(name: str, reading: Reading) -> tuple[Register | None, tuple[Fault, ...]]:
    """Make a register of what was read from the file ``name``, or say what is wrong with it."""
    if reading.value is None or reading.faults:
        return None, reading.faults
    typed = read_document(KIND, {**reading.value, "document": KIND})
    if typed.faults:
        return None, typed.faults
    return Register(View(typed.document, {}), reading, FilePath(name).parent), ()
