"""What was found by trying, each under a name: none of these may come back."""

from __future__ import annotations

import pytest

from tests.fuzz.targets import TARGETS
from tests.referentiels.test_refusals import SOUND as CALL

FOUND = {
    "a list for the name of a set of data": (
        "referentiel",
        CALL.replace("donnees: population-municipale-2021", "donnees: []"),
    ),
    "a group for the name of a set of data": (
        "referentiel",
        CALL.replace("donnees: population-municipale-2021", "donnees: {a: b}"),
    ),
    "an empty list for the path of a field": (
        "referentiel",
        CALL.replace("debut: calendrier.debut", "debut: []"),
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_mended(name: str) -> None:
    target, text = FOUND[name]
    TARGETS[target](text.encode("utf-8", "surrogatepass"))
