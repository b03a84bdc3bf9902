"""1.2, where the plan lands then and now: what moved it bar by bar, why the target moved, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.steps.difference.bridge import Bridge, BridgeStep, bridge_of, largest_first
from playbook.steps.difference.finding import Figures, finding
from playbook.steps.difference.plan_money import ThenAndNow, moved
from playbook.steps.findings import Finding
from playbook.steps.phrases import worded
from playbook.steps.solutions.waterfall import Waterfall
from playbook.units import Percent, bounded, inline

__all__ = ["BASE", "landing_bridge", "landing_findings"]

Row = Mapping[str, Any]
#: The step of the bridge that is the base.
BASE = "base"
#: Verdicts of a waterfall that compare its end with a target.
_COMPARED = ("lands", "over", "short")


def landing_bridge(money: ThenAndNow) -> Bridge:
    """Where the plan lands in month 12, then and now: the base, then each bar of the waterfalls, plus before minus."""
    before, after = (plan.totals for plan in money)
    base = BridgeStep(BASE, worded("difference.landing.base"), before["base"], after["base"], frozenset())
    then, now = (_bars(plan.flow) for plan in money)
    parts = [_step(then.get(key, ()), now.get(key, ()), key) for key in {**then, **now}]
    return bridge_of(before["landing"], after["landing"], [base, *largest_first(parts)])


def _bars(flow: Waterfall) -> dict[tuple[str, str], list[Row]]:
    """The bars of what is added and what goes by kind and name; bars of one name are one."""
    bars: dict[tuple[str, str], list[Row]] = {}
    for row in (*flow.additions, *flow.erosions):
        bars.setdefault((str(row["kind"]), f"{row['label'].zh} {row['label'].en}"), []).append(row)
    return bars


def _step(before: Sequence[Row], after: Sequence[Row], key: tuple[str, str]) -> BridgeStep:
    known = [float(sum(row["known_month"] for row in rows)) for rows in (before, after)]
    ids = frozenset(str(solution) for row in (*before, *after) for solution in row["solutions"])
    return BridgeStep(" ".join(key), [*before, *after][-1]["label"], known[0], known[1], ids)


def landing_findings(bridge: Bridge, money: ThenAndNow) -> Iterator[Finding]:
    """Where the plan lands in month 12, against its target; what moved the landing most; why the target moved."""
    then, now = money
    verdict, earlier = now.flow.verdict, then.flow.verdict
    figures: Figures = {
        "before": bounded(now.money(bridge.before), then.flow.bound),
        "after": bounded(now.money(bridge.after), now.flow.bound),
        "amount": now.money(bridge.amount, sign=True),
        "target": now.money(now.flow.target),
        "gap": now.money(abs(now.totals["short"])),
        "then": worded(f"difference.landing.then.{earlier}", gap=now.money(abs(then.totals["short"]))),
    }
    still = not bridge.steps and verdict == earlier
    yield finding(f"landing.{'same' if still else verdict}", figures, bridge.amount)
    if bridge.steps:
        yield _levers(bridge, money)
    # Without a target in either plan the move is NaN, which is not more than nothing.
    if abs(moved(then.flow.target, now.flow.target)) > 0 and verdict in _COMPARED:
        yield _target(money)


def _levers(bridge: Bridge, money: ThenAndNow) -> Finding:
    """What lifted and what lowered the landing most; where the base grew, what went down may have come in with it."""
    then, now = money
    up, down = (pick(bridge.steps, key=lambda step: step.amount) for pick in (max, min))
    figures: Figures = {
        "up": inline(up.name),
        "plus": now.money(up.amount, sign=True),
        "down": inline(down.name),
        "minus": now.money(down.amount, sign=True),
    }
    grew = moved(then.totals["base"], now.totals["base"]) > 0
    both = "levers_delivered" if grew and down.ids else "levers"
    rule = both if up.amount > 0 > down.amount else "lever_up" if up.amount > 0 else "lever_down"
    return finding(f"landing.{rule}", figures, max(abs(up.amount), abs(down.amount)))


def _target(money: ThenAndNow) -> Finding:
    then, now = money
    over = round(now.flow.end - then.flow.target, 6)
    figures: Figures = {
        "growth": Percent(now.flow.target_growth, 0),
        "before": now.money(then.flow.target),
        "after": now.money(now.flow.target),
        "gap": now.money(abs(over)),
    }
    return finding(f"landing.target_moved_{'ahead' if over >= 0 else 'behind'}", figures, over)
