"""What each industry spends on each billed service, as amounts and as shares of its own spend, beside what we earn in
it.

An industry is complete where the spend on every billed service is known; only then has it shares. The overlap of two
industries is what their mixes have in common (the sum of the smaller shares, 0 to 1): offers that sell in an industry
with a large overlap fit this client's too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.amounts import shares_of
from playbook.steps.billing import control_limits
from playbook.steps.listing import several
from playbook.steps.shares import reconcile
from playbook.steps.status import weakest
from playbook.units import Count, Printable, inline, is_unknown

__all__ = ["Cells", "Usage", "frame_of_cells", "left_out", "shared", "usage_of"]

#: Industry -> service -> amount or share.
Cells = Mapping[str, Mapping[str, float]]
Key = TypeVar("Key")
_INDUSTRIES = ["industry", "own", "revenue_month", "usage_month", "complete", "shown", "overlap", "verdict"]
_UNKNOWN = float("nan")
#: How many industries a sentence names.
_NAMED = 4


@dataclass(frozen=True)
class Usage:
    """Usage by industry and service.

    `services`: the billed services, in the market's order. `industries`: industry, own, revenue_month, usage_month (NaN
    where incomplete), complete, shown (complete, with a revenue: a column of the Marimekko), overlap (with the client's
    industry; NaN for itself and where either is incomplete), verdict (the usage against the revenue, as `reconcile`
    says); the largest revenue first. `amounts` and `shares`: industry x service, NaN where unknown; shares as printed.
    `rows`, `amount_of` and `share_of` are the same as plain rows and cells.
    """

    services: tuple[str, ...]
    industries: pd.DataFrame
    amounts: pd.DataFrame
    shares: pd.DataFrame
    status: str
    rows: Sequence[Row] = field(repr=False)
    amount_of: Cells = field(repr=False)
    share_of: Cells = field(repr=False)

    def those(self, flag: str) -> list[Row]:
        """The industries that are `own`, `complete` or `shown`."""
        return [row for row in self.rows if row[flag]]


def usage_of(client: Client, industries: Sequence[Row]) -> Usage:
    """Usage by industry; `industries` are those of the composition (industry, revenue_month, own), the largest
    first."""
    usage = {(row["industry"], row["service"]): row["amount_month"] for row in client.market.rows("service_usage")}
    named = {service for _, service in usage}
    services = tuple(service for service in client.market.names("services") if service in named)
    amounts = {
        row["industry"]: {service: usage.get((row["industry"], service), _UNKNOWN) for service in services}
        for row in industries
    }
    shares = {industry: shared(row) for industry, row in amounts.items()}
    rows = _described(client, industries, amounts, shares)
    return Usage(
        services,
        pd.DataFrame(rows, columns=_INDUSTRIES),
        frame_of_cells(amounts, services),
        frame_of_cells(shares, services),
        weakest([*client.market.column("service_usage", "status"), *client.market.column("industries", "status")]),
        rows,
        amounts,
        shares,
    )


def shared(amounts: Mapping[Key, float]) -> dict[Key, float]:
    """Each amount's share of all, as printed."""
    return dict(zip(amounts, shares_of(list(amounts.values())), strict=True))


def frame_of_cells(cells: Cells, services: Sequence[str]) -> pd.DataFrame:
    """Industry x service."""
    values = np.array([list(row.values()) for row in cells.values()], dtype=float).reshape(len(cells), len(services))
    return pd.DataFrame(values, index=list(cells), columns=list(services))


def _described(client: Client, industries: Sequence[Row], amounts: Cells, shares: Cells) -> list[Row]:
    own, limits = next((shares[row["industry"]] for row in industries if row["own"]), {}), control_limits(client)
    rows = []
    for row in industries:
        industry, revenue = row["industry"], row["revenue_month"]
        usage = sum(amounts[industry].values()) if amounts[industry] else _UNKNOWN
        complete = _complete(shares[industry])
        rows.append(
            {
                "industry": industry,
                "own": row["own"],
                "revenue_month": revenue,
                "usage_month": usage,
                "complete": complete,
                "shown": complete and revenue > 0,
                "overlap": _overlap(shares[industry], own) if complete and not row["own"] else _UNKNOWN,
                "verdict": reconcile(usage, revenue, **limits).verdict,
            }
        )
    return rows


def _complete(shares: Mapping[str, float]) -> bool:
    return bool(shares) and not any(map(is_unknown, shares.values()))


def _overlap(shares: Mapping[str, float], own: Mapping[str, float]) -> float:
    return sum(min(share, own[service]) for service, share in shares.items()) if _complete(own) else _UNKNOWN


def left_out(client: Client, usage: Usage, flag: str) -> dict[str, Printable]:
    """The industries that are not `complete` or not `shown`, named; nothing where all are."""
    names = client.market.names("industries")
    left = [inline(names[row["industry"]]) for row in usage.rows if not row[flag]]
    return {"n": Count(len(left)), "which": several(left, _NAMED)} if left else {}
