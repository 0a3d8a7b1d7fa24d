"""Checks on values that no shipped call's cases reach."""

from typing import Any

import pytest

from tests.checks.judging import codes


@pytest.mark.parametrize(
    ("lits", "expected"), [(None, "manquant"), (0, "conforme"), (12, "conforme"), (13, "excessif")]
)
def test_a_greatest_number(lits: int | None, expected: str) -> None:
    dossier = {"projet": {"capacite": {"lits": lits}}}
    assert codes("au_plus", "projet.capacite.lits", dossier, maximum=12) == [expected]


@pytest.mark.parametrize(
    ("debut", "expected"), [(None, "manquant"), ("2026-12-31", "conforme"), ("2027-01-01", "trop_tard")]
)
def test_a_last_day(debut: str | None, expected: str) -> None:
    dossier = {"calendrier": {"debut": debut}}
    assert codes("pas_apres", "calendrier.debut", dossier, limite="2026-12-31") == [expected]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (None, "manquant"),
        ([], "manquant"),
        ([{}], "manquant"),
        ([{"avec": "EMSP du Val Perdu"}], "absente"),
        ([{"objet": "samu"}], "absente"),
        ([{"objet": "samu"}, {"objet": "had"}], "conforme"),
    ],
)
def test_a_line_among_those_expected(lines: Any, expected: str) -> None:
    found = codes(
        "ligne_parmi", "conventions", {"conventions": lines}, champ_de_ligne="objet", valeurs=["emsp", "had"]
    )
    assert found == [expected]
