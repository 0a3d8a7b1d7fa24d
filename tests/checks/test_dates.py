"""Months as calendars add them, and the checks on dates that the call's own cases do not reach."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.judging import check, codes
from usp_check.checks.dates import add_months, whole_months

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
CALENDAR = {"debut": "calendrier.debut", "fin": "calendrier.fin"}


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 1, 1), 24, date(2027, 1, 1)),
        (date(2025, 8, 31), 18, date(2027, 2, 28)),
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 5, 31), 0, date(2025, 5, 31)),
        (date(9999, 1, 1), 24, date.max),
        (date(9998, 12, 31), 12, date.max),
    ],
)
def test_months_are_added_as_calendars_do(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@given(DAYS, st.integers(0, 600))
def test_the_day_is_kept_or_the_last_of_the_month(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@given(DAYS, st.integers(0, 4000))
def test_whole_months_are_the_most_that_fit(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    months = whole_months(start, end)
    assert add_months(start, months) <= end + timedelta(days=1)
    assert add_months(start, months + 1) > end + timedelta(days=1)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_time_break_nothing(day: date) -> None:
    assert whole_months(day, day) in (0, 1)
    for bound in ({"minimum": 18}, {"maximum": 24}, {"minimum": 0, "maximum": 0}):
        last = {"debut": date.min.isoformat(), "fin": date.max.isoformat()}
        assert codes("duree", "calendrier.fin", {"calendrier": last}, **CALENDAR, **bound)


@pytest.mark.parametrize(
    ("fin", "code"),
    [
        ("2025-06-29", "trop_court"),
        ("2025-06-30", "conforme"),
        ("2026-01-01", "conforme"),
        ("2026-01-02", "trop_long"),
    ],
)
def test_a_duration_between_two_bounds(fin: str, code: str) -> None:
    calendar = {"calendrier": {"debut": "2025-01-01", "fin": fin}}
    assert codes("duree", "calendrier.fin", calendar, **CALENDAR, minimum=6, maximum=12) == [code]


def test_a_duration_without_both_ends() -> None:
    assert codes(
        "duree", "calendrier.fin", {"calendrier": {"debut": "2025-01-01"}}, **CALENDAR, maximum=12
    ) == ["incomplet"]


def test_a_duration_needs_a_bound() -> None:
    with pytest.raises(ValueError, match="minimum"):
        check("duree", **CALENDAR)


def test_after_and_not_before_tell_what_is_missing() -> None:
    assert codes("apres", "calendrier.fin", {}, autre="calendrier.debut") == ["manquant"]
    only_end = {"calendrier": {"fin": "2025-01-01"}}
    assert codes("apres", "calendrier.fin", only_end, autre="calendrier.debut") == ["reference_absente"]
    assert codes("pas_avant", "calendrier.debut", {}, limite="2024-11-30") == ["manquant"]


def test_dates_within_bounds_that_are_missing() -> None:
    found = codes("dates_dans", "calendrier.jalons", {"calendrier": {}}, **CALENDAR, date_de_ligne="date")
    assert found == ["incomplet"]
