"""1.2, the landing."""

from __future__ import annotations

from functools import partial

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.difference.bridge import Shown, bridge_exhibit
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.difference.analysis import PlanDiff
from playbook.steps.difference.bridge import BridgeStep
from playbook.steps.difference.causes import Causes
from playbook.steps.difference.landing import BASE
from playbook.steps.solutions.waterfall_bars import MONTH

__all__ = ["build"]


@exhibit("1.2", "difference.landing")
def build(page: DiffPage, diff: PlanDiff) -> Exhibit:
    """1.2 Where the plan landed, what moved it, where it lands now; then the target."""
    subtitle = page.say("difference.landing.subtitle", unit=page.client.currency, month=MONTH)
    before, after = (page.say("difference.landing.bar", day=day) for day in page.dates())
    shown = Shown((before, after), totals=("landing", "target", "short"), causes=partial(_causes, diff))
    return bridge_exhibit(page, diff.landing, subtitle, shown)


def _causes(diff: PlanDiff, step: BridgeStep) -> Causes:
    """The rows behind a bar: the bills, its solutions, the erosions."""
    if step.id == BASE:
        return diff.causes("base")
    return diff.causes("landing", step.ids) if step.ids else diff.causes("erosion")
