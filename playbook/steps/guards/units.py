"""Figures in another unit than their column's: shares in percent, Mbps among kbps, 万 among 元."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.client.market_tables import MARKET_TABLES
from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.client.schema import Table
from playbook.client.tables import CLIENT_TABLES
from playbook.steps.billing import base_of
from playbook.steps.guards.caution import Caution
from playbook.units import Money, Name, Number, is_unknown

__all__ = ["odd_units"]

#: The least that lines of a technology carry, in kbit/s; below it a number of Mbit/s is meant.
_LEAST_KBPS = {"2m": 64.0, "sdh": 1000.0, "atm": 1000.0, "fibre": 1000.0, "broadband": 101.0}
_AMOUNTS = {"needs": ("amount_month",), "solutions": ("benefit_base_month",), "goals": ("amount_month",)}


def odd_units(client: Client) -> Iterator[Caution]:
    """The cautions about units."""
    yield from _shares(client)
    yield from _speeds(client)
    yield from _amounts(client)


def _place(client: Client, table: Table) -> str:
    folder = f"clients/{client.id}" if table in CLIENT_TABLES else f"markets/{client.market.id}"
    return f"{folder}/{table.name}.csv"


def _caution(client: Client, table: Table, row: Row, column: str, *, rule: str, money: float = float("nan")) -> Caution:
    value = row[column]
    key = " ".join(str(row[name]) for name in table.key if row[name] is not None)
    return Caution(
        rule,
        _place(client, table),
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
    table = next(one for one in CLIENT_TABLES if one.name == "sites")
    for row in client.rows("sites"):
        needed = row["required_kbps"]
        if not is_unknown(needed) and 0 < needed * 100 <= carried.get(row["site"], 0.0):
            yield _caution(client, table, row, "required_kbps", rule="speeds.need_like_mbps")


def _amounts(client: Client) -> Iterator[Caution]:
    """What a need or a solution brings: more than the client pays in all, or next to nothing of it."""
    total, small = base_of(client).total, client.assume("guard_small_share")
    for name, columns in _AMOUNTS.items():
        table = next(one for one in CLIENT_TABLES if one.name == name)
        for row in client.rows(name):
            for column in columns:
                value = row[column]
                if total <= 0 or is_unknown(value):
                    continue
                if value > total:
                    yield _caution(client, table, row, column, rule="amounts.above_base", money=value - total)
                elif 0 < value < small * total:
                    yield _caution(client, table, row, column, rule="amounts.like_ten_thousands", money=value * 9999)
