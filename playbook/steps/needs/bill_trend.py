"""Bills by service and contract over time: trend, season and outliers.

Only a bill of a single month tells something about that month; an average over several months does not, and is left
out. What a series is, and where it has a gap, stands in :mod:`playbook.steps.needs.raw_series`.

Zero and negative bills are true, but no sign of growth or season: they are listed, and neither they nor the service's
month that holds one count in the regression. A line of which most bills are 0 or less is the exception: there they are
the rule, and the service's months count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.bill_ledger import monthly_of
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.needs.bill_months import OddMonth, Outlier, odd_of, outliers_of
from playbook.steps.needs.bill_trend_findings import findings_about
from playbook.steps.needs.raw_series import RawSeries, raw_series_of
from playbook.steps.needs.robust_trend import Decomposition, Models, TrendFit, decompose, fit_trend
from playbook.steps.status import weakest

__all__ = ["BillTrend", "bill_trend"]

_SERIES = [
    "kind",
    "service",
    "contract",
    "start",
    "end",
    "counted",
    "gaps",
    "zeros",
    "credits",
    "enough",
    "seasonal",
    "growth",
    "growth_low",
    "growth_high",
    "level_month",
    "change_month",
    "amplitude",
    "direction",
    "outliers",
    "status",
]
_MONTHS = [
    "kind",
    "service",
    "contract",
    "month",
    "amount_month",
    "state",
    "expected_month",
    "trend_month",
    "deviation",
    "outlier",
    "filled",
    "status",
]
_TEXTS = ("kind", "service", "contract", "month", "state", "status")


@dataclass(frozen=True)
class BillTrend:
    """The series, and what they say month by month.

    `series`, a row each: kind (total, service, line), service and contract ("" for all of them, or where the bills name
    none), start and end (first and last month), counted (months above 0 that count), gaps, zeros and credits, enough
    (for a trend), seasonal (enough for a season), growth with growth_low and growth_high (share a year, NaN without a
    trend), level_month (trend at the end), change_month (against a year before, currency a month), amplitude (of the
    season, share), direction (grows, declines, steady, None), outliers, status.

    `months`, a row per series and calendar month: kind, service, contract, month, amount_month (NaN for a gap), state
    (known, gap, zero, credit; a service's month that holds a zero or credit has its state), expected_month and
    trend_month (NaN without a trend), deviation (share of what is expected), outlier, filled (its amount did not count
    for the season: the regression's expectation was taken).

    `averages`: the bills that cover several months, rows as they stand in the table. `outliers` and `odd` (gaps, zeros,
    credits): the months of the lines that one must ask about, a contract's services of one month together.
    """

    series: pd.DataFrame
    months: pd.DataFrame
    averages: tuple[Row, ...]
    outliers: tuple[Outlier, ...]
    odd: tuple[OddMonth, ...]
    status: str
    findings: tuple[Finding, ...] = ()

    def of(self, kind: str) -> pd.DataFrame:
        """The series of one kind."""
        return self.series[self.series["kind"] == kind]


@dataclass(frozen=True)
class _Read:
    """What could be read off a series: the regression and the decomposition, each None where there are too few
    months."""

    raw: RawSeries
    fit: TrendFit | None
    season: Decomposition | None


@remembered
def bill_trend(client: Client) -> BillTrend:
    """The bills of a client over time. Without bills of single months the frames are empty, and the findings say so."""
    bills, models = [bill | {"contract": bill["contract"] or ""} for bill in client.rows("bills")], Models()
    reads = [_read(client, raw, models) for raw in raw_series_of(monthly_of(client))]
    rows, months = [_row(client, read) for read in reads], [_months(read) for read in reads]
    averages = tuple(bill for bill in bills if bill["from"][:7] != bill["to"][:7])
    lines = [
        month for part, read in zip(months, reads, strict=True) if read.raw.kind == "line" for month in _each(part)
    ]
    outliers, odd = tuple(outliers_of(lines)), tuple(odd_of(lines))
    findings = findings_about(client, rows, (outliers, odd), averages)
    status = weakest(bill["status"] for bill in bills)
    return BillTrend(pd.DataFrame(rows, columns=_SERIES), _stacked(months), averages, outliers, odd, status, findings)


def _read(client: Client, raw: RawSeries, models: Models) -> _Read:
    """Trend from `trend_months` that count; season where the span has `season_months` and each month of the year counts
    twice or more."""
    counting = raw.counting
    known = ~np.isnan(counting)
    if known.sum() < client.assume("trend_months"):
        return _Read(raw, None, None)
    fit = fit_trend(
        counting, deviations=client.assume("outlier_deviations"), least=client.assume("outlier_least"), models=models
    )
    seasonal = (
        len(known) >= client.assume("season_months") and min(int(known[month::12].sum()) for month in range(12)) >= 2
    )
    return _Read(
        raw,
        fit,
        decompose(np.where(fit.outlier, np.nan, counting), fit.expected) if fit is not None and seasonal else None,
    )


def _row(client: Client, read: _Read) -> dict[str, object]:
    """The series in one row of `series`."""
    raw, fit, season = read.raw, read.fit, read.season
    states = raw.states
    return {
        "kind": raw.kind,
        "service": raw.service,
        "contract": raw.contract,
        "start": raw.months[0],
        "end": raw.months[-1],
        "counted": states.count("known"),
        "gaps": states.count("gap"),
        "zeros": states.count("zero"),
        "credits": states.count("credit"),
        "enough": fit is not None,
        "seasonal": season is not None,
        **(_trend_of(fit, client.assume("trend_noticeable")) if fit else _NO_TREND),
        "amplitude": season.amplitude if season else float("nan"),
        "outliers": int(fit.outlier.sum()) if fit else 0,
        "status": raw.status,
    }


_NO_TREND: dict[str, object] = {
    **dict.fromkeys(("growth", "growth_low", "growth_high", "level_month", "change_month"), float("nan")),
    "direction": None,
}


def _trend_of(fit: TrendFit, noticeable: float) -> dict[str, object]:
    """Growth with its interval, and what it makes in money: the trend's last month against the month a year before."""
    level = float(fit.trend[-1])
    sure = fit.low > 0 or fit.high < 0 or fit.low == fit.high
    moves = sure and abs(fit.growth) >= noticeable
    return {
        "growth": fit.growth,
        "growth_low": fit.low,
        "growth_high": fit.high,
        "level_month": level,
        "change_month": level * fit.growth / (1 + fit.growth),
        "direction": ("grows" if fit.growth > 0 else "declines") if moves else "steady",
    }


def _months(read: _Read) -> dict[str, Any]:
    """The columns of `months` for one series."""
    raw, fit, season = read.raw, read.fit, read.season
    nothing = np.full(len(raw.months), np.nan)
    flags = np.zeros(len(raw.months), dtype=bool)
    return {
        "kind": [raw.kind] * len(raw.months),
        "service": [raw.service] * len(raw.months),
        "contract": [raw.contract] * len(raw.months),
        "month": raw.months,
        "amount_month": raw.amounts,
        "state": raw.states,
        "expected_month": fit.expected if fit else nothing,
        "trend_month": season.trend if season else fit.trend if fit else nothing,
        "deviation": fit.deviation if fit else nothing,
        "outlier": fit.outlier if fit else flags,
        "filled": season.filled if season else flags,
        "status": [raw.status] * len(raw.months),
    }


def _each(part: dict[str, Any]) -> Iterator[Row]:
    """The months of one series, a row each."""
    yield from (dict(zip(part, values, strict=True)) for values in zip(*part.values(), strict=True))


def _stacked(parts: list[dict[str, Any]]) -> pd.DataFrame:
    """One frame of the columns of all series."""
    columns = {
        name: [value for part in parts for value in part[name]] if name in _TEXTS else _joined(parts, name)
        for name in _MONTHS
    }
    return pd.DataFrame(
        {name: pd.Series(values, dtype=object) if name in _TEXTS else values for name, values in columns.items()}
    )


def _joined(parts: list[dict[str, Any]], name: str) -> Any:
    return np.concatenate([part[name] for part in parts]) if parts else []
