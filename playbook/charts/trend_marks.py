"""The months that are marked in a panel of trends: dots, and labels where they find room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from playbook.charts.drawing import (
    FIRM,
    GREY_4,
    LINE,
    TINY,
    WARNING,
    WHITE,
    Z_AXIS,
    Z_MARK,
    Box,
    Canvas,
    Role,
    text_width,
)

__all__ = ["MARKS", "Panel", "TrendMark", "TrendPanel", "draw_marks"]

MARKS = {"outlier": WARNING, "apart": GREY_4}


@dataclass(frozen=True)
class TrendMark:
    """A month that is marked: its place among the amounts, its label ("" for none), and what it is.

    `kind` is outlier (it stands out) or apart (it is known, but does not count). With what was `expected` a stem shows
    how far it is off.
    """

    place: int
    label: str
    kind: Literal["outlier", "apart"] = "outlier"
    expected: float | None = None


@dataclass(frozen=True)
class TrendPanel:
    """One series: its amounts a month (None is unknown), its trend (empty: too few months), and what is printed at its
    right end.

    Its amounts begin at the month of place `first`: before it and after its last one there was nothing to know. Marks
    count from its own first month.
    """

    label: str
    amounts: Sequence[float | None]
    trend: Sequence[float] = field(default=(), kw_only=True)
    first: int = field(default=0, kw_only=True)
    growth: str = field(default="", kw_only=True)
    now: str = field(default="", kw_only=True)
    role: Role = field(default="grey", kw_only=True)
    marks: Sequence[TrendMark] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Panel:
    """Where a panel's plot is: its box, the width of a month, pixels per unit of amount, and the month of its first
    amount."""

    box: Box
    step: float
    scale: float
    first: int

    def x(self, place: float) -> float:
        """The middle of a month."""
        return self.box.x0 + (self.first + place + 0.5) * self.step

    def y(self, amount: float) -> float:
        """Where an amount is."""
        return self.box.y1 - max(amount, 0.0) * self.scale


def draw_marks(canvas: Canvas, panel: TrendPanel, at: Panel, number: int) -> None:
    """Dots for all marks, and their labels over the lines; a label that finds no room is left to the table."""
    taken: list[Box] = []
    for mark in panel.marks:
        x, y = at.x(mark.place), at.y(panel.amounts[mark.place] or 0.0)
        colour = MARKS[mark.kind]
        if mark.expected is not None:
            canvas.upright(
                x, at.y(mark.expected), y, colour=colour, width=FIRM, gid=f"stem-{number}-{mark.place}", z=2.9
            )
        canvas.circle(
            x,
            y,
            4.2,
            WHITE if mark.kind == "apart" else colour,
            edge=colour,
            line=FIRM,
            gid=f"{mark.kind}-{number}-{mark.place}",
            z=Z_MARK,
        )
        spot = next(
            (box for box in _spots(panel, at, mark) if not any(box.overlap(other.grown(3)) for other in taken)), None
        )
        if mark.label and spot:
            taken.append(
                canvas.text(spot.x0, spot.y0, mark.label, size=TINY, bold=True, colour=colour, valign="top", z=Z_AXIS)
            )


def _spots(panel: TrendPanel, at: Panel, mark: TrendMark) -> Iterator[Box]:
    """Places for a label over all that is drawn in its span: in the middle over its dot, to the right, to the left."""
    wide, high = text_width(mark.label, TINY, bold=True), TINY * LINE
    for shift in (0.5, 0.0, 1.0, 0.25, 0.75):
        left = min(max(at.x(mark.place) - shift * wide, at.box.x0), at.box.x1 - wide)
        under = [place for place in range(len(panel.amounts)) if left - at.step <= at.x(place) <= left + wide + at.step]
        amounts = [
            value
            for place in under
            for value in (panel.amounts[place], *panel.trend[place : place + 1])
            if value is not None
        ]
        bottom = min(at.y(max(amounts)) - 5, at.box.y1 - 2)
        if bottom - high >= at.box.y0 - 3:
            yield Box(left, bottom - high, left + wide, bottom)
