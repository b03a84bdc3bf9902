"""The base: what the client pays us a month, on average over its latest months, by service and in all.

The base period ends with the last month that had ended by the plan's date and has a bill; it is the `base_months`
(assumption) up to it, and begins no earlier than the client's first bill. A *series* is one contract's service; it
belongs to the base if it has a bill in it or in as many months before, else it has stopped.

*Known* is what was billed for the period, by its months. A month of a series without a bill is 0 where the contract had
not begun, had ended or had been replaced by another; else it is unknown. *Expected* fills such months with the series'
average over its billed months of the base (of the months before, where the base has none): known + missing months x
average / months of the period. A suspected renumbering adds nothing to it. Later steps compute on what is expected;
where the two differ, that is an estimate, and every place prints both. docs/decisions/0002 says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import fsum

import pandas as pd

from playbook.client.model import Client
from playbook.steps.amounts import BilledMoney, Bound
from playbook.steps.bill_ledger import BilledSeries, Ledger, ledger_of
from playbook.steps.contract_terms import Silent, silence_of
from playbook.steps.memory import remembered
from playbook.steps.months import month_of
from playbook.steps.renumbering import Renumbering, renumberings, without_renumbered
from playbook.steps.shares import Reconciliation, reconcile
from playbook.steps.status import weakest

__all__ = ["Base", "BaseSeries", "Left", "base_of", "control_limits"]

_DIGITS = 6
_NOTHING = 1e-9


@dataclass(frozen=True)
class BaseSeries:
    """One contract's service in the base: `known_month` and `expected_month` in currency a month, `missing` months
    (parts of one count so), `last`: the last month billed, `begins`: the month in which it began, where that is within
    the base (else None), `latest_month`: what it was billed for its last month."""

    contract: str
    service: str
    known_month: float
    expected_month: float
    missing: float
    last: str
    begins: str | None
    latest_month: float


@dataclass(frozen=True)
class Left:
    """Bills that are not in the base: `earlier` ones, and those that reach beyond the months that had ended by the
    plan's date (`later`)."""

    earlier: int
    later: int


@dataclass(frozen=True)
class Base:
    """What the client pays us a month: `services` is a Series service -> expected amount, largest first, in currency a
    month; `total` their sum. `known_services` and `known` are what was billed.

    `start` and `end` are months; `missing` counts the months without a bill, of all series. `bound` says how to read
    what is known: exact, at_least, or known where a credit makes "at least" false. `series` are those of the base;
    `stopped` the others, with their last month; `renumbered` the suspected renumberings; `left` the bills that are not
    in it. `reconciliation` holds the expected total against the control total of the same period.
    """

    services: pd.Series
    total: float
    known_services: pd.Series
    known: float
    start: str
    end: str
    missing: float
    bound: Bound
    series: tuple[BaseSeries, ...]
    stopped: tuple[tuple[BilledSeries, str], ...]
    renumbered: tuple[Renumbering, ...]
    left: Left
    reconciliation: Reconciliation
    status: str

    def money(self, currency: str, digits: int = 0) -> BilledMoney:
        """The total as it is printed: known and expected, where they differ."""
        return BilledMoney(self.total, self.known, currency, self.bound, digits)

    def money_of(self, service: str, currency: str, digits: int = 0) -> BilledMoney:
        """The same of one service."""
        return BilledMoney(
            float(self.services[service]), float(self.known_services[service]), currency, self.bound, digits
        )


@remembered
def base_of(client: Client) -> Base:
    """The base of a client, from its bills, contracts and control totals."""
    ledger = ledger_of(client)
    period = _Period.of(ledger, int(client.assume("base_months")))
    own = [one for one in ledger.series if any(month in one.amounts for month in period.window)]
    silent = silence_of(client, ledger)
    lacks = {one.key: _lacking(one, period, silent) for one in own}
    renumbered = renumberings(own, lacks, like=client.assume("renumbering_like"))
    missing = without_renumbered(lacks, renumbered)
    own = [one for one in own if missing[one.key] or any(month in one.amounts for month in period.months)]
    heirs = {row["contract"] for row in client.rows("contracts") if row["replaces"] is not None}
    taking_over = {one.key for one in own if one.contract in heirs} | {
        one.key for one in chain.from_iterable(pair.after for pair in renumbered)
    }
    series = tuple(
        _in_base(one, period, fsum(missing[one.key].values()), since=None if one.key in taking_over else ledger.first)
        for one in own
    )
    return _summed(client, ledger, period, own=own, series=series, renumbered=renumbered)


@dataclass(frozen=True)
class _Period:
    """`months`: those of the base; `window`: these and as many before them as the base has at most."""

    months: range
    window: range

    @classmethod
    def of(cls, ledger: Ledger, length: int) -> _Period:
        months = range(max(ledger.last - length + 1, ledger.first), ledger.last + 1)
        return cls(months, range(months.start - length, months.stop))

    def rests_on(self, series: BilledSeries) -> range:
        """The months that a series' amounts rest on: the base's; where it was billed for none of them, those before."""
        return self.months if any(month in series.covered for month in self.months) else self.window


def _summed(
    client: Client,
    ledger: Ledger,
    period: _Period,
    *,
    own: Sequence[BilledSeries],
    series: tuple[BaseSeries, ...],
    renumbered: tuple[Renumbering, ...],
) -> Base:
    expected, known = (_by_service(series, name) for name in ("expected_month", "known_month"))
    total = round(fsum(one.expected_month for one in series), _DIGITS)
    billed = fsum(one.amounts.get(month, 0.0) for one in own for month in period.months) / len(period.months)
    missing = round(fsum(one.missing for one in series), _DIGITS)
    counted = {one.key for one in (*own, *chain.from_iterable(pair.before for pair in renumbered))}
    start, end = month_of(period.months[0]), month_of(period.months[-1])
    used = {status for one in own for month in period.rests_on(one) for status in one.statuses.get(month, ())}
    return Base(
        services=expected,
        total=total,
        known_services=known.reindex(expected.index),
        known=round(billed, _DIGITS),
        start=start,
        end=end,
        missing=missing,
        bound=_bound(own, period.months, series),
        series=series,
        stopped=tuple((one, month_of(max(one.amounts))) for one in ledger.series if one.key not in counted),
        renumbered=renumbered,
        left=Left(sum(last < period.months.start for _, last in ledger.spans), ledger.cut),
        reconciliation=_reconciled(client, total, (start, end)),
        status=weakest([*sorted(used), *(["estimated"] if missing else [])]),
    )


def _lacking(series: BilledSeries, period: _Period, silent: Silent) -> dict[int, float]:
    """The parts of the base's months that are unknown; none of a series that has nothing but credits."""
    if not any(month in series.covered for month in period.window):
        return {}
    parts = {month: 1 - series.covered.get(month, 0.0) - silent(series, month) for month in period.months}
    return {month: part for month, part in parts.items() if part > _NOTHING}


def _in_base(series: BilledSeries, period: _Period, missing: float, *, since: int | None) -> BaseSeries:
    """`since` is the client's first month with a bill, in which nothing begins; None where it takes over from another
    series."""
    known = fsum(series.amounts.get(month, 0.0) for month in period.months)
    added = missing * series.rate(period.rests_on(series)) if missing else 0.0
    began, last, length = series.first, max(series.amounts), len(period.months)
    begins = (
        month_of(began)
        if began is not None and since is not None and began in period.months and began > since
        else None
    )
    return BaseSeries(
        series.contract,
        series.service,
        known / length,
        (known + added) / length,
        missing,
        month_of(last),
        begins,
        series.amounts[last],
    )


def _by_service(series: Iterable[BaseSeries], name: str) -> pd.Series:
    """Service -> amount a month, the largest first, ties by id."""
    parts: dict[str, list[float]] = {}
    for one in series:
        parts.setdefault(one.service, []).append(getattr(one, name))
    amounts = {service: round(fsum(own), _DIGITS) for service, own in sorted(parts.items())}
    return pd.Series(amounts, dtype=float).rename_axis("service").sort_values(ascending=False, kind="stable")


def _bound(own: Sequence[BilledSeries], months: range, series: Sequence[BaseSeries]) -> Bound:
    """What is known is the least that there is only where nothing takes away: a month that is missing may bring a
    credit too."""
    if not any(one.missing for one in series):
        return "exact"
    return "known" if any(month in one.credits for one in own for month in months) else "at_least"


def _reconciled(client: Client, total: float, period: tuple[str, str]) -> Reconciliation:
    """Against the control total of exactly this period, if the client file reports one."""
    same = (row["amount_month"] for row in client.rows("control_totals") if (row["from"], row["to"]) == period)
    control = next(same, float("nan"))
    return reconcile(total, control, **control_limits(client))


def control_limits(client: Client) -> dict[str, float]:
    """What `reconcile` calls a note and a warning, from the client's assumptions."""
    return {name: client.assume(f"control_{name}") for name in ("note_amount", "note_share", "warning_share")}
