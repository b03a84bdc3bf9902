"""Which straight lines run over which boxes, which cross one another, and which boxes cover one another: many against
many at once.

A line is a row (x0, y0, x1, y1) of an array, a box is one too (left, top, right, bottom). A line of NaN is none and
touches nothing.

>>> lines = np.array([[0.0, 0, 100, 100], [0, 50, 20, 50]])
>>> over(lines, np.array([[40.0, 40, 60, 60]])).tolist(), crossing(lines, lines).any()
([[True], [False]], np.False_)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Flags", "Floats", "crossing", "over", "shared"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def over(lines: Floats, boxes: Floats) -> Flags:
    """Lines x boxes: True where the line touches the box (nothing tells them apart along an axis or across the
    line)."""
    middle, half = (lines[:, :2] + lines[:, 2:]) / 2, (lines[:, 2:] - lines[:, :2]) / 2
    centre, reach = (boxes[:, :2] + boxes[:, 2:]) / 2, (boxes[:, 2:] - boxes[:, :2]) / 2
    away = middle[:, None] - centre
    near = (np.abs(away) <= reach + np.abs(half)[:, None]).all(axis=2)
    hx, hy = half[:, :1], half[:, 1:]
    touches: Flags = near & (
        np.abs(away[..., 0] * hy - away[..., 1] * hx) <= reach[:, 0] * np.abs(hy) + reach[:, 1] * np.abs(hx)
    )
    return touches


def crossing(lines: Floats, others: Floats) -> Flags:
    """Lines x others: True where one crosses the other; those that only share an end or run along each other do not."""
    one, other = lines[:, None], others[None]
    crosses: Flags = (_side(one, other[..., :2]) * _side(one, other[..., 2:]) < 0) & (
        _side(other, one[..., :2]) * _side(other, one[..., 2:]) < 0
    )
    return crosses


def shared(boxes: Floats, others: Floats) -> Floats:
    """Boxes x others: the area that both cover."""
    low = np.maximum(boxes[:, None, :2], others[:, :2])
    high = np.minimum(boxes[:, None, 2:], others[:, 2:])
    area: Floats = np.maximum(high - low, 0).prod(axis=2)
    return area


def _side(line: Floats, point: Floats) -> Floats:
    """On which side of the line, by its sign, the point lies."""
    sides: Floats = (line[..., 2] - line[..., 0]) * (point[..., 1] - line[..., 1]) - (line[..., 3] - line[..., 1]) * (
        point[..., 0] - line[..., 0]
    )
    return sides
