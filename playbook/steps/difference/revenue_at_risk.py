"""1.3, revenue at risk then and now: the service that moved it most, and what rivals are in by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from playbook.steps.difference.finding import Figures, direction, finding
from playbook.steps.difference.plan_money import ThenAndNow, moved
from playbook.steps.findings import Finding
from playbook.units import Name, inline, is_unknown

__all__ = ["risk_findings"]


def risk_findings(money: ThenAndNow, names: Mapping[str, Name]) -> Iterator[Finding]:
    """Revenue at risk then and now, and the service that moved it most; then the exposed revenue."""
    then, now = money
    if not (then.at_risk or now.at_risk):
        return
    amount = moved(then.totals["risk"], now.totals["risk"], (then.bounds["risk"], now.bounds["risk"]))
    figures = _ends(money, "risk")
    if is_unknown(amount):
        yield finding("revenue_at_risk.unknown", figures)
        return
    by_service = _by_service(money)
    most = max(by_service, key=lambda key: by_service[key] * (1 if amount >= 0 else -1), default="")
    if most:
        by = by_service[most]
        figures |= {"part": inline(names[most]), "moved": now.money(by, sign=True), "by": now.money(abs(by))}
    yield finding(f"revenue_at_risk.{direction(amount)}", figures, amount)
    exposed = moved(then.totals["exposed"], now.totals["exposed"])
    if exposed and not is_unknown(exposed):
        yield finding(f"revenue_at_risk.exposed_{direction(exposed)}", _ends(money, "exposed"), exposed)


def _by_service(money: ThenAndNow) -> dict[str, float]:
    """By how much each service's revenue at risk moved, of those where that is known."""
    then, now = (plan.at_risk for plan in money)
    changes = {key: moved(then.get(key, 0.0), now.get(key, 0.0)) for key in sorted(then.keys() | now.keys())}
    return {key: amount for key, amount in changes.items() if not is_unknown(amount)}


def _ends(money: ThenAndNow, name: str) -> Figures:
    then, now = money
    return {"before": now.money(then.totals[name]), "after": now.money(now.totals[name])}
