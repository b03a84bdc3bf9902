"""A table as its file has it: every cell is one of its table, or the file is at fault.

The cells are told by :mod:`playbook.sheets`. Here the header's names become those of the columns, in either language,
and rows that do not fit the header are named: one that is cut short is nobody's habit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from playbook.client.schema import STATUSES, Table
from playbook.client.spellings import plain
from playbook.client.words import column_named
from playbook.letters import beginning
from playbook.messages import Said, joined, said
from playbook.sheets.layout import Dropped, Found, find_table, is_total, unit_said
from playbook.sheets.separated import read_csv
from playbook.sheets.unreadable import Unreadable

__all__ = ["Sheet", "read_sheet"]

_SHOWN = 60


@dataclass
class Sheet:
    """A table as its file has it: the columns, and each row with its number as a spreadsheet shows it; `torn` are the
    rows that do not fit it, `words` the names of the header that were understood, by column, `dropped` what was passed
    over, and `how` is what separates the cells (blank for commas)."""

    header: tuple[str, ...] = ()
    rows: list[dict[str, str]] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    torn: list[Unreadable] = field(default_factory=list)
    header_row: int = 1
    words: dict[str, str] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    how: str = ""


def read_sheet(text: str, table: Table) -> Sheet:
    """The cells of a table's CSV file, whose columns may be headed in either language.

    Raises Unreadable where the cells cannot be told.
    """
    knows = partial(column_named, table)
    grid = read_csv(text, knows=knows, alone=STATUSES)
    found = find_table(grid, knows)
    _check_units(found)
    header = _header(found, table)
    given = dict(zip(header, found.header, strict=True))
    understood = {column: name for column, name in given.items() if column != name}
    sheet = Sheet(header, header_row=found.header_row, words=understood, dropped=found.dropped, how=grid.how)
    _fill_totals(found, len(header))
    misfits: dict[int, list[tuple[int, list[str]]]] = {}
    for number, cells in zip(found.numbers, found.rows, strict=True):
        if len(cells) != len(header):
            misfits.setdefault(len(cells), []).append((number, cells))
        else:
            sheet.rows.append(dict(zip(header, cells, strict=True)))
            sheet.numbers.append(number)
    sheet.torn = [_misfit(count, rows, len(header)) for count, rows in misfits.items()]
    return sheet


def _check_units(found: Found) -> None:
    """A title that says that amounts are in 万元 would make every amount another one."""
    for dropped in found.dropped:
        if unit := unit_said(dropped.text):
            cause = said("{text!r} says that amounts are in {unit}; expected them in one", text=dropped.text, unit=unit)
            mend = said("write the amounts out and take this row away, or import the file with that unit")
            raise Unreadable(cause, row=dropped.row, mend=mend)


def _fill_totals(found: Found, width: int) -> None:
    """Totals below the rows may end after their last figure."""
    for place in range(len(found.rows) - 1, -1, -1):
        if not is_total(found.rows[place]):
            return
        found.rows[place] += [""] * (width - len(found.rows[place]))


def _header(found: Found, table: Table) -> tuple[str, ...]:
    """The columns that the header names; a name that is none stays as it is."""
    row = found.header_row or 1
    if not any(found.header):
        cause = said("expected a header in the first row, the names of the columns (without rows, take the file away)")
        raise Unreadable(cause, row=row)
    if "" in found.header:
        place = found.columns[found.header.index("")] + 1
        cause = said("the header has no name for cell {place}; expected the name of a column", place=place)
        raise Unreadable(cause, row=row)
    named = [column_named(table, name) for name in found.header]
    if not any(named):
        expected = said(
            "a header with columns of data/README.md: {columns}",
            columns=", ".join(column.name for column in table.columns),
        )
        raise Unreadable(value=beginning(",".join(found.header), _SHOWN), expected=expected, row=row)
    columns = tuple(column or name for column, name in zip(named, found.header, strict=True))
    seen: dict[str, int] = {}
    for place, column in enumerate(columns):
        if (before := seen.setdefault(plain(column), place)) != place:
            raise Unreadable(_twice(found, (before, place)), row=row)
    return columns


def _twice(found: Found, places: Sequence[int]) -> Said:
    first, second = (found.header[place] for place in places)
    name = second if plain(first) == plain(second) else joined([first, second], " = ")
    cells = [found.columns[place] + 1 for place in places]
    return said(
        "the header has the column {name} twice, as the cells {first} and {second}: keep one",
        name=name,
        first=cells[0],
        second=cells[1],
    )


def _misfit(count: int, rows: Sequence[tuple[int, list[str]]], wanted: int) -> Unreadable:
    """Rows with more or fewer cells than the header: one line for all that have so many."""
    why = (
        said("cut short, or commas are missing")
        if count < wanted
        else said("a comma inside a cell needs quotation marks around the cell")
    )
    also = [said("; as in {count} rows", count=len(rows))] if len(rows) > 1 else []
    expected = said("{wanted} cells, as in the header ({why})", wanted=wanted, why=joined([why, *also]))
    return Unreadable(value=said("{count} cells", count=count), expected=expected, row=rows[0][0])
