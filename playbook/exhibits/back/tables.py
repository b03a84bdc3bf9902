"""TODO."""

from __future__ import annotations

from typing import Any

from playbook.client.market_tables import MARKET_TABLES
from playbook.client.schema import Table
from playbook.client.tables import CLIENT_TABLES
from playbook.exhibits.compose import ClientPage
from playbook.steps.status import weakest

__all__ = []

_TABLES: tuple[Table, ...] = (*CLIENT_TABLES, *MARKET_TABLES)


def _column(page: ClientPage, table: Table, column: str) -> list[Any]:
    return page.tables(table.name).column(table.name, column)


def _status(page: ClientPage) -> str:
    return weakest(status for table in _TABLES for status in _column(page, table, "status"))
