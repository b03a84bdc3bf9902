"""Rows of a chart, one below the other.

>>> rows = Rows(26.0, 40.0)
>>> rows.middle(0), rows.end(1)
(46.0, 106.0)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from playbook.charts.drawing.canvas import SIZES
from playbook.charts.drawing.text_fit import Fitted, fit_all

__all__ = ["Rows", "labels_of", "shared"]


@dataclass(frozen=True)
class Rows:
    """Rows of one height below a top."""

    top: float
    pitch: float

    def middle(self, row: int) -> float:
        """The middle of a row."""
        return self.top + (row + 0.5) * self.pitch

    def end(self, rows: int) -> float:
        """Where so many rows end."""
        return self.top + rows * self.pitch


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
