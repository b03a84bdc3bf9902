"""The form that a client's tables are kept in: read before an import, written after it. The one place of the intake
that knows which form that is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from playbook.client.files import Source
from playbook.client.schema import Table
from playbook.errors import DataError, Fault, UserError
from playbook.files import put
from playbook.messages import said

__all__ = ["read_rows", "write_rows"]

Cells = Mapping[str, str]


def read_rows(folder: Path, table: Table) -> list[Cells]:
    """The rows of a client's table as text; none where there is no such table yet.

    Raises DataError where the table cannot be read whole: nothing is put into a table that is torn.
    """
    faults: list[Fault] = []
    source = Source(folder, f"clients/{folder.name}", faults)
    name = f"{table.name}.csv"
    if not source.contents.get(name, b"").strip(b"\xef\xbb\xbf\r\n\t ,"):
        return []
    sheet = source.sheet(name, [column.name for column in table.columns])
    for torn in sheet.torn:
        source.refuse(name, torn)
    if faults:
        raise DataError(faults)
    return list(sheet.rows)


def write_rows(folder: Path, table: Table, rows: Sequence[Cells]) -> Path:
    """Put a table in its place in one step: the columns of the description that a row fills, in its order.

    Raises UserError where it cannot be written; the table is then as it was.
    """
    used = {name for row in rows for name, text in row.items() if text}
    names = [column.name for column in table.columns if column.required or column.name in used]
    names += sorted(used - {*names})
    content = io.StringIO(newline="")
    writer = csv.DictWriter(content, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / f"{table.name}.csv"
    try:
        return put(path, content.getvalue().encode())
    except OSError as error:
        raise UserError(said("{path}: cannot be written ({why})", path=str(path), why=str(error.strerror))) from None
