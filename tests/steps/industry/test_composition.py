"""Step 1 against published and hand-made figures, and with each input blanked in turn."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import Client, load_client
from playbook.steps.findings import Finding
from playbook.steps.industry.analysis import IndustryAnalysis, analyse
from tests.support import findings_of, make_client

PROFILE = {"industry": "finance", "sub_industry": "insurance", "payments_month": 900}
MARKET: dict[str, list[dict[str, Any]]] = {
    "industries": [
        {"industry": "finance", "name": "Finance", "revenue_month": 3000},
        {"industry": "trade", "name": "Trade", "revenue_month": 2000},
        {"industry": "it", "name": "IT", "revenue_month": 1000},
    ],
    "sub_industries": [{"sub_industry": "insurance", "name": "Insurance", "industry": "finance", "spend_month": 4500}],
    "service_usage": [
        {"industry": "finance", "service": "data", "amount_month": 1000},
        {"industry": "finance", "service": "voice", "amount_month": 3000},
    ],
}
TABLES: dict[str, list[dict[str, Any]]] = {
    "buying_factors": [
        {"factor": "price", "name": "Price", "group": "economic", "importance": 0.4},
        {"factor": "quality", "name": "Quality", "group": "core", "importance": 0.3},
        {"factor": "brand", "name": "Brand", "group": "image", "importance": 0.2},
        {"factor": "terms", "name": "Terms", "group": "economic", "importance": 0.1},
    ],
    "factor_performance": [
        {"factor": factor, "operator": operator, "score": score}
        for factor, scores in {"price": (1, 3, 2), "quality": (3, 2, 1), "brand": (3, 1, 2), "terms": (2, 1, 3)}.items()
        for operator, score in zip(("us", "rival", "other"), scores, strict=True)
    ],
}


def client_of(
    folder: Path, *, market: dict[str, Any] | None = None, tables: dict[str, Any] | None = None, **profile: Any
) -> Client:
    return make_client(
        folder, {**TABLES, **(tables or {})}, market={**MARKET, **(market or {})}, profile={**PROFILE, **profile}
    )


def rules(result: IndustryAnalysis, exhibit: str) -> list[str]:
    return [finding.rule for finding in findings_of(result.findings, exhibit)]


def first(result: IndustryAnalysis, exhibit: str) -> Finding:
    return findings_of(result.findings, exhibit)[0]


def printed(finding: Finding, name: str) -> str:
    return finding.figures[name].printed("en")


def test_published_share_of_the_sub_industry() -> None:
    result = analyse(load_client("pingan-life-fuzhou"))
    assert (result.sub_industry.payments_month, result.sub_industry.market_month) == (64000, 450000)
    assert (result.sub_industry.share, result.sub_industry.others) == (0.142, 0.858)
    assert not result.sub_industry.from_bills
    assert result.sub_industry.status == "published"
    found = first(result, "1.3")
    assert (printed(found, "share"), printed(found, "others")) == ("14.2%", "85.8%")


def test_published_total_of_revenue() -> None:
    result = analyse(load_client("pingan-life-fuzhou"))
    assert result.revenue.value == 25_600_000
    assert result.reconciliation.verdict == "equal"
    assert result.composition_status == "partly_illustrative"
    assert round(result.industries["share"].sum(), 9) == 1
    assert first(result, "1.1").figures["total"].printed("zh") == "2,560万元"


def test_composition_by_hand(tmp_path: Path) -> None:
    result = analyse(client_of(tmp_path))
    assert list(result.industries["industry"]) == ["finance", "trade", "it"]
    assert list(result.industries["share"]) == [0.5, 0.333, 0.167]
    assert list(result.industries["own"]) == [True, False, False]
    assert rules(result, "1.1") == ["industry.composition.largest"]


def test_place_of_a_smaller_industry(tmp_path: Path) -> None:
    found = first(analyse(client_of(tmp_path, industry="it")), "1.1")
    assert (found.rule, printed(found, "place"), printed(found, "share")) == (
        "industry.composition.placed",
        "3",
        "16.7%",
    )


def test_an_unknown_revenue_leaves_no_shares(tmp_path: Path) -> None:
    rows = [*MARKET["industries"][:2], {"industry": "it", "name": "IT", "revenue_month": ""}]
    result = analyse(client_of(tmp_path, market={"industries": rows}))
    assert (result.revenue.known, result.revenue.unknown) == (5000, 1)
    assert math.isnan(result.revenue.value)
    assert result.industries["share"].isna().all()
    assert rules(result, "1.1") == ["industry.composition.composition_at_least"]


def test_location_quotients_by_hand(tmp_path: Path) -> None:
    mix = analyse(client_of(tmp_path)).mix.set_index("service")
    assert mix.loc["data", "quotient"] == pytest.approx(0.6 / 0.25)
    assert mix.loc["voice", "quotient"] == pytest.approx(0.4 / 0.75)
    assert mix.loc["voice", "gap_month"] == pytest.approx(400 - 750)
    assert list(mix["signal"]) == ["dependency", "whitespace"]
    assert list(mix["client_share"]) == [0.6, 0.4]


def test_a_service_without_a_bill_is_0_only_where_the_bills_are_complete(tmp_path: Path) -> None:
    bills = [{"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": 600}]
    open_ended = analyse(client_of(tmp_path / "a", tables={"bills": bills}))
    assert list(open_ended.mix["service"]) == ["data"]
    assert open_ended.left_out == ("voice",)
    control = [{"from": "2002-10", "to": "2002-12", "amount_month": 600}]
    complete = analyse(client_of(tmp_path / "b", tables={"bills": bills, "control_totals": control}))
    assert list(complete.mix["client_month"]) == [600, 0]
    assert complete.left_out == ()


def test_a_credit_leaves_nothing_to_compare(tmp_path: Path) -> None:
    bills = [
        {"from": "2002-10", "to": "2002-12", "service": service, "amount_month": amount}
        for service, amount in (("data", 600), ("voice", -40))
    ]
    result = analyse(client_of(tmp_path, tables={"bills": bills}))
    assert result.mix.empty
    assert rules(result, "1.3") == ["industry.sub_industry.share", "industry.sub_industry.mix_unknown"]


def test_payments_fall_back_on_the_bills(tmp_path: Path) -> None:
    found = analyse(client_of(tmp_path, payments_month="")).sub_industry
    assert (found.payments_month, found.from_bills, found.share) == (1000, True, 0.222)


@pytest.mark.parametrize(
    ("spend", "rule"),
    [
        ("", "industry.sub_industry.share_unknown"),
        (0, "industry.sub_industry.share_impossible"),
        (800, "industry.sub_industry.share_impossible"),
    ],
)
def test_a_share_that_cannot_be_is_unknown(tmp_path: Path, spend: Any, rule: str) -> None:
    rows = [{**MARKET["sub_industries"][0], "spend_month": spend}]
    result = analyse(client_of(tmp_path, market={"sub_industries": rows}))
    assert math.isnan(result.sub_industry.share)
    assert rules(result, "1.3")[0] == rule


@pytest.mark.parametrize("field", ["industry", "sub_industry"])
def test_a_client_without_its_industry_gets_a_plan(tmp_path: Path, field: str) -> None:
    result = analyse(client_of(tmp_path, **{field: ""}))
    if field == "sub_industry":
        assert rules(result, "1.3") == []
        assert result.sub_industry.id is None
    else:
        assert result.mix.empty
        assert rules(result, "1.1") == ["industry.composition.no_industry"]
        assert rules(result, "1.3") == ["industry.sub_industry.share", "industry.sub_industry.mix_unknown"]


def test_quadrants_by_hand(tmp_path: Path) -> None:
    result = analyse(client_of(tmp_path)).factors
    assert result.mean_importance == pytest.approx(0.25)
    assert dict(zip(result.factors["factor"], result.factors["gap"], strict=True)) == {
        "price": -2,
        "quality": 1,
        "brand": 1,
        "terms": -1,
    }
    assert list(result.factors["quadrant"]) == ["fix_first", "keep_up", "over_invest", "low_priority"]
    assert [finding.rule for finding in result.findings] == [
        "industry.importance_performance.fix_one",
        "industry.importance_performance.over_invest",
    ]
    assert all(finding.internal for finding in result.findings)


def test_parity_is_not_behind(tmp_path: Path) -> None:
    rows = [{**row, "score": 2} for row in TABLES["factor_performance"]]
    result = analyse(client_of(tmp_path, tables={"factor_performance": rows})).factors
    assert list(result.factors["quadrant"]) == ["keep_up", "keep_up", "over_invest", "over_invest"]
    assert [finding.rule for finding in result.findings] == ["industry.importance_performance.nothing_to_fix"]


@pytest.mark.parametrize("blank", range(12))
def test_a_score_blanked_is_unknown_never_0(tmp_path: Path, blank: int) -> None:
    rows = [
        {**row, "score": "" if place == blank else row["score"]}
        for place, row in enumerate(TABLES["factor_performance"])
    ]
    before = analyse(client_of(tmp_path / "a")).factors.factors.set_index("factor")
    after = analyse(client_of(tmp_path / "b", tables={"factor_performance": rows})).factors.factors.set_index("factor")
    factor, operator = rows[blank]["factor"], rows[blank]["operator"]
    if operator == "us":
        assert math.isnan(after.loc[factor, "gap"])
        assert after.loc[factor, "quadrant"] is None
    else:
        assert after.loc[factor, "gap"] >= before.loc[factor, "gap"]
    others = [name for name in before.index if name != factor]
    assert after.loc[others, "gap"].tolist() == before.loc[others, "gap"].tolist()


def test_no_scores_at_all_place_no_factor(tmp_path: Path) -> None:
    rows = [{**row, "score": ""} for row in TABLES["factor_performance"]]
    result = analyse(client_of(tmp_path, tables={"factor_performance": rows})).factors
    assert result.factors["quadrant"].isna().all()
    assert [finding.rule for finding in result.findings] == ["industry.importance_performance.no_factor_known"]


def test_only_minor_factors_scored_claims_no_lead(tmp_path: Path) -> None:
    rows = [
        {**row, "score": "" if row["factor"] in ("price", "quality") else row["score"]}
        for row in TABLES["factor_performance"]
    ]
    result = analyse(client_of(tmp_path, tables={"factor_performance": rows})).factors
    assert [finding.rule for finding in result.findings] == [
        "industry.importance_performance.no_important_known",
        "industry.importance_performance.over_invest",
        "industry.importance_performance.factors_unknown",
    ]


def test_importance_blanked_is_left_out_of_the_mean(tmp_path: Path) -> None:
    rows = [{**TABLES["buying_factors"][0], "importance": ""}, *TABLES["buying_factors"][1:]]
    result = analyse(client_of(tmp_path, tables={"buying_factors": rows})).factors
    assert result.mean_importance == pytest.approx(0.2)
    assert [finding.rule for finding in result.findings][-1] == "industry.importance_performance.factors_unknown"


@pytest.mark.parametrize(
    ("control", "rule"),
    [
        ("6000.5", "industry.composition.control_note"),
        ("6200", "industry.composition.control_warning"),
        ("9000", "industry.composition.control_error"),
    ],
)
def test_revenue_is_reconciled(tmp_path: Path, control: str, rule: str) -> None:
    client_of(tmp_path)
    town = tmp_path / "markets" / "town" / "market.yaml"
    town.write_text(town.read_text(encoding="utf-8") + f"key_account_revenue_month: '{control}'\n", encoding="utf-8")
    assert rules(analyse(load_client("acme", root=tmp_path)), "1.1") == ["industry.composition.largest", rule]
