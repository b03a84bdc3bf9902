"""A store job: one order, from stores and to stores.

Where both are folders, the plan is made from the one and swapped into the other as ever. Else its client is fetched to
a scratch folder, made there, and published. Of the plan that the store has so far, the manifest says whether there is
anything to do; only where there is are its files fetched too, for the notebooks that need not run again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from playbook.run.outcome import Outcome
from playbook.run.record.failures import FILE_NAME as FAILURE
from playbook.run.record.failures import kind_of, lines_of
from playbook.run.record.finished import answers
from playbook.run.record.keys import changes, made_from
from playbook.run.record.order import Order
from playbook.run.record.places import FAILED, failed_place, log_place
from playbook.run.stores import Intake, PublishedPlans, Store
from playbook.run.stores.publish import RUNS
from playbook.run.worker import Worker

__all__ = ["StoreJob"]


class StoreJob:
    """Runs orders between two stores; what it fetches and makes lies under `scratch`. An order's own folders do
    not matter."""

    def __init__(self, data: Store, out: Store, scratch: Path) -> None:
        self._data, self._out, self._scratch = data, out, scratch
        self._intake = Intake(data, scratch)
        self._plans = PublishedPlans(out) if out.folder is None else None

    def run(self, order: Order, worker: Worker) -> Outcome:
        """What came of it, a failure too; the outcome has the order as it was given, and the plan's place in the
        store."""
        start = monotonic()
        try:
            with self._at_hand(order) as local:
                outcome = self._made(local, worker)
        except (Exception, SystemExit) as error:  # of a store, mostly: those of the plan itself are an outcome already
            return Outcome(order, "failed", kind=kind_of(error), lines=lines_of(error), seconds=monotonic() - start)
        return replace(outcome, order=order, seconds=monotonic() - start)

    @contextmanager
    def _at_hand(self, order: Order) -> Iterator[Order]:
        """The order with folders of this machine: the store's where it is one, else a copy of the client and an empty
        folder."""
        with ExitStack() as stack:
            data = self._data.folder or stack.enter_context(self._intake.client(order.client_id))
            out = self._out.folder or Path(stack.enter_context(TemporaryDirectory(dir=self._scratch, prefix="out-")))
            yield replace(order, data=data, out=out, notebooks=None)

    def _made(self, order: Order, worker: Worker) -> Outcome:
        if self._plans is None:
            return worker.run(order)
        if (place := self._unchanged(order, self._plans)) is not None:
            return Outcome(order, "unchanged", place=f"{self._out}/{place}")
        outcome = worker.run(order)
        place = self._published(order, outcome, self._plans)
        return replace(outcome, place=f"{self._out}/{place}" if place else "")

    def _published(self, order: Order, outcome: Outcome, published: PublishedPlans) -> str:
        """Put what the run left into the store: its log, and the plan, or why there is none."""
        log, failures = log_place(order), order.out / order.client_id / FAILED
        if log.is_file():
            self._out.put({log: _below(log, order)})
        if not outcome.place:
            for folder in failures.iterdir() if failures.is_dir() else ():
                published.replace(folder, _below(folder, order), last=FAILURE)
            return ""
        plan = Path(outcome.place)
        as_of, lang = plan.parent.name, plan.name.partition("-")[0]
        place = published.publish(plan, _below(plan, order))
        published.forget(
            _below(failures, order),
            {failed_place(order, *which).name for which in ((as_of, lang), (order.as_of, order.lang))},
        )
        return place

    def _unchanged(self, order: Order, published: PublishedPlans) -> str | None:
        """The plan that is there already and would come out the same; the plans that would not are fetched."""
        if order.force:
            return None
        for place in published.places(order.client_id, order.as_of, order.lang):
            manifest = published.manifest(place)
            if manifest is None or not answers(order, manifest) or not published.holds(place, manifest):
                continue
            if not changes(manifest, made_from(order, manifest["inputs"]["market"])):
                return f"{place}/{RUNS}/{manifest['run']}"
            published.fetch(place, manifest, order.out / place)
        return None


def _below(path: Path, order: Order) -> str:
    """A path in the order's folder of outputs, as the store names it."""
    return path.relative_to(order.out).as_posix()
