"""CSV, strictly: every cell of a file is a cell of its table, or the file is at fault.

Rows are numbered as a spreadsheet shows them: a cell of several lines is one row, a blank line is a row without
anything in it. Lines may end with CR, LF or both. A quotation mark that is not closed, or that stands inside a cell
without marks, would make one cell of many rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from playbook.client.schema import STATUSES
from playbook.client.spellings import plain
from playbook.letters import beginning
from playbook.sheets.unreadable import Unreadable

__all__ = ["Sheet", "read_sheet"]

#: What stands between cells in files of other programs.
_SEPARATORS = {
    ";": "semicolons",
    "\t": "tabs",
    "|": "upright strokes",
    "，": "Chinese commas",
    "、": "Chinese list commas",
    "；": "Chinese semicolons",
}
_CELL = r'(?:"(?:[^"]|"")*"|[^",]*)'
_RECORD = re.compile(rf"{_CELL}(?:,{_CELL})*[\r\n]*")
_SHOWN = 60


@dataclass
class Sheet:
    """A table as its file has it: the header, and each row with its number as a spreadsheet shows it; `torn` are the
    rows that do not fit it."""

    header: tuple[str, ...] = ()
    rows: list[dict[str, str]] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    torn: list[Unreadable] = field(default_factory=list)


def read_sheet(text: str, columns: Collection[str]) -> Sheet:
    """The cells of a CSV file whose table has these columns. Raises Unreadable where they cannot be told."""
    _check_separator(text, columns)
    records = _records(text)
    sheet = Sheet(_header(records[0] if records else [], columns))
    misfits: dict[int, list[int]] = {}
    for number, cells in enumerate(records[1:], start=2):
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != len(sheet.header):
            misfits.setdefault(len(cells), []).append(number)
        elif cells == records[0]:
            raise Unreadable("the header stands here once more: take this row out", row=number)
        else:
            sheet.rows.append(dict(zip(sheet.header, cells, strict=True)))
            sheet.numbers.append(number)
    sheet.torn = [_misfit(count, rows, records, len(sheet.header)) for count, rows in misfits.items()]
    return sheet


def _check_separator(text: str, columns: Collection[str]) -> None:
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    if re.fullmatch(r'"?sep=.?"?,*', first.strip()):
        raise Unreadable(
            f"{first.strip()!r} is a line for Excel, not a header: take it out (cells are separated by commas)", row=1
        )
    for mark, name in _SEPARATORS.items():
        if mark in first and _known(first.split(mark), columns) > max(1, _known(first.split(","), columns)):
            raise Unreadable(
                f"the cells are separated by {name}; expected commas (in Excel: save as CSV UTF-8, comma delimited)",
                row=1,
            )


def _known(cells: Iterable[str], columns: Collection[str]) -> int:
    return sum(plain(cell.strip().strip('"')) in columns for cell in cells)


def _records(text: str) -> list[list[str]]:
    """The cells of every row, the header first."""
    lines = io.StringIO(text, newline="").readlines()
    reader, records, start = csv.reader(lines, strict=True), list[list[str]](), 0
    try:
        if '"' not in text:
            return list(reader)
        for cells in reader:
            if reader.line_num - start > 1 or '"' in "".join(cells):
                _check_quotes("".join(lines[start : reader.line_num]), cells, len(records) + 1)
            records.append(cells)
            start = reader.line_num
    except csv.Error as error:
        raise Unreadable(_quote_fault(str(error)), row=len(records) + 1 if '"' in text else reader.line_num) from None
    return records


def _quote_fault(said: str) -> str:
    if "limit" in said:
        return (
            f"a cell of more than {csv.field_size_limit():,} characters; expected less (is a quotation mark missing?)"
        )
    if "end of data" in said:
        return "a quotation mark is opened in this row and never closed: every row after it would be lost"
    return (
        "after the quotation mark that closes a cell there is more text: one is missing, or one too many (inside a cell"
        " write it twice)"
    )


def _check_quotes(raw: str, cells: list[str], number: int) -> None:
    """A mark inside a cell without marks, or rows inside a cell, show that one is missing."""
    if not _RECORD.fullmatch(raw):
        raise Unreadable(
            "a quotation mark stands inside a cell that does not begin with one (put the cell in marks, and write it"
            " twice)",
            row=number,
        )
    for cell in cells:
        parts = [part.strip() for part in re.split(r"[,\r\n]", cell)] if "\n" in cell or "\r" in cell else ()
        if not {*STATUSES}.isdisjoint(parts):
            start = beginning(cell, _SHOWN)
            raise Unreadable(
                f"rows stand inside one cell, {start!r}: a quotation mark is missing before or after it",
                row=number,
            )


def _header(cells: list[str], columns: Collection[str]) -> tuple[str, ...]:
    header = tuple(cell.strip() for cell in cells)
    if not any(header):
        raise Unreadable(
            "expected a header in the first row, the names of the columns (without rows, take the file away)", row=1
        )
    _check_blanks(header)
    if {*map(plain, header)}.isdisjoint(columns):
        raise Unreadable(
            value=beginning(",".join(header), _SHOWN),
            expected="a header with columns of data/README.md: " + ", ".join(columns),
            row=1,
        )
    seen: dict[str, int] = {}
    for place, name in enumerate(header, start=1):
        if plain(name) in seen:
            raise Unreadable(
                f"the header has the column {name} twice, as the cells {seen[plain(name)]} and {place}: keep one", row=1
            )
        seen[plain(name)] = place
    return header


def _check_blanks(header: tuple[str, ...]) -> None:
    """Every column has a name; commas at the end of each row are what a spreadsheet leaves of deleted columns."""
    named = max(place for place, name in enumerate(header, start=1) if name)
    if named < len(header):
        raise Unreadable(
            f"the header has {len(header) - named} empty cells at its end: take out the last commas here and in"
            " every row",
            row=1,
        )
    if "" in header:
        raise Unreadable(
            f"the header has no name for cell {header.index('') + 1}; expected the name of a column", row=1
        )


def _misfit(count: int, rows: list[int], records: list[list[str]], wanted: int) -> Unreadable:
    """Rows with more or fewer cells than the header: one line for all that have so many."""
    extra = [cell for row in rows for cell in records[row - 1][wanted:]]
    why = (
        "cut short, or commas are missing"
        if count < wanted
        else (
            "take out the commas at its end"
            if not any(map(str.strip, extra))
            else ("a comma inside a cell needs quotation marks around the cell")
        )
    )
    also = f"; as in {len(rows)} rows" if len(rows) > 1 else ""
    return Unreadable(value=f"{count} cells", expected=f"{wanted} cells, as in the header ({why}{also})", row=rows[0])
