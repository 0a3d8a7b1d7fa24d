import pytest

from tests.report import factory
from usp_check.report.excerpt import add_excerpt
from usp_check.report.layout import Page, Style
from usp_check.report.measure import cells


def excerpt(line: str, column: int, length: int = 1, *, width: int = 80, before: str = "") -> list[str]:
    page = Page(width)
    constat = factory.constat(ligne=7, colonne=column, longueur=length)
    add_excerpt(page, constat, {6: before, 7: line}, Style.BAD)
    return page.lines


def underlined(rows: list[str]) -> str:
    """What stands, cell for cell, above the carets."""
    shown, carets = rows[-2], rows[-1]
    start, end = carets.index("^"), carets.rindex("^") + 1
    by_cell = "".join(c + "\0" * (cells(c) - 1) for c in shown if cells(c))
    return by_cell[start:end].replace("\0", "")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("lits: 8", "8"),
        ("\tlits:\t8", "8"),
        ("nom: 日本 lits: 8", "lits"),
        ("e\u0301te\u0301: 8", "8"),
        ("x\x1b[31m: 8", "8"),
        ("été: 日本", "日本"),
        (f"{'a' * 300}: 8", "8"),
        (f"{'日' * 300}: 8 {'b' * 300}", "8"),
        (f"lits: 8{' b' * 300}", "8"),
        (f"{'a ' * 40}lits{' b' * 40}", "lits"),
    ],
)
@pytest.mark.parametrize("width", [40, 60, 100])
def test_the_caret_stands_under_the_value(line: str, value: str, width: int) -> None:
    rows = excerpt(line, line.index(value) + 1, len(value), width=width)
    assert underlined(rows) == value
    assert all(cells(row) <= width for row in rows)


def test_the_line_before_is_shown_with_its_number() -> None:
    assert excerpt("  lits: 8", 9, before="capacite:") == [
        "  6 │ capacite:",
        "  7 │   lits: 8",
        "    │         ^",
    ]


def test_a_blank_neighbour_is_left_out() -> None:
    assert len(excerpt("lits: 8", 7, before="   ")) == 2


def test_a_very_long_value_is_cut_and_still_underlined() -> None:
    rows = excerpt("x: " + "v" * 10_000, 4, 10_000, width=60)
    assert rows[0].endswith("v…")
    assert set(underlined(rows)) == {"v"}


@pytest.mark.parametrize("column", [1, 8, 500])
def test_a_column_beyond_the_line_does_no_harm(column: int) -> None:
    assert excerpt("lits: 8", column)[-1].count("^") == 1


def test_an_unknown_line_gives_nothing() -> None:
    page = Page(80)
    add_excerpt(page, factory.constat(ligne=99, colonne=1), {7: "lits: 8"}, Style.BAD)
    add_excerpt(page, factory.constat(), {7: "lits: 8"}, Style.BAD)
    assert page.lines == []
