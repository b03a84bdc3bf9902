"""Step 4: what we offer, what it brings, and what we ask for."""

from __future__ import annotations

from playbook.exhibits.chapter import Chapter
from playbook.exhibits.solutions import (
    benefit_feasibility,
    designs,
    need_coverage,
    outcome,
    ranking,
    road_map,
    selection,
    service_lines,
    waterfall,
)
from playbook.steps.solutions.analysis import analyse

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="solutions",
    exhibits=(
        service_lines.build,
        need_coverage.build,
        designs.build,
        benefit_feasibility.build,
        ranking.build,
        road_map.build,
        waterfall.build,
        outcome.build,
        selection.build,
    ),
    analyse=analyse,
)
