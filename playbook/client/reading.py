"""From files to typed rows and fields: what a file has too much, too little or of another kind is named, one line a
cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from playbook.client.check import check_rows
from playbook.client.dates_in_ids import dates_in
from playbook.client.directions import name_marks
from playbook.client.frames import Rows, as_figures
from playbook.client.mangled import identifies, power_of_ten, spreadsheet_error
from playbook.client.mappings import named_fields
from playbook.client.normalised import Normalised
from playbook.client.passed_over import name_passed_over, take_totals
from playbook.client.schema import Column, Table
from playbook.client.sheets import Sheet
from playbook.client.source import Source
from playbook.client.spellings import plain
from playbook.client.typing import typed_rows
from playbook.messages import said
from playbook.sheets.unreadable import Unreadable

__all__ = ["meant", "read_fields", "read_tables"]

#: How alike a name is to one that is meant.
_LIKE = 0.8


def read_fields(source: Source, file: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    """The fields of a YAML file, typed; all unknown where it cannot be read."""
    given = named_fields(source.mapping(file), _as_table(file, columns))
    for name, value in given.items():
        if not isinstance(value, str):
            kind = said("a list") if isinstance(value, list) else said("fields of its own")
            cause = said(
                "{name} has {kind} below it; expected one value (and the other fields at the margin)",
                name=name,
                kind=kind,
            )
            source.refuse(file, Unreadable(cause, row=given.rows[name]))
    if file in source.unsound:
        return dict.fromkeys(column.name for column in columns)
    names = [column.name for column in columns]
    for name in sorted(set(given) - set(names)):
        near = get_close_matches(plain(name), names, n=1, cutoff=_LIKE)
        expected = said("a field of data/README.md{meant}", meant=meant(near))
        source.fault(file, expected, column=name, value=given[name])
    notes: list[Normalised] = []
    (values,), faults = typed_rows([given], columns, source.place(file), [None], noted=notes)
    source.normalised.extend(replace(note, row=given.rows[note.column]) for note in notes)
    source.faults.extend(faults)
    name_marks(source, file, columns, [values])
    for column in columns:
        _check_mangled(source, file, column, [(None, values[column.name])] if column.identifies else ())
    return values


def _as_table(file: str, columns: tuple[Column, ...]) -> Table:
    """The fields of a file as the columns of a table, by whose words they may be called."""
    return Table(file.partition(".")[0], "", (), columns)


def meant(near: list[str], what: str = "") -> str:
    """The question whether the name that is nearest was meant; blank where none is near."""
    return said(" (did you mean {what}{name}?)", what=what, name=near[0]) if near else ""


def read_tables(source: Source, tables: tuple[Table, ...]) -> dict[str, Rows]:
    """The rows of each table, typed; none of one that cannot be read whole."""
    return {table.name: _table(source, table) for table in tables}


def _table(source: Source, table: Table) -> Rows:
    file = f"{table.name}.csv"
    sheet = _sheet(source, table)
    _check_header(source, table, sheet.header)
    if file in source.unsound:
        return []
    for torn in sheet.torn:
        source.refuse(file, torn)
    name_passed_over(source, file, sheet)
    take_totals(source, table, sheet)
    rows, faults = typed_rows(sheet.rows, table.columns, source.place(file), sheet.numbers, noted=source.normalised)
    source.faults.extend(faults)
    source.unsound.update(f"{table.name}.{fault.column}" for fault in faults)
    rows = [{**row, "row": number} for row, number in zip(rows, sheet.numbers, strict=True)]
    name_marks(source, file, table.columns, rows)
    for column in table.columns:
        if column.kind == "id" or identifies(column, table):
            _check_mangled(source, file, column, [(row["row"], row[column.name]) for row in rows])
    check_rows(source, table, rows)
    return [] if sheet.torn else as_figures(rows, table)


def _sheet(source: Source, table: Table) -> Sheet:
    """The table as its file has it; a compulsory one has rows."""
    file = f"{table.name}.csv"
    is_empty = source.book is None and not source.contents.get(file, b"").strip(b"\xef\xbb\xbf\r\n\t ,")
    sheet = Sheet() if is_empty and table.required else source.sheet(table)
    if table.required and not (sheet.rows or sheet.torn) and file not in source.unsound:
        source.refuse(file, Unreadable(expected=said("at least one row: this table is compulsory")))
    return sheet


def _check_header(source: Source, table: Table, header: tuple[str, ...]) -> None:
    """Columns that the table does not have, and those that it must have; a misspelt one is told once."""
    file, absent = f"{table.name}.csv", [column.name for column in table.columns if column.name not in header]
    for name in sorted(set(header) - {column.name for column in table.columns}):
        near = get_close_matches(plain(name), absent, n=1, cutoff=_LIKE)
        source.fault(file, said("a column of data/README.md{meant}", meant=meant(near)), column=name)
        if near and table.column(near[0]).required:
            source.unsound.add(file)
            absent.remove(near[0])
    for name in sorted(name for name in absent if header and table.column(name).required):
        source.fault(file, said("this column"), column=name)
        source.unsound.add(file)


def _check_mangled(source: Source, file: str, column: Column, cells: Iterable[tuple[int | None, Any]]) -> None:
    """Name the ids that a spreadsheet made something else of."""
    rows: dict[str, list[int | None]] = {}
    for number, value in cells:
        if value is not None:
            rows.setdefault(value, []).append(number)
    dates = dates_in(rows)
    for value, numbers in rows.items():
        mend = said("write the one that is meant, and format the column as text")
        if maybe := power_of_ten(value):
            expected = said("the number as it was before a spreadsheet made a power of ten of it: {maybe}", maybe=maybe)
        elif spreadsheet_error(value):
            expected, mend = said("a value, not a spreadsheet's error"), said("write the value")
        elif value in dates:
            expected = dates[value]
        else:
            continue
        for number in numbers:
            source.fault(file, expected, row=number, column=column.name, value=value, mend=mend)
