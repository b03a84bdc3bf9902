"""4.9 by hand: the samples' best sets and what is planted in them, the team's choice, commitments, missing figures,
order of rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.solutions.selection import Selection, selection_of
from playbook.units import Money, Number
from tests.builders.clients import DATA
from tests.builders.solutions import client_of, offer

PUBLISHED, HARBOUR = "pingan-life-fuzhou", "harbour-hotels"


def rules(found: Selection) -> list[str]:
    return [finding.rule.removeprefix("solutions.selection.") for finding in found.findings]


def members(choice: object) -> tuple[str, ...]:
    return choice.members if choice else ()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def published() -> Selection:
    return selection_of(load_client(PUBLISHED, root=DATA))


@pytest.fixture(scope="module")
def harbour() -> Selection:
    return selection_of(load_client(HARBOUR, root=DATA))


def test_the_published_choice_leaves_money_on_the_table(published: Selection) -> None:
    """35,000 of the budget and 60 of the days are used by S1, S5 and S6: S7, S8 and S10 (15,000, 47 days) still fit."""
    assert published.best is not None and published.team is not None
    assert (published.best.members, published.best.cost, published.best.effort) == (
        ("S1", "S5", "S6", "S7", "S8", "S10"),
        50000,
        107,
    )
    assert (published.team.choice.members, published.team.lacks, published.team.spare) == (
        ("S1", "S5", "S6"),
        ("S7", "S8", "S10"),
        (),
    )
    assert published.team.difference == pytest.approx(26723.36)
    assert published.team.breaks == ()
    assert rules(published) == ["leaves", "change_add", "loosen_budget_only", "runner_up"]


def test_what_the_published_choice_would_gain_from_more_money(published: Selection) -> None:
    """S9 (9,000) in the place of S10 (5,000): 4,000 more, 8,802.69 - 2,195.72 = 6,606.97 more."""
    budget = published.relaxations[0]
    assert (budget.kind, budget.extra, budget.gain, members(budget.choice)) == (
        "budget",
        4000,
        6606.97,
        ("S1", "S5", "S6", "S7", "S8", "S9"),
    )
    assert [(item.kind, item.choice) for item in published.relaxations[1:]] == [
        ("effort", None),
        ("excludes", None),
        ("requires", None),
        ("committed", None),
    ]


def test_a_substitute_eats_what_it_brings(published: Selection) -> None:
    """S3 replaces 10% of 28,184.12 for data: 2,818.41 a month, at the default margin 1,409.21; 4,000 x 0.5 - 600 -
    1,409.21 = -9.21 a month."""
    row = published.solutions.set_index("solution").loc["S3"]
    assert (round(row["replaced_month"], 2), round(row["net_month"], 2)) == (2818.41, -9.21)
    assert row["npv"] < -40000


def test_harbour_lacks_days_and_its_choice_is_beyond_both_limits(harbour: Selection) -> None:
    assert harbour.best is not None and harbour.team is not None
    assert (harbour.best.members, harbour.best.cost, harbour.best.effort) == (
        ("S1", "S3", "S4", "S5", "S8"),
        35000,
        117,
    )
    assert harbour.team.breaks == ("budget", "effort")
    assert (harbour.team.choice.cost, harbour.team.choice.effort, harbour.team.spare, harbour.team.lacks) == (
        77800,
        170,
        ("S2", "S6"),
        ("S8",),
    )
    assert rules(harbour) == ["beyond_both", "change_swap", "loosen_effort_only", "runner_up"]
    figures = harbour.findings[0].figures
    assert (figures["over_cost"], figures["over_days"]) == (Money(27800, "GBP"), Number(50))


def test_harbour_relaxations(harbour: Selection) -> None:
    """5 days more let S7 (20 days) in for S8 (12), which it excludes; without the commitment S4 would make room for S7
    too."""
    found = {item.kind: item for item in harbour.relaxations}
    assert found["budget"].choice is None and found["excludes"].choice is None and found["requires"].choice is None
    assert (found["effort"].extra, found["effort"].gain, members(found["effort"].choice)) == (
        5,
        2882.05,
        ("S1", "S3", "S4", "S5", "S7"),
    )
    assert (found["committed"].subject, found["committed"].gain, members(found["committed"].choice)) == (
        ("S4",),
        1990.89,
        ("S1", "S3", "S5", "S7"),
    )


def test_money_a_month_is_worth_as_much_over_the_horizon(published: Selection) -> None:
    """26,723.36 over 36 months at 10% a year: 26,723.36 / 31.1865 = 856.9 a month."""
    assert published.findings[0].money_month == pytest.approx(856.9, abs=0.1)


def test_a_choice_that_is_the_best_says_so(tmp_path: Path) -> None:
    found = selection_of(client_of(tmp_path, offer(1), offer(2, benefit_base_month=10, chosen="no")))
    assert rules(found) == ["same", "no_limit_binds", "runner_up_none"]


def test_without_a_choice_the_best_set_stands_alone(tmp_path: Path) -> None:
    assert rules(selection_of(client_of(tmp_path, offer(1, chosen="no"))))[:2] == ["no_choice", "no_limit_binds"]


def test_a_choice_that_loses_money_is_told_what_to_drop(tmp_path: Path) -> None:
    """S2 brings 10 x 0.5 - 10 = -5 a month: -250 in all."""
    found = selection_of(client_of(tmp_path, offer(1), offer(2, benefit_base_month=10)))
    assert found.team is not None
    assert (rules(found)[:2], found.team.spare, found.team.difference) == (["leaves", "change_drop"], ("S2",), 250)


@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [
        ([offer(1, excludes="S2"), offer(2)], "beyond_excludes", "fit_drop"),
        ([offer(1, requires="S2"), offer(2, chosen="no")], "beyond_requires", "change_add"),
        ([offer(1, chosen="no", committed="yes"), offer(2)], "beyond_committed", "change_add"),
        (
            [offer(1, cost_once=40000, benefit_base_month=20000), offer(2, cost_once=20000, benefit_base_month=20000)],
            "beyond_budget",
            "fit_drop",
        ),
        ([offer(1, effort_days=100), offer(2, effort_days=30)], "beyond_effort", "fit_drop"),
    ],
)
def test_a_choice_beyond_a_rule_says_which(
    tmp_path: Path, rows: list[dict[str, object]], first: str, second: str
) -> None:
    assert rules(selection_of(client_of(tmp_path, *rows)))[:2] == [first, second]


def test_a_solution_without_its_figures_is_listed_and_not_selected(tmp_path: Path) -> None:
    found = selection_of(
        client_of(tmp_path, offer(1), offer(2, cost_month="", chosen="no"), offer(3, effort_days="", chosen="no"))
    )
    assert (members(found.best), found.left_out) == (("S1",), ("S2", "S3"))
    assert "left_out" in rules(found)


def test_a_committed_solution_without_its_figures_is_in_and_said(tmp_path: Path) -> None:
    found = selection_of(client_of(tmp_path, offer(1), offer(2, cost_month="", committed="yes")))
    assert found.best is not None
    assert (found.best.members, found.best.unknown, found.best.value) == (("S1", "S2"), ("S2",), 200)
    assert rules(found)[:2] == ["open", "bound_unknown"]


def test_nothing_to_weigh_and_nothing_worth_it(tmp_path: Path) -> None:
    assert rules(selection_of(client_of(tmp_path, offer(1, cost_once="", chosen="no")))) == ["none_weighed", "left_out"]


def test_nothing_pays(tmp_path: Path) -> None:
    assert rules(selection_of(client_of(tmp_path, offer(1, benefit_base_month=1, chosen="no")))) == ["nothing"]


def test_without_solutions_nothing_is_said() -> None:
    found = selection_of(load_client("bare-minimum", root=DATA))
    assert (found.best, found.findings) == (None, ())


def test_commitments_beyond_the_budget_are_named(tmp_path: Path) -> None:
    """Loading would refuse it; the step says it too, where a budget is lowered afterwards. S1 and S2 cost 400 of 300,
    S3 costs nothing."""
    client = client_of(
        tmp_path, offer(1, committed="yes"), offer(2, committed="yes"), offer(3, committed="yes", cost_once=0)
    )
    budget = replace(client.assumptions["budget_once"], value=300.0)
    poor: Client = replace(client, assumptions={**client.assumptions, "budget_once": budget}, fingerprint="poor")
    found = selection_of(poor)
    assert (found.best, found.conflict, found.conflict_breaks) == (None, ("S1", "S2"), ("budget",))
    assert rules(found) == ["conflict_budget"]


def test_a_tie_is_said(tmp_path: Path) -> None:
    rows = [offer(number, effort_days=70, chosen="no") for number in (10, 2)]
    found = selection_of(client_of(tmp_path, *rows))
    assert (members(found.best), members(found.runner_up)) == (("S2",), ("S10",))
    assert "runner_up_tied" in rules(found)


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(1, 6)))
def test_the_order_of_the_rows_does_not_matter(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    """NPVs 250, 300, 200, 250, 300; three fit into the days, S4 needs S1. Best: S1 S2 S5 (850). Of those worth 800 (S1
    S2 S4, S1 S4 S5, S2 S3 S5) the first by id is the runner-up."""
    rows = {
        number: offer(
            number, benefit_base_month=100 + 10 * (number % 3), effort_days=35, requires="S1" if number == 4 else ""
        )
        for number in range(1, 6)
    }
    found = selection_of(client_of(tmp_path_factory.mktemp("order"), *(rows[number] for number in order)))
    assert (members(found.best), members(found.runner_up)) == (("S1", "S2", "S5"), ("S1", "S2", "S4"))
