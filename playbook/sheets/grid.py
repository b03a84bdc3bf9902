"""A grid: the cells of a sheet as text, each row with its number as a spreadsheet shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Grid"]


@dataclass
class Grid:
    """Rows of cells, not all of one length, and the numbers of the rows in their file (the first one 1).

    Of a workbook, `dates` are the cells that hold a date and no text, `rounded` those with a number of more digits
    than a spreadsheet keeps, as (row, column) from 0.
    """

    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    dates: set[tuple[int, int]] = field(default_factory=set)
    rounded: set[tuple[int, int]] = field(default_factory=set)
