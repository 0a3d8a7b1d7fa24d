"""Ctrl-C that comes where it does no harm: between two dossiers, and not while processes are started."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def held(*, wanted: bool = True) -> Iterator[Callable[[], None]]:
    """Hold an interruption back until what this gives is called, which then raises KeyboardInterrupt.

    Raised anywhere, it could fall between two steps that belong together (a draft and what is written to it), or where
    Python can't raise it. The second one is not held: who asks twice does not want to wait. Where it is not
    ``wanted``, nothing is held.
    """
    if not wanted:
        yield lambda: None
        return
    asked = False

    def hold(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            signal.default_int_handler(number, frame)
        asked = True

    def stop_if_asked() -> None:
        if asked:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield stop_if_asked
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def blocked() -> Iterator[None]:
    """Keep an interruption from this process and from those started meanwhile, until they can take it.

    A terminal sends it to all of them; one that has just been started would die of it, and say so.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
