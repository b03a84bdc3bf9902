"""Concentration of distributions that are worked by hand, the laws that hold for any, and what is said of it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.families.plan import PLAN
from playbook.steps.industry.analysis import analyse
from playbook.steps.industry.concentration import concentration_of, gini_of, hhi_of, lorenz_points, top_share
from tests.builders.clients import make_client
from tests.builders.industry import INDUSTRIES, printed

AMOUNTS = st.lists(st.floats(min_value=0.01, max_value=1e6), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("values", "hhi", "gini", "three"),
    [
        ([5, 5, 5, 5], 0.25, 0.0, 0.75),  # equal parts: HHI 1 / n, Gini 0
        ([7, 7, 7, 7, 7, 7, 7, 7, 7, 7], 0.1, 0.0, 0.3),
        ([0, 0, 0, 9], 1.0, 0.75, 1.0),  # one has all: Gini 1 - 1 / n
        ([9], 1.0, 0.0, 1.0),
        ([1, 2, 3, 4], 0.30, 0.25, 0.9),  # (1 + 4 + 9 + 16) / 100; (-3 x 1 - 1 x 2 + 1 x 3 + 3 x 4) / (4 x 10)
        ([1, 1, 2], 0.375, 1 / 6, 1.0),  # (1 + 1 + 4) / 16; (-2 - 0 + 2 x 2) / (3 x 4)
    ],
)
def test_known_distributions(values: list[float], hhi: float, gini: float, three: float) -> None:
    assert (hhi_of(values), gini_of(values), top_share(values)) == pytest.approx((hhi, gini, three))


def test_lorenz_curve_by_hand() -> None:
    places, shares = zip(*lorenz_points([3, 1, 4, 2]), strict=True)
    assert places == pytest.approx((0, 0.25, 0.5, 0.75, 1))
    assert shares == pytest.approx((0, 0.1, 0.3, 0.6, 1))


@pytest.mark.parametrize(
    ("values", "half", "share"), [([1, 2, 3, 4], 2, 0.7), ([5, 5], 1, 0.5), ([1, 1, 1], 2, 2 / 3), ([1, 9], 1, 0.9)]
)
def test_how_few_carry_half(values: list[float], half: int, share: float) -> None:
    measures = concentration_of(values)
    assert (measures.half, measures.half_share) == (half, pytest.approx(share))


def test_unknown_is_left_out_and_counted() -> None:
    measures = concentration_of([1, float("nan"), 2, 3, 4])
    assert (measures.count, measures.unknown, measures.hhi) == (4, 1, pytest.approx(0.3))
    assert measures.equal_parts == pytest.approx(10 / 3)


@pytest.mark.parametrize("values", [[], [float("nan")], [0, 0], [5, -1]])
def test_nothing_to_share_out_is_unknown(values: list[float]) -> None:
    measures = concentration_of(values)
    assert math.isnan(measures.hhi) and math.isnan(measures.gini) and math.isnan(measures.top_three)
    assert (measures.points, measures.half) == ((), 0)


@pytest.mark.parametrize("measure", [hhi_of, gini_of, top_share, lorenz_points])
@pytest.mark.parametrize("values", [[], [0, 0], [3, -1]])
def test_the_measures_refuse_what_has_no_shares(measure: object, values: list[float]) -> None:
    with pytest.raises(ValueError, match="amounts of at least 0"):
        measure(values)  # type: ignore[operator]


@given(AMOUNTS, st.floats(min_value=0.01, max_value=100))
@settings(max_examples=100, deadline=None)
def test_scale_and_order_change_nothing(values: list[float], factor: float) -> None:
    before, after = concentration_of(values), concentration_of([value * factor for value in reversed(values)])
    assert (after.hhi, after.gini, after.top_three) == pytest.approx(
        (before.hhi, before.gini, before.top_three), abs=1e-9
    )


@given(AMOUNTS)
@settings(max_examples=100, deadline=None)
def test_bounds(values: list[float]) -> None:
    measures, count = concentration_of(values), len(values)
    assert 1 / count - 1e-9 <= measures.hhi <= 1 + 1e-9
    assert -1e-9 <= measures.gini <= 1 - 1 / count + 1e-9
    assert all(y <= x + 1e-9 for x, y in measures.points)
    area = sum(
        (first[1] + second[1]) / 2 / count for first, second in zip(measures.points, measures.points[1:], strict=False)
    )
    assert measures.gini == pytest.approx(
        1 - 2 * area, abs=1e-9
    )  # Gini is twice the area between the curve and the straight line


def test_the_samples() -> None:
    """Harbour: 412, 338, 264, 231, 188, 165, 124, 96, 42 of 1,860: squares add up to 495,970, and 495,970 / 1,860^2 =
    0.14336."""
    measures = analyse(load_client("harbour-hotels")).concentration
    assert (measures.hhi, measures.top_three, measures.half) == (
        pytest.approx(0.14336, abs=1e-5),
        pytest.approx(1014 / 1860),
        3,
    )
    published = analyse(load_client("pingan-life-fuzhou")).concentration
    assert (published.count, published.unknown, published.half) == (11, 0, 3)
    assert published.top_three == pytest.approx((5.8 + 4.7 + 4.2) / 25.6)


@pytest.mark.parametrize(
    ("revenues", "rule"),
    [
        ((100, 100, 100), "industry.concentration.concentrated"),  # HHI 1/3, at least 0.18
        ((100,) * 6, "industry.concentration.spread"),  # HHI 1/6
        (("", "", ""), "industry.concentration.concentration_unknown"),
    ],
)
def test_concentration_says_what_it_means(tmp_path: Path, revenues: tuple[Any, ...], rule: str) -> None:
    rows = [
        {"industry": f"i{place}", "name": f"I{place}", "revenue_month": revenue}
        for place, revenue in enumerate(revenues)
    ]
    found = analyse(make_client(tmp_path, market={"industries": rows}))
    assert [finding.rule for finding in found.findings if PLAN.id_of(finding.topic) == "1.1c"] == [rule]


def test_an_unknown_revenue_is_named(tmp_path: Path) -> None:
    rows = [*INDUSTRIES, {"industry": "media", "name": "Media", "revenue_month": ""}]
    found = [
        finding
        for finding in analyse(make_client(tmp_path, market={"industries": rows})).findings
        if PLAN.id_of(finding.topic) == "1.1c"
    ]
    # with a revenue that nobody knows, how concentrated the whole is is not known
    assert [finding.rule for finding in found] == [
        "industry.concentration.concentration_partly",
        "industry.concentration.revenue_left_out",
    ]
    assert (printed(found[0], "n"), printed(found[1], "which")) == ("3", "media")
