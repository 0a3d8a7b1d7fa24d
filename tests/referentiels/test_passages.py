"""Each passage of a text is answered, and each extract is verbatim.

The text is its author's and does not stand here. What does is a list of fingerprints for each passage: the
first eight hexadecimal digits of the SHA-256 of each two words that follow one another. An extract is
verbatim when its own fingerprints stand in its passage's list, one after the other.
"""

import json
import re
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from usp_check.referentiels.catalogue import HERE, known_referentiels
from usp_check.referentiels.loader import load
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.requirements import WORDS_PER_EXTRACT, Passage

CALLS = [load(name) for name in known_referentiels()]
PRINTS: dict[str, dict[str, list[str]]] = {
    call.id: json.loads(
        Path(__file__).with_name(f"{call.source.document}.empreintes.json").read_text(encoding="utf-8")
    )
    for call in CALLS
}
REQUIREMENTS = [(call, rule) for call in CALLS for rule in call.exigences]
QUOTING = [(call.id, rule.id, rule.reference) for call, rule in REQUIREMENTS if rule.reference.extrait]
ROWS = [
    (call.id, f"{name} {column}", action.passage, text)
    for call in CALLS
    for name, action in call.actions.items()
    for column, text in action.extraits.model_dump().items()
]
NEIGHBOURS = {"3.3 echeance": "2017 Identification", "3.5 pilote": "déploiement EMSP"}
"""What stands beside an extract of one word, which has no fingerprint of its own."""


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


def test_the_passages_are_known() -> None:
    for call in CALLS:
        assert list(PRINTS[call.id]) == list(call.passages)
    assert list(PRINTS["cvl-2024"]) == [f"§{n:02}" for n in range(1, 40)]
    assert sum(name.startswith("Axe") for name in PRINTS["pdl-2016"]) == len(load("pdl-2016").actions) == 27


@pytest.mark.parametrize(("call", "rule", "reference"), QUOTING, ids=str)
def test_extract_is_verbatim(call: str, rule: str, reference: Passage) -> None:
    extract = reference.extrait
    assert extract is not None
    assert 2 <= len(extract.split()) <= WORDS_PER_EXTRACT
    assert stands_in(fingerprints(extract), PRINTS[call][reference.passage]), rule


@pytest.mark.parametrize(("call", "name", "passage", "extract"), ROWS, ids=str)
def test_extract_of_an_action_is_verbatim(call: str, name: str, passage: str, extract: str) -> None:
    assert len(extract.split()) <= WORDS_PER_EXTRACT
    alone = NEIGHBOURS.get(name, extract)
    assert extract in alone
    assert len(alone.split()) > 1
    assert stands_in(fingerprints(alone), PRINTS[call][passage])


def test_a_word_changed_would_be_seen() -> None:
    passage = PRINTS["cvl-2024"]["§11"]
    assert stands_in(fingerprints("capacité minimale de 10 lits"), passage)
    for changed in (
        "capacité minimale de 12 lits",
        "capacité minimum de 10 lits",
        "Capacité minimale de 10 lits",
    ):
        assert not stands_in(fingerprints(changed), passage)
    assert not stands_in(fingerprints("capacité minimale de 10 lits"), PRINTS["cvl-2024"]["§09"])


OWN_WORDS = [
    *(
        (call.id, rule.id, (rule.titre, rule.exigence, rule.explication, rule.remede))
        for call, rule in REQUIREMENTS
    ),
    *(
        (call.id, name, (action.titre, action.sujet, *action.livrables.values()))
        for call in CALLS
        for name, action in call.actions.items()
    ),
]


@pytest.mark.parametrize(("call", "name", "texts"), OWN_WORDS, ids=str)
def test_said_in_our_own_words(call: str, name: str, texts: tuple[str, ...]) -> None:
    """No sentence of ours copies more than a dozen words in a row (signs count here as words: a few more)."""
    longest = 16
    for text in texts:
        prints = fingerprints(text)
        runs = [prints[at : at + longest] for at in range(len(prints) - longest + 1)]
        assert not any(stands_in(run, passage) for run in runs for passage in PRINTS[call].values()), name


@pytest.mark.parametrize(
    ("call", "passage"),
    [(call, passage) for call in CALLS for passage in call.passages],
    ids=lambda part: getattr(part, "id", part),
)
def test_each_passage_has_a_requirement_or_a_reason(call: Referentiel, passage: str) -> None:
    assert bool(call.answering(passage)) is not (passage in call.couverture)


def test_a_reason_names_requirements_that_exist() -> None:
    for call in CALLS:
        for reason in call.couverture.values():
            assert len(reason.split()) > 4
            for name in re.findall(r"[A-Z]{3}-[0-9]{2}", reason):
                assert call.exigence(name) is not None


def test_each_parameter_of_the_text_is_used_or_printed() -> None:
    """A parameter that nothing names would be a figure that nobody checks, save the addresses left blank."""
    for call in CALLS:
        text = (HERE / f"{call.id}.yaml").read_text(encoding="utf-8")
        for name in call.parametres:
            if name != "courriels_des_delegations":
                assert f"${name}" in text or f"{{{name}}}" in text
