"""Plan against plan: what is not the same in two plans of one client, and why.

Both plans are computed by the same steps from the same files, as of two dates. What differs in a result is shown with
its cause: the input rows that differ between the two loads. A plan held against itself differs in nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from playbook.steps.difference.assumptions import Assumed, assumed_by, assumptions_findings
from playbook.steps.difference.base import base_bridge, base_findings
from playbook.steps.difference.bridge import Bridge
from playbook.steps.difference.causes import FEEDS, Causes, causes_of, narrowed
from playbook.steps.difference.changes import TopicDiff
from playbook.steps.difference.comparison import Comparison
from playbook.steps.difference.inputs import inputs_finding
from playbook.steps.difference.landing import landing_bridge, landing_findings
from playbook.steps.difference.plan_money import ThenAndNow, money_of_plan
from playbook.steps.difference.revenue_at_risk import risk_findings
from playbook.steps.difference.row_changes import RowChange, row_changes
from playbook.steps.difference.topics import topic_diffs, topic_finding
from playbook.steps.difference.unchanged import unchanged_finding
from playbook.steps.findings import Finding
from playbook.units import Name

__all__ = ["PlanDiff", "analyse"]


@dataclass(frozen=True)
class PlanDiff:
    """What differs between the plans of `before` and `after`.

    `money` holds both plans' money, `base` and `landing` the bridges between them, `topics` every topic in the order of
    `TOPICS`, `rows` every input row that changed, `assumptions` those that differ, `services` the names of the market's
    services.
    """

    client: str
    before: date
    after: date
    money: ThenAndNow
    base: Bridge
    landing: Bridge
    topics: tuple[TopicDiff, ...]
    rows: tuple[RowChange, ...]
    assumptions: tuple[Assumed, ...]
    services: Mapping[str, Name]
    findings: tuple[Finding, ...]

    def topic(self, name: str) -> TopicDiff:
        """The topic of that name."""
        return next(topic for topic in self.topics if topic.topic == name)

    def causes(self, figure: str, ids: Iterable[str] = ()) -> Causes:
        """The input rows behind a figure of the money (base, landing, erosion, target, exposed, risk, rivals), or
        behind one part of it."""
        return narrowed(causes_of(self.rows, FEEDS[figure], ids=frozenset(ids))[0], figure)

    @property
    def empty(self) -> bool:
        """True where nothing differs: no result, no row, no assumption."""
        figures = (
            *self.base.steps,
            *self.landing.steps,
            *(change for topic in self.topics for change in topic.changes),
        )
        return not (figures or self.rows or self.assumptions)


@lru_cache(maxsize=8)
def analyse(comparison: Comparison) -> PlanDiff:
    """What differs between two plans of one client; its findings in the order in which a reader meets them."""
    before, after = comparison.before, comparison.after
    names = {**before.market.names("services"), **after.market.names("services")}
    money, rows = (money_of_plan(before), money_of_plan(after)), row_changes(before, after)
    base, landing = base_bridge(money, names), landing_bridge(money)
    topics, assumed = topic_diffs(comparison, rows), assumed_by(comparison)
    findings = (
        *base_findings(base, money),
        *landing_findings(landing, money),
        *risk_findings(money, names),
        *(topic_finding(topic, money) for topic in topics),
        unchanged_finding(topics),
        inputs_finding(rows, before.as_of),
        *assumptions_findings(assumed),
    )
    return PlanDiff(after.id, before.as_of, after.as_of, money, base, landing, topics, rows, assumed, names, findings)
