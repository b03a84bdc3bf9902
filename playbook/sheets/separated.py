"""Text with separators, strictly: every cell of a file is a cell of its grid, or the file is at fault.

Cells are separated by commas. Another mark is taken where the header shows it, or Excel's line `sep=;` names it, and
that is said. Rows are numbered as a spreadsheet shows them: a cell of several lines is one row, a blank line is a row
without anything in it. Lines may end with CR, LF or both. A quotation mark that is not closed, or that stands inside a
cell without marks, would make one cell of many rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from playbook.letters import beginning
from playbook.messages import Said, said
from playbook.sheets.grid import Grid
from playbook.sheets.layout import most_named
from playbook.sheets.unreadable import Unreadable

__all__ = ["SEPARATORS", "Separated", "read_csv"]

#: What stands between cells, and how it is said.
SEPARATORS = {
    ",": "",
    ";": "separator.semicolon",
    "\t": "separator.tab",
    "|": "separator.stroke",
    "，": "separator.chinese_comma",
    "；": "separator.chinese_semicolon",
    "、": "separator.chinese_list_comma",
}
_FOR_EXCEL = re.compile(r'"?sep=(.?)"?[,;\t]*')
#: So many rows show what separates cells; titles may stand above the header.
_LOOKED_AT = 20
_SHOWN = 60
Knows = Callable[[str], object]


@dataclass
class Separated(Grid):
    """The cells of a file, what separates them, and how that is said (blank for commas)."""

    separator: str = ","
    how: str = ""


def read_csv(text: str, separator: str = "", knows: Knows | None = None, alone: Collection[str] = ()) -> Separated:
    """The cells of a file; `knows` tells the names of columns that are known, `alone` are words that never stand in a
    cell with others.

    Raises Unreadable, with the row, where a quotation mark is amiss.
    """
    first, _, rest = text.partition("\n")
    named = _FOR_EXCEL.fullmatch(first.strip("\ufeff\r "))
    found = separator or (named[1] if named and named[1] else _separator(rest if named else text, knows))
    records = _records(text, found, alone)
    numbers = [*range(1, len(records) + 1)]
    grid = Separated(records, numbers, separator=found, how=SEPARATORS.get(found, ""))
    if named:
        del grid.rows[0], grid.numbers[0]
        grid.how = f"separator.line {grid.how}".strip()
    return grid


def _separator(text: str, knows: Knows | None) -> str:
    """The comma, unless another mark splits the first rows into columns and the comma does not."""
    lines = [*islice(io.StringIO(text, newline=None), _LOOKED_AT)]
    fits = {mark: _fit(lines, mark, knows) for mark in SEPARATORS if mark == "," or any(mark in line for line in lines)}
    best = max(fits, key=fits.__getitem__)
    return best if fits[best] > max(1, fits[","]) else ","


def _fit(lines: Iterable[str], mark: str, knows: Knows | None) -> float:
    """How well a mark splits rows: how many names it shows, or how many cells most of them have."""
    try:
        rows = [cells for cells in csv.reader(lines, delimiter=mark) if any(cells)]
    except csv.Error:
        return 0
    if knows:
        return most_named(rows, knows)[1]
    counts = [len(cells) for cells in rows]
    usual = max(counts, key=lambda count: (counts.count(count), count), default=0)
    return usual if counts.count(usual) * 5 >= len(counts) * 3 else 0


def _records(text: str, separator: str, alone: Collection[str]) -> list[list[str]]:
    """The cells of every row, the header first."""
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=separator, strict=True)
    records, start = list[list[str]](), 0
    try:
        if '"' not in text:
            return list(reader)
        for cells in reader:
            if reader.line_num - start > 1 or '"' in "".join(cells):
                _check_quotes("".join(lines[start : reader.line_num]), cells, len(records) + 1, (separator, alone))
            records.append(cells)
            start = reader.line_num
    except csv.Error as error:
        raise Unreadable(_quote_fault(str(error)), row=len(records) + 1 if '"' in text else reader.line_num) from None
    return records


def _quote_fault(error: str) -> Said:
    if "limit" in error:
        return said(
            "a cell of more than {most:,} characters; expected less (is a quotation mark missing?)",
            most=csv.field_size_limit(),
        )
    if "end of data" in error:
        return said("a quotation mark is opened in this row and never closed: every row after it would be lost")
    return said(
        "after the quotation mark that closes a cell there is more text: one is missing, or one too many (inside a cell"
        " write it twice)"
    )


def _check_quotes(raw: str, cells: list[str], number: int, form: tuple[str, Collection[str]]) -> None:
    """A mark inside a cell without marks, or rows inside a cell, show that one is missing."""
    separator, alone = form
    mark = re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*"|[^"{mark}]*)'
    if not re.fullmatch(rf"{cell}(?:{mark}{cell})*[\r\n]*", raw):
        raise Unreadable(
            said(
                "a quotation mark stands inside a cell that does not begin with one (put the cell in marks, and write"
                " it twice)"
            ),
            row=number,
        )
    for text in cells:
        parts = [part.strip() for part in re.split(rf"[{mark}\r\n]", text)] if "\n" in text or "\r" in text else ()
        if not {*alone}.isdisjoint(parts):
            raise Unreadable(
                said(
                    "rows stand inside one cell, {cell!r}: a quotation mark is missing before or after it",
                    cell=beginning(text, _SHOWN),
                ),
                row=number,
            )
