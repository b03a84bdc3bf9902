"""The base: what the client pays us a month, on average over its latest bills, by service and in all.

A bill is an average a month over its period. The base takes the latest months (assumption `base_months`; a bill that covers
more counts whole), averages each contract's service over the months that have a bill, and adds up. A month without a bill is
unknown, not 0: it is left out of the average and counted.
"""
from __future__ import annotations

from dataclasses import dataclass
from math import fsum

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import grouped
from playbook.steps.memory import remembered
from playbook.steps.months import month_number, month_of, months_between
from playbook.steps.shares import Reconciliation, reconcile
from playbook.steps.status import weakest

__all__ = ["Base", "base_of", "control_limits"]


@dataclass(frozen=True)
class Base:
    """What the client pays us a month: `services` is a Series service -> amount, largest first, in currency a month.

    `start` and `end` are months; `missing` counts the months without a bill, of all contracts and services;
    `reconciliation` holds the total against the control total of the same period.
    """

    services: pd.Series
    total: float
    start: str
    end: str
    missing: int
    reconciliation: Reconciliation
    status: str


@remembered
def base_of(client: Client) -> Base:
    """The base of a client, from its bills and control totals."""
    bills = client.rows("bills")
    end = max(bill["to"] for bill in bills)
    start = min(month_of(month_number(end) - int(client.assume("base_months")) + 1), *(bill["from"] for bill in bills if bill["to"] == end))
    latest = [{**bill, "months": months_between(bill["from"], bill["to"])} for bill in bills if bill["from"] >= start]
    paid, missing = dict[str, list[float]](), 0
    for (_, service), lines in grouped(latest, "contract", "service").items():
        months = sum(bill["months"] for bill in lines)
        paid.setdefault(service, []).append(fsum(bill["amount_month"] * bill["months"] for bill in lines) / months)
        missing += max(months_between(start, end) - months, 0)
    amounts = {service: round(fsum(paid[service]), 6) for service in sorted(paid)}
    services = pd.Series(amounts, dtype=float).rename_axis("service").sort_values(ascending=False, kind="stable")
    total = round(fsum(amounts.values()), 6)
    return Base(services, total, start, end, missing, _reconciled(client, total, (start, end)), weakest(bill["status"] for bill in latest))


def _reconciled(client: Client, total: float, period: tuple[str, str]) -> Reconciliation:
    """Against the control total of exactly this period, if the client file reports one."""
    same = (row["amount_month"] for row in client.rows("control_totals") if (row["from"], row["to"]) == period)
    control = next(same, float("nan"))
    return reconcile(total, control, **control_limits(client))


def control_limits(client: Client) -> dict[str, float]:
    """What `reconcile` calls a note and a warning, from the client's assumptions."""
    return {name: client.assume(f"control_{name}") for name in ("note_amount", "note_share", "warning_share")}
