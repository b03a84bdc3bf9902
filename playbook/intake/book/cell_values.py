"""A text as a spreadsheet's cell: a number or a date where reading it gives the same text again, else text."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from playbook.client.schema import Column
from playbook.intake.book.look import NUMBERS
from playbook.sheets.workbook import cell_text

__all__ = ["LONGEST", "as_date", "as_number", "units", "write_cell"]

#: Characters that a cell of a spreadsheet holds, in its own count.
LONGEST = 32_767
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Spreadsheets take 1900 for a leap year: what they make of its first two months is a day off.
_SOUND = date(1900, 3, 1)


def as_number(text: str) -> float | None:
    """The number that a text is, where a spreadsheet that holds it shows the same text.

    >>> as_number("28184.12"), as_number("0282"), as_number("1.50"), as_number("0.30000000000000004")
    (28184.12, None, None, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    stored = float(f"{number:.16G}")
    return number if number and cell_text(stored) == text else 0.0 if text == "0" else None


def as_date(text: str) -> date | None:
    """The day that a text is, where a spreadsheet can hold it."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and day >= _SOUND else None


def units(text: str) -> int:
    """The length of a text as spreadsheets count it."""
    return len(text) + sum(character > "\uffff" for character in text)


def write_cell(sheet: Any, place: tuple[int, int], column: Column | None, text: str, look: Any) -> None:
    """Write a text into a sheet as a cell of its column (None: text); nothing where it is blank."""
    if not text:
        return
    kind = column.kind if column else "text"
    if kind in NUMBERS and (number := as_number(text)) is not None:
        sheet.write_number(*place, number, look)
    elif kind == "date" and (day := as_date(text)):
        sheet.write_datetime(*place, datetime.combine(day, time()), look)
    else:
        sheet.write_string(*place, text, look)
