"""Step 6 by hand: states of tasks at a date, attitudes before and now, and the weighted mean."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.families.plan import PLAN
from playbook.steps.findings import Finding
from playbook.steps.planning.analysis import ClientPlan, analyse
from playbook.steps.planning.schedule import state_of
from playbook.units import Count, Day
from tests.support import DATA, make_client

PROGRAMMES = [{"programme": "P1", "name": "One"}, {"programme": "P2", "name": "Two"}]
TEAM = [{"member": "am", "role": "Account manager"}, {"member": "tm", "role": "Technical manager"}]
CONTACTS = [
    {"contact": "a", "role": "Director", "power": 4},
    {"contact": "b", "role": "Manager", "power": 1},
    {"contact": "c", "role": "Clerk"},
]
FORM = {"project": "7", "aim": "Win it", "next_steps": "Ask again", "position": 2, "on": "2003-01-20"}


def task(number: int, **given: object) -> dict[str, object]:
    row: dict[str, object] = {
        "task": f"t{number}",
        "programme": "P1",
        "name": f"Task {number}",
        "owner": "am",
        "start": "2003-01-01",
        "end": "2003-02-28",
    }
    return row | given


def planned(folder: Path, *tasks: dict[str, object]) -> ClientPlan:
    return analyse(make_client(folder, {"programmes": PROGRAMMES, "team": TEAM, "tasks": tasks}))


def progressed(folder: Path, *roles: tuple[str, str, str], form: dict[str, object] | None = None) -> ClientPlan:
    rows = [
        {"project": "7", "contact": contact, "attitude_before": before, "attitude_now": now, "on": "2003-01-20"}
        for contact, before, now in roles
    ]
    return analyse(
        make_client(folder, {"contacts": CONTACTS, "progress": [FORM | (form or {})], "progress_roles": rows})
    )


def found(result: ClientPlan, exhibit: str) -> list[str]:
    return [finding.rule.rpartition(".")[2] for finding in result.findings if PLAN.id_of(finding.topic) == exhibit]


def finding(result: ClientPlan, rule: str) -> Finding:
    return next(item for item in result.findings if item.rule.rpartition(".")[2] == rule)


@pytest.fixture(scope="module")
def published() -> ClientPlan:
    return analyse(load_client("pingan-life-fuzhou", root=DATA))


def test_the_published_shifts(published: ClientPlan) -> None:
    roles = {row["contact"]: row for row in published.sales_progress.roles.to_dict("records")}
    assert {contact: (row["before"], row["now"]) for contact, row in roles.items()} == {
        "office-director": ("C", "B"),
        "it-manager": ("B", "B+"),
        "callback-head": ("D", "C"),
    }
    assert [round(row["shift"], 4) for row in roles.values()] == [1, 0.3333, 1]
    assert (published.sales_progress.project, published.sales_progress.others) == ("0202", 0)


def test_the_published_weighted_mean_and_the_position_that_is_not_legible(published: ClientPlan) -> None:
    progress = published.sales_progress
    assert math.isclose(progress.mean_before, (4 * 0 + 5 * 1 + 3 * -1) / 12)
    assert math.isclose(progress.mean_now, (4 * 1 + 5 * 4 / 3 + 3 * 0) / 12)
    assert (progress.weighted, progress.left_out) == (3, 0)
    assert math.isnan(progress.position)
    assert found(published, "6.4") == ["all_moved", "mean", "next", "position_unknown"]
    assert finding(published, "all_moved").figures["now"].printed("en") == "B+"


def test_the_published_schedule_at_its_date(published: ClientPlan) -> None:
    counts = {state: int(number) for state, number in published.programmes.tasks["state"].value_counts().items()}
    assert counts == {"under_way": 9, "soon": 7, "later": 6}
    lead = finding(published, "tasks_unowned").figures
    assert (lead["all"], lead["under_way"], lead["soon"], lead["unowned"]) == (Count(22), Count(9), Count(7), Count(4))
    assert lead["until"] == Day(date(2003, 6, 30))
    assert finding(published, "name_owner_by").figures["day"] == Day(date(2003, 4, 1))


def test_the_second_sample_has_a_role_that_slipped_and_a_task_without_dates() -> None:
    result = analyse(load_client("harbour-hotels", root=DATA))
    assert finding(result, "moved_both").figures["who"].printed("en") == "finance director"
    assert result.programmes.tasks["state"].iloc[-1] == "undated"
    assert (found(result, "6.1")[:4], found(result, "6.4")[-1]) == (
        [
            "overloaded_and_early",
            "overloaded_helped",
            "early",
            "set_date",
        ],
        "position_ahead",
    )


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        (date(2003, 1, 23), date(2003, 1, 23), "under_way"),
        (date(2003, 1, 1), date(2003, 1, 22), "ended"),
        (date(2003, 1, 24), date(2003, 2, 1), "soon"),
        (date(2003, 6, 30), date(2003, 7, 1), "soon"),
        (date(2003, 7, 1), date(2003, 7, 2), "later"),
        (None, None, "undated"),
        (None, date(2003, 1, 22), "ended"),
        (None, date(2003, 1, 23), "undated"),
        (date(2003, 1, 1), None, "undated"),
        (date(2003, 2, 1), None, "soon"),
    ],
)
def test_states(start: date | None, end: date | None, state: str) -> None:
    assert state_of(start, end, as_of=date(2003, 1, 23)) == state


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
    assert found(planned(tmp_path, task(1), task(2, start="2003-03-01", end="2003-04-01", owner="tm")), "6.1") == [
        "tasks_owned",
        "load_unknown",
        "next_due_alone",
    ]


def test_a_blank_owner_is_nobody_and_a_blank_date_is_no_date(tmp_path: Path) -> None:
    result = planned(tmp_path, task(1, owner=""), task(2, start="", end=""), task(3, owner="tm"))
    assert found(result, "6.1")[:3] == ["tasks_unowned", "name_owner_by", "set_date"]
    assert result.programmes.tasks["owner_name"].iloc[0] is None
    assert finding(result, "set_date").figures["n"] == Count(1)


def test_no_owner_is_asked_for_a_task_whose_end_is_past(tmp_path: Path) -> None:
    result = planned(tmp_path, task(1, owner="", end="2003-01-10"))
    assert found(result, "6.1") == ["idle_owned", "confirm_done"]


def test_the_owner_of_most_tasks_at_hand_is_named(tmp_path: Path) -> None:
    result = planned(tmp_path, task(1), task(2), task(3, owner="tm"))
    assert finding(result, "busiest").figures["owner"].printed("en") == "account manager"
    assert "busiest" not in found(planned(tmp_path / "even", task(1), task(2, owner="tm")), "6.1")


def test_only_roles_of_known_power_and_attitudes_are_weighted(tmp_path: Path) -> None:
    progress = progressed(tmp_path, ("a", "C", "B"), ("b", "A", "A"), ("c", "E", "A")).sales_progress
    assert (progress.mean_before, progress.mean_now) == ((4 * 0 + 1 * 2) / 5, (4 * 1 + 1 * 2) / 5)
    assert (progress.weighted, progress.left_out) == (2, 1)


@pytest.mark.parametrize(("before", "now"), [("", "B"), ("C", ""), ("", "")])
def test_an_unknown_attitude_is_no_shift_of_0(tmp_path: Path, before: str, now: str) -> None:
    result = progressed(tmp_path, ("a", before, now))
    assert math.isnan(result.sales_progress.roles["shift"].iloc[0])
    assert math.isnan(result.sales_progress.mean_now)
    assert found(result, "6.4")[:2] == ["shift_unknown", "mean_unknown"]


@pytest.mark.parametrize(
    ("roles", "rule"),
    [
        ((("a", "C", "B"), ("b", "D", "C")), "all_moved"),
        ((("a", "C", "B"), ("b", "C", "C")), "some_moved"),
        ((("a", "C", "B"), ("b", "C", "C-")), "moved_both"),
        ((("a", "B", "C"),), "moved_away"),
        ((("a", "B", "B"),), "unmoved"),
        ((("a", "C", "B"), ("b", "", "C")), "some_moved"),
    ],
)
def test_what_is_said_of_the_shifts(tmp_path: Path, roles: Any, rule: str) -> None:
    assert found(progressed(tmp_path, *roles), "6.4")[0] == rule


@pytest.mark.parametrize(
    ("position", "rule"),
    [(2, "position_ahead"), (-1.5, "position_behind"), (0, "position_even"), ("", "position_unknown")],
)
def test_the_position_is_what_the_form_says(tmp_path: Path, position: object, rule: str) -> None:
    assert found(progressed(tmp_path, ("a", "C", "B"), form={"position": position}), "6.4")[-1] == rule


def test_without_next_steps_the_lowest_role_is_named(tmp_path: Path) -> None:
    result = progressed(tmp_path, ("a", "C", "B"), ("b", "E", "D"), form={"next_steps": ""})
    assert finding(result, "no_next").figures["who"].printed("en") == "manager"


def test_the_latest_form_with_roles_is_shown(tmp_path: Path) -> None:
    forms = [
        FORM,
        {"project": "8", "aim": "Newer", "on": "2003-01-21"},
        {"project": "9", "aim": "No roles", "on": "2003-01-22"},
    ]
    roles = [
        {"project": project, "contact": "a", "attitude_before": "C", "attitude_now": "B"} for project in ("7", "8")
    ]
    progress = analyse(
        make_client(tmp_path, {"contacts": CONTACTS, "progress": forms, "progress_roles": roles})
    ).sales_progress
    assert (progress.project, progress.others, len(progress.roles)) == ("8", 1, 1)


def test_of_a_client_without_any_of_it_only_the_review_speaks(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path))
    assert (len(result.programmes.tasks), result.sales_progress.project) == (0, None)
    assert [finding.rule for finding in result.findings] == ["planning.review.unchecked", "planning.review.incomplete"]
