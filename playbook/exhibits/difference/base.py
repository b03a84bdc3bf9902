"""1.1, the base."""

from __future__ import annotations

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.difference.bridge import Shown, bridge_exhibit
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.billing import Base
from playbook.steps.difference.analysis import PlanDiff
from playbook.steps.months import period_name, quarter_of

__all__ = ["build"]


@exhibit("1.1", "difference.base")
def build(page: DiffPage, diff: PlanDiff) -> Exhibit:
    """1.1 The base then, what each service changed, the base now."""
    then, now = (_period(page, money.base) for money in diff.money)
    subtitle = page.say("difference.base.subtitle", unit=page.client.currency, before=then, after=now)
    ends = (page.say("difference.base.bar", period=then), page.say("difference.base.bar", period=now))
    shown = Shown(ends, totals=("base",), causes=lambda step: diff.causes("base", step.ids))
    return bridge_exhibit(page, diff.base, subtitle, shown)


def _period(page: DiffPage, base: Base) -> str:
    """The months of a base: a quarter where they are one."""
    quarter = quarter_of(base.start, base.end)
    if quarter:
        return page.say("difference.base.quarter", year=base.start[:4], quarter=quarter)
    return period_name(base.start, base.end, page.lang)
