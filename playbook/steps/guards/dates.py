"""Dates that a plan should not rest on: what is done after its date, and judgements older than a year before it.

A plan of the past leaves out what came since, and rightly: nothing is said to be ahead of it. A plan is one of the past
where it was asked for by its date, or where the client has bills of the months since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from playbook.client.days import last_day
from playbook.client.model import Client
from playbook.client.schema import Table
from playbook.client.tables import CLIENT_TABLES
from playbook.steps.guards.caution import Caution, file_of, key_of, table_of
from playbook.units import Count, Day, Name, is_unknown

__all__ = ["odd_dates"]

#: Columns of what has been. What is planned, agreed or expected may lie ahead: `start` of a task, `ends` of a contract.
_HAS_BEEN = (("tasks", "done_on"), ("visits", "done_on"), ("moves", "since"), ("events", "start"))
#: Events that are known before they come.
_ANNOUNCED = ("agreement", "organisation")


def odd_dates(client: Client) -> Iterator[Caution]:
    """The cautions about dates."""
    astray = {(fault.file, fault.row) for fault in client.warnings if fault.rule == "dates.astray"}
    if client.as_of == client.own_day and not client.later_bills:
        yield from (one for one in _ahead(client) if (one.file, one.row) not in astray)
        yield from _judged_ahead(client, astray)
    yield from _old(client, astray)


def _ahead(client: Client) -> Iterator[Caution]:
    for name, column in _HAS_BEEN:
        for row in client.rows(name):
            if row[column] and _first(row[column]) > client.as_of and row.get("kind") not in _ANNOUNCED:
                yield _after(client, table_of(name), row, column)
    for row in client.rows("kpi_values"):
        if not is_unknown(row["actual"]) and _first(row["month"]) > client.as_of:
            yield _after(client, table_of("kpi_values"), row, "month")


def _after(client: Client, table: Table, row: Mapping[str, Any], column: str) -> Caution:
    key = key_of(table, row)
    return Caution(
        "dates.ahead",
        file_of(client, table.name),
        row["row"],
        column,
        str(row[column]),
        key=key,
        figures={"name": Name(key, key), "day": Day(client.as_of)},
    )


def _judged_ahead(client: Client, astray: Container[object]) -> Iterator[Caution]:
    """One caution a table, with how many judgements lie ahead, and the latest; loading has named those astray."""
    tables: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for name, row, day in client.later_judgements:
        if (file_of(client, name), row) not in astray:
            tables[name].append((day, row))
    for name, days in tables.items():
        latest, row = max(days)
        yield Caution(
            "judgements.ahead",
            file_of(client, name),
            row,
            "on",
            str(latest),
            figures={"n": Count(len(days)), "latest": Day(latest), "day": Day(client.as_of)},
        )


def _old(client: Client, astray: Container[object]) -> Iterator[Caution]:
    """One caution a table, with how many judgements are old and the oldest; loading has named those astray."""
    limit = client.as_of - timedelta(days=client.assume("guard_judgement_days"))
    for table in (table for table in CLIENT_TABLES if table.dated):
        rows = [row for row in client.rows(table.name) if row["on"] and row["on"] < limit]
        old = [row["on"] for row in rows if (file_of(client, table.name), row["row"]) not in astray]
        if old:
            yield Caution(
                "judgements.old",
                file_of(client, table.name),
                column="on",
                figures={"n": Count(len(old)), "oldest": Day(min(old)), "day": Day(client.as_of)},
            )


def _first(value: str | date) -> date:
    return value if isinstance(value, date) else last_day(value).replace(day=1)
