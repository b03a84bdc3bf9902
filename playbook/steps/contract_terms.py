"""When a contract's service is 0 and not unknown: it had not begun, it had ended, or another contract had its place.

Contracts may say from when to when they are billed (`begins`, `ends`), and which one they take over from (`replaces`).
Of two contracts that are joined so, what the old one lacks from the new one's first bill on is 0, and so is what the
new one lacks before it; a month that both lack is unknown once, and the old one's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from playbook.client.model import Client
from playbook.client.periods import first_day, last_day
from playbook.client.rows import Row, grouped
from playbook.steps.bill_ledger import BilledSeries, Ledger, days_of

__all__ = ["Silent", "silence_of"]

#: The part of a month (a number) in which a series is 0 and not unknown.
Silent = Callable[[BilledSeries, int], float]


def silence_of(client: Client, ledger: Ledger) -> Silent:
    """From `begins`, `ends` and `replaces` of the contracts: when a series is 0, and not unknown."""
    contracts = {row["contract"]: row for row in client.rows("contracts")}
    heirs = {
        old: [row["contract"] for row in rows]
        for (old,), rows in grouped(contracts.values(), "replaces").items()
        if old is not None
    }
    starts = _Starts.of(ledger)

    def silent(series: BilledSeries, month: int) -> float:
        row = contracts.get(series.contract)
        if row is None:
            return 0.0
        replaced = starts.heirs(series, heirs.get(series.contract, ())) <= month
        inherited = row["replaces"] is not None and starts.inherits(series, row["replaces"], month)
        return 1.0 if replaced or inherited else _outside(row, month)

    return silent


@dataclass(frozen=True)
class _Starts:
    """When contracts, and their services, were first billed; a service that a contract never had goes by the
    contract."""

    by_series: Mapping[tuple[str, str], int]
    by_contract: Mapping[str, int]

    @classmethod
    def of(cls, ledger: Ledger) -> _Starts:
        by_series = {one.key: one.first for one in ledger.series if one.first is not None}
        by_contract: dict[str, int] = {}
        for (contract, _), start in by_series.items():
            by_contract[contract] = min(start, by_contract.get(contract, start))
        return cls(by_series, by_contract)

    def heirs(self, series: BilledSeries, heirs: Iterable[str]) -> float:
        """The month from which those that replace its contract are billed for it; never, where they are not."""
        starts = [self.by_series.get((heir, series.service), self.by_contract.get(heir)) for heir in heirs]
        return min((start for start in starts if start is not None), default=float("inf"))

    def inherits(self, series: BilledSeries, old: str, month: int) -> bool:
        """Is the month one that the contract before it was billed for, or came after, and the series not yet?"""
        own = series.first if (old, series.service) in self.by_series else self.by_contract.get(series.contract)
        before = self.by_series.get((old, series.service), self.by_contract.get(old))
        return own is not None and before is not None and before <= own and month <= own


def _outside(row: Row, month: int) -> float:
    """The part of a month's days that lie before a contract begins or after it ends."""
    first, last = days_of(month)
    begins = first if row["begins"] is None else first_day(row["begins"])
    ends = last if row["ends"] is None else last_day(row["ends"])
    return (_days(first, begins, last) + _days(ends, last, last)) / last.day


def _days(start: date, end: date, last: date) -> int:
    """Days from `start` to `end`, at least 0 and at most as many as the month has."""
    return min(max((end - start).days, 0), last.day)
