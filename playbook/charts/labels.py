"""Labels beside points: each where it covers no other label and no point, close to its point if that is possible.

For every label a fixed list of places around its point is tried, near ones first; a place costs what it covers and
how far away it is. A few rounds over all labels settle them. Nothing is random: the same points give the same labels.

>>> anchors = [Anchor(100, 100, 6, 40, 18), Anchor(104, 100, 6, 40, 18)]
>>> first, second = place_labels(anchors, Box(0, 0, 300, 200))
>>> first.overlap(second)
0.0
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from playbook.charts.canvas import Box

__all__ = ["Anchor", "apart", "nearest_point", "place_labels"]

_DIRECTIONS = (0, 8, 4, 12, 2, 14, 6, 10, 1, 15, 7, 9, 3, 13, 5, 11)
_DISTANCES = (4.0, 12.0, 22.0, 34.0, 48.0, 66.0, 88.0, 112.0, 140.0)
#: From this distance on a label is only put where it would cover about a word of another elsewhere.
_FAR, _LAST_RESORT = 60.0, 4000.0
_ROUNDS = 6


@dataclass(frozen=True)
class Anchor:
    """A point in pixels with its radius, and the size of the label that belongs to it."""

    x: float
    y: float
    radius: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        """What the point itself covers."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


def place_labels(anchors: Sequence[Anchor], inside: Box, *, taken: Sequence[Box] = ()) -> list[Box]:
    """A box for each label, inside the given one and off the `taken` ones where that is possible."""
    places = [_places(anchor) for anchor in anchors]
    points = [anchor.box.grown(1) for anchor in anchors]
    chosen = [options[0][0] for options in places]
    for _ in range(_ROUNDS):
        before = list(chosen)
        for number, options in enumerate(places):
            others = [box.grown(2) for other, box in enumerate(chosen) if other != number]
            hard = [*others, *points, *taken]
            chosen[number] = _best(options, hard, inside)
        if chosen == before:
            break
    return chosen


def apart(middles: Sequence[float], sizes: Sequence[float], room: tuple[float, float], gap: float) -> list[float]:
    """Where boxes of these sizes begin, in a row and in order, each around its middle as far as none overlaps: onwards where needed, then back
    from the end of the room.

    >>> apart([10, 12], [6, 6], (0, 100), 2), apart([98], [6], (0, 100), 2)
    ([7.0, 15.0], [94])
    """
    starts, edge = [], room[0]
    for middle, size in zip(middles, sizes, strict=True):
        starts.append(max(middle - size / 2, edge))
        edge = starts[-1] + size + gap
    edge = room[1]
    for number in reversed(range(len(starts))):
        starts[number] = min(starts[number], edge - sizes[number])
        edge = starts[number] - gap
    return starts


def nearest_point(box: Box, x: float, y: float) -> tuple[float, float]:
    """The point of a box that is nearest to (x, y): where a leader line ends."""
    return min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1)


def _places(anchor: Anchor) -> list[tuple[Box, float]]:
    """Boxes around the point with what their distance and direction cost."""
    options = []
    for far, distance in enumerate(_DISTANCES):
        for rank, step in enumerate(_DIRECTIONS):
            ux, uy = cos(step * pi / 8), sin(step * pi / 8)
            reach = anchor.radius + distance
            x = anchor.x + ux * reach + (ux - 1) / 2 * anchor.width
            y = anchor.y + uy * reach + (uy - 1) / 2 * anchor.height
            options.append((Box(x, y, x + anchor.width, y + anchor.height), far * 40.0 + rank * 2.0 + _LAST_RESORT * (distance > _FAR)))
    return options


def _best(options: Sequence[tuple[Box, float]], hard: Sequence[Box], inside: Box) -> Box:
    """The cheapest place, the first of equals; a place that is already too far away is not looked at."""
    best, least = options[0][0], float("inf")
    for box, far in options:
        if far < least:
            cost = _cost((box, far), hard, inside)
            best, least = (box, cost) if cost < least else (best, least)
    return best


def _cost(option: tuple[Box, float], hard: Sequence[Box], inside: Box) -> float:
    box, cost = option
    outside = box.width * box.height - box.overlap(inside)
    covered = sum(box.overlap(other) for other in hard)
    centre = hypot((box.x0 + box.x1 - inside.x0 - inside.x1) / 2, (box.y0 + box.y1 - inside.y0 - inside.y1) / 2)
    return cost + 50 * outside + 12 * covered + 100 * (covered > 0) + centre * 1e-3
