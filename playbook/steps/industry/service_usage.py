"""What each industry buys: its spend by service, as shares of its own spend, beside what we earn in it.

An industry is complete where the spend on every billed service is known; only then has it shares. The overlap of two
industries is what their mixes have in common (the sum of the smaller shares, 0 to 1): offers that sell in an industry
with a large overlap fit this client's too.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.steps.amounts import LargeMoney, shares_of
from playbook.steps.billing import control_limits
from playbook.steps.findings import Finding
from playbook.steps.industry.concentration import Concentration
from playbook.steps.listing import several
from playbook.steps.shares import reconcile
from playbook.steps.status import weakest
from playbook.units import Count, Name, Number, Percent, Printable, inline

__all__ = ["ServiceUsage", "concentration_findings", "service_usage"]


@dataclass(frozen=True)
class ServiceUsage:
    """Usage by industry and service.

    `services`: the billed services, in the market's order. `industries`: industry, own, revenue_month, usage_month (NaN
    where incomplete), complete, shown (complete, with a revenue: a column of the Marimekko), overlap (with the client's
    industry; NaN for itself and where either is incomplete), verdict (the usage against the revenue, as `reconcile` says);
    the largest revenue first. `amounts` and `shares`: industry x service, NaN where unknown; shares as printed. `largest` is
    the industry and service with the largest amount of those shown, None where none is. `of_all`: each amount's share of all
    that is shown; `overall`: service -> share of all that is shown; `others`: service -> plain mean of the shares of the
    complete industries but the client's; all add up to 100% as printed, and are NaN or empty where there is nothing to share.
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


def service_usage(client: Client, industries: pd.DataFrame) -> ServiceUsage:
    """Usage by industry; `industries` are those of exhibit 1.1 (industry, revenue_month, own), the largest first."""
    usage = client.market.table("service_usage")
    services = tuple(service for service in client.market.names("services") if service in set(usage["service"]))
    order = list(industries["industry"])
    amounts = usage.pivot(index="industry", columns="service", values="amount_month").reindex(index=order, columns=list(services)).astype(float)
    rows = [shares_of(row) if services else () for row in amounts.to_numpy().tolist()]
    shares = pd.DataFrame(rows, index=order, columns=list(services), dtype=float)
    frame = _described(client, industries, amounts, shares)
    status = weakest([*client.market.column("service_usage", "status"), *client.market.column("industries", "status")])
    blocks = amounts.loc[frame.loc[frame["shown"], "industry"]]
    largest = _largest(blocks)
    of_all = pd.DataFrame(np.reshape(shares_of(blocks.to_numpy().ravel().tolist()), blocks.shape), index=blocks.index, columns=blocks.columns)
    overall = dict(zip(services, shares_of(blocks.sum().tolist()), strict=True))
    others = shares[(frame["complete"] & ~frame["own"]).to_numpy()]
    means = dict(zip(services, shares_of(others.mean().tolist()), strict=True)) if len(others) else {}
    found = ServiceUsage(services, frame, amounts, shares, largest, of_all.reindex(order), overall, means, status, ())
    return replace(found, findings=(*_blocks(client, found), *_compared(client, found)) if services else ())


def _largest(table: pd.DataFrame) -> tuple[str, str] | None:
    """Row and column of the largest value, the first of equals; None of an empty table."""
    if table.empty:
        return None
    row, column = divmod(int(np.argmax(table.to_numpy())), len(table.columns))
    return str(table.index[row]), str(table.columns[column])


def _at(table: pd.DataFrame, place: tuple[str, str]) -> float:
    return float(table[place[1]].to_dict()[place[0]])


def _described(client: Client, industries: pd.DataFrame, amounts: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    frame = industries[["industry", "own", "revenue_month"]].reset_index(drop=True)
    frame["usage_month"] = amounts.sum(axis=1, skipna=False, min_count=1).to_numpy()
    frame["complete"] = (shares.notna().all(axis=1) & (len(shares.columns) > 0)).to_numpy()
    frame["shown"] = frame["complete"] & (frame["revenue_month"] > 0)
    own = shares[frame["own"].to_numpy()]
    overlap = np.minimum(shares.to_numpy(), own.to_numpy()[0]).sum(axis=1) if len(own) and len(shares.columns) else np.full(len(frame), np.nan)
    frame["overlap"] = np.where(frame["own"], np.nan, overlap)
    limits = control_limits(client)
    frame["verdict"] = [
        reconcile(usage, revenue, **limits).verdict for usage, revenue in zip(frame["usage_month"], frame["revenue_month"], strict=True)
    ]
    return frame


def _blocks(client: Client, found: ServiceUsage) -> tuple[Finding, ...]:
    """Exhibit 1.1b: what the client's industry buys most, beside all industries; the largest block; what is not shown."""
    shown = found.industries[found.industries["shown"]]
    if found.largest is None:
        return (Finding("market.blocks_unknown", "1.1b", {"n": Count(len(found.industries))}),)
    names, services = client.market.names("industries"), client.market.names("services")
    left = _left_out(names, found, "shown")
    blocks = found.amounts.loc[shown["industry"]]
    industry, service = found.largest
    figures: dict[str, Printable] = {
        "n": Count(len(shown)),
        "block_service": inline(services[service]),
        "block_name": services[service],
        "block_industry": inline(names[industry]),
        "block": LargeMoney(float(blocks.to_numpy().max()), client.currency),
        "block_share": Percent(_at(found.of_all, found.largest)),
    }
    own = shown.loc[shown["own"], "industry"]
    if own.empty:
        return (Finding("market.largest_block", "1.1b", figures), *left)
    most = str(found.shares.loc[own.iloc[0]].idxmax())
    share, overall = _at(found.shares, (own.iloc[0], most)), found.overall[most]
    figures |= {"own": names[own.iloc[0]], "within": inline(names[own.iloc[0]])}
    figures |= {"service": inline(services[most]), "service_name": services[most], "share": Percent(share), "overall": Percent(overall)}
    figures["amount"] = LargeMoney(float(blocks.loc[own.iloc[0]].max()), client.currency)
    rule = "market.own_block" if found.largest == (own.iloc[0], most) else "market.own_more" if share >= overall else "market.own_less"
    return (Finding(rule, "1.1b", figures), *left)


def _left_out(names: Mapping[str, Name], found: ServiceUsage, column: str) -> tuple[Finding, ...]:
    """The industries that have no place in the picture, named."""
    rows = found.industries.loc[~found.industries[column], "industry"]
    figures: dict[str, Printable] = {"n": Count(len(rows)), "which": several([inline(names[industry]) for industry in rows], 4)}
    exhibit = "1.1b" if column == "shown" else "1.2"
    return (Finding("market.industries_left_out" if column == "shown" else "market.usage_unknown", exhibit, figures),) if len(rows) else ()


def _compared(client: Client, found: ServiceUsage) -> tuple[Finding, ...]:
    """Exhibit 1.2: the service that sets the client's industry apart, and the industry that buys most like it."""
    names, services = client.market.names("industries"), client.market.names("services")
    complete = found.industries[found.industries["complete"]]
    left = _left_out(names, found, "complete")
    figures: dict[str, Printable] = {"n": Count(len(complete)), "all": Count(len(found.industries))}
    if complete.empty:
        return (Finding("market.no_usage", "1.2", figures),)
    shares = found.shares.loc[complete["industry"]]
    own = complete.loc[complete["own"], "industry"]
    if own.empty or len(complete) < 2:
        industry, service = _largest(shares) or ("", "")
        figures |= {"service": inline(services[service]), "industry": names[industry], "share": Percent(float(shares.to_numpy().max()))}
        return (Finding("market.widest", "1.2", figures), *left)
    mine, others = shares.loc[own.iloc[0]], shares.drop(index=own.iloc[0])
    apart = (mine - others.mean()).round(9)
    service = max(found.services, key=lambda name: (abs(apart[name]), apart[name]))
    place = int((others[service] > mine[service]).sum() if apart[service] > 0 else (others[service] < mine[service]).sum()) + 1
    figures |= {
        "own": names[own.iloc[0]],
        "within": inline(names[own.iloc[0]]),
        "service": inline(services[service]),
        "share": Percent(float(mine[service])),
        "others": Percent(found.others[service]),
        "place": Count(place),
    }
    rule = ("market.most" if apart[service] > 0 else "market.least") if place == 1 else "market.apart"
    return (Finding(rule, "1.2", figures), *_nearest(names, complete), *left)


def _nearest(names: Mapping[str, Name], complete: pd.DataFrame) -> tuple[Finding, ...]:
    """The industry whose mix is most like that of the client's, and the one whose is least."""
    rows = complete.dropna(subset=["overlap"]).sort_values(["overlap", "industry"], ascending=[False, True])
    own = names[complete.loc[complete["own"], "industry"].iloc[0]]
    figures: dict[str, Printable] = {
        "nearest": names[rows["industry"].iloc[0]], "like": inline(names[rows["industry"].iloc[0]]), "own": own, "within": inline(own),
        "overlap": Percent(float(rows["overlap"].iloc[0]), 0), "farthest": inline(names[rows["industry"].iloc[-1]]),
        "least": Percent(float(rows["overlap"].iloc[-1]), 0),
    }
    return (Finding("market.nearest" if len(rows) > 1 else "market.nearest_only", "1.2", figures),)


def concentration_findings(client: Client, industries: pd.DataFrame, found: Concentration) -> tuple[Finding, ...]:
    """Exhibit 1.1c: whether revenue hangs on a few industries, in plain words; what is left out."""
    if not len(industries):
        return ()
    if not found.points:
        return (Finding("market.concentration_unknown", "1.1c", {"n": Count(len(industries))}),)
    names, limit = client.market.names("industries"), client.assume("concentrated_hhi")
    known = industries[industries["revenue_month"].notna()]
    top = known["industry"].iloc[0]
    figures: dict[str, Printable] = {
        "n": Count(found.count),
        "half": Count(found.half),
        "half_share": Percent(found.half_share),
        "hhi": Number(found.hhi, 2),
        "limit": Number(limit, 2),
        "gini": Number(found.gini, 2),
        "three": Percent(found.top_three),
        "equal": Number(found.equal_parts, 1),
        "top": inline(names[top]),
        "top_share": Percent(float(known["revenue_month"].iloc[0]) / float(known["revenue_month"].sum())),
        "tenth": LargeMoney(round(float(known["revenue_month"].iloc[0]) / 10), client.currency),
    }
    rule = "market.concentrated" if found.hhi >= limit else "market.spread"
    missing = industries.loc[industries["revenue_month"].isna(), "industry"]
    left: dict[str, Printable] = {"n": Count(len(missing)), "which": several([inline(names[industry]) for industry in missing], 4)}
    return (Finding(rule, "1.1c", figures), *((Finding("market.revenue_left_out", "1.1c", left),) if len(missing) else ()))
