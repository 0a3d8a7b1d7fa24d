"""How far a long run is, on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def _ignore() -> None:
    """Count nothing."""


@contextmanager
def progress(total: int, *, wanted: bool = True) -> Iterator[Callable[[], None]]:
    """Give what to call after each file: it moves a bar on standard error, where that is a terminal.

    The bar says how many of ``total`` files are done, at which rate, and how long is left; it goes away at the end.
    """
    if not wanted or not sys.stderr.isatty():
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Vérification"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    # No thread of its own draws it: other processes are started meanwhile, and a fork copies no thread.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=total, rate="")
        drawn = bar.get_time()

        def step() -> None:
            nonlocal drawn
            bar.advance(task)
            now = bar.get_time()
            if now - drawn >= _EVERY:
                drawn = now
                speed = bar.tasks[0].speed
                bar.update(task, rate=f"{speed:.0f} dossiers/s" if speed else "")
                bar.refresh()

        yield step


_EVERY = 0.1
"""Seconds between two drawings: drawing costs more than judging."""
