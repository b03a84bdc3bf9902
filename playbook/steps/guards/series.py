"""What is odd about when a contract's service is billed: it begins or stops within the base, has gaps, is 0
throughout, or looks renumbered."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from playbook.client.model import Client
from playbook.steps.bill_ledger import ledger_of
from playbook.steps.billing import Base, BaseSeries, base_of
from playbook.steps.guards.caution import Caution
from playbook.steps.months import month_name
from playbook.steps.needs.spend import series_name
from playbook.units import Name, Number, Printable

__all__ = ["odd_series"]


def odd_series(client: Client) -> Iterator[Caution]:
    """The cautions about the series of the base, and about those that stopped."""
    base, file = base_of(client), f"clients/{client.id}/bills.csv"
    for one in base.series:
        yield from _timing(client, base, one, file)
    yield from _zero(client, file)
    for pair in base.renumbered:
        old, new = (", ".join(series_name(client, one).en for one in ones) for ones in (pair.before, pair.after))
        olds, news = ("、".join(series_name(client, one).zh for one in ones) for ones in (pair.before, pair.after))
        yield Caution(
            "series.renumbered",
            file,
            key=_key(pair.before[0].contract, pair.before[0].service),
            figures={"old": Name(olds, old), "new": Name(news, new)},
            money_month=fsum(one.amounts[max(one.amounts)] for one in pair.before),
        )


def _key(contract: str, service: str) -> str:
    return " ".join(filter(None, [contract, service]))


def _timing(client: Client, base: Base, one: BaseSeries, file: str) -> Iterator[Caution]:
    """It begins within the base, stops in it, or lacks months in between."""
    figures: dict[str, Printable] = {
        "name": series_name(client, one),
        "last": month_name(one.last),
        "missing": Number(round(one.missing, 2), 0 if float(one.missing).is_integer() else 2),
    }
    key = _key(one.contract, one.service)
    if one.begins:
        money = abs(one.latest_month - one.known_month)
        yield Caution(
            "series.begins", file, key=key, figures={**figures, "begins": month_name(one.begins)}, money_month=money
        )
    elif one.missing:
        rule = "series.stops" if one.last < base.end else "series.gap"
        yield Caution(rule, file, key=key, figures=figures, money_month=abs(one.expected_month - one.known_month))


def _zero(client: Client, file: str) -> Iterator[Caution]:
    """Series that were never billed anything, over several months."""
    for one in ledger_of(client).series:
        if len(one.amounts) > 1 and not any(one.amounts.values()):
            yield Caution(
                "series.zero",
                file,
                key=_key(one.contract, one.service),
                figures={"name": series_name(client, one)},
                money_month=0.0,
            )
