"""Step 4 by hand: feasibility, score, phases and their order, the waterfall and its reconciliation with the target."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import Client, load_client
from playbook.families.plan import PLAN
from playbook.steps.findings import Finding
from playbook.steps.solutions.analysis import SolutionsAnalysis, analyse
from playbook.steps.solutions.printed import short_percent
from playbook.steps.solutions.road_map import feasibility_of, phase_of
from playbook.units import Count, Money, Percent
from tests.support import DATA, looked, make_client


def solution(number: int, **given: object) -> dict[str, object]:
    """A chosen, feasible, contested solution that brings 100 a month from month 1 on."""
    row: dict[str, object] = {
        "solution": f"S{number}",
        "name": f"Offer {number}",
        "service": "data",
        "effect": "new",
        "benefit_base_month": 100,
        "technical": 4,
        "policy": 4,
        "contested": "yes",
        "start_month": 1,
        "chosen": "yes",
    }
    return row | given


def initiative(number: int, **given: object) -> dict[str, object]:
    row: dict[str, object] = {
        "initiative": f"I{number}",
        "name": f"Work {number}",
        "benefit": 3,
        "technical": 4,
        "policy": 4,
        "contested": "yes",
        "start_month": 1,
    }
    return row | given


def rows_by_id(result: SolutionsAnalysis) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in result.items.to_dict("records")}


def found(result: SolutionsAnalysis, exhibit: str) -> list[str]:
    return [finding.rule.rpartition(".")[2] for finding in result.findings if PLAN.id_of(finding.topic) == exhibit]


def finding(result: SolutionsAnalysis, rule: str) -> Finding:
    return next(item for item in result.findings if item.rule.rpartition(".")[2] == rule)


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
    assert found(published, "4.7") == ["lands_one", "hangs_on", "illustrative_bars"]
    assert finding(published, "illustrative_bars").figures == {"n": Count(2), "all": Count(3)}


def test_the_published_order_of_the_initiatives(published: SolutionsAnalysis) -> None:
    initiatives = published.items[published.items["kind"] == "initiative"]
    by_phase = {phase: list(rows["id"]) for phase, rows in initiatives.groupby("phase", sort=False)}
    assert by_phase["act_now"] == ["I6", "I1", "I2", "I5", "I3"]
    assert {horizon: list(rows["id"]) for horizon, rows in initiatives.groupby("horizon")} == {
        "short": ["I6", "I1", "I2", "I5", "I3", "I-DDN"],
        "middle": ["I7", "I8"],
        "long": ["I4"],
    }


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
    assert found(result, "4.7")[0] == "lands_many"
    assert rows_by_id(result)["S8"]["phase"] is None
    assert math.isnan(rows_by_id(result)["S8"]["feasibility"])


def test_feasibility_is_weighted_and_unknown_where_a_part_is(tmp_path: Path) -> None:
    client = make_client(tmp_path)
    assert feasibility_of(client, 4, 1) == 2.5
    assert math.isnan(feasibility_of(client, 4, float("nan")))


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
    assert found(result, "4.4") == ["chosen_feasible", "not_rated"]
    assert rows_by_id(result)["S2"]["phase"] is None


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
    assert found(result, "4.7")[0] == f"{verdict}_one"


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
    assert found(result, "4.7")[0] == "open_at_least"
    assert finding(result, "open_at_least").figures["n"] == Count(2)


def test_an_unknown_start_of_a_chosen_solution_leaves_its_bar_unknown(tmp_path: Path) -> None:
    result = analyse(waterfall_client(tmp_path, solution(1, start_month="")))
    assert math.isnan(result.waterfall["amount_month"].iloc[1])
    assert result.flow.bound == "at_least"


def test_an_unknown_choice_is_neither_yes_nor_no(tmp_path: Path) -> None:
    result = analyse(waterfall_client(tmp_path, solution(1), solution(2, chosen="")))
    assert (result.flow.undecided, result.flow.bound, len(result.flow.additions)) == (("S2",), "at_least", 1)
    assert "undecided" in found(result, "4.7")


def test_an_unknown_erosion_makes_the_end_at_most_and_both_make_it_unknown(tmp_path: Path) -> None:
    assert analyse(waterfall_client(tmp_path / "a", solution(1), erosion="")).flow.bound == "at_most"
    result = analyse(waterfall_client(tmp_path / "b", solution(1, benefit_base_month=""), erosion=""))
    assert result.flow.bound == "unknown"
    assert found(result, "4.7")[0] == "open_unknown"


def test_without_a_choice_the_revenue_falls(tmp_path: Path) -> None:
    result = analyse(waterfall_client(tmp_path, solution(1, chosen="no")))
    assert found(result, "4.4")[0] == "none_chosen"
    assert found(result, "4.7") == ["no_gain", "closes"]
    assert finding(result, "no_gain").figures["growth"].printed("en") == "3%"


def test_losses_larger_than_gains_are_said(tmp_path: Path) -> None:
    result = analyse(waterfall_client(tmp_path, solution(1), erosion=150, target=None))
    assert found(result, "4.7")[0] == "falls"
    assert finding(result, "falls").figures["growth"].printed("en") == "5%"


def test_no_erosion_on_file_is_asked_about(tmp_path: Path) -> None:
    assert "no_erosion" in found(analyse(waterfall_client(tmp_path, solution(1), erosion=None)), "4.7")


def test_a_chosen_solution_that_cannot_be_done_is_said(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"solutions": [solution(1), solution(2, technical=1, policy=1)]}))
    lead = finding(result, "chosen_unfeasible")
    assert (found(result, "4.4")[0], lead.figures["m"], lead.figures["unfeasible"].printed("en")) == (
        "chosen_unfeasible",
        Count(1),
        "S2",
    )


def test_no_gain_and_no_loss(tmp_path: Path) -> None:
    assert (
        found(analyse(waterfall_client(tmp_path, solution(1, chosen="no"), erosion=None, target=None)), "4.7")[0]
        == "no_change"
    )


def test_a_client_without_any_of_it_finds_nothing(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path))
    assert (len(result.items), len(result.solutions), result.findings) == (0, 0, ())


def test_the_result_does_not_change_with_what_is_done_to_its_frames(published: SolutionsAnalysis) -> None:
    bars = published.waterfall
    bars["amount_month"] = 0.0
    assert round(published.waterfall["amount_month"].iloc[0], 2) == 64007.80


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (0.23, "23%"),
        (0.035, "3.5%"),
        (0.2300000937, "23%"),
        (-0.05, "\N{MINUS SIGN}5%"),
        (float("nan"), "unknown"),
    ],
)
def test_shares_print_the_decimals_that_they_have(share: float, printed: str) -> None:
    assert short_percent(share).printed("en") == printed


def test_with_nothing_to_do_now_it_is_told_apart_whether_anything_must_be_prepared(tmp_path: Path) -> None:
    waits, hard = initiative(1, contested="no"), initiative(2, technical=1, policy=1)
    assert found(analyse(make_client(tmp_path / "a", {"initiatives": [waits]})), "4.6")[0] == "all_wait"
    assert found(analyse(make_client(tmp_path / "b", {"initiatives": [waits, hard]})), "4.6")[0] == "nothing_now"
