"""The dates in a client's data: which one a plan is of, and which ones cannot be meant.

A year mistyped as 2202 may not move the plan. Dates that lie more than a year beyond all the others, and are no more of them than those
before, are *astray*: they are named, and the plan's date is the latest of the rest. Whoever means them says so with `as_of`. The clock is not
asked: the same files give the same plan on any day.
"""
from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from playbook.client.files import Source
from playbook.client.schema import Table
from playbook.errors import Fault, UserError

if TYPE_CHECKING:  # frames are pandas', which a plan that is unchanged does without
    from playbook.client.frames import Rows

__all__ = ["check_begun", "check_dates", "default_day", "last_day", "said_ahead"]

#: Columns whose latest date is the plan's, where none is asked for: when a judgement was given, and when a bill ended.
_OF_PLAN = ("on", "to")
#: Days of a year: what is further away is more than a year beyond.
_YEAR = 366


def last_day(value: str | date) -> date:
    """The last day of a month (2002-12), or a date itself."""
    if isinstance(value, date):
        return value
    year, month, *day = map(int, value.split("-"))
    return date(year, month, day[0] if day else monthrange(year, month)[1])


def default_day(tables: Mapping[str, Rows]) -> date:
    """The latest date in the data that is not astray: of a judgement, or the last day of a bill's month."""
    days = {last_day(value) for rows in tables.values() for row in rows for value in map(row.get, _OF_PLAN) if value is not None}
    return max(_together(days))


def _together(days: Iterable[date], vouched: date = date.min) -> list[date]:
    """The days, sorted, without those astray at their end; none up to the vouched day, or within a year of it, is astray."""
    found = sorted(days)
    for place in range(max(1, (len(found) + 1) // 2), len(found)):
        if (found[place] - max(found[place - 1], vouched)).days > _YEAR:
            return found[:place]
    return found


@dataclass(frozen=True)
class _Cell:
    """A date or month, and where it stands."""

    file: str
    row: int
    column: str
    value: str

    @property
    def day(self) -> date:
        """The last day that it means."""
        return last_day(self.value)


def _cells(source: Source, table: Table, rows: Rows) -> Iterator[_Cell]:
    for column in table.columns:
        if column.kind in ("date", "month"):
            yield from (_Cell(source.place(f"{table.name}.csv"), row["row"], column.name, str(row[column.name])) for row in rows if row[column.name])


def check_dates(source: Source, tables: Iterable[Table], rows: Mapping[str, Rows], vouched: date | None) -> None:
    """Name every date astray; `vouched` is the date that the profile gives to the plan. Planned dates are held against all dates,
    those of what has been against those of what has been."""
    cells = [cell for table in tables for cell in _cells(source, table, rows[table.name])]
    named = set[tuple[str, int]]()
    for of_plan in (True, False):
        found = [cell for cell in cells if not of_plan or cell.column in _OF_PLAN]
        days = {cell.day for cell in found}
        limit = max(_together(days, vouched or date.min), default=date.max)
        for cell in found:
            if cell.day > limit and (cell.file, cell.row) not in named:
                named.add((cell.file, cell.row))
                moves = "; it does not move the plan's date (as_of in profile.yaml would)" if of_plan and not vouched else ""
                expected = f"a date within a year of the others, of which {limit} is the latest{moves}"
                source.warnings.append(Fault(cell.file, cell.row, cell.column, cell.value, expected))


def said_ahead(day: date) -> str:
    """What to say of a plan's date that is still to come, by this machine's clock; blank where it is not."""
    return f"as of {day}: expected a date that is not after today, {date.today()}" if day > date.today() else ""


def check_begun(bills: Rows, day: date, client: str) -> None:
    """A plan stands on bills. Raises UserError where no month of any has ended by its date."""
    first = min(last_day(str(row["from"])[:7]) for row in bills)
    if first > day:
        said = f"{client}: no bill has ended by {day}, so there is no plan of that date"
        raise UserError(f"{said}: the first bill's month ends on {first}; name a later date")
