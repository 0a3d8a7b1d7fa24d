import pytest

from usp_check.documents.placeholders import is_placeholder

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
