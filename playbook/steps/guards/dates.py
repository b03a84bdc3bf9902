"""Dates that a plan should not rest on: what is done after its date, and judgements older than a year before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from playbook.client.days import last_day
from playbook.client.model import Client
from playbook.client.tables import CLIENT_TABLES
from playbook.steps.guards.caution import Caution
from playbook.units import Count, Day, Name

__all__ = ["odd_dates"]

#: Columns of what has been, in tables that hold no plans.
_HAS_BEEN = (("tasks", "done_on"), ("visits", "done_on"), ("moves", "since"))


def odd_dates(client: Client) -> Iterator[Caution]:
    """The cautions about dates; of a plan of the past, whose later rows are left out, nothing is said to be ahead."""
    if not client.later_bills:
        yield from _ahead(client)
    yield from _old(client)


def _ahead(client: Client) -> Iterator[Caution]:
    for name, column in _HAS_BEEN:
        table = next(one for one in CLIENT_TABLES if one.name == name)
        for row in client.rows(name):
            if row[column] and _first(row[column]) > client.as_of:
                key = " ".join(str(row[part]) for part in table.key)
                yield Caution(
                    "dates.ahead",
                    f"clients/{client.id}/{name}.csv",
                    row["row"],
                    column,
                    str(row[column]),
                    key=key,
                    figures={"name": Name(key, key), "day": Day(client.as_of)},
                )


def _first(value: str | date) -> date:
    return value if isinstance(value, date) else last_day(value).replace(day=1)


def _old(client: Client) -> Iterator[Caution]:
    """One caution a table, with how many judgements are old and the oldest."""
    limit = client.as_of - timedelta(days=client.assume("guard_judgement_days"))
    for table in CLIENT_TABLES:
        old = [day for day in client.column(table.name, "on") if day and day < limit] if table.dated else []
        if old:
            yield Caution(
                "judgements.old",
                f"clients/{client.id}/{table.name}.csv",
                column="on",
                figures={"n": Count(len(old)), "oldest": Day(min(old)), "day": Day(client.as_of)},
            )
