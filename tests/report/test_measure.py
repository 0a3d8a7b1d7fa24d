import pytest
from hypothesis import given
from hypothesis import strategies as st

from usp_check.report.measure import cells, fit, head, tail, wrap


@pytest.mark.parametrize(("text", "width"), [("", 0), ("été", 3), ("日本", 4), ("e\u0301", 1), ("ａ", 2)])
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_head_and_tail_never_pass_the_room() -> None:
    assert (head("日本語", 3), tail("日本語", 3), head("abc", 5)) == ("日", "語", "abc")


def test_fit_shows_the_cut() -> None:
    assert (fit("abcdef", 4), fit("abcdef", 6), fit("abcdef", 5, "...")) == ("abc…", "abcdef", "ab...")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("aa bb cc", ["aa bb", "cc"]),
        ("aa bbbb : c", ["aa", "bbbb :", "c"]),
        ("aaa « b »", ["aaa", "« b »"]),
        ("avec 8 lits", ["avec", "8 lits"]),
        ("abcdefghij", ["abcdef", "ghij"]),
        ("日本日本", ["日本日", "本"]),
    ],
)
def test_wrap(text: str, lines: list[str]) -> None:
    assert wrap(text, 6) == lines


@given(st.text(), st.integers(2, 40))
def test_wrap_holds_the_width_and_loses_only_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
