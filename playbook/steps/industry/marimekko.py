"""Industries and services at once: what the client's industry buys most, beside all industries, and the largest block
of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.steps.amounts import LargeMoney
from playbook.steps.findings import Finding
from playbook.steps.industry.usage import Usage, frame_of_cells, left_out, shared
from playbook.units import Count, Percent, Printable, inline

__all__ = ["Marimekko", "marimekko"]

_UNKNOWN = float("nan")


@dataclass(frozen=True)
class Marimekko:
    """`largest` is the industry and service with the largest amount of those shown, None where none is. `of_all`: each
    amount's share of all that is shown; `overall`: service -> share of all that is shown; both add up to 100% as
    printed, and are NaN where there is nothing to share.
    """

    largest: tuple[str, str] | None
    of_all: pd.DataFrame
    overall: Mapping[str, float]
    findings: tuple[Finding, ...]


def marimekko(client: Client, usage: Usage) -> Marimekko:
    """The blocks of the industries that are shown."""
    services, amounts = usage.services, usage.amount_of
    shown = [row["industry"] for row in usage.those("shown")]
    blocks = {(industry, service): amounts[industry][service] for industry in shown for service in services}
    parts = shared(blocks)
    of_all = {
        industry: {service: parts.get((industry, service), _UNKNOWN) for service in services} for industry in amounts
    }
    overall = shared({service: sum(amounts[industry][service] for industry in shown) for service in services})
    largest = max(blocks, key=blocks.__getitem__, default=None)
    findings = _findings(client, usage, overall, parts) if services else ()
    return Marimekko(largest, frame_of_cells(of_all, services), overall, findings)


def _findings(
    client: Client, usage: Usage, overall: Mapping[str, float], parts: Mapping[tuple[str, str], float]
) -> tuple[Finding, ...]:
    """What the client's industry buys most, beside all industries; the largest block; what is not shown."""
    if not parts:
        return (Finding("industry.marimekko.blocks_unknown", {"n": Count(len(usage.rows))}),)
    largest = max(parts, key=lambda block: usage.amount_of[block[0]][block[1]])
    figures, missing = _largest(client, usage, largest, parts[largest]), left_out(client, usage, "shown")
    left = (Finding("industry.marimekko.industries_left_out", missing),) if missing else ()
    own = next((row["industry"] for row in usage.those("shown") if row["own"]), None)
    if own is None:
        return (Finding("industry.marimekko.largest_block", figures), *left)
    name, services, shares = (
        client.market.names("industries")[own],
        client.market.names("services"),
        usage.share_of[own],
    )
    most = max(usage.services, key=shares.__getitem__)
    figures |= {
        "own": name,
        "within": inline(name),
        "service": inline(services[most]),
        "service_name": services[most],
        "share": Percent(shares[most]),
        "overall": Percent(overall[most]),
        "amount": LargeMoney(max(usage.amount_of[own].values()), client.currency),
    }
    rule = (
        "industry.marimekko.own_block"
        if largest == (own, most)
        else "industry.marimekko.own_more"
        if shares[most] >= overall[most]
        else "industry.marimekko.own_less"
    )
    return (Finding(rule, figures), *left)


def _largest(client: Client, usage: Usage, block: tuple[str, str], share: float) -> dict[str, Printable]:
    """The largest block of all."""
    industry, service = block
    return {
        "n": Count(len(usage.those("shown"))),
        "block_service": inline(client.market.names("services")[service]),
        "block_name": client.market.names("services")[service],
        "block_industry": inline(client.market.names("industries")[industry]),
        "block": LargeMoney(usage.amount_of[industry][service], client.currency),
        "block_share": Percent(share),
    }
