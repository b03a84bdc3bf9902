"""Which way a client's texts run: marks that turn the text around them are named, and left out; what runs from the
right, such as Arabic or Hebrew, is isolated.

Named as a file is read; left out when all is checked, so that checks and faults see a cell as its file has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from playbook.client.files import Source
from playbook.client.frames import Rows
from playbook.client.schema import Column
from playbook.letters import isolated, undirected
from playbook.messages import said

__all__ = ["name_marks", "straight", "straight_tables"]

_RULE = "text.direction_marks"


def name_marks(source: Source, file: str, columns: Iterable[Column], rows: Sequence[Mapping[str, Any]]) -> None:
    """Warn of each text with marks that turn what stands around them. A row's number is its `row`, where it has
    one."""
    for name in (column.name for column in columns if column.kind == "text"):
        if all(map(str.isascii, filter(None, [row.get(name) for row in rows]))):
            continue
        for row in rows:
            value = row.get(name) or ""
            if undirected(value) != value:
                _warn(source, file, row.get("row"), name, value)


def _warn(source: Source, file: str, number: int | None, column: str, value: str) -> None:
    expected = said("text without marks that turn the direction of letters; they are left out")
    source.warn(_RULE, file, expected, row=number, column=column, value=value, mend=said("take them out of the cell"))


def straight_tables(tables: Mapping[str, Rows]) -> dict[str, Rows]:
    """The tables, every text of which turns nothing around it."""
    return {name: [straight(row) for row in rows] for name, rows in tables.items()}


def straight(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """One row, or the fields of a file, likewise; the same object where nothing is to be changed."""
    changed = {
        name: text
        for name, value in fields.items()
        if isinstance(value, str) and not value.isascii() and (text := isolated(undirected(value))) != value
    }
    return {**fields, **changed} if changed else fields
