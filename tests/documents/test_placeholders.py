import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usp_check.documents.placeholders import is_placeholder, says_nothing, sound_start
from usp_check.french import fold

HELD = (
    *(
        "à compléter",
        "A COMPLETER",
        "à compléter.",
        "[à compléter]",
        "(à définir)",
        "<à préciser>",
        "à remplir",
    ),
    *(
        "todo",
        "TODO",
        "To-do",
        "tbd",
        "TBD.",
        "xxx",
        "XXXX",
        "xx",
        "…",
        "...",
        "?",
        "???",
        "____",
        "--",
        "---",
    ),
    *(
        "lorem ipsum",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod",
        "« … »",
        "n/a",
    ),
    *(
        "\u00a0à compléter\u202f",
        "a\u0300 comple\u0301ter",
        "A\u0300 venir",
        "**TODO**",
        "{{à renseigner}}",
        "[À COMPLÉTER].",
        "À compléter ultérieurement",
        "En cours de rédaction",
        "Non communiqué",
        "\u3164\u3164",
        "à com\u200bpléter",
        "/",
    ),
)
SAID = (
    *(
        "non",
        "aucun",
        "néant",
        "-",
        "–",
        " - ",
        "x",
        "à compléter par la convention jointe",
        "Tom",
        "Lorette",
    ),
    *(
        "12",
        "L'équipe",
        "Todorov",
        "Txx",
        "xxl",
        "à",
        "…et la suite",
        "Nonancourt",
        "0",
        "oui",
        "Nicolas",
        "En cours",
    ),
)


@pytest.mark.parametrize("text", HELD)
def test_a_place_held(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", SAID)
def test_something_said(text: str) -> None:
    assert not is_placeholder(text)


PIECES = st.sampled_from(
    [
        text[:end]
        for text in (*HELD, *SAID, "x", "neant", "fixme", "tba", "nc")
        for end in (1, 2, 3, 5, len(text))
    ]
)


@given(text=st.lists(PIECES | st.text(max_size=2), max_size=4).map("".join))
def test_what_is_told_by_the_first_letters_is_so(text: str) -> None:
    assert is_placeholder(text) == says_nothing(text)


@given(text=st.lists(PIECES | st.text(max_size=2), max_size=4).map("".join))
def test_what_starts_unlike_any_placeholder_is_none(text: str) -> None:
    if re.match(sound_start("aucun", "neant"), text):
        assert not says_nothing(text)
        assert not fold(text).startswith(("aucun", "neant"))


@pytest.mark.parametrize(
    "text", [text for text in SAID if text[0] in "LTNE" and text[:2] not in ("Lo", "To", "No", "En")]
)
def test_most_words_start_unlike_any_placeholder(text: str) -> None:
    assert re.match(sound_start(), text)
