"""Factor gaps by hand: what closing a gap saves."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.steps.competition.analysis import analyse
from playbook.units import Money, Names, Number
from tests.builders.clients import DATA, looked, make_client
from tests.builders.competition import SHARES, by_rule, scores


def test_closing_a_gap_by_hand(tmp_path: Path) -> None:
    """Ours 2 but for price 1, the rival's 2 but for price 4: means 1.8 and 2.4, gap -0.6, P = 1 / (1 + e^((-0.6 + 1.5)
    / 0.8)). Level on price ours is 2.4, the gap 0: 600 a month x the difference of the two probabilities is saved."""
    tables = {
        "scores": scores("data", "us", [2, 2, 1, 2, 2, 2]) + scores("data", "rival", [2, 2, 4, 2, 2, 2]),
        "competition_services": SHARES,
    }
    result = analyse(make_client(tmp_path, tables, profile=looked(tables, "moves")))
    gaps = result.factor_gaps
    row = gaps.factors.iloc[0]
    before, after = 1 / (1 + math.exp(0.9 / 0.8)), 1 / (1 + math.exp(1.5 / 0.8))
    assert (gaps.service, gaps.rival, row["factor"]) == ("data", "rival", "price")
    assert (row["weight"], row["gap"], row["weighted_gap"]) == pytest.approx((0.2, -3, -0.6))
    assert row["probability"] == pytest.approx(after)
    assert row["saved_month"] == pytest.approx(600 * (before - after))
    finding = by_rule(result.findings, "2.3")["factor_behind"]
    assert finding.money_month == pytest.approx(600 * (before - after))
    assert (finding.figures["saved"], finding.figures["gap"]) == (Money(row["saved_month"], "CNY"), Number(3, 1))
    assert gaps.factors["saved_month"].iloc[1:].isna().all()


def test_the_weighted_gaps_add_up_to_the_gap_where_all_is_known(tmp_path: Path) -> None:
    tables = {
        "scores": scores("data", "us", [4, 1, 1, 3, 2, 2]) + scores("data", "rival", [2, 3, 4, 2, 0, 1]),
        "competition_services": SHARES,
    }
    result = analyse(make_client(tmp_path, tables, profile=looked(tables, "moves")))
    assert result.factor_gaps.factors["weighted_gap"].sum() == pytest.approx(
        result.revenue_at_risk.services.iloc[0]["gap"]
    )


def test_an_unknown_score_is_no_gap(tmp_path: Path) -> None:
    tables = {
        "scores": scores("data", "us", [2, 2, None, 2, 2, 2]) + scores("data", "rival", [3, 2, 4, 2, 2, None]),
        "competition_services": SHARES,
    }
    result = analyse(make_client(tmp_path, tables, profile=looked(tables, "moves")))
    factors = result.factor_gaps.factors.set_index("factor")
    assert factors.loc[["price", "operations"], "gap"].isna().all()
    assert math.isnan(factors.loc["price", "saved_month"])
    assert (
        by_rule(result.findings, "2.3")["factor_missing"].figures["which"].printed("en")
        == "price level and operations management"
    )


@pytest.mark.parametrize(
    ("tables", "rule"),
    [
        (
            {
                "scores": scores("data", "us", [3] * 6) + scores("data", "rival", [3] * 6),
                "competition_services": SHARES,
            },
            "factor_ahead",
        ),
        ({"scores": scores("data", "us", [3] * 6), "competition_services": SHARES}, "factor_unknown"),
        ({"scores": scores("data", "us", [3, 3, 3, 3, 3, 1]) + scores("data", "rival", [3] * 6)}, "factor_unpriced"),
        (
            {
                "scores": scores("data", "us", [1, 1, 3, 3, 3, 3]) + scores("data", "rival", [3] * 6),
                "competition_services": SHARES,
            },
            "factor_tied",
        ),
    ],
)
def test_each_case_of_the_factors_has_its_rule(tmp_path: Path, tables: dict[str, Any], rule: str) -> None:
    assert (
        next(iter(by_rule(analyse(make_client(tmp_path, tables, profile=looked(tables, "moves"))).findings, "2.3")))
        == rule
    )


def test_the_samples_rivals_as_planted() -> None:
    """README of harbour-hotels: the tie on Wi-Fi."""
    findings = analyse(load_client("harbour-hotels", root=DATA)).findings
    tied = by_rule(findings, "2.3")["factor_tied"]
    assert isinstance(tied.figures["which"], Names)
    assert tied.figures["which"].printed("en") == "price level and service quality"
    assert tied.figures["saved"].printed("en") == "£738"
