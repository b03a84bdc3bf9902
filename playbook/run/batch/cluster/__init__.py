"""The cluster: the same batch on many machines, by Dask.

    executor.py       hands orders to the cluster's workers and takes their outcomes back
    members.py        which workers may work: those of the same software that see the same folders; who came, who went
    same_software.py  code, Python and libraries, here and on every worker
    member.py         what a worker does: one order at a time in each of its threads
    store_job.py      one order from and to stores: fetch, make, publish

Dask's scheduler decides who does what, and gives the work of a worker that is lost to another.
"""

from __future__ import annotations

from playbook.run.batch.cluster.executor import DaskExecutor

__all__ = ["DaskExecutor"]
