"""The executor of a cluster: orders go out as Dask tasks, outcomes come back as they are done.

Only a few more orders are out than the members can work on at once, so that neither this process nor the scheduler
grows with the number of clients. A worker that is lost costs nothing but time: Dask gives its tasks to another, and a
plan that it had half made is named nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from playbook.errors import UserError
from playbook.messages import said
from playbook.run.batch.cluster.member import BatchSpec, run_order
from playbook.run.batch.cluster.members import Members
from playbook.run.outcome import Outcome
from playbook.run.record.failures import kind_of, lines_of
from playbook.run.record.order import Order
from playbook.run.record.swap import scratch
from playbook.run.stores import Store, open_store

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["DaskExecutor"]

#: Seconds: for the scheduler to answer, and its first worker to be there; between two looks at the members; without any
#: worker until one gives up.
_ANSWER_SECONDS, _JOIN_SECONDS, _LOOK_SECONDS, _PATIENCE_SECONDS = 5.0, 10.0, 2.0, 120.0
#: How many orders are out for each plan that the members make at once: one at work, one waiting beside it.
_ORDERS_A_PLAN = 2
#: How often a task is tried again where not its client failed, but what is around it.
_RETRIES = 2


class DaskExecutor:
    """Runs orders on the cluster of the scheduler at `address`, between the stores `data` and `out` (folders or
    URLs).

    `timeout` (seconds) and `memory` (megabytes) are what a client may use. Raises UserError where the scheduler does
    not answer or has no workers, where a worker has other versions, or where one does not see the stores. Close it, or
    use it as a context manager.
    """

    def __init__(
        self, address: str, data: Store, out: Store, *, timeout: float | None = None, memory: int | None = None
    ) -> None:
        self._address = address
        self._out: dict[Any, tuple[Future[Outcome], Order]] = {}
        self._ended: SimpleQueue[Future[Outcome]] = SimpleQueue()
        self._unseen: set[Any] = set()
        self._looked = self._worked = monotonic()
        with ExitStack() as stack:
            marker = stack.enter_context(_marked(out))
            self._client = stack.enter_context(_connected(address))
            spec = BatchSpec(f"playbook-{uuid4().hex}", _everywhere(data), _everywhere(out), marker, timeout, memory)
            self._members = Members(self._client, spec)
            stack.callback(self._leave)
            with self._explaining_connection():
                self._members.gather()
            self._spec, self._open = spec, stack.pop_all()

    def run(self, orders: Iterable[Order], on_event: Callable[[Order, object], object]) -> Iterator[Outcome]:
        """An outcome for each order, as they are done. What a plan tells while it is made stays on its worker, in the
        client's run.log.

        Raises UserError where the scheduler is gone, or all workers have been for two minutes.
        """
        waiting = iter(orders)
        with self._explaining_connection():
            while self._filled(waiting):
                with suppress(Empty):
                    yield from self._taken(self._ended.get(timeout=_LOOK_SECONDS))
                if monotonic() - self._looked > _LOOK_SECONDS:
                    self._look()

    def close(self) -> None:
        """End what is under way on the workers, and leave nothing of the batch behind."""
        self._open.close()

    def __enter__(self) -> DaskExecutor:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _filled(self, waiting: Iterator[Order]) -> bool:
        """Send orders out while there is room; False where none is left, here or there."""
        while len(self._out) < max(1, _ORDERS_A_PLAN * self._members.capacity):
            order = next(waiting, None)
            if order is None:
                break
            self._send(order)
        return bool(self._out)

    def _send(self, order: Order) -> None:
        key = (self._spec.batch, uuid4().hex)
        future = self._client.submit(
            run_order,
            self._spec.batch,
            replace(order, notebooks=None),
            key=key,
            pure=False,
            retries=_RETRIES,
            resources={self._spec.batch: 1},
        )
        self._out[key] = future, order
        future.add_done_callback(self._ended.put)

    def _taken(self, future: Future[Outcome]) -> Iterator[Outcome]:
        """The outcome of a task that has ended; one that was lost on its way is sent out again."""
        if future.key not in self._out:
            return
        _, order = self._out.pop(future.key)
        if future.status in ("cancelled", "lost"):
            self._send(order)
            return
        try:
            outcome = replace(future.result(timeout=_JOIN_SECONDS), order=order)
        except TimeoutError:  # its worker went away with the outcome
            self._send(order)
            return
        except Exception as error:  # of the machinery around the plan
            outcome = Outcome(order, "failed", kind="died" if _killed(error) else kind_of(error), lines=lines_of(error))
        yield outcome

    def _look(self) -> None:
        """Look after the members, and after tasks that nobody works on: those that had no member to go to stay with
        nobody."""
        self._members.refresh()
        self._looked = monotonic()
        if self._members.capacity:
            self._worked = self._looked
        elif self._looked - self._worked > _PATIENCE_SECONDS:
            raise UserError(
                said("all workers of {address} are gone", address=self._address),
                said("start them and run the same command again: what is made is kept"),
            )
        at_work = {key for keys in self._client.processing().values() for key in keys}
        idle = {key for key, (future, _) in self._out.items() if not future.done()} - at_work
        for key in idle & self._unseen:
            future, order = self._out.pop(key)
            future.cancel()
            self._send(order)
        self._unseen = idle if self._members.capacity else set()

    def _leave(self) -> None:
        """Called in the end, whatever happened. Where the scheduler is gone its workers close themselves, and what they
        do ends with them."""
        try:
            self._client.cancel([future for future, _ in self._out.values()], force=True)
            self._members.dismiss()
        except Exception as error:
            if not self._lost(error):
                raise
        self._out.clear()

    @contextmanager
    def _explaining_connection(self) -> Iterator[None]:
        """A connection that breaks is said in words."""
        try:
            yield
        except Exception as error:
            if isinstance(error, UserError) or not self._lost(error):
                raise
            raise UserError(
                said("the scheduler {address} is gone: {error}", address=self._address, error=str(error)),
                said("start it again, then the batch: what is made is kept"),
            ) from error

    def _lost(self, error: Exception) -> bool:
        """True where an error comes of a connection that is gone: Dask raises many kinds when its client has closed
        itself."""
        return isinstance(error, OSError) or self._client.status != "running"


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of the scheduler, which has a worker at least."""
    from distributed import Client

    _check(address)
    advice = said("start one with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`")
    try:
        client = Client(address, timeout=_ANSWER_SECONDS, set_as_default=False, name="playbook-batch")
    except OSError as error:
        silent = said("no scheduler answers at {address}: {error}", address=address, error=str(error))
        raise UserError(silent, advice) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_JOIN_SECONDS)
        except TimeoutError as error:
            raise UserError(said("the scheduler {address} has no workers", address=address), advice) from error
        yield client


def _check(address: str) -> None:
    """Raise UserError for what is no address: Dask would try for a while to reach it."""
    from distributed.comm.addressing import parse_address, parse_host_port
    from distributed.comm.registry import get_backend

    try:
        scheme, place = parse_address(address, strict=True)
        get_backend(scheme)
        parse_host_port(place)
    except ValueError as error:
        advice = said("give it as `dask scheduler` prints it, such as tcp://10.0.0.1:8786")
        wrong = said("{address!r} is not the address of a scheduler: {error}", address=address, error=str(error))
        raise UserError(wrong, advice) from error


@contextmanager
def _marked(out: Store) -> Iterator[str]:
    """A marker in a folder of outputs, by which others see that theirs is the same; blank for other stores, which are
    one by their URL."""
    if out.folder is None:
        open_store(out.url).entries()
        yield ""
        return
    with scratch(out.folder.resolve()) as marker:
        yield marker.relative_to(out.folder.resolve()).as_posix()


def _everywhere(store: Store) -> str:
    """The store as another machine may be told of it."""
    return store.url if store.folder is None else str(Path(store.folder).resolve())


def _killed(error: Exception) -> bool:
    from distributed.scheduler import KilledWorker

    return isinstance(error, KilledWorker)
