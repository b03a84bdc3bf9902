"""Bad input that no single cell shows: each is one clear line that names the circle or the minimal conflicting set."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.client.conflicts import Bounds, breaches, cycles, in_force, minimal_conflict
from playbook.errors import DataError
from tests.builders.clients import Rows, make_client


def solution(number: int, **given: object) -> dict[str, object]:
    return {"solution": f"S{number}", "name": f"Offer {number}", "service": "data", "benefit_base_month": 100, **given}


def task(number: int, **given: object) -> dict[str, object]:
    return {"task": f"t{number}", "programme": "P1", "name": f"Task {number}", **given}


BAD: list[tuple[str, Rows, str]] = [
    (
        "solutions",
        [solution(1, requires="S2"), solution(2, requires="S3"), solution(3, requires="S1")],
        (
            "clients/acme/solutions.csv, row 2, column requires: 'S1 -> S2 -> S3 -> S1'; expected no circle: none may"
            " wait for itself"
        ),
    ),
    (
        "solutions",
        [solution(1, requires="S1")],
        "clients/acme/solutions.csv, row 2, column requires: 'S1'; expected another solution than its own",
    ),
    (
        "solutions",
        [solution(1), solution(2, excludes="S2")],
        "clients/acme/solutions.csv, row 3, column excludes: 'S2'; expected another solution than its own",
    ),
    (
        "solutions",
        [solution(1, service="")],
        (
            "clients/acme/solutions.csv, row 2, column service: ''; expected a service (or a line) that its benefit"
            " comes from"
        ),
    ),
    (
        "solutions",
        [
            solution(1, committed="yes", requires="S3"),
            solution(2, committed="yes", excludes="S3"),
            solution(3),
            solution(4, committed="yes"),
        ],
        (
            "clients/acme/solutions.csv, row 2, column committed: 'S1, S2'; expected of the committed ones solutions"
            " that do not exclude each other"
        ),
    ),
    (
        "solutions",
        [
            solution(1, committed="yes", cost_once=10000),
            solution(2, committed="yes", cost_once=45000),
            solution(3, committed="yes", cost_once=6000),
        ],
        (
            "clients/acme/solutions.csv, row 3, column committed: 'S2, S3'; expected of the committed ones one-off"
            " costs of at most 50,000 in all (assumption budget_once)"
        ),
    ),
    (
        "solutions",
        [solution(1, committed="yes", requires="S2"), solution(2, effort_days=130)],
        (
            "clients/acme/solutions.csv, row 2, column committed: 'S1'; expected of the committed ones an effort of at"
            " most 120 person-days in all"
        ),
    ),
    (
        "tasks",
        [task(1, after="t2"), task(2, after="t1"), task(3, after="t1")],
        "clients/acme/tasks.csv, row 2, column after: 't1 -> t2 -> t1'; expected no circle",
    ),
    ("tasks", [task(1, after="t1")], "clients/acme/tasks.csv, row 2, column after: 't1 -> t1'; expected no circle"),
]


@pytest.mark.parametrize(("table", "rows", "fault"), BAD)
def test_a_conflict_is_one_clear_line(tmp_path: Path, table: str, rows: Rows, fault: str) -> None:
    with pytest.raises(DataError) as error:
        make_client(tmp_path, {"programmes": [{"programme": "P1", "name": "One"}], table: rows})
    assert len(error.value.lines) == 1
    assert error.value.lines[0].startswith(fault)


def test_what_can_stand_together_loads(tmp_path: Path) -> None:
    rows = [
        solution(1, committed="yes", requires="S2", cost_once=50000, effort_days=120),
        solution(2),
        solution(3, excludes="S1 S2", service="", benefit_base_month=""),
    ]
    assert list(make_client(tmp_path, {"solutions": rows}).table("solutions")["solution"]) == ["S1", "S2", "S3"]


def test_solutions_are_checked_as_they_stand_on_each_date(tmp_path: Path) -> None:
    """S1 was committed with S2 until it was taken back on 2 January: before that date the two conflict, after it they
    do not."""
    before = [
        solution(1, committed="yes", excludes="S2", on="2003-01-01"),
        solution(2, committed="yes", on="2002-12-01"),
    ]
    after = solution(1, committed="no", excludes="S2", on="2003-01-02")
    with pytest.raises(DataError, match=r"row 2, column committed: 'S1, S2'"):
        make_client(tmp_path, {"solutions": [*before, after]})
    make_client(tmp_path, {"solutions": [{**before[0], "committed": "no"}, before[1], after]})


def test_every_circle_is_named_once() -> None:
    assert cycles({"a": ("b",), "b": ("a", "c"), "c": ("d",), "d": ("c",), "e": ()}) == [
        ("a", "b", "a"),
        ("c", "d", "c"),
    ]


@given(st.dictionaries(st.integers(0, 7), st.sets(st.integers(0, 7))))
def test_arrows_that_only_lead_on_have_no_circle(arrows: dict[int, set[int]]) -> None:
    onward = {str(start): tuple(str(end) for end in ends if end > start) for start, ends in arrows.items()}
    assert cycles(onward) == []


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(0, 30))
def test_leaving_out_any_of_a_minimal_conflict_ends_it(costs: list[int], budget: int) -> None:
    ids = [f"S{number}" for number in range(len(costs))]
    bounds = Bounds(costs=dict(zip(ids, map(float, costs), strict=True)), budget=float(budget))
    conflict = minimal_conflict(bounds, ids)
    assert bool(conflict) == (sum(costs) > budget)
    assert not conflict or breaches(bounds, conflict) == ("budget",)
    assert all(
        not breaches(bounds, in_force(bounds, [other for other in conflict if other != one])) for one in conflict
    )
