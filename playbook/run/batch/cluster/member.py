"""A member: one worker process of the cluster that works on a batch, as it is seen from within.

It makes one plan at a time in each of its threads. A Dask worker has many threads and may not fork, so that every
thread has a warm process, whose children make the plans; it is started when it is first needed, and ends with the
worker, however that ends.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playbook.errors import UserError
from playbook.messages import joined, said
from playbook.run.batch.cluster.store_job import StoreJob
from playbook.run.outcome import Outcome
from playbook.run.record.order import Order
from playbook.run.stores import Store, open_store
from playbook.run.worker import Worker

if TYPE_CHECKING:
    from distributed import Worker as DaskWorker

__all__ = ["BatchSpec", "admit", "dismiss", "run_order", "unseen"]


@dataclass(frozen=True)
class BatchSpec:
    """What a batch asks of its workers: the stores that it reads and writes (URLs, or absolute paths of folders that
    all machines share), and what a client may use: `timeout` in seconds, `memory` in megabytes. `marker` is the name of
    a file in a shared folder of outputs, by which a worker sees that it is the same folder."""

    batch: str
    data: str
    out: str
    marker: str = ""
    timeout: float | None = None
    memory: int | None = None


class _Member:
    """A worker process in one batch: its warm processes, and what it has fetched."""

    def __init__(self, spec: BatchSpec, local_directory: str) -> None:
        self.spec = spec
        self._scratch = TemporaryDirectory(dir=local_directory, prefix="playbook-", ignore_cleanup_errors=True)
        self._job = StoreJob(open_store(spec.data), open_store(spec.out), Path(self._scratch.name))
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._all: list[Worker] = []

    def run(self, order: Order) -> Outcome:
        try:
            worker = self._idle.get_nowait()
        except Empty:
            worker = Worker(timeout=self.spec.timeout, memory=self.spec.memory)
            self._all.append(worker)
        try:
            return self._job.run(order, worker)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End what is under way, and remove what was fetched."""
        for worker in self._all:
            worker.close()
        self._scratch.cleanup()


_members: dict[str, _Member] = {}


async def admit(spec: BatchSpec, dask_worker: DaskWorker) -> list[str]:
    """Called on a worker: make it a member that takes this batch's tasks, unless it does not see the stores; then say
    so, in lines."""
    import asyncio

    faults = await asyncio.to_thread(unseen, spec)
    if not faults:
        _members[spec.batch] = _Member(spec, dask_worker.local_directory)
        await dask_worker.set_resources(**{spec.batch: dask_worker.state.nthreads})
    return faults


async def dismiss(batch: str, dask_worker: DaskWorker) -> None:
    """Called on a worker: end the batch's work, finished or not, and leave nothing of it behind."""
    import asyncio

    member = _members.pop(batch, None)
    if member is not None:
        await dask_worker.set_resources(**{batch: 0})
        await asyncio.to_thread(member.close)


def run_order(batch: str, order: Order) -> Outcome:
    """The task itself, in one of the worker's threads."""
    return _members[batch].run(order)


def unseen(spec: BatchSpec) -> list[str]:
    """What of the stores this machine does not see, in lines."""
    data, out = Store(spec.data), Store(spec.out)
    faults = [*_unreached(data), *_unreached(out)]
    if data.folder is not None and not (data.folder / "clients").is_dir():
        faults.append(
            said(
                "there is no folder {folder}: put the data where every machine has it at this path, or name a URL",
                folder=data.folder / "clients",
            )
        )
    if out.folder is not None and not (out.folder / spec.marker).exists():
        faults.append(
            said(
                "the folder {folder} is not the one that the batch was started with: all machines must share it, or"
                " name a URL",
                folder=out.folder,
            )
        )
    elif out.folder is not None and not os.access(out.folder, os.W_OK):
        faults.append(said("the folder {folder} may not be written", folder=out.folder))
    return faults


def _unreached(store: Store) -> list[str]:
    if store.folder is not None:
        return []
    try:
        open_store(store.url).entries()
    except UserError as error:
        return [joined(error.lines, said("; "))]
    return []
