"""How a batch gets on: a bar at a terminal, a plain line every so often elsewhere (in a log, a night's mail)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from playbook.run.batch.summary import Summary, span

__all__ = ["progress_line", "shown"]

#: Seconds between two plain lines.
_PAUSE = 30.0


@contextmanager
def shown(summary: Summary) -> Iterator[Callable[[], None]]:
    """What to call after each client."""
    if sys.stderr.isatty():
        with _bar(summary) as update:
            yield update
    else:
        yield _plain(summary)


def progress_line(summary: Summary) -> str:
    """`120 of 1000, 3 failed, 20 unchanged, 35.2 a minute, 25 min 0 s left`."""
    counts = "".join(f", {summary.states[state]} {state}" for state in ("failed", "unchanged") if summary.states[state])
    left = (summary.total - summary.done) / summary.rate * 60 if summary.done else None
    return f"{summary.done} of {summary.total}{counts}, {summary.rate:.1f} a minute" + (
        f", {span(left)} left" if left else ""
    )


def _plain(summary: Summary) -> Callable[[], None]:
    last = monotonic()

    def update() -> None:
        nonlocal last
        if monotonic() - last >= _PAUSE:
            last = monotonic()
            print(progress_line(summary), file=sys.stderr, flush=True)  # noqa: T201  # what the command line shows

    return update


@contextmanager
def _bar(summary: Summary) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress

    with Progress(BarColumn(), "{task.description}", console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"0 of {summary.total}", total=summary.total)
        yield lambda: progress.update(task, completed=summary.done, description=progress_line(summary))
