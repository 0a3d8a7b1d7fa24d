"""The paragraphs of a text, and the words that stand in them."""

import pytest

from usp_check.authoring.text import read_text, words


def test_blank_lines_part_paragraphs_which_are_numbered() -> None:
    text = read_text("\n\nUn titre\n \nDeux\nlignes\n\n\n\ntrois\n")
    assert not text.marked
    assert [(p.name, p.text, p.line) for p in text.paragraphs.values()] == [
        ("§01", "Un titre", 3),
        ("§02", "Deux\nlignes", 5),
        ("§03", "trois", 10),
    ]


def test_a_text_names_its_paragraphs_itself() -> None:
    text = read_text("avant\r\n§1  Un\r\n\r\nencore un, du §2\r\n  §3. trois\r\n§1 bis\r\n")
    assert text.marked
    assert [(p.name, p.text, p.line) for p in text.paragraphs.values()] == [
        ("§1", "Un\n\nencore un, du §2", 2),
        ("§3", "trois", 5),
    ]
    assert [(p.name, p.line) for p in text.twice] == [("§1", 6)]


def test_the_names_of_the_passages_mark_them_too() -> None:
    names = ["préambule", "Axe 1", "Axe 1 Action 1"]
    written = "préambule Pour tous\nAxe 1 : le titre\nAxe 1 Action 1\nfaire ceci\n"
    assert list(read_text(written, names).paragraphs) == ["préambule", "Axe 1", "Axe 1 Action 1"]
    assert read_text("préambule\n\nautre chose", names).marked is False


@pytest.mark.parametrize(
    "written",
    [
        "l'accompagnement médico-social des malades",
        "l’accompagnement  médico‑social\ndes malades",
        "l’accompa-\n   gnement médico-\nsocial des\u00a0ma\u00adlades",
        "l’accompagnement médicosocial des malades",
    ],
)
def test_the_same_words_are_found_however_they_are_laid_out(written: str) -> None:
    (paragraph,) = read_text(f"Avant, {written}, après.").paragraphs.values()
    assert paragraph.holds(words("accompagnement médico-social des malades,"))


@pytest.mark.parametrize("changed", ["Dix lits", "dix lit", "dix  lits au", "dix, lits"])
def test_a_word_changed_is_seen(changed: str) -> None:
    (paragraph,) = read_text("au moins dix lits par unité").paragraphs.values()
    assert paragraph.holds(words("dix lits"))
    assert not paragraph.holds(words(changed))


def test_the_nearest_words_are_proposed() -> None:
    (paragraph,) = read_text("une capacité minimale de dix lits, ouverte").paragraphs.values()
    assert paragraph.nearest(words("capacité minimum de dix lits")) == "capacité minimale de dix lits"
    assert paragraph.nearest(words("rien de commun avec cela")) is None
    assert paragraph.holds(words("Capacité MINIMALE"), folded=True)


@pytest.mark.parametrize("empty", ["", "\n \n", "\ufeff"])
def test_nothing_is_no_paragraph(empty: str) -> None:
    assert not [p for p in read_text(empty).paragraphs.values() if p.text.strip("\ufeff")]
