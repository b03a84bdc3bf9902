"""The programmes' tasks: who owns them, when they are, and what is said of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.programmes import programmes_of
from playbook.units import Count, Day
from tests.builders.client_plan import planned, said, task
from tests.builders.clients import DATA
from tests.builders.findings import finding
from tests.builders.workload import rules, scheduled, work


def test_the_published_schedule_at_its_date(published: ClientPlan) -> None:
    counts = {state: int(number) for state, number in published.programmes.tasks["state"].value_counts().items()}
    assert counts == {"under_way": 9, "soon": 7, "later": 6}
    lead = finding(published, "tasks_unowned").figures
    assert (lead["all"], lead["under_way"], lead["soon"], lead["unowned"]) == (Count(22), Count(9), Count(7), Count(4))
    assert lead["until"] == Day(date(2003, 6, 30))
    assert finding(published, "name_owner_by").figures["day"] == Day(date(2003, 4, 1))


def test_tasks_stand_by_programme_then_date_and_undated_last(tmp_path: Path) -> None:
    rows = (
        task(1, programme="P2"),
        task(2, start="", end=""),
        task(3, start="2003-02-01"),
        task(4),
        task(5, end="2003-01-31"),
    )
    assert list(planned(tmp_path, *rows).programmes.tasks["task"]) == ["t5", "t4", "t3", "t2", "t1"]


def test_every_task_with_owner_and_date(tmp_path: Path) -> None:
    assert said(planned(tmp_path, task(1), task(2, start="2003-03-01", end="2003-04-01", owner="tm")), "6.1") == [
        "tasks_owned",
        "load_unknown",
        "next_due_alone",
    ]


def test_a_blank_owner_is_nobody_and_a_blank_date_is_no_date(tmp_path: Path) -> None:
    result = planned(tmp_path, task(1, owner=""), task(2, start="", end=""), task(3, owner="tm"))
    assert said(result, "6.1")[:3] == ["tasks_unowned", "name_owner_by", "set_date"]
    assert result.programmes.tasks["owner_name"].iloc[0] is None
    assert finding(result, "set_date").figures["n"] == Count(1)


def test_no_owner_is_asked_for_a_task_whose_end_is_past(tmp_path: Path) -> None:
    result = planned(tmp_path, task(1, owner="", end="2003-01-10"))
    assert said(result, "6.1") == ["idle_owned", "confirm_done"]


def test_the_owner_of_most_tasks_at_hand_is_named(tmp_path: Path) -> None:
    result = planned(tmp_path, task(1), task(2), task(3, owner="tm"))
    assert finding(result, "busiest").figures["owner"].printed("en") == "account manager"
    assert "busiest" not in said(planned(tmp_path / "even", task(1), task(2, owner="tm")), "6.1")


@pytest.mark.parametrize(("start", "early"), [("2003-03-01", 0), ("2003-02-28", 1), ("2003-02-10", 19)])
def test_a_start_before_the_end_of_what_it_waits_for_is_counted_in_days(tmp_path: Path, start: str, early: int) -> None:
    """The first ends on 28 February, so 1 March keeps the order; 28 February is a day too early, 10 February 19
    days."""
    programmes = scheduled(tmp_path, work(1), work(2, start, "2003-04-30", after="t1"))
    assert programmes.tasks.set_index("task")["early"].to_dict() == {"t1": 0, "t2": early}
    assert ("early" in rules(programmes)) == (early > 0)
    if early:
        figures = finding(programmes, "early").figures
        assert figures["day"].printed("en") == "1 March 2003"
        assert figures["days"].printed("en") == ("1 day" if early == 1 else "19 days")


def test_both_kinds_of_trouble_stand_in_one_title(tmp_path: Path) -> None:
    programmes = scheduled(tmp_path, work(1, effort_days=6), work(2, "2003-02-10", after="t1"))
    assert rules(programmes)[:3] == ["overloaded_and_early", "overloaded_helped", "early"]


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
