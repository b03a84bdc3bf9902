"""A text as a spreadsheet's cell: a number or a date where reading it gives the same text again, else text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from playbook.client.schema import Column
from playbook.sheets.workbook import cell_text

__all__ = ["LONGEST", "as_date", "as_number", "decimals_of", "units", "Pen"]

#: Characters that a cell of a spreadsheet holds, in its own count.
LONGEST = 32_767
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_PADDED = re.compile(r"-?(?:0|[1-9][0-9]*)\.([0-9]*0)")
#: Digits that a spreadsheet keeps for sure, the point counted too.
_SURE = 15
_NUMBERS = ("number", "integer")
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


def decimals_of(text: str) -> int:
    """How many decimals a number is written with, where the last of them is 0 and a spreadsheet would not show it.

    >>> decimals_of("3784.30"), decimals_of("3784.3"), decimals_of("-0.50"), decimals_of("0282.50")
    (2, 0, 2, 0)
    """
    match = _PADDED.fullmatch(text)
    trimmed = text.rstrip("0").rstrip(".")
    return len(match[1]) if match and as_number(trimmed) and len(trimmed.strip("-")) + len(match[1]) < _SURE else 0


@dataclass(frozen=True)
class Pen:
    """Writes the cells of one column (None: of one that is none of ours). `look` is their format, `padded` that of a
    number which is written with so many decimals, the last of them 0."""

    column: Column | None
    look: Any
    padded: Callable[[int], Any]

    def write(self, sheet: Any, row: int, place: int, text: str) -> None:
        """Write a text as a cell; nothing where it is blank."""
        kind = self.column.kind if self.column else "text"
        decimals = decimals_of(text) if kind in _NUMBERS else 0
        if decimals:
            sheet.write_number(row, place, float(text), self.padded(decimals))
        elif kind in _NUMBERS and (number := as_number(text)) is not None:
            sheet.write_number(row, place, number, self.look)
        elif kind == "date" and (day := as_date(text)):
            sheet.write_datetime(row, place, datetime.combine(day, time()), self.look)
        elif text:
            sheet.write_string(row, place, text, self.look)
