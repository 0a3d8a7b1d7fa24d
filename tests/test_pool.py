"""Work over processes: order, and what becomes of an item that kills the process it is worked on in."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import chain

import pytest

from usp_check import pool
from usp_check.pool import CHUNK, Pool

STARTS = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]
COUNT = 3 * CHUNK + 5


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


def deadly(numbers: Sequence[int]) -> list[int]:
    if 70 in numbers:
        time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGKILL)
    if 71 in numbers:
        os._exit(0)
    return list(numbers)


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(start: str, jobs: int) -> None:
    batches = list(Pool(squares, lost, jobs, start).results(range(COUNT)))
    assert list(chain.from_iterable(batches)) == [n * n for n in range(COUNT)]
    assert len(batches) == 4


@pytest.mark.parametrize("start", STARTS)
def test_a_process_that_dies_takes_down_its_item_alone(start: str) -> None:
    got = list(chain.from_iterable(Pool(deadly, lost, 2, start).results(range(COUNT))))
    assert got == [-n if n in (70, 71) else n for n in range(COUNT)]


def test_items_are_drawn_as_they_are_needed() -> None:
    drawn = 0

    def many() -> Iterator[int]:
        nonlocal drawn
        for drawn in range(100 * CHUNK):  # noqa: UP028 - where it stands is read below
            yield drawn

    results = Pool(squares, lost, 2).results(many())
    assert next(results) == [n * n for n in range(CHUNK)]
    assert drawn < 10 * CHUNK
    results.close()


def test_an_error_of_the_work_is_no_death() -> None:
    def broken(numbers: Sequence[int]) -> list[int]:
        raise ValueError(numbers[0])

    with pytest.raises(ValueError, match="0"):
        list(Pool(broken, lost, 2, STARTS[0]).results(range(COUNT)))


def test_an_interruption_is_left_to_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_work", squares, raising=False)
    before = signal.getsignal(signal.SIGINT)
    try:
        pool._begin(squares)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
