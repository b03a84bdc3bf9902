"""Bills that stand twice under two contracts, months that are copies of others, amounts below 0 that are no credits.

An amount below 0 that is no credit is named within the base, where it takes away from what the client pays. Before the
base it changes no amount of the plan, and old credits are seldom marked: there it is named where it is within a tenth
of what stands beside it, but for its sign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import fsum

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.bill_ledger import BilledSeries, ledger_of, monthly_of
from playbook.steps.billing import base_of
from playbook.steps.guards.caution import Caution, file_of
from playbook.steps.guards.magnitudes import usual_beside
from playbook.steps.months import month_name, month_number, month_of
from playbook.units import Money, Name, inline

__all__ = ["odd_bills"]

_MONTHS, _SERIES, _CENT = 3, 3, 0.01
_TURNED = 0.1


def odd_bills(client: Client) -> Iterator[Caution]:
    """The cautions about single bills and their like."""
    yield from _twice(client)
    yield from _copied(client)
    yield from _below_nothing(client)


def _below_nothing(client: Client) -> Iterator[Caution]:
    base = base_of(client)
    below = [row for row in client.rows("bills") if row["amount_month"] < 0 and not row["credit"]]
    series = {one.key: one.whole for one in ledger_of(client).series} if below else {}
    for row in below:
        if row["from"][:7] <= base.end and row["to"][:7] >= base.start:
            yield _negative(client, row, abs(row["amount_month"]))
        elif row["to"][:7] < base.start and _is_turned(row, series[row["contract"] or "", row["service"]]):
            yield _negative(client, row, 0.0)


def _is_turned(row: Row, billed: Mapping[int, float]) -> bool:
    """Whether a bill is what the months beside it are, but for its sign."""
    months, month = sorted(billed), month_number(row["from"])
    usual = usual_beside(billed, months, months.index(month)) if month in billed else 0.0
    return bool(abs(row["amount_month"] + usual) <= _TURNED * usual)


def _negative(client: Client, row: Row, money: float) -> Caution:
    return Caution(
        "bills.negative",
        file_of(client, "bills"),
        row["row"],
        "amount_month",
        f"{row['amount_month']:g}",
        key=" ".join(filter(None, [row["contract"], row["service"], row["from"], row["to"]])),
        figures={"amount": Money(row["amount_month"], client.currency, 2)},
        money_month=money,
    )


def _twice(client: Client) -> Iterator[Caution]:
    """One service, the same amounts under two contracts, in every month of both."""
    same: dict[tuple[object, ...], list[BilledSeries]] = defaultdict(list)
    for one in ledger_of(client).series:
        if one.contract:
            same[one.service, *one.whole.items()].append(one)
    for group in same.values():
        for one in group[1:] if len(group) > 1 and _tells(group[0].whole) else ():
            yield _same(client, group[0], one)


def _tells(amounts: Mapping[int, float]) -> bool:
    """Whether the amounts are such that two series have them by no chance: they change, over several months, or have
    cents."""
    uneven = any(abs(amount - round(amount)) >= _CENT / 2 for amount in amounts.values())
    return len(amounts) >= _MONTHS and (uneven or len(set(amounts.values())) > 1) and any(amounts.values())


def _same(client: Client, first: BilledSeries, second: BilledSeries) -> Caution:
    in_base = [one.expected_month for one in base_of(client).series if (one.contract, one.service) == second.key]
    return Caution(
        "bills.same_amounts",
        file_of(client, "bills"),
        column="contract",
        value=second.contract,
        key=f"{first.contract} {second.contract} {second.service}",
        figures={
            "first": Name(first.contract, first.contract),
            "second": Name(second.contract, second.contract),
            "service": inline(client.market.names("services")[second.service]),
            "month": month_name(month_of(max(second.whole))),
            "amount": Money(second.whole[max(second.whole)], client.currency, 2),
        },
        money_month=fsum(in_base),
    )


def _copied(client: Client) -> Iterator[Caution]:
    """A month whose every bill has the amount of the month before, to the cent, though other months differ."""
    months: dict[int, dict[tuple[str, str], float]] = defaultdict(dict)
    for one in monthly_of(client):
        for month, amount in one.amounts.items():
            months[month][one.key] = amount
    ordered = sorted(months)
    copies = [
        month
        for before, month in pairwise(ordered)
        if month == before + 1 and len(months[month]) >= _SERIES and months[month] == months[before]
    ]
    for month in copies if len(copies) * _SERIES < len(ordered) else ():
        yield Caution(
            "bills.month_copied",
            file_of(client, "bills"),
            key=month_of(month),
            figures={
                "month": month_name(month_of(month)),
                "before": month_name(month_of(month - 1)),
                "total": Money(fsum(months[month].values()), client.currency, 2),
            },
        )
