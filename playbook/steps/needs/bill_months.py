"""The single months that one must ask billing about: bills far from trend and season, and months without a bill, with a zero or with a credit.

What happens on one contract in one month is one event, however many of its services it touches.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

__all__ = ["OddMonth", "Outlier", "odd_of", "outliers_of"]


_COLUMNS = ("service", "contract", "month", "state", "amount_month", "expected_month")


@dataclass(frozen=True)
class Outlier:
    """A month that stands out: what was billed beyond what trend and season let expect, in currency (`excess`) and as a share (`deviation`).

    Where the bills name no contract, each service is an event of its own.
    """

    contract: str
    month: str
    services: tuple[str, ...]
    excess: float
    deviation: float


@dataclass(frozen=True)
class OddMonth:
    """A month of a contract without a bill (`state` gap), or with one of zero (zero) or below (credit); `amount` is NaN for a gap."""

    state: str
    contract: str
    month: str
    services: tuple[str, ...]
    amount: float


def outliers_of(months: pd.DataFrame) -> Iterator[Outlier]:
    """The outliers among the lines of a table of months, the largest amount first."""
    rows = _lines(months, months["outlier"].astype(bool))
    found = [_outlier(list(group)) for _, group in groupby(sorted(rows, key=_event), key=_event)]
    yield from sorted(found, key=lambda outlier: (-abs(outlier.excess), outlier.contract, outlier.services, outlier.month))


def odd_of(months: pd.DataFrame) -> Iterator[OddMonth]:
    """The gaps, zeros and credits among the lines, by month, contract and state."""
    rows = _lines(months, months["state"] != "known")
    key = _odd_key
    for (month, contract, state), group in groupby(sorted(rows, key=key), key=key):
        parts = list(group)
        yield OddMonth(state, contract, month, tuple(row["service"] for row in parts), sum(row["amount_month"] for row in parts))


def _lines(months: pd.DataFrame, which: Any) -> list[dict[str, Any]]:
    rows = months.loc[which & (months["kind"] == "line"), list(_COLUMNS)]
    found = (dict(zip(_COLUMNS, values, strict=True)) for values in zip(*(rows[name] for name in _COLUMNS), strict=True))
    return sorted(found, key=lambda row: str(row["service"]))


def _event(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["contract"], "" if row["contract"] else row["service"], row["month"]


def _odd_key(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["month"], row["contract"], row["state"]


def _outlier(rows: list[dict[str, Any]]) -> Outlier:
    expected = sum(row["expected_month"] for row in rows)
    excess = sum(row["amount_month"] for row in rows) - expected
    return Outlier(rows[0]["contract"], rows[0]["month"], tuple(row["service"] for row in rows), excess, excess / expected)
