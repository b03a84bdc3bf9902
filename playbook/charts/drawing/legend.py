"""A legend: signs in a row, each with what it means behind it.

>>> canvas = Canvas("en")
>>> keys = [("#0B6E99", "ours"), ("#8A94A0", "theirs")]
>>> legend(canvas, (12, 400), keys, lambda x, y, fill: canvas.bar(x, y, SWATCH, SWATCH, fill=fill)) > 80
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from playbook.charts.drawing.canvas import TINY, Canvas
from playbook.charts.drawing.style import GREY_4

__all__ = ["SWATCH", "legend"]

#: A side of the square that shows a colour.
SWATCH = 12.0

K = TypeVar("K")


def legend(
    canvas: Canvas,
    at: tuple[float, float],
    keys: Iterable[tuple[K, str]],
    sign: Callable[[float, float, K], object],
    *,
    reach: float | Callable[[K], float] = 18,
    gap: float = 20,
    size: float = TINY,
) -> float:
    """The keys with their texts from left to right around a middle; returns where the next one would begin.

    `sign` draws what a key looks like at a place; its text begins so far (`reach`) behind that.
    """
    x, y = at
    for key, text in keys:
        sign(x, y, key)
        x = canvas.text(x + (reach(key) if callable(reach) else reach), y, text, size=size, colour=GREY_4).x1 + gap
    return x
