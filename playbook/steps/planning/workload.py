"""The load of each member of the team, month by month, against the days that it has for this client.

A task's effort is spread evenly over its working days (Monday to Friday; public holidays are not known) from its start
to its end; a task without a working day, over all of its days. A task that is done took its effort by the day on which
it was done. A month's load over the member's days a month is *over* where it is above assumption `overload_from`. A
task whose effort nobody has given makes the load of its months a least; one without dates, or without an owner, stands
in no month. Months before the plan's are past, and left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, ordered, records
from playbook.steps.findings import Finding
from playbook.steps.months import month_name, months_from
from playbook.units import UNKNOWN, Count, Lang, Name, Number, Percent, Printable, Side, bounded, inline, is_unknown

__all__ = ["Days", "Workload", "spread", "workload_of"]

_COLUMNS = ["member", "name", "month", "days", "unknown", "capacity", "share", "over"]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """A number of days, to a tenth where it is not whole.

    >>> Days(15.5).printed("en"), Days(1.0).printed("en"), Days(3).printed("zh")
    ('15.5 days', '1 day', '3天')
    """

    value: float

    def printed(self, lang: Lang) -> str:
        """`15.5 days`, `15.5天`."""
        if is_unknown(self.value):
            return UNKNOWN[lang]
        text = Number(self.value, 0 if round(self.value, 1) == round(self.value) else 1).printed(lang)
        return f"{text}天" if lang == "zh" else f"{text} day" + ("" if text == "1" else "s")


@dataclass(frozen=True)
class Workload:
    """Every member in the team's order, in every month from the plan's (or the first with load) to the last with load:
    member, name (Name), month (2003-01), days (of the tasks whose effort is known), unknown (tasks whose effort is not,
    or that may be the member's or fall into the month: without owner or dates), capacity (days a month), share (days /
    capacity; both NaN unknown, the share of a capacity of 0 too), over (True, False; None where it cannot be told: the
    capacity is unknown, or an effort is and the rest fits).

    `without_effort` counts the tasks ahead whose effort is unknown, `without_days` the members with load whose days a
    month are, `unplaced` the tasks with an owner and an effort but without dates.
    """

    months: pd.DataFrame
    without_effort: int
    without_days: int
    unplaced: int
    findings: tuple[Finding, ...]

    @property
    def known(self) -> bool:
        """Whether any month's load can be held against a capacity."""
        return bool(self.months["capacity"].notna().any() and (self.months["days"] > 0).any())


def workload_of(client: Client, tasks: pd.DataFrame) -> Workload:
    """The load that these tasks put on the client's team."""
    rows = ordered(records(tasks), "task")
    ahead = [row for row in rows if row["state"] not in ("done", "ended")]
    loose = _loose(client, ahead)
    months = [row | {"unknown": row["unknown"] + loose[None] + loose[row["member"]]} for row in _months(client, rows)]
    months = [row | {"over": None if row["over"] is False and row["unknown"] else row["over"]} for row in months]
    without_effort = sum(is_unknown(row["effort_days"]) for row in ahead)
    without_days = len(
        {row["member"] for row in months if (row["days"] > 0 or row["unknown"] > 0) and is_unknown(row["capacity"])}
    )
    unplaced = sum(
        not is_unknown(row["effort_days"]) and _span(row) is None for row in ahead if row["owner"] is not None
    )
    findings = _findings(months, rows, (without_effort, without_days))
    return Workload(pd.DataFrame(months, columns=_COLUMNS), without_effort, without_days, unplaced, findings)


def _loose(client: Client, ahead: list[Row]) -> Counter[str | None]:
    """The tasks ahead that may fall into any month: of nobody known (None), or of a member, without dates."""
    owners = set(client.column("team", "member"))
    return Counter(
        row["owner"] if row["owner"] in owners else None
        for row in ahead
        if row["owner"] not in owners or _span(row) is None
    )


def spread(start: date, end: date, days: float) -> dict[str, float]:
    """Effort by month, evenly over the working days from start to end, both included.

    >>> spread(date(2003, 1, 30), date(2003, 2, 4), 8.0)
    {'2003-01': 4.0, '2003-02': 4.0}
    >>> spread(date(2003, 5, 17), date(2003, 5, 17), 1.0)
    {'2003-05': 1.0}
    """
    parts, first = dict[str, tuple[int, int]](), start
    while first <= end:
        last = min(end, (first.replace(day=1) + timedelta(days=31)).replace(day=1) - _DAY)
        parts[f"{first:%Y-%m}"] = (int(np.busday_count(first, last + _DAY)), (last - first).days + 1)
        first = last + _DAY
    kind = 0 if any(working for working, _ in parts.values()) else 1
    whole = sum(counts[kind] for counts in parts.values())
    return {month: days * counts[kind] / whole for month, counts in parts.items()}


def _span(row: Mapping[Any, Any]) -> tuple[date, date] | None:
    """From when to when a task takes effort; None where that is not known."""
    end = row["done_on"] if row["state"] == "done" else row["end"]
    if is_unknown(row["start"]) or is_unknown(end):
        return None
    return min(row["start"], end), end


def _months(client: Client, tasks: list[Row]) -> list[Row]:
    known, unknown = dict[tuple[str, str], float](), dict[tuple[str, str], int]()
    for row in (task for task in tasks if task["owner"] is not None):
        span = _span(row)
        for month, days in (spread(*span, 1.0) if span else {}).items():
            key = (row["owner"], month)
            known[key] = known.get(key, 0.0) + (0.0 if is_unknown(row["effort_days"]) else days * row["effort_days"])
            unknown[key] = unknown.get(key, 0) + (is_unknown(row["effort_days"]) and days > 0)
    first, names = f"{client.as_of:%Y-%m}", client.names("team")
    limits = {row["member"]: row["days_month"] for row in client.rows("team")}
    months = sorted({month for _, month in known if month >= first})
    return [
        _month(
            (member, names[member]),
            month,
            (round(known.get((member, month), 0.0), 6), unknown.get((member, month), 0)),
            limit,
            client.assume("overload_from"),
        )
        for member, limit in limits.items()
        for month in (months_from(months[0], months[-1]) if months else ())
    ]


def _month(who: tuple[str, Name], month: str, load: tuple[float, int], *limits: float) -> Row:
    (member, name), (days, unknown), (capacity, overload) = who, load, limits
    share = days / capacity if capacity else float("nan")  # of no days at all nothing is a share
    most = overload * capacity
    over = None if is_unknown(capacity) else True if days > most + 1e-9 * max(most, 1.0) else None if unknown else False
    return {
        "member": member,
        "name": name,
        "month": month,
        "days": days,
        "unknown": unknown,
        "capacity": float(capacity),
        "share": share,
        "over": over,
    }


def _findings(months: list[Row], tasks: list[Row], unknown: tuple[int, int]) -> tuple[Finding, ...]:
    """Who has too much and when, else how full the fullest month is; then what is not known."""
    without_effort, without_days = unknown
    over = [row for row in months if row["over"] is True]
    lead = _overloaded(over, months, tasks) if over else _fullest(months)
    if not (without_effort or without_days):
        return lead
    rule = (
        "load_unknown" if without_effort and without_days else "efforts_unknown" if without_effort else "days_unknown"
    )
    figures: dict[str, Printable] = {
        "n": Count(without_effort or without_days),
        "efforts": Count(without_effort),
        "members": Count(without_days),
    }
    return (*lead, Finding(f"planning.programmes.{rule}", figures, internal=True))


def _figures(row: Any) -> dict[str, Printable]:
    side: Side = "at_least" if row["unknown"] else "exact"
    return {
        "who": inline(row["name"]),
        "month": month_name(row["month"]),
        "days": bounded(Days(row["days"]), side),
        "capacity": Number(row["capacity"], 0 if row["capacity"] == round(row["capacity"]) else 1),
        "excess": bounded(Days(row["days"] - row["capacity"]), side),
        "share": bounded(Percent(row["share"], 0), side),
    }


def _overloaded(over: list[Row], months: list[Row], tasks: list[Row]) -> tuple[Finding, ...]:
    """The month that is most over, its largest task, and who has most room in it; how many others are over too."""
    worst = min(over, key=lambda row: (row["capacity"] - row["days"], row["month"], row["member"]))
    figures = _figures(worst) | {"n": Count(len(over) - 1), "task": _largest(tasks, worst["member"], worst["month"])}
    same = [
        row
        for row in months
        if row["month"] == worst["month"] and row["unknown"] == 0 and not is_unknown(row["capacity"])
    ]
    helper = min(same, key=lambda row: (row["days"] - row["capacity"], row["member"]), default=None)
    helps = helper is not None and helper["capacity"] - helper["days"] >= worst["days"] - worst["capacity"]
    if helper is not None and helps:
        figures |= {"helper": inline(helper["name"]), "room": Days(helper["capacity"] - helper["days"])}
    first = Finding(
        "planning.programmes.overloaded_helped" if helps else "planning.programmes.overloaded",
        figures,
        confidence=0.7,
        internal=True,
    )
    more = Finding("planning.programmes.overloaded_more", {"n": Count(len(over) - 1)}, confidence=0.7, internal=True)
    return (first,) if len(over) == 1 else (first, more)


def _largest(tasks: list[Row], member: str, month: str) -> Name:
    """The member's task that takes most of the month."""
    own = [row for row in tasks if row["owner"] == member and not is_unknown(row["effort_days"])]
    placed = [(spread(*span, row["effort_days"]).get(month, 0.0), row["name"]) for row in own if (span := _span(row))]
    name: Name = max(placed, key=lambda item: round(item[0], 6))[1]
    return name


def _fullest(months: list[Row]) -> tuple[Finding, ...]:
    known = [row for row in months if not is_unknown(row["share"]) and row["days"] > 0]
    if not known:
        return ()
    fullest = min(known, key=lambda row: (-row["share"], row["month"], row["member"]))
    rule = "load_open" if any(row["over"] is None for row in known) else "load_fits"
    return (Finding(f"planning.programmes.{rule}", _figures(fullest) | {"n": Count(0)}, confidence=0.6, internal=True),)
