"""The lists of words: each other spelling stands for a word of its list."""

from typing import Annotated, get_args, get_origin

import pytest

from usp_check.documents import codes
from usp_check.documents.scalar import Scalar

LISTS = {
    name: scalar
    for name, kind in vars(codes).items()
    if get_origin(kind) is Annotated
    for scalar in get_args(kind)
    if isinstance(scalar, Scalar) and scalar.kind == "code"
}


@pytest.mark.parametrize("name", LISTS)
def test_each_spelling_stands_for_a_word_of_its_list(name: str) -> None:
    scalar = LISTS[name]
    words = {word for word in scalar.json["anyOf"][0]["enum"] if word}
    assert set(scalar.known.values()) == words
    for word in words:
        assert scalar.parse(word) == word


def test_the_lists_are_found() -> None:
    assert {"Categorie", "Metier", "Orientation"} <= LISTS.keys()
