"""The base: what the client pays us a month, on average over its latest bills, by service and in all.

A bill is an average a month over its period. The base takes the latest months (assumption `base_months`; a bill that covers
more counts whole), averages each contract's service over the months that have a bill, and adds up. A month without a bill is
unknown, not 0: it is left out of the average and counted.
"""
from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
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
    bills = client.table("bills")
    end = bills["to"].max()
    start = min(month_of(month_number(end) - int(client.assume("base_months")) + 1), bills.loc[bills["to"] == end, "from"].min())
    latest = bills[bills["from"] >= start].assign(
        months=lambda rows: [months_between(*period) for period in zip(rows["from"], rows["to"], strict=True)],
        contract=lambda rows: rows["contract"].fillna(""),
    )
    latest["paid"] = latest["amount_month"] * latest["months"]
    lines = latest.groupby(["contract", "service"], sort=True)[["paid", "months"]].sum()
    services = (lines["paid"] / lines["months"]).groupby("service").sum().round(6).sort_values(ascending=False, kind="stable")
    total = round(float(services.sum()), 6)
    missing = int((months_between(start, end) - lines["months"]).clip(lower=0).sum())
    return Base(services, total, start, end, missing, _reconciled(client, total, (start, end)), weakest(latest["status"]))


def _reconciled(client: Client, total: float, period: tuple[str, str]) -> Reconciliation:
    """Against the control total of exactly this period, if the client file reports one."""
    controls = client.table("control_totals")
    same = controls.loc[(controls["from"] == period[0]) & (controls["to"] == period[1]), "amount_month"]
    control = float(same.iloc[0]) if len(same) else float("nan")
    return reconcile(total, control, **control_limits(client))


def control_limits(client: Client) -> dict[str, float]:
    """What `reconcile` calls a note and a warning, from the client's assumptions."""
    return {name: client.assume(f"control_{name}") for name in ("note_amount", "note_share", "warning_share")}
