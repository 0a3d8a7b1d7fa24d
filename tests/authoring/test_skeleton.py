"""The skeleton: a référentiel that works as it stands, with the paragraphs of the text where one is given."""

import pytest

from usp_check.authoring.review import review
from usp_check.authoring.skeleton import skeleton
from usp_check.authoring.text import read_text
from usp_check.reading import read_bytes


@pytest.mark.parametrize(
    "written",
    [
        "Un seul.",
        'Un : deux # trois.\n\n« Quatre » "cinq" \\ {six} [sept]\n\n- huit\n\n& neuf',
        "§1 Un\n§12 Deux\n§3 Trois",
        "\n\n".join(f"Paragraphe {n}" for n in range(130)),
    ],
)
def test_it_takes_any_text(written: str) -> None:
    text = read_text(written)
    content = skeleton("essai-2030", text)
    reading = read_bytes(content.encode())
    assert reading.value is not None
    assert list(reading.value["passages"]) == list(text.paragraphs)
    found = review("essai-2030.yaml", reading, text)
    assert not found.problems
    assert len([p for p in found.todo if p.path[0] == "passages"]) == len(text.paragraphs)


def test_it_bears_its_identifier() -> None:
    reading = read_bytes(skeleton("usp-essai-2031").encode())
    assert reading.value is not None
    assert reading.value["id"] == "usp-essai-2031"
    assert "mon-appel" not in reading.text
