"""Numbers of contracts that a spreadsheet took for dates: 3-1 became 1 March, and the number of a day may stand for
it."""

from __future__ import annotations

import re
from collections.abc import Collection

from playbook.messages import Said, said
from playbook.sheets.characters import narrow
from playbook.sheets.dates import read_date, serial_days

__all__ = ["dates_in"]

_TWO_NUMBERS = re.compile("[0-9]{1,2}[-/][0-9]{1,2}")
#: What spreadsheets make of it. A number such as 2024-03 or 20240301 is an id as well as a date.
_DATE = re.compile(r".*(?:[A-Za-z]{3}|月|:|/[0-9]{1,2}/).*", re.DOTALL)
_SERIAL = re.compile("[2-5][0-9]{4}")
_SHAPED = re.compile("[0-9]+[-/][0-9]+")


def dates_in(values: Collection[str]) -> dict[str, Said]:
    """Which of a column's ids may have been made a date by a spreadsheet, and what each may be.

    A column whose own numbers are of that form (3-45 is no day) has ids.
    """
    plain = {value: narrow(value) for value in values}
    own_form = any(_SHAPED.fullmatch(text) and not _read(text) for text in plain.values())
    return {value: what for value, text in plain.items() if (what := _may_be(text, [*plain.values()], own_form))}


def _may_be(text: str, others: Collection[str], own_form: bool) -> Said | None:
    if _TWO_NUMBERS.fullmatch(text):
        readings = () if own_form else _read(text)
    elif _SERIAL.fullmatch(text):
        shaped = sum(map(bool, map(_SHAPED.fullmatch, others)))
        readings = tuple(day.isoformat() for day in serial_days(int(text))[:1]) if shaped * 2 > len(others) else ()
    else:
        readings = _read(text) if _DATE.fullmatch(text) and any(map(str.isdigit, text)) else ()
    if not readings:
        return None
    days = readings[0] if len(readings) < 2 else said("{one} or {other}", one=readings[0], other=readings[1])
    return said("the id {text}, or a date that a spreadsheet made of another id ({days})", text=text, days=days)


def _read(text: str) -> tuple[str, ...]:
    """The days or months that a text may be."""
    reading = read_date(text, "period")
    return reading.readings or ((reading.value,) if reading.value else ())
