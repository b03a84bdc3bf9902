"""Figures in another unit than their column's: shares in percent, Mbps among kbps, 万 among 元.

Three rows of a table or more that are off in the same way have one cause: they are told in one line, with the first of
them. No amount is held against a base that its control total contradicts: that is the line to read first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import fsum

from playbook.client.market_tables import MARKET_TABLES
from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.client.schema import Table
from playbook.client.tables import CLIENT_TABLES
from playbook.steps.billing import base_of
from playbook.steps.guards.caution import Caution, file_of, key_of, table_of
from playbook.units import Count, Money, Name, Number, is_unknown

__all__ = ["odd_units"]

#: The least that lines of a technology carry, in kbit/s; below it a number of Mbit/s is meant.
_LEAST_KBPS = {"2m": 64.0, "sdh": 1000.0, "atm": 1000.0, "fibre": 1000.0, "broadband": 101.0}
#: What is judged in money a month, by table.
_AMOUNTS = {
    "needs": "amount_month",
    "goals": "amount_month",
    "solutions": "benefit_base_month",
    "erosions": "amount_month",
    "findings": "amount_month",
    "risks": "amount_month",
}
#: So many rows of a table that are off in the same way are told in one line.
_MANY = 3


def odd_units(client: Client) -> Iterator[Caution]:
    """The cautions about units."""
    yield from _by_column(_shares(client))
    yield from _by_column(_speeds(client))
    yield from _by_column(_amounts(client))


def _by_column(cautions: Iterable[Caution]) -> Iterator[Caution]:
    """The cautions, those of many rows of a column as one."""
    columns: dict[tuple[str, str, str], list[Caution]] = defaultdict(list)
    for one in cautions:
        columns[one.rule, one.file, one.column].append(one)
    for ones in columns.values():
        yield from ones if len(ones) < _MANY else (_together(ones),)


def _together(ones: list[Caution]) -> Caution:
    chapter, _, rule = ones[0].rule.partition(".")
    money = fsum(one.money_month for one in ones)
    figures = {**ones[0].figures, "n": Count(len(ones))}
    return replace(ones[0], rule=f"{chapter}.column_{rule}", key=ones[0].column, figures=figures, money_month=money)


def _caution(client: Client, table: Table, row: Row, column: str, *, rule: str, money: float = float("nan")) -> Caution:
    value = row[column]
    key = key_of(table, row)
    return Caution(
        rule,
        file_of(client, table.name),
        row["row"],
        column,
        f"{value:g}",
        key=key,
        figures={
            "value": Number(value, 0 if float(value).is_integer() else 2),
            "per_hundred": Number(value / 100, 4),
            "thousand": Number(value * 1000),
            "name": Name(key, key),
            "amount": Money(value, client.currency, 0 if float(value).is_integer() else 2),
            "base": Money(base_of(client).total, client.currency),
        },
        money_month=money,
    )


def _shares(client: Client) -> Iterator[Caution]:
    """Targets, and figures that are shares by their unit, above 1 or below -1."""
    total = base_of(client).total
    for table in (*CLIENT_TABLES, *MARKET_TABLES):
        columns = [
            one.name for one in table.columns if one.unit == "share" or (table.name, one.name) == ("targets", "value")
        ]
        for row in client.tables(table.name).rows(table.name) if columns else ():
            for column in columns:
                if not is_unknown(row[column]) and abs(row[column]) > 1:
                    money = abs(row[column] * 0.99) * total if table.name == "targets" else float("nan")
                    yield _caution(client, table, row, column, rule="shares.above_one", money=money)


def _speeds(client: Client) -> Iterator[Caution]:
    """Lines and prices of a technology that carries more, and sites that need far less than their lines have."""
    for table in (*CLIENT_TABLES, *MARKET_TABLES):
        if {"technology", "bandwidth_kbps"} <= {one.name for one in table.columns}:
            for row in client.tables(table.name).rows(table.name):
                if 0 < (row["bandwidth_kbps"] or 0) < _LEAST_KBPS.get(row["technology"], 0):
                    yield _caution(client, table, row, "bandwidth_kbps", rule="speeds.like_mbps")
    yield from _required(client)


def _required(client: Client) -> Iterator[Caution]:
    """A site that needs at most a hundredth of what its lines carry."""
    carried: dict[str, float] = {}
    for row in client.rows("links"):
        for end in (row["from_site"], row["to_site"]):
            if not is_unknown(row["bandwidth_kbps"]):
                carried[end] = max(carried.get(end, 0.0), row["bandwidth_kbps"])
    for row in client.rows("sites"):
        needed = row["required_kbps"]
        if not is_unknown(needed) and 0 < needed * 100 <= carried.get(row["site"], 0.0):
            yield _caution(client, table_of("sites"), row, "required_kbps", rule="speeds.need_like_mbps")


def _amounts(client: Client) -> Iterator[Caution]:
    """What is judged to come in or to go: more than the client pays in all, or next to nothing of it."""
    base, small = base_of(client), client.assume("guard_small_share")
    total = base.total
    for name, column in _AMOUNTS.items() if total > 0 and base.reconciliation.verdict != "error" else ():
        table = table_of(name)
        for row in client.rows(name):
            value = row[column]
            if is_unknown(value):
                continue
            if value > total:
                yield _caution(client, table, row, column, rule="amounts.above_base", money=value - total)
            elif 0 < value < small * total:
                yield _caution(client, table, row, column, rule="amounts.like_ten_thousands", money=value * 9999)
