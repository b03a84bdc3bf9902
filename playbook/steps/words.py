"""Words of the catalogue, and months, as names: values that a finding can carry without choosing a language.

>>> month_name("2026-03").printed("en"), month_name("2026-03").printed("zh")
('March 2026', '2026年3月')
"""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton

from playbook.text import say
from playbook.units import LOCALES, Name

__all__ = ["month_name", "months_since", "word"]


def word(message_id: str) -> Name:
    """A message without placeholders, in both languages."""
    return Name(say("zh", message_id), say("en", message_id))


def month_name(month: str) -> Name:
    """A month such as `2026-03` in words."""
    day = date.fromisoformat(f"{month}-01")
    zh, en = (format_skeleton("yMMMM", day, locale=LOCALES[lang]) for lang in ("zh", "en"))
    return Name(zh, en)


def months_since(start: str, end: str) -> int:
    """How many months lie between two months; below 0 where the second is the earlier.

    >>> months_since("2025-11", "2026-03")
    4
    """
    (year, month), (last_year, last_month) = (map(int, value.split("-")[:2]) for value in (start, end))
    return 12 * (last_year - year) + last_month - month
