"""The four headings of the buying factors and the rivals as a whole, worked by hand and with scores blanked."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.steps.industry.buying_factors import BuyingFactors, buying_factors
from tests.builders.industry import TABLES, client_of

SCORES = TABLES["factor_performance"]


def scored(folder: Path, scores: list[dict[str, Any]], factors: list[dict[str, Any]] | None = None) -> BuyingFactors:
    return buying_factors(
        client_of(folder, tables={"factor_performance": scores, "buying_factors": factors or TABLES["buying_factors"]})
    )


def rules(found: BuyingFactors) -> list[str]:
    return [finding.rule for finding in found.findings]


def test_groups_by_hand(tmp_path: Path) -> None:
    """Economic: price 0.4 (1 against 3) and terms 0.1 (2 against 3): (-2 x 0.4 - 1 x 0.1) / 0.5 = -1.8."""
    groups = buying_factors(client_of(tmp_path)).groups.set_index("group")
    assert list(groups.index) == ["core", "economic", "image"]
    assert list(groups.loc["economic", ["importance", "factors", "known", "behind", "gap"]]) == pytest.approx(
        [0.5, 2, 2, 2, -1.8]
    )
    assert groups["gap"].tolist() == pytest.approx([1, -1.8, 1])


def test_rivals_by_hand(tmp_path: Path) -> None:
    """Ours 0.4 x 1 + 0.3 x 3 + 0.2 x 3 + 0.1 x 2 = 2.1; rival 1.2 + 0.6 + 0.2 + 0.1 = 2.1; other 0.8 + 0.3 + 0.4 + 0.3
    = 1.8."""
    found = buying_factors(client_of(tmp_path))
    rivals = found.rivals.set_index("operator")
    assert list(rivals.index) == ["rival", "other"]
    assert list(rivals.loc["rival", ["weight", "ours", "theirs", "gap"]]) == pytest.approx([1, 2.1, 2.1, 0])
    assert list(rivals.loc["other", ["theirs", "gap"]]) == pytest.approx([1.8, 0.3])
    assert rules(found) == [
        "industry.buying_factors.group_top_behind",
        "industry.buying_factors.rivals_level",
        "industry.buying_factors.argument",
    ]
    assert all(finding.internal for finding in found.findings)


def test_a_rival_is_compared_over_common_factors_only(tmp_path: Path) -> None:
    """Without the rival's score on price: 0.6 of the weight; ours (0.9 + 0.6 + 0.2) / 0.6, theirs (0.6 + 0.2 + 0.1) /
    0.6."""
    rows = [
        {**row, "score": "" if (row["factor"], row["operator"]) == ("price", "rival") else row["score"]}
        for row in SCORES
    ]
    rival = scored(tmp_path, rows).rivals.set_index("operator").loc["rival"]
    assert list(rival[["weight", "ours", "theirs"]]) == pytest.approx([0.6, 1.7 / 0.6, 0.9 / 0.6])


def test_too_little_known_is_unknown(tmp_path: Path) -> None:
    """Price and quality blank: 0.3 of the weight is left, less than the half that is asked for."""
    rows = [
        {**row, "score": "" if row["factor"] in ("price", "quality") and row["operator"] == "rival" else row["score"]}
        for row in SCORES
    ]
    rivals = scored(tmp_path, rows).rivals.set_index("operator")
    assert math.isnan(rivals.loc["rival", "theirs"])  # type: ignore[arg-type]
    assert not math.isnan(rivals.loc["other", "theirs"])  # type: ignore[arg-type]
    assert list(rivals.index) == ["other", "rival"]


@pytest.mark.parametrize(
    ("us", "expected"),
    [
        (
            4,
            [
                "industry.buying_factors.groups_ahead",
                "industry.buying_factors.rivals_behind",
                "industry.buying_factors.argument",
            ],
        ),
        (0, ["industry.buying_factors.group_top_behind", "industry.buying_factors.rival_ahead"]),
        ("", ["industry.buying_factors.groups_unscored"]),
    ],
)
def test_each_situation_has_its_message(tmp_path: Path, us: Any, expected: list[str]) -> None:
    rows = [{**row, "score": us if row["operator"] == "us" else row["score"]} for row in SCORES]
    assert rules(scored(tmp_path, rows)) == expected


def test_behind_where_little_is_decided(tmp_path: Path) -> None:
    rows = [
        {
            **row,
            "score": {"price": 4, "terms": 4, "quality": 4, "brand": 0}[row["factor"]]
            if row["operator"] == "us"
            else row["score"],
        }
        for row in SCORES
    ]
    found = scored(tmp_path, rows)
    assert rules(found)[0] == "industry.buying_factors.group_behind"
    assert found.findings[0].figures["worst"].printed("en") == "company image"


def test_no_importance_at_all(tmp_path: Path) -> None:
    found = scored(tmp_path, SCORES, [{**row, "importance": ""} for row in TABLES["buying_factors"]])
    assert rules(found) == ["industry.buying_factors.groups_unweighed"]
    assert found.groups["importance"].isna().all()


def test_one_importance_blank_leaves_its_heading_unknown(tmp_path: Path) -> None:
    found = scored(tmp_path, SCORES, [{**TABLES["buying_factors"][0], "importance": ""}, *TABLES["buying_factors"][1:]])
    assert found.groups.set_index("group")["importance"].isna().tolist() == [False, True, False]


def test_without_factors_there_is_nothing(tmp_path: Path) -> None:
    found = buying_factors(client_of(tmp_path, tables={"buying_factors": [], "factor_performance": []}))
    assert (len(found.groups), len(found.rivals), found.findings) == (0, 0, ())


def test_what_is_planted_in_harbour_hotels() -> None:
    """Core 0.20 + 0.14 + 0.08 + 0.07; on price (0.16) and seasonal terms (0.09) we are 1.5 behind each: economic terms
    lose most."""
    found = buying_factors(load_client("harbour-hotels"))
    groups = found.groups.set_index("group")
    assert groups["importance"].tolist() == pytest.approx([0.49, 0.25, 0.23, 0.03])
    assert groups.loc["economic", "gap"] == pytest.approx(-1.5)
    assert rules(found) == [
        "industry.buying_factors.group_behind",
        "industry.buying_factors.rivals_level",
        "industry.buying_factors.argument",
    ]
    assert found.findings[2].figures["factor"].printed("en") == "reliability of lines"
