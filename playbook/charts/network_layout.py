"""Where the nodes of a network map stand: rows by level, ordered so that few lines cross.

Each node moves towards the mean place of its neighbours on the other levels, level by level, a few times
(the barycentre rule). A crowded level is set in two rows, the second shifted by half a place. No chance is involved.

>>> places = place_nodes([("a", 0, False), ("b", 1, False)], [("a", "b")], Box(0, 0, 400, 200), levels=2)
>>> places["a"].x == places["b"].x, places["a"].y < places["b"].y
(True, True)
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playbook.charts.canvas import Box

__all__ = ["Placed", "place_nodes"]

_SWEEPS = 6
_ROW_MOST = 7
_BOX_MAX, _BOX_HIGH, _SQUARE = 128.0, 40.0, 6.0

Item = tuple[str, int, bool]


@dataclass(frozen=True)
class Placed:
    """A node's middle, what it covers, and how wide its place is, in pixels."""

    x: float
    y: float
    box: Box
    room: float


def place_nodes(items: Sequence[Item], edges: Sequence[tuple[str, str]], area: Box, *, levels: int) -> dict[str, Placed]:
    """A place for each node, given as (id, level, small): small nodes are squares, others boxes for a text."""
    orders = _ordered(items, edges, levels)
    rows = [row for order in orders for row in _rows(order)]
    pitch = area.height / max(len(rows), 1)
    small = {name for name, _, is_small in items if is_small}
    places: dict[str, Placed] = {}
    for number, row in enumerate(rows):
        y = area.y0 + (number + 0.5) * pitch
        for name, x, room in _across(row, area):
            places[name] = Placed(x, y, _box(x, y, room=room, pitch=pitch, small=name in small), room)
    return places


def _ordered(items: Sequence[Item], edges: Sequence[tuple[str, str]], levels: int) -> list[list[str]]:
    """The ids of each level from left to right."""
    orders = [[name for name, level, _ in items if level == number] for number in range(levels)]
    level_of = {name: level for name, level, _ in items}
    neighbours: dict[str, list[str]] = {name: [] for name in level_of}
    for source, target in edges:
        if level_of[source] != level_of[target]:
            neighbours[source].append(target)
            neighbours[target].append(source)
    for sweep in range(_SWEEPS):
        for number in range(levels) if sweep % 2 == 0 else reversed(range(levels)):
            place = {name: (index + 0.5) / len(order) for order in orders for index, name in enumerate(order)}
            nearer = {name: [other for other in neighbours[name] if (level_of[other] < number) == (sweep % 2 == 0)] for name in orders[number]}
            orders[number].sort(key=lambda name: _mean(nearer[name] or neighbours[name], place, place[name]))  # noqa: B023
    return orders


def _mean(names: Sequence[str], place: Mapping[str, float], otherwise: float) -> float:
    return round(sum(place[name] for name in names) / len(names), 9) if names else otherwise


def _rows(order: Sequence[str]) -> list[list[tuple[str, float]]]:
    """One row of (id, share of the width), or two if the level is crowded; in two rows neighbours alternate."""
    if not order:
        return []
    placed = [(name, (index + 0.5) / len(order)) for index, name in enumerate(order)]
    return [placed] if len(order) <= _ROW_MOST else [placed[0::2], placed[1::2]]


def _across(row: Sequence[tuple[str, float]], area: Box) -> list[tuple[str, float, float]]:
    """(id, x, room) of a row's nodes."""
    shares = [share for _, share in row]
    gap = min((right - left for left, right in zip(shares, shares[1:], strict=False)), default=1.0)
    edge = min(shares[0], 1 - shares[-1]) * 2
    room = area.width * min(gap, max(edge, gap / 2))
    room = min(area.width * gap, max(room, 2 * area.width * min(shares[0], 1 - shares[-1])))
    return [(name, area.x0 + share * area.width, room) for name, share in row]


def _box(x: float, y: float, *, room: float, pitch: float, small: bool) -> Box:
    if small:
        return Box(x - _SQUARE, y - _SQUARE, x + _SQUARE, y + _SQUARE)
    half, high = min(_BOX_MAX, room - 10) / 2, min(_BOX_HIGH, pitch * 0.62) / 2
    return Box(x - half, y - high, x + half, y + high)
