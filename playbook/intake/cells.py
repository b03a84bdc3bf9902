"""From a cell of a source to a cell of ours: one column's way of reading, made once from the map.

What the map says a value means comes first, then the other names of a closed list, then numbers and dates as people
write them. What cannot be told is no value: it is named, with what to write in the map.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from playbook.client.mangled import identifies, power_of_ten, spreadsheet_error
from playbook.client.schema import CURRENCIES, Column
from playbook.client.spellings import plain, seems_blank
from playbook.client.understanding import understood
from playbook.intake.map_part import near
from playbook.intake.mapping import Import
from playbook.intake.months import month_of
from playbook.intake.units import Unit
from playbook.messages import Said, joined, said
from playbook.sheets.dates import Kind, read_date
from playbook.sheets.hows import in_words
from playbook.sheets.numbers import read_number, written
from playbook.sheets.reading import Reading

__all__ = ["Cell", "reader_of"]

#: Currencies by which a number may be marked; ¥ is the yuan's where the map names none.
_CURRENCIES = (*CURRENCIES, "$")
_USUAL = "CNY"
_COMMA_AND_POINT = str.maketrans(",.", ".,")
_POINT_ZERO = re.compile(r"[0-9]+\.0+")
_SEVERAL = re.compile(r"[\s,;、，；]+")
_MONTH = len("2024-01")
_BREAKS = re.compile(r"\s*[\r\n]+\s*")


@dataclass(frozen=True)
class Cell:
    """What a cell says in our form, and what was done to it; or what was expected (`wrong`), and how to mend it."""

    value: str = ""
    done: Said | str = ""
    wrong: Said | str = ""
    mend: Said | str = ""


@dataclass(frozen=True)
class _Way:
    """What the map says of one column: `unit` where it is another than ours; `is_month` where one column of the source
    is both ends of a period."""

    column: Column
    is_key: bool
    is_month: bool = False
    meanings: Mapping[str, str] = field(default_factory=dict)
    unit: Unit | None = None
    decimal: str = "."
    currency: str = _USUAL


def reader_of(item: Import, name: str) -> Callable[[str], Cell]:
    """The reader of a column's cells. It remembers what it has read: exports say the same over and over."""
    column = item.table.column(name)
    way = _Way(
        column,
        is_key=identifies(column, item.table),
        is_month=_is_month(item, name),
        meanings=item.values.get(name, {}),
        unit=unit if (unit := item.units.get(name)) and unit.factor != 1 else None,
        decimal=item.origin.decimal,
        currency=item.constants.get("currency") or _USUAL,
    )
    return lru_cache(maxsize=65536)(lambda text: _read(way, text))


def _read(way: _Way, text: str) -> Cell:
    text = text.strip("\ufeff\u200b\u200e\u200f\u2060\xa0\u3000 \t\r\n")
    if (form := plain(text)) in way.meanings:
        meaning = way.meanings[form]
        known = "" if meaning == "unknown" else meaning
        return Cell(known, said("{value} -> {meaning}", value=text or '""', meaning=meaning or '""'))
    if seems_blank(text):
        return Cell()
    if spreadsheet_error(text):
        return Cell(wrong=said("a value, not a spreadsheet's error"), mend=said("mend the formula, or leave it blank"))
    return _READERS.get(way.column.kind, _text)(way, text)


def _number(way: _Way, text: str) -> Cell:
    reading = _read_number(way, text)
    if reading.value is None:
        return _untold(way, reading, said("state it in the map (decimal, values), or mend the cell"))
    if reading.unit in _CURRENCIES and reading.unit != way.currency:
        return _other_currency(way)
    if way.unit is None:
        return Cell(reading.value, _how(reading))
    if reading.unit not in ("", *_CURRENCIES):
        return _own_unit(way, way.unit, reading, text)
    value = Decimal(reading.value) * way.unit.factor
    done = said("{unit} times {factor}", unit=way.unit.name, factor=f"{way.unit.factor:,f}")
    return Cell(written(value), joined([_how(reading), done], "; ") if reading.how else done)


def _read_number(way: _Way, text: str) -> Reading:
    """A number whose decimals follow a point, or by the map a comma: then 1.234 is 1234, and 12.5 is nothing. Without a
    unit in the map it is what it would be in a table of ours: 23% is no amount, and 8 may be no share."""
    written = text if way.decimal == "." else text.translate(_COMMA_AND_POINT)
    reading = read_number(written) if way.unit else understood(way.column, written)
    if way.decimal == ".":
        return reading
    how = f"number.decimal_comma {reading.how}".strip() if "," in text and reading.value else reading.how
    return replace(reading, how=how)


def _other_currency(way: _Way) -> Cell:
    mend = said("say which it is: constants: {{currency: EUR}}, and take rows of another one out")
    return Cell(wrong=said("an amount in {currency}", currency=way.currency), mend=mend)


def _own_unit(way: _Way, unit: Unit, reading: Reading, text: str) -> Cell:
    """A cell with a unit of its own, in a column that the map gives one to: right where they are the same."""
    bare = _read_number(way, text.removesuffix(reading.unit))
    if bare.value is not None and Decimal(bare.value) * unit.factor == Decimal(str(reading.value)):
        return Cell(str(reading.value), _how(reading))
    wrong = said("a number in {unit}, as the map says, or one with its own unit, not both", unit=unit.name)
    return Cell(wrong=wrong, mend=said("mend the cell, or take the unit out of the map"))


def _is_month(item: Import, name: str) -> bool:
    """A column that says when a bill begins and when it ends says of which month it is."""
    ends = [item.columns.get(end) for end in ("from", "to")]
    return name in ("from", "to") and None not in ends and ends[0] == ends[1]


def _date(way: _Way, text: str) -> Cell:
    if way.is_month and (month := month_of(text)):
        return Cell(month, "" if month == text else said("a month as people write it"))
    reading = read_date(text, _DATES[way.column.kind])
    if reading.value is None:
        return _untold(way, reading, "")
    if way.is_month and len(reading.value) > _MONTH:
        return Cell(reading.value[:_MONTH], said("a day, taken for its month"))
    return Cell(reading.value, _how(reading))


def _choice(way: _Way, text: str) -> Cell:
    value = understood(way.column, text).value
    if value is None:
        guess = near(text, [*way.meanings.values(), *way.column.allowed])
        return Cell(wrong=way.column.expected, mend=guess or _say_meaning(way, text))
    return Cell(value, "" if value == text else said("{value} -> {meaning}", value=text, meaning=value))


def _id(way: _Way, text: str) -> Cell:
    """An id that is none of the meanings that the map lists is not one of them by chance."""
    if way.meanings and plain(text) not in {*map(plain, way.meanings.values())}:
        return Cell(wrong=said("one of the values that the map lists"), mend=_say_meaning(way, text))
    if not text.isascii():
        return Cell(wrong=way.column.expected, mend=_say_meaning(way, text))
    return Cell(text)


def _ids(way: _Way, text: str) -> Cell:
    parts = [part for part in _SEVERAL.split(text) if part]
    values = [way.meanings.get(plain(part), part) for part in parts]
    value = " ".join(values)
    return Cell(value, "" if value == text else said("several ids with blanks between them"))


def _text(way: _Way, text: str) -> Cell:
    if way.meanings and way.is_key and plain(text) not in {*map(plain, way.meanings.values())}:
        return Cell(wrong=said("one of the values that the map lists"), mend=_say_meaning(way, text))
    if way.is_key and (maybe := power_of_ten(text)):
        wrong = said("the number as it was before a spreadsheet made a power of ten of it: {maybe}", maybe=maybe)
        return Cell(wrong=wrong, mend=said("export it anew, with the column as text"))
    if way.is_key and _POINT_ZERO.fullmatch(text):
        wrong = said(
            "a number as text ({whole} with a spreadsheet's .0, or {text})", whole=text.split(".")[0], text=text
        )
        return Cell(wrong=wrong, mend=said("export it anew, with the column as text, or say under values what it is"))
    if _BREAKS.search(text):
        return Cell(_BREAKS.sub(" ", text), said("several lines in one cell, made one"))
    return Cell(text)


def _say_meaning(way: _Way, text: str) -> Said:
    return said("say in the map what it means: values: {{{column}: {{{text}: ..}}}}", column=way.column.name, text=text)


def _untold(way: _Way, reading: Reading, mend: Said | str) -> Cell:
    """A cell that says nothing of the column's kind, or several things."""
    if not reading.readings:
        return Cell(wrong=way.column.expected)
    several = said("{expected} that can be read in one way, not as {readings}", **_several(way, reading))
    return Cell(wrong=several, mend=mend)


def _several(way: _Way, reading: Reading) -> dict[str, str]:
    return {"expected": way.column.expected, "readings": " / ".join(reading.readings)}


def _how(reading: Reading) -> Said | str:
    return in_words(reading.how) if reading.how else ""


_DATES: dict[str, Kind] = {"date": "date", "month": "month", "period": "period"}
_READERS: dict[str, Callable[[_Way, str], Cell]] = {
    "number": _number,
    "integer": _number,
    "date": _date,
    "month": _date,
    "period": _date,
    "choice": _choice,
    "flag": _choice,
    "id": _id,
    "ids": _ids,
    "text": _text,
}
