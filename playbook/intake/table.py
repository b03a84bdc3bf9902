"""The table of a grid: where its header is, and what stands above and below it."""

from __future__ import annotations

from collections.abc import Collection

from playbook.client.spellings import plain
from playbook.intake.files import Opened
from playbook.intake.mapping import Import
from playbook.intake.page import Page
from playbook.messages import said
from playbook.sheets.layout import find_table

__all__ = ["page_of", "table_in"]


def table_in(opened: Opened, sheet: str, item: Import) -> Page | None:
    """The page of a sheet that the map's headers show the place of; None where it holds no table."""
    known = {plain(header) for header in (*item.columns.values(), *item.fill, *item.drop)}
    return page_of(opened, sheet, known, header=item.origin.header)


def page_of(opened: Opened, sheet: str, known: Collection[str], *, header: int | None = None) -> Page | None:
    """The page of a sheet whose header has some of the `known` names, in their plain form, or stands in a given row."""
    grid = opened.sheets[sheet]
    layout = find_table(grid, known)
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
        tuple(" ".join(filter(None, grid.rows[i])) for i in layout.above),
    )
