"""Months: texts such as `2003-01` in the data, whole numbers to count with, words to read.

>>> month_of(month_number("2003-12") + 1), month_name("2026-03").printed("en"), month_name("2026-03").printed("zh")
('2004-01', 'March 2026', '2026年3月')
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_interval, format_skeleton

from playbook.units import LOCALES, Lang, Name

__all__ = [
    "month_name",
    "month_number",
    "month_of",
    "months_between",
    "months_from",
    "months_since",
    "period_name",
    "quarter_of",
]


@lru_cache(maxsize=4096)
def month_number(month: str) -> int:
    """A month, or the month of a date, as a number: the next month is one more."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_of(number: float) -> str:
    """The month of that number."""
    return f"{int(number) // 12:04}-{int(number) % 12 + 1:02}"


def months_since(start: str, end: str) -> int:
    """How many months lie between two months; below 0 where the second is the earlier.

    >>> months_since("2025-11", "2026-03")
    4
    """
    return month_number(end) - month_number(start)


def months_between(start: str, end: str) -> int:
    """How many months a period has, both ends included.

    >>> months_between("2002-10", "2002-12")
    3
    """
    return months_since(start, end) + 1


def months_from(first: str, last: str) -> list[str]:
    """The months of a period, both ends included.

    >>> months_from("2002-12", "2003-01")
    ['2002-12', '2003-01']
    """
    return [month_of(number) for number in range(month_number(first), month_number(last) + 1)]


def month_name(month: str) -> Name:
    """A month in words."""
    day = date.fromisoformat(f"{month}-01")
    zh, en = (format_skeleton("yMMMM", day, locale=LOCALES[lang]) for lang in ("zh", "en"))
    return Name(zh, en)


def quarter_of(start: str, end: str) -> int | None:
    """The quarter of the year that a period is, None where it is none.

    >>> quarter_of("2002-10", "2002-12"), quarter_of("2002-11", "2003-01")
    (4, None)
    """
    month = int(start[5:])
    return month // 3 + 1 if months_between(start, end) == 3 and month % 3 == 1 else None


def period_name(start: str, end: str, lang: Lang) -> str:
    """A period in short words: `Oct – Dec 2002`."""
    first, last = (date.fromisoformat(f"{month}-01") for month in (start, end))
    return str(format_interval(first, last, "yMMM", locale=LOCALES[lang]))
