"""Which rows of a client's tables are not the same in two loads: the causes of what changed between two plans.

Tables are compared row by row, by the columns that tell their rows apart, so the order of rows means nothing. Of a row
that stands in both loads each value that differs is one change; a row that stands in one alone is one change too, its
values told in short. Who gave a row, when, and from which source is said beside the change, and is no change by itself,
in whichever language.

A text and its twins are one value; numbers, dates and ids are compared as they are typed. Unknown equals unknown. How
sure a row is counts as a change only where nothing else of it changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from playbook.client.market_tables import MARKET_TABLES
from playbook.client.model import Client, Tables
from playbook.client.rows import natural
from playbook.client.schema import Column, Table
from playbook.client.tables import CLIENT_TABLES
from playbook.units import Name, is_unknown, name_of

__all__ = ["RowChange", "row_changes"]

Row = Mapping[str, Any]
#: Columns that say where a row comes from, or stands in lists, not what it says.
_ORIGIN = ("by", "on", "source", "order")
_SHORT_KINDS = ("number", "integer", "choice", "flag")


@dataclass(frozen=True)
class RowChange:
    """One change of one row. `kind` is new, gone or changed; `column` is None for a whole row, whose values are then in
    `values`.

    `key` are the values that tell the row apart; `ids` every id that it names, before or after; `old` and `new` are
    typed values (Name for a text with twins). `by`, `on` and `source` are those of the row that holds now (of a row
    that is gone: that held), `row` its number in the file.
    """

    table: str
    key: tuple[str, ...]
    kind: str
    column: str | None
    old: Any
    new: Any
    values: tuple[tuple[str, Any], ...]
    ids: frozenset[str]
    by: Name
    on: date | None
    source: Name
    status: str
    row: int

    @property
    def told(self) -> bool:
        """True for a value that is no free text: a number, a choice, a date, ids; or a whole row."""
        return not isinstance(self.new if self.new is not None else self.old, Name)


def row_changes(before: Client, after: Client) -> tuple[RowChange, ...]:
    """Every change between two loads of a client, its market's tables last; in the order of the tables, then by key."""
    pairs = ((before, after, CLIENT_TABLES), (before.market, after.market, MARKET_TABLES))
    return tuple(
        change for first, second, tables in pairs for table in tables for change in _table(table, first, second)
    )


def _table(table: Table, before: Tables, after: Tables) -> Iterator[RowChange]:
    if (
        table.name not in before.frames
        or table.name not in after.frames
        or before.frames[table.name].equals(after.frames[table.name])
    ):
        return
    old, new = (_keyed(table, tables.rows(table.name)) for tables in (before, after))
    for key in sorted(old.keys() | new.keys(), key=lambda key: [natural(part) for part in key]):
        if key not in new:
            yield _whole(table, key, old[key], kind="gone")
        elif key not in old:
            yield _whole(table, key, new[key], kind="new")
        else:
            yield from _values(table, key, old[key], new[key])


def _keyed(table: Table, rows: Sequence[Row]) -> dict[tuple[str, ...], Row]:
    """The rows by what tells them apart; credits of one bill, of which there may be several, by their place among them,
    the largest first."""
    keyed, credits = dict[tuple[str, ...], Row](), Counter[tuple[str, ...]]()
    for row in rows:
        if not row.get("credit"):
            keyed[_key(table, row)] = row
    for row in sorted((row for row in rows if row.get("credit")), key=lambda row: (row["amount_month"], row["row"])):
        key = _key(table, row)
        credits[key] += 1
        keyed[*key, f"credit {credits[key]}"] = row
    return keyed


def _key(table: Table, row: Row) -> tuple[str, ...]:
    return tuple("" if is_unknown(row[name]) else str(row[name]) for name in table.key)


def _whole(table: Table, key: tuple[str, ...], row: Row, *, kind: str) -> RowChange:
    values = tuple(
        (column.name, row[column.name])
        for column in table.columns
        if column.kind in _SHORT_KINDS
        and column.name not in (*table.key, "status", "order")
        and not is_unknown(row[column.name])
    )
    return RowChange(table.name, key, kind, None, None, None, values, _ids(table, row), **_origin(row))


def _values(table: Table, key: tuple[str, ...], old: Row, new: Row) -> Iterator[RowChange]:
    ids = _ids(table, old) | _ids(table, new)
    pairs = [(column.name, _value(table, column, old), _value(table, column, new)) for column in _compared(table)]
    different = [pair for pair in pairs if pair[1] != pair[2]]
    for name, first, second in different:
        if name != "status" or len(different) == 1:
            yield RowChange(table.name, key, "changed", name, first, second, (), ids, **_origin(new))


def _compared(table: Table) -> Sequence[Column]:
    """The columns that say something: no twins (they go with their text), no origin."""
    names = {column.name for column in table.columns}
    twins = {f"{name}_{lang}" for name in names for lang in ("zh", "en")}
    return [column for column in table.columns if column.name not in (*table.key, *_ORIGIN, *(twins & names))]


def _value(table: Table, column: Column, row: Row) -> Any:
    value = row[column.name]
    if f"{column.name}_zh" in row:
        name = name_of(row, column.name)
        return name if name.zh or name.en else None
    if is_unknown(value):
        return None
    return tuple(value) if column.kind == "ids" else value


def _ids(table: Table, row: Row) -> frozenset[str]:
    """Every id that the row names: those that tell it apart, and those that it refers to in other tables."""
    ids: set[str] = set(filter(None, _key(table, row)))
    for column in table.columns:
        if column.refers and not column.refers.startswith(f"{table.name}.") and not is_unknown(row[column.name]):
            ids |= set(row[column.name]) if column.kind == "ids" else {str(row[column.name])}
    return frozenset(ids)


def _origin(row: Row) -> dict[str, Any]:
    on = row.get("on")
    return {
        "by": name_of(row, "by"),
        "on": None if is_unknown(on) else on,
        "source": name_of(row, "source"),
        "status": str(row["status"]),
        "row": int(row["row"]),
    }
