"""3.3, other assumptions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.difference.causes import value_text
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Cell, Exhibit
from playbook.steps.difference.analysis import PlanDiff

__all__ = ["build"]


@exhibit("3.3", "difference.assumptions")
def build(page: DiffPage, diff: PlanDiff) -> Exhibit | None:
    """3.3 The assumptions on which the two plans differ."""
    if not diff.assumptions:
        return None
    before, after = page.dates()
    columns = (
        Column("assumption", lambda row: row["name"], "category"),
        Column("unit", lambda row: row["unit"]),
        Column("before", partial(_value, page, "before"), "low", numeric=True, label=before),
        Column("after", partial(_value, page, "after"), "high", numeric=True, label=after),
    )
    values = table(page, map(vars, diff.assumptions), columns)
    made = page.compose("table", page.say("difference.assumptions.subtitle"), values, causes=(), status="estimated")
    return replace(made, source="assumptions.yaml")


def _value(page: DiffPage, side: str, row: Row) -> Cell:
    return Cell(row[side], value_text(page, row[side]))
