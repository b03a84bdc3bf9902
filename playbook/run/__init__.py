"""Running: six notebooks for one client become one plan, which is whole or not there.

    plan.py        the flow of one plan: unchanged? -> load -> analyses -> notebooks -> documents -> manifest -> swap
    keys.py        what a plan is made from, in fingerprints; finished.py: the plans that there are, and whether they still hold
    worker.py      who makes plans, one at a time, with a mother (engine/), and keeps what failed (failures.py)
    batch/         many clients
"""
from __future__ import annotations

from playbook.run.finished import Plan
from playbook.run.plan import make_plan

__all__ = ["Plan", "make_plan"]
