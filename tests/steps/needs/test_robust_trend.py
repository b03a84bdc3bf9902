"""The regression and the decomposition on series whose growth, season and odd months are known because they were made
so."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.steps.needs.robust_trend import decompose, fit_trend

LIMITS = {"deviations": 4.0, "least": 0.05}
MONTHS = np.arange(36, dtype=float)


def made(seed: int, months: int) -> tuple[np.ndarray, int]:
    """Trend -10..+10% a year, season of 0..15%, noise of 2-3%, and one month raised by 30%: the amounts, and the place
    of that month."""
    random = np.random.default_rng(seed)
    time = np.arange(months, dtype=float)
    growth, size, phase, noise = (
        random.uniform(-0.1, 0.1),
        random.uniform(0, 0.15),
        random.uniform(0, 2 * np.pi),
        random.uniform(0.02, 0.03),
    )
    season = 1 + size * np.cos(2 * np.pi * time / 12 + phase)
    amounts = 1000 * (1 + growth) ** (time / 12) * season * np.exp(random.normal(0, noise, months))
    place = int(random.integers(months))
    amounts[place] *= 1.3
    return amounts, place


@pytest.mark.parametrize("months", [24, 36, 48])
def test_a_planted_month_is_found_and_hardly_any_other(months: int) -> None:
    hits, false_alarms = 0, []
    for seed in range(200):
        amounts, place = made(seed, months)
        found = fit_trend(amounts, **LIMITS)
        assert found is not None
        hits += bool(found.outlier[place])
        false_alarms.append(int(found.outlier.sum()) - int(found.outlier[place]))
    assert hits >= 180
    assert max(false_alarms) <= 1


def test_the_interval_holds_the_true_growth_about_as_often_as_it_says() -> None:
    """95% of 200 series is 190; three standard deviations of a binomial count (3.1) below that: 181."""
    inside = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        growth = random.uniform(-0.1, 0.1)
        found = fit_trend(1000 * (1 + growth) ** (MONTHS / 12) * np.exp(random.normal(0, 0.025, 36)), **LIMITS)
        assert found is not None
        inside += found.low <= growth <= found.high
    assert inside >= 181


def test_pure_growth_with_a_season_is_read_off_exactly() -> None:
    season = np.exp(0.1 * np.cos(2 * np.pi * MONTHS / 12) + 0.05 * np.sin(4 * np.pi * MONTHS / 12))
    amounts = 500 * 1.1 ** (MONTHS / 12) * season
    found = fit_trend(amounts, **LIMITS)
    assert found is not None
    assert found.growth == pytest.approx(0.1)
    assert found.low == pytest.approx(0.1)
    assert found.high == pytest.approx(0.1)
    assert found.trend[-1] == pytest.approx(500 * 1.1 ** (35 / 12))
    assert found.expected == pytest.approx(amounts)
    assert not found.outlier.any()


def test_months_that_do_not_count_have_an_expectation_and_no_deviation() -> None:
    amounts = 500 * 1.1 ** (MONTHS / 12)
    amounts[[3, 10, 20]] = [np.nan, 0.0, -40.0]
    found = fit_trend(amounts, **LIMITS)
    assert found is not None
    assert found.growth == pytest.approx(0.1)
    assert found.expected[[3, 10, 20]] == pytest.approx(500 * 1.1 ** (np.array([3, 10, 20]) / 12))
    assert list(np.flatnonzero(np.isnan(found.deviation))) == [3, 10, 20]
    assert not found.outlier.any()


@pytest.mark.parametrize(
    ("amounts", "outliers"),
    [
        (np.full(36, 5.0), []),
        (np.ones(36), []),
        (np.where(MONTHS == 5, 7.0, 5.0), [5]),
        (np.where(MONTHS % 2 == 0, 7.0, 5.0), []),
        (np.where(MONTHS < 18, 5.0, 7.0), []),
        (np.where(MONTHS == 7, 5.1, 5.0), []),
        (np.full(24, 1e-9), []),
        (np.full(24, 1e12), []),
    ],
)
def test_series_without_noise_warn_of_nothing_and_name_only_what_is_off(
    amounts: np.ndarray, outliers: list[int]
) -> None:
    """5.1 against 5.0 is 2%: many deviations of a series that stands still, and below the 5% from which a month is
    news."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = fit_trend(amounts, **LIMITS)
        assert found is not None
        parts = decompose(amounts, found.expected)
    assert list(np.flatnonzero(found.outlier)) == outliers
    assert np.isfinite([found.growth, found.low, found.high, parts.amplitude]).all()


@pytest.mark.parametrize("known", [0, 1, 6, 12])
def test_a_handful_of_months_carries_no_regression(known: int) -> None:
    assert fit_trend(np.where(known > MONTHS, 5.0, np.nan), **LIMITS) is None
    assert fit_trend(np.where(known > MONTHS, 5.0, -5.0), **LIMITS) is None


def test_the_season_is_a_factor_around_the_trend() -> None:
    """exp(0.1 cos) runs from e^-0.1 to e^0.1: half of the way is sinh(0.1) = 0.10017."""
    amounts = 1000 * np.exp(0.1 * np.cos(2 * np.pi * MONTHS / 12))
    parts = decompose(amounts, amounts)
    assert parts.amplitude == pytest.approx(0.10017, abs=1e-3)
    assert parts.season[[0, 6, 12]] == pytest.approx([1.1052, 0.9048, 1.1052], abs=2e-3)
    assert parts.trend == pytest.approx(np.full(36, 1000.0), rel=2e-3)
    assert not parts.filled.any()


def test_gaps_are_filled_with_the_expectation_and_told() -> None:
    amounts = 1000 * np.exp(0.1 * np.cos(2 * np.pi * MONTHS / 12))
    holed = amounts.copy()
    holed[[4, 18]] = [np.nan, 0.0]
    parts = decompose(holed, amounts)
    assert list(np.flatnonzero(parts.filled)) == [4, 18]
    assert parts.trend == pytest.approx(decompose(amounts, amounts).trend)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 500), factor=st.floats(0.01, 1000))
def test_another_currency_changes_amounts_and_nothing_else(seed: int, factor: float) -> None:
    amounts, _ = made(seed, 36)
    one, other = fit_trend(amounts, **LIMITS), fit_trend(amounts * factor, **LIMITS)
    assert one is not None
    assert other is not None
    assert other.growth == pytest.approx(one.growth, abs=1e-6)
    assert other.trend == pytest.approx(one.trend * factor, rel=1e-6)
    assert list(other.outlier) == list(one.outlier)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 500))
def test_time_run_backwards_turns_growth_round(seed: int) -> None:
    """Up to the thousandth at which each of the two regressions stops."""
    amounts, _ = made(seed, 36)
    one, other = fit_trend(amounts, **LIMITS), fit_trend(amounts[::-1], **LIMITS)
    assert one is not None
    assert other is not None
    assert (1 + one.growth) * (1 + other.growth) == pytest.approx(1, abs=2e-3)
