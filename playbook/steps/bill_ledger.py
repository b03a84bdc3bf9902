"""The ledger: the bills spread over the months that had ended by the plan's date, a series for each contract's service.

A bill is worth its amount a month times its months, spread evenly; one that begins or ends within a month holds of that
month the part of its days. Credits go with the bill of their months: they change what was billed, not how much of the
month is billed.

>>> month_parts("2002-10-11", "2002-11") == {24033: 21 / 31, 24034: 1.0}
True
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from math import fsum

from playbook.client.model import Client
from playbook.client.periods import first_day, last_day
from playbook.client.rows import Row, grouped
from playbook.steps.memory import remembered
from playbook.steps.months import month_number, month_of

__all__ = ["BilledSeries", "Ledger", "days_of", "ledger_of", "month_parts", "monthly_of"]


_ROUNDING = 1e-9


@dataclass(frozen=True)
class BilledSeries:
    """One contract's service. Months are numbers (:mod:`playbook.steps.months`); a bill without a contract stands under
    "".

    `amounts`: what was billed for a month, credits included, in currency; `covered`: the part of the month that bills
    cover, above 0 to 1; a month that has a credit alone is not in it. `credits`: the months with a credit, or an amount
    below 0. `statuses`: how sure each month's rows are.
    """

    contract: str
    service: str
    amounts: Mapping[int, float]
    covered: Mapping[int, float]
    credits: frozenset[int]
    statuses: Mapping[int, frozenset[str]]

    @property
    def key(self) -> tuple[str, str]:
        """Contract and service: no other series has both."""
        return self.contract, self.service

    @property
    def first(self) -> int | None:
        """The first month that a bill covers."""
        return min(self.covered, default=None)

    @property
    def last(self) -> int | None:
        """The last month that a bill covers."""
        return max(self.covered, default=None)

    @cached_property
    def whole(self) -> dict[int, float]:
        """What was billed for each month that bills cover from its first day to its last."""
        return {month: self.amounts[month] for month, part in self.covered.items() if part > 1 - _ROUNDING}

    def rate(self, months: Sequence[int]) -> float:
        """What it is billed a month on average, over those of the months that bills cover; NaN where they cover
        none."""
        billed = [month for month in months if month in self.covered]
        return (
            fsum(self.amounts[month] for month in billed) / fsum(self.covered[month] for month in billed)
            if billed
            else float("nan")
        )


@dataclass(frozen=True)
class Ledger:
    """`series`, by contract and service; `first` and `last`: the first and the last month with a bill, of those that
    had ended by the plan's date. `spans`: the first and the last month of each bill, as far as they had ended. `cut`:
    the bills that reach beyond."""

    series: tuple[BilledSeries, ...]
    first: int
    last: int
    spans: tuple[tuple[int, int], ...]
    cut: int


@remembered
def ledger_of(client: Client) -> Ledger:
    """The ledger of a client. Raises ValueError where no month of any bill had ended: loading does not let such a
    client in."""
    ended, rows = _last_ended(client.as_of), client.rows("bills")
    bills = _spread(rows, ended)
    series = _all_series(bills)
    months = {month for one in series for month in one.amounts}
    spans = tuple([(next(iter(bill["parts"])), next(reversed(bill["parts"]))) for bill in bills])
    cut = sum(month_number(bill["to"]) > ended for bill in rows) + client.later_bills
    return Ledger(series, min(months), max(months), spans, cut)


@remembered
def monthly_of(client: Client) -> tuple[BilledSeries, ...]:
    """The series as bills of single months tell them: an average over several months tells nothing about one of them.

    A credit counts in its month, and a month that bills cover in part is left out.
    """
    rows = client.rows("bills")
    single = [row for row in rows if month_number(row["from"]) == month_number(row["to"])]
    all_single = len(single) == len(rows)  # then the ledger has told them already
    series = ledger_of(client).series if all_single else _all_series(_spread(single, _last_ended(client.as_of)))
    return tuple(known for one in series if (known := _without_parts(one)).amounts)


def _without_parts(series: BilledSeries) -> BilledSeries:
    partly = series.covered.keys() - series.whole.keys()
    amounts = {month: amount for month, amount in series.amounts.items() if month not in partly}
    return replace(series, amounts=amounts, covered=dict.fromkeys(series.whole, 1.0))


def _spread(bills: Sequence[Row], ended: int) -> list[Row]:
    """The bills with a month that had ended, each with the part of each such month that it covers (`parts`)."""
    spread = [(bill, _ended_parts(bill["from"], bill["to"], ended)) for bill in bills]
    return [bill | {"contract": bill["contract"] or "", "parts": parts} for bill, parts in spread if parts]


@lru_cache(maxsize=4096)
def _ended_parts(start: str, end: str, ended: int) -> dict[int, float]:
    """Those months of a period that had ended, the first one first."""
    return {month: part for month, part in month_parts(start, end).items() if month <= ended}


def _all_series(bills: Sequence[Row]) -> tuple[BilledSeries, ...]:
    return tuple(_series(key, own) for key, own in sorted(grouped(bills, "contract", "service").items()))


def _last_ended(day: date) -> int:
    """The last month of which every day has passed at the end of that day."""
    return month_number((day + timedelta(days=1)).isoformat()) - 1


def _series(key: tuple[str, str], bills: Sequence[Row]) -> BilledSeries:
    months = defaultdict[int, list[tuple[Row, float]]](list)
    for bill in bills:
        for month, part in bill["parts"].items():
            months[month].append((bill, part))
    billed = dict(sorted(months.items()))
    covered = {month: [part for bill, part in parts if not bill["credit"]] for month, parts in billed.items()}
    return BilledSeries(
        *key,
        amounts={month: fsum([bill["amount_month"] * part for bill, part in parts]) for month, parts in billed.items()},
        covered={month: min(fsum(parts), 1.0) for month, parts in covered.items() if parts},
        credits=frozenset(
            month
            for month, parts in billed.items()
            if any(bill["credit"] or bill["amount_month"] < 0 for bill, _ in parts)
        ),
        statuses={month: frozenset([bill["status"] for bill, _ in parts]) for month, parts in billed.items()},
    )


@lru_cache(maxsize=4096)
def month_parts(start: str, end: str) -> Mapping[int, float]:
    """The months of a period, each with the part of its days that lie in the period."""
    first, last = first_day(start), last_day(end)
    return {month: _part(first, last, month) for month in range(month_number(start), month_number(end) + 1)}


def _part(first: date, last: date, month: int) -> float:
    opening, closing = days_of(month)
    days = (min(last, closing) - max(first, opening)).days + 1
    return days / closing.day


@lru_cache(maxsize=1024)
def days_of(month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return first_day(month_of(month)), last_day(month_of(month))
