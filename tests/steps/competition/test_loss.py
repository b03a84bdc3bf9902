"""What always holds of the probability of loss."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from playbook.steps.competition.loss import loss_probability


@given(st.floats(-4, 4), st.floats(-4, 4), st.floats(0, 3))
def test_a_better_gap_never_raises_the_risk_and_a_move_never_lowers_it(gap: float, other: float, moves: float) -> None:
    low, high = sorted((gap, other))
    assert loss_probability(low, moves, offset=-1.5, scale=0.8) >= loss_probability(high, moves, offset=-1.5, scale=0.8)
    assert loss_probability(gap, moves, offset=-1.5, scale=0.8) >= loss_probability(gap, 0, offset=-1.5, scale=0.8)
