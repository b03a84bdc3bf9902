"""The waterfall by hand: its bars, how far they are known, and the reconciliation with the target."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import Client, load_client
from playbook.steps.solutions.analysis import SolutionsAnalysis, analyse
from playbook.units import Count, Percent
from tests.builders.clients import DATA, looked, make_client
from tests.builders.solutions import solution
from tests.steps.solutions.results import finding, rows_by_id, rules


@pytest.fixture(scope="module")
def published() -> SolutionsAnalysis:
    return analyse(load_client("pingan-life-fuzhou", root=DATA))


def test_the_published_waterfall(published: SolutionsAnalysis) -> None:
    bars = published.waterfall
    assert list(bars["kind"]) == ["base", "new", "won_back", "erosion", "target"]
    assert [round(amount, 2) for amount in bars["amount_month"]] == [64007.80, 5000.00, 12800.00, -3078.20, 78729.60]
    assert list(bars["solutions"]) == [(), ("S1",), ("S5", "S6"), (), ()]
    assert round(published.growth_year, 3) == 0.230
    assert (published.target_growth, published.landed) == (0.23, True)


def test_the_published_base_and_the_new_lines_are_published(published: SolutionsAnalysis) -> None:
    assert list(published.waterfall["status"]) == [
        "published",
        "published",
        "illustrative",
        "illustrative",
        "partly_illustrative",
    ]


def test_the_published_case_hangs_on_the_call_back_centre(published: SolutionsAnalysis) -> None:
    figures = finding(published, "hangs_on").figures
    assert figures["share"] == Percent(12800 / 17800, 0)
    assert (figures["share"].printed("en"), figures["without"].printed("en")) == ("72%", "3%")
    assert figures["largest"].printed("zh") == "争取电话回访中心的转网"
    assert rules(published, "4.7") == ["lands_one", "hangs_on", "illustrative_bars"]
    assert finding(published, "illustrative_bars").figures == {"n": Count(2), "all": Count(3)}


def test_the_second_sample_lands_on_its_own_target() -> None:
    result = analyse(load_client("harbour-hotels", root=DATA))
    assert list(result.waterfall["kind"]) == [
        "base",
        "new",
        "new",
        "won_back",
        "retained",
        "erosion",
        "erosion",
        "erosion",
        "target",
    ]
    assert result.landed is True
    assert rules(result, "4.7")[0] == "lands_many"
    assert rows_by_id(result)["S8"]["phase"] is None
    assert math.isnan(rows_by_id(result)["S8"]["feasibility"])


def waterfall_client(tmp_path: Path, *rows: dict[str, object], erosion: object = 30, target: object = 0.07) -> Client:
    """A base of 1,000 a month."""
    tables: dict[str, Any] = {"solutions": rows}
    if erosion is not None:
        tables["erosions"] = [{"erosion": "e", "name": "Gone", "amount_month": erosion}]
    if target is not None:
        tables["targets"] = [{"target": "revenue_growth_year", "value": target}]
    return make_client(tmp_path, tables, profile=looked(tables, "erosions"))


def test_groups_are_by_effect_and_its_name_in_the_order_of_effects(tmp_path: Path) -> None:
    rows = (
        solution(1, effect="retained", effect_name="Kept"),
        solution(2, effect="won_back", effect_name="Back"),
        solution(3, effect="new", effect_name="New"),
        solution(4, effect="won_back", effect_name="Back"),
        solution(5, effect="new", effect_name="Other"),
        solution(6, effect="", effect_name=""),
    )
    bars = analyse(waterfall_client(tmp_path, *rows)).waterfall
    assert list(bars["solutions"]) == [(), ("S3",), ("S5",), ("S2", "S4"), ("S1",), ("S6",), (), ()]
    assert list(bars["amount_month"]) == [1000, 100, 100, 200, 100, 100, -30, 1570]
    assert bars["label"].iloc[5].en == "Offer 6"


def test_what_is_not_chosen_or_starts_later_is_no_bar(tmp_path: Path) -> None:
    rows = (solution(1, start_month=12), solution(2, start_month=13), solution(3, chosen="no"))
    result = analyse(waterfall_client(tmp_path, *rows))
    assert list(result.waterfall["amount_month"]) == [1000, 100, -30, 1070]
    assert (round(result.growth_year, 9), result.landed) == (0.07, True)


@pytest.mark.parametrize(
    ("target", "verdict", "landed"),
    [
        (0.07, "lands", True),
        (0.0705, "lands", True),
        (0.071, "short", False),
        (0.06, "over", False),
        (None, "no_target", None),
    ],
)
def test_the_verdict_on_the_target(tmp_path: Path, target: object, verdict: str, landed: bool | None) -> None:
    result = analyse(waterfall_client(tmp_path, solution(1), target=target))
    assert (result.flow.verdict, result.landed) == (verdict, landed)
    assert result.waterfall["amount_month"].iloc[-1] == 1070
    assert rules(result, "4.7")[0] == f"{verdict}_one"


def test_short_of_the_target_names_the_best_solution_that_is_left(tmp_path: Path) -> None:
    rows = (
        solution(1),
        solution(2, chosen="no", benefit_base_month=20),
        solution(3, chosen="no", benefit_base_month=40),
        solution(4, chosen="no", start_month=15),
    )
    result = analyse(waterfall_client(tmp_path, *rows, target=0.15))
    closes = finding(result, "closes")
    assert closes.figures["best"].printed("en") == "S3"
    assert closes.figures["part"] == Percent(0.5, 0)
    assert finding(result, "short_one").figures["difference"].printed("en") == "¥80"


def test_an_unknown_benefit_of_a_chosen_solution_makes_the_end_at_least(tmp_path: Path) -> None:
    rows = (
        solution(1, effect_name="A"),
        solution(2, effect_name="A", benefit_base_month=""),
        solution(3, effect_name="B", benefit_base_month=""),
    )
    result = analyse(waterfall_client(tmp_path, *rows))
    assert (result.flow.bound, result.flow.end, result.landed) == ("at_least", 1070, None)
    assert math.isnan(result.growth_year)
    bars = result.waterfall
    assert bars["amount_month"].isna().tolist() == [False, True, True, False, True]
    assert bars["known_month"].tolist() == [1000, 100, 0, -30, 1070]
    assert rules(result, "4.7")[0] == "open_at_least"
    assert finding(result, "open_at_least").figures["n"] == Count(2)


def test_an_unknown_start_of_a_chosen_solution_leaves_its_bar_unknown(tmp_path: Path) -> None:
    result = analyse(waterfall_client(tmp_path, solution(1, start_month="")))
    assert math.isnan(result.waterfall["amount_month"].iloc[1])
    assert result.flow.bound == "at_least"


def test_an_unknown_choice_is_neither_yes_nor_no(tmp_path: Path) -> None:
    result = analyse(waterfall_client(tmp_path, solution(1), solution(2, chosen="")))
    assert (result.flow.undecided, result.flow.bound, len(result.flow.additions)) == (("S2",), "at_least", 1)
    assert "undecided" in rules(result, "4.7")


def test_an_unknown_erosion_makes_the_end_at_most_and_both_make_it_unknown(tmp_path: Path) -> None:
    assert analyse(waterfall_client(tmp_path / "a", solution(1), erosion="")).flow.bound == "at_most"
    result = analyse(waterfall_client(tmp_path / "b", solution(1, benefit_base_month=""), erosion=""))
    assert result.flow.bound == "unknown"
    assert rules(result, "4.7")[0] == "open_unknown"


def test_without_a_choice_the_revenue_falls(tmp_path: Path) -> None:
    result = analyse(waterfall_client(tmp_path, solution(1, chosen="no")))
    assert rules(result, "4.4")[0] == "none_chosen"
    assert rules(result, "4.7") == ["no_gain", "closes"]
    assert finding(result, "no_gain").figures["growth"].printed("en") == "3%"


def test_losses_larger_than_gains_are_said(tmp_path: Path) -> None:
    result = analyse(waterfall_client(tmp_path, solution(1), erosion=150, target=None))
    assert rules(result, "4.7")[0] == "falls"
    assert finding(result, "falls").figures["growth"].printed("en") == "5%"


def test_no_erosion_on_file_is_asked_about(tmp_path: Path) -> None:
    assert "no_erosion" in rules(analyse(waterfall_client(tmp_path, solution(1), erosion=None)), "4.7")


def test_no_gain_and_no_loss(tmp_path: Path) -> None:
    assert (
        rules(analyse(waterfall_client(tmp_path, solution(1, chosen="no"), erosion=None, target=None)), "4.7")[0]
        == "no_change"
    )


def test_the_result_does_not_change_with_what_is_done_to_its_frames(published: SolutionsAnalysis) -> None:
    bars = published.waterfall
    bars["amount_month"] = 0.0
    assert round(published.waterfall["amount_month"].iloc[0], 2) == 64007.80
