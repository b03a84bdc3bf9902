"""A worker makes plans, one at a time: each in a child of its warm process, which is started when it is first needed
and replaced if it dies.

What a plan's process says and tells goes to the client's run.log; why it failed is kept (:mod:`record.failures`).
Where processes cannot be forked, or papermill's own engine is asked for, the plan is made in this process, by
papermill's kernels.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from playbook.errors import PlaybookError, UserError
from playbook.messages import said
from playbook.run.engine.tasks import Died, Task, available
from playbook.run.index import index_task, write_index_of
from playbook.run.making import make_in_child, plan_task
from playbook.run.outcome import Outcome
from playbook.run.record.failures import TookTooLong, forget_failure, keep_failure, kind_of, lines_of
from playbook.run.record.finished import Plan, read_plan, unchanged_plan
from playbook.run.record.log import Log
from playbook.run.record.order import Order
from playbook.run.warm_up import warm_up, warm_up_for_many

if TYPE_CHECKING:
    from playbook.run.engine.warm_process import WarmProcess

__all__ = ["OnEvent", "Stopped", "Worker", "engine_for", "lone_worker"]

OnEvent = Callable[[object], object]

#: Seconds that a client that took too long has to end by itself.
_GRACE_SECONDS = 5.0


def engine_for(name: str | None) -> str:
    """The engine of that name, else the one that PLAYBOOK_ENGINE names, else the fastest that works here. Raises
    UserError."""
    asked = name or os.environ.get("PLAYBOOK_ENGINE") or ("playbook" if available() else "papermill")
    if asked not in ("playbook", "papermill"):
        raise UserError(said("no engine {name!r}", name=asked), said("name one of: playbook, papermill"))
    return asked


class Stopped(PlaybookError):
    """The worker was closed while a plan was made."""


class Worker:
    """Makes plans, one at a time: of `many` clients, or of one. `timeout` (seconds) and `memory` (megabytes, of each of
    its processes) are what a client may use at most. A child of its warm process calls `background` while the first
    plans are made; nobody waits for it."""

    def __init__(
        self,
        engine: str | None = None,
        *,
        many: bool = True,
        timeout: float | None = None,
        memory: int | None = None,
        background: Callable[..., object] | None = None,
    ) -> None:
        self._engine, self._timeout, self._memory = engine_for(engine), timeout, memory
        self._warm_up = warm_up_for_many if many else warm_up
        self._changing, self._closed = Lock(), False
        self._warm_process: WarmProcess | None = None
        self._task: Task | None = None
        self._background, self._background_tasks = background, list[Task]()

    def make(self, order: Order, on_event: OnEvent = lambda event: None) -> Plan:
        """The plan, made, or found unchanged. What stopped it is raised, and kept. Raises Stopped where the worker is
        closed."""
        if self._closed:
            raise Stopped("the worker was closed")
        if (plan := unchanged_plan(order)) is not None:
            return plan
        self._ready()
        with Log(order) as log:
            try:
                place = self._made(order, log.hearing(on_event))
            except Exception as error:
                if self._closed:
                    raise Stopped("the worker was closed") from None
                log.failed(error)
                with suppress(OSError):  # of a full disk: what stopped the plan is still to be raised
                    keep_failure(order, error, log.opened, log.started)
                raise
        made = read_plan(place)
        assert made is not None, "a plan that was made has its manifest"
        forget_failure(order, made.manifest["as_of"], made.manifest["lang"])
        return made

    def run(self, order: Order, on_event: OnEvent = lambda event: None) -> Outcome:
        """What :meth:`make` came to; a failure is an outcome too. Raises Stopped where the worker is closed
        meanwhile."""
        self._task, start = None, monotonic()
        try:
            plan = self.make(order, on_event)
        except Stopped:
            raise
        except Exception as error:
            return Outcome(order, "failed", kind=kind_of(error), lines=lines_of(error), **self._used(start))
        return Outcome(order, "unchanged" if plan.unchanged else "made", place=str(plan.folder), **self._used(start))

    def index(self, out: Path) -> str:
        """Write the index of all plans under `out`, in a child of the warm process where there is one; its path."""
        warm_process = self._ready()
        return str(warm_process.start(index_task, out).result()) if warm_process else write_index_of(out)

    def close(self) -> None:
        """Leave no process behind. Whoever waits for a plan is told that the worker has stopped; nothing is kept of
        that."""
        self._end_warm_process(closing=True)

    def _end_warm_process(self, *, closing: bool = False) -> None:
        """Unless the worker is closing, the next plan starts another."""
        with self._changing:
            self._closed = self._closed or closing
            if self._warm_process:
                self._warm_process.close()
            self._warm_process = None

    def _used(self, start: float) -> dict[str, Any]:
        return {"seconds": monotonic() - start, "peak_bytes": self._task.peak_bytes if self._task else 0}

    def _ready(self) -> WarmProcess | None:
        """The warm process, at work on its imports at least; None where there is none to be."""
        with self._changing:
            if self._closed:
                raise Stopped("the worker was closed")
            if self._engine == "playbook" and self._warm_process is None:
                from playbook.run.engine.warm_process import WarmProcess

                self._warm_process = WarmProcess(self._warm_up)
                if self._background:
                    with suppress(OSError):  # it is gone already: whoever asks it for a plan will see to that
                        self._background_tasks.append(self._warm_process.start(self._background))
            return self._warm_process

    def _made(self, order: Order, hear: OnEvent) -> Path:
        if self._engine != "playbook":
            return Path(plan_task(order, self._engine, tell=hear))
        try:
            return self._waited(self._started(order), hear)
        except Died:
            if self._task and self._task.peak_bytes:  # its warm process lives: it said how the child ended
                raise
        self._end_warm_process()
        return self._waited(self._started(order), hear)

    def _started(self, order: Order) -> Task:
        """The plan's child, begun; by a new warm process where the old one has died since."""
        with suppress(OSError):
            return self._start(order)
        self._end_warm_process()
        return self._start(order)

    def _start(self, order: Order) -> Task:
        warm_process = self._ready()
        assert warm_process is not None
        self._task = warm_process.start(make_in_child, order, self._memory)
        return self._task

    def _waited(self, task: Task, hear: OnEvent) -> Path:
        """Wait for the plan; its time begins when its process does. Whoever stops waiting ends it."""
        try:
            return Path(task.result(hear, timeout=self._timeout)) if task.pid else Path(task.result(hear))
        except TimeoutError:
            task.interrupt()
            with suppress(TimeoutError, KeyboardInterrupt):
                task.result(timeout=_GRACE_SECONDS)
            raise TookTooLong(said("not done within {seconds:g} seconds", seconds=self._timeout)) from None
        except SystemExit as error:  # the child's, not ours
            raise Died(error.code if isinstance(error.code, int) else 1) from error
        finally:
            if not task.ended:
                task.kill()


def lone_worker(engine: str | None = None) -> Worker:
    """The worker of this process, which is warm when a second plan is asked for; it ends with the process."""
    return _lone_worker(engine_for(engine), os.getpid())


@cache
def _lone_worker(engine: str, process: int) -> Worker:
    """One for each process: a forked one does not take its parent's."""
    worker = Worker(engine, many=False)
    atexit.register(worker.close)
    return worker
