"""Amounts that are ten, a hundred or ten thousand times what stands beside them: 万 against 元, a decimal point lost.

A month is held against the median of the three billed before it (of those after, where there are not two before), and
only where these lie close together. Where most of a month is off by one factor it is told once, for the month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log10
from statistics import median

from playbook.client.model import Client
from playbook.steps.bill_ledger import BilledSeries, ledger_of
from playbook.steps.billing import base_of
from playbook.steps.guards.caution import Caution, file_of
from playbook.steps.months import month_name, month_number, month_of
from playbook.steps.needs.spend import series_name
from playbook.units import Count, Money

__all__ = ["odd_magnitudes", "power_apart", "usual_beside"]

_NEAR, _NEEDED, _STEADY = 3, 2, 2.0


def power_apart(value: float, usual: float, like: float) -> int:
    """The power of ten by which a value is off what is usual, 0 where it is by none; `like` is how far it may lie from
    the exact factor, as a share of it.

    >>> power_apart(64_000, 6.4, 0.25), power_apart(64, 6.0, 0.25), power_apart(64, 60, 0.25)
    (4, 1, 0)
    """
    if value <= 0 or usual <= 0:
        return 0
    power = round(log10(value / usual))
    return power if power and abs(value / usual / 10.0**power - 1) <= like else 0


def odd_magnitudes(client: Client) -> Iterator[Caution]:
    """The months of series, or whole months, that are off by a power of ten."""
    like = client.assume("guard_factor_like")
    ledger = ledger_of(client)
    odd = {(one.key, month): power for one in ledger.series for month, power in _odd(one.whole, like).items()}
    by_month = Counter((month, power) for (_, month), power in odd.items())
    billed = Counter(month for one in ledger.series for month in one.whole)
    whole = {at for at, count in by_month.items() if count > 1 and count * 2 > billed[at[0]]}
    series = {one.key: one for one in ledger.series}
    for month, power in sorted(whole):
        yield _of_month(
            client, [series[key] for (key, at), off in odd.items() if (at, off) == (month, power)], month, power
        )
    for (key, month), power in odd.items():
        if (month, power) not in whole:
            yield _of_series(client, series[key], month, power)


def _odd(amounts: Mapping[int, float], like: float) -> dict[int, int]:
    """Month -> the power of ten that it is off by."""
    months = sorted(amounts)
    found = {
        month: power_apart(amounts[month], usual_beside(amounts, months, place), like)
        for place, month in enumerate(months)
    }
    return {month: power for month, power in found.items() if power}


def usual_beside(amounts: Mapping[int, float], months: Sequence[int], place: int) -> float:
    """What is usual beside one of the months, which are sorted: the median of those before it, else of those after; 0
    where they are too few, too far apart, or not above 0."""
    before = [amounts[month] for month in months[max(0, place - _NEAR) : place]]
    near = before if len(before) >= _NEEDED else [amounts[month] for month in months[place + 1 : place + 1 + _NEAR]]
    steady = len(near) >= _NEEDED and min(near) > 0 and max(near) <= _STEADY * min(near)
    return median(near) if steady else 0.0


def _wrong(client: Client, ones: Sequence[BilledSeries], month: int, power: int) -> float:
    """What the base is wrong by a month, if the factor is a slip; 0 of a month before the base."""
    base = base_of(client)
    months = range(month_number(base.start), month_number(base.end) + 1)
    return sum(abs(one.amounts[month] * (1 - 10.0**-power)) for one in ones) / len(months) if month in months else 0.0


def _of_series(client: Client, one: BilledSeries, month: int, power: int) -> Caution:
    rule = "magnitudes.times" if power > 0 else "magnitudes.part"
    return Caution(
        rule,
        file_of(client, "bills"),
        key=" ".join(filter(None, [one.contract, one.service, month_of(month)])),
        figures={
            "name": series_name(client, one),
            "month": month_name(month_of(month)),
            "amount": Money(one.amounts[month], client.currency, 2),
            "factor": Count(10 ** abs(power)),
        },
        money_month=_wrong(client, [one], month, power),
    )


def _of_month(client: Client, ones: Sequence[BilledSeries], month: int, power: int) -> Caution:
    return Caution(
        "magnitudes.month_times" if power > 0 else "magnitudes.month_part",
        file_of(client, "bills"),
        key=month_of(month),
        figures={"month": month_name(month_of(month)), "n": Count(len(ones)), "factor": Count(10 ** abs(power))},
        money_month=_wrong(client, ones, month, power),
    )
