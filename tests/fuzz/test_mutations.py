"""A bounded run of what `guided` does at length: the same inputs each time, so that a failure can be repeated."""

from __future__ import annotations

import time
from random import Random

import pytest

from tests.fuzz import mutating, seeds
from tests.fuzz.targets import TARGETS

SECONDS = 8
"""Of computing, for one target: a slow machine tries fewer inputs, it does not fail."""
INPUTS = {"read": 1500, "judge": 500, "validate": 40, "register": 300, "referentiel": 200}


@pytest.mark.parametrize("name", TARGETS)
def test_the_files_that_are_shipped_pass(name: str) -> None:
    for data in [*seeds.dossiers(), *seeds.referentiels()]:
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_changed_in_any_way_they_are_told_about(name: str) -> None:
    known = seeds.referentiels() if name == "referentiel" else seeds.dossiers()
    words = seeds.dictionary()
    start = time.process_time()
    for number in range(INPUTS[name]):
        random = Random(number)  # noqa: S311 - to be repeated, not to be secret
        data = mutating.mutated(random.choice(known), random, known, words)
        try:
            TARGETS[name](data)
        except Exception as error:  # noqa: BLE001 - whatever it is, the input that makes it is what counts
            pytest.fail(f"input {number} of « {name} »: {error!r}\n{data!r}")
        if time.process_time() - start > SECONDS:
            break
    assert number > 20


def test_the_same_number_gives_the_same_input() -> None:
    known, words = seeds.dossiers(), seeds.dictionary()
    random, again = Random(7), Random(7)  # noqa: S311 - as above
    made = mutating.mutated(known[0], random, known, words)
    assert made == mutating.mutated(known[0], again, known, words) != known[0]
