"""The cells of a table's rows as text, in the form in which their file would have it.

What a spreadsheet has made of a cell cannot be undone, so it is named: a date in a column of ids was an id such as 3-1,
a number of more than fifteen digits has lost the last ones. A closed list is read in either language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook.client.forms.names import choice_of
from playbook.client.forms.parts import Part
from playbook.client.forms.sheet_rows import Block
from playbook.client.schema import Column
from playbook.messages import said
from playbook.sheets.characters import CONTROL

__all__ = ["Odd", "letters", "text_of", "texts_of"]

#: Which columns of periods are last days: the first of a month is then not that month.
_ENDS = ("to", "ends")
_FIRST = "-01"
_DATE = len("2003-01-23")


@dataclass(frozen=True)
class Odd:
    """A cell that is no text of its table: what is there, what was expected, and how to mend it."""

    row: int
    column: str
    value: str
    expected: str
    mend: str = ""


@dataclass(frozen=True)
class _Cell:
    """A cell of a column (None where it is no column of ours), with what the workbook says of it."""

    column: Column | None
    text: str
    is_date: bool
    is_rounded: bool


def texts_of(part: Part, block: Block, odd: list[Odd]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table, each with its number; what cannot be taken as it is goes to `odd`."""
    columns = {column.name: column for column in part.table.columns}
    named = [(at, name) for at, name in enumerate(block.header) if name]
    dates, rounded = block.grid.dates, block.grid.rounded
    careful = {at for _, at in dates | rounded} | {at for at, name in named if _is_closed(columns.get(name))}
    for place, cells in block.rows():
        number = block.grid.numbers[place]
        odd.extend(_astray(number, cells, block.header))
        row = {name: cells[at] for at, name in named}
        for at, name in named:
            if at in careful:
                cell = _Cell(columns.get(name), cells[at], (place, at) in dates, (place, at) in rounded)
                row[name] = _taken(cell, part, number, odd)
        yield number, row


def text_of(column: Column, text: str, *, is_date: bool = False, is_rounded: bool = False) -> str:
    """A cell of a column as its file would have it.

    Raises ValueError, which says what was expected, where a spreadsheet has made something else of it.
    """
    if is_date:
        return _day(column, text)
    if is_rounded and _is_a_name(column):
        raise ValueError(said("the number as it was: a spreadsheet keeps 15 digits, and has lost the last ones"))
    return choice_of(column, text) if _is_closed(column) else text


def _taken(cell: _Cell, part: Part, row: int, odd: list[Odd]) -> str:
    if cell.column is None:
        return cell.text
    try:
        return text_of(cell.column, cell.text, is_date=cell.is_date, is_rounded=cell.is_rounded)
    except ValueError as error:
        mend = said("format the column as text and write it again")
        odd.append(Odd(row, cell.column.name, cell.text, error.args[0], mend))
        return ""


def _day(column: Column, text: str) -> str:
    """What a cell that holds a date says in a column of months, of periods, or of anything else."""
    if _is_a_name(column):
        raise ValueError(said("{what}: a spreadsheet has made a date of what stood here", what=column.expected))
    if column.kind == "period" and column.name in _ENDS and text.endswith(_FIRST):
        month = text.removesuffix(_FIRST)
        raise ValueError(said("either the month {month} or the day {day}: both can be meant", month=month, day=text))
    return text.removesuffix(_FIRST) if column.kind in ("month", "period") and len(text) == _DATE else text


def _is_a_name(column: Column) -> bool:
    """Whether a column tells things apart by what stands in it, digit by digit."""
    return column.kind in ("id", "ids") or (
        column.kind == "text" and bool(column.identifies or column.alike or column.refers)
    )


def _is_closed(column: Column | None) -> bool:
    return column is not None and column.kind in ("choice", "flag")


def _astray(number: int, cells: Sequence[str], header: Sequence[str]) -> Iterator[Odd]:
    """Cells under no heading, and what no text holds."""
    for place, text in enumerate(cells):
        if text and text.strip() and not header[place]:
            mend = said("give the column a heading, or take the cell out")
            yield Odd(number, letters(place), text, said("a heading above this cell"), mend)
    if bad := CONTROL.search("".join(cells)):
        yield Odd(number, "", repr(bad[0])[1:-1], said("text without control characters"), said("take it out"))


def letters(place: int) -> str:
    """What a spreadsheet calls a column, from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    above, rest = divmod(place, 26)
    return (letters(above - 1) if above else "") + chr(ord("A") + rest)
