"""7.1, data quality: each table's rows by how sure they are, the cells that are unknown, and whether the bills agree
with the control total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playbook.client.model import Client
from playbook.client.schema import STATUSES, Table
from playbook.steps.back.tables import TABLES, weakest_of_all
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.units import Count, Money, Percent, Printable, is_unknown

__all__ = ["DataQuality", "TableQuality", "data_quality_of"]


@dataclass(frozen=True)
class TableQuality:
    """A table: how many rows it has, how many of each status, and how many cells are unknown."""

    table: Table
    rows: int
    statuses: Mapping[str, int]
    unknown: int


@dataclass(frozen=True)
class DataQuality:
    """Every table's quality, how sure all of them are together, and what is said of them."""

    tables: tuple[TableQuality, ...]
    status: str
    findings: tuple[Finding, ...]


def data_quality_of(client: Client) -> DataQuality:
    """The quality of a client's data."""
    tables = tuple(_quality(client, table) for table in TABLES)
    return DataQuality(tables, weakest_of_all(client), (*_counted(tables), _reconciled(client)))


def _quality(client: Client, table: Table) -> TableQuality:
    statuses = client.tables(table.name).column(table.name, "status")
    counts = Counter(statuses)
    by_status = {status: counts[status] for status in STATUSES}
    return TableQuality(table, len(statuses), by_status, _unknown_cells(client, table))


def _unknown_cells(client: Client, table: Table) -> int:
    """Blank cells that say nothing, of the columns that computations read: not texts, nor when something was judged."""
    read = [
        column.name for column in table.columns if not (column.kind == "text" or column.name == "on" or column.blank)
    ]
    return sum(is_unknown(value) for name in read for value in client.tables(table.name).column(table.name, name))


def _counted(tables: Sequence[TableQuality]) -> tuple[Finding, Finding]:
    """How much of the data there is, and what is still to collect."""
    rows, empty = sum(one.rows for one in tables), sum(not one.rows for one in tables)
    figures: dict[str, Printable] = {
        "tables": Count(len(tables)),
        "filled": Count(len(tables) - empty),
        "empty": Count(empty),
        "rows": Count(rows),
        "illustrative": Percent(sum(one.statuses["illustrative"] for one in tables) / rows, 0),
        "unknown": Count(sum(one.unknown for one in tables)),
    }
    return (
        Finding("back.data_quality.quality", figures),
        Finding(f"back.data_quality.{'collect' if empty else 'nothing_to_collect'}", figures),
    )


def _reconciled(client: Client) -> Finding:
    """Whether the bills add up to the total that the client's file reports."""
    reconciliation = base_of(client).reconciliation
    amounts = {
        "total": reconciliation.total,
        "control": reconciliation.control,
        "difference": abs(reconciliation.difference),
    }
    figures = {name: Money(amount, client.currency, 2) for name, amount in amounts.items()}
    return Finding(f"back.data_quality.control_{reconciliation.verdict}", figures)
