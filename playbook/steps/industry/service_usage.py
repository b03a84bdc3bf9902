"""What each industry buys: its spend by service, as shares of its own spend, beside what we earn in it.

An industry is complete where the spend on every billed service is known; only then has it shares. The overlap of two
industries is what their mixes have in common (the sum of the smaller shares, 0 to 1): offers that sell in an industry
with a large overlap fit this client's too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered
from playbook.steps.amounts import LargeMoney, shares_of
from playbook.steps.billing import control_limits
from playbook.steps.findings import Finding
from playbook.steps.industry.concentration import Concentration
from playbook.steps.listing import several
from playbook.steps.shares import reconcile
from playbook.steps.status import weakest
from playbook.units import Count, Name, Number, Percent, Printable, inline, is_unknown

__all__ = ["ServiceUsage", "concentration_findings", "service_usage"]

#: Industry -> service -> amount or share.
Cells = Mapping[str, Mapping[str, float]]
Key = TypeVar("Key")
_INDUSTRIES = ["industry", "own", "revenue_month", "usage_month", "complete", "shown", "overlap", "verdict"]
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class ServiceUsage:
    """Usage by industry and service.

    `services`: the billed services, in the market's order. `industries`: industry, own, revenue_month, usage_month (NaN
    where incomplete), complete, shown (complete, with a revenue: a column of the Marimekko), overlap (with the client's
    industry; NaN for itself and where either is incomplete), verdict (the usage against the revenue, as `reconcile`
    says); the largest revenue first. `amounts` and `shares`: industry x service, NaN where unknown; shares as printed.
    `largest` is the industry and service with the largest amount of those shown, None where none is. `of_all`: each
    amount's share of all that is shown; `overall`: service -> share of all that is shown; `others`: service -> plain
    mean of the shares of the complete industries but the client's; all add up to 100% as printed, and are NaN or empty
    where there is nothing to share.
    """

    services: tuple[str, ...]
    industries: pd.DataFrame
    amounts: pd.DataFrame
    shares: pd.DataFrame
    largest: tuple[str, str] | None
    of_all: pd.DataFrame
    overall: Mapping[str, float]
    others: Mapping[str, float]
    status: str
    findings: tuple[Finding, ...]


def service_usage(client: Client, industries: Sequence[Row]) -> ServiceUsage:
    """Usage by industry; `industries` are those of exhibit 1.1 (industry, revenue_month, own), the largest first."""
    usage = {(row["industry"], row["service"]): row["amount_month"] for row in client.market.rows("service_usage")}
    named = {service for _, service in usage}
    services = tuple(service for service in client.market.names("services") if service in named)
    amounts = {
        row["industry"]: {service: usage.get((row["industry"], service), _UNKNOWN) for service in services}
        for row in industries
    }
    shares = {industry: _shared(row) for industry, row in amounts.items()}
    rows = _described(client, industries, amounts, shares)
    status = weakest([*client.market.column("service_usage", "status"), *client.market.column("industries", "status")])
    shown = [row["industry"] for row in rows if row["shown"]]
    blocks = {(industry, service): amounts[industry][service] for industry in shown for service in services}
    parts = _shared(blocks)
    of_all = {
        industry: {service: parts.get((industry, service), _UNKNOWN) for service in services} for industry in amounts
    }
    overall = _shared({service: sum(amounts[industry][service] for industry in shown) for service in services})
    others = [shares[row["industry"]] for row in rows if row["complete"] and not row["own"]]
    means = (
        _shared({service: float(np.mean([row[service] for row in others])) for service in services}) if others else {}
    )
    table, frames = (
        _Table(services, rows, amounts, shares, of_all),
        [_frame(cells, services) for cells in (amounts, shares, of_all)],
    )
    found = ServiceUsage(
        services,
        pd.DataFrame(rows, columns=_INDUSTRIES),
        frames[0],
        frames[1],
        max(blocks, key=blocks.__getitem__, default=None),
        frames[2],
        overall,
        means,
        status,
        (),
    )
    return replace(
        found, findings=(*_blocks(client, found, table), *_compared(client, found, table)) if services else ()
    )


@dataclass(frozen=True)
class _Table:
    """What the findings read: the industries in rows, and by industry and service the amounts, their shares and their
    part of all shown."""

    services: tuple[str, ...]
    rows: Sequence[Row]
    amounts: Cells
    shares: Cells
    of_all: Cells

    def those(self, flag: str) -> list[Row]:
        """The industries that are `own`, `complete` or `shown`."""
        return [row for row in self.rows if row[flag]]


def _shared(amounts: Mapping[Key, float]) -> dict[Key, float]:
    """Each amount's share of all, as printed."""
    return dict(zip(amounts, shares_of(list(amounts.values())), strict=True))


def _frame(cells: Cells, services: Sequence[str]) -> pd.DataFrame:
    values = np.array([list(row.values()) for row in cells.values()], dtype=float).reshape(len(cells), len(services))
    return pd.DataFrame(values, index=list(cells), columns=list(services))


def _described(client: Client, industries: Sequence[Row], amounts: Cells, shares: Cells) -> list[Row]:
    own, limits = next((shares[row["industry"]] for row in industries if row["own"]), {}), control_limits(client)
    rows = []
    for row in industries:
        industry, revenue = row["industry"], row["revenue_month"]
        usage = sum(amounts[industry].values()) if amounts[industry] else _UNKNOWN
        complete = bool(shares[industry]) and not any(map(is_unknown, shares[industry].values()))
        common = (
            sum(min(share, own[service]) for service, share in shares[industry].items())
            if complete and own and not row["own"]
            else _UNKNOWN
        )
        rows.append(
            {
                "industry": industry,
                "own": row["own"],
                "revenue_month": revenue,
                "usage_month": usage,
                "complete": complete,
                "shown": complete and revenue > 0,
                "overlap": common if not any(map(is_unknown, own.values())) else _UNKNOWN,
                "verdict": reconcile(usage, revenue, **limits).verdict,
            }
        )
    return rows


def _blocks(client: Client, found: ServiceUsage, table: _Table) -> tuple[Finding, ...]:
    """Exhibit 1.1b: what the client's industry buys most, beside all industries; the largest block; what is not
    shown."""
    if found.largest is None:
        return (Finding("industry.marimekko.blocks_unknown", {"n": Count(len(table.rows))}),)
    names, services = client.market.names("industries"), client.market.names("services")
    left, (industry, service) = _left_out(names, table, "shown"), found.largest
    figures: dict[str, Printable] = {
        "n": Count(len(table.those("shown"))),
        "block_service": inline(services[service]),
        "block_name": services[service],
        "block_industry": inline(names[industry]),
        "block": LargeMoney(table.amounts[industry][service], client.currency),
        "block_share": Percent(table.of_all[industry][service]),
    }
    own = next((row["industry"] for row in table.those("shown") if row["own"]), None)
    if own is None:
        return (Finding("industry.marimekko.largest_block", figures), *left)
    most = max(table.services, key=table.shares[own].__getitem__)
    share, overall = table.shares[own][most], found.overall[most]
    figures |= {"own": names[own], "within": inline(names[own])}
    figures |= {
        "service": inline(services[most]),
        "service_name": services[most],
        "share": Percent(share),
        "overall": Percent(overall),
    }
    figures["amount"] = LargeMoney(max(table.amounts[own].values()), client.currency)
    rule = (
        "industry.marimekko.own_block"
        if found.largest == (own, most)
        else "industry.marimekko.own_more"
        if share >= overall
        else "industry.marimekko.own_less"
    )
    return (Finding(rule, figures), *left)


def _left_out(names: Mapping[str, Name], table: _Table, flag: str) -> tuple[Finding, ...]:
    """The industries that have no place in the picture, named."""
    left = [row["industry"] for row in table.rows if not row[flag]]
    figures: dict[str, Printable] = {
        "n": Count(len(left)),
        "which": several([inline(names[industry]) for industry in left], 4),
    }
    rule = "industry.marimekko.industries_left_out" if flag == "shown" else "industry.service_usage.usage_unknown"
    return (Finding(rule, figures),) if left else ()


def _compared(client: Client, found: ServiceUsage, table: _Table) -> tuple[Finding, ...]:
    """Exhibit 1.2: the service that sets the client's industry apart, and the industry that buys most like it."""
    names, services, complete = (
        client.market.names("industries"),
        client.market.names("services"),
        table.those("complete"),
    )
    left = _left_out(names, table, "complete")
    figures: dict[str, Printable] = {"n": Count(len(complete)), "all": Count(len(table.rows))}
    if not complete:
        return (Finding("industry.service_usage.no_usage", figures),)
    own = next((row["industry"] for row in complete if row["own"]), None)
    if own is None or len(complete) < 2:
        shares = {
            (row["industry"], service): table.shares[row["industry"]][service]
            for row in complete
            for service in table.services
        }
        industry, service = max(shares, key=shares.__getitem__)
        figures |= {
            "service": inline(services[service]),
            "industry": names[industry],
            "share": Percent(shares[industry, service]),
        }
        return (Finding("industry.service_usage.widest", figures), *left)
    mine, others = table.shares[own], [table.shares[row["industry"]] for row in complete if row["industry"] != own]
    apart = {
        service: round(mine[service] - float(np.mean([row[service] for row in others])), 9)
        for service in table.services
    }
    service = max(table.services, key=lambda name: (abs(apart[name]), apart[name]))
    place = (
        sum(row[service] > mine[service] if apart[service] > 0 else row[service] < mine[service] for row in others) + 1
    )
    figures |= {
        "own": names[own],
        "within": inline(names[own]),
        "service": inline(services[service]),
        "share": Percent(mine[service]),
        "others": Percent(found.others[service]),
        "place": Count(place),
    }
    rule = (
        ("industry.service_usage.most" if apart[service] > 0 else "industry.service_usage.least")
        if place == 1
        else "industry.service_usage.apart"
    )
    return (Finding(rule, figures), *_nearest(names, complete, names[own]), *left)


def _nearest(names: Mapping[str, Name], complete: Sequence[Row], own: Name) -> tuple[Finding, ...]:
    """The industry whose mix is most like that of the client's, and the one whose is least."""
    rows = ordered((row for row in complete if known(row["overlap"])), "-overlap", "industry")
    first, last = rows[0], rows[-1]
    figures: dict[str, Printable] = {
        "nearest": names[first["industry"]],
        "like": inline(names[first["industry"]]),
        "own": own,
        "within": inline(own),
        "overlap": Percent(first["overlap"], 0),
        "farthest": inline(names[last["industry"]]),
        "least": Percent(last["overlap"], 0),
    }
    return (
        Finding("industry.service_usage.nearest" if len(rows) > 1 else "industry.service_usage.nearest_only", figures),
    )


def concentration_findings(client: Client, industries: Sequence[Row], found: Concentration) -> tuple[Finding, ...]:
    """Exhibit 1.1c: whether revenue hangs on a few industries, in plain words; what is left out."""
    if not industries:
        return ()
    if not found.points:
        return (Finding("industry.concentration.concentration_unknown", {"n": Count(len(industries))}),)
    names, limit = client.market.names("industries"), client.assume("concentrated_hhi")
    billed, missing = (
        [row for row in industries if known(row["revenue_month"]) is whether] for whether in (True, False)
    )
    top = billed[0]
    figures: dict[str, Printable] = {
        "n": Count(found.count),
        "half": Count(found.half),
        "half_share": Percent(found.half_share),
        "hhi": Number(found.hhi, 2),
        "limit": Number(limit, 2),
        "gini": Number(found.gini, 2),
        "three": Percent(found.top_three),
        "equal": Number(found.equal_parts, 1),
        "top": inline(names[top["industry"]]),
        "top_share": Percent(top["revenue_month"] / sum(row["revenue_month"] for row in billed)),
        "tenth": LargeMoney(round(top["revenue_month"] / 10), client.currency),
    }
    if missing:
        return _not_concentrated_known(names, missing, n=found.count, every=len(industries))
    return (
        Finding(
            "industry.concentration.concentrated" if found.hhi >= limit else "industry.concentration.spread",
            figures,
        ),
    )


def _not_concentrated_known(
    names: Mapping[str, Name], missing: Sequence[Row], *, n: int, every: int
) -> tuple[Finding, ...]:
    """With an industry whose revenue nobody knows, how concentrated the whole is is not known either."""
    left: dict[str, Printable] = {
        "n": Count(len(missing)),
        "which": several([inline(names[row["industry"]]) for row in missing], 4),
    }
    counts: dict[str, Printable] = {"n": Count(n), "every": Count(every)}
    return Finding("industry.concentration.concentration_partly", counts), Finding(
        "industry.concentration.revenue_left_out", left
    )
