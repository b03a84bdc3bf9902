"""The money of a plan, in a form that can be held against another plan: what it starts from, where it lands, its
target, what is at risk.

Of a bar with an unknown part the known part counts, as in the waterfall itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from playbook.client.model import Client
from playbook.steps.billing import Base, base_of
from playbook.steps.competition import analysis as competition
from playbook.steps.planning.risks import risks_of
from playbook.steps.shares import Total
from playbook.steps.solutions.waterfall import Waterfall, waterfall_of
from playbook.units import Money, Side, is_unknown

__all__ = ["PlanMoney", "ThenAndNow", "money_of_plan", "moved"]

_DIGITS = 6
#: A figure that is known to be at least so much leaves at most the rest.
_OTHER: Mapping[Side, Side] = {"at_least": "at_most", "at_most": "at_least"}


@dataclass(frozen=True)
class PlanMoney:
    """The money of one plan as of a day, in `currency` a month. `base` is what it starts from, `services` the base's,
    `at_risk` what is at risk by service (NaN unknown), `totals` base, landing, target, short (target less landing),
    exposed and risk; NaN where a part is unknown or there is no target. `bounds` tells how totals are to be read,
    `at_risk_bound` how what is at risk by service is. `expected` is what the recorded risks are expected to cost.
    `statuses` tells how sure base, landing and risk are."""

    as_of: date
    currency: str
    base: Base
    services: Mapping[str, float]
    at_risk: Mapping[str, float]
    flow: Waterfall
    totals: Mapping[str, float]
    bounds: Mapping[str, Side]
    at_risk_bound: Side
    expected: Total
    statuses: Mapping[str, str]

    def money(self, amount: float, *, sign: bool = False) -> Money:
        """An amount in the plan's currency."""
        return Money(amount, self.currency, sign=sign)


#: The money of the earlier plan and of the later one.
ThenAndNow = tuple[PlanMoney, PlanMoney]


def money_of_plan(client: Client) -> PlanMoney:
    """The money of a client's plan."""
    base, flow, rivals = base_of(client), waterfall_of(client), competition.analyse(client).revenue_at_risk
    contested = len(rivals.services) > 0
    at_risk_month, risk_bound = rivals.at_risk
    return PlanMoney(
        client.as_of,
        client.currency,
        base,
        services={str(key): float(value) for key, value in base.services.items()},
        at_risk=dict(
            zip(rivals.services["service"], rivals.services["at_risk_month"].astype(float), strict=True),
        ),
        flow=flow,
        totals={
            "base": base.total,
            "landing": flow.end,
            "target": flow.target,
            "short": round(flow.target - flow.end, _DIGITS),
            "exposed": rivals.exposed_month if contested else float("nan"),
            "risk": at_risk_month if contested else float("nan"),
        },
        bounds={"landing": flow.bound, "short": _OTHER.get(flow.bound, flow.bound), "risk": risk_bound},
        at_risk_bound=rivals.bound,
        expected=risks_of(client).total,
        statuses={"base": base.status, "landing": flow.status, "risk": rivals.status},
    )


def moved(before: float, after: float, sides: tuple[Side, Side] = ("exact", "exact")) -> float:
    """By how much a figure moved; NaN where either is unknown, or known at one end only."""
    if sides != ("exact", "exact"):
        return float("nan")
    return float("nan") if is_unknown(before) or is_unknown(after) else round(after - before, _DIGITS)
