"""The local executor: this machine's workers, each with a warm process of its own and one client at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from queue import SimpleQueue
from threading import Lock, Thread

from playbook.run.engine.tasks import available
from playbook.run.outcome import Outcome
from playbook.run.record.order import Order
from playbook.run.warm_up import make_font_stocks
from playbook.run.worker import Stopped, Worker

__all__ = ["LocalExecutor"]

#: What a worker's thread says last: that there is no order left, or what broke it.
_End = BaseException | None


class LocalExecutor:
    """Runs orders on this machine, `workers` at a time (as many as there are processors, where None); the orders
    may be endless.

    `timeout` (seconds) and `memory` (megabytes of each of its processes) are what a client may use at most. Where
    processes cannot be forked there is one worker, which runs a client's notebooks at once instead. For a `large` batch
    what pays for many plans is made beside them.
    """

    def __init__(
        self,
        workers: int | None = None,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        large: bool = False,
    ) -> None:
        number = (workers or os.cpu_count() or 1) if available() else 1
        background = [make_font_stocks if large else None, *[None] * (number - 1)]
        self._workers = [Worker(timeout=timeout, memory=memory, background=function) for function in background]
        self._taking = Lock()

    def run(self, orders: Iterable[Order], on_event: Callable[[Order, object], object]) -> Iterator[Outcome]:
        """An outcome for each order, as they are done; `on_event` is called in the workers' threads."""
        waiting, said = iter(orders), SimpleQueue[Outcome | _End]()
        threads = [
            Thread(target=self._work, args=(worker, waiting, said, on_event), daemon=True) for worker in self._workers
        ]
        for thread in threads:
            thread.start()
        at_work = len(threads)
        while at_work:
            outcome = said.get()
            if isinstance(outcome, Outcome):
                yield outcome
            elif outcome is None:
                at_work -= 1
            else:
                raise outcome
        for thread in threads:  # each has said its last word; what it held is free when it is gone
            thread.join()

    def close(self) -> None:
        """End what is under way, and leave no process behind."""
        for worker in self._workers:
            worker.close()

    def _work(
        self,
        worker: Worker,
        waiting: Iterator[Order],
        said: SimpleQueue[Outcome | _End],
        on_event: Callable[[Order, object], object],
    ) -> None:
        end: _End = None
        try:
            while (order := self._next(waiting)) is not None:
                said.put(worker.run(order, partial(on_event, order)))
        except Stopped:
            pass
        except BaseException as error:
            end = error
        said.put(end)

    def _next(self, waiting: Iterator[Order]) -> Order | None:
        with self._taking:
            return next(waiting, None)
