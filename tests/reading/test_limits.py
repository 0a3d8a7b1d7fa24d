"""Limits: what is too much is refused as it passes, in no time, and what is just enough is read."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from usp_check.reading import CODES, LIMITS, Reading, read_bytes

MEGABYTE = LIMITS.max_bytes


def read(text: str) -> Reading:
    """Read a text, in a time that anyone would wait, whatever else the machine does."""
    start = time.process_time()
    reading = read_bytes(text.encode()[:MEGABYTE])
    assert time.process_time() - start < 2
    for fault in reading.faults:
        assert tuple(fault.arguments) == CODES[fault.rule, fault.code]
    return reading


def codes(text: str) -> list[str]:
    return [fault.code for fault in read(text).faults]


def nested(depth: int) -> str:
    """Return a document of so many lists and mappings, one in another."""
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1)


def test_depth() -> None:
    assert codes(nested(LIMITS.max_depth)) == []
    reading = read(nested(LIMITS.max_depth + 1))
    (fault,) = reading.faults
    assert (fault.rule, fault.code, fault.line, fault.column) == ("FMT-03", "profondeur", 1, 35)
    assert fault.path == ("a", *[0] * (LIMITS.max_depth - 1))
    assert fault.arguments == {"limite": LIMITS.max_depth}
    assert reading.value is None


def test_depth_in_blocks() -> None:
    lines = [" " * level + "a:" for level in range(LIMITS.max_depth)]
    assert codes("\n".join(lines)) == []
    assert codes("\n".join([*lines, " " * LIMITS.max_depth + "a:"])) == ["profondeur"]


def chain(length: int) -> str:
    """Return anchors that each hold the one before: two levels deep at first, and one more each time."""
    return "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, length))


def test_depth_through_aliases() -> None:
    assert codes(chain(LIMITS.max_depth - 1)) == []
    assert codes(chain(LIMITS.max_depth)) == ["profondeur"]
    # The same where the anchor's own height comes from an alias below it.
    high = LIMITS.max_depth - 1
    assert codes(chain(high - 2) + f"b: [*a{high - 3}]\nc: &c {{d: *a{high - 3}}}\ne: [*c]\n") == []
    assert codes(chain(high - 1) + f"c: &c {{d: *a{high - 2}}}\ne: [*c]\n") == ["profondeur"]


def test_depth_of_what_an_alias_stands_for() -> None:
    half = LIMITS.max_depth // 2
    anchored = "a: &a " + "[" * half + "]" * half + "\n"
    rest = LIMITS.max_depth - half - 1
    assert codes(anchored + "b: " + "[" * rest + "*a" + "]" * rest) == []
    assert codes(anchored + "b: " + "[" * (rest + 1) + "*a" + "]" * (rest + 1)) == ["profondeur"]


def test_nodes() -> None:
    # The top is one, each entry two, each item one.
    full = "a: [" + "x," * (LIMITS.max_nodes - 2) + "]"
    assert codes(full) == []
    reading = read(full[:-1] + "x]")
    (fault,) = reading.faults
    assert (fault.rule, fault.code, fault.arguments) == ("FMT-03", "noeuds", {"limite": LIMITS.max_nodes})
    assert (reading.value, fault.line) == (None, 1)


@pytest.mark.parametrize("empty", ["[]", "{}"])
def test_nodes_that_hold_nothing(empty: str) -> None:
    full = "a: [" + f"{empty}," * (LIMITS.max_nodes - 2) + "]"
    assert codes(full) == []
    (fault,) = read(f"{full[:-1]}{empty}]").faults
    assert (fault.code, fault.column) == ("noeuds", len(full))


def test_nodes_in_entries() -> None:
    entries = "".join(f"k{index}: x\n" for index in range(LIMITS.max_nodes // 2))
    assert codes(entries) == []
    assert codes(entries + "z: x\n") == ["noeuds"]


def test_nodes_through_aliases() -> None:
    # &a is 101 nodes; so is each alias of it.
    head = "a: &a [" + "x," * 100 + "]\nb: ["
    room = LIMITS.max_nodes - 2 * 2 - 100
    fill, rest = divmod(room, 101)
    assert codes(head + "*a," * fill + "x," * rest + "]") == []
    assert codes(head + "*a," * fill + "x," * (rest + 1) + "]") == ["noeuds"]


def test_nodes_within_what_is_left_out_count() -> None:
    left_out = "a: 1\n" + "a: [" + "x," * LIMITS.max_nodes + "]\n"
    assert codes(left_out) == ["cle_en_double", "noeuds"]
    assert codes("a: 1\n" + "? [" + "x," * LIMITS.max_nodes + "]\n") == ["cle_complexe", "noeuds"]


def test_alias_bomb() -> None:
    names = "abcdefghij"
    text = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for before, name in pairwise(names):
        text += f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    assert codes(text) == ["noeuds"]


@pytest.mark.parametrize("text", ["a: &a [*a]", "a: &a {b: [x, {c: *a}]}", "&a b: &b\n  c: *b\n"])
def test_alias_of_what_is_still_open(text: str) -> None:
    reading = read(text)
    assert [(fault.rule, fault.code) for fault in reading.faults] == [("FMT-03", "alias_recursif")]
    assert reading.value is None


def test_faults_are_told_up_to_a_limit() -> None:
    found = codes("a: 1\n" * (LIMITS.max_faults + 1))
    assert found == ["cle_en_double"] * LIMITS.max_faults
    found = codes("a: 1\n" * (LIMITS.max_faults + 2))
    assert found == ["cle_en_double"] * LIMITS.max_faults + ["trop_de_fautes"]


HOSTILE = {
    "brackets": "a: " + "[" * 100_000,
    "braces": "{a: " * 100_000,
    "pairs": "? " * 500_000,
    "dashes": "a:\n" + "- " * 500_000,
    "million keys": "".join(f"{index:x}: \n" for index in range(150_000)),
    "empty lists": "a: [" + "[]," * 300_000,
    "anchors": "a:\n" + "".join(f"- &a{index} x\n" for index in range(80_000)),
    "open anchors": "a: " + "&a [" * 200_000,
    "aliases": "a: &a x\nb: [" + "*a," * 300_000,
    "unknown aliases": "a:\n" + "- *z\n" * 200_000,
    "tags": "a:\n" + "- !a x\n" * 140_000,
    "tag directives": "".join(f"%TAG !a{index}! x\n" for index in range(60_000)) + "---\na: 1\n",
    "tag directives of a second document": "a: 1\n...\n"
    + "".join(f"%TAG !a{index}! x\n" for index in range(60_000))
    + "---\na: 1\n",
    "documents": "a: 1\n" + "---\n" * 200_000,
    "one line": "a: " + "x " * 500_000,
    "one quoted text": 'a: "' + "\\x41" * 260_000 + '"',
    "quotes": "a: '" + "''" * 500_000 + "'",
    "ends of line": "a: |\n" + "\n" * 1_000_000,
    "number signs": "# " * 500_000,
    "controls": "a: " + "\x07" * 1_000_000,
    "dash at the end": "a: [" + "x, " * 45_000 + "]\n" + "b: -\n" * 2_000,
    "same key": "a: {b: 1}\n" * 100_000,
    "complex keys": "[]: x\n" * 170_000,
    "open quote": 'a: "' + "x\n" * 500_000,
    "combining accents": "a: " + "\u0301" * 500_000,
    "line separators": "a: " + "\u2028" * 300_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_ends_at_once(text: str) -> None:
    reading = read(text)
    assert reading.faults or reading.value is not None
    assert len(reading.faults) <= LIMITS.max_faults + 1
    start = time.process_time()
    for fault in reading.faults:
        reading.positions.locate(fault.path)
        reading.positions.line(fault.line or 1)
    assert time.process_time() - start < 1


def test_a_refused_document_is_refused_early() -> None:
    """What comes after the place of the refusal is not even looked at."""
    start = time.process_time()
    read_bytes(("a: " + "[" * 1_000_000).encode())
    assert time.process_time() - start < 0.5
