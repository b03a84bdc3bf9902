"""What a line costs by our price list (market table `prices`): the cheapest that carries enough, and the fee of one that exists."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from playbook.steps.phrases import bandwidth_of, worded
from playbook.units import Name, is_unknown

__all__ = ["Offer", "cheapest", "fee_of", "line_name", "listed_fee"]

#: A row of the price list.
Offer = Mapping[Any, Any]


def cheapest(prices: pd.DataFrame, kbps: float) -> Offer | None:
    """The line of at least that bandwidth with the lowest known fee; ties go to the larger bandwidth, then by technology. None: there is none."""
    able = prices[(prices["bandwidth_kbps"] >= kbps) & prices["fee_month"].notna()]
    rows: list[Offer] = able.sort_values(["fee_month", "bandwidth_kbps", "technology"], ascending=[True, False, True]).to_dict("records")  # type: ignore[assignment]
    return rows[0] if rows else None


def fee_of(offer: Offer | None) -> float:
    """Its fee, in currency a month; NaN where there is no offer."""
    return float("nan") if offer is None else float(offer["fee_month"])


def listed_fee(prices: pd.DataFrame, line: Mapping[Any, Any]) -> float:
    """The list fee of a line of that technology and bandwidth, in currency a month; NaN where the list has none."""
    same = prices[(prices["technology"] == line["technology"]) & (prices["bandwidth_kbps"] == line["bandwidth_kbps"])]["fee_month"]
    return float(same.iloc[0]) if len(same) else float("nan")


def line_name(line: Mapping[Any, Any]) -> Name:
    """`DDN 64K`; the technology alone where the bandwidth is not known."""
    technology, rate = worded(f"latent.technology.{line['technology']}"), line["bandwidth_kbps"]
    return technology if is_unknown(rate) else worded("latent.line", technology=technology, rate=bandwidth_of(rate))
