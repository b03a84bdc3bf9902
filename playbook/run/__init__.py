"""Running: six notebooks for one client become one plan, which is whole or not there.

    batch/         many clients, on this machine or on a cluster
    plan.py        one client's plan, for whoever asks for it
    worker.py      makes plans, one at a time, in children of its warm process; warm_up.py: what that has loaded
    making.py      the making of one plan, in the child: load, analyses, notebooks, documents, manifest, swap
    index.py       the index of all plans; diff.py: plan against plan; check.py: a client's files, before any plan
    sequence.py    the six notebooks, executed; parallel.py: several at once; sources.py: where they lie
    outcome.py     what came of an order; progress.py: how a run or a batch gets on; events.py: what a plan tells
    stores/        clients read from and plans put to folders, sftp and s3, by URL
    record/        what is asked for, what a plan is made from, and what lies in the folder of outputs
    engine/        processes that are forked from a warm one, and papermill's engine in them

A module imports only from those below it: pyproject.toml has the layers, and import-linter holds them. Nothing is
imported here: papermill loads the engine's module whenever it is itself imported.
"""
