"""Erlang C against values worked by hand, and the laws that hold for every pool."""

from __future__ import annotations

from fractions import Fraction
from math import exp, factorial, inf, isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.steps.capability.queueing import Queue, engineers_needed, erlang_b, erlang_c


def by_definition(engineers: int, load: Fraction) -> Fraction:
    """C(N, A) as textbooks write it: (A^N / N! x N / (N - A)) / (sum of A^k / k! for k < N + that), in exact
    fractions."""
    last = load**engineers / factorial(engineers) * engineers / (engineers - load)
    return last / (sum((load**number / factorial(number) for number in range(engineers)), Fraction(0)) + last)


@pytest.mark.parametrize(
    ("engineers", "load", "expected"),
    [
        (1, 0.7, 0.7),  # one engineer: C = A
        (2, 1.0, 1 / 3),  # A^2/2! x 2/(2-1) = 1; 1 / (1 + 1 + 1)
        (2, 1.5, 9 / 14),  # 1.125 x 2/0.5 = 4.5; 4.5 / (1 + 1.5 + 4.5)
        (3, 2.0, 4 / 9),  # 8/6 x 3/1 = 4; 4 / (1 + 2 + 2 + 4)
        (
            5,
            4.0,
            0.5541,
        ),  # tables give 0.5541: 1024/120 x 5/1 = 42.667; 42.667 / (1 + 4 + 8 + 10.667 + 10.667 + 42.667) = 42.667 / 77
        (10, 8.0, 0.4092),  # tables give 0.409
    ],
)
def test_the_probability_of_waiting(engineers: int, load: float, expected: float) -> None:
    assert erlang_c(engineers, load) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("engineers", "load", "expected"),
    [
        (1, 1.0, 0.5),
        (2, 1.0, 0.2),
        (3, 2.0, 4 / 19),  # A^N/N! over the sum: 1/2; 0.5/2.5; 1.3333/6.3333
        (10, 5.0, 0.018385),
        (0, 3.0, 1.0),
        (4, 0.0, 0.0),
    ],
)
def test_the_probability_of_blocking(engineers: int, load: float, expected: float) -> None:
    assert erlang_b(engineers, load) == pytest.approx(expected, abs=5e-7)


@given(st.integers(1, 40), st.fractions(min_value=Fraction(1, 100), max_value=Fraction(99, 100), max_denominator=100))
def test_the_recursion_is_the_definition(engineers: int, share: Fraction) -> None:
    load = engineers * share
    assert erlang_c(engineers, float(load)) == pytest.approx(float(by_definition(engineers, load)), rel=1e-9)


@given(st.integers(0, 60), st.floats(0, 80))
def test_it_is_a_probability_that_falls_with_every_engineer(engineers: int, load: float) -> None:
    fewer, more = erlang_c(engineers, load), erlang_c(engineers + 1, load)
    assert 0 <= more <= fewer <= 1


@given(st.integers(1, 30), st.floats(0.01, 30), st.floats(0.1, 5), st.floats(0.0, 10))
def test_a_longer_wait_is_rarer_and_more_engineers_wait_less(
    engineers: int, faults: float, handling: float, hours: float
) -> None:
    pool, larger = Queue(engineers, faults, handling), Queue(engineers + 1, faults, handling)
    assert pool.exceeds(hours + 1) <= pool.exceeds(hours) <= pool.waiting
    assert larger.exceeds(hours) <= pool.exceeds(hours)
    assert larger.mean_wait <= pool.mean_wait


@given(st.integers(1, 30), st.floats(0.05, 0.95), st.floats(0.1, 5), st.sampled_from((0.9, 0.95, 0.99)))
def test_the_wait_at_a_quantile_is_exceeded_by_the_rest(
    engineers: int, share: float, handling: float, quantile: float
) -> None:
    pool = Queue(engineers, engineers * share / handling, handling)
    wait = pool.wait_within(quantile)
    assert pool.exceeds(wait) == pytest.approx(1 - quantile) if wait > 0 else pool.waiting <= 1 - quantile + 1e-9


@given(st.floats(0.1, 20), st.floats(0.1, 3), st.floats(0, 5), st.sampled_from((0.8, 0.95)))
def test_the_engineers_needed_are_enough_and_one_fewer_is_not(
    faults: float, handling: float, hours: float, quantile: float
) -> None:
    number = engineers_needed(faults, handling, hours=hours, quantile=quantile)
    assert Queue(number, faults, handling).exceeds(hours) <= 1 - quantile + 1e-9
    assert Queue(number - 1, faults, handling).exceeds(hours) > 1 - quantile


def test_waits_of_one_engineer_by_hand() -> None:
    # half an hour of work each hour: C = 0.5, the wait is exponential with rate (1 - 0.5) / 1
    pool = Queue(1, 0.5, 1)
    assert (pool.load, pool.utilisation, pool.waiting, pool.overloaded) == (0.5, 0.5, 0.5, False)
    assert pool.mean_wait == 1.0  # 0.5 x 1 / 0.5
    assert pool.exceeds(2) == pytest.approx(0.5 * exp(-1))
    assert pool.wait_within(0.95) == pytest.approx(2 * log(10))  # 1 / 0.5 x ln(0.5 / 0.05)
    assert pool.wait_within(0.5) == 0.0
    assert pool.wait_within(1.0) == inf


@pytest.mark.parametrize("faults", [3.0, 4.0])
def test_a_load_of_as_many_engineers_as_there_are_is_overloaded(faults: float) -> None:
    pool = Queue(3, faults, 1)
    assert (pool.overloaded, pool.waiting, pool.mean_wait, pool.exceeds(100), pool.wait_within(0.95)) == (
        True,
        1.0,
        inf,
        1.0,
        inf,
    )


def test_nobody_and_nothing() -> None:
    assert Queue(0, 1, 1).utilisation == inf
    idle = Queue(2, 0, 1)
    assert (idle.utilisation, idle.waiting, idle.mean_wait, idle.exceeds(0), idle.wait_within(0.95)) == (
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
    )
    assert engineers_needed(0, 2, hours=1, quantile=0.95) == 1


@pytest.mark.parametrize("bad", [(-1, 1.0, 1.0), (1, -1.0, 1.0), (1, 1.0, -1.0), (1, float("nan"), 1.0)])
def test_numbers_below_zero_are_refused(bad: tuple[int, float, float]) -> None:
    with pytest.raises(ValueError, match="at least 0"):
        Queue(*bad)


@pytest.mark.parametrize(("hours", "quantile"), [(1.0, 1.0), (-1.0, 0.9), (float("nan"), 0.9)])
def test_a_response_that_no_number_can_keep_is_refused(hours: float, quantile: float) -> None:
    with pytest.raises(ValueError, match="share below 1"):
        engineers_needed(1, 1, hours=hours, quantile=quantile)


def test_many_engineers_do_not_overflow() -> None:
    assert isclose(erlang_c(2000, 1900.0), by_definition_float(2000, 1900.0), rel_tol=1e-9)


def by_definition_float(engineers: int, load: float) -> float:
    return float(by_definition(engineers, Fraction(load)))


@pytest.mark.parametrize("hours", [0, 1, 1e12])
@pytest.mark.parametrize("handling", [1e-9, 1, 1e12])
@pytest.mark.parametrize("faults", [1e3, 1e6, 1e12])
def test_a_pool_of_any_size_is_judged_at_once(faults: float, handling: float, hours: float) -> None:
    number = engineers_needed(faults, handling, hours=hours, quantile=0.95)
    assert number >= faults * handling * (1 - 1e-12)
    assert Queue(number, faults, handling).exceeds(hours) <= 0.05 + 1e-12


def test_a_large_pool_by_hand() -> None:
    """Halfin and Whitt: with A + b sqrt(A) engineers C = 1 / (1 + b P(b) / p(b)), p and P of the normal distribution;
    0.05 at b = 1.74."""
    assert 1_001_730 < engineers_needed(1e6, 1, hours=0, quantile=0.95) < 1_001_750
    assert isclose(erlang_c(10_001, 9_900.0), erlang_c(10_000, 9_899.0), rel_tol=0.01)
