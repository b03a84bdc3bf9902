"""The bridge of the revenue KPI: from the same month a year before, service by service, to the actual, beside the plan.

A plan is one figure a month, no figure a service, so what the services brought is counted from the month a year before, which has the
same season. A line is one contract's service. It has a bill in a month, or it began or ended, or its bill is missing: a missing
bill is unknown, not 0, and then there is no bridge. What the KPI's actual holds beyond the bills is a bar of its own.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, ordered
from playbook.steps.status import weakest
from playbook.units import is_unknown

__all__ = ["REVENUE", "Bridge", "bridge_of", "year_before"]

#: The id of the KPI that is the revenue from the client.
REVENUE = "revenue"
_UNKNOWN = float("nan")
_CENT = 0.005


@dataclass(frozen=True)
class Bridge:
    """`start` + the sum of `changes` + `other` = `actual`, in currency a month; `plan` is the target of that month (NaN without one).

    `changes`: service, change_month, the largest gain first, ties by id. `other` is what the KPI holds beyond the bills. `reason` says why there is
    no bridge: no_revenue (no such KPI), no_actual, no_bills (not both months have bills of their own), gap (a bill is missing); else None.
    """

    month: str = ""
    before: str = ""
    start: float = _UNKNOWN
    actual: float = _UNKNOWN
    plan: float = _UNKNOWN
    changes: pd.DataFrame | None = None
    other: float = 0.0
    reason: str | None = None
    status: str = "unknown"


def year_before(month: str) -> str:
    """The same month a year before.

    >>> year_before("2025-11")
    '2024-11'
    """
    return f"{int(month[:4]) - 1:04d}{month[4:]}"


def bridge_of(client: Client, month: str | None, actual: float, plan: float) -> Bridge:
    """The bridge of the revenue KPI's `actual` of a month; `month` is None where the client has no such KPI."""
    if month is None or is_unknown(actual):
        return Bridge(reason="no_revenue" if month is None else "no_actual", plan=plan)
    before, bills = year_before(month), client.rows("bills")
    known: dict[str, Any] = {"month": month, "before": before, "actual": actual, "plan": plan}
    single = [bill for bill in bills if bill["from"] == bill["to"]]
    spans = [bill for bill in bills if bill["from"] != bill["to"]]
    own = {bill["from"] for bill in single}
    if not {month, before} <= own or any(bill["from"] <= name <= bill["to"] for bill in spans for name in (month, before)):
        return Bridge(**known, reason="no_bills")
    lines = _lines(single)
    calendar = sorted(own)
    if _missing(lines, calendar, before, 0) or _missing(lines, calendar, month, int(client.assume("base_months"))):
        return Bridge(**known, reason="gap")
    sums = {name: _by_service(lines, name) for name in (before, month)}
    changes = _changes({service: sums[month][service] - sums[before][service] for service in sums[month]})
    start, other = round(sum(sums[before].values()), 6), round(actual - sum(sums[month].values()), 6)
    status = weakest(bill["status"] for bill in single if bill["from"] in (before, month))
    return Bridge(**known, start=start, changes=changes, other=other if abs(other) > _CENT else 0.0, status=status)


def _lines(bills: Sequence[Row]) -> dict[tuple[str, str], dict[str, float]]:
    """(service, contract) -> month -> what was billed; a month without a bill is not there."""
    lines: dict[tuple[str, str], dict[str, float]] = {}
    for bill in bills:
        line = lines.setdefault((bill["service"], bill["contract"] or ""), {})
        line[bill["from"]] = line.get(bill["from"], 0.0) + bill["amount_month"]
    return lines


def _missing(lines: Mapping[Any, Mapping[str, float]], calendar: Sequence[str], month: str, recent: int) -> bool:
    """Is a line's bill of that month missing: does it have bills before and after, or one in the `recent` months before?"""
    lately = calendar[max(calendar.index(month) - recent, 0) : calendar.index(month)]
    for line in lines.values():
        across = min(line) < month < max(line)
        if month not in line and (across or any(name in line for name in lately)):
            return True
    return False


def _by_service(lines: Mapping[tuple[str, str], Mapping[str, float]], month: str) -> dict[str, float]:
    """What each service was billed in a month, over all its contracts."""
    sums: dict[str, float] = {}
    for (service, _), line in sorted(lines.items()):
        sums[service] = sums.get(service, 0.0) + line.get(month, 0.0)
    return sums


def _changes(change: Mapping[str, float]) -> pd.DataFrame:
    rows = [{"service": service, "change_month": round(amount, 6)} for service, amount in change.items()]
    return pd.DataFrame(ordered(rows, "-change_month", "service"), columns=["service", "change_month"])
