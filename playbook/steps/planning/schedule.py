"""The schedule: the programmes' tasks as of the plan's date.

A task is *under way* from its start to its end, both days included. It *starts soon* when its start is after the plan's
date and not after the end of the next calendar quarter, and *later* when it is after that. It is *done* from the day on
which it was, and has *ended* when its end lies before the plan's date and nobody has written down that it is done.
Where the dates known do not tell, the task is *undated*. Which task waits for which, and how full the team's months
are, is told in :mod:`playbook.steps.planning.dependencies` and `workload` beside it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, grouped, known, natural, ordered, records
from playbook.steps.findings import Finding
from playbook.steps.planning.dependencies import Chain, longest_chain, orders_of
from playbook.steps.planning.workload import Days, Workload, workload_of
from playbook.steps.status import weakest
from playbook.units import Count, Day, Name, Printable, inline, is_unknown

__all__ = ["STATES", "Schedule", "quarter_end", "schedule_of", "state_of"]

_KEPT = (
    "task",
    "programme",
    "owner",
    "solution",
    "start",
    "end",
    "milestone",
    "after",
    "effort_days",
    "done_on",
    "status",
)
STATES = ("done", "ended", "under_way", "soon", "later", "undated")
#: States of tasks that need nothing more from the plan's date on.
_PAST = ("done", "ended")


@dataclass(frozen=True)
class Schedule:
    """The tasks in the order of their programmes, then by start, end and id, undated last: task, programme, name
    (Name), owner, owner_name (Name or None), solution, start, end (dates or None), milestone (True, False, None), after
    (ids or None), effort_days (None unknown), done_on (date or None), state (one of STATES), early (days by which it
    starts before what it waits for has ended; 0 none), status. `orders` are the dependencies, `chain` the longest chain
    of them, `load` the team's months.
    """

    tasks: pd.DataFrame
    orders: pd.DataFrame
    chain: Chain | None
    load: Workload
    status: str
    findings: tuple[Finding, ...]


def schedule_of(client: Client) -> Schedule:
    """The schedule of a client's programmes."""
    names, owners = client.names("tasks"), client.names("team")
    place = {programme: number for number, programme in enumerate(client.column("programmes", "programme"))}
    rows = [
        {
            **{column: row[column] if known(row[column]) else None for column in _KEPT},
            "name": names[row["task"]],
            "owner_name": owners.get(row["owner"]),
            "state": state_of(row["start"], row["end"], as_of=client.as_of, done_on=row["done_on"]),
        }
        for row in sorted(client.rows("tasks"), key=lambda row: (place.get(row["programme"], len(place)), *_order(row)))
    ]
    frame = frame_of(rows, [*_KEPT, "name", "owner_name", "state"])
    orders, load = orders_of(frame), workload_of(client, frame)
    early = {task: max(row["early"] for row in broken) for (task,), broken in grouped(_broken(orders), "task").items()}
    frame["early"] = [int(early.get(task, 0)) for task in frame["task"]]
    status = weakest([*client.column("tasks", "status"), *client.column("programmes", "status")])
    schedule = Schedule(frame, orders, longest_chain(frame), load, status, ())
    return replace(schedule, findings=_findings(client, schedule)) if len(frame) and place else schedule


def _order(row: Row) -> tuple[Any, ...]:
    return (row["start"] or row["end"] or date.max, row["end"] or date.max, natural(row["task"]))


def quarter_end(day: date) -> date:
    """The last day of the calendar quarter.

    >>> quarter_end(date(2003, 1, 23))
    datetime.date(2003, 3, 31)
    """
    return _quarter_end(day.year, day.month)


def _quarter_end(year: int, month: int) -> date:
    """The last day of the quarter that the month is in; months beyond 12 are those of the next year."""
    last = month + -month % 3
    return date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)


def state_of(start: date | None, end: date | None, *, as_of: date, done_on: date | None = None) -> str:
    """The state of a task at a date: done, ended, under_way, soon, later, or undated where the dates known do not tell.

    >>> (
    ...     state_of(date(2003, 1, 1), date(2003, 3, 31), as_of=date(2003, 1, 23)),
    ...     state_of(date(2003, 1, 1), None, as_of=date(2003, 1, 23)),
    ... )
    ('under_way', 'undated')
    """
    if not is_unknown(done_on) and done_on is not None and done_on <= as_of:
        return "done"
    if not is_unknown(end) and end is not None and end < as_of:
        return "ended"
    if not is_unknown(start) and start is not None and start > as_of:
        return "soon" if start <= _horizon(as_of) else "later"
    return "undated" if is_unknown(start) or is_unknown(end) else "under_way"


def _horizon(as_of: date) -> date:
    """The end of the next calendar quarter."""
    return _quarter_end(as_of.year, as_of.month + 3)


def _findings(client: Client, schedule: Schedule) -> tuple[Finding, ...]:
    """Exhibit 6.1: what cannot be kept as planned, else what is under way and what comes next; then what the tasks and
    the team lack."""
    tasks, load = records(schedule.tasks), schedule.load.findings
    counts: dict[str, Printable] = {state: Count(sum(row["state"] == state for row in tasks)) for state in STATES}
    unowned = [row for row in tasks if row["owner"] is None and row["state"] not in _PAST]
    undated = [row for row in tasks if row["state"] == "undated"]
    figures = counts | {
        "all": Count(len(tasks)),
        "unowned": Count(len(unowned)),
        "until": Day(_horizon(client.as_of)),
        "as_of": Day(client.as_of),
    }
    over = tuple(found for found in load if found.rule.startswith("planning.programmes.overloaded"))
    broken = _too_early(tasks, schedule.orders)
    asks = (*_unowned(unowned, figures), *_undated(undated, figures), *_ended(tasks, figures))
    rest = (*(() if schedule.load.known else _busiest(client, tasks)), *(found for found in load if found not in over))
    lead = _cannot(over, broken) if over or broken else (_stands(tasks, figures, (unowned, undated)),)
    return (*lead, *asks, *rest, *_orders_unknown(schedule.orders), *_chain(schedule, tasks), *_next_due(client, tasks))


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


def _chain(schedule: Schedule, tasks: list[Row]) -> tuple[Finding, ...]:
    """The longest chain of tasks that wait for one another, and its slack."""
    chain = schedule.chain
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
    found = figures | {"n": Count(len(rows)), "which": first["name"], "day": Day(first["start"])}
    return (Finding("planning.programmes.name_owner_by", found, confidence=0.8, internal=True),)


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
