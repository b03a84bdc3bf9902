"""The range of the revenue at risk by hand: every combination of bounds on a tiny client, one bar of the tornado, and
what always holds."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.families.plan import PLAN
from playbook.steps.competition.analysis import CompetitionAnalysis, analyse
from tests.builders.clients import DATA, Rows, looked, make_client
from tests.builders.competition import SHARES, scores

DATA_ONLY: Rows = [{"bill_service": "data", "service": "data", "share": 1}]
MOVE: Rows = [{"move": "m", "operator": "rival", "service": "data", "stage": "tried", "what": "x"}]
#: The bounds in data/assumptions.yaml, low and high: six weights, g0, s, and what a move on trial adds.
WEIGHTS = ((0.1, 0.3), (0.1, 0.3), (0.1, 0.3), (0.05, 0.2), (0.1, 0.3), (0.05, 0.2))
OFFSETS, SCALES, TRIED = (-2.0, -1.0), (0.5, 1.2), (0.3, 1.0)


def one_service(folder: Path, ours: list[float | None], rival: list[float | None], moves: Rows = MOVE) -> Client:
    tables = {
        "scores": scores("data", "us", ours) + scores("data", "rival", rival),
        "competition_services": DATA_ONLY,
        "moves": moves,
    }
    return make_client(folder, tables, profile=looked(tables, "moves"))


def loss(gap: float, offset: float, scale: float, odds: float) -> float:
    return 600 / (1 + math.exp((gap - offset) / scale - odds))


def test_with_equal_scores_only_g0_s_and_the_move_count(tmp_path: Path) -> None:
    """Gap -1 whatever the weights are (2 against 3). At most: g0 -1, s any (the gap is at g0), +1.0: 600 / (1 + e^-1) =
    438.64. At least: g0 -2, s 0.5, +0.3: 600 / (1 + e^(1 / 0.5 - 0.3)) = 600 / (1 + e^1.7) = 92.68."""
    result = analyse(one_service(tmp_path, [2] * 6, [3] * 6))
    assert result.risk_range.high_month == pytest.approx(438.6351, abs=1e-3)
    assert result.risk_range.low_month == pytest.approx(92.6792, abs=1e-3)
    row = result.revenue_at_risk.services.iloc[0]
    assert (row["low_month"], row["high_month"]) == (result.risk_range.low_month, result.risk_range.high_month)


def test_a_bar_of_the_tornado_by_hand(tmp_path: Path) -> None:
    """Gap -1, s 0.8, +0.6: with g0 at -2 600 / (1 + e^(1.25 - 0.6)), with g0 at -1 600 / (1 + e^-0.6)."""
    bars = analyse(one_service(tmp_path, [2] * 6, [3] * 6)).risk_range.assumptions.set_index("assumption")
    bar = bars.loc["loss_gap_offset"]
    assert (bar["value"], bar["low"], bar["high"]) == (-1.5, -2.0, -1.0)
    assert bar["at_low_month"] == pytest.approx(600 / (1 + math.exp(0.65)))
    assert bar["at_high_month"] == pytest.approx(600 / (1 + math.exp(-0.6)))
    assert bar["swing_month"] == pytest.approx(bar["at_high_month"] - bar["at_low_month"])
    assert bars.loc["weight_price", "swing_month"] == 0
    assert "move_log_odds_tried" in bars.index
    assert "move_log_odds_piloting" not in bars.index


@pytest.mark.parametrize(
    ("ours", "rival"),
    [
        ([4, 3, 1, 2, 3, 2], [2, 3, 4, 3, 1, 2]),
        ([4, 3, 1, 2, None, 2], [2, 3, 4, 3, 1, None]),
        ([0, 4, 0, 4, 0, 4], [4, 0, 4, 0, 4, 0]),
    ],
)
def test_the_range_covers_every_combination_of_bounds(
    tmp_path: Path, ours: list[float | None], rival: list[float | None]
) -> None:
    """All 2^9 corners one by one, in plain Python; with one rival the gap is monotone in each weight where the same
    factors are known."""
    corners = []
    for weights in product(*WEIGHTS):
        means = [
            sum(weight * score for weight, score in zip(weights, values, strict=True) if score is not None)
            / sum(weight for weight, score in zip(weights, values, strict=True) if score is not None)
            for values in (ours, rival)
        ]
        corners += [loss(means[0] - means[1], *point) for point in product(OFFSETS, SCALES, TRIED)]
    found = analyse(one_service(tmp_path, ours, rival)).risk_range
    assert found.high_month == pytest.approx(max(corners))
    assert found.low_month == pytest.approx(min(corners))


def test_services_move_together(tmp_path: Path) -> None:
    """Two services share the assumptions: the total's range lies within the sum of theirs, and reaches it where all are
    at one end."""
    tables = {
        "scores": [
            *scores("data", "us", [4, 1, 1, 1, 1, 1]),
            *scores("data", "rival", [1, 1, 4, 1, 1, 1]),
            *scores("voice", "us", [1, 1, 4, 1, 1, 1]),
            *scores("voice", "rival", [4, 1, 1, 1, 1, 1]),
        ],
        "competition_services": SHARES,
    }
    result = analyse(make_client(tmp_path, tables, profile=looked(tables, "moves")))
    assert result.revenue_at_risk.services["low_month"].sum() < result.risk_range.low_month - 1
    assert result.revenue_at_risk.services["high_month"].sum() > result.risk_range.high_month + 1


def test_a_service_not_known_is_left_out_of_the_range(tmp_path: Path) -> None:
    rows = [*scores("data", "us", [2] * 6), *scores("data", "rival", [3] * 6), *scores("voice", "us", [2] * 6)]
    tables: dict[str, Rows] = {"scores": rows, "competition_services": SHARES}
    result = analyse(make_client(tmp_path, tables, profile=looked(tables, "moves")))
    services = result.revenue_at_risk.services.set_index("service")
    assert math.isnan(services.loc["voice", "low_month"])
    assert result.risk_range.high_month == pytest.approx(services.loc["data", "high_month"])
    assert (
        next(finding.rule for finding in result.findings if PLAN.id_of(finding.topic) == "2.4b")
        == "competition.risk_range.swing_at_least"
    )


def test_a_cell_with_too_little_known_stays_unknown_at_every_bound(tmp_path: Path) -> None:
    """Coverage and stability are 0.4 of the weight: with both at 0.3 and the others at their least they would be more
    than half."""
    tables = {
        "scores": [
            *scores("data", "us", [2] * 6),
            *scores("data", "rival", [1] * 6),
            *scores("data", "other", [4, 4, None, None, None, None]),
        ],
        "competition_services": DATA_ONLY,
    }
    result = analyse(make_client(tmp_path, tables, profile=looked(tables, "moves")))
    assert result.risk_range.high_month == pytest.approx(loss(1, -1, 1.2, 0))


def test_a_bound_that_nobody_has_stated_is_the_value(tmp_path: Path) -> None:
    client = one_service(tmp_path, [2] * 6, [3] * 6)
    fixed = {key: replace(item, low=None, high=None) for key, item in client.assumptions.items()}
    result = analyse(replace(client, assumptions=fixed, fingerprint="no bounds"))
    assert result.risk_range.low_month == result.risk_range.high_month == result.revenue_at_risk.at_risk_month
    assert [finding.rule for finding in result.findings if PLAN.id_of(finding.topic) == "2.4b"] == [
        "competition.risk_range.swing_none"
    ]
    assert not [finding for finding in result.findings if finding.rule == "competition.revenue_at_risk.range"]


def test_a_weight_that_may_be_zero_does_not_make_the_range_unknown(tmp_path: Path) -> None:
    client = one_service(tmp_path, [2] * 6, [3] * 6)
    zero = {
        key: replace(item, low=0.0) if key.startswith("weight_") else item for key, item in client.assumptions.items()
    }
    result = analyse(replace(client, assumptions=zero, fingerprint="zero weights"))
    assert result.risk_range.high_month == pytest.approx(438.6351, abs=1e-3)


def test_without_scores_there_is_no_range(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"competition_services": SHARES}))
    assert math.isnan(result.risk_range.base_month)
    assert (len(result.risk_range.assumptions), len(result.risk_range.services)) == (0, 0)
    assert result.revenue_at_risk.services["low_month"].isna().all()


SCORE = st.one_of(st.none(), st.integers(0, 8).map(lambda half: half / 2))
SIX = st.lists(SCORE, min_size=6, max_size=6)
STAGE = st.sampled_from(["planned", "tried", "piloting", "in_service"])


@cache
def canvas() -> Client:
    """Two services, three operators, all scored; three moves of each stage: what is drawn blanks and picks from it."""
    pairs = product(("data", "voice"), ("us", "rival", "other"))
    stages = enumerate(stage for stage in ("planned", "tried", "piloting", "in_service") for _ in range(3))
    tables: dict[str, Any] = {
        "scores": [row for service, operator in pairs for row in scores(service, operator, [2] * 6)],
        "competition_services": SHARES,
        "moves": [
            {"move": f"m{number}", "operator": "rival", "service": "data", "stage": stage, "what": "x"}
            for number, stage in stages
        ],
    }
    with TemporaryDirectory() as folder:
        return make_client(Path(folder), tables, profile=looked(tables, "moves"))


def drawn(cells: list[list[float | None]], stages: list[str]) -> CompetitionAnalysis:
    """The analysis with these scores, and these moves on `data` (at most three of a stage)."""
    table, moves = canvas().table("scores"), canvas().table("moves")
    table["score"] = [math.nan if score is None else float(score) for values in cells for score in values]
    picked = [place for stage in set(stages) for place in moves.index[moves["stage"] == stage][: stages.count(stage)]]
    frames = {**canvas().frames, "scores": table, "moves": moves.loc[sorted(picked)]}
    profile = {**canvas().profile, "none_in": ("moves",)}
    return analyse(replace(canvas(), frames=frames, profile=profile, fingerprint=f"{cells} {stages}"))


@settings(max_examples=60, deadline=None)
@given(st.lists(SIX, min_size=6, max_size=6), st.lists(STAGE, max_size=3))
def test_what_is_assumed_and_every_bar_lie_within_the_range(cells: list[list[float | None]], stages: list[str]) -> None:
    result = drawn(cells, stages)
    found, services = (
        result.risk_range,
        result.revenue_at_risk.services[result.revenue_at_risk.services["at_risk_month"].notna()],
    )
    assert (services["low_month"] <= services["at_risk_month"]).all()
    assert (services["at_risk_month"] <= services["high_month"]).all()
    assert (services["high_month"] <= services["revenue_month"]).all()
    if len(services):
        assert found.low_month <= found.base_month <= found.high_month
        ends = found.assumptions[["at_low_month", "at_high_month"]].to_numpy()
        assert ends.min() >= found.low_month - 1e-9
        assert ends.max() <= found.high_month + 1e-9
        assert found.assumptions["swing_month"].is_monotonic_decreasing


@settings(max_examples=40, deadline=None)
@given(st.lists(SIX, min_size=6, max_size=6), st.lists(STAGE, max_size=2), STAGE)
def test_one_more_move_never_lowers_the_risk(cells: list[list[float | None]], stages: list[str], more: str) -> None:
    before, after = drawn(cells, stages), drawn(cells, [*stages, more])
    for name in ("at_risk_month", "low_month", "high_month"):
        first, second = (
            result.revenue_at_risk.services.set_index("service")[name].reindex(["data", "voice"]).to_numpy()
            for result in (before, after)
        )
        known = ~np.isnan(first)
        assert (second[known] >= first[known] - 1e-9).all()


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [*scores("data", "us", [4, 3, 1, 2, None, 2]), *scores("data", "rival", [2, 3, 4, 3, 1, 2])]
    first = analyse(make_client(tmp_path / "one", {"scores": rows, "competition_services": DATA_ONLY, "moves": MOVE}))
    second = analyse(
        make_client(tmp_path / "two", {"scores": rows[::-1], "competition_services": DATA_ONLY, "moves": MOVE})
    )
    assert second.risk_range.low_month == pytest.approx(first.risk_range.low_month)
    assert second.risk_range.high_month == pytest.approx(first.risk_range.high_month)


def test_the_samples_range_as_planted() -> None:
    """README of harbour-hotels: 13,246; 2,059 to 25,952; the scale s moves most, 8,572 to 17,202."""
    found = analyse(load_client("harbour-hotels", root=DATA)).risk_range
    assert [round(value) for value in (found.base_month, found.low_month, found.high_month)] == [13_246, 2_059, 25_952]
    first = found.assumptions.iloc[0]
    assert (first["assumption"], round(first["at_low_month"]), round(first["at_high_month"])) == (
        "loss_gap_scale",
        8_572,
        17_202,
    )
    assert len(found.assumptions) == 12
