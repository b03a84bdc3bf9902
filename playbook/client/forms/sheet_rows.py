"""Where a table is on its sheet: the row that heads it, and the rows below.

The header is the row, among the first, that has most names of columns in it; what stands above it are titles and notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from playbook.client.forms.names import column_of
from playbook.client.forms.parts import Part
from playbook.client.spellings import plain
from playbook.messages import said
from playbook.sheets.grid import Grid
from playbook.sheets.unreadable import Unreadable

__all__ = ["Block", "block_of"]

#: The header stands among so many rows.
_TOP = 30
_SHOWN = 60


@dataclass(frozen=True)
class Block:
    """A table on its sheet: the column of each cell (a name of ours, else the heading as it stands; blank where there
    is none), the headings as they are shown, the rows' numbers with their cells, and the grid that they are from."""

    header: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    top: int = 0
    grid: Grid = field(default_factory=Grid)

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The place of each row in the grid, from 0, and its cells; rows without anything in them are passed over."""
        for place in range(self.top, len(self.grid.rows)):
            if any(map(str.strip, self.grid.rows[place])):
                yield place, self.grid.rows[place]


def block_of(part: Part, grid: Grid) -> Block:
    """The table of a part on its sheet. Raises Unreadable where no row heads it, or a heading stands twice."""
    if not any(any(map(str.strip, row)) for row in grid.rows):
        return Block()
    place = max(range(min(_TOP, len(grid.rows))), key=lambda row: _named(part, grid.rows[row]), default=0)
    shown = tuple(cell.strip() for cell in grid.rows[place])
    if not _named(part, shown):
        raise Unreadable(
            value=", ".join(filter(None, shown))[:_SHOWN],
            expected=said("a row with the names of the columns, such as {names}", names=", ".join(_compulsory(part))),
        )
    header = tuple(column_of(part, cell) or cell for cell in shown)
    _check_once(header, shown, grid.numbers[place])
    return Block(header, shown, place + 1, grid)


def _named(part: Part, cells: Sequence[str]) -> int:
    """How many of the cells are names of columns."""
    return len({column_of(part, cell) for cell in cells} - {None})


def _compulsory(part: Part) -> list[str]:
    return [column.name for column in part.table.columns if column.required]


def _check_once(header: Sequence[str], shown: Sequence[str], row: int) -> None:
    seen: dict[str, str] = {}
    for name, text in zip(header, shown, strict=True):
        if name and plain(name) in seen:
            cause = said("the columns {one} and {two} are the same", one=seen[plain(name)], two=text)
            raise Unreadable(cause, row=row, mend=said("keep one of them"))
        seen[plain(name)] = text
