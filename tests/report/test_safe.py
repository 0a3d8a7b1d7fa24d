import sys
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usp_check.report.safe import COMMON, encode_for, inert, without_typography

SHOWN = {
    "ansi": ("\x1b[31mrouge", "<U+001B>[31mrouge"),
    "osc 8": ("\x1b]8;;http://x\x07", "<U+001B>]8;;http://x<U+0007>"),
    "c1 csi": ("\x9b31m", "<U+009B>31m"),
    "delete": ("\x7f", "<U+007F>"),
    "bidi override": ("a\u202eb", "a<U+202E>b"),
    "bidi isolate": ("\u2066a\u2069", "<U+2066>a<U+2069>"),
    "zero width": ("a\u200b\u200d\ufeff", "a<U+200B><U+200D><U+FEFF>"),
    "line separator": ("\u2028\u2029", "<U+2028><U+2029>"),
    "tag": ("\U000e0041", "<U+E0041>"),
    "variation": ("a\ufe0f", "a<U+FE0F>"),
    "hangul filler": ("\u3164", "<U+3164>"),
    "lone surrogate": ("\udce9", "<U+DCE9>"),
    "breaks": ("a\tb\nc\rd", "a b c d"),
    "markup": ("[red]x[/red]", "[red]x[/red]"),
    "french": ("« L’été » à 1\u202f850 € — œuvre…", "« L’été » à 1\u202f850 € — œuvre…"),
    "stacked marks": ("e" + "\u0301" * 50 + "!", "e" + "\u0301" * 3 + "!"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN)
def test_inert_shows_what_could_act(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_newlines_pass_only_when_asked() -> None:
    assert inert("a\nb\r\n", newlines=True) == "a\nb \n"


def test_no_control_nor_format_character_passes() -> None:
    acting = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}
    every = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if category(c) in acting)
    assert {hex(ord(c)) for c in set(inert(every)) & set(every)} == set()


@given(st.text())
def test_inert_twice_changes_nothing(text: str) -> None:
    assert inert(inert(text)) == inert(text)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "« L’œuvre » → 2,5 € … é"),
        ("cp1252", "« L’œuvre » -> 2,5 € … é"),
        ("cp850", "« L'oeuvre » -> 2,5 EUR ... é"),
        ("latin-1", "« L'oeuvre » -> 2,5 EUR ... é"),
        ("ascii", '" L\'oeuvre " -> 2,5 EUR ... e'),
        (None, '" L\'oeuvre " -> 2,5 EUR ... e'),
        ("no-such-encoding", '" L\'oeuvre " -> 2,5 EUR ... e'),
    ],
)
def test_encode_for_keeps_what_it_can(encoding: str | None, shown: str) -> None:
    assert encode_for("« L’œuvre » → 2,5 € … é", encoding) == shown


@given(st.text(), st.sampled_from(["ascii", "cp1252", "cp850", "cp437", "utf-8", "shift_jis"]))
def test_encode_for_never_fails(text: str, encoding: str) -> None:
    encode_for(text, encoding).encode(encoding)


def test_plain_typography_keeps_accents() -> None:
    assert without_typography("« L’été »\u00a0: 1\u202f850…") == "« L'été » : 1 850..."


def test_the_short_way_is_as_strict_as_the_long_one() -> None:
    common = [c for c in map(chr, range(sys.maxunicode + 1)) if COMMON.fullmatch(c)]
    assert len(common) > 900
    assert [c for c in common if not (c.isprintable() or category(c) == "Zs")] == []
    assert [c for c in common if category(c) in {"Mn", "Me"} or east_asian_width(c) in {"W", "F"}] == []
