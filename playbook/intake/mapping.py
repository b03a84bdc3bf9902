"""A map says how other people's exports become tables of a client: which file, which table, which column is which.

It is written by people in YAML and built once, frozen; what the YAML says wrongly is named there and then, before any
export is opened (:mod:`playbook.intake.map_file`). `docs/import.md` describes the format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from playbook.client.schema import Table
from playbook.intake.units import Unit

__all__ = ["Import", "Made", "Origin", "Unpivot", "period_columns"]


@dataclass(frozen=True)
class Origin:
    """Where rows come from: files whose names are like `file`, or a database's URL and a query.

    `sheet` picks sheets of a workbook by name; `encoding`, `separator` and `decimal` are stated where a file cannot
    tell; `header` is the row of the header, where it cannot be found. `row` is the import's row in the map.
    """

    file: str
    row: int = 1
    sheet: str = ""
    query: str = ""
    encoding: str = ""
    separator: str = ""
    decimal: str = "."
    header: int | None = None

    @property
    def is_database(self) -> bool:
        """Whether the rows come by a query."""
        return "://" in self.file


@dataclass(frozen=True)
class Unpivot:
    """Columns that are months, and become rows: those whose headers are like one of `columns` (all that are headed by a
    month, where none is named). Their cells go `into` that column; `year` is the one that headers leave out."""

    into: str
    columns: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True)
class Made:
    """An id that the source does not have, made from other columns of the row: as a `slug` of their words, or
    `numbered` with a prefix, one number for all rows that say the same there."""

    way: Literal["slug", "numbered"]
    columns: tuple[str, ...]
    prefix: str = ""


@dataclass(frozen=True)
class Import:
    """One export, and the table that it becomes part of.

    `columns` say for a column of ours which header of the source it is; `values` what a cell there means (by its plain
    form); `constants` what every row says; `units` in which a column of numbers comes. `fill` are headers whose blank
    cells mean the cell above; `drop` says which rows are left out, by header; `ids` are made; `add` are the columns
    that are added up where several rows have one key.
    """

    origin: Origin
    table: Table
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    unpivot: Unpivot | None = None
    fill: tuple[str, ...] = ()
    drop: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: Mapping[str, Made] = field(default_factory=dict)
    add: tuple[str, ...] = ()

    @property
    def stated(self) -> tuple[str, ...]:
        """The columns of ours that the import says something about."""
        months = (*period_columns(self.table), self.unpivot.into) if self.unpivot else ()
        return (*self.columns, *months, *self.ids, *self.constants)


def period_columns(table: Table) -> tuple[str, ...]:
    """The columns of a table that say which month a row is of.

    >>> from playbook.client.bill_tables import BILL_TABLES
    >>> period_columns(BILL_TABLES[0])
    ('from', 'to')
    """
    names = [column.name for column in table.columns if column.kind in ("period", "month")]
    return ("from", "to") if "from" in names and "to" in names else tuple(names[:1])
