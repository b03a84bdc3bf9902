"""Random draws by hand: triangular quantiles, the copula's correlation, weights around given ones, ranks and
dominance."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.steps.solutions.monte_carlo import (
    chance_of,
    copula_shares,
    domain_correlation,
    dominance,
    nearest_correlation,
    random_weights,
    ranks_of,
    triangular_quantiles,
)

AMOUNTS = st.floats(-1e6, 1e6)
POINTS = st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=8)


def quantile(share: float, low: float, mode: float, high: float) -> float:
    return float(triangular_quantiles(np.array(share), *(np.array(float(value)) for value in (low, mode, high))))


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.0, 0.0),
        (1.0, 10.0),
        (0.2, 2.0),  # the mode: F(2) = (2 - 0) / 10
        (0.05, 1.0),  # F(1) = 1^2 / (10 * 2)
        (0.8, 10 - sqrt(0.2 * 10 * 8)),  # 1 - F(x) = (10 - x)^2 / (10 * 8): x = 6
        (0.6, 10 - sqrt(32)),  # 4.343: (10 - x)^2 = 0.4 * 80
    ],
)
def test_triangular_quantiles_by_hand(share: float, expected: float) -> None:
    assert quantile(share, 0, 2, 10) == pytest.approx(expected, abs=1e-12)


def test_a_triangle_without_width_is_a_constant_and_one_sided_ones_work() -> None:
    assert [quantile(share, 5, 5, 5) for share in (0.0, 0.3, 1.0)] == [5, 5, 5]
    assert quantile(0.25, 0, 0, 8) == pytest.approx(8 - sqrt(0.75 * 64))  # mode at the low end
    assert quantile(0.25, 0, 8, 8) == pytest.approx(4.0)  # mode at the high end: x^2 / 64 = 0.25


@given(st.lists(AMOUNTS, min_size=3, max_size=3), st.floats(0, 1), st.floats(0, 1))
def test_quantiles_stay_inside_and_rise_with_the_share(amounts: list[float], one: float, other: float) -> None:
    low, mode, high = sorted(amounts)
    first, second = (quantile(share, low, mode, high) for share in sorted((one, other)))
    slack = 1e-6 * (1 + high - low)
    assert low - slack <= first <= second + slack <= high + 2 * slack


def test_correlation_by_domain() -> None:
    assert domain_correlation(["a", "b", "a", None, None], same=0.4, other=0.1).tolist() == [
        [1, 0.1, 0.4, 0.1, 0.1],
        [0.1, 1, 0.1, 0.1, 0.1],
        [0.4, 0.1, 1, 0.1, 0.1],
        [0.1, 0.1, 0.1, 1, 0.1],
        [0.1, 0.1, 0.1, 0.1, 1],
    ]
    assert domain_correlation([], same=0.4, other=0.1).shape == (0, 0)


def test_a_positive_definite_matrix_is_left_alone() -> None:
    matrix = domain_correlation(["a", "a", "b"], same=0.4, other=0.1)
    assert nearest_correlation(matrix) is matrix


def test_an_impossible_correlation_is_brought_near() -> None:
    """Three variables cannot all be correlated by -0.9: the eigenvalue 1 - 2 * 0.9 is negative; the nearest have -0.5
    each."""
    near = nearest_correlation(np.array([[1, -0.9, -0.9], [-0.9, 1, -0.9], [-0.9, -0.9, 1]]))
    assert np.diag(near) == pytest.approx([1, 1, 1])
    assert near[0, 1] == pytest.approx(-0.5, abs=1e-6)
    assert np.linalg.eigvalsh(near).min() > 0


@pytest.mark.parametrize("rho", [-0.6, 0.0, 0.6])
def test_shares_are_uniform_and_correlated_as_asked(rho: float) -> None:
    """Spearman's correlation of a Gaussian copula is 6 / pi * asin(rho / 2); of uniform shares it is Pearson's."""
    shares = copula_shares(np.array([[1, rho], [rho, 1]]), 40_000, np.random.default_rng(7))
    assert shares.shape == (40_000, 2)
    assert shares.mean(axis=0) == pytest.approx([0.5, 0.5], abs=4 * sqrt(1 / 12 / 40_000))
    assert np.quantile(shares[:, 1], [0.1, 0.9]) == pytest.approx([0.1, 0.9], abs=0.01)
    assert np.corrcoef(shares.T)[0, 1] == pytest.approx(6 / np.pi * np.arcsin(rho / 2), abs=0.02)


def test_the_same_state_gives_the_same_draws() -> None:
    first, again, other = (copula_shares(np.eye(2), 50, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first.tolist() == again.tolist() != other.tolist()


def test_random_weights_add_up_and_keep_their_mean_and_variance() -> None:
    weights = random_weights((0.5, 0.3, 0.2), 20, 40_000, np.random.default_rng(3))
    assert weights.sum(axis=1) == pytest.approx(np.ones(40_000))
    variance = np.array([0.25, 0.21, 0.16]) / 21  # w (1 - w) / (concentration + 1)
    assert np.abs(weights.mean(axis=0) - [0.5, 0.3, 0.2]).max() < 4 * sqrt(variance.max() / 40_000)
    assert weights.var(axis=0) == pytest.approx(variance, rel=0.05)


def test_a_weight_of_0_stays_0_and_a_large_concentration_is_the_weights() -> None:
    assert random_weights((0.5, 0.5, 0.0), 20, 100, np.random.default_rng(3))[:, 2].tolist() == [0] * 100
    assert random_weights((0.5, 0.3, 0.2), 1e12, 100, np.random.default_rng(3)) == pytest.approx(
        np.tile([0.5, 0.3, 0.2], (100, 1)), abs=1e-5
    )


def test_ranks_by_hand() -> None:
    assert ranks_of(np.array([[1.0, 3.0, 2.0], [5.0, 5.0, 6.0]])).tolist() == [[3, 1, 2], [2, 3, 1]]


@given(POINTS)
def test_dominance_is_what_it_says(points: list[tuple[int, int, int]]) -> None:
    found = dominance(np.array(points, dtype=float))
    for row, own in enumerate(points):
        for column, other in enumerate(points):
            assert found[row, column] == (all(b >= a for a, b in zip(own, other, strict=True)) and own != other)
    assert not found.any(axis=1).all(), "somebody is on the front"


@given(POINTS, st.integers(0, 1000))
@settings(max_examples=60)
def test_the_dominated_never_comes_before_its_dominator(points: list[tuple[int, int, int]], seed: int) -> None:
    """With weights of at least 0 in any draw; ties go to the first, so the items stand in the order of one such
    scoring."""
    ordered = sorted(points, key=lambda point: -sum(point))
    criteria = np.array(ordered, dtype=float)
    ranks = ranks_of(random_weights((0.4, 0.4, 0.2), 2, 50, np.random.default_rng(seed)) @ criteria.T)
    for row, column in np.argwhere(dominance(criteria)):
        scores_tie = np.isclose(criteria[row], criteria[column]).all()
        assert scores_tie or (ranks[:, column] < ranks[:, row]).all()


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (0, "0%"),
        (0.0003, "0.1%"),
        (0.004, "0.4%"),
        (0.396, "40%"),
        (0.9951, "99.5%"),
        (0.99999, "99.9%"),
        (1, "100%"),
        (float("nan"), "unknown"),
    ],
)
def test_a_chance_never_says_never_or_always_where_it_is_neither(share: float, printed: str) -> None:
    assert chance_of(share).printed("en") == printed
