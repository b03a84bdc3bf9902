"""The single months that one must ask billing about: bills far from trend and season, and months without a bill, with a
zero or with a credit.

What happens on one contract in one month is one event, however many of its services it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

__all__ = ["OddMonth", "Outlier", "odd_of", "outliers_of"]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Outlier:
    """A month that stands out: what was billed beyond what trend and season let expect, in currency (`excess`) and as a
    share (`deviation`).

    Where the bills name no contract, each service is an event of its own.
    """

    contract: str
    month: str
    services: tuple[str, ...]
    excess: float
    deviation: float


@dataclass(frozen=True)
class OddMonth:
    """A month of a contract without a bill (`state` gap), or with one of zero (zero) or below (credit); `amount` is NaN
    for a gap."""

    state: str
    contract: str
    month: str
    services: tuple[str, ...]
    amount: float


def outliers_of(months: Iterable[Row]) -> Iterator[Outlier]:
    """The outliers among the months of the lines, the largest amount first."""
    rows = sorted((row for row in months if row["outlier"]), key=lambda row: (*_event(row), row["service"]))
    outliers = [_outlier(list(group)) for _, group in groupby(rows, key=_event)]
    yield from sorted(
        outliers, key=lambda outlier: (-abs(outlier.excess), outlier.contract, outlier.services, outlier.month)
    )


def odd_of(months: Iterable[Row]) -> Iterator[OddMonth]:
    """The gaps, zeros and credits among the months of the lines, by month, contract and state."""
    rows = sorted((row for row in months if row["state"] != "known"), key=lambda row: (*_odd_key(row), row["service"]))
    for (month, contract, state), group in groupby(rows, key=_odd_key):
        parts = list(group)
        yield OddMonth(
            state, contract, month, tuple(row["service"] for row in parts), sum(row["amount_month"] for row in parts)
        )


def _event(row: Row) -> tuple[str, str, str]:
    return row["contract"], "" if row["contract"] else row["service"], row["month"]


def _odd_key(row: Row) -> tuple[str, str, str]:
    return row["month"], row["contract"], row["state"]


def _outlier(rows: list[Row]) -> Outlier:
    expected = sum(row["expected_month"] for row in rows)
    excess = sum(row["amount_month"] for row in rows) - expected
    return Outlier(
        rows[0]["contract"], rows[0]["month"], tuple(row["service"] for row in rows), excess, excess / expected
    )
