"""What tables hold at a date, where one refers to another: a contact is there, though what was judged of it came
later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from playbook.client.frames import Rows
from playbook.client.schema import Column, Table

__all__ = ["latest", "with_named"]


def with_named(tables: Iterable[Table], at_date: Mapping[str, Rows], ever: Mapping[str, Rows]) -> dict[str, Rows]:
    """The tables at a date; `ever` are all of their rows. A row that others refer to, and that was judged later only,
    is there by its name.

    Every other cell of it that may be blank is unknown. Without it, what refers to it would refer to nothing.
    """
    complete, known = dict(at_date), list(tables)
    for table in known:
        if table.dated and len(table.key) == 1:
            wanted = {value for name, column in _references(known, table) for value in _values(complete[name], column)}
            complete[table.name] = _with(complete[table.name], ever[table.name], table, wanted)
    return complete


def latest(rows: Rows, key: tuple[str, ...], day: date) -> Rows:
    """Per key the latest row that is not after a day; a row without a date counts as the earliest."""
    known = [row for row in rows if row["on"] is None or row["on"] <= day]
    by_key = {tuple(row[name] for name in key): row for row in sorted(known, key=lambda row: row["on"] or date.min)}
    return list(by_key.values())


def _references(tables: Iterable[Table], table: Table) -> Iterator[tuple[str, str]]:
    """The tables and columns that refer to a table's key."""
    for other in tables:
        yield from (
            (other.name, column.name) for column in other.columns if column.refers == f"{table.name}.{table.key[0]}"
        )


def _values(rows: Rows, column: str) -> Iterator[Any]:
    for row in rows:
        yield from row[column] if isinstance(row[column], tuple) else (row[column],)


def _with(rows: Rows, ever: Rows, table: Table, wanted: set[Any]) -> Rows:
    """The rows, and of each that is wanted and not among them the earliest that comes later, by its name."""
    key, there = table.key[0], {row[table.key[0]] for row in rows}
    later = sorted((row for row in ever if row[key] in wanted - there), key=lambda row: row["on"] or date.max)
    first = {row[key]: row for row in reversed(later)}
    named = [
        {**row, **{column.name: _blank(column) for column in table.columns if not _names(column)}}
        for row in first.values()
    ]
    return [*rows, *named]


def _names(column: Column) -> bool:
    """Whether a column says what a row is, not what was judged of it."""
    return column.required or (column.kind == "text" and not column.name.startswith(("by", "evidence")))


def _blank(column: Column) -> float | None:
    return float("nan") if column.kind in ("number", "integer") else None
