"""The form that a client's tables are kept in: read before an import, written after it. The one place of the intake
that knows which form that is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from playbook.client.forms.parts import CLIENT
from playbook.client.schema import Column, Table
from playbook.client.shown import places_of, shown
from playbook.client.source import Source
from playbook.client.understanding import understood
from playbook.client.unread import check_form
from playbook.errors import DataError, Fault, UserError
from playbook.files import put
from playbook.intake.book.convert import write_form
from playbook.messages import said

__all__ = ["read_rows", "write_rows"]

Cells = Mapping[str, str]


def read_rows(folder: Path, tables: Iterable[Table]) -> dict[str, list[Cells]]:
    """The rows of some of a client's tables as text, by the table's name; none where there is no such table yet.

    Raises DataError where one cannot be read whole: nothing is put into a table that is torn.
    """
    source = Source(folder, f"clients/{folder.name}", list[Fault]())
    check_form(source)
    rows = {table.name: _rows(source, table) for table in tables}
    if source.faults:
        raise DataError(shown(fault, places_of(source)) for fault in source.faults)
    return rows


def _rows(source: Source, table: Table) -> list[Cells]:
    name = f"{table.name}.csv"
    if not source.book and not source.contents.get(name, b"").strip(b"\xef\xbb\xbf\r\n\t ,"):
        return []
    sheet = source.sheet(table)
    for torn in sheet.torn:
        source.refuse(name, torn)
    readers = {column.name: _reader(column) for column in table.columns if column.kind != "text"}
    return [{column: readers.get(column, str)(text) for column, text in row.items()} for row in sheet.rows]


def _reader(column: Column) -> Callable[[str], str]:
    """What a cell says in the codebook's form, where it says it in another one: two rows of one key are to be seen."""

    def read(text: str) -> str:
        value = understood(column, text).value
        return text if value is None else value

    return lru_cache(maxsize=65536)(read)


def write_rows(folder: Path, tables: Mapping[Table, Sequence[Cells]]) -> None:
    """Put tables in their places, each in one step, or all in the client's workbook. Raises UserError where one cannot
    be written; it is then as it was."""
    if (folder / CLIENT.workbook).exists():
        write_form(folder, CLIENT, {table.name: rows for table, rows in tables.items()})
        return
    for table, rows in tables.items():
        path = folder / f"{table.name}.csv"
        try:
            put(path, _csv(table, rows))
        except OSError as error:
            raise UserError(
                said("{path}: cannot be written ({why})", path=str(path), why=str(error.strerror))
            ) from None


def _csv(table: Table, rows: Sequence[Cells]) -> bytes:
    """A table with its compulsory columns and those that a row fills, in the order of its description."""
    used = {name for row in rows for name, text in row.items() if text}
    names = [column.name for column in table.columns if column.required or column.name in used]
    names += sorted(used - {*names})
    content = io.StringIO(newline="")
    writer = csv.DictWriter(content, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return content.getvalue().encode()
