"""3.2, what came in between the two plans: how many rows, of how many tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from playbook.steps.difference.finding import finding
from playbook.steps.difference.row_changes import RowChange
from playbook.steps.findings import Finding
from playbook.units import Count, Day

__all__ = ["inputs_finding"]


def inputs_finding(rows: Sequence[RowChange], since: date) -> Finding:
    """How many rows changed since the earlier plan, in how many places."""
    places = {(row.table, row.key) for row in rows}
    return finding(
        "inputs.some" if rows else "inputs.none",
        {
            "n": Count(len(places)),
            "tables": Count(len({table for table, _ in places})),
            "values": Count(len(rows)),
            "since": Day(since),
        },
    )
