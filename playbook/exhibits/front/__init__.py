"""The front of the plan: its cover."""

from __future__ import annotations

from playbook.exhibits.chapter import Chapter
from playbook.exhibits.front import (
    cover,
)

__all__ = ["CHAPTER"]

CHAPTER = Chapter(
    key="front",
    exhibits=(cover.build,),
)
