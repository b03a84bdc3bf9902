"""The back of the plan: how good its data is, its assumptions, its sources."""

from __future__ import annotations

from playbook.exhibits.back import (
    assumptions,
    data_quality,
    sources,
)
from playbook.exhibits.chapter import Chapter

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="back",
    exhibits=(
        data_quality.build,
        assumptions.build,
        sources.build,
    ),
)
