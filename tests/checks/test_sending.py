"""Deadlines that the call does not set: with an hour, or with the day itself included."""

from datetime import date, datetime

import pytest

from tests.checks.judging import DAY, codes
from usp_check.checks import Context, View

NOON = "2024-10-31 12:00"


def sent(
    when: str | None, limite: str, *, today: date = DAY, received: date | None = None, **more: str
) -> list[str]:
    register = None if received is None else View({"recu_le": received}, {})
    dossier = {"transmission": {"date": when}}
    context = Context(today, inscription=register)
    return codes("envoye_avant", "transmission.date", dossier, context=context, limite=limite, **more)


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("2024-10-30", "conforme"),
        ("2024-10-30 23:59", "conforme"),
        ("2024-10-31 11:59", "conforme"),
        ("2024-10-31 12:00", "conforme"),
        ("2024-10-31 12:00:01", "trop_tard"),
        ("2024-10-31", "heure_absente"),
        ("2024-11-01", "trop_tard"),
        ("2024-11-01 00:00", "trop_tard"),
    ],
)
def test_a_limit_with_an_hour_is_exact(when: str, code: str) -> None:
    assert sent(when, NOON) == [code]


@pytest.mark.parametrize(
    ("when", "code"),
    [("2024-10-31", "conforme"), ("2024-10-31 23:59", "conforme"), ("2024-11-01 00:00", "trop_tard")],
)
def test_a_day_that_is_included(when: str, code: str) -> None:
    assert sent(when, "2024-10-31", jour_compris="oui") == [code]


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2024, 10, 30), "a_envoyer"),
        (date(2024, 10, 31), "heure_absente"),
        (date(2024, 11, 1), "manquant"),
    ],
)
def test_not_sent_yet_with_an_hour(today: date, code: str) -> None:
    assert sent(None, NOON, today=today) == [code]


@pytest.mark.parametrize(
    ("received", "code"),
    [
        (datetime(2024, 10, 31, 12, 0), "conforme"),
        (datetime(2024, 10, 31, 12, 1), "recu_apres"),
        (date(2024, 10, 31), "recu_apres"),
        (date(2024, 11, 4), "recu_apres"),
    ],
)
def test_received_around_the_hour(received: date, code: str) -> None:
    assert sent("2024-10-31 11:00", NOON, received=received) == [code]
