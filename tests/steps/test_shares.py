"""Shares add up as printed, totals do not hide the unknown, and totals are reconciled like with like."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.steps.shares import Total, printed_shares, reconcile, total_of

LIMITS = {"note_amount": 1, "note_share": 0.0005, "warning_share": 0.05}


def test_the_published_split_of_the_bills() -> None:
    assert printed_shares([28184.12, 28120.83, 3918.55, 3784.30]) == (0.44, 0.44, 0.061, 0.059)


def test_the_missing_unit_goes_to_the_largest_remainder() -> None:
    assert printed_shares([1, 1, 1]) == (0.334, 0.333, 0.333)
    assert printed_shares([2, 3, 7], digits=0) == (0.17, 0.25, 0.58)


@given(st.lists(st.floats(0.01, 1e9), min_size=1, max_size=30), st.integers(0, 3))
def test_shares_add_up_and_stay_within_one_unit(values: list[float], digits: int) -> None:
    shares = printed_shares(values, digits=digits)
    unit = 10.0 ** -(digits + 2)
    assert math.isclose(sum(shares), 1, abs_tol=1e-9)
    assert all(abs(share - value / sum(values)) < unit * 1.0001 for share, value in zip(shares, values, strict=True))


@pytest.mark.parametrize("values", [[], [0, 0], [3, -1], [float("nan"), 1]])
def test_shares_of_what_has_none_are_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="shares need amounts"):
        printed_shares(values)


def test_a_total_counts_what_is_unknown() -> None:
    assert total_of([1, 2.5]) == Total(3.5, 0)
    assert total_of([1, float("nan"), None]) == Total(1.0, 2)
    assert math.isnan(total_of([1, float("nan")]).value)
    assert math.isnan(total_of([]).value)


def test_a_part_of_a_total_is_at_most_that_where_some_of_it_is_not_known() -> None:
    assert Total(200.0, 0).share(51).printed("en") == "26%"
    assert Total(200.0, 1).share(51).printed("en") == "at most 26%"
    assert Total(0.0, 0).share(0).printed("en") == "unknown"


@pytest.mark.parametrize(
    ("total", "control", "verdict", "difference"),
    [
        (64007.80, 64007.81, "note", 0.01),
        (100.0, 100.0, "equal", 0.0),
        (100.0, 101.0, "note", 1.0),
        (99999.0, 100001.5, "note", 2.5),
        (1000.0, 1002.0, "warning", 2.0),
        (950.0, 1000.0, "warning", 50.0),
        (949.0, 1000.0, "error", 51.0),
        (1051.0, 1000.0, "error", -51.0),
    ],
)
def test_a_difference_is_a_note_a_warning_or_an_error(
    total: float, control: float, verdict: str, difference: float
) -> None:
    found = reconcile(total, control, **LIMITS)
    assert (found.verdict, found.difference) == (verdict, difference)


def test_without_a_control_total_the_verdict_is_unknown() -> None:
    assert reconcile(100, float("nan"), **LIMITS).verdict == "unknown"
