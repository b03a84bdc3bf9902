"""Which way a client's texts run: marks that turn the text around them are named, and left out; what runs from the
right, such as Arabic or Hebrew, is isolated.

Named as a file is read; left out when all is checked, so that checks and faults see a cell as its file has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from playbook.client.frames import Rows
from playbook.client.schema import Column
from playbook.client.source import Source
from playbook.letters import isolated, undirected
from playbook.messages import said

__all__ = ["name_marks", "straight", "straight_tables"]

_RULE = "text.direction_marks"


def name_marks(source: Source, file: str, columns: Iterable[Column], rows: Sequence[Mapping[str, Any]]) -> None:
    """Warn of each text with marks that turn what stands around them. A row's number is its `row`, where it has
    one."""
    for name in (column.name for column in columns if column.kind == "text"):
        turned = {value for value in {row.get(name) for row in rows} if value and undirected(value) != value}
        for row in rows if turned else ():
            if row.get(name) in turned:
                _warn(source, file, name, row)


def _warn(source: Source, file: str, column: str, row: Mapping[str, Any]) -> None:
    expected = said("text without marks that turn the direction of letters; they are left out")
    mend = said("take them out of the cell")
    source.warn(_RULE, file, expected, row=row.get("row"), column=column, value=row[column], mend=mend)


def straight_tables(tables: Mapping[str, Rows]) -> dict[str, Rows]:
    """The tables, every text of which turns nothing around it."""
    return {name: rows if _plain(rows) else [straight(row) for row in rows] for name, rows in tables.items()}


def _plain(rows: Rows) -> bool:
    """Whether every text is in letters that run from the left, without a mark: told in a moment for many rows."""
    texts = (value for name in (rows[0] if rows else ()) for value in {*map(itemgetter(name), rows)})
    return all(value.isascii() or straight({"": value})[""] == value for value in texts if isinstance(value, str))


def straight(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """One row, or the fields of a file, likewise; the same object where nothing is to be changed."""
    changed = {
        name: text
        for name, value in fields.items()
        if isinstance(value, str) and not value.isascii() and (text := isolated(undirected(value))) != value
    }
    return {**fields, **changed} if changed else fields
