"""Labels beside points: each where it covers no other label and no point, close to its point if that is possible.

For every label a fixed list of places around its point is tried, near ones first; a place costs what it covers, how far
away it is, and what the line to its point crosses. A few rounds over all labels settle them. Where something is still
covered or crossed then, the labels are placed anew in other orders, and the cheapest outcome is taken. Nothing is
random: the same points give the same labels.

>>> anchors = [Anchor(100, 100, 6, 40, 18), Anchor(104, 100, 6, 40, 18)]
>>> first, second = place_labels(anchors, Box(0, 0, 300, 200))
>>> first.overlap(second)
0.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, isnan, pi, sin

import numpy as np
from numpy.typing import NDArray

from playbook.charts.drawing.canvas import Box
from playbook.charts.drawing.crossing import Floats, crossing, over, shared

__all__ = ["Anchor", "apart", "place_labels"]

_DIRECTIONS = (0, 8, 4, 12, 2, 14, 6, 10, 1, 15, 7, 9, 3, 13, 5, 11)
_DISTANCES = (4.0, 12.0, 22.0, 34.0, 48.0, 66.0, 88.0, 112.0, 140.0)
#: From this distance on a label is only put where it would cover some letters of another, or its line would cross
#: something, elsewhere.
_FAR, _LAST_RESORT = 60.0, 1000.0
#: What a line to a point costs for each label, point and other line that it crosses; the distance from the point at
#: which a label needs one.
_CROSSED, _LEADER = 1500.0, 9.0
_ROUNDS = 6
#: The unit vectors of the directions; what each place costs for its distance and direction, in the order of `_around`.
_UNITS = np.array([(cos(step * pi / 8), sin(step * pi / 8)) for step in _DIRECTIONS])
_FARNESS = np.array(
    [
        far * 40.0 + rank * 2.0 + _LAST_RESORT * (distance > _FAR)
        for far, distance in enumerate(_DISTANCES)
        for rank in range(len(_DIRECTIONS))
    ]
)
#: Labels keep so far from one another.
_MARGIN = np.array([-2.0, -2.0, 2.0, 2.0])


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

    def leader(self, box: Box) -> tuple[float, float] | None:
        """Where the line from the point to its label in that box ends; None where the label is so close that it needs
        none."""
        *_, x, y = map(float, _leaders(self, _rows([box]))[0])
        return None if isnan(x) else (x, y)


@dataclass(frozen=True)
class _Places:
    """Where a label may stand, a row for each place: its box, the line to its point (NaN without one), what the place
    costs by itself, and what it covers and its line crosses of what does not move."""

    boxes: Floats
    leaders: Floats
    alone: Floats
    covered: Floats
    crossed: Floats


@dataclass(frozen=True)
class _Outcome:
    """The number of each label's place, what all cost, and whether anything is covered or crossed."""

    chosen: list[int]
    cost: float
    flawed: bool


def place_labels(anchors: Sequence[Anchor], inside: Box, *, taken: Sequence[Box] = ()) -> list[Box]:
    """A box for each label, inside the given one and off the `taken` ones where that is possible."""
    if not anchors:
        return []
    places = [_places(anchors, number, inside, taken) for number in range(len(anchors))]
    given, *others = _orders(anchors)
    best = _settled(places, given)
    if best.flawed:
        best = min([best, *(_settled(places, order) for order in others)], key=lambda outcome: outcome.cost)
    return [Box(*map(float, options.boxes[place])) for options, place in zip(places, best.chosen, strict=True)]


def apart(middles: Sequence[float], sizes: Sequence[float], room: tuple[float, float], gap: float) -> list[float]:
    """Where boxes of these sizes begin, in a row and in order, each around its middle as far as none overlaps: onwards
    where needed, then back from the end of the room.

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


def _places(anchors: Sequence[Anchor], number: int, inside: Box, taken: Sequence[Box]) -> _Places:
    """The places around one of the points, with all that no other label changes."""
    anchor, others = anchors[number], [other.box for place, other in enumerate(anchors) if place != number]
    boxes, still = _around(anchor), [*(point.box.grown(1) for point in anchors), *taken]
    leaders = _leaders(anchor, boxes)
    return _Places(
        boxes,
        leaders,
        _FARNESS + _off(boxes, _rows([inside])),
        shared(boxes, _rows(still)).sum(axis=1),
        over(leaders, _rows(others)).sum(axis=1).astype(float),
    )


def _around(anchor: Anchor) -> Floats:
    """Boxes around the point, from the nearest on, each distance in all directions."""
    ux, uy = _UNITS.T
    reach = anchor.radius + np.array(_DISTANCES)[:, None]
    x = anchor.x + ux * reach + (ux - 1) / 2 * anchor.width
    y = anchor.y + uy * reach + (uy - 1) / 2 * anchor.height
    return np.stack([x, y, x + anchor.width, y + anchor.height], axis=-1).reshape(-1, 4)


def _off(boxes: Floats, inside: Floats) -> Floats:
    """What it costs to stand outside, and a trifle for standing away from the middle, which decides between equals."""
    outside = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1) - shared(boxes, inside)[:, 0]
    away = (boxes[:, :2] + boxes[:, 2:] - inside[:, :2] - inside[:, 2:]) / 2
    off: Floats = 50 * outside + 1e-3 * np.hypot(away[:, 0], away[:, 1])
    return off


def _leaders(anchor: Anchor, boxes: Floats) -> Floats:
    """The line from the point to each box; NaN where the label is so close that it needs none."""
    point = np.array([anchor.x, anchor.y])
    ends = np.clip(point, boxes[:, :2], boxes[:, 2:])
    close = np.hypot(*(ends - point).T) <= anchor.radius + _LEADER
    return np.where(close[:, None], np.nan, np.concatenate([np.broadcast_to(point, ends.shape), ends], axis=1))


def _rows(boxes: Sequence[Box]) -> Floats:
    return np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes], dtype=float).reshape(-1, 4)


def _orders(anchors: Sequence[Anchor]) -> Iterator[list[int]]:
    """The orders in which the labels are tried: as given, the largest first, then from each side."""
    given = list(range(len(anchors)))
    yield given
    yield sorted(given, key=lambda number: -anchors[number].width * anchors[number].height)
    for axis in (lambda anchor: anchor.x, lambda anchor: anchor.y):
        rising = sorted(given, key=lambda number: axis(anchors[number]))
        yield rising
        yield rising[::-1]


def _settled(places: Sequence[_Places], order: Sequence[int]) -> _Outcome:
    """Rounds in which each label in its order takes its cheapest place beside the others, until none moves."""
    chosen = [0] * len(places)
    for _ in range(_ROUNDS):
        before = list(chosen)
        for number in order:
            chosen[number] = _best(places[number], _others(places, chosen, number))
        if chosen == before:
            break
    settled = [
        (own, [place], _others(places, chosen, number))
        for number, (own, place) in enumerate(zip(places, chosen, strict=True))
    ]
    flaws = sum(float((_covers(*label) + _crosses(*label))[0]) for label in settled)
    return _Outcome(chosen, flaws + sum(float(own.alone[place]) for own, (place,), _ in settled), flaws > 0)


def _others(places: Sequence[_Places], chosen: Sequence[int], number: int) -> tuple[Floats, Floats]:
    """The boxes of the other labels where they stand, and such lines to their points as they need."""
    others = [(options, chosen[other]) for other, options in enumerate(places) if other != number]
    leaders = np.array([options.leaders[place] for options, place in others]).reshape(-1, 4)
    return np.array([options.boxes[place] for options, place in others]).reshape(-1, 4), leaders[
        ~np.isnan(leaders[:, 0])
    ]


def _best(own: _Places, others: tuple[Floats, Floats]) -> int:
    """The cheapest place. What a line crosses is only looked up where a place could still be the cheapest."""
    costs = own.alone + _covers(own, slice(None), others)
    first = int(costs.argmin())
    first_costs = costs[first] + _crosses(own, [first], others)[0]
    rivals = np.flatnonzero(costs < first_costs)
    costs[first] = first_costs
    costs[rivals] += np.where(rivals == first, 0, _crosses(own, rivals, others))
    return int(costs.argmin())


def _covers(own: _Places, rows: slice | Sequence[int], others: tuple[Floats, Floats]) -> Floats:
    """What those places cost for what the label would cover there."""
    covered = own.covered[rows] + shared(own.boxes[rows], others[0] + _MARGIN).sum(axis=1)
    cost: Floats = 12 * covered + 100 * (covered > 0)
    return cost


def _crosses(own: _Places, rows: Sequence[int] | NDArray[np.intp], others: tuple[Floats, Floats]) -> Floats:
    """What those places cost for the lines that cross another label, its line or its point, this label's and theirs."""
    boxes, leaders = others
    if not len(leaders) and np.isnan(own.leaders[rows, 0]).all():
        return np.zeros(len(rows))
    mine = over(own.leaders[rows], boxes).sum(axis=1) + crossing(own.leaders[rows], leaders).sum(axis=1)
    cost: Floats = _CROSSED * (own.crossed[rows] + mine + over(leaders, own.boxes[rows]).sum(axis=0))
    return cost
