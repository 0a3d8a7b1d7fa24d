"""What holds for whatever comes in."""

from __future__ import annotations

import codecs
from typing import Any
from unicodedata import is_normalized, normalize

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.fuzz.invariants import check_reading, walk
from usp_check.reading import read_bytes
from usp_check.reading.scalars import FORBIDDEN

_SYNTAX = st.text(
    st.sampled_from(list("aé-?:,[]{}#&*!|>'\"%@`~<=\\ \t\n\r\x85\u2028\u00a0🏥\x07")), max_size=60
)
_KINDS = (
    *("a: 1", "b:", "  c: x", "  - y", "- z", "d: [x, {e: f}]", "g: &h {i: j}", "k: *h", "l: |", "   m", ""),
    *(
        "# n",
        "...",
        "---",
        "o: 'p",
        'q: "r"',
        "<<: *h",
        "? s",
        ": t",
        "u: !v w",
        "\tx",
        "y: z: 0",
        "%a",
        "b: -",
    ),
)
_LINES = st.lists(st.sampled_from(_KINDS), max_size=12).map("\n".join)


@given(st.binary(max_size=200))
@example(b"a: \xe9")
@example(codecs.BOM_UTF16_LE + b"a")
@example(b"\xff\xfe\x00\x00")
def test_bytes_never_raise(data: bytes) -> None:
    check_reading(read_bytes(data))


@given(st.text(max_size=200))
@example("\ufeff\ufeff")
def test_text_never_raises(text: str) -> None:
    check_reading(read_bytes(text.encode("utf-8", "surrogatepass")))


@settings(max_examples=1000)
@given(st.one_of(_SYNTAX, _LINES))
@example("? ")
@example("? |\n")
@example("a: &a\n*a : b")
@example("a: !%ED%A0%80 x")
@example("{? : [}")
def test_what_looks_like_yaml_never_raises(text: str) -> None:
    check_reading(read_bytes(text.encode()))


def test_every_character_is_taken_or_told() -> None:
    """libyaml and we agree on which characters may not be typed."""
    for code in [*range(0x3000), *range(0xE000, 0x10000), 0x10000, 0x1F3E5, 0x10FFFF]:
        character = chr(code)
        if character in "\n\r\0'":
            continue
        reading = read_bytes(f"a: 'x{character}y'".encode())
        told = [fault.code for fault in reading.faults] == ["caractere_interdit"]
        assert told == bool(FORBIDDEN.search(character)), hex(code)
        assert told or not reading.faults, hex(code)


_WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
    ),
    min_size=1,
    max_size=30,
).map(lambda text: normalize("NFC", text))
_TEXTS = _WORDS.filter(lambda text: bool(text.strip()) and not FORBIDDEN.search(text))
_KEYS = _TEXTS.map(str.strip)
_TREES = st.recursive(
    st.one_of(st.none(), _TEXTS),
    lambda child: st.one_of(st.lists(child, max_size=4), st.dictionaries(_KEYS, child, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=300)
@given(
    st.dictionaries(_KEYS, _TREES, min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([True, False, None]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_written_is_read_and_found(
    tree: dict[str, Any], end: str, flow: bool | None, codec: str
) -> None:
    text = yaml.dump(
        tree,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        default_flow_style=flow,
        sort_keys=False,
        line_break=end,
    )
    # Texts are composed before they are parsed: an accent typed right after an escape that libyaml writes
    # ("\U0002A35A") joins its last letter. Such a text is not taken for another: see the test below.
    assume(is_normalized("NFC", text))
    reading = read_bytes(text.encode(codec))
    assert reading.faults == ()
    assert reading.value == tree
    lines = reading.text.replace("\r\n", "\n").split("\n")
    for path, value in walk(reading.value):
        span = reading.positions.locate(path)
        assert span is not None
        if not path or span.line != span.end_line or not isinstance(value, str):
            continue
        typed = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        assert yaml.load(typed, Loader=yaml.CBaseLoader) == value  # noqa: S506 - builds text only


@pytest.mark.parametrize("escape", [r"\U0002A35A", r"\xea", r"\u00eA", r"\e", r"\N"])
def test_an_accent_that_joins_an_escape_is_told(escape: str) -> None:
    """Such a text can't be both composed and what YAML makes of it: it is refused, never read as another."""
    (fault,) = read_bytes(f'a: "{escape}\u0301"'.encode()).faults
    assert (fault.rule, fault.code) == ("FMT-02", "barre_oblique_inverse")
