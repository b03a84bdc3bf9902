"""Rows of a chart, one below the other: their names at one size, and their heights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from playbook.charts.drawing.canvas import SIZES
from playbook.charts.drawing.text_fit import Fitted, fit_all

__all__ = ["labels_of", "shared"]


class Labelled(Protocol):
    """What stands in a row under a name."""

    @property
    def label(self) -> str:
        """Its name."""


def labels_of(
    rows: Iterable[Labelled], *, width: float, height: float, sizes: Sequence[float] = SIZES, bold: bool = False
) -> list[Fitted]:
    """The names of rows at one size."""
    return fit_all([row.label for row in rows], sizes, width=width, height=height, bold=bold)


def shared(needs: Sequence[float], room: float, most: float) -> list[float]:
    """Heights of rows: what each needs, and a like part of the room that is left, as far as the most.

    >>> shared([10, 40], 70, 30)
    [20.0, 40]
    """
    spare = max(0.0, room - sum(needs)) / len(needs)
    return [max(need, min(need + spare, most)) for need in needs]
