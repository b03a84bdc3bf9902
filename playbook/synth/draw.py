"""Drawing: a stream of chance for each part of each client, and amounts as people write them.

Client i of seed s draws its part p from a stream of its own, seeded by (s, i, p): no client depends on how many there
are, and a change to one part leaves the others as they were. Python's generator gives the same stream on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from playbook.client.periods import last_day

__all__ = ["YEAR", "chance", "days_after", "halves", "month_end", "month_of", "pick", "stream", "tidy", "within"]

T = TypeVar("T")
#: Months of a year.
YEAR = 12
_FRIDAY = 4


def stream(*key: object) -> Random:
    """The stream of that key.

    >>> stream(7, 1, "bills").random() == stream(7, 1, "bills").random()
    True
    """
    return Random("/".join(map(str, key)))


def pick(draw: Random, weights: Mapping[T, float]) -> T:
    """One of the keys, as likely as its weight says."""
    return draw.choices(list(weights), list(weights.values()))[0]


def chance(draw: Random, probability: float) -> bool:
    """True as often as the probability says."""
    return draw.random() < probability


def within(draw: Random, low: float, high: float) -> float:
    """An even draw between two bounds."""
    return low + (high - low) * draw.random()


def tidy(amount: float, digits: int = 2) -> float:
    """An amount as people write down an estimate: rounded to so many leading digits.

    >>> tidy(1234.5), tidy(0.0), tidy(87.21)
    (1200.0, 0.0, 87.0)
    """
    return float(f"{amount:.{digits - 1}e}")


def halves(score: float) -> float:
    """A score from 0 to 4 in steps of a half.

    >>> halves(2.8), halves(9), halves(-1)
    (3.0, 4.0, 0.0)
    """
    return min(4.0, max(0.0, round(score * 2) / 2))


def month_of(day: date, back: int = 0) -> str:
    """The month that many months before a day's.

    >>> month_of(date(2026, 2, 28), 3)
    '2025-11'
    """
    year, month = divmod(day.year * YEAR + day.month - 1 - back, YEAR)
    return f"{year:04}-{month + 1:02}"


def month_end(day: date, back: int = 0) -> date:
    """The last day of the month that many months before a day's.

    >>> month_end(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    return last_day(month_of(day, back))


def days_after(day: date, days: float) -> date:
    """The day so many days after another, moved off a weekend."""
    later = day + timedelta(days=int(days))
    return later + timedelta(days=7 - later.weekday() if later.weekday() > _FRIDAY else 0)
