"""Concentration of distributions that are worked by hand, and the laws that hold for any."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.steps.industry.analysis import analyse
from playbook.steps.industry.concentration import concentration_of, gini_of, hhi_of, lorenz_points, top_share

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
    found = concentration_of(values)
    assert (found.half, found.half_share) == (half, pytest.approx(share))


def test_unknown_is_left_out_and_counted() -> None:
    found = concentration_of([1, float("nan"), 2, 3, 4])
    assert (found.count, found.unknown, found.hhi) == (4, 1, pytest.approx(0.3))
    assert found.equal_parts == pytest.approx(10 / 3)


@pytest.mark.parametrize("values", [[], [float("nan")], [0, 0], [5, -1]])
def test_nothing_to_share_out_is_unknown(values: list[float]) -> None:
    found = concentration_of(values)
    assert math.isnan(found.hhi) and math.isnan(found.gini) and math.isnan(found.top_three)
    assert (found.points, found.half) == ((), 0)


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
    found, count = concentration_of(values), len(values)
    assert 1 / count - 1e-9 <= found.hhi <= 1 + 1e-9
    assert -1e-9 <= found.gini <= 1 - 1 / count + 1e-9
    assert all(y <= x + 1e-9 for x, y in found.points)
    area = sum(
        (first[1] + second[1]) / 2 / count for first, second in zip(found.points, found.points[1:], strict=False)
    )
    assert found.gini == pytest.approx(
        1 - 2 * area, abs=1e-9
    )  # Gini is twice the area between the curve and the straight line


def test_the_samples() -> None:
    """Harbour: 412, 338, 264, 231, 188, 165, 124, 96, 42 of 1,860: squares add up to 495,970, and 495,970 / 1,860^2 =
    0.14336."""
    found = analyse(load_client("harbour-hotels")).concentration
    assert (found.hhi, found.top_three, found.half) == (pytest.approx(0.14336, abs=1e-5), pytest.approx(1014 / 1860), 3)
    published = analyse(load_client("pingan-life-fuzhou")).concentration
    assert (published.count, published.unknown, published.half) == (11, 0, 3)
    assert published.top_three == pytest.approx((5.8 + 4.7 + 4.2) / 25.6)
