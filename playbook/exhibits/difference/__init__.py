"""Plan against plan: what moved the money, what else changed, and what came in."""

from __future__ import annotations

from playbook.exhibits.chapter import Chapter
from playbook.exhibits.difference import (
    assumptions,
    base,
    changes,
    inputs,
    landing,
    overview,
    revenue_at_risk,
    unchanged,
)
from playbook.exhibits.difference.page import DiffPage
from playbook.steps.difference.analysis import analyse

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="difference",
    exhibits=(
        overview.build,
        base.build,
        landing.build,
        revenue_at_risk.build,
        *changes.builders,
        unchanged.build,
        inputs.build,
        assumptions.build,
    ),
    analyse=analyse,
    page=DiffPage,
)
