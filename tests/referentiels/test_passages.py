"""Each paragraph of the call is answered, and each extract is verbatim.

The call's text is its author's and does not stand here. What does is a list of fingerprints for each
paragraph: the first eight hexadecimal digits of the SHA-256 of each two words that follow one another. An
extract is verbatim when its own fingerprints stand in its paragraph's list, one after the other.
"""

import json
import re
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from usp_check.referentiels.catalogue import HERE
from usp_check.referentiels.loader import load
from usp_check.referentiels.requirements import OUTIL, WORDS_PER_EXTRACT, Exigence

REFERENTIEL = load("cvl-2024")
PRINTS: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("aac-usp-cvl-2024.empreintes.json").read_text(encoding="utf-8")
)
QUOTING = [e for e in REFERENTIEL.exigences if e.reference.passage != OUTIL]


def fingerprints(text: str) -> list[str]:
    """Give the fingerprint of each two words of ``text`` that follow one another.

    A word is a run of letters and digits, or one sign of punctuation; a typographic apostrophe is a straight
    one and any space is a space. Letter case is kept: an extract is cut out, not rewritten.
    """
    words = re.findall(r"\w+|[^\w\s]", text.replace("’", "'"))
    return [sha256(f"{a} {b}".encode()).hexdigest()[:8] for a, b in pairwise(words)]


def stands_in(part: list[str], whole: list[str]) -> bool:
    """Whether ``part`` is a run of ``whole``."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def test_the_39_paragraphs_are_known() -> None:
    assert list(PRINTS) == list(REFERENTIEL.passages) == [f"§{n:02}" for n in range(1, 40)]


@pytest.mark.parametrize("requirement", QUOTING, ids=lambda e: e.id)
def test_extract_is_verbatim(requirement: Exigence) -> None:
    extract = requirement.reference.extrait
    assert extract is not None
    assert 2 <= len(extract.split()) <= WORDS_PER_EXTRACT
    assert stands_in(fingerprints(extract), PRINTS[requirement.reference.passage])


def test_a_word_changed_would_be_seen() -> None:
    passage = PRINTS["§11"]
    assert stands_in(fingerprints("capacité minimale de 10 lits"), passage)
    for changed in (
        "capacité minimale de 12 lits",
        "capacité minimum de 10 lits",
        "Capacité minimale de 10 lits",
    ):
        assert not stands_in(fingerprints(changed), passage)
    assert not stands_in(fingerprints("capacité minimale de 10 lits"), PRINTS["§09"])


@pytest.mark.parametrize("requirement", REFERENTIEL.exigences, ids=lambda e: e.id)
def test_said_in_our_own_words(requirement: Exigence) -> None:
    """No sentence of ours copies more than a dozen words in a row (signs count here as words: a few more)."""
    longest = 16
    for text in (requirement.titre, requirement.exigence, requirement.explication, requirement.remede):
        prints = fingerprints(text)
        runs = [prints[at : at + longest] for at in range(len(prints) - longest + 1)]
        assert not any(stands_in(run, passage) for run in runs for passage in PRINTS.values())


@pytest.mark.parametrize("passage", REFERENTIEL.passages)
def test_each_paragraph_has_a_requirement_or_a_reason(passage: str) -> None:
    answered = any(e.reference.passage == passage for e in REFERENTIEL.exigences)
    argued = passage in REFERENTIEL.couverture
    assert answered is not argued


def test_a_reason_names_requirements_that_exist() -> None:
    for reason in REFERENTIEL.couverture.values():
        assert len(reason.split()) > 4
        for name in re.findall(r"[A-Z]{3}-[0-9]{2}", reason):
            assert REFERENTIEL.exigence(name) is not None


def test_each_parameter_of_the_text_is_used_or_printed() -> None:
    """A parameter that nothing names would be a figure that nobody checks, save the addresses left blank."""
    text = (HERE / "cvl-2024.yaml").read_text(encoding="utf-8")
    for name in REFERENTIEL.parametres:
        if name != "courriels_des_delegations":
            assert f"${name}" in text or f"{{{name}}}" in text
