"""What is odd about when a contract's service is billed: it begins or stops within the base, has gaps, is 0
throughout, or looks renumbered.

The services of a contract that begin, stop or lack the same months together are told in one line: a contract has ended,
or its bills are missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum

from playbook.client.model import Client
from playbook.steps.bill_ledger import BilledSeries, ledger_of
from playbook.steps.billing import Base, BaseSeries, base_of
from playbook.steps.guards.caution import Caution, file_of
from playbook.steps.months import month_name
from playbook.steps.needs.spend import series_name
from playbook.units import Count, Name, Number, inline

__all__ = ["odd_series"]


@dataclass(frozen=True)
class _Odd:
    """A series of the base, what is odd about it, and what it comes to a month."""

    rule: str
    series: BaseSeries
    money: float

    @property
    def cause(self) -> tuple[object, ...]:
        """What series of one contract have in common where they have one cause."""
        one = self.series
        return self.rule, one.contract or ("", one.service), one.begins, one.last, one.missing


def odd_series(client: Client) -> Iterator[Caution]:
    """The cautions about the series of the base, and about those that are never billed anything."""
    base = base_of(client)
    causes: dict[tuple[object, ...], list[_Odd]] = defaultdict(list)
    for odd in _timing(base):
        causes[odd.cause].append(odd)
    yield from (_timed(client, ones) for ones in causes.values())
    yield from _zero(client)
    yield from _renumbered(client, base)


def _timing(base: Base) -> Iterator[_Odd]:
    """Series that begin within the base, stop in it, or lack months in between."""
    for one in base.series:
        if one.begins:
            yield _Odd("series.begins", one, abs(one.latest_month - one.known_month))
        elif one.missing:
            rule = "series.stops" if one.last < base.end else "series.gap"
            yield _Odd(rule, one, abs(one.expected_month - one.known_month))


def _timed(client: Client, ones: Sequence[_Odd]) -> Caution:
    first = ones[0].series
    missing = round(first.missing, 2)
    return Caution(
        ones[0].rule,
        file_of(client, "bills"),
        key=_key(client, [one.series for one in ones]),
        figures={
            "name": _names(client, [one.series for one in ones]),
            "n": Count(len(ones)),
            "last": month_name(first.last),
            "begins": month_name(first.begins or first.last),
            "missing": Number(missing, 0 if float(missing).is_integer() else 2),
        },
        money_month=fsum(one.money for one in ones),
    )


def _zero(client: Client) -> Iterator[Caution]:
    """Series that were never billed anything, over several months; one caution a contract."""
    nothing = [one for one in ledger_of(client).series if len(one.amounts) > 1 and not any(one.amounts.values())]
    for _, group in groupby(nothing, key=lambda one: one.contract or one.key):
        ones = list(group)
        yield Caution(
            "series.zero",
            file_of(client, "bills"),
            key=_key(client, ones),
            figures={"name": _names(client, ones), "n": Count(len(ones))},
            money_month=0.0,
        )


def _renumbered(client: Client, base: Base) -> Iterator[Caution]:
    for pair in base.renumbered:
        yield Caution(
            "series.renumbered",
            file_of(client, "bills"),
            key=_key(client, pair.before[:1]),
            figures={"old": _listed(client, pair.before), "new": _listed(client, pair.after)},
            money_month=fsum(one.amounts[max(one.amounts)] for one in pair.before),
        )


def _key(client: Client, ones: Sequence[BaseSeries | BilledSeries]) -> str:
    """`HH-2002 voice`; of several services the contract, which has no other, or all of them."""
    contract, services = ones[0].contract, [one.service for one in ones]
    every = {one.service for one in ledger_of(client).series if one.contract == contract}
    return " ".join(filter(None, [contract, *(() if contract and len(services) == len(every) > 1 else services)]))


def _names(client: Client, ones: Sequence[BaseSeries | BilledSeries]) -> Name:
    """`data, voice lines on contract 6134`."""
    if len(ones) == 1:
        return series_name(client, ones[0])
    names = [inline(client.market.names("services")[one.service]) for one in ones]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return Name(f"合同{ones[0].contract}的{zh}", f"{en} on contract {ones[0].contract}")


def _listed(client: Client, ones: Iterable[BilledSeries]) -> Name:
    names = [series_name(client, one) for one in ones]
    return Name("、".join(name.zh for name in names), ", ".join(name.en for name in names))
