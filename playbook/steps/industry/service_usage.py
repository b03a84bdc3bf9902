"""What sets the client's industry apart: the service that it buys more or less of than others, and the industry that
buys most like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered
from playbook.steps.findings import Finding
from playbook.steps.industry.usage import Usage, left_out, shared
from playbook.units import Count, Name, Percent, Printable, inline

__all__ = ["ServiceUsage", "service_usage"]

#: Means of shares may differ by a hair.
_DIGITS = 9


@dataclass(frozen=True)
class ServiceUsage:
    """`others`: service -> plain mean of the shares of the complete industries but the client's; they add up to 100% as
    printed, and are empty where there are none."""

    others: Mapping[str, float]
    findings: tuple[Finding, ...]


def service_usage(client: Client, usage: Usage) -> ServiceUsage:
    """The client's industry beside the others."""
    shares = [usage.share_of[row["industry"]] for row in usage.those("complete") if not row["own"]]
    others = shared({service: _mean(shares, service) for service in usage.services}) if shares else {}
    return ServiceUsage(others, _findings(client, usage, others) if usage.services else ())


def _mean(shares: Sequence[Mapping[str, float]], service: str) -> float:
    return float(np.mean([row[service] for row in shares]))


def _findings(client: Client, usage: Usage, others: Mapping[str, float]) -> tuple[Finding, ...]:
    """The service that sets the client's industry apart, and the industry that buys most like it; what is not known."""
    complete, missing = usage.those("complete"), left_out(client, usage, "complete")
    figures: dict[str, Printable] = {"n": Count(len(complete)), "all": Count(len(usage.rows))}
    if not complete:
        return (Finding("industry.service_usage.no_usage", figures),)
    left = (Finding("industry.service_usage.usage_unknown", missing),) if missing else ()
    own = next((row["industry"] for row in complete if row["own"]), None)
    if own is None or len(complete) < 2:
        return (Finding("industry.service_usage.widest", figures | _widest(client, usage, complete)), *left)
    return (_apart(client, usage, own, figures, others), *_nearest(client, complete, own), *left)


def _widest(client: Client, usage: Usage, complete: Sequence[Row]) -> dict[str, Printable]:
    """The industry and service with the largest share of an industry's spend."""
    shares = {
        (row["industry"], service): usage.share_of[row["industry"]][service]
        for row in complete
        for service in usage.services
    }
    industry, service = max(shares, key=shares.__getitem__)
    return {
        "service": inline(client.market.names("services")[service]),
        "industry": client.market.names("industries")[industry],
        "share": Percent(shares[industry, service]),
    }


def _apart(
    client: Client, usage: Usage, own: str, figures: dict[str, Printable], others: Mapping[str, float]
) -> Finding:
    """The service on which the client's industry is furthest from the mean of the others, and its place on it."""
    mine = usage.share_of[own]
    peers = [usage.share_of[row["industry"]] for row in usage.those("complete") if row["industry"] != own]
    apart = {service: round(mine[service] - _mean(peers, service), _DIGITS) for service in usage.services}
    service = max(usage.services, key=lambda name: (abs(apart[name]), apart[name]))
    more = apart[service] > 0
    place = sum(row[service] > mine[service] if more else row[service] < mine[service] for row in peers) + 1
    name = client.market.names("industries")[own]
    figures |= {
        "own": name,
        "within": inline(name),
        "service": inline(client.market.names("services")[service]),
        "share": Percent(mine[service]),
        "others": Percent(others[service]),
        "place": Count(place),
    }
    rule = "apart" if place > 1 else "most" if more else "least"
    return Finding(f"industry.service_usage.{rule}", figures)


def _nearest(client: Client, complete: Sequence[Row], own: str) -> tuple[Finding, ...]:
    """The industry whose mix is most like that of the client's, and the one whose is least."""
    rows = ordered((row for row in complete if known(row["overlap"])), "-overlap", "industry")
    first, last, names = rows[0], rows[-1], client.market.names("industries")
    nearest: Name = names[first["industry"]]
    figures: dict[str, Printable] = {
        "nearest": nearest,
        "like": inline(nearest),
        "own": names[own],
        "within": inline(names[own]),
        "overlap": Percent(first["overlap"], 0),
        "farthest": inline(names[last["industry"]]),
        "least": Percent(last["overlap"], 0),
    }
    rule = "industry.service_usage.nearest" if len(rows) > 1 else "industry.service_usage.nearest_only"
    return (Finding(rule, figures),)
