"""What step 2 says of the range of the revenue at risk (2.4), and of the assumption that moves it most (2.4b)."""

from __future__ import annotations

import numpy as np

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.competition.risk_range import RiskRange
from playbook.steps.findings import Finding
from playbook.steps.phrases import worded
from playbook.units import Count, Money, Name, Number, Percent, Printable, Side, bounded

__all__ = ["assumption_name", "bound", "range_findings"]


def range_findings(client: Client, spread: RiskRange, *, whole: bool) -> tuple[Finding, ...]:
    """The findings of a known range; `whole` is False where the risk of some service is not known."""
    moving = spread.assumptions[spread.assumptions["swing_month"] > 0]
    money = {
        name: Money(value, client.currency)
        for name, value in (
            ("at_risk", spread.base_month),
            ("low", spread.low_month),
            ("high", spread.high_month),
            ("width", spread.high_month - spread.low_month),
        )
    }
    figures: dict[str, Printable] = {**money, "n": Count(len(spread.assumptions))}
    if moving.empty:
        return (Finding("competition.risk_range.swing_none", figures, money_month=spread.base_month, internal=True),)
    rule = "competition.revenue_at_risk.range" if whole else "competition.revenue_at_risk.range_at_least"
    named = Finding(rule, figures, money_month=spread.base_month, confidence=0.4, internal=True)
    return (named, *_swings(client, spread, figures, whole=whole))


def _swings(client: Client, spread: RiskRange, figures: dict[str, Printable], *, whole: bool) -> tuple[Finding, ...]:
    rows = records(spread.assumptions[spread.assumptions["swing_month"] > 0])
    first = rows[0]
    least: Side = "exact" if whole else "at_least"
    swing: Side = "exact" if whole else "unknown"  # what is left out only adds, to either end
    lead: dict[str, Printable] = {
        **figures,
        "assumption": assumption_name(first["assumption"]),
        "swing": bounded(Money(first["swing_month"], client.currency), swing),
        "at_low": bounded(Money(first["at_low_month"], client.currency), least),
        "at_high": bounded(Money(first["at_high_month"], client.currency), least),
        "from": bound(first["low"]),
        "to": bound(first["high"]),
        "share": bounded(Percent(first["swing_month"] / spread.base_month, 0), swing),
    }
    rule = "competition.risk_range.swing" if whole else "competition.risk_range.swing_at_least"
    found = [Finding(rule, lead, money_month=first["swing_month"], confidence=0.5, internal=True)]
    if len(rows) > 1 and whole:
        second: dict[str, Printable] = {
            "second": assumption_name(rows[1]["assumption"]),
            "swing": Money(rows[1]["swing_month"], client.currency),
            "rest": Count(len(rows) - 2),
            "largest": Money(rows[2]["swing_month"] if len(rows) > 2 else 0.0, client.currency),
        }
        rule = "competition.risk_range.swing_next" if len(rows) > 2 else "competition.risk_range.swing_last"
        found.append(Finding(rule, second, money_month=rows[1]["swing_month"], confidence=0.5, internal=True))
    return tuple(found)


def assumption_name(assumption: str) -> Name:
    """An assumption of step 2 in few words; its full name stands under Assumptions."""
    return worded(f"competition.risk_range.assumption.{assumption}")


def bound(value: float) -> Number:
    """A bound with as many decimals as it has, two at most.

    >>> bound(0.05).printed("en"), bound(-2.0).printed("en")
    ('0.05', '−2')
    """
    return Number(value, next(digits for digits in (0, 1, 2) if digits == 2 or np.isclose(value, round(value, digits))))
