"""What each industry brings us, and the place of the client's own among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered
from playbook.steps.amounts import LargeMoney, shares_of
from playbook.steps.billing import control_limits
from playbook.steps.findings import Finding
from playbook.steps.shares import Reconciliation, Total, reconcile, total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Percent, Printable, inline, is_unknown

__all__ = ["Composition", "composition", "industries_of"]

_INDUSTRIES = ["industry", "revenue_month", "status", "share", "own"]
#: How many of the largest industries are added up.
_TOP = 3


@dataclass(frozen=True)
class Composition:
    """`industries`: industry, revenue_month, share (as printed), own; the largest first, unknown last. `revenue` is
    their total, `reconciliation` holds it against the market's control total.
    """

    industries: pd.DataFrame
    revenue: Total
    reconciliation: Reconciliation
    status: str
    findings: tuple[Finding, ...]


def industries_of(client: Client) -> list[Row]:
    """The industries of the client's market, the largest first, unknown last; `own` is None where the client's own is
    not on file."""
    rows = ordered(client.market.rows("industries"), "-revenue_month", "industry")
    shares, own = shares_of([row["revenue_month"] for row in rows]), client.profile.get("industry")
    return [
        {
            **{name: row[name] for name in ("industry", "revenue_month", "status")},
            "share": share,
            "own": None if is_unknown(own) else row["industry"] == own,
        }
        for row, share in zip(rows, shares, strict=True)
    ]


def composition(client: Client, industries: Sequence[Row]) -> Composition:
    """The composition of our key accounts' revenue."""
    revenue = total_of(row["revenue_month"] for row in industries)
    reconciliation = _reconciled(client, revenue)
    statuses = [*client.market.column("industries", "status"), client.market.fields.get("key_account_status")]
    return Composition(
        pd.DataFrame(industries, columns=_INDUSTRIES),
        revenue,
        reconciliation,
        weakest(statuses),
        (*_place(client, industries, revenue), *_control(client, reconciliation)),
    )


def _reconciled(client: Client, revenue: Total) -> Reconciliation:
    control = client.market.fields.get("key_account_revenue_month")
    return reconcile(revenue.value, float("nan") if is_unknown(control) else float(control), **control_limits(client))  # type: ignore[arg-type]


def _place(client: Client, industries: Sequence[Row], revenue: Total) -> tuple[Finding, ...]:
    """What the client's own industry brings, its place, and what the top three bring."""
    if not revenue.known > 0:
        figures: dict[str, Printable] = {"n": Count(len(industries))}
        return (Finding("industry.composition.composition_unknown", figures),) if industries else ()
    billed = [row for row in industries if known(row["revenue_month"])]
    figures, currency = _largest(client, billed, revenue), client.currency
    if revenue.unknown:
        figures["revenue"] = LargeMoney(billed[0]["revenue_month"], currency)
        return (Finding("industry.composition.composition_at_least", figures),)
    place, own = next(((place, row) for place, row in enumerate(billed, start=1) if row["own"]), (0, billed[0]))
    if not place:
        return (Finding("industry.composition.no_industry", figures),)
    name = client.market.names("industries")[own["industry"]]
    figures |= {
        "own": name,
        "within": inline(name),
        "share": Percent(own["share"]),
        "place": Count(place),
        "revenue": LargeMoney(own["revenue_month"], currency),
    }
    rule = "industry.composition.largest" if place == 1 else "industry.composition.placed"
    return (Finding(rule, figures, confidence=0.8),)


def _largest(client: Client, billed: Sequence[Row], revenue: Total) -> dict[str, Printable]:
    """The largest industry, and the largest three together."""
    first = client.market.names("industries")[billed[0]["industry"]]
    return {
        "n": Count(len(billed)),
        "total": LargeMoney(revenue.known, client.currency),
        "unknown": Count(revenue.unknown),
        "top": first,
        "leader": inline(first),
        "top_share": Percent(billed[0]["share"]),
        "most": Count(min(_TOP, len(billed))),
        "three": Percent(sum(row["share"] for row in billed[:_TOP])),
    }


def _control(client: Client, reconciliation: Reconciliation) -> tuple[Finding, ...]:
    """The control total, where the sum differs from it."""
    if reconciliation.verdict in ("equal", "unknown"):
        return ()
    figures: dict[str, Printable] = {
        "sum": Money(reconciliation.total, client.currency, 2),
        "control": Money(reconciliation.control, client.currency, 2),
        "difference": Money(abs(reconciliation.difference), client.currency, 2),
    }
    return (Finding(f"industry.composition.control_{reconciliation.verdict}", figures, confidence=1.0),)
