"""The order of a table's rows: by what they say, never by where they stand in the file.

Whoever goes through a table, adds its figures up, draws at random for its rows or names the first of those that tie
does so in this order, so a plan is the same whichever way its tables are sorted.

Rows are ordered by the columns that their table names (`Table.by`), then by its key. A column that refers to another
table goes by that table's own order; one of a closed list by the list's order; an id by its letters and figures, S2
before S10. What is unknown comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import neg, not_
from typing import Any, TypeAlias

from playbook.client.frames import Rows
from playbook.client.rows import known, natural
from playbook.client.schema import Column, Table

__all__ = ["Order"]

Row: TypeAlias = Mapping[str, Any]
_LAST = (1,)


@dataclass(frozen=True)
class Order:
    """Puts tables in order, each one before those that refer to it; `us` is the operator that comes first."""

    us: str
    _places: dict[str, dict[Any, int]] = field(default_factory=dict, init=False, repr=False)

    def of(self, tables: Iterable[Table], rows: Mapping[str, Rows]) -> dict[str, Rows]:
        """The rows of each of these tables, in order."""
        return {table.name: self._sorted(table, rows[table.name]) for table in tables}

    def _sorted(self, table: Table, rows: Rows) -> Rows:
        columns = [self._column(table, name, rows) for name in (*table.by, *table.key)]
        if table.name == "operators":
            columns = [[row["operator"] != self.us for row in rows], *columns]
        keys = [*zip(*columns, strict=True)]
        if len(set(keys)) < len(keys):  # what its key does not tell apart is told apart by every cell
            keys = [(*key, _cells(row)) for key, row in zip(keys, rows, strict=True)]
        ordered = [rows[place] for place in sorted(range(len(rows)), key=keys.__getitem__)]
        ids = dict.fromkeys(row[table.key[0]] for row in ordered)
        self._places[table.name] = {identifier: place for place, identifier in enumerate(ids)}
        return ordered

    def _column(self, table: Table, name: str, rows: Rows) -> list[Any]:
        """What each row is ordered by, of one of its columns."""
        column = table.column(name.removeprefix("-"))
        comparable = neg if name[0] == "-" else self._comparable(table, column)
        values = [row[column.name] for row in rows]
        keys = {value: (0, comparable(value)) if known(value) else _LAST for value in {*values}}
        return [keys[value] for value in values]

    def _comparable(self, table: Table, column: Column) -> Callable[[Any], Any]:
        if column.refers and column.kind == "id":
            places = self._places[column.refers.partition(".")[0]]
            return lambda value: (places[value],) if value in places else (len(places), natural(value))
        if column.kind == "choice":
            return column.allowed.index
        return _COMPARABLE.get(column.kind, lambda value: value)


_COMPARABLE: dict[str, Callable[[Any], Any]] = {
    "flag": not_,  # what is so before what is not
    "id": natural,
    "text": natural,
}


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(str(value) for name, value in row.items() if name != "row")
