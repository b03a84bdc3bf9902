"""Rivals by hand: strengths and weaknesses per resource, what closing a gap saves, and the moves in time."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.families.plan import PLAN
from playbook.steps.competition.analysis import analyse
from playbook.steps.findings import Finding
from playbook.units import Count, Money, Names, Number
from tests.steps.competition.test_competitiveness import SHARES, scores
from tests.support import DATA, Rows, looked, make_client


def rated(operator: str, **ratings: float | str) -> list[dict[str, object]]:
    return [{"operator": operator, "resource": resource, "rating": rating} for resource, rating in ratings.items()]


def found(findings: tuple[Finding, ...], exhibit: str) -> dict[str, Finding]:
    return {finding.rule.rpartition(".")[2]: finding for finding in findings if PLAN.id_of(finding.topic) == exhibit}


def verdicts(folder: Path, rows: Rows) -> dict[tuple[str, str], object]:
    table = analyse(make_client(folder, market={"operator_resources": rows})).rivals.resources
    return {(row["operator"], row["resource"]): row["verdict"] for row in table.to_dict("records")}


def test_strengths_and_weaknesses_by_hand(tmp_path: Path) -> None:
    """The difference that counts is 1: 4 - 3 is a strength, 2 - 3 a weakness, 2.5 - 3 neither; without a rating nothing
    is said."""
    ours = rated("us", fibre=3, exchanges=3, coverage=3, local_access="")
    table = verdicts(
        tmp_path,
        [*ours, *rated("rival", fibre=4, exchanges=2, coverage=2.5, local_access=4), *rated("other", fibre="")],
    )
    assert table["rival", "fibre"] == "strength"
    assert table["rival", "exchanges"] == "weakness"
    assert table["rival", "coverage"] == "level"
    assert table["rival", "local_access"] is None
    assert [table["other", name] for name in ("fibre", "exchanges", "coverage")] == [None, None, None]
    assert table["us", "fibre"] is None


def test_the_rival_with_the_most_strengths_leads(tmp_path: Path) -> None:
    rows = [
        *rated("us", fibre=2, exchanges=2, coverage=2),
        *rated("rival", fibre=4, exchanges=2, coverage=0),
        *rated("other", fibre=3, exchanges=3),
    ]
    findings = found(analyse(make_client(tmp_path, market={"operator_resources": rows})).findings, "2.1")
    lead = findings["stronger_too"]
    assert lead.figures["rival"].printed("en") == "Other"
    assert lead.figures["which"].printed("en") == "fibre and exchanges"
    assert (lead.figures["n"], lead.figures["m"], lead.figures["others"]) == (Count(2), Count(3), Count(1))
    assert findings["ratings_missing"].figures["missing"] == Count(1)
    assert "weaker" not in findings


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([*rated("us", fibre=3), *rated("rival", fibre=3)], "none_stronger"),
        ([*rated("us", fibre=3), *rated("rival", fibre=3, exchanges=4)], "none_stronger_known"),
        ([*rated("us", fibre=""), *rated("rival", fibre=3)], "resources_unknown"),
        (rated("us", fibre=3), "no_rival_rated"),
        (rated("rival", fibre=3), "resources_unknown"),
    ],
)
def test_each_case_says_something_of_its_own(tmp_path: Path, rows: Rows, rule: str) -> None:
    assert (
        next(iter(found(analyse(make_client(tmp_path, market={"operator_resources": rows})).findings, "2.1"))) == rule
    )


def test_what_every_rival_lacks_is_ours_to_argue_with(tmp_path: Path) -> None:
    rows = [*rated("us", fibre=3, exchanges=3), *rated("rival", fibre=1, exchanges=3), *rated("other", fibre=2)]
    finding = found(analyse(make_client(tmp_path, market={"operator_resources": rows})).findings, "2.1")["all_weaker"]
    assert finding.figures["which"].printed("en") == "fibre"


def test_closing_a_gap_by_hand(tmp_path: Path) -> None:
    """Ours 2 but for price 1, the rival's 2 but for price 4: means 1.8 and 2.4, gap -0.6, P = 1 / (1 + e^((-0.6 + 1.5)
    / 0.8)). Level on price ours is 2.4, the gap 0: 600 a month x the difference of the two probabilities is saved."""
    tables = {
        "scores": scores("data", "us", [2, 2, 1, 2, 2, 2]) + scores("data", "rival", [2, 2, 4, 2, 2, 2]),
        "competition_services": SHARES,
    }
    result = analyse(make_client(tmp_path, tables, profile=looked(tables, "moves")))
    gaps = result.rivals.factor_gaps
    row = gaps.factors.iloc[0]
    before, after = 1 / (1 + math.exp(0.9 / 0.8)), 1 / (1 + math.exp(1.5 / 0.8))
    assert (gaps.service, gaps.rival, row["factor"]) == ("data", "rival", "price")
    assert (row["weight"], row["gap"], row["weighted_gap"]) == pytest.approx((0.2, -3, -0.6))
    assert row["probability"] == pytest.approx(after)
    assert row["saved_month"] == pytest.approx(600 * (before - after))
    finding = found(result.findings, "2.3")["factor_behind"]
    assert finding.money_month == pytest.approx(600 * (before - after))
    assert (finding.figures["saved"], finding.figures["gap"]) == (Money(row["saved_month"], "CNY"), Number(3, 1))
    assert gaps.factors["saved_month"].iloc[1:].isna().all()


def test_the_weighted_gaps_add_up_to_the_gap_where_all_is_known(tmp_path: Path) -> None:
    tables = {
        "scores": scores("data", "us", [4, 1, 1, 3, 2, 2]) + scores("data", "rival", [2, 3, 4, 2, 0, 1]),
        "competition_services": SHARES,
    }
    result = analyse(make_client(tmp_path, tables, profile=looked(tables, "moves")))
    assert result.rivals.factor_gaps.factors["weighted_gap"].sum() == pytest.approx(result.services.iloc[0]["gap"])


def test_an_unknown_score_is_no_gap(tmp_path: Path) -> None:
    tables = {
        "scores": scores("data", "us", [2, 2, None, 2, 2, 2]) + scores("data", "rival", [3, 2, 4, 2, 2, None]),
        "competition_services": SHARES,
    }
    result = analyse(make_client(tmp_path, tables, profile=looked(tables, "moves")))
    factors = result.rivals.factor_gaps.factors.set_index("factor")
    assert factors.loc[["price", "operations"], "gap"].isna().all()
    assert math.isnan(factors.loc["price", "saved_month"])
    assert (
        found(result.findings, "2.3")["factor_missing"].figures["which"].printed("en")
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
        next(iter(found(analyse(make_client(tmp_path, tables, profile=looked(tables, "moves"))).findings, "2.3")))
        == rule
    )


def move(name: str, operator: str = "rival", **fields: str) -> dict[str, object]:
    return {"move": name, "operator": operator, "service": "data", "stage": "piloting", "what": name, **fields}


def test_moves_in_time_by_hand(tmp_path: Path) -> None:
    """The plan's date is January 2003: April is 3 months off, from October on 6 months in all; November is past."""
    rows = [
        move("a", since="2002-10", expected="2003-04"),
        move("b", since="2002-11", expected="2003-08"),
        move("c", "other", expected="2002-11"),
        move("d", "other", stage="in_service", since="2002-06"),
        move("e"),
    ]
    result = analyse(make_client(tmp_path, {"moves": rows, "competition_services": SHARES}))
    moves = result.rivals.moves
    assert moves["move"].tolist() == ["a", "b", "e", "d", "c"]
    assert moves["months"].tolist()[:2] == [3, 7]
    assert moves["revenue_month"].tolist() == [600] * 5
    findings = found(result.findings, "2.5")
    assert list(findings) == ["next_of_lead", "fastest", "overdue", "some_undated"]
    assert findings["next_of_lead"].figures["month"].printed("en") == "April 2003"
    assert findings["next_of_lead"].money_month == 600
    assert (findings["fastest"].figures["n"], findings["fastest"].figures["others"]) == (Count(6), Count(9))
    assert findings["overdue"].figures["which"].printed("en") == "Other on data"
    assert findings["some_undated"].figures["which"].printed("en") == "Rival on data"


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([move("a")], "moves_undated"),
        ([move("a", since="2002-10")], "moves_dated"),
        ([move("a", expected="2003-02")], "next_unpriced"),
        ([move("a", stage="in_service", since="2002-10", expected="2003-02")], "moves_dated"),
    ],
)
def test_each_case_of_the_moves_has_its_rule(tmp_path: Path, rows: Rows, rule: str) -> None:
    assert list(found(analyse(make_client(tmp_path, {"moves": rows})).findings, "2.5")) == [rule]


def test_our_own_moves_are_no_rivals(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"moves": [move("a", "us", since="2002-10")]}))
    assert len(result.rivals.moves) == 0
    assert found(result.findings, "2.5")["no_rival_moves"].figures["n"] == Count(1)


def test_the_published_case_says_that_its_moves_have_no_dates() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    assert result.rivals.moves["since"].tolist() == [None, None, None]
    assert result.rivals.moves["expected"].tolist() == [None, None, None]
    finding = found(result.findings, "2.5")["moves_undated"]
    assert (finding.figures["n"], finding.figures["in_service"]) == (Count(3), Count(2))


def test_the_published_case_claims_no_rivals_strength() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    assert next(iter(found(result.findings, "2.1"))) == "none_stronger_known"
    assert set(result.rivals.resources["status"]) == {"illustrative"}
    assert result.rivals.resources["rating"].isna().sum() == 12


def test_the_samples_rivals_as_planted() -> None:
    """README of harbour-hotels: Northwave's two strengths and three weaknesses, the tie on Wi-Fi, its pilot the next
    and the fastest."""
    findings = analyse(load_client("harbour-hotels", root=DATA)).findings
    strong, weak = found(findings, "2.1")["stronger"], found(findings, "2.1")["weaker"]
    assert strong.figures["rival"].printed("en") == "Northwave"
    assert strong.figures["which"].printed("en") == "fibre and international gateways"
    assert weak.figures["which"].printed("en") == "network coverage, exchanges and local access"
    tied = found(findings, "2.3")["factor_tied"]
    assert isinstance(tied.figures["which"], Names)
    assert tied.figures["which"].printed("en") == "price level and service quality"
    assert tied.figures["saved"].printed("en") == "£738"
    coming, fastest = found(findings, "2.5")["next_of_lead"], found(findings, "2.5")["fastest"]
    assert coming.figures["month"].printed("en") == "March 2026"
    assert coming.figures["revenue"].printed("en") == "£12,238"
    assert (coming.figures["most"], fastest.figures["n"], fastest.figures["others"]) == (Count(2), Count(8), Count(10))
