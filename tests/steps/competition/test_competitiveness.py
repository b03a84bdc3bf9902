"""Competitiveness by hand: weighted means with unknowns left out, and gaps."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.competition.analysis import analyse
from tests.builders.clients import DATA, make_client
from tests.builders.competition import rows_by_service, scores


def test_unknown_factors_are_left_out_and_the_weights_made_to_add_up(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"scores": scores("data", "us", [4, 3, 2, None, 4, 3])})
    cell = analyse(client).competitiveness.cells.iloc[0]
    assert math.isclose(cell["score"], (0.2 * 4 + 0.2 * 3 + 0.2 * 2 + 0.2 * 4 + 0.1 * 3) / 0.9)
    assert math.isclose(cell["known_weight"], 0.9)


def test_a_cell_with_less_than_half_of_the_weight_is_unknown(tmp_path: Path) -> None:
    client = make_client(
        tmp_path,
        {
            "scores": scores("data", "us", [4, 4, None, None, None, None])
            + scores("data", "rival", [4, 4, None, 4, None, None])
        },
    )
    cells = analyse(client).competitiveness.cells.set_index("operator")["score"]
    assert math.isnan(cells["us"])
    assert math.isclose(cells["rival"], 4)


def test_a_cell_with_exactly_half_of_the_weight_is_shown(tmp_path: Path) -> None:
    """Coverage, stability and brand are 0.2 + 0.2 + 0.1 of 1: (0.2 x 4 + 0.2 x 2 + 0.1 x 2) / 0.5 = 2.8."""
    client = make_client(tmp_path, {"scores": scores("data", "us", [4, 2, None, 2, None, None])})
    cell = analyse(client).competitiveness.cells.iloc[0]
    assert (cell["known_weight"], cell["score"]) == pytest.approx((0.5, 2.8))


def test_equal_scores_are_no_gap(tmp_path: Path) -> None:
    """Means of decimal weights may differ by a hair: what is equal on paper must not come out as ahead or behind."""
    client = make_client(
        tmp_path,
        {"scores": scores("data", "us", [3.3, None, 3.3, 3.3, 3.3, None]) + scores("data", "rival", [3.3] * 6)},
    )
    assert rows_by_service(client)["data"]["gap"] == 0


def test_the_gap_is_to_the_best_rival_known(tmp_path: Path) -> None:
    client = make_client(
        tmp_path,
        {"scores": scores("data", "us", [2] * 6) + scores("data", "rival", [1] * 6) + scores("data", "other", [3] * 6)},
    )
    row = rows_by_service(client)["data"]
    assert (row["best_rival"], row["gap"]) == ("other", -1)


def test_who_leads_nowhere_is_told_so(tmp_path: Path) -> None:
    behind = scores("data", "us", [1] * 6) + scores("data", "rival", [3] * 6)
    ahead = scores("voice", "us", [3] * 6) + scores("voice", "rival", [1] * 6)
    rules = [
        analyse(make_client(tmp_path / name, {"scores": rows})).findings[0].rule
        for name, rows in (("a", behind), ("b", behind + ahead))
    ]
    assert rules == ["competition.competitiveness.behind_all", "competition.competitiveness.behind"]


def test_the_published_case_trails_on_long_distance_only() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    services = result.revenue_at_risk.services.set_index("service")
    assert list(services.index[services["gap"] < 0]) == ["long_distance_voice"]
    assert services.loc["long_distance_voice", "best_rival"] == "netcom"
    assert math.isclose(services.loc["long_distance_voice", "revenue_month"], 3918.55 + 3784.30)
    assert math.isnan(
        result.competitiveness.cells.set_index(["service", "operator"]).loc[("internet_access", "mobile"), "score"]
    )
