"""Work spread over processes: results in order, and a process that dies takes down one item alone."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Generic, TypeVar

from usp_check.interruption import blocked

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 64
"""How many items go to a process at once: alone they lose a third to the way there and back."""
_AHEAD = 3  # chunks that wait for each process, so that none is idle and memory stays flat
_START = "fork" if sys.platform == "linux" else "spawn"
_work: Callable[[Any], list[Any]]


class Pool(Generic[Item, Result]):
    """Processes that each do ``work`` on some items at a time: it gives the result of each, in their order.

    ``lost`` says what comes of an item whose process died of it. Without fork, ``work`` and ``lost`` must be
    picklable.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], list[Result]],
        lost: Callable[[Item], Result],
        jobs: int,
        start: str = _START,
    ) -> None:
        self._work = work
        self._lost = lost
        self._jobs = jobs
        self._start = start

    def results(self, items: Iterable[Item]) -> Iterator[list[Result]]:
        """Give the results in the order of ``items``, some at a time."""
        rest = iter(items)
        chunks = iter(lambda: list(islice(rest, CHUNK)), [])
        waiting: deque[tuple[list[Item], Future[list[Result]]]] = deque()
        processes = self._processes(self._jobs)
        try:
            while True:
                for chunk in islice(chunks, _AHEAD * self._jobs - len(waiting)):
                    waiting.append((chunk, _submitted(processes, chunk)))
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                try:
                    yield future.result()
                except BrokenProcessPool:
                    # Nobody knows of what: each item of the chunk is given a second chance, in a process of its own.
                    processes.shutdown(wait=True)
                    yield self._one_by_one(chunk)
                    processes = self._processes(self._jobs)
                    waiting = deque((one, _submitted(processes, one)) for one, _ in waiting)
        finally:
            processes.shutdown(wait=False, cancel_futures=True)

    def _one_by_one(self, chunk: Sequence[Item]) -> list[Result]:
        done: list[Result] = []
        process = self._processes(1)
        for item in chunk:
            try:
                done += _submitted(process, [item]).result()
            except BrokenProcessPool:
                process = self._processes(1)
                done.append(self._lost(item))
        process.shutdown(wait=False)
        return done

    def _processes(self, jobs: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context(self._start)
        return ProcessPoolExecutor(jobs, context, _begin, (self._work,))


def _submitted(processes: ProcessPoolExecutor, chunk: list[Item]) -> Future[list[Any]]:
    try:
        with blocked():  # it is the first to be submitted that starts the processes
            return processes.submit(_do, chunk)
    except BrokenProcessPool as error:  # it died since: told where the result is asked for
        future: Future[list[Any]] = Future()
        future.set_exception(error)
        return future


def _begin(work: Callable[[Any], list[Any]]) -> None:
    """Prepare a process: an interruption is the parent's to handle."""
    global _work  # noqa: PLW0603 - what a process works at all its life
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work = work


def _do(chunk: Sequence[Any]) -> list[Any]:
    return _work(chunk)
