"""The Monte Carlo against what is known without it: means, variances, the published base case; what is unknown stays
said."""

from __future__ import annotations

import math
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.findings import Finding
from playbook.steps.solutions.outcome import Outcome, outcome_of
from playbook.units import Count, Money
from tests.builders.clients import DATA
from tests.builders.solutions import benefit, solution, with_amounts


def rows_of(found: Outcome) -> dict[str, dict[Any, Any]]:
    return {row["id"]: row for row in found.inputs.to_dict("records")}


def rules(found: Outcome) -> list[str]:
    return [finding.rule.removeprefix("solutions.outcome.") for finding in found.findings]


def finding(found: Outcome, rule: str) -> Finding:
    return next(item for item in found.findings if item.rule == f"solutions.outcome.{rule}")


@pytest.fixture(scope="module")
def published() -> Outcome:
    return outcome_of(load_client("pingan-life-fuzhou", root=DATA))


def test_the_published_base_case_and_target(published: Outcome) -> None:
    assert round(published.base_case, 2) == 78729.60
    assert published.flow.target == pytest.approx(78729.594)
    assert published.low < published.median < published.base_case < published.high
    assert rules(published) == ["unlikely", "firm_up_decides", "skew_down"]


def test_the_published_mean_is_the_analytic_one_within_its_error(published: Outcome) -> None:
    """78,729.60 + (3,000 - 5,000 + 6,500 - 5,000) / 3 + (6,500 - 9,800 + 12,000 - 9,800) / 3 + 0 + 0 = 78,196.27."""
    assert abs(published.mean - 78196.2667) < 4 * published.deviation / math.sqrt(published.draws)
    assert sum(published.inputs["mean_month"]) == pytest.approx(-1600 / 3)


def test_the_published_tornado(published: Outcome) -> None:
    """The erosion of 3,078.20 goes 30% either way: 923.46."""
    rows = rows_of(published)
    assert list(rows) == ["S5", "S1", "S6", "voice"]
    assert [round(rows["S5"][name], 2) for name in ("at_low_month", "at_high_month", "swing_month")] == [
        75429.60,
        80929.60,
        5500.00,
    ]
    assert [round(rows["voice"][name], 2) for name in ("at_low_month", "at_high_month", "swing_month")] == [
        79653.06,
        77806.14,
        1846.92,
    ]
    said = finding(published, "firm_up_decides").figures
    assert (said["input"].printed("en"), said["swing"], said["short"].printed("en")) == (
        "S5 (IP agreement)",
        Money(5500.0, "CNY"),
        "¥3,300",
    )


def test_the_second_sample() -> None:
    """S6 earns from month 15 on and is no input; the five others and three erosions are."""
    found = outcome_of(load_client("harbour-hotels", root=DATA))
    assert set(rows_of(found)) == {"S1", "S2", "S3", "S4", "S5", "voice", "mobile", "broadband"}
    mean = 49327.876667 - 1600 / 6  # -100 - 100 / 3 * 3 - 200 / 3
    assert abs(found.mean - mean) < 4 * found.deviation / math.sqrt(found.draws)


@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_the_histogram_and_the_chances_agree(client: str) -> None:
    found = outcome_of(load_client(client, root=DATA))
    assert (sum(found.counts), len(found.edges)) == (4000, len(found.counts) + 1)
    assert found.edges[0] <= found.low <= found.median <= found.high <= found.edges[-1]
    above = sum(count for count, edge in zip(found.counts, found.edges, strict=False) if edge >= found.flow.target)
    assert above / 4000 <= found.chance <= above / 4000 + max(found.counts) / 4000
    assert found.mean_chance == pytest.approx(0.5, abs=0.05) and found.today_chance == 1


def test_the_variance_without_correlation_is_the_sum_of_the_triangles(tmp_path: Path) -> None:
    """(a^2 + b^2 + c^2 - ab - ac - bc) / 18: (0, 30, 120) has 650, (10, 10, 70) has 200, the erosion (70, 100, 130) has
    150."""
    rows = (benefit(1, 0, 30, 120), benefit(2, 10, 10, 70))
    client = with_amounts(
        tmp_path, *rows, erosion=100, same_domain_correlation=0, other_domain_correlation=0, monte_carlo_draws=40000
    )
    found = outcome_of(client)
    assert found.deviation == pytest.approx(math.sqrt(1000), rel=0.02)
    assert (
        abs(found.mean - (940 + 20 + 20)) < 4 * found.deviation / 200
    )  # base case 1,000 + 30 + 10 - 100, means 50 and 30


@given(st.sampled_from([0.0, 0.3, 0.8]), st.lists(st.tuples(*[st.integers(0, 300)] * 3), min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_the_mean_is_that_of_the_triangles_whatever_the_correlation(
    rho: float, amounts: list[tuple[int, int, int]]
) -> None:
    found = outcome_of(with_benefits([tuple(sorted(amount)) for amount in amounts], rho=rho))  # type: ignore[misc]
    analytic = 1000 + sum(sum(amount) / 3 for amount in amounts)
    assert abs(found.mean - analytic) <= 5 * found.deviation / math.sqrt(found.draws) + 1e-6
    assert min(found.edges) >= 1000 + sum(min(amount) for amount in amounts) - 0.5
    assert max(found.edges) <= 1000 + sum(max(amount) for amount in amounts) + 0.5


@cache
def six() -> Client:
    with tempfile.TemporaryDirectory() as folder:
        return with_amounts(Path(folder), *(benefit(number, 1, 2, 3) for number in range(6)))


def with_benefits(amounts: list[tuple[int, int, int]], *, rho: float = 0.1, order: list[int] | None = None) -> Client:
    """A client whose solutions have these low, base and high, its rows in that order."""
    columns = ["benefit_low_month", "benefit_base_month", "benefit_high_month"]
    frame = six().table("solutions").iloc[: len(amounts)]
    frame[columns] = [[float(value) for value in amount] for amount in amounts]
    assumptions = {
        **six().assumptions,
        "other_domain_correlation": replace(six().assumptions["other_domain_correlation"], value=rho),
    }
    frames = {**six().frames, "solutions": frame.iloc[order] if order else frame}
    return replace(six(), frames=frames, assumptions=assumptions, fingerprint=f"{amounts} {rho} {order}")


@given(st.permutations(range(5)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_rows_does_not_matter(order: list[int]) -> None:
    amounts = [(0, 10, 90), (5, 50, 60), (20, 20, 20), (0, 0, 40), (10, 30, 30)]
    first, mixed = outcome_of(with_benefits(amounts)), outcome_of(with_benefits(amounts, order=order))
    assert first.inputs.drop(columns="name").to_dict("records") == mixed.inputs.drop(columns="name").to_dict("records")
    assert (first.low, first.median, first.high, first.mean, first.counts) == (
        mixed.low,
        mixed.median,
        mixed.high,
        mixed.mean,
        mixed.counts,
    )


def test_correlation_widens_the_range_and_one_line_more_than_two(tmp_path: Path) -> None:
    one = (benefit(1, 0, 50, 100, line="voice"), benefit(2, 0, 50, 100, line="voice"))
    two = (one[0], benefit(2, 0, 50, 100, line="data"))
    spread = {
        name: outcome_of(
            with_amounts(
                tmp_path / name, *rows, **{f"{domain}_domain_correlation": rho for domain, rho in given_rho.items()}
            )
        ).deviation
        for name, rows, given_rho in (
            ("none", one, {"same": 0, "other": 0}),
            ("against", one, {"same": -0.5, "other": 0}),
            ("together", one, {"same": 0.9, "other": 0}),
            ("apart", two, {"same": 0.9, "other": 0.2}),
        )
    }
    assert spread["against"] < spread["none"] < spread["apart"] < spread["together"]


def test_the_line_comes_before_the_service_and_neither_is_a_domain_of_its_own(tmp_path: Path) -> None:
    """Only a solution without a benefit may have neither."""
    rows = (
        benefit(1, 0, 1, 2, line="voice", service="data"),
        benefit(2, 0, 1, 2, service="data"),
        benefit(3, "", "", "", service=""),
    )
    found = rows_of(outcome_of(with_amounts(tmp_path, *rows)))
    assert [found[name]["domain"] for name in ("S1", "S2", "S3")] == ["line voice", "service data", None]


def test_the_same_inputs_give_the_same_draws_and_another_seed_others(tmp_path: Path) -> None:
    client = with_amounts(tmp_path / "a", benefit(1, 0, 50, 100))
    assert outcome_of(client).counts == outcome_of(client).counts
    assert outcome_of(client).mean != outcome_of(with_amounts(tmp_path / "b", benefit(1, 0, 50, 100), seed=5)).mean


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        (0.0999, "always"),
        (0.11, "likely"),
        (0.18, "unlikely"),
        (0.21, "never"),
        (None, "no_target"),
    ],
)
def test_the_chance_of_a_target(tmp_path: Path, target: object, rule: str) -> None:
    """100 to 200 on a base of 1,000, most likely 150."""
    found = outcome_of(with_amounts(tmp_path, benefit(1, 100, 150, 200), target=target))
    assert rules(found)[0] == rule
    assert rules(found)[2] == "no_skew"


def test_the_chance_is_the_triangle_s(tmp_path: Path) -> None:
    """P(more than 180 of (100, 150, 200)) = 20^2 / (100 * 50) = 8%; three standard errors of 4,000 draws are 1.3%."""
    found = outcome_of(with_amounts(tmp_path, benefit(1, 100, 150, 200), target=0.18))
    assert found.chance == pytest.approx(0.08, abs=0.013)
    lead = finding(found, "unlikely")
    assert lead.money_month == pytest.approx(1180 - found.low)


def test_a_longer_upper_side_lifts_the_median(tmp_path: Path) -> None:
    found = outcome_of(with_amounts(tmp_path, benefit(1, 90, 100, 200)))
    assert found.median > found.base_case
    assert finding(found, "skew_up").figures["by"].printed("en") == "S1"


@pytest.mark.parametrize("column", ["benefit_low_month", "benefit_high_month"])
def test_without_a_low_or_a_high_an_input_is_held_at_its_base(tmp_path: Path, column: str) -> None:
    found = outcome_of(with_amounts(tmp_path, benefit(1, 0, 50, 100) | {column: ""}, benefit(2, 0, 20, 40)))
    row = rows_of(found)["S1"]
    assert (row["state"], found.base_case) == ("held", 1070)
    assert all(math.isnan(row[name]) for name in ("at_low_month", "at_high_month", "swing_month"))
    assert (found.edges[0], found.edges[-1]) > (1050, 1080) and found.edges[-1] < 1090.5
    assert finding(found, "held").figures["held"].printed("en") == "S1 (offer 1)"
    assert list(rows_of(found)) == ["S2", "S1"]


@pytest.mark.parametrize("column", ["benefit_base_month", "start_month"])
def test_an_unknown_base_or_start_is_left_out_and_never_0(tmp_path: Path, column: str) -> None:
    found = outcome_of(
        with_amounts(tmp_path, benefit(1, 0, 50, 100) | {column: ""}, benefit(2, 0, 20, 40), target=0.03)
    )
    assert (rows_of(found)["S1"]["state"], found.flow.bound, found.base_case) == ("left_out", "at_least", 1020)
    assert rules(found)[0] == "chance_at_least" and "left_out" in rules(found)
    assert finding(found, "left_out").figures["n"] == Count(1)


def test_an_unknown_erosion_makes_the_chance_at_most_and_both_open(tmp_path: Path) -> None:
    rows = (benefit(1, 0, 50, 100), benefit(2, 0, "", 40))
    assert rules(outcome_of(with_amounts(tmp_path / "a", rows[0], erosion="", target=0.03)))[0] == "chance_at_most"
    assert rules(outcome_of(with_amounts(tmp_path / "b", *rows, erosion="", target=0.03)))[0] == "open"
    assert rules(outcome_of(with_amounts(tmp_path / "c", *rows)))[0] == "open_no_target"


def test_a_chance_of_none_or_all_is_said_without_at_least_and_at_most(tmp_path: Path) -> None:
    """1,000 today and 20 to 40 more: all reach 1%, none 30%; what is not known is left out of both."""
    all_, none = benefit(1, 20, 30, 40), benefit(2, 0, "", 40)
    assert rules(outcome_of(with_amounts(tmp_path / "a", all_, erosion="", target=0.01)))[0] == "always_at_most"
    assert rules(outcome_of(with_amounts(tmp_path / "b", all_, none, target=0.3)))[0] == "never_at_least"


def test_an_unknown_choice_is_left_out_and_said(tmp_path: Path) -> None:
    found = outcome_of(with_amounts(tmp_path, benefit(1, 0, 50, 100), benefit(2, 0, 20, 40, chosen="")))
    assert list(rows_of(found)) == ["S1"]
    assert finding(found, "left_out").figures["left"].printed("en") == "S2"


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([solution(1)], "no_ranges"),
        ([solution(1), solution(2, benefit_base_month="")], "no_ranges_open"),
        ([benefit(1, 0, 50, 100, chosen="no")], "none_earning"),
        ([benefit(1, 0, 50, 100, start_month=13)], "none_earning"),
        ([benefit(1, 0, 50, 100, chosen="")], "undecided_only"),
    ],
)
def test_without_a_range_a_sentence_says_so(tmp_path: Path, rows: list[dict[str, object]], rule: str) -> None:
    """An erosion alone, which has its range from an assumption, is no range of the plan."""
    found = outcome_of(with_amounts(tmp_path, *rows, erosion=30, target=0.1))
    assert rules(found)[0] == rule
    assert math.isnan(found.median) and math.isnan(found.chance) and found.counts == ()


def test_without_solutions_there_is_nothing(tmp_path: Path) -> None:
    found = outcome_of(with_amounts(tmp_path))
    assert (len(found.inputs), found.findings) == (0, ())
