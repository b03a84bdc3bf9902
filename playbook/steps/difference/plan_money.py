"""How a plan's money moved between two dates: the base by service, the end of the waterfall bar by bar, the target,
what is at risk.

A bridge leads from a total then to the total now; its steps are the differences of the parts, so they add up by
construction, and a test holds that they do. Of a bar with an unknown part the known part counts, as in the waterfall
itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playbook.client.model import Client
from playbook.steps.billing import Base, base_of
from playbook.steps.competition import analysis as competition
from playbook.steps.phrases import worded
from playbook.steps.planning.risks import risks_of
from playbook.steps.shares import Total
from playbook.steps.solutions.waterfall import Waterfall, waterfall_of
from playbook.units import Name, Side, is_unknown

__all__ = ["Bridge", "BridgeStep", "PlanMoney", "bridge_of_base", "bridge_of_landing", "money_of_plan"]

Row = Mapping[str, Any]
_DIGITS = 6


@dataclass(frozen=True)
class BridgeStep:
    """One part that moved: its name, the amounts then and now in currency a month, and what input rows call it."""

    id: str
    name: Name
    before: float
    after: float
    ids: frozenset[str]

    @property
    def amount(self) -> float:
        """By how much it moved."""
        return round(self.after - self.before, _DIGITS)


@dataclass(frozen=True)
class Bridge:
    """From a total then to a total now, in currency a month; parts that did not move are left out and counted in
    `unmoved`."""

    before: float
    after: float
    steps: tuple[BridgeStep, ...]
    unmoved: int

    @property
    def amount(self) -> float:
        """By how much the total moved."""
        return round(self.after - self.before, _DIGITS)


@dataclass(frozen=True)
class PlanMoney:
    """The money of one plan, in currency a month. `base` is what it starts from, `services` the base's, `at_risk` what
    is at risk by service (NaN unknown), `totals` base, landing, target, short (target less landing), exposed and risk;
    NaN where a part is unknown or there is no target. `bounds` tells how totals are to be read, `at_risk_bound` how
    what is at risk by service is. `expected` is what the recorded risks are expected to cost. `statuses` tells how sure
    base, landing and risk are."""

    base: Base
    services: Mapping[str, float]
    at_risk: Mapping[str, float]
    flow: Waterfall
    totals: Mapping[str, float]
    bounds: Mapping[str, Side]
    at_risk_bound: Side
    expected: Total
    statuses: Mapping[str, str]


def money_of_plan(client: Client) -> PlanMoney:
    """The money of a client's plan."""
    base, flow, rivals = base_of(client), waterfall_of(client), competition.analyse(client).revenue_at_risk
    contested = len(rivals.services) > 0
    at_risk_month, risk_bound = rivals.at_risk
    other: dict[Side, Side] = {"at_least": "at_most", "at_most": "at_least"}
    bounds: dict[str, Side] = {"landing": flow.bound, "short": other.get(flow.bound, flow.bound), "risk": risk_bound}
    totals = {
        "base": base.total,
        "landing": flow.end,
        "target": flow.target,
        "short": round(flow.target - flow.end, _DIGITS),
        "exposed": rivals.exposed_month if contested else float("nan"),
        "risk": at_risk_month if contested else float("nan"),
    }
    at_risk = dict(zip(rivals.services["service"], rivals.services["at_risk_month"].astype(float), strict=True))
    services = {str(key): float(value) for key, value in base.services.items()}
    statuses = {"base": base.status, "landing": flow.status, "risk": rivals.status}
    return PlanMoney(base, services, at_risk, flow, totals, bounds, rivals.bound, risks_of(client).total, statuses)


def bridge_of_base(before: PlanMoney, after: PlanMoney, names: Mapping[str, Name]) -> Bridge:
    """The base then and now, service by service; what grew most first, what fell most last."""
    services = sorted(before.services.keys() | after.services.keys())
    steps = [
        BridgeStep(
            service,
            names.get(service, Name(service, service)),
            before.services.get(service, 0.0),
            after.services.get(service, 0.0),
            frozenset({service}),
        )
        for service in services
    ]
    return _bridge(before.totals["base"], after.totals["base"], sorted(steps, key=lambda step: (-step.amount, step.id)))


def bridge_of_landing(before: PlanMoney, after: PlanMoney) -> Bridge:
    """Where the plan lands in month 12, then and now: the base, then each bar of the waterfalls, plus before minus."""
    base = BridgeStep(
        "base", worded("difference.words.bridge.base"), before.totals["base"], after.totals["base"], frozenset()
    )
    then, now = _bars(before.flow), _bars(after.flow)
    parts = [_bar(then.get(key, ()), now.get(key, ()), key) for key in {**then, **now}]
    return _bridge(
        before.totals["landing"],
        after.totals["landing"],
        [base, *sorted(parts, key=lambda step: (-step.amount, step.id))],
    )


def _bridge(before: float, after: float, steps: list[BridgeStep]) -> Bridge:
    moved = tuple(step for step in steps if step.amount)
    return Bridge(before, after, moved, len(steps) - len(moved))


def _bars(flow: Waterfall) -> dict[tuple[str, str], list[Row]]:
    """The bars of what is added and what goes by kind and name; bars of one name are one."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in (*flow.additions, *flow.erosions):
        found.setdefault((str(row["kind"]), f"{row['label'].zh} {row['label'].en}"), []).append(row)
    return found


def _bar(before: Sequence[Row], after: Sequence[Row], key: tuple[str, str]) -> BridgeStep:
    known = [float(sum(row["known_month"] for row in rows)) for rows in (before, after)]
    ids = frozenset(str(solution) for row in (*before, *after) for solution in row["solutions"])
    return BridgeStep(" ".join(key), [*before, *after][-1]["label"], known[0], known[1], ids)


def moved(before: float, after: float, sides: tuple[Side, Side] = ("exact", "exact")) -> float:
    """By how much a figure moved; NaN where either is unknown, or known at one end only."""
    if sides != ("exact", "exact"):
        return float("nan")
    return float("nan") if is_unknown(before) or is_unknown(after) else round(after - before, _DIGITS)
