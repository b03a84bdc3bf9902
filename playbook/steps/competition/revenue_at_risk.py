"""What of our revenue is at risk: what a contested service brings a month x the probability of losing it.

Moves only ever add: while nobody has looked for moves, what is exposed is unknown, a probability and what is at risk
are *at least* what they come to without any, and how far that can be wrong is unknown too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, known, ordered, records
from playbook.steps.billing import base_of
from playbook.steps.competition.exposure import exposure_of
from playbook.steps.competition.loss import OFFSET, SCALE, loss_probability, stage_id
from playbook.steps.competition.risk_range import RiskRange
from playbook.steps.findings import Finding
from playbook.steps.shares import total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Percent, Printable, Side, bounded, inline

__all__ = ["RevenueAtRisk", "revenue_at_risk", "risks_of"]

_SERVICES = [
    "service",
    "ours",
    "best_rival",
    "best_score",
    "gap",
    "revenue_month",
    "exposed",
    "moves",
    "status",
    "probability",
    "at_risk_month",
    "low_month",
    "high_month",
]
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class RevenueAtRisk:
    """`services`: one row per contested service, the most at risk first: ours, best_rival, best_score, gap,
    revenue_month, exposed, probability, at_risk_month, low_month and high_month (its range), moves, status.
    `exposed_month` and `at_risk_month` are currency a month, NaN where a part is unknown. `bound` says how
    probabilities and amounts at risk are to be read: exact, or at_least while the moves are unknown (`exposed` is then
    None).
    """

    services: pd.DataFrame
    exposed_month: float
    at_risk_month: float
    status: str
    bound: Side
    findings: tuple[Finding, ...]

    @property
    def at_risk(self) -> tuple[float, Side]:
        """What is known to be at risk in all, in currency a month, and how that is to be read; unknown where nothing is
        known."""
        parts = total_of(self.services.loc[self.services["revenue_month"] != 0, "at_risk_month"])
        if parts.unknown and not parts.known:
            return _UNKNOWN, "unknown"
        return parts.known, "at_least" if parts.unknown else self.bound


def risks_of(client: Client, gaps: Iterable[Row]) -> list[Row]:
    """Adds revenue, exposure and revenue at risk to the gaps; the most at risk first, ties by id, unknown last."""
    moves, statuses, exposure = grouped(client.rows("moves"), "service"), _statuses(client), exposure_of(client)
    rows = []
    for row in gaps:
        service, revenue = row["service"], exposure.contested.get(row["service"], _UNKNOWN)
        added = float(sum(client.assume(stage_id(move["stage"])) for move in moves.get((service,), [])))
        probability = loss_probability(row["gap"], added, offset=client.assume(OFFSET), scale=client.assume(SCALE))
        rows.append(
            {
                **row,
                "revenue_month": revenue,
                "exposed": exposure.of(service),
                "moves": added,
                "status": weakest([*statuses.get(service, ()), base_of(client).status]),
                "probability": probability,
                "at_risk_month": float(np.maximum(revenue, 0.0)) * probability,  # of a credit nothing is lost
            }
        )
    return ordered(rows, "-at_risk_month", "service")


def _statuses(client: Client) -> dict[str, list[str]]:
    """How sure each row is that a service's risk rests on, by service."""
    statuses: dict[str, list[str]] = {}
    for row in chain.from_iterable(map(client.rows, ("scores", "moves", "competition_services"))):
        statuses.setdefault(row["service"], []).append(row["status"])
    return statuses


def revenue_at_risk(client: Client, risks: Sequence[Row], spread: RiskRange) -> RevenueAtRisk:
    """What is at risk and what is exposed in all, of the services' risks and the range of their sum."""
    exposure = exposure_of(client)
    exposed = _sum(row["revenue_month"] for row in risks if row["exposed"]) if exposure.known else _UNKNOWN
    at_risk = _sum(row["at_risk_month"] for row in risks if row["revenue_month"] != 0) if exposure.looked else _UNKNOWN
    return RevenueAtRisk(
        pd.DataFrame(_with_range(risks, spread, looked=exposure.looked), columns=_SERVICES),
        exposed,
        at_risk,
        status=weakest(row["status"] for row in risks),
        bound="exact" if exposure.looked else "at_least",
        findings=_findings(client, risks, spread) if risks else (),
    )


def _sum(values: Iterable[float]) -> float:
    return float(sum(values))


def _with_range(risks: Sequence[Row], spread: RiskRange, *, looked: bool) -> list[Row]:
    """Adds each service's range; where nothing is earned there is nothing to vary, and without a look for moves the
    range is unknown."""
    if not looked:
        return [row | {"low_month": _UNKNOWN, "high_month": _UNKNOWN} for row in risks]
    ends = {row["service"]: row for row in records(spread.services)}
    names = ("low_month", "high_month")
    return [
        row | {name: ends[row["service"]][name] if row["service"] in ends else row["at_risk_month"] for name in names}
        for row in risks
    ]


def _findings(client: Client, risks: Sequence[Row], spread: RiskRange) -> tuple[Finding, ...]:
    """How much is at risk, on which service most, how much is exposed, and how far the former can be wrong."""
    earning = [row for row in risks if known(row["at_risk_month"]) and row["revenue_month"] > 0]
    if not earning:
        return (Finding("competition.revenue_at_risk.risk_unknown", {"n": Count(len(risks))}, internal=True),)
    figures, at_risk = _figures(client, risks, earning), _sum(row["at_risk_month"] for row in earning)
    if not client.answered("moves"):
        partly = "_partly" if len(earning) < len([row for row in risks if row["revenue_month"] != 0]) else ""
        rules = (f"at_risk_without_moves{partly}", "exposed_unknown")
        return tuple(
            Finding(f"competition.revenue_at_risk.{rule}", figures, money_month=at_risk, confidence=0.5, internal=True)
            for rule in rules
        )
    rule = "competition.revenue_at_risk.at_risk" if spread.whole else "competition.revenue_at_risk.at_risk_at_least"
    return (
        Finding(rule, figures, money_month=at_risk, confidence=0.5, internal=True),
        _exposed(client, risks, figures),
        *_range(client, spread),
    )


def _figures(client: Client, risks: Sequence[Row], earning: Sequence[Row]) -> dict[str, Printable]:
    """What is at risk on the services that earn something and whose risk is known, and what is known to be exposed."""
    worst, total = earning[0], base_of(client).total
    at_risk = _sum(row["at_risk_month"] for row in earning)
    partly = client.answered("moves") and not all(
        known(row["at_risk_month"]) for row in risks if row["revenue_month"] != 0
    )  # without moves the sentences say that all is at least that
    least, most = _sides(partly)
    seen: Side = "at_least" if any(row["exposed"] and not known(row["revenue_month"]) for row in risks) else "exact"
    return {
        "at_risk": Money(at_risk, client.currency),
        "share": bounded(Percent(at_risk / total if total > 0 else _UNKNOWN, 0), least),
        "service": inline(client.market.names("services")[worst["service"]]),
        "probability": Percent(worst["probability"], 0),
        "part": bounded(Percent(worst["at_risk_month"] / at_risk, 0), most),
        "worst": Money(worst["at_risk_month"], client.currency),
        "exposed": bounded(Money(_exposed_month(risks), client.currency), seen),
        "exposed_share": bounded(Percent(_exposed_month(risks) / total if total > 0 else _UNKNOWN, 0), seen),
        "n": Count(sum(row["exposed"] is True for row in risks)),
    }


def _sides(partly: bool) -> tuple[Side, Side]:
    """How a sum of what is known, and a part of that sum, are to be read."""
    return ("at_least", "at_most") if partly else ("exact", "exact")


def _exposed_month(risks: Sequence[Row]) -> float:
    """What is known to be exposed, a month."""
    return _sum(row["revenue_month"] for row in risks if row["exposed"] and known(row["revenue_month"]))


def _exposed(client: Client, risks: Sequence[Row], figures: dict[str, Printable]) -> Finding:
    exposed = _exposed_month(risks)
    rule = "exposed" if exposed else "not_exposed" if client.has("moves") else "none_in"
    return Finding(f"competition.revenue_at_risk.{rule}", figures, money_month=exposed, confidence=0.8, internal=True)


def _range(client: Client, spread: RiskRange) -> tuple[Finding, ...]:
    """Between what the revenue at risk lies, where an assumption has bounds that move it."""
    if not spread.moving:
        return ()
    rule = "competition.revenue_at_risk.range" if spread.whole else "competition.revenue_at_risk.range_at_least"
    figures = spread.figures(client.currency)
    return (Finding(rule, figures, money_month=spread.base_month, confidence=0.4, internal=True),)
