"""When a Ctrl-C is raised: where it does no harm, at the second time at once, and in no process that just starts."""

from __future__ import annotations

import os
import signal

import pytest

from usp_check.interruption import blocked, held

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a signal is sent as a POSIX terminal does")


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)  # to this thread: of a process with several, any may take it


def test_it_is_held_until_it_is_asked_for() -> None:
    with held() as stop_if_asked:
        stop_if_asked()
        interrupt()
        done = True  # nothing was raised
        with pytest.raises(KeyboardInterrupt):
            stop_if_asked()
    assert done


def test_the_second_one_is_not_held() -> None:
    with held():
        interrupt()
        with pytest.raises(KeyboardInterrupt):
            interrupt()


def test_nothing_is_held_where_it_is_not_wanted_nor_after() -> None:
    with held(wanted=False), pytest.raises(KeyboardInterrupt):
        interrupt()
    with held():
        pass
    with pytest.raises(KeyboardInterrupt):
        interrupt()


def test_it_waits_for_the_end_of_what_blocks_it() -> None:
    seen = []

    def start() -> None:
        with blocked():
            interrupt()
            seen.append("started")

    with pytest.raises(KeyboardInterrupt):
        start()
    assert seen == ["started"]
