"""Step 2: how we stand against the rivals, and what that puts at risk."""

from __future__ import annotations

from playbook.exhibits.chapter import Chapter
from playbook.exhibits.competition import (
    competitiveness,
    factor_gaps,
    revenue_at_risk,
    risk_range,
    rival_moves,
    rival_resources,
)
from playbook.steps.competition.analysis import analyse

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="competition",
    exhibits=(
        rival_resources.build,
        competitiveness.build,
        factor_gaps.build,
        revenue_at_risk.build,
        risk_range.build,
        rival_moves.build,
    ),
    analyse=analyse,
)
