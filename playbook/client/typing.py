"""From text to typed values: one validator per table, made from the table's own description, run by pydantic's core.

Every cell arrives as text. A blank cell, or the word `unknown`, is unknown (None). A cell that does not fit its column
is tried as people write such values (:mod:`playbook.client.understanding`); one that fits is never changed. What is
left becomes a fault that names the row, the column, the value and what was expected; all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache, reduce
from typing import Any

from pydantic_core import CoreSchema, SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from playbook.client.mangled import spreadsheet_error
from playbook.client.misfits import Place, Rows, notes, places, readings, with_values
from playbook.client.normalised import Normalised, gathered
from playbook.client.periods import PERIOD, YEAR, first_day
from playbook.client.schema import DATES, ID, NONE, Column
from playbook.client.spellings import seems_blank
from playbook.errors import Fault
from playbook.messages import said
from playbook.sheets.reading import Reading

__all__ = ["typed_rows"]

_UNKNOWN = ("", "unknown")
#: Digits are 0-9: what else Unicode, Python or a library takes for one would be read as something that nobody wrote.
_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,30})?$"
_WHOLE = r"^-?[0-9]{1,15}$"
_DATE = re.compile(YEAR + "-[0-9]{2}-[0-9]{2}")
_FLAGS = {"yes": True, "no": False}


def typed_rows(
    rows: Rows,
    columns: tuple[Column, ...],
    file: str,
    numbers: Sequence[int | None],
    *,
    noted: list[Normalised] | None = None,
) -> tuple[list[dict[str, Any]], list[Fault]]:
    """The rows with typed values, and the faults found; a cell at fault is left unknown.

    `numbers` are the rows' numbers in the file, as a spreadsheet shows them (None for a file without rows). What was
    understood though it was written in another way is added to `noted`.
    """
    try:
        return _validator(columns).validate_python(rows), []
    except ValidationError as error:
        read = readings(places(error), rows, columns)
    plain_rows = with_values(rows, read)
    if noted is not None:
        noted += gathered(notes(read, rows, file, numbers))
    try:
        return _validator(columns).validate_python(plain_rows), []
    except ValidationError as error:
        bad = set(places(error))
        faults = [
            _fault((place, name), rows, columns, file=file, numbers=numbers, read=read) for place, name in sorted(bad)
        ]
    names: dict[int, set[str]] = {}
    for place, name in bad:
        names.setdefault(place, set()).add(name)
    return [_salvaged(row, columns, names.get(place, set())) for place, row in enumerate(plain_rows)], faults


def _salvaged(row: Mapping[str, str], columns: tuple[Column, ...], bad: set[str]) -> dict[str, Any]:
    """What can be typed of a row with faults, so that checks across tables can go on and find theirs."""
    good = {column.name: row.get(column.name, "") for column in columns if column.name not in bad}
    (values,) = _validator(tuple(column for column in columns if column.name in good)).validate_python([good])
    return {column.name: values.get(column.name) for column in columns}


def _fault(
    at: Place,
    rows: Rows,
    columns: tuple[Column, ...],
    *,
    file: str,
    numbers: Sequence[int | None],
    read: Mapping[Place, Reading],
) -> Fault:
    place, name = at
    column = next(column for column in columns if column.name == name)
    given = rows[place].get(name) or ""
    either = read[at].readings if at in read else ()
    mend = said("it may be {readings}: write the one that is meant", readings=_either(either)) if either else ""
    is_blank = given.strip() in _UNKNOWN or (at in read and read[at].value == "")
    expected = said("{kind} (it may not be blank)", kind=column.expected) if is_blank else _hinted(column, given)
    return Fault(file, numbers[place], name, given, column.expected if either else expected, mend=mend)


def _either(readings: Sequence[str]) -> str:
    """One reading or another."""
    return reduce(lambda one, other: said("{one} or {other}", one=one, other=other), readings)


def _hinted(column: Column, given: str) -> str:
    """What was expected, and how a number or a date is written, for whoever wrote it in another way."""
    if spreadsheet_error(given):
        return said("{kind}, not a spreadsheet's error", kind=column.expected)
    if not any(character.isdigit() for character in given):
        return column.expected
    if column.kind in ("number", "integer"):
        pattern, example = (_NUMBER, "1234.5") if column.kind == "number" else (_WHOLE, "12")
        if re.fullmatch(pattern, given.strip()):
            return column.expected
        return said(
            "{kind}, written in the digits 0-9 such as {example}, without signs and units",
            kind=column.expected,
            example=example,
        )
    if column.kind in DATES:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", given.strip()):
            return said("{kind}, written in the digits 0-9", kind=column.expected)
        if not re.match(YEAR, given.strip()):
            return said("{kind} of the years 1800 to 2999", kind=column.expected)
    return column.expected


@cache
def _validator(columns: tuple[Column, ...]) -> SchemaValidator:
    """What makes a list of rows of a list of rows: a column that the file lacks is unknown."""
    fields = {column.name: core.typed_dict_field(_schema(column), required=column.required) for column in columns}
    return SchemaValidator(core.list_schema(core.typed_dict_schema(fields, extra_behavior="ignore")))


def _schema(column: Column) -> CoreSchema:
    if column.required:
        return core.no_info_before_validator_function(_blank, _KINDS[column.kind](column))
    optional = core.no_info_before_validator_function(_blank, core.nullable_schema(_KINDS[column.kind](column)))
    return core.with_default_schema(optional, default=None)


@lru_cache(maxsize=65536)
def _blank(cell: str | None) -> str | None:
    text = (cell or "").strip()
    return None if text in _UNKNOWN or (not text.isascii() and seems_blank(text)) else text


def _flag(text: str | None) -> bool | None:
    return text if text is None else _FLAGS[text.lower()] if text.lower() in _FLAGS else _refuse()


def _ids(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    return tuple(text.split()) if all(map(ID.fullmatch, text.split())) else _refuse()


@lru_cache(maxsize=4096)
def _period(text: str | None) -> str | None:
    """An end of a period: a month, or a day of the calendar."""
    if text is not None and not (PERIOD.fullmatch(text) and first_day(text)):
        _refuse()
    return text


def _day(text: str) -> date:
    return date.fromisoformat(text) if _DATE.fullmatch(text) else _refuse()


def _spelled(pattern: str, number: CoreSchema) -> CoreSchema:
    """A number that is written in this way, and in no other."""
    return core.chain_schema([core.str_schema(pattern=pattern), number])


def _ids_or_none(text: str | None) -> tuple[str, ...] | None:
    return () if text == NONE else _ids(text)


def _whole(bound: float | None) -> int | None:
    return None if bound is None else int(bound)


def _refuse() -> Any:
    raise ValueError("not of its kind")


#: What a cell that is not blank may hold, by the column's kind.
_KINDS: dict[str, Callable[[Column], CoreSchema]] = {
    "number": lambda column: _spelled(_NUMBER, core.float_schema(ge=column.low, le=column.high, allow_inf_nan=False)),
    "integer": lambda column: _spelled(_WHOLE, core.int_schema(ge=_whole(column.low), le=_whole(column.high))),
    "choice": lambda column: core.literal_schema(list(column.allowed)) if column.allowed else core.str_schema(),
    "flag": lambda _: core.no_info_before_validator_function(_flag, core.bool_schema()),
    "date": lambda _: core.no_info_before_validator_function(_day, core.date_schema()),
    "month": lambda _: core.str_schema(pattern=f"^{YEAR}-(0[1-9]|1[0-2])$"),
    "period": lambda _: core.no_info_before_validator_function(_period, core.str_schema()),
    "id": lambda _: core.str_schema(pattern=f"^{ID.pattern}$"),
    "ids": lambda column: core.no_info_before_validator_function(
        _ids_or_none if column.may_be_none else _ids, core.tuple_variable_schema(core.str_schema())
    ),
    "text": lambda _: core.str_schema(),
}
