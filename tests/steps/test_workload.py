"""Load by month, what waits for what, and the longest chain, by hand; unknown is never 0; the order of rows does not
matter."""

from __future__ import annotations

import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.steps.findings import Finding
from playbook.steps.planning.dependencies import longest_chain, orders_of
from playbook.steps.planning.programmes import Programmes, programmes_of
from playbook.steps.planning.schedule import state_of
from playbook.steps.planning.workload import spread
from tests.support import DATA, make_client

PROGRAMMES = [{"programme": "P1", "name": "One"}]
TEAM = [
    {"member": "am", "role": "Account manager", "days_month": 5},
    {"member": "tm", "role": "Technical manager", "days_month": 8},
]
DAYS = st.dates(date(2003, 1, 1), date(2003, 12, 31))


def task(number: int, start: str = "2003-02-03", end: str = "2003-02-28", **given: object) -> dict[str, object]:
    return {
        "task": f"t{number}",
        "programme": "P1",
        "name": f"Task {number}",
        "owner": "am",
        "start": start,
        "end": end,
        "effort_days": 2,
        **given,
    }


def scheduled(folder: Path, *tasks: dict[str, object], team: list[dict[str, Any]] | None = None) -> Programmes:
    return programmes_of(
        make_client(folder, {"programmes": PROGRAMMES, "team": TEAM if team is None else team, "tasks": tasks})
    )


def days(programmes: Programmes) -> dict[tuple[str, str], float]:
    return {
        (row["member"], row["month"]): row["days"] for row in programmes.load.months.to_dict("records") if row["days"]
    }


#: What is said of the tasks' state, beside the load and the order.
STATE = ("tasks_", "idle_", "name_owner", "set_date", "confirm_done", "busiest", "next_due")


def finding(programmes: Programmes, rule: str) -> Finding:
    return next(found for found in programmes.findings if found.rule.rpartition(".")[2] == rule)


def rules(programmes: Programmes) -> list[str]:
    said = (found.rule.rpartition(".")[2] for found in programmes.findings)
    return [rule for rule in said if not rule.startswith(STATE)]


def test_a_task_over_the_end_of_a_month_is_split_by_working_days(tmp_path: Path) -> None:
    """Monday 27 January to Friday 7 February: five working days in each month, so 6 days are 3 and 3."""
    assert days(scheduled(tmp_path, task(1, "2003-01-27", "2003-02-07", effort_days=6))) == {
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
        tmp_path, task(1, effort_days=4), task(2, effort_days=3.5), task(3, owner="tm", effort_days=1)
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
        finding(scheduled(tmp_path, task(1, effort_days=7)), "overloaded_helped").figures["room"].printed("en")
        == "8 days"
    )
    alone = scheduled(tmp_path / "alone", task(1, effort_days=7), team=TEAM[:1])
    assert rules(alone)[0] == "overloaded"


def test_exactly_full_is_not_over(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, task(1, effort_days=5))
    assert rules(programmes) == ["load_fits"]
    assert finding(programmes, "load_fits").figures["share"].printed("en") == "100%"


def test_several_months_over_name_the_worst_and_count_the_others(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, task(1, effort_days=6), task(2, "2003-03-03", "2003-03-28", effort_days=9))
    assert rules(programmes) == ["overloaded_helped", "overloaded_more"]
    assert programmes.findings[0].figures["month"].printed("en") == "March 2003"
    assert finding(programmes, "overloaded_more").figures["n"].printed("en") == "1"


def test_an_unknown_effort_is_not_0(tmp_path: Path) -> None:
    """With one effort unknown a month that fits cannot be called fine, and one that is over stays over."""
    programmes = scheduled(tmp_path, task(1, effort_days=""), task(2))
    row = programmes.load.months.iloc[0]
    assert (row["days"], row["unknown"], row["over"]) == (2.0, 1, None)
    assert rules(programmes)[-1] == "efforts_unknown"
    over = scheduled(tmp_path / "over", task(1, effort_days=""), task(2, effort_days=6)).load.months.iloc[0]
    assert (over["unknown"], over["over"]) == (1, True)


def test_an_unknown_capacity_is_neither_over_nor_fine(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, task(1, effort_days=99), team=[{"member": "am", "role": "Account manager"}])
    assert programmes.load.months["over"].tolist() == [None]
    assert (rules(programmes), programmes.load.without_days) == (["days_unknown"], 1)
    both = scheduled(tmp_path / "both", task(1, effort_days=""), team=[{"member": "am", "role": "Account manager"}])
    assert (rules(both), both.load.without_effort) == (["load_unknown"], 1)


def test_a_task_without_dates_stands_in_no_month_and_is_counted(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, task(1, "", ""), task(2))
    assert (days(programmes), programmes.load.unplaced) == ({("am", "2003-02"): 2.0}, 1)


def test_no_days_at_all_are_over_as_soon_as_there_is_work(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, task(1), team=[{"member": "am", "role": "Account manager", "days_month": 0}])
    assert programmes.load.months["over"].tolist() == [True]
    assert programmes.load.known and math.isnan(programmes.load.months["share"].iloc[0])


def test_a_task_that_is_done_loads_no_later_month(tmp_path: Path) -> None:
    """Done on 21 January, before its end in March: February and March are free of it, January holds all of it."""
    programmes = scheduled(tmp_path, task(1, "2003-01-06", "2003-03-28", done_on="2003-01-21"))
    assert days(programmes) == {("am", "2003-01"): 2.0}
    assert programmes.tasks["state"].tolist() == ["done"]


@pytest.mark.parametrize(("done_on", "state"), [("2003-01-23", "done"), ("2003-01-24", "ended"), (None, "ended")])
def test_done_is_told_from_ended_without_a_record(done_on: str | None, state: str) -> None:
    day = None if done_on is None else date.fromisoformat(done_on)
    assert state_of(date(2003, 1, 1), date(2003, 1, 10), as_of=date(2003, 1, 23), done_on=day) == state


@pytest.mark.parametrize(("start", "early"), [("2003-03-01", 0), ("2003-02-28", 1), ("2003-02-10", 19)])
def test_a_start_before_the_end_of_what_it_waits_for_is_counted_in_days(tmp_path: Path, start: str, early: int) -> None:
    """The first ends on 28 February, so 1 March keeps the order; 28 February is a day too early, 10 February 19
    days."""
    programmes = scheduled(tmp_path, task(1), task(2, start, "2003-04-30", after="t1"))
    assert programmes.tasks.set_index("task")["early"].to_dict() == {"t1": 0, "t2": early}
    assert ("early" in rules(programmes)) == (early > 0)
    if early:
        figures = finding(programmes, "early").figures
        assert figures["day"].printed("en") == "1 March 2003"
        assert figures["days"].printed("en") == ("1 day" if early == 1 else "19 days")


def test_what_was_done_early_frees_what_waits_for_it(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, task(1, "2003-01-06", done_on="2003-01-20"), task(2, "2003-02-03", after="t1"))
    assert programmes.orders["state"].tolist() == ["kept"]


def test_an_order_without_a_date_cannot_be_checked(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, task(1, end=""), task(2, after="t1"))
    assert programmes.orders["state"].tolist() == ["unknown"]
    assert "orders_unknown" in rules(programmes)
    assert "early" not in rules(programmes)


def test_both_kinds_of_trouble_stand_in_one_title(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, task(1, effort_days=6), task(2, "2003-02-10", after="t1"))
    assert rules(programmes)[:3] == ["overloaded_and_early", "overloaded_helped", "early"]


def test_the_longest_chain_by_hand(tmp_path: Path) -> None:
    """t1 (28 days, February) - t2 (31 days, March), with t3 (10 days) beside t2: 59 days; t4 of a whole year waits for
    nothing."""
    rows = [
        task(1, "2003-02-01", "2003-02-28"),
        task(2, "2003-03-05", "2003-04-04", after="t1"),
        task(3, "2003-03-01", "2003-03-10", after="t1"),
        task(4, "2003-01-24", "2003-12-31"),
    ]
    chain = scheduled(tmp_path, *rows).chain
    assert chain is not None
    assert (chain.tasks, chain.days, chain.slack, chain.end) == (("t1", "t2"), 59, 4, date(2003, 4, 4))


def _frame(*rows: dict[str, Any]) -> pd.DataFrame:
    blank = {"after": None, "start": date(2003, 2, 1), "end": date(2003, 2, 10), "done_on": None, "state": "soon"}
    return pd.DataFrame([blank | row for row in rows], dtype=object)


def test_a_circle_does_not_hang() -> None:
    circle = _frame({"task": "a", "after": ("b",)}, {"task": "b", "after": ("a",)})
    assert longest_chain(circle) is None
    assert orders_of(circle)["state"].tolist() == ["broken", "broken"]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    rows: list[dict[str, Any]] = [
        {"task": "a"},
        {"task": "b", "after": ("a",), "start": date(2003, 2, 5)},
        {"task": "c", "after": ("a", "b"), "start": date(2003, 3, 1)},
        {"task": "d", "start": None},
        {"task": "e", "after": ("d",)},
        {"task": "f", "after": ("c",), "start": date(2003, 3, 20), "end": date(2003, 3, 21)},
    ]
    first, second = _frame(*rows), _frame(*(rows[place] for place in order))
    pd.testing.assert_frame_equal(orders_of(first), orders_of(second))


def test_the_load_does_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    rows = [
        task(number, effort_days=number / 3, after="" if number == 1 else "t1", owner="tm" if number % 2 else "am")
        for number in range(1, 7)
    ]
    one, other = scheduled(tmp_path / "a", *rows), scheduled(tmp_path / "b", *reversed(rows))
    pd.testing.assert_frame_equal(one.load.months, other.load.months)
    assert one.findings == other.findings


def test_what_is_planted_in_the_second_sample() -> None:
    """February 2026: t03 7 x 20/35, t04 6 x 20/60, t05 10 x 20/50, t07 5 x 15/30 and t10 8 x 20/64 days = 4 + 2 + 4 +
    2.5 + 2.5 = 15 of 13."""
    programmes = programmes_of(load_client("harbour-hotels", root=DATA))
    over = programmes.load.months[[value is True for value in programmes.load.months["over"]]]
    assert over[["member", "month", "days", "capacity"]].to_numpy().tolist() == [
        ["technical-manager", "2026-02", 15.0, 13.0]
    ]
    assert programmes.orders.loc[
        programmes.orders["state"] == "broken", ["task", "before", "early"]
    ].to_numpy().tolist() == [["t17", "t06", 19.0]]
    assert programmes.orders.loc[programmes.orders["state"] == "unknown", "task"].tolist() == ["t18"]
    assert programmes.chain is not None
    assert (programmes.chain.tasks, programmes.chain.days, programmes.chain.slack) == (("t10", "t11"), 238, 3)
    assert (programmes.load.without_effort, programmes.load.unplaced) == (1, 1)


def test_the_published_team_s_days_are_not_given() -> None:
    programmes = programmes_of(load_client("pingan-life-fuzhou", root=DATA))
    assert programmes.load.months["over"].tolist() == [None] * len(programmes.load.months)
    assert (programmes.load.without_effort, programmes.load.without_days, programmes.load.known) == (4, 4, False)
    assert programmes.orders["state"].tolist() == ["kept"] * 3
