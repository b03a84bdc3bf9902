"""What of a table's file is no row of it: titles, notes, empty columns, and totals of the rows above."""

from __future__ import annotations

from collections.abc import Sequence

from playbook.client.mangled import totals
from playbook.client.normalised import Normalised
from playbook.client.schema import Column, Table
from playbook.client.sheets import Sheet
from playbook.client.source import Source
from playbook.messages import said
from playbook.sheets.numbers import read_number

__all__ = ["name_passed_over", "take_totals"]

#: Each row's amount may have been rounded by so much.
_ROUNDING = 0.01


def name_passed_over(source: Source, file: str, sheet: Sheet) -> None:
    """Note how a table's cells were told from what stands around them."""
    place = source.place(file)
    source.normalised.extend(Normalised(place, "", how) for how in sheet.how.split())
    for at, (column, given) in enumerate(sheet.words.items()):
        if not at:
            how, count = "header.word", len(sheet.words)
            source.normalised.append(Normalised(place, "", how, count, sheet.header_row, given, column))
    for dropped in sheet.dropped:
        source.normalised.append(Normalised(place, "", dropped.how, dropped.count, dropped.row, dropped.text))


def take_totals(source: Source, table: Table, sheet: Sheet) -> None:
    """Take out the rows that are totals of others: nothing else about them is to be mended.

    Those below the last row that are the sum of the rows above are noted; any other is a fault.
    """
    file, found = f"{table.name}.csv", totals(sheet.rows, table)
    body = [row for place, row in enumerate(sheet.rows) if place not in found]
    below = len(sheet.rows)
    while below - 1 in found:
        below -= 1
    for place, column in sorted(found.items(), reverse=True):
        row, number = sheet.rows.pop(place), sheet.numbers.pop(place)
        if place >= below and _is_sum(row, body, table.columns):
            source.normalised.append(Normalised(source.place(file), "", "layout.total", 1, number, row[column]))
        else:
            expected = said("a row of its own, not a total of others: take this row out")
            source.fault(file, expected, row=number, column=column, value=row[column])


def _is_sum(total: dict[str, str], body: Sequence[dict[str, str]], columns: tuple[Column, ...]) -> bool:
    """Whether every amount of a row is the sum of those above it, but for rounding."""
    amounts = [column.name for column in columns if column.unit.startswith("currency") and total.get(column.name)]
    sums = [[_figure(row[name]) for row in (total, *body)] for name in amounts]
    return (
        bool(sums)
        and len(body) > 1
        and all(abs(first - sum(others)) <= _ROUNDING * (1 + len(others)) for first, *others in sums)
    )


def _figure(cell: str) -> float:
    """The number in a cell; one that cannot be told makes no sum."""
    value = read_number(cell).value if cell.strip() else "0"
    return float("nan") if value is None else float(value)
