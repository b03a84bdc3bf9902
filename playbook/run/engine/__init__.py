"""The engine: notebooks executed in processes that are forked from one that is warm.

    mother.py      one process with the slow imports loaded, which forks a child for every task
    tasks.py       a child at work: what it tells, how it ended, how it is stopped
    warm.py        what the mother loads before she forks
    cells.py       a notebook's cells, run in a child; outputs.py makes its messages a notebook's outputs
    papermill.py   the engine that papermill knows by the name of `playbook`

Where processes cannot be forked safely (anything but Linux), papermill's own engine does the same work, slower.
"""
from __future__ import annotations

from playbook.run.engine.tasks import Died, Task, available, fork

__all__ = ["Died", "Task", "available", "fork"]
