"""The bridge of the revenue KPI: from the same month a year before, service by service, to the actual, beside the plan.

A plan is one figure a month, no figure a service, so what the services brought is counted from the month a year before, which has the
same season. A line is one contract's service. It has a bill in a month, or it began or ended, or its bill is missing: a missing
bill is unknown, not 0, and then there is no bridge. What the KPI's actual holds beyond the bills is a bar of its own.
"""
from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
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
    before, bills = year_before(month), client.table("bills")
    known = {"month": month, "before": before, "actual": actual, "plan": plan}
    single = bills[bills["from"] == bills["to"]].assign(contract=lambda rows: rows["contract"].fillna(""))
    spans = bills[bills["from"] != bills["to"]]
    if not {month, before} <= set(single["from"]) or any(((spans["from"] <= name) & (spans["to"] >= name)).any() for name in (month, before)):
        return Bridge(**known, reason="no_bills")  # type: ignore[arg-type]
    lines = single.groupby(["service", "contract", "from"])["amount_month"].sum().unstack("from").sort_index(axis=1)
    if _missing(lines, before, 0) or _missing(lines, month, int(client.assume("base_months"))):
        return Bridge(**known, reason="gap")  # type: ignore[arg-type]
    sums = lines[[before, month]].fillna(0.0).groupby("service").sum()
    changes = _changes(sums[month] - sums[before])
    start, billed = round(float(sums[before].sum()), 6), float(sums[month].sum())
    other = round(actual - billed, 6)
    status = weakest(single.loc[single["from"].isin((before, month)), "status"])
    return Bridge(**known, start=start, changes=changes, other=other if abs(other) > _CENT else 0.0, status=status)  # type: ignore[arg-type]


def _missing(lines: pd.DataFrame, month: str, recent: int) -> bool:
    """Is a line's bill of that month missing: does it have bills before and after, or one in the `recent` months before?"""
    place = [*lines.columns].index(month)
    for known in lines.notna().to_numpy(dtype=bool):
        across = known[:place].any() and known[place + 1:].any()
        if not known[place] and (across or known[max(place - recent, 0):place].any()):
            return True
    return False


def _changes(change: pd.Series) -> pd.DataFrame:
    rows = pd.DataFrame({"service": [str(name) for name in change.index], "change_month": [round(float(value), 6) for value in change]})
    return rows.sort_values(["change_month", "service"], ascending=[False, True]).reset_index(drop=True)
