"""What must have ended before what starts: broken orders, and the longest chain.

A task starts only after each task in its column `after` has ended: on the day after its end, or after the day on which
it was done, where that is known. A start before that is a *broken* order, by so many days. An order with a date that
nobody has given cannot be checked, which is not the same as being kept. A task that is done waits for nothing any more.

The *longest chain* is the sequence of dated tasks, each waiting for the one before, whose days (both ends included) add
up to most: what slips in it moves its end, unless the days between its tasks, its slack, take it up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import networkx as nx
import pandas as pd

from playbook.client.rows import Row, natural, records
from playbook.units import is_unknown

__all__ = ["Chain", "longest_chain", "orders_of"]

_COLUMNS = ["task", "before", "ends", "early", "state"]


@dataclass(frozen=True)
class Chain:
    """The longest chain: its tasks from the first to the last, its days, the days between its tasks (slack), and its
    end."""

    tasks: tuple[str, ...]
    days: int
    slack: int
    end: date


def orders_of(tasks: pd.DataFrame) -> pd.DataFrame:
    """Every order among the tasks (task, after, start, end, done_on, state), by task and the one before: task, before,
    ends (when the one before ends; None unknown), early (days by which the task starts too early, NaN unknown), state
    (kept, broken, unknown).
    """
    rows = {row["task"]: row for row in records(tasks)}
    orders = [
        _order(row, before, rows)
        for _, row in _by_id(rows)
        if row["state"] != "done"
        for before in sorted(() if is_unknown(row["after"]) else row["after"], key=natural)
    ]
    return pd.DataFrame(orders, columns=_COLUMNS)


def _order(row: Row, before: str, rows: dict[Any, Row]) -> Row:
    ends = _ends(rows[before]) if before in rows else None
    if ends is None or is_unknown(row["start"]):
        return {"task": row["task"], "before": before, "ends": ends, "early": float("nan"), "state": "unknown"}
    early = max((ends - row["start"]).days + 1, 0)
    return {
        "task": row["task"],
        "before": before,
        "ends": ends,
        "early": float(early),
        "state": "broken" if early else "kept",
    }


def _ends(row: Row) -> date | None:
    """When a task ends: the day on which it was done, else its planned end."""
    end = row["done_on"] if row["state"] == "done" else row["end"]
    return None if is_unknown(end) else end


def longest_chain(tasks: pd.DataFrame) -> Chain | None:
    """The longest chain among the tasks that are dated and not done; None where no such task waits for another, or
    where they wait for one another in a circle (loading refuses that).
    """
    rows = {
        row["task"]: row
        for row in records(tasks)
        if row["state"] != "done" and not (is_unknown(row["start"]) or is_unknown(row["end"]))
    }
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from(_arrows(rows))
    if not graph.edges or not nx.is_directed_acyclic_graph(graph):
        return None
    path = nx.dag_longest_path(graph)[:-1]
    slack = sum(max((rows[after]["start"] - rows[before]["end"]).days - 1, 0) for before, after in pairwise(path))
    return Chain(tuple(path), sum(_days(rows[task]) for task in path), slack, rows[path[-1]]["end"])


def _arrows(rows: dict[Any, Row]) -> Iterator[tuple[str, str, int]]:
    """From each task to those that wait for it, and from these to the end of all (an id that no task can have), as long
    as the task takes."""
    for task, row in _by_id(rows):
        for before in sorted(() if is_unknown(row["after"]) else row["after"], key=natural):
            if before in rows:
                yield before, task, _days(rows[before])
                yield task, "", _days(row)


def _by_id(rows: dict[Any, Row]) -> list[tuple[Any, Row]]:
    return sorted(rows.items(), key=lambda item: natural(item[0]))


def _days(row: Row) -> int:
    return int((row["end"] - row["start"]).days) + 1
