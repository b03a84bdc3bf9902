"""What stands on the time line of a Gantt chart: bars, milestones, and their texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from playbook.charts.drawing import FINE, GREY_4, INK, TINY, Z_MARK, Canvas, Role, colour_of, text_width

__all__ = ["GanttBar", "Layout", "draw_bar", "draw_milestone"]

#: The work before a milestone, as thick as this.
_LEAD = 4.0


@dataclass(frozen=True)
class GanttBar:
    """A task from `start` to `end`, both included; a milestone stands on `end`. None is unknown."""

    label: str
    start: date | None
    end: date | None
    group: str = field(default="", kw_only=True)
    owner: str = field(default="", kw_only=True)
    role: Role = field(default="grey", kw_only=True)
    milestone: bool = field(default=False, kw_only=True)
    printed: str = field(default="", kw_only=True)

    @property
    def dated(self) -> bool:
        """Whether there is enough to place it."""
        return self.end is not None and (self.milestone or self.start is not None)


@dataclass(frozen=True)
class Layout:
    """Where the time line and the rows are, and which days they show."""

    left: float
    right: float
    rows: tuple[float, ...]
    start: date
    end: date
    owners_fit: bool = True
    bottom: float = 0.0
    today: date | None = None

    def x(self, day: date, *, after: bool = False) -> float:
        """Where a day begins, or where it ends; cut at the edges of the chart."""
        days = (day - self.start).days + after
        share = days / ((self.end - self.start).days + 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def draw_milestone(canvas: Canvas, layout: Layout, at: tuple[int, float], bar: GanttBar) -> None:
    """A milestone, and the work before it as a thin bar."""
    (number, y), radius = at, min(7.5, min(layout.rows) * 0.34)
    if bar.end is None or not layout.start <= bar.end <= layout.end:
        canvas.text(
            layout.left + 8 if bar.end and bar.end < layout.start else layout.right - 8,
            y,
            bar.printed,
            size=TINY,
            colour=GREY_4,
            align="left" if bar.end and bar.end < layout.start else "right",
        )
        return
    x = (layout.x(bar.end) + layout.x(bar.end, after=True)) / 2
    fill, before = colour_of(bar.role) if bar.role != "grey" else INK, x - radius
    if bar.start is not None and bar.start < bar.end:
        left = before = layout.x(max(bar.start, layout.start))
        canvas.bar(left, y, x - left, _LEAD, fill=fill, gid=f"lead-{number}")
    canvas.polygon(
        [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], fill, gid=f"milestone-{number}", z=Z_MARK
    )
    _draw_printed(canvas, layout, (before, x + radius, y), bar.printed)


def draw_bar(canvas: Canvas, layout: Layout, at: tuple[int, float], bar: GanttBar) -> None:
    """A task, cut with an arrow where it goes on beyond the chart."""
    (number, y), high = at, min(15.0, min(layout.rows) * 0.5)
    assert bar.start is not None and bar.end is not None
    if bar.end < layout.start or bar.start > layout.end:
        canvas.text(
            layout.left + 8 if bar.end < layout.start else layout.right - 8,
            y,
            bar.printed,
            size=TINY,
            colour=GREY_4,
            align="left" if bar.end < layout.start else "right",
        )
        return
    left, right, fill = layout.x(bar.start), layout.x(bar.end, after=True), colour_of(bar.role)
    canvas.bar(left, y, max(right - left, 2), high, fill=fill, gid=f"task-{number}")
    if bar.start < layout.start:
        canvas.polygon([(left, y - high / 2), (left - 6, y), (left, y + high / 2)], fill, gid="cut")
    if bar.end > layout.end:
        canvas.polygon([(right, y - high / 2), (right + 6, y), (right, y + high / 2)], fill, gid="cut")
    _draw_printed(canvas, layout, (left, right, y), bar.printed)


def _draw_printed(canvas: Canvas, layout: Layout, at: tuple[float, float, float], text: str) -> None:
    """After the mark if there is room, else before it, else not at all: the row's label says what it is."""
    left, right, y = at
    wide = text_width(text, FINE)
    if not text:
        return
    if right + 6 + wide <= layout.right:
        canvas.text(right + 6, y, text, size=FINE, colour=GREY_4)
    elif left - 6 - wide >= layout.left:
        canvas.text(left - 6, y, text, size=FINE, colour=GREY_4, align="right")
