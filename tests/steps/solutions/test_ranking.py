"""The ranking's stability: the published order and what may overturn it, unknown scores, the law of large
concentration."""

from __future__ import annotations

import math
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.findings import Finding
from playbook.steps.solutions.analysis import analyse
from playbook.steps.solutions.monte_carlo import dominance
from playbook.steps.solutions.ranking import Ranking, ranking_of
from playbook.steps.solutions.road_map import road_map
from playbook.units import Count, Money
from tests.builders.clients import DATA
from tests.builders.solutions import made, rated


def rows_of(found: Ranking) -> dict[str, dict[Any, Any]]:
    return {row["id"]: row for row in found.ranking.to_dict("records")}


def rules(found: Ranking) -> list[str]:
    return [finding.rule.removeprefix("solutions.ranking.") for finding in found.findings]


def finding(found: Ranking, rule: str) -> Finding:
    return next(item for item in found.findings if item.rule == f"solutions.ranking.{rule}")


@pytest.fixture(scope="module")
def published() -> Ranking:
    return ranking_of(load_client("pingan-life-fuzhou", root=DATA))


@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_the_base_ranking_is_that_of_the_road_map(client: str) -> None:
    """Step 4 scores its solutions in one more place: they must agree to the last bit, order and rank included."""
    loaded = load_client(client, root=DATA)
    items = road_map(loaded).items
    scores = items[items["kind"] == "solution"].set_index("id")["score"]
    found, solutions = ranking_of(loaded).ranking, analyse(loaded).solutions
    assert list(found["id"]) == list(solutions["id"])
    np.testing.assert_array_equal(found["score"], scores[found["id"]])
    np.testing.assert_array_equal(found["rank"], solutions["rank"])


def test_the_published_ranking(published: Ranking) -> None:
    """S5 and S1 lead in every draw. S2 (benefit 2.449, 3, 3) and S6 (1.224, 4, 4) swap where the weight of benefit is
    below 1 / 2.2245 = 0.4495: the benefit's weight is Beta(10, 10), which lies below that in 32.7% of draws.
    """
    found = rows_of(published)
    assert (found["S5"]["top_share"], found["S1"]["top_share"]) == (1, 1)
    assert found["S6"]["top_share"] == pytest.approx(0.327, abs=4 * math.sqrt(0.327 * 0.673 / 2000))
    assert found["S2"]["top_share"] + found["S6"]["top_share"] == pytest.approx(1)
    assert [identifier for identifier, row in found.items() if row["front"]] == ["S5", "S1"]
    assert (found["S2"]["rank_low"], found["S2"]["rank_median"], found["S2"]["rank_high"]) == (3, 3, 4)
    assert rules(published) == ["shaky_but_first", "top_not_chosen", "front_chosen"]
    left_out = finding(published, "top_not_chosen")
    assert (left_out.figures["which"].printed("en"), left_out.figures["amount"], left_out.money_month) == (
        "S2",
        Money(6000.0, "CNY"),
        6000,
    )


def test_the_second_sample_leaves_out_what_has_no_score() -> None:
    found = ranking_of(load_client("harbour-hotels", root=DATA))
    last = found.ranking.iloc[-1]
    assert (last["id"], found.scored, last["front"]) == ("S8", 7, None)
    assert all(
        math.isnan(last[name]) for name in ("score", "rank", "top_share", "rank_low", "rank_median", "rank_high")
    )
    assert rules(found) == ["shaky_but_first", "not_scored", "front_chosen"]


def test_ranges_are_in_order_and_places_at_the_top_are_all_taken(published: Ranking) -> None:
    found = published.ranking
    assert ((found["rank_low"] <= found["rank_median"]) & (found["rank_median"] <= found["rank_high"])).all()
    assert found["top_share"].sum() == pytest.approx(3)


def test_a_large_concentration_is_the_base_ranking(tmp_path: Path) -> None:
    rows = [rated(1, 100, 1, 1), rated(2, 80, 4, 2), rated(3, 20, 3, 3), rated(4, 10, 2, 2)]
    found = ranking_of(made(tmp_path, *rows, weight_concentration=1e9)).ranking
    assert list(found["id"]) == ["S2", "S1", "S3", "S4"]  # 3.1, 2.5, 1.9, 1.2
    assert list(found["top_share"]) == [1, 1, 1, 0]
    for name in ("rank_low", "rank_median", "rank_high"):
        assert list(found[name]) == [1, 2, 3, 4]


def test_equal_solutions_keep_the_order_of_their_ids_in_every_draw(tmp_path: Path) -> None:
    found = ranking_of(
        made(tmp_path, *(rated(number, 33.3, 3.1, 2.7) for number in (4, 2, 3, 1)), top_solutions=2)
    ).ranking
    assert list(found["id"]) == ["S1", "S2", "S3", "S4"]
    assert list(found["top_share"]) == [1, 1, 0, 0]


RATINGS = st.tuples(st.integers(1, 100), st.integers(0, 4), st.integers(0, 4))


@cache
def seven() -> Client:
    with tempfile.TemporaryDirectory() as folder:
        return made(Path(folder), *(rated(number, 100) for number in range(7)))


def with_ratings(ratings: list[tuple[int, int, int]], order: list[int]) -> Client:
    """A client whose solutions have these ratings, its rows in that order."""
    frame = seven().table("solutions").iloc[: len(ratings)]
    frame[["benefit_base_month", "technical", "policy"]] = np.array(ratings, dtype=float)
    return replace(seven(), frames={**seven().frames, "solutions": frame.iloc[order]}, fingerprint=f"{ratings} {order}")


@given(st.lists(RATINGS, min_size=2, max_size=7), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_rows_does_not_matter_and_the_dominated_stays_behind(
    ratings: list[tuple[int, int, int]], shuffle: Any
) -> None:
    order = list(range(len(ratings)))
    found = ranking_of(with_ratings(ratings, order)).ranking
    shuffle.shuffle(order)
    again = ranking_of(with_ratings(ratings, order)).ranking
    assert found.drop(columns="name").to_dict("records") == again.drop(columns="name").to_dict("records")
    over = dominance(found[["benefit", "technical", "policy"]].to_numpy(dtype=float))
    for row, column in np.argwhere(over):
        behind, before = found.iloc[row], found.iloc[column]
        assert before["rank"] < behind["rank"] and before["top_share"] >= behind["top_share"]
        assert before["rank_median"] <= behind["rank_median"]


def test_the_same_inputs_give_the_same_result_and_another_seed_another(tmp_path: Path) -> None:
    rows = [rated(1, 100, 2, 2), rated(2, 80, 3, 3), rated(3, 50, 4, 4), rated(4, 40, 4, 4)]
    first = made(tmp_path / "a", *rows)
    assert ranking_of(first).ranking.equals(ranking_of(first).ranking)
    other = ranking_of(made(tmp_path / "b", *rows, seed=1)).ranking
    assert list(ranking_of(first).ranking["top_share"]) != list(other["top_share"])


def test_a_top_that_holds_is_said_to_hold(tmp_path: Path) -> None:
    """S4 (benefit 4, else 2.2) passes S3 (3.2, else 4) where the benefit weighs w and 2.2 + 1.8 w > 4 - 0.8 w: above
    0.692, 3.9% of Beta(10, 10)."""
    rows = [rated(1, 100), rated(2, 90), rated(3, 80), rated(4, 10, 1, 1)]
    found = ranking_of(made(tmp_path / "a", *rows))
    assert rules(found) == ["firm_all", "front_chosen"]
    assert finding(found, "firm_all").figures["top"].printed("en") == "S1, S2 and S3"
    nearly = ranking_of(made(tmp_path / "b", *rows[:3], rated(4, 100, 2.2, 2.2)))
    assert rules(nearly)[0] == "firm"
    assert rows_of(nearly)["S4"]["top_share"] == pytest.approx(0.039, abs=4 * math.sqrt(0.039 * 0.961 / 2000))


@pytest.mark.parametrize(
    ("top", "rows", "rule"),
    [
        (1, [rated(1, 100, 1, 1), rated(2, 40, 3.4, 3.4)], "shaky_one"),
        (1, [rated(1, 100), rated(2, 10, 1, 1)], "firm_one"),
        (3, [rated(1, 100), rated(2, 50)], "all_in_the_top"),
        (3, [rated(1, ""), rated(2, 50, "", 4)], "none_scored"),
        (2, [rated(1, 100, 1, 1), rated(2, 42, 3.4, 3.4), rated(3, 40, 3.5, 3.5)], "shaky_all"),
    ],
)
def test_each_situation_has_a_sentence_of_its_own(
    tmp_path: Path, top: int, rows: list[dict[str, object]], rule: str
) -> None:
    assert rules(ranking_of(made(tmp_path, *rows, top_solutions=top)))[0] == rule


def test_a_chosen_solution_that_an_unchosen_one_beats_is_said(tmp_path: Path) -> None:
    rows = [rated(1, 100), rated(2, 60, 3, 3, chosen="no"), rated(3, 50, 3, 3), rated(4, 40, 4, 4)]
    found = ranking_of(made(tmp_path, *rows))
    said = finding(found, "passed_over")
    assert (said.figures["passed"].printed("en"), said.figures["better"].printed("en"), said.money_month) == (
        "S3",
        "S2",
        60,
    )


def test_a_front_that_is_not_chosen_is_said(tmp_path: Path) -> None:
    rows = [rated(1, 100, 2, 2, chosen="no"), rated(2, 60, 4, 4), rated(3, 50, 3, 3), rated(4, 10, 1, 1, chosen="no")]
    found = ranking_of(made(tmp_path, *rows))
    assert finding(found, "front_open").figures["spare"].printed("en") == "S1"
    assert finding(found, "front_open").figures["m"] == Count(1)


@pytest.mark.parametrize("column", ["benefit_base_month", "technical", "policy"])
def test_a_blank_leaves_a_solution_without_a_rank_and_not_at_the_end(tmp_path: Path, column: str) -> None:
    rows = [rated(1, 100, **{}), rated(2, 90) | {column: ""}, rated(3, 80), rated(4, 70), rated(5, 60)]
    found = ranking_of(made(tmp_path, *rows))
    assert math.isnan(rows_of(found)["S2"]["rank"]) and found.scored == 4
    assert finding(found, "not_scored").figures["which"].printed("en") == "S2"
    assert sorted(found.ranking["rank"].dropna()) == [1, 2, 3, 4]


def test_an_unknown_choice_is_neither_yes_nor_no(tmp_path: Path) -> None:
    assert rows_of(ranking_of(made(tmp_path, rated(1, 100, chosen=""))))["S1"]["chosen"] is None


def test_without_solutions_there_is_nothing(tmp_path: Path) -> None:
    found = ranking_of(made(tmp_path))
    assert (len(found.ranking), found.scored, found.findings) == (0, 0, ())
