"""Positions: where each value stands, by line and column as an editor counts them."""

from __future__ import annotations

import pytest

from usp_check.reading import Path, Span, read_bytes

TEXT = """\
# 🏥 commentaire
projet:
  capacite:
    lits: 12   # cible
    vide:
    "entre guillemets": 'l''été'
  liste:
    - un
    - {b: deux, c: [x, "y z"]}
    -
  bloc: |
    une ligne
    une autre

suite: a
  b
é🏥: {x: 1}
"""


def found(text: str, path: Path, *, on_key: bool = False) -> tuple[int, int, int, int, bool]:
    span = read_bytes(text.encode()).positions.locate(path, on_key)
    assert span is not None
    return span.line, span.column, span.end_line, span.end_column, span.exact


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("projet", "capacite", "lits"), (4, 11, 4, 13, True)),
        (("projet", "capacite", "vide"), (5, 10, 5, 10, True)),
        (("projet", "capacite", "entre guillemets"), (6, 25, 6, 33, True)),
        (("projet", "capacite"), (4, 5, 6, 33, True)),
        (("projet", "liste"), (8, 5, 10, 6, True)),
        (("projet", "liste", 0), (8, 7, 8, 9, True)),
        (("projet", "liste", 1), (9, 7, 9, 31, True)),
        (("projet", "liste", 1, "c"), (9, 20, 9, 30, True)),
        (("projet", "liste", 1, "c", 1), (9, 24, 9, 29, True)),
        (("projet", "liste", 2), (10, 6, 10, 6, True)),
        (("suite",), (15, 8, 16, 4, True)),
        (("é🏥", "x"), (17, 9, 17, 10, True)),
        ((), (2, 1, 2, 1, True)),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_values(path: Path, expected: object, end: str) -> None:
    assert found(TEXT.replace("\n", end), path) == expected
    assert found("\ufeff" + TEXT.replace("\n", end), path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("projet",), (2, 1, 2, 7, True)),
        (("projet", "capacite", "lits"), (4, 5, 4, 9, True)),
        (("projet", "capacite", "entre guillemets"), (6, 5, 6, 23, True)),
        (("projet", "liste", 0), (8, 7, 8, 9, True)),
        (("projet", "liste", 1, "b"), (9, 8, 9, 9, True)),
        (("é🏥",), (17, 1, 17, 3, True)),
        ((), (2, 1, 2, 1, True)),
    ],
)
def test_keys(path: Path, expected: object) -> None:
    assert found(TEXT, path, on_key=True) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("projet", "capacite", "absent"), (3, 3, 3, 11, False)),
        (("projet", "capacite", "absent", "x", 3), (3, 3, 3, 11, False)),
        (("projet", "capacite", "lits", "x"), (4, 5, 4, 9, False)),
        (("projet", "capacite", 0), (3, 3, 3, 11, False)),
        (("projet", "liste", "x"), (7, 3, 7, 8, False)),
        (("projet", "liste", 3), (7, 3, 7, 8, False)),
        (("projet", "liste", -1), (7, 3, 7, 8, False)),
        (("projet", "liste", 1, "z"), (9, 7, 9, 31, False)),
        (("absent",), (2, 1, 2, 1, False)),
    ],
)
@pytest.mark.parametrize("on_key", [False, True])
def test_what_is_missing_is_at_the_nearest_parent(path: Path, expected: object, on_key: bool) -> None:
    assert found(TEXT, path, on_key=on_key) == expected


def test_an_alias_is_where_it_is_typed_and_what_it_holds_where_the_anchor_is() -> None:
    text = "a: &x\n  b: [c, d]\ne: *x\nf: [*x]\n"
    assert found(text, ("e",)) == (3, 4, 3, 6, True)
    assert found(text, ("e", "b", 1)) == (2, 10, 2, 11, True)
    assert found(text, ("f", 0, "b")) == (2, 6, 2, 12, True)
    assert found(text, ("f", 0, "z")) == (4, 5, 4, 7, False)


def test_what_is_left_out_leaves_no_place() -> None:
    text = "a: 1\nb: 2\na: 3\n<<: 4\n[x]: 5\nc: 6\n"
    assert found(text, ("a",)) == (1, 4, 1, 5, True)
    assert found(text, ("c",)) == (6, 4, 6, 5, True)
    assert found(text, ("<<",)) == (1, 1, 1, 1, False)


def test_lines_are_those_of_an_editor() -> None:
    text = "a: x\u2028y\nb: x\x85y\r\nc: \u2029z\rd: 1\n\n"
    positions = read_bytes(text.encode()).positions
    assert positions.line_count == 5
    assert [positions.line(number) for number in range(7)] == [
        "",
        "a: x\u2028y",
        "b: x\x85y",
        "c: \u2029z",
        "d: 1",
        "",
        "",
    ]
    assert positions.locate(("d",)) == Span(4, 4, 4, 5, exact=True)


@pytest.mark.parametrize(
    ("text", "count"), [("a: 1", 1), ("a: 1\n", 1), ("a: 1\n\n", 2), ("a: 1\r\n#", 2), ("", 0)]
)
def test_line_count(text: str, count: int) -> None:
    assert read_bytes(text.encode()).positions.line_count == count


def test_lines_of_a_document_that_could_not_be_read() -> None:
    positions = read_bytes(b"a: 1\nb: [\n").positions
    assert (positions.line(2), positions.locate(("a",))) == ("b: [", None)


def test_a_lone_dash_keeps_its_place() -> None:
    reading = read_bytes(b"a: -\nb: x\n")
    assert reading.text == "a: -\nb: x\n"
    assert reading.positions.locate(("a",)) == Span(1, 4, 1, 5, exact=True)
    assert reading.positions.line(1) == "a: -"
