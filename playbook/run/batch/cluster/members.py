"""The members: the cluster's workers that may work on a batch.

Before anything runs, and again whenever a worker joins, it is held against this machine: the same code, Python and
libraries, the same folders in sight. One that differs at the start stops the batch before it begins; one that joins
later is left out, and said. Only members have what a task of the batch needs (a Dask resource by the batch's name), so
that the scheduler gives tasks to nobody else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from playbook.errors import UserError
from playbook.messages import Said, joined, said
from playbook.run.batch.cluster.member import BatchSpec, admit, dismiss
from playbook.run.batch.cluster.same_software import differences, versions, versions_probe

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Members"]

_LOG = logging.getLogger(__name__)

#: How many differences of one worker are said.
_SHOWN_DIFFERENCES = 6


class Members:
    """The members, by address, with the plans that each makes at once; who has joined, and who is gone."""

    def __init__(self, client: Client, spec: BatchSpec) -> None:
        self._client, self._spec = client, spec
        self.threads: dict[str, int] = {}
        self._refused: set[str] = set()

    @property
    def capacity(self) -> int:
        """How many plans the members make at once."""
        return sum(self.threads.values())

    def gather(self) -> None:
        """Take on every worker that there is. Raises UserError where one differs, or the scheduler, or where there is
        none."""
        scheduler = self._client.run_on_scheduler(versions_probe())
        faults = differences(versions(), scheduler, said("the scheduler"))
        faults += [line for lines in self._take_on(self._present()).values() for line in lines]
        if faults:
            raise UserError(
                *faults,
                said(
                    "install the same requirements.lock and the same playbook on every machine, and start its processes"
                    " again"
                ),
            )

    def refresh(self) -> None:
        """Take on those that have joined, and forget those that are gone."""
        present = self._present()
        self.threads = {address: threads for address, threads in self.threads.items() if address in present}
        new = {
            address: threads
            for address, threads in present.items()
            if address not in self.threads and address not in self._refused
        }
        for lines in self._take_on(new).values():
            for line in lines:
                _LOG.warning("%s; it gets no work", line)

    def dismiss(self) -> None:
        """End the batch on every member that is still there."""
        self._client.run(dismiss, self._spec.batch, workers=list(self.threads), on_error="ignore")

    def _present(self) -> dict[str, int]:
        workers: Mapping[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        return {address: worker["nthreads"] for address, worker in workers.items()}

    def _take_on(self, workers: Mapping[str, int]) -> dict[str, list[str]]:
        """Admit those that run the same software and see the stores; why not the others. One that does not answer is
        asked again another time."""
        told = self._asked(versions_probe(), workers)
        faults = {address: differences(versions(), there, _worker(address)) for address, there in told.items()}
        seen = self._asked(admit, [address for address, lines in faults.items() if not lines], self._spec)
        faults.update(
            {
                address: [joined((_worker(address), line), said(": ")) for line in lines]
                for address, lines in seen.items()
            }
        )
        self.threads.update({address: workers[address] for address, lines in faults.items() if not lines})
        self._refused.update(address for address, lines in faults.items() if lines)
        return {address: _shortened(lines, address) for address, lines in faults.items() if lines}

    def _asked(self, function: Callable[..., Any], workers: Iterable[str], *args: Any) -> dict[str, Any]:
        """What the function gives on each of the workers that answer."""
        addresses = list(workers)
        answers = self._client.run(function, *args, workers=addresses, on_error="return") if addresses else {}
        for address, answer in answers.items():
            if isinstance(answer, Exception):
                _LOG.warning("worker %s: it could not be asked (%s: %s)", address, type(answer).__name__, answer)
        return {address: answer for address, answer in answers.items() if not isinstance(answer, Exception)}


def _shortened(lines: list[str], address: str) -> list[str]:
    more = len(lines) - _SHOWN_DIFFERENCES
    also = said("worker {address}: and {more} more", address=address, more=more)
    return lines if more <= 0 else [*lines[:_SHOWN_DIFFERENCES], also]


def _worker(address: str) -> Said:
    return said("worker {address}", address=address)
