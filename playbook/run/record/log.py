"""A client's run.log: what the processes of its last run printed, and when its parts were done. It is for people."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType

from playbook.errors import UserError
from playbook.run.events import Opened
from playbook.run.record.order import Order
from playbook.run.record.places import log_place

__all__ = ["Log", "redirect"]


class Log:
    """The log of one run, begun anew. `opened` is what the run told of its client, once it did; `started` is when it
    began.

    A log that cannot be written (a full disk) stops nothing.
    """

    def __init__(self, order: Order) -> None:
        self._path = log_place(order)
        self.started = datetime.now(UTC)
        self.opened: Opened | None = None
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(b"")
        self.write(f"{order.client_id}, started {self.started.isoformat(timespec='seconds')}")

    def hearing(self, on_event: Callable[[object], object]) -> Callable[[object], None]:
        """What to call with each event: it is written down, and passed on."""

        def hear(event: object) -> None:
            if isinstance(event, Opened):
                self.opened = event
            self.write(str(event))
            on_event(event)

        return hear

    def failed(self, error: BaseException) -> None:
        """Write down what stopped the run: a user's lines, or a traceback."""
        self.write(
            "\n".join(error.lines)
            if isinstance(error, UserError)
            else "".join(traceback.format_exception(error)).rstrip()
        )

    def write(self, text: str) -> None:
        """Add a line with the time; the run's processes may add theirs at any moment."""
        with suppress(OSError), self._path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC):%H:%M:%S} {text}\n")

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.write("done")


def redirect(order: Order) -> None:
    """Let everything that this process and its children print from now on go to the client's log."""
    handle = os.open(log_place(order), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for stream in (1, 2):
        os.dup2(handle, stream)
    os.close(handle)
