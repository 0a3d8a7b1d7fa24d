"""Values are the text that was typed; what YAML 1.1 would make of them does not matter."""

from __future__ import annotations

import pytest

from usp_check.reading import read_bytes


def value(text: str) -> object:
    reading = read_bytes(text.encode())
    assert reading.faults == ()
    return reading.value


@pytest.mark.parametrize(
    "typed",
    [
        "010007300",
        "oui",
        "no",
        "12:30:45",
        "2024-10-21",
        "1_000",
        "0x1F",
        "1e3",
        ".inf",
        "true",
        "=",
        "-x",
        "nul",
    ],
)
def test_a_plain_scalar_is_its_text(typed: str) -> None:
    assert value(f"a: {typed}\nb: [x, {typed}]\n") == {"a": typed, "b": ["x", typed]}


def test_keys_are_text() -> None:
    assert value("12: a\noui: b\n'x ': c\n~: d\nnull: e\n1.2: f\n'<<': g\n") == {
        "12": "a",
        "oui": "b",
        "x": "c",
        "~": "d",
        "null": "e",
        "1.2": "f",
        "<<": "g",
    }


def test_no_break_space_before_a_colon() -> None:
    assert value("nom\u00a0: x\nville\u202f: y\n") == {"nom": "x", "ville": "y"}


@pytest.mark.parametrize(
    "typed", ["", "~", "null", "Null", "NULL", "''", '"  "', "'\u00a0'", '"\\n"', "|\n\n", "&x"]
)
def test_absent(typed: str) -> None:
    assert value(f"a: {typed}\n") == {"a": None}


def test_absent_in_a_list() -> None:
    assert value("a: [~, null, '', x]\nb:\n  -\n  - y\n") == {"a": [None, None, None, "x"], "b": [None, "y"]}


@pytest.mark.parametrize("typed", ["'~'", '"null"', "nULL", "~x"])
def test_not_absent(typed: str) -> None:
    assert value(f"a: {typed}\n") == {"a": typed.strip("'\"")}


def test_styles() -> None:
    text = "a: 'l''été'\nb: \"x\\ty\\\\\"\nc: |\n  x\n   y\nd: >-\n  x\n  y\ne: x\n  y\nf: [x y, {g, h: i}]\n"
    assert value(text) == {
        "a": "l'été",
        "b": "x\ty\\",
        "c": "x\n y\n",
        "d": "x y",
        "e": "x y",
        "f": ["x y", {"g": None, "h": "i"}],
    }


def test_aliases_are_shared_not_copied() -> None:
    found = value("a: &x {b: [c]}\nd: *x\ne: &t texte\nf: [*t, *x]\n")
    assert found == {"a": {"b": ["c"]}, "d": {"b": ["c"]}, "e": "texte", "f": ["texte", {"b": ["c"]}]}
    assert isinstance(found, dict)
    assert found["a"] is found["d"] is found["f"][1]


def test_an_anchor_given_again_stands_for_the_later_value() -> None:
    assert value("a: &x 1\nb: &x 2\nc: *x\n") == {"a": "1", "b": "2", "c": "2"}
    assert value("a: &x {b: &x 1}\nc: *x\n") == {"a": {"b": "1"}, "c": "1"}


def test_aliases_as_keys() -> None:
    assert value("a: &k nom\n*k : [x]\n") == {"a": "nom", "nom": ["x"]}
    assert value("&k nom: a\nb: *k\n") == {"nom": "a", "b": "nom"}


def test_an_anchor_in_what_is_left_out_is_known() -> None:
    reading = read_bytes(b"a: 1\na: &x [y]\nb: *x\n")
    assert [fault.code for fault in reading.faults] == ["cle_en_double"]
    assert reading.value == {"a": "1", "b": ["y"]}


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
def test_line_separators_of_word_processors_are_spaces(odd: str) -> None:
    assert value(f"a: x{odd}y # z{odd}w\nb: 2\n") == {"a": "x y", "b": "2"}


@pytest.mark.parametrize(
    "text", ["a: 1\n...\n", "---\na: 1\n...\n# fin\n", "%YAML 1.2\n---\na: 1\n", "a: 1\n...\n...\n"]
)
def test_one_document_with_its_marks(text: str) -> None:
    assert value(text) == {"a": "1"}


def test_a_dash_alone_is_absent() -> None:
    text = "a: -\nb: - # rien\nc: {d: - , e: x, f: - }\ng: [-, x]\nh: |\n  i: -\n"
    assert value(text) == {
        "a": None,
        "b": None,
        "c": {"d": None, "e": "x", "f": None},
        "g": ["-", "x"],
        "h": "i: -\n",
    }


def test_an_empty_mapping_is_a_mapping() -> None:
    assert value("{}") == {}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("{etp: 2,5}", {"etp": "2,5"}),
        ("{metier: medecin, etp: 2,5, effectif: 3}", {"metier": "medecin", "etp": "2,5", "effectif": "3"}),
        ("{montant: 1 850,50 €}", {"montant": "1 850,50 €"}),
        ("{etp: 2, 5}", {"etp": "2", "5": None}),
        ("{etp: deux,5}", {"etp": "deux", "5": None}),
        ("{etp: 2,cinq}", {"etp": "2", "cinq": None}),
        ("{etp: 2,5: 6}", {"etp": "2", "5": "6"}),
    ],
)
def test_a_decimal_comma_in_braces_parts_no_number(typed: str, value: dict[str, str | None]) -> None:
    reading = read_bytes(f"ligne: {typed}\n".encode())
    assert (reading.value, reading.faults) == ({"ligne": value}, ())
    if value.get("etp") == "2,5":
        span = reading.positions.locate(("ligne", "etp"))
        assert span is not None
        assert span.end_column - span.column == 3
