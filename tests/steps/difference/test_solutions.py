"""What changed among the solutions."""

from __future__ import annotations

from pathlib import Path

from tests.builders.plan_pairs import causes, compared, only, rules, values


def test_a_solution_that_is_chosen_lifts_the_landing(tmp_path: Path) -> None:
    solution = {
        "solution": "S1",
        "name": "Ring",
        "service": "data",
        "benefit_base_month": 100,
        "start_month": 2,
        "technical": 4,
        "policy": 4,
    }
    rows = [{**solution, "chosen": "no", "on": "2003-01-10"}, {**solution, "chosen": "yes", "on": "2003-03-01"}]
    diff = compared(tmp_path, {"solutions": rows, "targets": [{"target": "revenue_growth_year", "value": 0.1}]})
    change = only(diff.topic("solutions"))
    assert (change.measure, values(change)) == ("chosen", (False, True))
    assert causes(change) == [("solutions", ("S1",), "chosen", False, True)]
    assert (diff.landing.before, diff.landing.after) == (1000, 1100)
    assert [(step.amount, step.ids) for step in diff.landing.steps] == [(100, frozenset({"S1"}))]
    assert diff.causes("landing", {"S1"}) == change.causes
    assert [rule for rule in rules(diff) if rule.startswith(("landing", "solutions"))] == [
        "landing.lands",
        "landing.lever_up",
        "solutions.chosen",
    ]


def test_a_score_that_moved_with_the_yardstick_says_so(tmp_path: Path) -> None:
    """S2 is as it was, but the largest benefit went from 100 to 200, so its own is worth half the points: no row of S2
    is to blame."""
    rated = {"service": "data", "technical": 4, "policy": 4, "start_month": 1, "chosen": "no"}
    rows = [
        {"solution": "S1", "name": "One", **rated, "benefit_base_month": 100, "on": "2003-01-10"},
        {"solution": "S2", "name": "Two", **rated, "benefit_base_month": 100, "on": "2003-01-10"},
        {"solution": "S1", "name": "One", **rated, "benefit_base_month": 200, "on": "2003-03-10"},
    ]
    diff = compared(tmp_path, {"solutions": rows})
    moved = {(change.id, change.measure): change for change in diff.topic("solutions").changes}
    assert set(moved) == {("S1", "benefit"), ("S2", "score")}
    assert moved["S2", "score"].shared
    assert not moved["S1", "benefit"].shared
    assert causes(moved["S2", "score"]) == [("solutions", ("S1",), "benefit_base_month", 100, 200)]
