"""The matrix by hand: the score and its ties, what is chosen, left out and not rated."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.solutions.analysis import SolutionsAnalysis, analyse
from playbook.units import Count, Money
from tests.builders.clients import DATA, make_client
from tests.builders.solutions import (
    solution,
)
from tests.steps.solutions.results import finding, rows_by_id, rules


@pytest.fixture(scope="module")
def published() -> SolutionsAnalysis:
    return analyse(load_client("pingan-life-fuzhou", root=DATA))


def test_the_published_matrix(published: SolutionsAnalysis) -> None:
    assert list(published.solutions["id"][:3]) == ["S5", "S1", "S2"]
    assert published.mean_benefit == 3650
    lead = finding(published, "chosen_feasible")
    assert (lead.figures["benefit"], lead.figures["n"], lead.figures["all"]) == (
        Money(17800.0, "CNY"),
        Count(3),
        Count(10),
    )
    assert finding(published, "left_out").figures["which"].printed("en") == "S2"


def test_the_score_halves_benefit_and_feasibility_and_ties_go_by_id(tmp_path: Path) -> None:
    rows = [
        solution(3, benefit_base_month=50, technical=2, policy=2),
        solution(2),
        solution(1),
        solution(4, benefit_base_month=""),
    ]
    result = analyse(make_client(tmp_path, {"solutions": rows}))
    assert list(result.solutions["id"]) == ["S1", "S2", "S3", "S4"]
    assert list(result.solutions["score"][:3]) == [4.0, 4.0, 2.0]
    assert math.isnan(result.solutions["score"].iloc[3]) and math.isnan(result.solutions["rank"].iloc[3])


def test_a_solution_without_benefit_is_not_worth_0(tmp_path: Path) -> None:
    result = analyse(
        make_client(tmp_path, {"solutions": [solution(1), solution(2, benefit_base_month="", chosen="no")]})
    )
    assert result.mean_benefit == 100
    assert rules(result, "4.4") == ["chosen_feasible", "not_rated"]
    assert rows_by_id(result)["S2"]["phase"] is None


def test_a_chosen_solution_that_cannot_be_done_is_said(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"solutions": [solution(1), solution(2, technical=1, policy=1)]}))
    lead = finding(result, "chosen_unfeasible")
    assert (rules(result, "4.4")[0], lead.figures["m"], lead.figures["unfeasible"].printed("en")) == (
        "chosen_unfeasible",
        Count(1),
        "S2",
    )
