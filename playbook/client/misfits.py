"""Cells that do not fit their columns: what each of them means, and what was done to understand it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic_core import ValidationError

from playbook.client.normalised import Normalised
from playbook.client.periods import PERIOD, first_day
from playbook.client.schema import DATES, Column
from playbook.client.understanding import understood
from playbook.sheets.reading import Reading

__all__ = ["Place", "Rows", "notes", "places", "readings", "with_values"]

Rows = Sequence[Mapping[str, str]]
#: A cell: its row's place among the rows, and its column.
Place = tuple[int, str]


def places(error: ValidationError) -> list[Place]:
    """The cells that do not fit, each once."""
    found = (item["loc"] for item in error.errors(include_url=False, include_context=False))
    return [*dict.fromkeys((int(place), str(name)) for place, name, *_ in found)]


def readings(cells: Sequence[Place], rows: Rows, columns: tuple[Column, ...]) -> dict[Place, Reading]:
    """What the cells mean that do not fit, by row and column."""
    by_name = {column.name: column for column in columns}
    near: tuple[date, ...] | None = None
    read = {}
    for place, name in cells:
        column = by_name[name]
        if near is None and column.kind in DATES:
            near = tuple(_days(rows, columns))
        read[place, name] = understood(column, rows[place].get(name) or "", near or ())
    return _as_months(read, [column.name for column in columns if column.kind == "period"])


def _as_months(read: dict[Place, Reading], ends: Sequence[str]) -> dict[Place, Reading]:
    """A period from the first day of a month to the same day is what a spreadsheet makes of a month."""
    for place in {place for place, name in read if name in ends}:
        days = {read[place, name].value for name in ends if (place, name) in read}
        if len(ends) > 1 and all((place, name) in read for name in ends) and len(days) == 1 and _is_first(days.pop()):
            for name in ends:
                month = (read[place, name].value or "")[: len("2024-03")]
                read[place, name] = Reading(month, "date.first_of_month")
    return read


def _is_first(day: str | None) -> bool:
    return bool(day and len(day) == len("2024-03-01") and day.endswith("-01"))


def _days(rows: Rows, columns: tuple[Column, ...]) -> set[date]:
    """The days and months of a table that are written as the codebook has them, each as a day."""
    names = [column.name for column in columns if column.kind in DATES]
    texts = {text.strip() for row in rows for name in names if (text := row.get(name) or "")}
    days = set()
    for text in texts:
        if PERIOD.fullmatch(text):
            try:
                days.add(first_day(text))
            except ValueError:
                continue
    return days


def with_values(rows: Rows, read: Mapping[Place, Reading]) -> Rows:
    """The rows with what was understood in place of what was written."""
    changed = {place: dict(rows[place]) for place, _ in read}
    for (place, name), reading in read.items():
        if reading.value is not None:
            changed[place][name] = reading.value
    return [changed.get(place, row) for place, row in enumerate(rows)]


def notes(read: Mapping[Place, Reading], rows: Rows, file: str, numbers: Sequence[int | None]) -> list[Normalised]:
    """What was done, cell by cell."""
    return [
        Normalised(file, name, reading.how, 1, numbers[place], rows[place][name], reading.value, reading.unit)
        for (place, name), reading in sorted(read.items(), key=lambda item: item[0])
        if reading.value is not None
    ]
