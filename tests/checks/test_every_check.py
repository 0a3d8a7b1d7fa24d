"""What holds of every check: its outcomes, their sentences, its parameters."""

import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from usp_check.checks import Check
from usp_check.checks.catalogue import CHECKS
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import load
from usp_check.referentiels.requirements import Exigence
from usp_check.vocabulary import Statut
from usp_check.wording import places


@pytest.mark.parametrize("name", CHECKS)
def test_a_sentence_fills_in_only_what_is_known(name: str) -> None:
    cls = CHECKS[name]
    known = {"titre", "champ", *cls.model_fields}
    for code, outcome in cls.outcomes.items():
        assert places(outcome.message) <= known.union(outcome.arguments), code


@pytest.mark.parametrize("name", CHECKS)
def test_a_code_is_a_word_and_can_end_well_or_ill(name: str) -> None:
    outcomes = CHECKS[name].outcomes
    assert all(re.fullmatch("[a-z_]+", code) for code in outcomes)
    assert len({o.statut for o in outcomes.values()}) > 1
    assert all(o.statut is Statut.NON_CONFORME for code, o in outcomes.items() if code == "manquant")
    assert all(o.statut is Statut.CONFORME for code, o in outcomes.items() if code == "conforme")


@pytest.mark.parametrize("name", CHECKS)
def test_a_parameter_too_many_is_refused(name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(CHECKS[name]).validate_python({"controle": name, "inconnu": 1})
    assert "extra_forbidden" in {e["type"] for e in caught.value.errors()}


def shipped() -> list[Exigence]:
    return [e for name in known_referentiels() for e in load(name).exigences]


def test_every_check_is_used_by_a_call() -> None:
    folders = (str(Path(__file__).parents[2] / "examples" / "referentiels"),)
    calls = [load(name, folders) for name in known_referentiels(folders)]
    used = {e.check.controle for call in calls for e in call.exigences}  # type: ignore[attr-defined]
    assert used == set(CHECKS)


def test_what_can_never_happen_is_among_the_outcomes_or_usual() -> None:
    for requirement in shipped():
        check: Check = requirement.check
        never = set(check.never(requirement.porte_sur, ()))
        assert never <= set(check.outcomes)
        assert set(check.ends(requirement.porte_sur)) == set(check.outcomes) - never
