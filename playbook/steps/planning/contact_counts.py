"""How many contacts a year a row of the communication plan is, and how many some rows are together.

A row is its times in a period x the periods of a year, at least and at most. A frequency that nobody has given is
unknown: a sum with one is "at least".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playbook.steps.shares import total_of
from playbook.units import BOUNDS, UNKNOWN, Lang, Number, is_unknown

__all__ = ["PERIODS", "Range", "a_year", "sums_of"]

#: How often a period comes in a year.
PERIODS = {"week": 52, "month": 12, "quarter": 4, "year": 1, "once": 1}
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class Range:
    """A least and a most, whole: one number where they are the same. Where one end is unknown only the other is said.

    >>> (
    ...     Range(52, 104).printed("en"),
    ...     Range(4, 4).printed("en"),
    ...     Range(52, float("nan")).printed("en"),
    ...     Range(float("nan"), 104).printed("zh"),
    ... )
    ('52–104', '4', 'at least 52', '最多104')
    """

    low: float
    high: float

    def printed(self, lang: Lang) -> str:
        """`52–104`."""
        if is_unknown(self.low) or is_unknown(self.high):
            end, side = (self.high, "at_most") if is_unknown(self.low) else (self.low, "at_least")
            return UNKNOWN[lang] if is_unknown(end) else BOUNDS[side][lang] + Number(end).printed(lang)
        texts = dict.fromkeys(Number(value).printed(lang) for value in (self.low, self.high))
        return "–".join(texts)


def a_year(times: float, per: str | None) -> float:
    """The contacts a year of so many in a period; NaN where either is not known."""
    return _UNKNOWN if is_unknown(times) or per not in PERIODS else float(times * PERIODS[per])


def sums_of(rows: Sequence[Mapping[Any, Any]]) -> dict[str, Any]:
    """The contacts a year of some rows: what is known of the least and of the most, and how many rows are not known
    whole."""
    low, high = (total_of(row[end] for row in rows) for end in ("low", "high"))
    unknown = sum(is_unknown(row["low"]) or is_unknown(row["high"]) for row in rows)
    ends = {
        "least": low.known if low.known or not low.unknown else _UNKNOWN,
        "most": _UNKNOWN if high.unknown else high.known,
    }
    return {"low": low.known, "high": max(high.known, low.known), **ends, "unknown": unknown, "rows": len(rows)}
