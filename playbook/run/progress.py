"""How a lone run gets on, for somebody who waits at a terminal; nobody else is told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playbook.run.events import Began, Ended, Skipped
from playbook.run.sources import NAMES

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["shown"]

#: Reading, analyses, documents, and the notebooks.
_PARTS = 3 + len(NAMES)


@contextmanager
def shown(client_id: str, *, progress: bool) -> Iterator[Callable[[object], object]]:
    """What to call with each event: a bar on standard error where that is a terminal, and nothing otherwise."""
    if not (progress and sys.stderr.isatty()):
        yield lambda event: None
        return
    bar = _Bar(client_id)
    try:
        yield bar.hear
    finally:
        bar.close()


class _Bar:
    """A bar that is drawn with the first event: until then nothing is imported that would keep a mother waiting."""

    def __init__(self, client_id: str) -> None:
        self._client_id = client_id
        self._progress: Progress | None = None

    def hear(self, event: object) -> None:
        progress = self._progress or self._begun()
        if isinstance(event, Began):
            progress.update(progress.task_ids[0], part=event.part)
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
