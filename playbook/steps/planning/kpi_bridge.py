"""The bridge of the revenue KPI, service by service, to the actual: from the plan where it is given by service, else
from a year before.

The plan of a month may have parts by service (`service` in kpi_values.csv); then each service is held against its own,
and what is left of the plan against what the other services brought. Without parts the bridge starts at the same month
a year before, which has the same season, and the plan stands beside it. A line is one contract's service. It has a bill
in a month, or it began, ended or was renumbered (as in the base), or its bill is missing: a missing bill is unknown,
not 0, and then there is no bridge. What the KPI's actual holds beyond the bills is a bar of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from playbook.client.model import Client
from playbook.client.promise_tables import REVENUE
from playbook.client.rows import Row, ordered
from playbook.steps.bill_ledger import ledger_of, monthly_of
from playbook.steps.billing import base_of
from playbook.steps.contract_terms import silence_of
from playbook.steps.months import month_number, month_of
from playbook.steps.status import weakest
from playbook.units import is_unknown

__all__ = ["Bridge", "bridge_of", "year_before"]

#: (service, contract) -> month -> what was billed; a month without a bill is not there.
_Lines = dict[tuple[str, str], dict[str, float]]
_UNKNOWN = float("nan")
_CENT = 0.005


@dataclass(frozen=True)
class Bridge:
    """`start` + the sum of `changes` + `other` = `actual`, in currency a month; `plan` is the target of that month (NaN
    without one).

    `base` says what `start` is: the plan, or the revenue of the year before (of month `before`). `changes`: service,
    change_month, the largest gain first, ties by id. `other` is what the KPI holds beyond the bills (from the year), or
    what services without a part in the plan brought beyond the rest of it (from the plan). `reason` says why there is
    no bridge: no_revenue (no such KPI), no_actual, no_bills (not both months have bills of their own), gap (a bill is
    missing); else None.
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
    base: Literal["plan", "year"] = "year"


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
    known: dict[str, Any] = {"month": month, "before": year_before(month), "actual": actual, "plan": plan}
    lines = {
        (one.service, one.contract): {month_of(month): amount for month, amount in one.amounts.items()}
        for one in monthly_of(client)
    }
    return _from_plan(client, lines, known) or _from_year(client, lines, known)


def _from_plan(client: Client, lines: _Lines, known: Mapping[str, Any]) -> Bridge | None:
    """None where the plan has no parts, or where what a part has brought is not known."""
    month, plan = known["month"], known["plan"]
    parts = {
        row["service"]: row
        for row in client.rows("kpi_values")
        if (row["kpi"], row["month"]) == (REVENUE, month)
        and not (is_unknown(row["service"]) or is_unknown(row["target"]))
    }
    if not parts or is_unknown(plan):
        return None
    brought = _brought(client, lines, month, parts)
    if any(map(is_unknown, brought.values())):
        return None
    changes = {service: brought[service] - row["target"] for service, row in parts.items()}
    status = weakest([*(row["status"] for row in parts.values()), *_statuses(client, month)])
    return Bridge(
        **known,
        start=plan,
        changes=_changes(changes),
        other=_other(known["actual"], plan, changes),
        status=status,
        base="plan",
    )


def _brought(client: Client, lines: _Lines, month: str, parts: Mapping[str, Row]) -> dict[str, float]:
    """What each service that the plan names has brought: its own actual, else its bills, 0 where the month's bills hold
    none of it."""
    known = _lack(client, lines, month, int(client.assume("base_months"))) is None
    billed, none = (_by_service(lines, month), 0.0) if known else ({}, _UNKNOWN)
    return {
        service: billed.get(service, none) if is_unknown(row["actual"]) else row["actual"]
        for service, row in parts.items()
    }


def _from_year(client: Client, lines: _Lines, known: Mapping[str, Any]) -> Bridge:
    month, before = known["month"], known["before"]
    lacks = {_lack(client, lines, before, 0), _lack(client, lines, month, int(client.assume("base_months")))}
    if lacks != {None}:
        return Bridge(**known, reason="no_bills" if "no_bills" in lacks else "gap")
    sums = {name: _by_service(lines, name) for name in (before, month)}
    changes = {service: sums[month][service] - sums[before][service] for service in sums[month]}
    start, status = round(sum(sums[before].values()), 6), weakest(_statuses(client, before, month))
    return Bridge(
        **known, start=start, changes=_changes(changes), other=_other(known["actual"], start, changes), status=status
    )


def _other(actual: float, start: float, changes: Mapping[str, float]) -> float:
    """What the services' changes leave of the way from the start to the actual; less than a cent is rounding."""
    other = round(actual - start - sum(changes.values()), 6)
    return other if abs(other) > _CENT else 0.0


def _statuses(client: Client, *months: str) -> Iterator[str]:
    wanted = set(map(month_number, months))
    return (
        status
        for one in monthly_of(client)
        for month in wanted & one.statuses.keys()
        for status in sorted(one.statuses[month])
    )


def _lack(client: Client, lines: _Lines, month: str, recent: int) -> str | None:
    """Why a month cannot be told by service: it has no bills of its own (no_bills), or a line's bill is missing
    (gap)."""
    own = {name for line in lines.values() for name in line}
    if month not in own or _averaged(client, month):
        return "no_bills"
    silent = _silent(client, month)
    return (
        "gap"
        if _missing({key: line for key, line in lines.items() if key not in silent}, sorted(own), month, recent)
        else None
    )


def _averaged(client: Client, month: str) -> bool:
    """Is the month covered by a bill of several months, which says nothing about one of them?"""
    spans = ((bill["from"][:7], bill["to"][:7]) for bill in client.rows("bills"))
    return any(first <= month <= last for first, last in spans if first != last)


def _silent(client: Client, month: str) -> set[tuple[str, str]]:
    """The lines that were not billed because their contract had not begun, had ended or had been replaced; or looks
    so."""
    ledger, number = ledger_of(client), month_number(month)
    silence = silence_of(client, ledger)
    told = {(one.service, one.contract) for one in ledger.series if silence(one, number) == 1}
    for pair in base_of(client).renumbered:
        told |= {
            (one.service, one.contract)
            for one in (pair.before if number > pair.stopped else pair.after if number < pair.began else ())
        }
    return told


def _missing(lines: _Lines, calendar: Sequence[str], month: str, recent: int) -> bool:
    """Is a line's bill of that month missing: does it have bills before and after, or one in the `recent` months
    before?"""
    lately = calendar[max(calendar.index(month) - recent, 0) : calendar.index(month)]
    for line in lines.values():
        across = min(line) < month < max(line)
        if month not in line and (across or any(name in line for name in lately)):
            return True
    return False


def _by_service(lines: _Lines, month: str) -> dict[str, float]:
    """What each service was billed in a month, over all its contracts."""
    sums: dict[str, float] = {}
    for (service, _), line in sorted(lines.items()):
        sums[service] = sums.get(service, 0.0) + line.get(month, 0.0)
    return sums


def _changes(change: Mapping[str, float]) -> pd.DataFrame:
    rows = [{"service": service, "change_month": round(amount, 6)} for service, amount in change.items()]
    return pd.DataFrame(ordered(rows, "-change_month", "service"), columns=["service", "change_month"])
