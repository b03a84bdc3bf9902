"""The lights of KPIs by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.steps.planning.kpi_lights import light_of


@pytest.mark.parametrize(
    ("actual", "target", "better", "light"),
    [
        (100, 100, "higher", "green"),
        (95, 100, "higher", "amber"),
        (94.9, 100, "higher", "red"),
        (120, 100, "higher", "green"),
        (4, 4, "lower", "green"),
        (4.2, 4, "lower", "amber"),
        (4.21, 4, "lower", "red"),
        (3, 4, "lower", "green"),
        # a target below zero: 5% of its size is 0.05 on either side
        (-1.05, -1, "higher", "amber"),
        (-1.1, -1, "higher", "red"),
        (0, 0, "lower", "green"),
        (0.1, 0, "lower", "red"),
        (float("nan"), 1, "higher", None),
        (1, float("nan"), "higher", None),
    ],
)
def test_lights_by_hand(actual: float, target: float, better: str, light: str | None) -> None:
    assert light_of(actual, target, better=better, near=0.05) == light


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 0.5))
def test_less_is_to_lower_what_more_is_to_higher(actual: float, target: float, near: float) -> None:
    assert light_of(actual, target, better="higher", near=near) == light_of(-actual, -target, better="lower", near=near)
