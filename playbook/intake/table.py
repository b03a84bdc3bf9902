"""The table of a grid: where its header is, and what stands above and below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playbook.client.spellings import plain
from playbook.intake.files import Opened
from playbook.intake.mapping import Import
from playbook.intake.months import month_of
from playbook.intake.page import Page
from playbook.messages import Said, joined, said
from playbook.sheets.characters import clean
from playbook.sheets.grid import Grid
from playbook.sheets.hows import in_words
from playbook.sheets.layout import Dropped, Found, find_table
from playbook.sheets.unreadable import Unreadable

__all__ = ["page_of", "table_in"]

Knows = Callable[[str], object]


def table_in(opened: Opened, sheet: str, item: Import) -> Page | None:
    """The page of a sheet that the map's headers show the place of; None where it holds no table.

    Raises Unreadable where the table cannot be told from what stands above it.
    """
    known = {plain(header) for header in (*item.columns.values(), *item.fill, *item.drop)}
    year = item.unpivot.year if item.unpivot else None

    def knows(cell: str) -> bool:
        return plain(cell) in known or (item.unpivot is not None and bool(month_of(cell, year)))

    return page_of(opened, sheet, knows, header=item.origin.header)


def page_of(opened: Opened, sheet: str, knows: Knows, *, header: int | None = None) -> Page | None:
    """The page of a sheet whose header has names that `knows` tells, or stands in a given row."""
    grid = opened.sheets[sheet]
    found = find_table(_from(grid, header) if header else grid, knows)
    if not any(found.header):
        return None
    place = said("{file}, sheet {sheet}", file=opened.name, sheet=sheet) if sheet else opened.name
    return Page(
        place,
        opened.name,
        found.header,
        found.rows,
        found.numbers,
        sheet=sheet,
        header_row=found.header_row,
        remarks=(*opened.remarks, *map(_said, found.dropped)),
        titles=tuple(_titles(grid, found)),
        may_be_short=opened.is_workbook,
    )


def _from(grid: Grid, row: int) -> Grid:
    """The grid from a row on."""
    if row not in grid.numbers:
        raise Unreadable(said("there is no row {row} for a header", row=row), row=row)
    at = grid.numbers.index(row)
    return Grid(grid.rows[at:], grid.numbers[at:])


def _said(dropped: Dropped) -> Said:
    """What was passed over, where, and what it says."""
    where = said(", first in row {row}", row=dropped.row) if dropped.row is not None else ""
    text = joined([": ", dropped.text]) if dropped.text else ""
    return joined([in_words(dropped.how), where, text])


def _titles(grid: Grid, found: Found) -> Iterator[str]:
    """What stands above the header and below the rows, in which a unit may be named."""
    for number, cells in zip(grid.numbers, grid.rows, strict=True):
        if number < found.header_row or (found.numbers and number > found.numbers[-1]):
            yield " ".join(filter(None, map(clean, cells)))
