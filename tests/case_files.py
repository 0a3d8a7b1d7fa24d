"""Reading the cases of tests/cases: a sound dossier, what to change in it, what the tool must say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from usp_check.attachments import cited
from usp_check.checks.view import View
from usp_check.documents import read_document
from usp_check.documents.spellings import moment
from usp_check.judging import Settings, judge
from usp_check.reading import read_bytes, read_file
from usp_check.report.model import RapportDossier

CASES = Path(__file__).parent / "cases"
_KEYS = {
    *("nom", "socle", "change", "statut", "code", "champ", "seul", "date"),
    *("fichiers", "vides", "flux", "offre", "inscription", "nombre", "ajoute"),
}


@dataclass(frozen=True)
class Case:
    """One case of one requirement, as it was written."""

    regle: str
    written: dict[str, Any]

    @property
    def statut(self) -> str:
        return str(self.written["statut"])

    @property
    def code(self) -> str:
        return str(self.written["code"])

    @property
    def alone(self) -> bool:
        return self.written.get("seul") == "oui"

    def __str__(self) -> str:
        return f"{self.regle} {self.written['nom']}"

    def report(self, folder: Path) -> RapportDossier:
        """Judge the changed dossier, written to ``folder`` with its attachments."""
        text = yaml.safe_dump(self._dossier(), allow_unicode=True, sort_keys=False)
        reading = read_bytes((text + self.written.get("ajoute", "")).encode())
        self._write_attachments(folder, reading.value)
        day = date.fromisoformat(self.written.get("date", "2024-10-21"))
        entry = typed_numbers(self.written.get("inscription"))
        settings = Settings(day, offre=as_view(typed_numbers(self.written.get("offre"))))
        streamed = self.written.get("flux") == "oui"
        return judge("dossier.yaml", reading, settings, None if streamed else folder, as_view(entry))

    def _dossier(self) -> dict[str, Any]:
        dossier = read_file(CASES / "socles" / f"{self.written.get('socle', 'medecine')}.yaml").value
        assert dossier is not None
        for name, value in (self.written.get("change") or {}).items():
            _change(dossier, keys_of(name), value)
        return dossier

    def _write_attachments(self, folder: Path, value: Any) -> None:
        names = self.written.get("fichiers")
        if names is None:
            document = read_document(value["document"], value).document
            names = [name for _, name in cited(document)]
        contents = {**dict.fromkeys(names, "exemple"), **dict.fromkeys(self.written.get("vides", ()), "")}
        for name, content in contents.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")


def keys_of(name: str) -> list[str]:
    """Split a field's name at its dots; at its bars where it has any, for keys that hold dots."""
    return name.split("/" if "/" in name else ".")


def _change(part: Any, keys: list[str], value: Any) -> None:
    """Set the value at ``keys``, making the groups on the way; take the key away when there is no value."""
    key: Any = int(keys[0]) if isinstance(part, list) else keys[0]
    if len(keys) > 1:
        if isinstance(part, list):
            _change(part[key], keys[1:], value)
        else:
            if not isinstance(part.get(key), dict | list):
                part[key] = {}
            _change(part[key], keys[1:], value)
    elif value is None:
        part.pop(key, None) if isinstance(part, dict) else part.pop(key)
    elif isinstance(part, list) and key == len(part):
        part.append(value)
    else:
        part[key] = value


def as_view(value: Any) -> View | None:
    return None if value is None else View(value, {})


def typed_numbers(value: Any) -> Any:
    """Type what an offer or a register holds as their own models would: whole numbers, days, moments."""
    if isinstance(value, dict):
        return {key: part if key == "code" else typed_numbers(part) for key, part in value.items()}
    if isinstance(value, list):
        return [typed_numbers(part) for part in value]
    if isinstance(value, str) and value.isdigit() and len(value) < 9:
        return int(value)
    if isinstance(value, str) and value[:2] == "20" and value[4:5] == value[7:8] == "-":
        return moment(value)
    return value


@cache
def load_cases() -> tuple[Case, ...]:
    """Return every case of every file."""
    cases = []
    for path in sorted(CASES.glob("*-[0-9][0-9].yaml")):
        reading = read_file(path)
        assert not reading.faults, (path, reading.faults)
        assert reading.value is not None
        shared = {key: value for key, value in reading.value.items() if key != "cas"}
        for written in reading.value["cas"]:
            assert written.keys() <= _KEYS, (path, written.keys() - _KEYS)
            cases.append(Case(path.stem, {**shared, **written}))
    return tuple(cases)


@cache
def unreachable() -> dict[str, dict[str, str]]:
    """Return the codes that no dossier can reach, by requirement, each with its reason."""
    return read_file(CASES / "sans_cas.yaml").value or {}
