"""The plan of one client: six steps between a front and a back, in six notebooks."""

from __future__ import annotations

from playbook.exhibits.family import Family, Notebook, Section

__all__ = ["PLAN"]

PLAN = Family(
    key="plan",
    words="report",
    sections=(
        Section("front", 0, "front"),
        Section("industry", 1),
        Section("competition", 2),
        Section("needs", 3),
        Section("solutions", 4),
        Section("capability", 5),
        Section("planning", 6),
        Section("back", 7, "back"),
    ),
    notebooks=(
        Notebook("01_industry", ("front", "industry")),
        Notebook("02_competition", ("competition",)),
        Notebook("03_needs", ("needs",)),
        Notebook("04_solutions", ("solutions",)),
        Notebook("05_capability", ("capability",)),
        Notebook("06_planning", ("planning", "back")),
    ),
    cover="0.1",
    summary="6.0",
    remarks=True,
)
