"""Importance against performance, by hand and with scores blanked."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from playbook.steps.industry.analysis import analyse
from tests.builders.industry import TABLES, client_of


def test_quadrants_by_hand(tmp_path: Path) -> None:
    result = analyse(client_of(tmp_path)).importance_performance
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
    result = analyse(client_of(tmp_path, tables={"factor_performance": rows})).importance_performance
    assert list(result.factors["quadrant"]) == ["keep_up", "keep_up", "over_invest", "over_invest"]
    assert [finding.rule for finding in result.findings] == ["industry.importance_performance.nothing_to_fix"]


@pytest.mark.parametrize("blank", range(12))
def test_a_score_blanked_is_unknown_never_0(tmp_path: Path, blank: int) -> None:
    rows = [
        {**row, "score": "" if place == blank else row["score"]}
        for place, row in enumerate(TABLES["factor_performance"])
    ]
    before = analyse(client_of(tmp_path / "a")).importance_performance.factors.set_index("factor")
    after = analyse(
        client_of(tmp_path / "b", tables={"factor_performance": rows})
    ).importance_performance.factors.set_index("factor")
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
    result = analyse(client_of(tmp_path, tables={"factor_performance": rows})).importance_performance
    assert result.factors["quadrant"].isna().all()
    assert [finding.rule for finding in result.findings] == ["industry.importance_performance.no_factor_known"]


def test_only_minor_factors_scored_claims_no_lead(tmp_path: Path) -> None:
    rows = [
        {**row, "score": "" if row["factor"] in ("price", "quality") else row["score"]}
        for row in TABLES["factor_performance"]
    ]
    result = analyse(client_of(tmp_path, tables={"factor_performance": rows})).importance_performance
    assert [finding.rule for finding in result.findings] == [
        "industry.importance_performance.no_important_known",
        "industry.importance_performance.over_invest",
        "industry.importance_performance.factors_unknown",
    ]


def test_importance_blanked_is_left_out_of_the_mean(tmp_path: Path) -> None:
    rows = [{**TABLES["buying_factors"][0], "importance": ""}, *TABLES["buying_factors"][1:]]
    result = analyse(client_of(tmp_path, tables={"buying_factors": rows})).importance_performance
    assert result.mean_importance == pytest.approx(0.2)
    assert [finding.rule for finding in result.findings][-1] == "industry.importance_performance.factors_unknown"
