"""The dates in a client's data: which one a plan is of, and which ones cannot be meant.

A year mistyped as 2202 may not move the plan. Dates that lie more than a year beyond all the others, and are no more of
them than those before, are *astray*: they are named, and the plan's date is the latest of the rest. Whoever means them
says so with `as_of`. So are those that lie more than a year before all the others and are fewer; they move nothing and
are named. The clock is not asked: the same files give the same plan on any day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from playbook.client import periods
from playbook.client.schema import DATES, Table
from playbook.client.source import Source
from playbook.errors import UserError
from playbook.messages import said

if TYPE_CHECKING:  # frames are pandas', which a plan that is unchanged does without
    from playbook.client.frames import Rows

__all__ = ["check_begun", "check_dates", "default_day", "last_day", "said_ahead"]

#: Columns whose latest date is the plan's, where none is asked for: when a judgement was given, and when a bill ended.
_OF_PLAN = ("on", "to")
#: Columns of what has been and does not last: their years are those of the data. A contract may have begun long before.
_HAS_BEEN = ("on", "from", "to", "month", "done_on")
#: The dates in each table's columns.
_Dates = Mapping[tuple[str, str], set["str | date"]]
#: Days of a year: what is further away is more than a year beyond.
_YEAR = 366


def last_day(value: str | date) -> date:
    """The last day of a month (2002-12), or a date itself."""
    return value if isinstance(value, date) else periods.last_day(value)


def default_day(tables: Mapping[str, Rows]) -> date:
    """The latest date in the data that is not astray: of a judgement, or the last day of a bill's month."""
    values = {
        value for rows in tables.values() for row in rows for value in map(row.get, _OF_PLAN) if value is not None
    }
    return max(_not_astray({*map(last_day, values)}))


def _not_astray(days: Iterable[date], vouched: date = date.min) -> list[date]:
    """The days, sorted, without those astray at their end; none up to the vouched day, or within a year of it, is
    astray."""
    ordered = sorted(days)
    for place in range(max(1, (len(ordered) + 1) // 2), len(ordered)):
        if (ordered[place] - max(ordered[place - 1], vouched)).days > _YEAR:
            return ordered[:place]
    return ordered


def _first_not_astray(days: Iterable[date]) -> date:
    """The earliest of the days that is not astray: one more than a year before all the others, which are more, is."""
    ordered = sorted(days)
    half = range(1, (len(ordered) + 1) // 2)
    begins = max((place for place in half if (ordered[place] - ordered[place - 1]).days > _YEAR), default=0)
    return ordered[begins] if ordered else date.min


def check_dates(source: Source, tables: Iterable[Table], rows: Mapping[str, Rows], vouched: date | None) -> None:
    """Name every date astray; `vouched` is the date that the profile gives to the plan."""
    places = [(table.name, column.name) for table in tables for column in table.columns if column.kind in DATES]
    values = {(table, column): _values(rows[table], column) for table, column in places}
    named = set[tuple[str, int]]()
    for compared, is_astray, expected in _comparisons(values, vouched):
        for (table, column), days in compared.items():
            astray = {value for value in days if is_astray(last_day(value))}
            for row in rows[table] if astray else ():
                if row[column] in astray and (table, row["row"]) not in named:
                    named.add((table, row["row"]))
                    source.warn(
                        "dates.astray", f"{table}.csv", expected, row=row["row"], column=column, value=row[column]
                    )


def _comparisons(values: _Dates, vouched: date | None) -> Iterator[tuple[_Dates, Callable[[date], bool], str]]:
    """Columns whose dates are held against each other, which of them are astray, and what was expected.

    Planned dates are held against all dates, those of what has been against those of what has been.
    """
    for of_plan in (True, False):
        compared = {place: days for place, days in values.items() if not of_plan or place[1] in _OF_PLAN}
        limit = max(_not_astray(_days(compared), vouched or date.min), default=date.max)
        expected = said("a date within a year of the others, of which {limit} is the latest", limit=limit)
        if of_plan and not vouched:
            expected = said(
                "{expected}; it does not move the plan's date (as_of in profile.yaml would)", expected=expected
            )
        yield compared, limit.__lt__, expected
    compared = {place: days for place, days in values.items() if place[1] in _HAS_BEEN}
    first = _first_not_astray(_days(compared))
    yield (
        compared,
        first.__gt__,
        said("a date within a year of the others, of which {limit} is the earliest", limit=first),
    )


def _days(compared: _Dates) -> set[date]:
    return {*map(last_day, set().union(*compared.values()))}


def _values(rows: Rows, column: str) -> set[str | date]:
    return {row[column] for row in rows} - {None}


def said_ahead(day: date) -> str:
    """What to say of a plan's date that is still to come, by this machine's clock; blank where it is not."""
    expected = said("as of {day}: expected a date that is not after today, {today}", day=day, today=date.today())
    return expected if day > date.today() else ""


def check_begun(bills: Rows, day: date, client: str) -> None:
    """A plan stands on bills. Raises UserError where no month of any has ended by its date."""
    first = last_day(min(str(row["from"]) for row in bills)[:7])
    if first > day:
        raise UserError(
            said(
                "{client}: no bill has ended by {day}, so there is no plan of that date: the first bill's month ends on"
                " {first}; name a later date",
                client=client,
                day=day,
                first=first,
            )
        )
