"""The table of a grid: where its header is, and what stands above it."""

from __future__ import annotations

from playbook.client.spellings import plain
from playbook.intake.files import Opened
from playbook.intake.mapping import Import
from playbook.intake.page import Page
from playbook.messages import said
from playbook.sheets.layout import find_table

__all__ = ["table_in"]


def table_in(opened: Opened, sheet: str, item: Import) -> Page | None:
    """The page of a sheet; None where it holds no table."""
    grid = opened.sheets[sheet]
    layout = find_table(grid, {plain(h) for h in item.columns.values()})
    if layout is None:
        return None
    remarks = [
        said("row {row} is a title: {text}", row=grid.numbers[i], text=" ".join(filter(None, grid.rows[i])))
        for i in layout.above
    ]
    place = said("{file}, sheet {sheet}", file=opened.name, sheet=sheet) if sheet else opened.name
    return Page(
        place,
        opened.name,
        tuple(c.strip() for c in grid.rows[layout.header]),
        [grid.rows[i] for i in layout.rows],
        [grid.numbers[i] for i in layout.rows],
        sheet,
        grid.numbers[layout.header],
        (*opened.remarks, *remarks),
    )
