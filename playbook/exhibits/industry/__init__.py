"""Step 1: the industries that we serve, and where the client stands in its own."""

from __future__ import annotations

from playbook.exhibits.chapter import Chapter
from playbook.exhibits.industry import (
    buying_factors,
    composition,
    concentration,
    importance_performance,
    marimekko,
    service_usage,
    sub_industry,
)
from playbook.steps.industry.analysis import analyse

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="industry",
    exhibits=(
        composition.build,
        marimekko.build,
        concentration.build,
        service_usage.build,
        sub_industry.build,
        buying_factors.build,
        importance_performance.build,
    ),
    analyse=analyse,
)
