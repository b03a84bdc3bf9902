"""How a run, or a batch, gets on, for somebody who waits at a terminal; what a batch says elsewhere (in a log, a
night's mail) is a plain line every so often."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from playbook.messages import printed, said, spoken
from playbook.run.events import Began, Ended, Skipped
from playbook.run.record.reasons import part_said
from playbook.run.sources import NAMES

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["batch_progress", "plan_progress"]

#: Reading, analyses, documents, and the notebooks.
_PARTS = 3 + len(NAMES)
#: Seconds between two plain lines.
_PAUSE_SECONDS = 30.0


@contextmanager
def plan_progress(client_id: str, *, progress: bool) -> Iterator[Callable[[object], object]]:
    """What to call with each event of a plan: a bar on standard error where that is a terminal, and nothing
    otherwise."""
    if not (progress and sys.stderr.isatty()):
        yield lambda event: None
        return
    bar = _PlanBar(client_id)
    try:
        yield bar.hear
    finally:
        bar.close()


class _PlanBar:
    """A bar that is drawn with the first event: until then nothing is imported that would keep a warm process
    waiting."""

    def __init__(self, client_id: str) -> None:
        self._client_id = client_id
        self._progress: Progress | None = None

    def hear(self, event: object) -> None:
        progress = self._progress or self._begun()
        if isinstance(event, Began):
            progress.update(progress.task_ids[0], part=printed(part_said(event.part), spoken()))
        if isinstance(event, Ended | Skipped):
            progress.advance(progress.task_ids[0])

    def _begun(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

        columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), "{task.fields[part]}")
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._progress.add_task(self._client_id, total=_PARTS, part="")
        self._progress.start()
        return self._progress

    def close(self) -> None:
        if self._progress:
            self._progress.stop()


@contextmanager
def batch_progress(total: int) -> Iterator[Callable[[int, str], object]]:
    """What to call after each of so many clients, with how many are done and the line that says so: a bar at a
    terminal, else a plain line every so often."""
    if not sys.stderr.isatty():
        yield _plain_lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress

    with Progress(BarColumn(), "{task.description}", console=Console(stderr=True), transient=True) as progress:
        begun = said("{done} of {total}", done=0, total=total)
        task = progress.add_task(printed(begun, spoken()), total=total)
        yield lambda done, line: progress.update(task, completed=done, description=printed(line, spoken()))


def _plain_lines() -> Callable[[int, str], None]:
    last = monotonic()

    def update(done: int, line: str) -> None:
        nonlocal last
        if monotonic() - last >= _PAUSE_SECONDS:
            last = monotonic()
            print(printed(line, spoken()), file=sys.stderr, flush=True)  # noqa: T201  # what the command line shows

    return update
