"""A workbook as its reader sees it: every cell as text, in the form in which it is shown.

A number is shown without the `.0` that a library gives it, with the fifteen digits that a spreadsheet keeps; a date as
2024-03-01. What the library leaves out is taken from the file itself (:mod:`playbook.sheets.shown`): the zeros that
a format puts before a number, and errors. A cell that was merged downwards says the same in each of its rows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import singledispatch
from io import BytesIO
from typing import Any

from playbook.messages import said
from playbook.sheets.grid import Grid
from playbook.sheets.shown import shown_cells
from playbook.sheets.unreadable import Unreadable

__all__ = ["WORKBOOKS", "cell_text", "read_workbook"]

#: How the names of workbooks end.
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
#: More cells than any sheet that people fill in; a stray cell in the last row makes billions.
_CELLS = 20_000_000
#: Digits that a spreadsheet keeps of a number.
_DIGITS = 15


def read_workbook(content: bytes, *, hidden: bool = False) -> dict[str, Grid]:
    """The sheets of a workbook by name, in their order, `hidden` ones only where they are asked for; rows begin with
    row 1 and column A.

    Raises Unreadable where it is no workbook that can be opened.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if (hidden or sheet.visible is SheetVisibleEnum.Visible) and sheet.typ is SheetTypeEnum.WorkSheet
        ]
        corrected = shown_cells(content)
        return {name: _grid(book.get_sheet_by_name(name), name, corrected.get(name, {})) for name in names}
    except PasswordError:
        raise Unreadable(
            said("the workbook is protected by a password"), mend=said("save a copy without the password")
        ) from None
    except CalamineError as error:
        raise Unreadable(
            said("the workbook cannot be opened ({why})", why=str(error)),
            mend=said("open it in a spreadsheet and save it again as .xlsx"),
        ) from None


def _grid(sheet: Any, name: str, corrected: dict[tuple[int, int], str]) -> Grid:
    if sheet.total_height * sheet.total_width > _CELLS:
        raise Unreadable(
            said("sheet {sheet} has a cell far away from all others", sheet=name),
            mend=said("copy its rows to a new sheet"),
        )
    cells = sheet.to_python(skip_empty_area=False)
    rows = [[cell if type(cell) is str else cell_text(cell) for cell in row] for row in cells]
    for (row, column), text in corrected.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for below in rows[top + 1 : bottom + 1]:
            below[left] = rows[top][left]
    return Grid(rows, list(range(1, len(rows) + 1)), _places(cells, _is_date), _places(cells, _is_rounded))


def _places(cells: list[list[Any]], holds: Callable[[Any], bool]) -> set[tuple[int, int]]:
    return {
        (number, place)
        for number, row in enumerate(cells)
        for place, cell in enumerate(row)
        if type(cell) is not str and holds(cell)
    }


def _is_date(cell: Any) -> bool:
    return isinstance(cell, date)


def _is_rounded(cell: Any) -> bool:
    return isinstance(cell, float) and abs(cell) >= 10**_DIGITS


@singledispatch
def cell_text(value: Any) -> str:
    """What a cell of a workbook or of a database shows.

    >>> cell_text(6134.0), cell_text(0.1 + 0.2), cell_text(1e16), cell_text(date(2024, 3, 1)), cell_text(None)
    ('6134', '0.3', '10000000000000000', '2024-03-01', '')
    """
    return "" if value is None else str(value)


@cell_text.register
def _(value: bool) -> str:
    return "yes" if value else "no"


@cell_text.register
def _(value: float) -> str:
    number = Decimal(f"{value:.{_DIGITS}g}")
    return f"{number:f}" if number.is_finite() else ""


@cell_text.register
def _(value: Decimal) -> str:
    return f"{value:f}"


@cell_text.register
def _(value: date) -> str:
    return value.isoformat()


@cell_text.register
def _(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ")


@cell_text.register
def _(value: time) -> str:
    return value.isoformat()


@cell_text.register
def _(value: timedelta) -> str:
    return str(value)
