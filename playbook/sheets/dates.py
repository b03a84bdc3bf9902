"""Dates and months as people and spreadsheets write them; what may be two days is read as neither.

>>> read_date("2024年3月", "month").value, read_date("02/03/2024", "date").readings
('2024-03', ('2024-02-03', '2024-03-02'))
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal, NamedTuple

from playbook.messages import said
from playbook.sheets.characters import narrow
from playbook.sheets.reading import Reading

__all__ = ["Kind", "read_date", "serial_days"]

#: A day, a month, or an end of a period: either of them.
Kind = Literal["date", "month", "period"]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CALLED = (
    said("January"),
    said("February"),
    said("March"),
    said("April"),
    said("May"),
    said("June"),
    said("July"),
    said("August"),
    said("September"),
    said("October"),
    said("November"),
    said("December"),
)
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR, _MONTH, _DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_NAMED_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_WRITTEN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}([-/.]){_MONTH}\2{_DAY}",
        rf"{_YEAR}[-/.]{_MONTH}",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})",
        rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}) ?年 ?{_MONTH} ?月(?: ?{_DAY} ?[日号])?(?:份)?",
        rf"{_MONTH}[-/.]{_YEAR}",
        rf"{_NAME}[-/ ,]{{1,2}}{_NAMED_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th)?[-/ ]{_NAME}[-/ ,]{{1,2}}{_NAMED_YEAR}",
        rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})",
    )
]
_EITHER_FIRST = re.compile(rf"(?P<one>[0-9]{{1,2}})([-/.])(?P<other>[0-9]{{1,2}})\2{_YEAR}")
_NO_YEAR = re.compile(r"(?P<one>[0-9]{1,2})[-/.](?P<other>[0-9]{1,2})")
_NO_YEAR_NAMED = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}})[- ]{_NAME}|(?P<month>[0-9]{{1,2}})月(?P<day2>[0-9]{{1,2}})[日号])", re.I
)
_NO_DAY_NAMED = re.compile(rf"{_NAME}[- ](?P<other>[0-9]{{2}})", re.IGNORECASE)
_MIDNIGHT = re.compile(r"(?P<day>.*[0-9日])[T ]+0{1,2}:00(?::00(?:\.0+)?)?")
_SERIAL = re.compile("[0-9]{5}(?:\\.0+)?")
#: The first day of a spreadsheet's count; that from 1900 takes 1900 for a leap year.
_FROM_1900, _FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)
#: How far from the other dates one may lie that is written as the number of a day.
_NEAR = timedelta(days=2 * 366)
_USUAL = (date(1985, 1, 1), date(2049, 12, 31))
_FIRST_YEAR, _LAST_YEAR = 1800, 2999
_PIVOT = 70


class _Parts(NamedTuple):
    year: int
    month: int
    day: int = 0

    @property
    def text(self) -> str:
        """The day or the month in the codebook's form; blank where the calendar has none such."""
        try:
            day = date(self.year, self.month, self.day or 1)
        except ValueError:
            return ""
        return (day.isoformat() if self.day else f"{day:%Y-%m}") if _FIRST_YEAR <= day.year <= _LAST_YEAR else ""


def read_date(text: str, kind: Kind, near: Collection[date] = ()) -> Reading:
    """A cell with a day, a month, or either; `near` are the other dates of its table, which tell what the number of a
    day may mean.

    A text that is in the codebook's form already stays as it is.
    """
    if _fits(text.strip(), kind):
        return Reading(text.strip())
    plain = narrow(text)
    how = "date.written"
    if midnight := _MIDNIGHT.fullmatch(plain):
        plain, how = midnight["day"].strip(), "date.midnight"
    if _SERIAL.fullmatch(plain):
        return _serial(int(plain.partition(".")[0]), kind, near)
    if match := _EITHER_FIRST.fullmatch(plain):
        return _either_first(match, kind)
    if kind != "date" and re.fullmatch(r"[0-9]{4}\.1", plain):
        return Reading(None, readings=(f"{plain[:4]}-01", f"{plain[:4]}-10"))
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(plain):
            return _as_kind(_parts(match), kind, how)
    return Reading(None, readings=_without_year(plain, kind))


def _fits(text: str, kind: Kind) -> bool:
    form = re.fullmatch("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", text)
    has_its_form = form and kind == ("date" if form[1] else "month")
    return bool(form and (has_its_form or kind == "period") and _Parts(*map(int, text.split("-"))).text)


def _parts(match: re.Match[str]) -> _Parts:
    found = match.groupdict()
    month = found["name"] if found.get("name") else found["month"]
    return _Parts(_year(found["year"]), _month(month), int(found.get("day") or 0))


def _year(text: str) -> int:
    """A year; one of two digits lies between 1970 and 2069."""
    year = int(text.strip("'"))
    return year if len(text) == len("2024") else year + (1900 if year >= _PIVOT else 2000)


def _as_kind(parts: _Parts, kind: Kind, how: str) -> Reading:
    """The day or the month, as the column has them; the first day of a month may stand for it."""
    if not parts.text or (kind == "date" and not parts.day):
        return Reading(None)
    if kind == "month" and parts.day:
        return Reading(parts.text[:7], "date.first_of_month") if parts.day == 1 else Reading(None)
    return Reading(parts.text, how)


def _either_first(match: re.Match[str], kind: Kind) -> Reading:
    """A day and a month of which either may come first: one reading, where the other is no date, else both."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    read = {_Parts(year, one, other).text: "date.month_first", _Parts(year, other, one).text: "date.day_first"}
    read.pop("", None)
    if len(read) != 1:
        return Reading(None, readings=tuple(read))
    ((text, how),) = read.items()
    return _as_kind(_Parts(*map(int, text.split("-"))), kind, how)


def _without_year(plain: str, kind: Kind) -> tuple[str, ...]:
    """What a cell may mean that lacks its year, or its day."""
    meant: list[str] = []
    if match := _NO_YEAR.fullmatch(plain):
        one, other = int(match["one"]), int(match["other"])
        meant = [_day_and_month(one, other), _day_and_month(other, one)]
        if kind != "date" and len(match["one"]) == len(match["other"]) == 2:
            meant.append(_Parts(_year(match["one"]), other).text)
    elif match := _NO_YEAR_NAMED.fullmatch(plain):
        meant = [_day_and_month(int(match["day"] or match["day2"]), _month(match["name"] or match["month"]))]
    elif kind == "date" and (match := _NO_DAY_NAMED.fullmatch(plain)):
        month = _month(match["name"])
        meant = [_Parts(_year(match["other"]), month).text, _day_and_month(int(match["other"]), month)]
    return tuple(dict.fromkeys(filter(None, meant)))


def _month(text: str) -> int:
    """The number of a month, from its name or its number."""
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3].lower()) + 1


def _day_and_month(day: int, month: int) -> str:
    """`1 March`; blank where no year has such a day."""
    try:
        return said("{day} {month}", day=day, month=_CALLED[date(2000, month, day).month - 1])
    except ValueError:
        return ""


def serial_days(serial: int) -> tuple[date, date]:
    """The days that a spreadsheet counts by this number: from 1900, and from 1904.

    >>> [day.isoformat() for day in serial_days(45352)]
    ['2024-03-01', '2028-03-02']
    """
    return _FROM_1900 + timedelta(days=serial), _FROM_1904 + timedelta(days=serial)


def _serial(serial: int, kind: Kind, near: Collection[date]) -> Reading:
    """The number of a day: counted from 1900, unless only the count from 1904 comes near the other dates."""
    first, last = (min(near) - _NEAR, max(near) + _NEAR) if near else _USUAL
    for day, how in zip(serial_days(serial), ("date.serial_1900", "date.serial_1904"), strict=True):
        if first <= day <= last:
            parts = _Parts(day.year, day.month, 0 if day.day == 1 and kind == "period" else day.day)
            reading = _as_kind(parts, kind, how)
            return Reading(reading.value, how) if reading.value else Reading(None)
    return Reading(None, readings=tuple(day.isoformat() for day in serial_days(serial)))
