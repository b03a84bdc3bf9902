"""Usage by industry: shares, overlaps, what is left out, and which messages it gives."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.industry.analysis import analyse
from tests.builders.industry import INDUSTRIES, first, printed, rules, usage_of, usage_rows


def test_shares_and_overlap_by_hand(tmp_path: Path) -> None:
    """Overlap with finance (0.7, 0.3): trade min(0.7, 0.2) + min(0.3, 0.8) = 0.5; IT 0.5 + 0.3 = 0.8."""
    result = usage_of(tmp_path, usage_rows())
    assert result.usage.shares.to_dict("index") == {
        "finance": {"data": 0.7, "voice": 0.3},
        "trade": {"data": 0.2, "voice": 0.8},
        "it": {"data": 0.5, "voice": 0.5},
    }
    overlaps = result.usage.industries.set_index("industry")["overlap"]
    assert math.isnan(overlaps["finance"])
    assert (overlaps["trade"], overlaps["it"]) == pytest.approx((0.5, 0.8))
    assert list(result.usage.industries["verdict"]) == ["equal", "equal", "equal"]


def test_the_messages_by_hand(tmp_path: Path) -> None:
    """Data 700 + 100 + 100 = 900 of 1,700 = 52.9%; the others' mean on data is (20 + 50) / 2 = 35%."""
    result = usage_of(tmp_path, usage_rows())
    assert result.marimekko.largest == ("finance", "data")
    assert (rules(result, "1.1b"), rules(result, "1.2")) == (
        ["industry.marimekko.own_block"],
        ["industry.service_usage.most", "industry.service_usage.nearest"],
    )
    assert [printed(first(result, "1.1b"), name) for name in ("share", "overall", "block", "block_share")] == [
        "70.0%",
        "52.9%",
        "¥700",
        "41.2%",
    ]
    assert [printed(first(result, "1.2"), name) for name in ("share", "others", "place")] == ["70.0%", "35.0%", "1"]


@pytest.mark.parametrize(
    ("industry", "block", "apart"),
    [
        ("trade", "industry.marimekko.own_more", "industry.service_usage.most"),
        ("it", "industry.marimekko.own_less", "industry.service_usage.apart"),
    ],
)
def test_other_industries_say_something_else(tmp_path: Path, industry: str, block: str, apart: str) -> None:
    """Trade buys the most voice of three; IT is in the middle, and its data share of 50% is below the 52.9% of all."""
    result = usage_of(tmp_path, usage_rows(), industry=industry)
    assert (rules(result, "1.1b")[0], rules(result, "1.2")[0]) == (block, apart)


@pytest.mark.parametrize("place", range(6))
def test_an_unknown_amount_takes_the_industry_out_and_is_never_0(tmp_path: Path, place: int) -> None:
    rows = [
        {**row, "amount_month": "" if number == place else row["amount_month"]}
        for number, row in enumerate(usage_rows())
    ]
    result = usage_of(tmp_path, rows)
    lost = ("finance", "trade", "it")[place // 2]
    frame = result.usage.industries.set_index("industry")
    assert list(frame.loc[lost, ["complete", "shown"]]) == [False, False]
    assert math.isnan(frame.loc[lost, "usage_month"])  # type: ignore[arg-type]
    assert result.usage.shares.loc[lost].isna().all()
    assert frame.drop(index=lost)["shown"].all()
    assert rules(result, "1.1b")[-1] == "industry.marimekko.industries_left_out"
    assert rules(result, "1.2")[-1] == "industry.service_usage.usage_unknown"
    assert printed(first(result, "1.2"), "n") == "2"
    if lost == "finance":
        assert (rules(result, "1.1b")[0], rules(result, "1.2")[0]) == (
            "industry.marimekko.largest_block",
            "industry.service_usage.widest",
        )


def test_a_service_without_a_row_is_unknown(tmp_path: Path) -> None:
    result = usage_of(tmp_path, usage_rows()[:-1])
    assert math.isnan(result.usage.amounts.to_numpy()[2, 1])
    assert not result.usage.industries.set_index("industry").loc["it", "complete"]


def test_a_true_zero_is_known(tmp_path: Path) -> None:
    result = usage_of(tmp_path, usage_rows(it=(200, 0)))
    assert list(result.usage.shares.loc["it"]) == [1.0, 0.0]
    assert result.usage.industries["shown"].all()


def test_an_industry_without_revenue_is_compared_but_not_drawn(tmp_path: Path) -> None:
    industries = [*INDUSTRIES[:2], {"industry": "it", "name": "IT", "revenue_month": ""}]
    frame = usage_of(tmp_path, usage_rows(), industries=industries).usage.industries.set_index("industry")
    assert list(frame.loc["it", ["complete", "shown"]]) == [True, False]


def test_usage_is_held_against_the_revenue(tmp_path: Path) -> None:
    result = usage_of(tmp_path, usage_rows(trade=(100, 300)))
    assert list(result.usage.industries["verdict"]) == ["equal", "error", "equal"]


def test_all_amounts_blank(tmp_path: Path) -> None:
    result = usage_of(tmp_path, [{**row, "amount_month": ""} for row in usage_rows()])
    assert (rules(result, "1.1b"), rules(result, "1.2")) == (
        ["industry.marimekko.blocks_unknown"],
        ["industry.service_usage.no_usage"],
    )
    assert result.marimekko.largest is None


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    straight, mixed = (
        usage_of(tmp_path / "a", usage_rows()),
        usage_of(tmp_path / "b", usage_rows()[::-1], industries=INDUSTRIES[::-1]),
    )
    assert straight.usage.shares.equals(mixed.usage.shares)
    assert [finding.rule for finding in straight.findings] == [finding.rule for finding in mixed.findings]


def test_money_of_the_market_is_not_this_clients() -> None:
    result = analyse(load_client("pingan-life-fuzhou"))
    market = ("industry.marimekko.", "industry.concentration.", "industry.service_usage.")
    assert {finding.money_month for finding in result.findings if finding.rule.startswith(market)} == {0.0}
