"""1.1, the base then and now: what each service changed, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from playbook.steps.difference.bridge import Bridge, BridgeStep, bridge_of, largest_first
from playbook.steps.difference.finding import Figures, direction, finding
from playbook.steps.difference.plan_money import ThenAndNow
from playbook.steps.findings import Finding
from playbook.units import Day, Name, Percent, inline

__all__ = ["base_bridge", "base_findings"]


def base_bridge(money: ThenAndNow, names: Mapping[str, Name]) -> Bridge:
    """The base then and now, service by service; what grew most first, what fell most last."""
    before, after = money
    steps = [
        BridgeStep(
            service,
            names.get(service, Name(service, service)),
            before.services.get(service, 0.0),
            after.services.get(service, 0.0),
            frozenset({service}),
        )
        for service in sorted(before.services.keys() | after.services.keys())
    ]
    return bridge_of(before.totals["base"], after.totals["base"], largest_first(steps))


def base_findings(bridge: Bridge, money: ThenAndNow) -> Iterator[Finding]:
    """The base then and now, and the service that moved it most; what went the other way."""
    then, now = money
    figures: Figures = {
        "before": then.base.money(now.currency),
        "after": now.base.money(now.currency),
        "since": Day(then.as_of),
    }
    if bridge.before > 0:
        figures["share"] = Percent(bridge.after / bridge.before - 1, 1, sign=True)
    if not bridge.steps:
        same_bills = (then.base.start, then.base.end) == (now.base.start, now.base.end)
        yield finding("base.no_bills" if same_bills else "base.same", figures)
        return
    lead, against = _lead_and_against(bridge)
    figures |= {
        "part": inline(lead.name),
        "amount": now.money(lead.amount, sign=True),
        "share": figures.get("share", Name("", "")),
    }
    yield finding(f"base.{direction(bridge.amount)}", figures, bridge.amount)
    if against:
        other: Figures = {"part": inline(against.name), "amount": now.money(abs(against.amount))}
        yield finding(f"base.against_{direction(against.amount)}", figures | other, against.amount)


def _lead_and_against(bridge: Bridge) -> tuple[BridgeStep, BridgeStep | None]:
    """The step that moved a total most in its direction, and the largest one against it."""
    up, down = bridge.steps[0], bridge.steps[-1]
    lead, other = (up, down) if bridge.amount >= 0 else (down, up)
    return lead, other if other.amount * lead.amount < 0 else None
