"""Step 5: what we can deliver, and what we can promise."""

from __future__ import annotations

from playbook.exhibits.capability import (
    builds,
    commitments,
    deliverability,
    site_resources,
    support,
)
from playbook.exhibits.chapter import Chapter
from playbook.steps.capability.analysis import analyse

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="capability",
    exhibits=(
        site_resources.build,
        deliverability.build,
        support.build,
        commitments.build,
        builds.build,
    ),
    analyse=analyse,
)
