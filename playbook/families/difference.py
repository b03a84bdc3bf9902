"""Plan against plan: what moved the money, what else changed, and what came in between the two."""

from __future__ import annotations

from playbook.exhibits.family import Family, Section

__all__ = ["DIFFERENCE"]

DIFFERENCE = Family(
    key="difference",
    words="difference.page",
    sections=(
        Section("overview", 0, "front", "difference", ("0.1",)),
        Section("money", 1, "step", "difference", ("1.1", "1.2", "1.3")),
        Section("topics", 2, "step", "difference", ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6")),
        Section("rows", 3, "step", "difference", ("3.1", "3.2", "3.3")),
    ),
    cover="0.1",
)
