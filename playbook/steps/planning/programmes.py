"""The programmes' tasks as of the plan's date, what waits for what, and the team's load (exhibit 6.1).

The state of a task is told in :mod:`playbook.steps.planning.schedule`, which task waits for which in `dependencies`,
and how full the team's months are in `workload` beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, ordered, records
from playbook.steps.findings import Finding
from playbook.steps.planning.dependencies import Chain, longest_chain, orders_of
from playbook.steps.planning.schedule import PAST, STATES, horizon, tasks_of
from playbook.steps.planning.workload import Days, Workload, workload_of
from playbook.steps.status import weakest
from playbook.units import Count, Day, Name, Printable, inline

__all__ = ["Programmes", "programmes_of"]


@dataclass(frozen=True)
class Programmes:
    """`tasks`: as :func:`~playbook.steps.planning.schedule.tasks_of` gives them, with early (days by which a task
    starts before what it waits for has ended; 0 none). `orders` are the dependencies, `chain` the longest chain of
    them, `load` the team's months.
    """

    tasks: pd.DataFrame
    orders: pd.DataFrame
    chain: Chain | None
    load: Workload
    status: str
    findings: tuple[Finding, ...] = ()


def programmes_of(client: Client) -> Programmes:
    """The programmes of a client."""
    tasks = tasks_of(client)
    orders, load = orders_of(tasks), workload_of(client, tasks)
    early = {task: max(row["early"] for row in broken) for (task,), broken in grouped(_broken(orders), "task").items()}
    tasks["early"] = [int(early.get(task, 0)) for task in tasks["task"]]
    status = weakest([*client.column("tasks", "status"), *client.column("programmes", "status")])
    programmes = Programmes(tasks, orders, longest_chain(tasks), load, status)
    told = len(tasks) and client.has("programmes")
    return replace(programmes, findings=tuple(_findings(client, programmes))) if told else programmes


def _findings(client: Client, programmes: Programmes) -> Iterator[Finding]:
    """What cannot be kept as planned, else what is under way and what comes next; then what the tasks and the team
    lack."""
    tasks, load = records(programmes.tasks), programmes.load.findings
    unowned = [row for row in tasks if row["owner"] is None and row["state"] not in PAST]
    undated = [row for row in tasks if row["state"] == "undated"]
    figures: dict[str, Printable] = {
        **{state: Count(sum(row["state"] == state for row in tasks)) for state in STATES},
        "all": Count(len(tasks)),
        "unowned": Count(len(unowned)),
        "until": Day(horizon(client.as_of)),
        "as_of": Day(client.as_of),
    }
    over = tuple(finding for finding in load if finding.rule.startswith("planning.programmes.overloaded"))
    broken = _too_early(tasks, programmes.orders)
    yield from _cannot(over, broken) if over or broken else (_stands(tasks, figures, (unowned, undated)),)
    yield from (*_unowned(unowned, figures), *_undated(undated, figures), *_ended(tasks, figures))
    yield from () if programmes.load.known else _busiest(client, tasks)
    yield from (finding for finding in load if finding not in over)
    yield from (*_orders_unknown(programmes.orders), *_chain(programmes, tasks), *_next_due(client, tasks))


def _stands(tasks: list[Row], figures: dict[str, Printable], lacking: tuple[list[Row], list[Row]]) -> Finding:
    """How many tasks are under way and start soon, and how many of them nobody owns or dates."""
    unowned, undated = lacking
    lead = "unowned" if len(unowned) else "undated" if len(undated) else "owned"
    rule = f"planning.programmes.{'tasks' if any(row['state'] == 'under_way' for row in tasks) else 'idle'}_{lead}"
    return Finding(
        rule, figures | {"n": Count(len(unowned if len(unowned) else undated))}, confidence=0.8, internal=True
    )


def _cannot(over: tuple[Finding, ...], broken: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Who has too much and what starts too early; where there is both, one title says both."""
    if not (over and broken):
        return (*over, *broken)
    figures = dict(over[0].figures) | {"n": broken[0].figures["n"], "early": broken[0].figures["days"]}
    return (
        Finding("planning.programmes.overloaded_and_early", figures, confidence=0.7, internal=True),
        *over,
        *broken,
    )


def _broken(orders: pd.DataFrame) -> list[Row]:
    return [row for row in records(orders) if row["state"] == "broken"]


def _too_early(tasks: list[Row], orders: pd.DataFrame) -> tuple[Finding, ...]:
    """The task that starts most too early, what it waits for, and when it can start."""
    rows = ordered(_broken(orders), "-early", "task", "before")
    if not rows:
        return ()
    worst, names = rows[0], {row["task"]: row["name"] for row in tasks}
    figures: dict[str, Printable] = {
        "n": Count(len({row["task"] for row in rows})),
        "task": names[worst["task"]],
        "before": names[worst["before"]],
        "days": Days(worst["early"]),
        "ends": Day(worst["ends"]),
        "day": Day(worst["ends"] + timedelta(days=1)),
    }
    return (Finding("planning.programmes.early", figures, confidence=0.8, internal=True),)


def _orders_unknown(orders: pd.DataFrame) -> tuple[Finding, ...]:
    unknown = sum(state == "unknown" for state in orders["state"])
    return (
        (
            Finding(
                "planning.programmes.orders_unknown",
                {"n": Count(unknown), "all": Count(len(orders))},
                internal=True,
            ),
        )
        if unknown
        else ()
    )


def _chain(programmes: Programmes, tasks: list[Row]) -> tuple[Finding, ...]:
    """The longest chain of tasks that wait for one another, and its slack."""
    chain = programmes.chain
    if chain is None:
        return ()
    names = {row["task"]: row["name"] for row in tasks}
    figures: dict[str, Printable] = {
        "tasks": Count(len(chain.tasks)),
        "days": Days(chain.days),
        "slack": Days(chain.slack),
        "first": names[chain.tasks[0]],
        "last": names[chain.tasks[-1]],
        "day": Day(chain.end),
    }
    return (
        Finding(
            "planning.programmes.chain" if chain.slack else "planning.programmes.chain_tight",
            figures,
            confidence=0.6,
            internal=True,
        ),
    )


def _unowned(rows: list[Row], figures: dict[str, Printable]) -> tuple[Finding, ...]:
    dated = ordered((row for row in rows if row["start"] is not None), "start", "task")
    if not rows:
        return ()
    if not dated:
        return (
            Finding(
                "planning.programmes.name_owner",
                figures | {"n": Count(len(rows)), "which": rows[0]["name"]},
                internal=True,
            ),
        )
    first = dated[0]
    figures = figures | {"n": Count(len(rows)), "which": first["name"], "day": Day(first["start"])}
    return (Finding("planning.programmes.name_owner_by", figures, confidence=0.8, internal=True),)


def _undated(rows: list[Row], figures: dict[str, Printable]) -> tuple[Finding, ...]:
    if not rows:
        return ()
    return (
        Finding(
            "planning.programmes.set_date",
            figures | {"n": Count(len(rows)), "which": rows[0]["name"]},
            confidence=0.8,
            internal=True,
        ),
    )


def _ended(tasks: list[Row], figures: dict[str, Printable]) -> tuple[Finding, ...]:
    ended = sum(row["state"] == "ended" for row in tasks)
    return (
        (Finding("planning.programmes.confirm_done", figures | {"n": Count(ended)}, confidence=0.5, internal=True),)
        if ended
        else ()
    )


def _busiest(client: Client, tasks: list[Row]) -> tuple[Finding, ...]:
    """Who owns most of the tasks under way or starting soon, where that is more than the share of assumption
    `concentrated_from`."""
    at_hand = [row for row in tasks if row["state"] in ("under_way", "soon")]
    owned = Counter(sorted(row["owner"] for row in at_hand if row["owner"] is not None)).most_common(1)
    if not owned or len(at_hand) < 2 or owned[0][1] <= client.assume("concentrated_from") * len(at_hand):
        return ()
    owner, count = owned[0]
    figures: dict[str, Printable] = {
        "owner": inline(client.names("team")[owner]),
        "n": Count(count),
        "all": Count(len(at_hand)),
    }
    return (Finding("planning.programmes.busiest", figures, confidence=0.6, internal=True),)


def _next_due(client: Client, tasks: list[Row]) -> tuple[Finding, ...]:
    """The first end to come, and the tasks that share it."""
    rows = ordered((row for row in tasks if row["end"] is not None and row["end"] >= client.as_of), "end", "task")
    if not rows:
        return ()
    first = rows[0]
    others = sum(row["end"] == first["end"] for row in rows) - 1
    owner = first["owner_name"]
    figures: dict[str, Printable] = {
        "which": first["name"],
        "day": Day(first["end"]),
        "n": Count(others),
        "owner": owner or Name("", ""),
    }
    return (
        Finding(
            "planning.programmes.next_due" if others else "planning.programmes.next_due_alone",
            figures,
            confidence=0.8,
            internal=True,
        ),
    )
