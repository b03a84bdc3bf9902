"""Several pieces of work at once: in processes that are forked from this one, or in its threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TypeVar, cast

from playbook.run.engine.tasks import Task, fork
from playbook.run.events import Tell

__all__ = ["in_processes", "in_threads"]

Result = TypeVar("Result")


def in_processes(work: Sequence[Callable[[Tell], Result]], jobs: int, tell: Tell) -> Iterator[Result]:
    """The results in the order of the work, each piece done in a child of this process (of one thread), `jobs` at a
    time.

    Raises what the first piece that failed raised, or Died; the others are ended then.
    """
    waiting, at_work, results = list(enumerate(work)), dict[Task, int](), dict[int, Result]()
    try:
        while waiting or at_work:
            while waiting and len(at_work) < jobs:
                number, piece = waiting.pop(0)
                at_work[fork(_do, piece)] = number
            for task in cast("list[Task]", wait(list(at_work))):  # type: ignore[arg-type]  # any object with a fileno
                with suppress(TimeoutError):
                    results[at_work[task]] = task.result(tell, timeout=0)
                    del at_work[task]
    finally:
        for task in at_work:
            task.kill()
    return iter([results[number] for number in range(len(work))])


def _do(piece: Callable[[Tell], Result], tell: Tell) -> Result:
    return piece(tell)


def in_threads(work: Sequence[Callable[[Tell], Result]], jobs: int, tell: Tell) -> Iterator[Result]:
    """The results in the order of the work, done in threads of this process, `jobs` at a time; raises what the first in
    order raised."""
    pool = ThreadPoolExecutor(min(len(work), jobs))
    try:
        runs = [pool.submit(piece, tell) for piece in work]
        return iter([run.result() for run in runs])
    finally:
        pool.shutdown(cancel_futures=True)
