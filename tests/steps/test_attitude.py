"""Attitudes as numbers: published grades first, then what is no grade."""

from __future__ import annotations

import math

import pytest

from playbook.steps.attitude import attitude_value, doubts, supports


@pytest.mark.parametrize(
    ("grade", "value"),
    [
        ("A", 2.0),
        ("B", 1.0),
        ("C", 0.0),
        ("D", -1.0),
        ("E", -2.0),
        ("B+", 4 / 3),
        ("B-", 2 / 3),
        ("C-", -1 / 3),
        ("D+", -2 / 3),
        ("A+", 7 / 3),
        ("E-", -7 / 3),
    ],
)
def test_grades_are_numbers(grade: str, value: float) -> None:
    assert attitude_value(grade) == pytest.approx(value)


@pytest.mark.parametrize("unknown", [None, "", float("nan")])
def test_unknown_is_not_c(unknown: object) -> None:
    assert math.isnan(attitude_value(unknown))
    assert not supports(unknown)
    assert not doubts(unknown)


@pytest.mark.parametrize("wrong", ["F", "B++", "b", "+", "B*"])
def test_what_is_no_grade_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no attitude"):
        attitude_value(wrong)


def test_who_supports_and_who_doubts() -> None:
    assert [supports(grade) for grade in ("A-", "B-", "C+", "D", "E")] == [True, True, False, False, False]
    assert [doubts(grade) for grade in ("A", "B", "C-", "D+", "E")] == [False, False, False, True, True]
