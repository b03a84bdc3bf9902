"""Where the marks and the names of a time line go: on the row, and at the side of the mark, where they cover nothing.

Items are placed from the earliest on. For each its name is tried at the right of its mark, at the left, and above it,
on every row there is and on a new one; each place has a cost, and the cheapest free one is taken. Nothing is random.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from playbook.charts.drawing import LINE, TINY, Role, widest, wrap

__all__ = ["BAR", "RADIUS", "SIDE", "Axis", "Spot", "TimelineItem", "rows_of", "until_of"]

RADIUS, BAR, SIDE = 6.5, 12.0, 14.0
_NEW_ROW, _CROSSING, _LEFT_SIDE, _ABOVE, _NARROW, _LEAST = 60.0, 30.0, 10.0, 20.0, 8.0, 90.0


@dataclass(frozen=True)
class TimelineItem:
    """An event or a span: a span has an `end`, or runs on to today (`open_end`); `expected` is when it is to go
    further.

    Times are months (year x 12 + month - 1), None is unknown. `group` names its lane, `note` stands small under its
    label.
    """

    label: str
    start: float | None
    end: float | None = None
    group: str = field(default="", kw_only=True)
    role: Role = field(default="grey", kw_only=True)
    note: str = field(default="", kw_only=True)
    open_end: bool = field(default=False, kw_only=True)
    expected: float | None = field(default=None, kw_only=True)

    @property
    def first(self) -> float | None:
        """Where its mark begins: its start, else when it is expected."""
        return self.expected if self.start is None else self.start


@dataclass(frozen=True)
class Axis:
    """Months to pixels."""

    left: float
    right: float
    low: float
    high: float

    def x(self, month: float) -> float:
        """Where a month is."""
        return self.left + (month - self.low) / (self.high - self.low) * (self.right - self.left)


@dataclass(frozen=True)
class Spot:
    """Where an item's mark and texts go: extents in pixels, texts in lines, and how far it reaches above and below its
    middle."""

    item: TimelineItem
    mark: tuple[float, float]
    text_x: float
    width: float
    lines: tuple[tuple[str, ...], tuple[str, ...]]
    above: bool
    size: float
    cost: float

    @property
    def reach(self) -> tuple[float, float]:
        """What mark and texts cover from left to right."""
        return min(self.mark[0], self.text_x) - 4, max(self.mark[1], self.text_x + self.width) + 4

    @property
    def rows(self) -> int:
        """The lines of its texts."""
        return len(self.lines[0]) + len(self.lines[1])

    @property
    def text_height(self) -> float:
        """How high its texts are."""
        return len(self.lines[0]) * self.size * LINE + len(self.lines[1]) * TINY * LINE

    @property
    def up(self) -> float:
        """How far it reaches above the middle of its mark."""
        return self.text_height + BAR / 2 + 1 if self.above else max(self.text_height / 2, BAR / 2)

    @property
    def down(self) -> float:
        """How far it reaches below."""
        return BAR / 2 if self.above else max(self.text_height / 2, BAR / 2)


def rows_of(
    items: Sequence[TimelineItem], axis: Axis, *, today: float | None, text: tuple[float, float]
) -> list[list[Spot]]:
    """Items from the earliest on: each where it covers nothing on a row, and costs least. A row above all others is a
    new one."""
    rows: list[list[Spot]] = []
    for item in sorted(items, key=lambda item: (item.first, item.label)):
        best: tuple[float, int, Spot] | None = None
        for spot in _candidates(item, axis, today=today, text=text):
            for number, row in enumerate([*rows, []]):
                free = all(spot.reach[1] <= other.reach[0] or other.reach[1] <= spot.reach[0] for other in row)
                cost = spot.cost + (_NEW_ROW if number == len(rows) else 0.0)
                if free and (best is None or cost < best[0]):
                    best = (cost, number, spot)
        if best is not None:
            rows += [[]] * (best[1] == len(rows))
            rows[best[1]].append(best[2])
    return rows


def _candidates(item: TimelineItem, axis: Axis, *, today: float | None, text: tuple[float, float]) -> list[Spot]:
    """At the right of the mark, at its left, above it: those that stay inside; above always does."""
    first, last = _extent(item, axis, today)
    edge = axis.right + SIDE - 4
    above, right, left = (
        _spot(item, (first, last), text, room) for room in (text[1], edge - last - 6, first - 6 - axis.left)
    )
    spots = [replace(above, text_x=min(first, edge - above.width), above=True, cost=_ABOVE)]
    if last + 6 + right.width <= edge:
        spots.insert(0, replace(right, text_x=last + 6, cost=_NARROW * (right.rows - above.rows)))
    if first - 6 - left.width >= axis.left:
        spots.insert(
            0, replace(left, text_x=first - 6 - left.width, cost=_LEFT_SIDE + _NARROW * (left.rows - above.rows))
        )
    crossing = [today is not None and spot.text_x - 3 < axis.x(today) < spot.text_x + spot.width + 3 for spot in spots]
    return [replace(spot, cost=spot.cost + _CROSSING * crosses) for spot, crosses in zip(spots, crossing, strict=True)]


def _spot(item: TimelineItem, mark: tuple[float, float], text: tuple[float, float], room: float) -> Spot:
    """The item with its texts broken to the room that there is, but not into slivers."""
    size, wide = text[0], max(min(text[1], room), _LEAST)
    lines = wrap(item.label, size, width=wide), wrap(item.note, TINY, width=wide) if item.note else ()
    return Spot(item, mark, mark[1], max(widest(lines[0], size), widest(lines[1], TINY)), lines, False, size, 0.0)


def until_of(item: TimelineItem, today: float | None) -> float | None:
    """Where an item's bar ends: its end, or today where it goes on; None for a point in time."""
    if item.end is not None or not item.open_end or item.start is None or today is None:
        return item.end
    return max(today, item.start)


def _extent(item: TimelineItem, axis: Axis, today: float | None) -> tuple[float, float]:
    """What the mark covers from left to right in pixels."""
    times = [time for time in (item.start, until_of(item, today), item.expected) if time is not None]
    first, last = axis.x(min(times)), axis.x(max(times))
    point_first = until_of(item, today) is None
    return first - RADIUS * point_first, last + RADIUS * (point_first or item.expected is not None)
