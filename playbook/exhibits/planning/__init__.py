"""Step 6: who does what by when; and the plan on one page."""

from __future__ import annotations

from playbook.exhibits.chapter import Chapter
from playbook.exhibits.planning import (
    communication,
    kpis,
    programmes,
    review,
    risks,
    sales_progress,
    summary,
    trace,
    visits,
)
from playbook.steps.planning.analysis import analyse

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="planning",
    exhibits=(
        summary.build,
        programmes.build,
        communication.build,
        visits.build,
        sales_progress.build,
        kpis.build,
        risks.build,
        review.build,
        trace.build,
    ),
    analyse=analyse,
)
