"""One client's plan, for a person or a program that asks for it: the order checked, a worker at work, a bar shown.

A run that finds its plan unchanged is over before anything slow is imported.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from playbook.client.files import find_data
from playbook.run.progress import plan_progress
from playbook.run.record.finished import Plan
from playbook.run.record.order import Order, checked
from playbook.run.sources import find_notebooks
from playbook.run.worker import lone_worker

__all__ = ["Plan", "make_plan"]


def make_plan(
    client_id: str,
    *,
    lang: str | None = None,
    as_of: str | None = None,
    data: Path | None = None,
    out: Path = Path("outputs"),
    progress: bool = True,
    force: bool = False,
    index: bool = False,
    engine: str | None = None,
    jobs: int | None = None,
    despite_control_total: bool = False,
) -> Plan:
    """Make the plan of one client and put it under `out`; blank `lang`, `as_of` and `data` mean what the client's files
    say.

    What has not changed since the last plan is not done again, unless `force`. With `index` the index of all plans
    under `out` is written again. `jobs` notebooks run at once, as many as there are processors where None; `engine` is
    `playbook` or `papermill`, the faster that there is where None. Raises DataError, UserError or NotebookFailed; the
    last good plan is then as it was.
    """
    order = Order(
        client_id,
        data=(data or find_data()).resolve(),
        out=out.resolve(),
        lang=lang,
        as_of=as_of,
        force=force,
        despite_control_total=despite_control_total,
        jobs=jobs or os.cpu_count() or 1,
        notebooks=find_notebooks(),
    )
    order, worker = checked(order), lone_worker(engine)
    try:
        with plan_progress(client_id, progress=progress) as on_event:
            plan = worker.make(order, on_event)
    except Exception:
        if index:
            with suppress(Exception):  # what stopped the plan is to be raised
                worker.index(order.out)
        raise
    if index and not plan.unchanged:
        worker.index(order.out)
    return plan
