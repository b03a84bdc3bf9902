"""Bills that stand twice under two contracts, months that are copies of others, amounts below 0 that are no credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import fsum

from playbook.client.model import Client
from playbook.steps.bill_ledger import BilledSeries, ledger_of, monthly_of
from playbook.steps.billing import base_of
from playbook.steps.guards.caution import Caution
from playbook.steps.months import month_name, month_of
from playbook.units import Money, Name, inline

__all__ = ["odd_bills"]

_MONTHS, _SERIES, _CENT = 3, 3, 0.01


def odd_bills(client: Client) -> Iterator[Caution]:
    """The cautions about single bills and their like."""
    yield from _twice(client)
    yield from _copied(client)
    base = base_of(client)
    for row in client.rows("bills"):
        in_base = row["from"][:7] <= base.end and row["to"][:7] >= base.start
        if in_base and row["amount_month"] < 0 and not row["credit"]:
            yield Caution(
                "bills.negative",
                f"clients/{client.id}/bills.csv",
                row["row"],
                "amount_month",
                f"{row['amount_month']:g}",
                key=" ".join(filter(None, [row["contract"], row["service"], row["from"], row["to"]])),
                figures={"amount": Money(row["amount_month"], client.currency, 2)},
                money_month=abs(row["amount_month"]),
            )


def _twice(client: Client) -> Iterator[Caution]:
    """One service, the same amounts under two contracts, in every month of both."""
    same: dict[tuple[object, ...], list[BilledSeries]] = defaultdict(list)
    for one in ledger_of(client).series:
        if one.contract and _tells(one.whole):
            same[one.service, *sorted(one.whole.items())].append(one)
    for group in same.values():
        for one in group[1:]:
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
        f"clients/{client.id}/bills.csv",
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
            f"clients/{client.id}/bills.csv",
            key=month_of(month),
            figures={
                "month": month_name(month_of(month)),
                "before": month_name(month_of(month - 1)),
                "total": Money(fsum(months[month].values()), client.currency, 2),
            },
        )
