"""Every table that a plan is made from, its client's and its market's."""

from __future__ import annotations

from playbook.client.market_tables import MARKET_TABLES
from playbook.client.model import Client
from playbook.client.schema import Table
from playbook.client.tables import CLIENT_TABLES
from playbook.steps.status import weakest

__all__ = ["TABLES", "weakest_of_all"]

TABLES: tuple[Table, ...] = (*CLIENT_TABLES, *MARKET_TABLES)


def weakest_of_all(client: Client) -> str:
    """How sure all rows of all tables are together."""
    return weakest(status for table in TABLES for status in client.tables(table.name).column(table.name, "status"))
