"""The client's mix of services beside its industry's.

The location quotient of a service is the client's share of spend on it divided by the industry's: well below 1 somebody
else may carry that service (whitespace), well above 1 we depend on it here more than elsewhere (dependency).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, known
from playbook.steps.amounts import shares_of
from playbook.steps.billing import base_of
from playbook.steps.status import weakest
from playbook.units import Side, is_unknown

__all__ = ["ServiceMix", "service_mix"]

_MIX = [
    "service",
    "client_month",
    "industry_month",
    "client_share",
    "industry_share",
    "quotient",
    "gap_month",
    "signal",
]


@dataclass(frozen=True)
class ServiceMix:
    """`services`: one row per service that the client and its industry can be compared on: client_month,
    industry_month, client_share, industry_share (as printed), quotient, gap_month (client less its amount at the
    industry's mix), signal (whitespace, dependency, in_line); empty where there is nothing to compare. `left_out` names
    the services known on one side only; `side` says how `client_share`, `quotient` and `gap_month` are to be read where
    there are any: at_most while the client may spend more, at_least while the industry may (then `industry_share` is at
    most what it is), unknown while both may.
    """

    services: pd.DataFrame
    left_out: tuple[str, ...]
    side: Side
    status: str


def service_mix(client: Client) -> ServiceMix:
    """The client's bills beside its industry's usage, on the services that are known on both sides; each as a share of
    all that is known."""
    base, own = base_of(client), client.profile.get("industry")
    usage = [
        row for row in client.market.rows("service_usage") if row["industry"] == own and known(row["amount_month"])
    ]
    industry = {row["service"]: row["amount_month"] for row in usage}
    spent = {str(service): float(amount) for service, amount in base.services.items()}
    if base.reconciliation.verdict in ("equal", "note"):
        spent = dict.fromkeys(industry, 0.0) | spent
    named = client.market.names("services")
    left_out = tuple(service for service in named if industry and (service in spent) != (service in industry))
    rows = [
        {"service": service, "client_month": spent.get(service), "industry_month": industry.get(service)}
        for service in named
        if service in spent or service in industry
    ]
    side = _side_of(spent, industry)
    quotients = frame_of(_quotients(client, rows, side), _MIX, figures=_MIX[1:-1])
    return ServiceMix(quotients, left_out, side, weakest([*(row["status"] for row in usage), base.status]))


def _side_of(spent: Mapping[str, float], industry: Mapping[str, float]) -> Side:
    """How a client's share of a service against its industry's is to be read, by what may be missing from either
    total."""
    more_spent, more_industry = not industry.keys() <= spent.keys(), not spent.keys() <= industry.keys()
    return (
        "unknown"
        if more_spent and more_industry
        else "at_most"
        if more_spent
        else "at_least"
        if more_industry
        else "exact"
    )


def _quotients(client: Client, rows: Sequence[Row], side: Side) -> list[Row]:
    """What is known on both sides, with shares, location quotient, what the client is above or below the industry's
    mix, and the signal; nothing where there is nothing to compare."""
    ours, theirs = (shares_of([row[name] or 0.0 for row in rows]) for name in ("client_month", "industry_month"))
    both = [(row, (own, peers)) for row, own, peers in zip(rows, ours, theirs, strict=True) if None not in row.values()]
    if not both or any(map(is_unknown, (*ours, *theirs))):
        return []
    scale = sum(row["client_month"] or 0.0 for row in rows) / sum(row["industry_month"] or 0.0 for row in rows)
    return [
        _quotient(client, row, shares, scale=scale if side != "unknown" else float("nan"), side=side)
        for row, shares in both
    ]


def _quotient(client: Client, row: Row, shares: Sequence[float], *, scale: float, side: Side) -> Row:
    expected = row["industry_month"] * scale
    quotient = row["client_month"] / expected if expected > 0 else float("nan")
    return {
        **row,
        "client_share": shares[0],
        "industry_share": shares[1],
        "quotient": quotient,
        "gap_month": row["client_month"] - expected,
        "signal": _signal(client, quotient, side),
    }


def _signal(client: Client, quotient: float, side: Side) -> str | None:
    """What a quotient says; of one that is only a bound, what it says whatever the rest is."""
    if is_unknown(quotient):
        return None
    low, high = client.assume("location_quotient_low"), client.assume("location_quotient_high")
    if quotient < low and side != "at_least":
        return "whitespace"
    if quotient > high and side != "at_most":
        return "dependency"
    return "in_line" if side == "exact" else None
