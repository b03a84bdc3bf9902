"""An exhibit's table from one list of columns: each says its name, what a row's cell is made of, and what the total is.

    table(page, records(found.risks), (
        Column("risk", lambda row: row["name"], "category"),
        Column("amount", lambda row: Money(row["amount_month"], currency), "y", currency, numeric=True, reason=unsized),
    ))

A column's label is the topic's message of that name (`planning.risks.amount`), unless another is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from playbook.exhibits.compose import Page, cell
from playbook.exhibits.exhibit import Cell, Field, Values
from playbook.units import Printable

__all__ = ["EMPTY", "Column", "Content", "Row", "table", "with_rows"]

Row = Mapping[str, Any]
#: What a cell is made of: a value as it prints, a text, None for unknown; or the cell itself.
Content = Printable | str | Cell | None
#: A cell that says nothing.
EMPTY = Cell("", "")


@dataclass(frozen=True)
class Column:
    """A column of a table: `made` gives what a row's cell is made of, `reason` why it is unknown where it is; `total`
    is what the total's cell is made of.

    `role` and `unit` are those of :class:`~playbook.exhibits.exhibit.Field`. A reason may depend on the row.
    """

    name: str
    made: Callable[[Row], Content]
    role: str = "label"
    unit: str = ""
    numeric: bool = False
    label: str = ""
    reason: str | Callable[[Row], str] = ""
    total: Content = EMPTY


def table(page: Page[Any], rows: Iterable[Row], columns: Sequence[Column], *, total: bool = False) -> Values:
    """The values of these rows in these columns; with `total` a last row of the columns' totals."""
    fields = tuple(
        Field(one.name, one.label or page.say(f"{page.topic}.{one.name}"), one.role, one.unit, one.numeric)
        for one in columns
    )
    body = [tuple(_cell(page, one.made(row), _reason(one, row)) for one in columns) for row in rows]
    last = [tuple(_cell(page, one.total, "") for one in columns)] if total else []
    return Values(fields, (*body, *last))


def _cell(page: Page[Any], content: Content, reason: str) -> Cell:
    return content if isinstance(content, Cell) else cell(content, page.lang, reason)


def _reason(column: Column, row: Row) -> str:
    return column.reason(row) if callable(column.reason) else column.reason


def with_rows(page: Page[Any], values: Values, rows: Iterable[Mapping[str, Content]]) -> Values:
    """The values with further rows below, sums for the most part, by the columns' names; where a row says nothing there
    is a dash."""
    names = [field.name for field in values.fields]
    more = (tuple(_cell(page, row.get(name, "–"), "") for name in names) for row in rows)
    return replace(values, rows=(*values.rows, *more))
