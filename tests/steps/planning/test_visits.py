"""Visits by hand: what is due and overdue, which form is shown, and who is not visited."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.planning.visits import visit_state, visits_of
from tests.builders.clients import DATA
from tests.builders.talks import SAMPLE, printed, rules, visit, visited


@pytest.mark.parametrize(
    ("day", "done_on", "state"),
    [
        (date(2003, 1, 22), None, "overdue"),
        (date(2003, 1, 23), None, "due"),
        (date(2003, 2, 6), None, "due"),
        (date(2003, 2, 7), None, "later"),
        (None, None, "undated"),
        (date(2003, 1, 15), date(2003, 1, 15), "done"),
        (date(2003, 1, 15), date(2003, 1, 24), "overdue"),
    ],
)
def test_states_of_visits(day: date | None, done_on: date | None, state: str) -> None:
    assert visit_state(day, done_on, as_of=date(2003, 1, 23), due_days=14) == state


def test_the_next_visit_is_shown_and_overdue_ones_are_counted(tmp_path: Path) -> None:
    found = visited(tmp_path, visit(3, "2003-03-01"), visit(1, "2003-01-10"), visit(2, "2003-01-28", time="9:00"))
    assert (found.shown, found.visits["visit"].tolist()) == ("v2", ["v1", "v2", "v3"])
    assert printed(found, "next_overdue", "day", "time", "n") == ["28 January 2003", "9:00", "1"]
    assert rules(found) == ["next_overdue", "confirm_visit_to"]
    assert printed(found, "confirm_visit_to", "visit", "day", "whom") == [
        "v1",
        "10 January 2003",
        "IT manager and general manager",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([visit(1, "2003-01-28")], ["next_only_day"]),
        ([visit(1, "2003-01-10"), visit(2, "2003-01-28")], ["next_overdue_day", "confirm_visit_to"]),
        ([visit(1, "2003-01-10")], ["none_next_overdue", "confirm_visit_to", "plan_next"]),
        ([visit(1)], ["visits_undated", "plan_next"]),
        ([visit(1, "2003-01-10", "2003-01-10", cautions="Mind")], ["visits_done", "plan_next"]),
        ([visit(1, "2003-01-28", time="9:00", contacts="it")], ["next_only", "key_unvisited"]),
        ([visit(1, "2003-01-28", time="9:00", contacts="")], ["next_only", "whom_unknown"]),
        ([visit(1, "2003-01-28", time="9:00", cautions="Listen first")], ["next_only", "mind"]),
    ],
)
def test_what_is_said_of_the_visits(tmp_path: Path, rows: list[dict[str, object]], expected: list[str]) -> None:
    assert rules(visited(tmp_path, *rows)) == expected


def test_whether_the_published_visit_took_place_is_not_claimed() -> None:
    found = visits_of(load_client("pingan-life-fuzhou", root=DATA))
    assert (found.shown, found.visits["state"].tolist(), found.missed, found.status) == (
        "0202",
        ["overdue"],
        None,
        "estimated",
    )  # its words are ours
    assert rules(found) == ["none_next_overdue", "confirm_visit", "plan_next", "whom_unknown", "mind"]


def test_the_visits_of_the_second_sample() -> None:
    found = visits_of(SAMPLE)
    assert found.visits["state"].tolist() == ["done", "overdue", "due", "later"]
    assert [name.en for name in found.missed or ()] == ["Purchasing manager"]
    assert printed(found, "next_overdue", "day", "time") == ["4 December 2025", "10:00"]
