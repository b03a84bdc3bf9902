"""The cluster: the same batch on many machines, by Dask.

    executor.py    hands orders to the cluster's workers and takes their outcomes back
    crew.py        which workers may work: those that are alike (alike.py) and see the same folders; who came, who went
    alike.py       code, Python and libraries, here and on every worker
    member.py      what a worker does: one order at a time in each of its threads
    errand.py      one order from and to stores: fetch, make, publish

Dask's scheduler decides who does what, and gives the work of a worker that is lost to another.
"""

from __future__ import annotations

from playbook.run.batch.cluster.executor import DaskExecutor

__all__ = ["DaskExecutor"]
