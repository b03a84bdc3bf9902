"""A cell that does not fit its column, as a person meant it: by the column's kind, unit and closed list.

Only what can mean one thing is understood. A column of shares takes 23% and asks of 8 whether it is 8%; one of amounts
takes 万 and signs of currencies and asks of a dash whether it is 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date

from playbook.client import words
from playbook.client.schema import ID, NONE, Column
from playbook.client.spellings import plain
from playbook.messages import said
from playbook.sheets.dates import read_date
from playbook.sheets.numbers import read_number
from playbook.sheets.reading import Reading

__all__ = ["is_share", "understood"]

_UNKNOWN = frozenset(
    ("unknown", "n/a", "na", "n.a.", "#n/a", "未知", "不详", "不詳", "不明", "待定", "tbd", "?", "??", "null")
)
_DASHES = re.compile("[-—–－_/]+")
_NONE = frozenset(("无", "無", "没有", "沒有", "nil", NONE))
_BETWEEN_IDS = re.compile(r"[\s,;，；、/|]+")
_PER_CENT = 100


def understood(column: Column, text: str, near: Collection[date] = ()) -> Reading:
    """What a cell means that is not as its column has it; `near` are the other dates of its table."""
    if column.kind == "text" or not text.strip():
        return Reading(None)
    reading = _READERS[column.kind](column, text, near)
    return reading if reading.value is not None or reading.readings else _unknown(column, text)


def is_share(column: Column) -> bool:
    """Whether a column holds shares of 1."""
    return column.kind == "number" and column.high is not None and column.high <= 1


def _unknown(column: Column, text: str) -> Reading:
    """A word or a dash for what is not known; where it may as well be 0 or none it is neither."""
    word = plain(text)
    is_dash, is_none = bool(_DASHES.fullmatch(text.strip())), word in _NONE
    if is_none and column.may_be_none:
        return Reading(NONE, "cell.none")
    if column.kind in ("number", "integer") and (is_none or (is_dash and column.unit.startswith("currency"))):
        return Reading(None, readings=("0", said("unknown (a blank)")))
    if is_none and column.blank:
        return Reading(None, readings=(said("a blank, which says: {blank}", blank=column.blank), said("unknown")))
    return Reading("", "cell.blank") if is_dash or is_none or word in _UNKNOWN else Reading(None)


def _number(column: Column, text: str, near: Collection[date]) -> Reading:
    reading = read_number(text)
    if reading.value is None:
        return reading
    if reading.unit in ("%", "‰"):
        figure = re.sub("[^0-9.]", "", text) or reading.value
        return reading if is_share(column) else Reading(None, readings=(reading.value, figure))
    if reading.unit and not (
        column.unit.startswith("currency") or (not column.unit and not is_share(column) and _is_scale(reading))
    ):
        return Reading(None)
    if not reading.how and is_share(column) and 1 < float(reading.value) <= _PER_CENT:
        percent = read_number(f"{reading.value}%").value
        return Reading(
            None, readings=(said("{value} ({percent}%)", value=percent, percent=reading.value), reading.value)
        )
    return _whole(reading) if column.kind == "integer" else reading


def _is_scale(reading: Reading) -> bool:
    return "number.currency" not in reading.how


def _whole(reading: Reading) -> Reading:
    """A whole number that is written with a point and zeros."""
    whole, _, part = (reading.value or "").partition(".")
    if part.strip("0"):
        return Reading(None)
    return Reading(whole, f"{reading.how} number.whole".strip() if part else reading.how, unit=reading.unit)


def _date(column: Column, text: str, near: Collection[date]) -> Reading:
    reading = read_date(text, column.kind, near)  # type: ignore[arg-type]
    return reading if reading.how or reading.readings else Reading(None)


def _choice(column: Column, text: str, near: Collection[date]) -> Reading:
    value = words.understood(column, text)
    return Reading(value, "cell.choice") if value else Reading(None)


def _id(column: Column, text: str, near: Collection[date]) -> Reading:
    return Reading(None)


def _ids(column: Column, text: str, near: Collection[date]) -> Reading:
    parts = [part for part in _BETWEEN_IDS.split(text.strip()) if part]
    if len(parts) < 2 or not all(map(ID.fullmatch, parts)) or plain(text) in _UNKNOWN:
        return Reading(None)
    return Reading(" ".join(parts), "cell.ids")


_READERS: Mapping[str, Callable[[Column, str, Collection[date]], Reading]] = {
    "number": _number,
    "integer": _number,
    "date": _date,
    "month": _date,
    "period": _date,
    "choice": _choice,
    "flag": _choice,
    "id": _id,
    "ids": _ids,
}
