"""Dates as people write them: one day, or both that it may be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from playbook.sheets.dates import Kind, read_date
from playbook.sheets.reading import Reading

DAYS = some.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2024/3/1", "date", "2024-03-01"),
        ("2024.3.1", "date", "2024-03-01"),
        ("20240301", "date", "2024-03-01"),
        ("2024年3月1日", "date", "2024-03-01"),
        ("２０２４/３/１", "date", "2024-03-01"),
        ("1 March 2024", "date", "2024-03-01"),
        ("March 1, 2024", "date", "2024-03-01"),
        ("1-Mar-24", "date", "2024-03-01"),
        ("13/02/2024", "date", "2024-02-13"),
        ("02/13/2024", "date", "2024-02-13"),
        ("3/3/2024", "date", "2024-03-03"),
        ("2024-03-01 00:00:00", "date", "2024-03-01"),
        ("2024/3/1 0:00", "date", "2024-03-01"),
        ("45352", "date", "2024-03-01"),
        ("2024年3月", "month", "2024-03"),
        ("2024/3", "month", "2024-03"),
        ("2024.10", "month", "2024-10"),
        ("202403", "month", "2024-03"),
        ("Mar-24", "month", "2024-03"),
        ("Mar 2024", "month", "2024-03"),
        ("03/2024", "month", "2024-03"),
        ("2024-03-01", "month", "2024-03"),
        ("45352", "month", "2024-03"),
        ("24年3月", "period", "2024-03"),
        ("2024/3/15", "period", "2024-03-15"),
    ],
)
def test_what_is_one_day_or_month_is_read(text: str, kind: Kind, value: str) -> None:
    reading = read_date(text, kind)
    assert (reading.value, reading.readings, bool(reading.how)) == (value, (), True)


@pytest.mark.parametrize(
    ("text", "kind", "readings"),
    [
        ("02/03/2024", "date", ("2024-02-03", "2024-03-02")),
        ("3-1", "date", ("3 January", "1 March")),
        ("3月1日", "date", ("1 March",)),
        ("24-Mar", "date", ("24 March",)),
        ("03-04", "month", ("3 April", "4 March", "2003-04")),
        ("2024.1", "month", ("2024-01", "2024-10")),
        ("99999", "date", ("2173-10-13", "2177-10-14")),
    ],
)
def test_what_may_be_two_is_neither(text: str, kind: Kind, readings: tuple[str, ...]) -> None:
    assert read_date(text, kind) == Reading(None, readings=readings)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024-02-30", "date"),
        ("2024-13", "month"),
        ("2024-03-01 12:00", "date"),
        ("2024年3月", "date"),
        ("2024/3/15", "month"),
        ("民国113年3月", "month"),
        ("三月", "month"),
        ("2024Q1", "period"),
        ("0001/1/1", "date"),
        ("soon", "date"),
    ],
)
def test_what_is_none_is_not_read(text: str, kind: Kind) -> None:
    assert read_date(text, kind) == Reading(None)


def test_the_other_dates_tell_from_when_a_spreadsheet_counts() -> None:
    assert read_date("43890", "date", [date(2024, 2, 1)]) == Reading("2024-03-01", "date.serial_1904")
    assert read_date("45352", "date", [date(2024, 2, 1)]) == Reading("2024-03-01", "date.serial_1900")
    assert read_date("45352", "date", [date(1999, 2, 1)]).readings == ("2024-03-01", "2028-03-02")


@settings(deadline=None)
@given(DAYS)
def test_a_date_that_is_right_is_never_changed(day: date) -> None:
    assert read_date(day.isoformat(), "date") == Reading(day.isoformat())
    assert read_date(day.isoformat(), "period") == Reading(day.isoformat())
    assert read_date(f"{day:%Y-%m}", "month") == Reading(f"{day:%Y-%m}")


@settings(deadline=None)
@given(
    DAYS,
    some.sampled_from(
        ["{y}/{m}/{d}", "{y}.{m}.{d}", "{y}年{m}月{d}日", "{y}{m:02}{d:02}", "{d} {n} {y}", "{d}-{n}-{y}"]
    ),
)
def test_a_day_in_any_form_is_that_day(day: date, form: str) -> None:
    text = form.format(y=day.year, m=day.month, d=day.day, n=MONTH_NAMES[day.month - 1])
    assert read_date(text, "date").value == day.isoformat()


@settings(deadline=None)
@given(DAYS)
def test_the_number_of_a_day_is_that_day(day: date) -> None:
    near = [date(day.year, 6, 30)]
    assert read_date(str((day - date(1899, 12, 30)).days), "date", near).value == day.isoformat()


@settings(deadline=None)
@given(DAYS)
def test_two_numbers_and_a_year_are_told_only_where_one_is_no_month(day: date) -> None:
    reading = read_date(f"{day.day:02}/{day.month:02}/{day.year}", "date")
    if day.day > 12 or day.day == day.month:
        assert reading.value == day.isoformat()
    else:
        assert (reading.value, set(reading.readings)) == (
            None,
            {day.isoformat(), date(day.year, day.day, day.month).isoformat()},
        )
