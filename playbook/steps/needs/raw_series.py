"""Bills as series of months, before anything is computed: the total, the services, the lines.

A line is one service on one contract. Between its first and its last bill, a month without a bill is a gap: unknown,
not 0. Before and after, the line was not billed. A service's month is the sum over the lines that were billed then, and
unknown where one of them has a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from playbook.steps.bill_ledger import BilledSeries
from playbook.steps.months import month_of, months_from
from playbook.steps.needs.robust_trend import Floats
from playbook.steps.status import weakest

__all__ = ["RawSeries", "raw_series_of"]

_UNKNOWN = float("nan")
#: The states of a month, the gravest last.
_GRAVITY = ("known", "zero", "credit", "gap")


@dataclass(frozen=True)
class RawSeries:
    """One series before anything is computed: its amounts by month (NaN: gap), and the state of each month; only months
    of its span."""

    kind: str
    service: str
    contract: str
    months: tuple[str, ...]
    amounts: Floats
    states: tuple[str, ...]
    status: str

    @property
    def counting(self) -> Floats:
        """The amounts that count; NaN for the others."""
        return np.where([state == "known" for state in self.states], self.amounts, np.nan)


def raw_series_of(monthly: Sequence[BilledSeries]) -> Iterator[RawSeries]:
    """The total, the services, the lines; services and lines by their ids."""
    lines = [_line(one) for one in sorted(monthly, key=lambda one: (one.service, one.contract))]
    if not lines:
        return
    yield _sum("total", "", lines)
    for service in dict.fromkeys(line.service for line in lines):
        yield _sum("service", service, [line for line in lines if line.service == service])
    yield from lines


def _line(one: BilledSeries) -> RawSeries:
    """A line from its first to its last bill."""
    months = range(min(one.amounts), max(one.amounts) + 1)
    amounts = [one.amounts.get(month, _UNKNOWN) for month in months]
    states = tuple(
        "gap" if amount != amount else "known" if amount > 0 else "credit" if amount < 0 else "zero"
        for amount in amounts
    )
    status = weakest(status for statuses in one.statuses.values() for status in sorted(statuses))
    return RawSeries("line", one.service, one.contract, tuple(map(month_of, months)), np.array(amounts), states, status)


def _sum(kind: str, service: str, lines: list[RawSeries]) -> RawSeries:
    """The sum of lines; a month has the gravest state of its lines: a gap before a credit before a zero."""
    months = tuple(months_from(min(line.months[0] for line in lines), max(line.months[-1] for line in lines)))
    place = {month: number for number, month in enumerate(months)}
    amounts, rank = np.zeros(len(months)), np.zeros(len(months), dtype=int)
    billed = np.zeros(len(months), dtype=bool)
    for line in lines:
        span = slice(place[line.months[0]], place[line.months[-1]] + 1)
        amounts[span] += line.amounts
        billed[span] = True
        rank[span] = np.maximum(rank[span], [_GRAVITY.index(state) for state in _weighed(line)])
    rank[~billed] = _GRAVITY.index("gap")
    states = tuple(_GRAVITY[number] for number in rank)
    states = tuple(_of_sum(state, amount) for state, amount in zip(states, amounts, strict=True))
    return RawSeries(
        kind, service, "", months, np.where(billed, amounts, np.nan), states, weakest(line.status for line in lines)
    )


def _weighed(line: RawSeries) -> tuple[str, ...]:
    """The states of a line as they weigh in a sum: where most bills are 0 or less, these are the rule."""
    odd = [state in ("zero", "credit") for state in line.states]
    usual = sum(odd) > sum(state == "known" for state in line.states)
    return tuple("known" if usual and state in ("zero", "credit") else state for state in line.states)


def _of_sum(state: str, amount: float) -> str:
    """A sum that is 0 or less cannot count, whatever its lines are."""
    return state if state != "known" or amount > 0 else "credit" if amount < 0 else "zero"
