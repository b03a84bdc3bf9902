"""A grid: the cells of a sheet as text, each row with its number as a spreadsheet shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Grid"]


@dataclass
class Grid:
    """Rows of cells, not all of one length, and the numbers of the rows in their file (the first one 1)."""

    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
