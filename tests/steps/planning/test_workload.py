"""Load by month, by hand; unknown is never 0; the order of rows does not matter."""

from __future__ import annotations

import math
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from playbook.steps.planning.workload import spread
from tests.builders.findings import finding
from tests.builders.workload import TEAM, days, rules, scheduled, work

DAYS = st.dates(date(2003, 1, 1), date(2003, 12, 31))


def test_a_task_over_the_end_of_a_month_is_split_by_working_days(tmp_path: Path) -> None:
    """Monday 27 January to Friday 7 February: five working days in each month, so 6 days are 3 and 3."""
    assert days(scheduled(tmp_path, work(1, "2003-01-27", "2003-02-07", effort_days=6))) == {
        ("am", "2003-01"): 3.0,
        ("am", "2003-02"): 3.0,
    }


def test_a_task_on_a_weekend_takes_its_effort_there() -> None:
    """17 May 2003, World Telecommunication Day, was a Saturday; 31 May and 1 June Saturday and Sunday."""
    assert spread(date(2003, 5, 17), date(2003, 5, 17), 2.0) == {"2003-05": 2.0}
    assert spread(date(2003, 5, 31), date(2003, 6, 1), 2.0) == {"2003-05": 1.0, "2003-06": 1.0}


@given(DAYS, st.integers(0, 500), st.floats(0, 100))
def test_what_is_spread_adds_up(start: date, length: int, effort: float) -> None:
    parts = spread(start, start + timedelta(days=length), effort)
    assert math.isclose(sum(parts.values()), effort, abs_tol=1e-9)
    assert all(part >= 0 for part in parts.values())


def test_over_allocation_is_told_with_who_when_and_by_how_much(tmp_path: Path) -> None:
    """February: 4 + 3.5 = 7.5 of 5 days, so 2.5 too many; the technical manager has 8 - 1 = 7 free, enough to take
    them."""
    programmes = scheduled(
        tmp_path, work(1, effort_days=4), work(2, effort_days=3.5), work(3, owner="tm", effort_days=1)
    )
    figures = finding(programmes, "overloaded_helped").figures
    assert {
        name: figures[name].printed("en")
        for name in ("who", "month", "days", "capacity", "excess", "helper", "room", "task")
    } == {
        "who": "account manager",
        "month": "February 2003",
        "days": "7.5 days",
        "capacity": "5",
        "excess": "2.5 days",
        "helper": "technical manager",
        "room": "7 days",
        "task": "Task 1",
    }
    assert programmes.load.months["over"].tolist() == [True, False]


def test_who_has_no_task_in_the_month_has_all_of_it_free(tmp_path: Path) -> None:
    assert (
        finding(scheduled(tmp_path, work(1, effort_days=7)), "overloaded_helped").figures["room"].printed("en")
        == "8 days"
    )
    alone = scheduled(tmp_path / "alone", work(1, effort_days=7), team=TEAM[:1])
    assert rules(alone)[0] == "overloaded"


def test_exactly_full_is_not_over(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, work(1, effort_days=5))
    assert rules(programmes) == ["load_fits"]
    assert finding(programmes, "load_fits").figures["share"].printed("en") == "100%"


def test_several_months_over_name_the_worst_and_count_the_others(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, work(1, effort_days=6), work(2, "2003-03-03", "2003-03-28", effort_days=9))
    assert rules(programmes) == ["overloaded_helped", "overloaded_more"]
    assert programmes.findings[0].figures["month"].printed("en") == "March 2003"
    assert finding(programmes, "overloaded_more").figures["n"].printed("en") == "1"


def test_an_unknown_effort_is_not_0(tmp_path: Path) -> None:
    """With one effort unknown a month that fits cannot be called fine, and one that is over stays over."""
    programmes = scheduled(tmp_path, work(1, effort_days=""), work(2))
    row = programmes.load.months.iloc[0]
    assert (row["days"], row["unknown"], row["over"]) == (2.0, 1, None)
    assert rules(programmes)[-1] == "efforts_unknown"
    over = scheduled(tmp_path / "over", work(1, effort_days=""), work(2, effort_days=6)).load.months.iloc[0]
    assert (over["unknown"], over["over"]) == (1, True)


def test_an_unknown_capacity_is_neither_over_nor_fine(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, work(1, effort_days=99), team=[{"member": "am", "role": "Account manager"}])
    assert programmes.load.months["over"].tolist() == [None]
    assert (rules(programmes), programmes.load.without_days) == (["days_unknown"], 1)
    both = scheduled(tmp_path / "both", work(1, effort_days=""), team=[{"member": "am", "role": "Account manager"}])
    assert (rules(both), both.load.without_effort) == (["load_unknown"], 1)


def test_a_task_without_dates_stands_in_no_month_and_is_counted(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, work(1, "", ""), work(2))
    assert (days(programmes), programmes.load.unplaced) == ({("am", "2003-02"): 2.0}, 1)


def test_no_days_at_all_are_over_as_soon_as_there_is_work(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, work(1), team=[{"member": "am", "role": "Account manager", "days_month": 0}])
    assert programmes.load.months["over"].tolist() == [True]
    assert programmes.load.known and math.isnan(programmes.load.months["share"].iloc[0])


def test_a_task_that_is_done_loads_no_later_month(tmp_path: Path) -> None:
    """Done on 21 January, before its end in March: February and March are free of it, January holds all of it."""
    programmes = scheduled(tmp_path, work(1, "2003-01-06", "2003-03-28", done_on="2003-01-21"))
    assert days(programmes) == {("am", "2003-01"): 2.0}
    assert programmes.tasks["state"].tolist() == ["done"]


def test_the_load_does_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    rows = [
        work(number, effort_days=number / 3, after="" if number == 1 else "t1", owner="tm" if number % 2 else "am")
        for number in range(1, 7)
    ]
    one, other = scheduled(tmp_path / "a", *rows), scheduled(tmp_path / "b", *reversed(rows))
    pd.testing.assert_frame_equal(one.load.months, other.load.months)
    assert one.findings == other.findings
