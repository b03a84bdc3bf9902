"""Plan against plan: what moved the money, what else changed, and what came in."""

from __future__ import annotations

from playbook.exhibits.chapter import Chapter
from playbook.exhibits.difference.differences import assumptions, changes, inputs, overview, unchanged
from playbook.exhibits.difference.money import base_bridge, landing_bridge, revenue_at_risk
from playbook.exhibits.difference.page import DiffPage
from playbook.steps.difference.plan_diff import plan_diff

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="difference",
    exhibits=(overview, base_bridge, landing_bridge, revenue_at_risk, *changes, unchanged, inputs, assumptions),
    analyse=plan_diff,
    page=DiffPage,
)
