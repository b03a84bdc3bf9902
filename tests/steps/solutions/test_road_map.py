"""The road map by hand: feasibility, horizons, phases and their order."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.solutions.analysis import SolutionsAnalysis, analyse
from playbook.steps.solutions.road_map import feasibility_of, phase_of
from tests.builders.clients import DATA, make_client
from tests.builders.solutions import (
    initiative,
    solution,
)
from tests.steps.solutions.results import rows_by_id, rules


@pytest.fixture(scope="module")
def published() -> SolutionsAnalysis:
    return analyse(load_client("pingan-life-fuzhou", root=DATA))


def test_the_published_order_of_the_initiatives(published: SolutionsAnalysis) -> None:
    initiatives = published.items[published.items["kind"] == "initiative"]
    by_phase = {phase: list(rows["id"]) for phase, rows in initiatives.groupby("phase", sort=False)}
    assert by_phase["act_now"] == ["I6", "I1", "I2", "I5", "I3"]
    assert {horizon: list(rows["id"]) for horizon, rows in initiatives.groupby("horizon")} == {
        "short": ["I6", "I1", "I2", "I5", "I3", "I-DDN"],
        "middle": ["I7", "I8"],
        "long": ["I4"],
    }


def test_feasibility_is_weighted_and_unknown_where_a_part_is(tmp_path: Path) -> None:
    client = make_client(tmp_path)
    assert feasibility_of(client, 4, 1) == 2.5
    assert math.isnan(feasibility_of(client, 4, float("nan")))


@pytest.mark.parametrize(
    ("feasible", "others", "phase"),
    [
        (True, (True, True, True), "act_now"),
        (True, (False, True, True), "launch_when_ready"),
        (True, (True, False, True), "launch_when_ready"),
        (True, (True, True, False), "launch_when_ready"),
        (False, (True, True, True), "prepare"),
        (False, (None, None, None), "prepare"),
        (None, (True, True, True), None),
        (True, (None, True, True), None),
        (True, (None, False, True), "launch_when_ready"),
    ],
)
def test_phases(feasible: bool | None, others: tuple[bool | None, ...], phase: str | None) -> None:
    assert phase_of(feasible=feasible, others=others) == phase


@pytest.mark.parametrize(
    ("start", "horizon"), [(1, "short"), (6, "short"), (7, "middle"), (12, "middle"), (13, "long"), ("", None)]
)
def test_horizons(tmp_path: Path, start: object, horizon: str | None) -> None:
    assert (
        rows_by_id(analyse(make_client(tmp_path, {"solutions": [solution(1, start_month=start)]})))["S1"]["horizon"]
        == horizon
    )


@pytest.mark.parametrize("column", ["benefit", "technical", "policy", "contested", "start_month"])
def test_an_initiative_with_a_blank_has_no_phase(tmp_path: Path, column: str) -> None:
    client = make_client(tmp_path, {"initiatives": [initiative(1, **{column: ""})], "solutions": [solution(1)]})
    assert rows_by_id(analyse(client))["I1"]["phase"] is None


def test_sooner_then_readier_then_more_beneficial_then_the_order_of_the_file(tmp_path: Path) -> None:
    rows = [
        initiative(1, start_month=2),
        initiative(2, technical=3),
        initiative(3, benefit=2.5),
        initiative(4),
        initiative(5),
        initiative(6, start_month=""),
    ]
    assert list(analyse(make_client(tmp_path, {"initiatives": rows})).items["id"]) == [
        "I4",
        "I5",
        "I3",
        "I2",
        "I1",
        "I6",
    ]


def test_with_nothing_to_do_now_it_is_told_apart_whether_anything_must_be_prepared(tmp_path: Path) -> None:
    waits, hard = initiative(1, contested="no"), initiative(2, technical=1, policy=1)
    assert rules(analyse(make_client(tmp_path / "a", {"initiatives": [waits]})), "4.6")[0] == "all_wait"
    assert rules(analyse(make_client(tmp_path / "b", {"initiatives": [waits, hard]})), "4.6")[0] == "nothing_now"
