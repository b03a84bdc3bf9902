"""What each solution is worth: its contribution month by month, its net present value and its payback.

Contribution, not revenue, is what counts: of the benefit only its margin stays with us. A solution costs once, at the
start (month 0), and from its start month on it brings, each month,

    margin x benefit  -  running cost  -  margin_default x (part replaced x what the client pays for that service today)

The last term is cannibalisation: a solution that replaces a billed service takes that revenue away. Month t is worth 1
/ (1 + r)^t today, with r = (1 + discount_rate_year)^(1/12) - 1, and the sum over `horizon_months` is the net present
value (NPV).

A benefit, start or cost that nobody has given makes the NPV unknown: a blank cost is not 0. A margin that is not given
is `margin_default`.

Where several solutions replace the same service, together they cannot take away more than there is: what their NPVs
count too often is given back to a set that holds them all (`refunds`, see :mod:`playbook.steps.solutions.best_set`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import natural
from playbook.steps.memory import remembered
from playbook.steps.paid import paid_for
from playbook.steps.solutions.best_set import Refund
from playbook.units import is_unknown, name_of

__all__ = ["Finance", "cash_flows", "finance_of", "monthly_rate", "payback_month", "present_value"]

_FLAGS = ("chosen", "committed")
#: What a solution's row gives as it is.
_GIVEN = (
    "solution",
    "cost_month",
    "replaces",
    "replaced_share",
    "start_month",
    "cost_once",
    "effort_days",
    "status",
)
#: What must be known to weigh a solution, in the order in which it is asked for.
_NEEDED = ("benefit_base_month", "start_month", "cost_once", "cost_month", "effort_days")


@dataclass(frozen=True)
class Finance:
    """The solutions, the best NPV first, ties by id, unknown last.

    `solutions`: solution, name (Name), benefit_month, margin (0..1), contribution_month (margin x benefit), cost_month,
    replaces, replaced_share, replaced_month (revenue that goes), lost_month (contribution that goes with it), net_month
    (contribution less running cost and loss), start_month, cost_once, effort_days, npv, payback_month, requires,
    excludes (tuples of ids), chosen, committed (True, False or None), missing (the columns that nobody has filled),
    status. Amounts are in the client's currency. `refunds` is what sets get back of losses counted twice.
    """

    solutions: pd.DataFrame
    refunds: tuple[Refund, ...]
    horizon: int
    rate_month: float
    annuity: float


def monthly_rate(rate_year: float) -> float:
    """The rate a month that makes up the rate a year: (1 + rate_year)^(1/12) - 1.

    >>> round(monthly_rate(0.1), 6)
    0.007974
    """
    return float((1 + rate_year) ** (1 / 12) - 1)


def cash_flows(cost_once: float, net_month: float, *, start_month: float, horizon: int) -> Any:
    """Month 0 (the one-off cost) to the horizon, currency a month; NaN throughout where a figure is unknown.

    >>> cash_flows(10.0, 4.0, start_month=2, horizon=3)
    array([-10.,   0.,   4.,   4.])
    """
    if any(is_unknown(value) for value in (cost_once, net_month, start_month)):
        return np.full(horizon + 1, np.nan)
    months = np.arange(horizon + 1)
    return np.where(months == 0, -cost_once, np.where(months >= start_month, net_month, 0.0)) + 0.0


def present_value(flows: Sequence[float] | Any, rate_month: float) -> float:
    """The sum of flows / (1 + rate)^month, to the cent; month 0 is not discounted.

    >>> present_value([-100.0, 55.0, 60.5], 0.1)
    0.0
    """
    amounts = np.asarray(flows, dtype=float)
    return round(float(amounts @ (1 + rate_month) ** -np.arange(len(amounts), dtype=float)), 2) + 0.0


def payback_month(flows: Sequence[float] | Any) -> float:
    """The first month from which on the cumulated flow, undiscounted, is not below 0 again; NaN if there is none within
    the horizon, or unknown.

    >>> payback_month([-10, 4, 4, 4]), payback_month([0, 5]), payback_month([-10, 4])
    (3.0, 0.0, nan)
    """
    amounts = np.asarray(flows, dtype=float)
    below = np.flatnonzero(~(np.round(np.cumsum(amounts), 6) >= 0))
    first = int(below[-1]) + 1 if len(below) else 0
    return float(first) if first < len(amounts) else float("nan")


@remembered
def finance_of(client: Client) -> Finance:
    """NPV and payback of each solution of a client."""
    horizon, rate = int(client.assume("horizon_months")), monthly_rate(client.assume("discount_rate_year"))
    rows = [_solution(client, row, horizon, rate) for row in client.rows("solutions")]
    order = sorted(
        rows,
        key=lambda row: (
            is_unknown(row["npv"]),
            0 if is_unknown(row["npv"]) else -row["npv"],
            natural(row["solution"]),
        ),
    )
    frame = pd.DataFrame(order, columns=list(_COLUMNS))
    for column in _FLAGS:
        frame[column] = pd.Series([row[column] for row in order], index=frame.index, dtype=object)
    annuity = float(np.sum((1 + rate) ** -np.arange(1.0, horizon + 1)))
    return Finance(frame, _refunds(client, frame, horizon, rate), horizon, rate, annuity)


_COLUMNS = (
    "solution",
    "name",
    "benefit_month",
    "margin",
    "contribution_month",
    "cost_month",
    "replaces",
    "replaced_share",
    "replaced_month",
    "lost_month",
    "net_month",
    "start_month",
    "cost_once",
    "effort_days",
    "npv",
    "payback_month",
    "requires",
    "excludes",
    "chosen",
    "committed",
    "missing",
    "status",
)


def _solution(client: Client, row: dict[Any, Any], horizon: int, rate: float) -> dict[str, Any]:
    margin = client.assume("margin_default") if is_unknown(row["margin"]) else row["margin"]
    replaced = _replaced(client, row)
    contribution, lost = margin * row["benefit_base_month"], client.assume("margin_default") * replaced
    net = contribution - row["cost_month"] - lost
    flows = cash_flows(row["cost_once"], net, start_month=row["start_month"], horizon=horizon)
    return {
        **{name: row[name] for name in _GIVEN},
        "name": name_of(row),
        "benefit_month": row["benefit_base_month"],
        "margin": margin,
        "contribution_month": contribution,
        "replaced_month": replaced,
        "lost_month": lost,
        "net_month": net,
        "npv": present_value(flows, rate),
        "payback_month": payback_month(flows),
        **{name: () if is_unknown(row[name]) else tuple(row[name]) for name in ("requires", "excludes")},
        **{name: None if is_unknown(row[name]) else bool(row[name]) for name in _FLAGS},
        "missing": _missing(row, replaced),
    }


def _missing(row: dict[Any, Any], replaced: float) -> tuple[str, ...]:
    blank = tuple(name for name in _NEEDED if is_unknown(row[name]))
    if not is_unknown(replaced):
        return blank
    return (*blank, "replaced_share" if is_unknown(row["replaced_share"]) else "replaces")


def _replaced(client: Client, row: dict[Any, Any]) -> float:
    """The revenue a month that a solution takes away: its part of what the client pays for the service today."""
    if is_unknown(row["replaces"]):
        return 0.0
    return float(row["replaced_share"] * _lost(client, row["replaces"]))


def _lost(client: Client, service: str) -> float:
    """What can be taken away of a service: what the client pays for it; of a credit nothing."""
    return float(np.maximum(paid_for(client, service), 0.0))  # what is unknown stays so


def _refunds(client: Client, solutions: pd.DataFrame, horizon: int, rate: float) -> tuple[Refund, ...]:
    """For each service and span of months in which the parts that are replaced add up to more than the service."""
    refunds = []
    known = solutions[solutions["npv"].notna() & solutions["replaces"].notna()]
    for service, rows in known.groupby("replaces", sort=True):
        starts = sorted({int(month) for month in rows["start_month"] if month <= horizon})
        for first, last in pairwise([*starts, horizon + 1]):
            begun = rows[rows["start_month"] <= first].sort_values("solution")
            worth = (
                client.assume("margin_default")
                * _lost(client, str(service))
                * float(np.sum((1 + rate) ** -np.arange(float(first), float(last))))
            )
            if begun["replaced_share"].sum() > 1 and worth > 0:
                refunds.append(
                    Refund(dict(zip(begun["solution"], begun["replaced_share"].astype(float), strict=True)), worth)
                )
    return tuple(refunds)
