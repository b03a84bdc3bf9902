"""Running: six notebooks for one client become one plan, which is whole or not there.

    plan.py        the flow of one plan: unchanged? -> load -> analyses -> notebooks -> documents -> manifest -> swap
    keys.py        what a plan is made from, in fingerprints; finished.py: whether the plans that there are still hold
    worker.py      who makes plans, one at a time, with a mother (engine/), and keeps what failed (failures.py)
    batch/         many clients

Nothing is imported here: papermill loads the engine's module whenever it is itself imported.
"""
