"""A worker makes plans, one at a time: each in a child of its mother, who is started when she is first needed and
replaced if she dies.

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
from playbook.run.engine.tasks import Died, Task, available
from playbook.run.index import write_index_of
from playbook.run.outcome import Outcome
from playbook.run.record.failures import TookTooLong, forget_failure, keep_failure, kind_of, lines_of
from playbook.run.record.finished import Plan, read_plan, unchanged_plan
from playbook.run.record.log import Log, redirect
from playbook.run.record.order import Order

try:
    import resource
except ImportError:  # Windows, where no child is forked
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from playbook.run.engine.warm_process import Mother

__all__ = ["OnEvent", "Stopped", "Worker", "engine_for", "lone_worker", "make_in_child"]

OnEvent = Callable[[object], object]

#: Seconds that a client who took too long has to end by himself.
_GRACE = 5.0


def engine_for(name: str | None) -> str:
    """The engine of that name, else the one that PLAYBOOK_ENGINE names, else the fastest that works here. Raises
    UserError."""
    asked = name or os.environ.get("PLAYBOOK_ENGINE") or ("playbook" if available() else "papermill")
    if asked not in ("playbook", "papermill"):
        raise UserError(f"no engine {asked!r}", "name one of: playbook, papermill")
    return asked


class Stopped(PlaybookError):
    """The worker was closed while a plan was made."""


class Worker:
    """Makes plans, one at a time: of `many` clients, or of one. `timeout` (seconds) and `memory` (megabytes, of each of
    its processes) are what a client may use at most. A child of its mother calls the function `beside` (`module:name`)
    while the first plans are made; nobody waits for it."""

    def __init__(
        self,
        engine: str | None = None,
        *,
        many: bool = True,
        timeout: float | None = None,
        memory: int | None = None,
        beside: str = "",
    ) -> None:
        self._engine, self._timeout, self._memory = engine_for(engine), timeout, memory
        self._warm = "playbook.run.warm_up:" + ("warm_for_many" if many else "warm")
        self._changing, self._closed = Lock(), False
        self._mother: Mother | None = None
        self._task: Task | None = None
        self._beside, self._aside = beside, list[Task]()

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

    def carry_out(self, order: Order, on_event: OnEvent = lambda event: None) -> Outcome:
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
        """Write the index of all plans under `out`, in a child of the mother where there is one; its path."""
        mother = self._ready()
        return str(mother.start("playbook.run.index:index_task", out).result()) if mother else write_index_of(out)

    def close(self) -> None:
        """Leave no process behind. Whoever waits for a plan is told that the worker has stopped; nothing is kept of
        that."""
        with self._changing:
            self._closed = True
            self._lose()

    def _lose(self) -> None:
        if self._mother:
            self._mother.close()
        self._mother = None

    def _used(self, start: float) -> dict[str, Any]:
        return {"seconds": monotonic() - start, "peak_bytes": self._task.peak_bytes if self._task else 0}

    def _ready(self) -> Mother | None:
        """The mother, at work on her imports at least; None where there is none to be."""
        with self._changing:
            if self._closed:
                raise Stopped("the worker was closed")
            if self._engine == "playbook" and self._mother is None:
                from playbook.run.engine.warm_process import Mother

                self._mother = Mother(warm=self._warm)
                if self._beside:
                    with suppress(OSError):  # she is gone already: whoever asks her for a plan will see to it
                        self._aside.append(self._mother.start(self._beside))
            return self._mother

    def _made(self, order: Order, hear: OnEvent) -> Path:
        if self._engine != "playbook":
            from playbook.run.plan import plan_task

            return Path(plan_task(order, self._engine, tell=hear))
        try:
            return self._waited(self._started(order), hear)
        except Died:
            if self._task and self._task.peak_bytes:  # its mother lives: she said how it ended
                raise
        self._replaced()
        return self._waited(self._started(order), hear)

    def _started(self, order: Order) -> Task:
        """The plan's child, begun; by a new mother where the old one has died since."""
        with suppress(OSError):
            return self._start(order)
        self._replaced()
        return self._start(order)

    def _replaced(self) -> None:
        """Make room for a new mother."""
        with self._changing:
            self._lose()

    def _start(self, order: Order) -> Task:
        mother = self._ready()
        assert mother is not None
        self._task = mother.start("playbook.run.worker:make_in_child", order, self._memory)
        return self._task

    def _waited(self, task: Task, hear: OnEvent) -> Path:
        """Wait for the plan; its time begins when its process does. Whoever stops waiting ends it."""
        try:
            return Path(task.result(hear, timeout=self._timeout)) if task.pid else Path(task.result(hear))
        except TimeoutError:
            task.interrupt()
            with suppress(TimeoutError, KeyboardInterrupt):
                task.result(timeout=_GRACE)
            raise TookTooLong(f"not done within {self._timeout:g} seconds") from None
        except SystemExit as error:  # the child's, not ours
            raise Died(error.code if isinstance(error.code, int) else 1) from error
        finally:
            if not task.ended:
                task.kill()


def make_in_child(order: Order, memory: int | None, *, tell: OnEvent) -> str:
    """The plan, in a child of a mother: what it prints goes to the client's log, and it may hold so many megabytes."""
    from playbook.run.plan import plan_task

    redirect(order)
    if memory:
        resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, memory << 20))
    return plan_task(order, tell=tell)


def lone_worker(engine: str | None = None) -> Worker:
    """The worker of this process, who is warm when a second plan is asked for; it ends with the process."""
    return _lone_worker(engine_for(engine), os.getpid())


@cache
def _lone_worker(engine: str, process: int) -> Worker:
    """One for each process: a forked one does not take its parent's."""
    worker = Worker(engine, many=False)
    atexit.register(worker.close)
    return worker
