"""The engine: notebooks executed in processes that are forked from one that is warm.

    warm_process.py  one process with the slow imports loaded, which forks a child for every task
    tasks.py         a child at work: what it tells, how it ended, how it is stopped
    cells.py         a notebook's cells, run in a child by IPython's kernel; kernel.py is its other end, in the parent
    setup.py         where a notebook runs, as one end tells the other
    session.py       Jupyter's messages through the child's pipe; streams.py: what cells print; magics.py: `%store`
    papermill.py     the engine that papermill knows by the name of `playbook`; managed.py does its work

Where processes cannot be forked safely (anything but Linux), papermill's own engine does the same work, slower.
"""
