"""How likely a service is lost within 12 months, by its gap and by what rivals do.

P = logistic(-(gap - g0) / s + moves), where the gap is our score less the best rival's and moves is what the stages of
the rivals' moves add, in log-odds.
"""

from __future__ import annotations

import numpy as np

__all__ = ["OFFSET", "SCALE", "STAGES", "loss_probability", "probabilities", "stage_id"]

#: The ids of the assumptions g0 and s.
OFFSET, SCALE = "loss_gap_offset", "loss_gap_scale"
#: The stages of a rival's move, from the first on.
STAGES = ("planned", "tried", "piloting", "in_service")


def stage_id(stage: str) -> str:
    """The id of the assumption that says what a move at a stage adds to the log-odds."""
    return f"move_log_odds_{stage}"


def probabilities(gap: np.ndarray, moves: np.ndarray, *, offset: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """P(loss within 12 months) = logistic(-(gap - offset) / scale + moves), element by element; NaN where the gap
    is."""
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        chances: np.ndarray = 1 / (1 + np.exp((gap - offset) / scale - moves))
    return chances


def loss_probability(gap: float, moves: float, *, offset: float, scale: float) -> float:
    """P(loss within 12 months) = logistic(-(gap - offset) / scale + moves); `moves` in log-odds, the rest in points of
    score.

    >>> round(loss_probability(-1.5, 0, offset=-1.5, scale=0.8), 3)
    0.5
    """
    return float(probabilities(np.array(gap), np.array(moves), offset=np.array(offset), scale=np.array(scale)))
