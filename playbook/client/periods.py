"""The ends of a period as the data have them: a month (2002-10) or a day (2002-10-15).

A period that begins with a month begins on its first day, and one that ends with a month ends on its last.

>>> first_day("2002-10"), last_day("2002-10"), last_day("2002-10-15")
(datetime.date(2002, 10, 1), datetime.date(2002, 10, 31), datetime.date(2002, 10, 15))
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

__all__ = ["PERIOD", "YEAR", "first_day", "first_month_end", "last_day"]

#: A year as the data may have it, and an end of a period: digits are 0-9.
YEAR = r"(1[89]|2[0-9])[0-9]{2}"
PERIOD = re.compile(YEAR + "-(0[1-9]|1[0-2])(-[0-9]{2})?")

_MONTH = len("2002-10")


@lru_cache(maxsize=4096)
def first_day(text: str) -> date:
    """The day on which a period begins that is said to begin so."""
    return date.fromisoformat(f"{text}-01" if len(text) == _MONTH else text)


@lru_cache(maxsize=4096)
def last_day(text: str) -> date:
    """The day on which a period ends that is said to end so."""
    if len(text) > _MONTH:
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:])
    return date(year, month, monthrange(year, month)[1])


def first_month_end(text: str) -> date:
    """The last day of the month in which a period begins that is said to begin so.

    >>> first_month_end("2002-10-15")
    datetime.date(2002, 10, 31)
    """
    return last_day(text[:_MONTH])
