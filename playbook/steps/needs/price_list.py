"""What a line costs by our price list (market table `prices`): the cheapest that carries enough, and the fee of one
that exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from playbook.steps.phrases import bandwidth_of, worded
from playbook.units import Name, is_unknown

__all__ = ["Offer", "cheapest", "fee_of", "line_name", "listed_fee"]

#: A row of the price list.
Offer = Mapping[Any, Any]


def cheapest(prices: Iterable[Offer], kbps: float) -> Offer | None:
    """The line of at least that bandwidth with the lowest known fee; ties go to the larger bandwidth, then by
    technology. None: there is none."""
    able = [row for row in prices if row["bandwidth_kbps"] >= kbps and not is_unknown(row["fee_month"])]
    return min(able, key=lambda row: (row["fee_month"], -row["bandwidth_kbps"], row["technology"]), default=None)


def fee_of(offer: Offer | None) -> float:
    """Its fee, in currency a month; NaN where there is no offer."""
    return float("nan") if offer is None else float(offer["fee_month"])


def listed_fee(prices: Iterable[Offer], line: Mapping[Any, Any]) -> float:
    """The list fee of a line of that technology and bandwidth, in currency a month; NaN where the list has none."""
    same = (
        float(row["fee_month"])
        for row in prices
        if all(row[name] == line[name] for name in ("technology", "bandwidth_kbps"))
    )
    return next(same, float("nan"))


def line_name(line: Mapping[Any, Any]) -> Name:
    """`DDN 64K`; the technology alone where the bandwidth is not known."""
    technology, rate = worded(f"needs.latent.technology.{line['technology']}"), line["bandwidth_kbps"]
    return (
        technology if is_unknown(rate) else worded("needs.latent.line", technology=technology, rate=bandwidth_of(rate))
    )
