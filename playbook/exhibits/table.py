"""A table as an exhibit shows it: columns, rows of cells, and rows of headings that span columns.

Most exhibits without a figure show their values as they are (:func:`table_of`). Some show them in another form: under
headings, as two panels side by side, several rows folded into one, with gaps marked and links to other exhibits.

>>> table = Table((Field("a", "A"), Field("b", "B")), ((Span("Both", 2),), (Cell(1, "1"), Cell(2, "2"))))
>>> [is_heading(row) for row in table.rows]
[True, False]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from playbook.exhibits.values import Cell, Field, Values
from playbook.units import UNKNOWN, Lang

__all__ = ["Row", "Span", "Table", "is_heading", "table_of"]


@dataclass(frozen=True)
class Span:
    """A heading over so many columns."""

    heading: str
    columns: int

    def as_json(self) -> dict[str, Any]:
        """`{"heading", "columns"}`."""
        return dict(vars(self))


#: A row: a cell a column, or headings that together span them all.
Row = Sequence[Cell] | Sequence[Span]


@dataclass(frozen=True)
class Table:
    """What is shown: its columns by their heads, and its rows in order."""

    fields: tuple[Field, ...]
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """`{"fields": [..], "rows": [[a cell or a span]]}`."""
        return {
            "fields": [vars(column) for column in self.fields],
            "rows": [[one.as_json() for one in row] for row in self.rows],
        }

    def texts(self) -> Iterator[str]:
        """All that it says."""
        yield from (column.label for column in self.fields)
        for one in (one for row in self.rows for one in row):
            yield from (one.heading,) if isinstance(one, Span) else (one.printed, one.reason)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Table:
        """The table again."""
        return cls(
            tuple(Field(**column) for column in data["fields"]), tuple(tuple(map(_read, row)) for row in data["rows"])
        )


def _read(data: Mapping[str, Any]) -> Any:
    return Span(**data) if "heading" in data else Cell(**data)


def is_heading(row: Row) -> bool:
    """True for a row of headings."""
    return any(isinstance(one, Span) for one in row)


def table_of(values: Values, lang: Lang) -> Table:
    """The values as they are; an unknown one without words of its own says so."""
    return Table(values.fields, tuple(tuple(_worded(cell, lang) for cell in row) for row in values.rows))


def _worded(cell: Cell, lang: Lang) -> Cell:
    return cell if cell.known or cell.printed else replace(cell, printed=UNKNOWN[lang])
