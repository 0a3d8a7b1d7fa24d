"""A fault about a person names the field, never what was written there."""

from __future__ import annotations

from typing import Any

import pytest

from usp_check.documents.describing import PERSONAL
from usp_check.documents.privacy import withheld
from usp_check.reading.faults import Fault, Path

CONTACT = ("titulaire", "contact")
COMPLEMENTS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "referent": {"type": "object", PERSONAL: True, "properties": {"nom": {"type": "string"}}},
        "lits": {"type": "object", "properties": {"nombre": {"type": "integer"}}},
    },
}


def told(*path: str | int, kind: str | None = "candidature", **arguments: str) -> tuple[Path, dict[str, Any]]:
    fault = withheld(Fault("FMT-05", "code", path, 3, 5, arguments=arguments), kind, COMPLEMENTS)
    assert (fault.rule, fault.code, fault.line, fault.column) == ("FMT-05", "code", 3, 5)
    return fault.path, dict(fault.arguments)


@pytest.mark.parametrize("kind", ["candidature", None])
def test_an_unknown_key_below_a_contact_is_not_told(kind: str | None) -> None:
    assert told(*CONTACT, "Dupont", kind=kind, cle="Dupont", ligne="3") == (
        CONTACT,
        {"cle": "…", "ligne": "3"},
    )
    assert told(*CONTACT, "Dupont", 0, "Jean", kind=kind) == (CONTACT, {})
    assert told(*CONTACT, 0, "Jean", kind=kind, cle="Jean") == (CONTACT, {"cle": "…"})


def test_a_known_key_below_a_contact_is_told_but_for_what_stands_there() -> None:
    path = (*CONTACT, "nom")
    assert told(*path, cle="nom") == (path, {"cle": "nom"})
    assert told(*path, nom="Dupont", balise="!Jean") == (path, {"nom": "…", "balise": "…"})


def test_elsewhere_everything_is_told() -> None:
    for path in ((), ("zzz", "cle"), ("projet", "capacite", "lis"), ("autorisations", 3, "zzz")):
        assert told(*path, cle="a", nom="b", balise="!c") == (path, {"cle": "a", "nom": "b", "balise": "!c"})


def test_so_is_it_with_the_fields_of_a_call() -> None:
    referent, lits = ("complements", "referent"), ("complements", "lits")
    assert told(*referent, "Dupont", cle="Dupont") == (referent, {"cle": "…"})
    assert told(*referent, "nom", nom="Dupont") == ((*referent, "nom"), {"nom": "…"})
    assert told(*lits, "zzz", cle="zzz") == ((*lits, "zzz"), {"cle": "zzz"})
