"""References: what one table says of another is there, and one id has one spelling."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playbook.client.alike import Spellings, check_unlisted
from playbook.client.frames import Rows
from playbook.client.market_tables import MARKET_TABLES
from playbook.client.near import mend_of
from playbook.client.schema import Column, Table
from playbook.client.source import Source
from playbook.client.spellings import plain
from playbook.client.together import MISSING
from playbook.messages import said
from playbook.units import is_unknown

__all__ = ["Known", "Part", "check_references", "check_spellings"]

_MARKETS = frozenset(table.name for table in MARKET_TABLES)


@dataclass(frozen=True)
class Part:
    """One of the folders that a client is made of: its tables, and the fields of its YAML file."""

    source: Source
    tables: tuple[Table, ...]
    file: str
    columns: tuple[Column, ...]
    fields: Mapping[str, Any]


@dataclass
class Known:
    """The rows that references are checked in; `held` counts the columns that wait for theirs."""

    rows: Mapping[str, Rows]
    unsound: frozenset[str]
    held: int = 0

    def check(self, source: Source, file: str, column: Column, cells: Iterable[tuple[int | None, Any]]) -> None:
        """Name each cell of a column that refers to nothing."""
        given = list(cells) if column.refers else []
        allowed = self._allowed(column) if given else None
        if allowed is None:
            return
        mends = dict[str, str]()
        for number, value in given:
            if value not in allowed and not _spelled(value, allowed):
                mends[value] = mends.get(value) or _mend(value, column, allowed)
                expected = said("one that {column} has", column=column.refers)
                source.fault(
                    file, expected, row=number, column=column.name, value=value, mend=mends[value], rule=MISSING
                )

    def _allowed(self, column: Column) -> set[Any] | None:
        """What a column may refer to; None where that cannot be told."""
        table, _, name = column.refers.partition(".")
        if self.unsound & {f"{table}.csv", column.refers}:
            self.held += 1
            return None
        if table in _MARKETS and not self.rows[table]:
            return None  # a market may be known in part: what it does not list yet is no fault of who names it
        return {row[name] for row in self.rows[table]}


def check_references(part: Part, known: Known) -> None:
    """Name what refers to nothing in a folder's tables and fields."""
    for table in part.tables:
        for column in table.columns:
            known.check(part.source, f"{table.name}.csv", column, _cells(known.rows[table.name], column))
    for column in part.columns:
        value = part.fields.get(column.name)
        known.check(part.source, part.file, column, [] if is_unknown(value) else [(None, value)])


def _mend(value: str, column: Column, allowed: Collection[Any]) -> str:
    """The id that is meant, or the file that lacks it."""
    table = f"{column.refers.partition('.')[0]}.csv"
    known = [one for one in allowed if one is not None]
    return mend_of(value, known) or said("add it to {file}, or name one that is there", file=table)


def _spelled(value: Any, allowed: Iterable[Any]) -> bool:
    """Whether it is there, but in another spelling: that is said once, of all that are spelled so."""
    return plain(value) in {plain(one) for one in allowed if one is not None}


def _cells(rows: Rows, column: Column) -> Iterator[tuple[int, Any]]:
    for row in rows:
        value = row[column.name]
        if not is_unknown(value):
            yield from ((row["row"], item) for item in (value if column.kind == "ids" else (value,)))


def check_spellings(client: Part, market: Part, known: Known) -> None:
    """One id, one spelling; and a contract that is billed is listed where contracts are."""
    spellings = Spellings()
    for part in (client, market):
        for table in part.tables:
            spellings.gather(part.source, table, known.rows[table.name])
    spellings.gather_fields(client.source, client.file, client.columns, client.fields)
    spellings.check()
    if "contracts.csv" not in known.unsound:
        check_unlisted(client.source, known.rows["bills"], known.rows["contracts"])
