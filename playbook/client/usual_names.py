"""What ids of a market are called where no table of the market names them.

A client may begin without a market, or with a part of one: its tables then use ids of services and operators that
nothing defines. They have names all the same: those that are usual, else the ids themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from playbook.client.frames import Rows
from playbook.client.house_names import standard_operators, standard_services
from playbook.client.market_tables import MARKET_TABLES
from playbook.client.rows import natural
from playbook.client.schema import Column, Table
from playbook.units import Name, is_unknown

__all__ = ["used_ids", "usual_names"]

Fields = Mapping[str, Any]

#: The usual ids of a market's table and their names.
_USUAL: Mapping[str, Callable[[], Mapping[str, Name]]] = {
    "services": standard_services,
    "operators": standard_operators,
}


def usual_names(table: str, ids: Iterable[str]) -> dict[str, Name]:
    """The names of these ids of a market's table, the usual ones first and in their order, then by letters and figures.

    >>> usual_names("services", ["x-2", "data", "local_voice"])["x-2"].zh
    'x-2'
    """
    usual = _USUAL[table]() if table in _USUAL else {}
    places = {identifier: place for place, identifier in enumerate(usual)}
    ordered = sorted(set(ids), key=lambda one: (places.get(one, len(places)), natural(one)))
    return {one: usual.get(one, Name(one, one)) for one in ordered}


def used_ids(
    tables: Iterable[tuple[Table, Rows]], fields: Iterable[tuple[Iterable[Column], Fields]]
) -> dict[str, tuple[str, ...]]:
    """By each of the market's tables, the ids of it that tables and YAML files use."""
    used: dict[str, dict[str, None]] = {table.name: {} for table in MARKET_TABLES}
    for column, values in _references(tables, fields):
        table = column.refers.partition(".")[0]
        for value in values if table in used else ():
            if not is_unknown(value):
                used[table].update(dict.fromkeys(value if column.kind == "ids" else (value,)))
    return {table: tuple(ids) for table, ids in used.items()}


def _references(
    tables: Iterable[tuple[Table, Rows]], fields: Iterable[tuple[Iterable[Column], Fields]]
) -> Iterator[tuple[Column, Iterable[Any]]]:
    """Each column that refers to a table, and what it holds."""
    for table, rows in tables:
        yield from ((column, (row[column.name] for row in rows)) for column in table.columns if column.refers)
    for columns, given in fields:
        yield from ((column, (given.get(column.name),)) for column in columns if column.refers)
