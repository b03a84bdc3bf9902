"""Where the nodes and lines of a network map stand: rows by level, ordered so that few lines cross.

Each node moves towards the mean place of those it is linked to, row by row, a few times (the barycentre rule). A
crowded level is set in two rows. A line that passes a row gets a narrow place of its own there, so that it runs
between the nodes and not behind them. No chance is involved: the same network gives the same map.

>>> layout = lay_out([("a", 0, False), ("b", 1, False)], [("a", "b")], Box(0, 0, 400, 200), levels=2)
>>> layout.nodes["a"].x == layout.nodes["b"].x, layout.nodes["a"].y < layout.nodes["b"].y
(True, True)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from playbook.charts.drawing import Box, over

__all__ = ["NetworkLayout", "Place", "Placed", "Segments", "lay_out"]

_SWEEPS = 8
_NEAR = 24.0
_ROW_MOST = 7
_FAN_FROM, _FAN_STEP, _FAN_MOST = 8, 0.08, 1.2
_BOX_MAX, _BOX_HIGH, _SQUARE, _PASSAGE, _PORT = 128.0, 45.0, 6.0, 0.17, 13.0

Item = tuple[str, int, bool]
Edge = tuple[str, str]
Place = tuple[float, float]


@dataclass(frozen=True)
class Placed:
    """A node's middle, what it covers, and how wide its place is, in pixels."""

    x: float
    y: float
    box: Box
    room: float


@dataclass(frozen=True)
class NetworkLayout:
    """Places of the nodes by id, and the points of each line, in the order of the edges."""

    nodes: dict[str, Placed]
    lines: list[list[Place]]


class Segments:
    """The straight pieces of all lines, to tell which a box would cover.

    >>> pieces = Segments([[((0, 0), (100, 100))], [((0, 50), (20, 50))]])
    >>> pieces.cross(Box(40, 40, 60, 60)), pieces.cross(Box(40, 40, 60, 60), without=0)
    (True, False)
    """

    def __init__(self, lines: Sequence[Sequence[tuple[Place, Place]]]) -> None:
        self.pieces = np.array([(*start, *end) for line in lines for start, end in line], dtype=float).reshape(-1, 4)
        self.owners = np.array([number for number, line in enumerate(lines) for _ in line], dtype=int)

    def cross(self, box: Box, *, without: int = -1) -> bool:
        """True where a piece of a line touches the box, other than of the line `without`."""
        touching = over(self.pieces, np.array([[box.x0, box.y0, box.x1, box.y1]]))[:, 0]
        return bool((touching & (self.owners != without)).any())


@dataclass(frozen=True)
class _Grid:
    """Ids by row, those of passages among them; the row of each; the chain of ids that each line runs through."""

    rows: list[list[str]]
    row_of: dict[str, int]
    chains: list[list[str]]


def lay_out(items: Sequence[Item], edges: Sequence[Edge], area: Box, *, levels: int) -> NetworkLayout:
    """The map of nodes, given as (id, level, small): small nodes are squares, others boxes for a text."""
    grid = _grid(_by_level(items, edges, levels), edges)
    _order(grid.rows, [(a, b) for chain in grid.chains for a, b in pairwise(chain)])
    _centre_hubs(grid, edges)
    real = {name for name, _, _ in items}
    small = {name for name, _, is_small in items if is_small}
    places = _places(grid, area, real=real, small=small)
    return NetworkLayout({name: places[name] for name in real}, _lines(grid, places))


def _by_level(items: Sequence[Item], edges: Sequence[Edge], levels: int) -> list[list[str]]:
    """The ids in rows from top to bottom; a crowded level becomes two rows of every other node."""
    orders = [[name for name, level, _ in items if level == number] for number in range(levels)]
    _order(orders, edges)
    rows: list[list[str]] = []
    for order in orders:
        rows += [order] if len(order) <= _ROW_MOST else [order[0::2], order[1::2]]
    return [row for row in rows if row]


def _grid(rows: list[list[str]], edges: Sequence[Edge]) -> _Grid:
    """The rows with a passage for each line in each row that it passes, first where a straight line would pass."""
    row_of = {name: number for number, row in enumerate(rows) for name in row}
    share = {name: (index + 0.5) / len(row) for row in rows for index, name in enumerate(row)}
    chains = []
    for number, (source, target) in enumerate(edges):
        upper, lower = sorted((source, target), key=lambda name: row_of[name])
        chain = [upper]
        for row in range(row_of[upper] + 1, row_of[lower]):
            name = f"\0{number}-{row}"
            row_of[name] = row
            along = (row - row_of[upper]) / (row_of[lower] - row_of[upper])
            share[name] = share[upper] + (share[lower] - share[upper]) * along
            chain.append(name)
        chains.append([*chain, lower])
    for name in [name for name in row_of if name.startswith("\0")]:
        rows[row_of[name]].append(name)
    return _Grid([sorted(row, key=lambda name: share[name]) for row in rows], row_of, chains)


def _order(rows: list[list[str]], edges: Sequence[Edge]) -> None:
    """Sort each row in place by the mean place of what its nodes are linked to in other rows."""
    row_of = {name: number for number, row in enumerate(rows) for name in row}
    linked: dict[str, list[str]] = {name: [] for name in row_of}
    for source, target in edges:
        if row_of[source] != row_of[target]:
            linked[source].append(target)
            linked[target].append(source)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for number in range(len(rows)) if down else reversed(range(len(rows))):
            place = {name: (index + 0.5) / len(row) for row in rows for index, name in enumerate(row)}
            means = {
                name: _mean([other for other in linked[name] if (row_of[other] < number) == down], place, place[name])
                for name in rows[number]
            }
            rows[number].sort(key=means.__getitem__)


def _mean(names: Sequence[str], place: Mapping[str, float], otherwise: float) -> float:
    return round(sum(place[name] for name in names) / len(names), 9) if names else otherwise


def _centre_hubs(grid: _Grid, edges: Sequence[Edge]) -> None:
    """A node that is linked within its own row stands beside its partner, or between its partners: no line passes a
    box."""
    for number, row in enumerate(grid.rows):
        partners: dict[str, list[str]] = {name: [] for name in row}
        for source, target in edges:
            if grid.row_of[source] == grid.row_of[target] == number:
                partners[source].append(target)
                partners[target].append(source)
        hub = max(row, key=lambda name: len(set(partners[name])), default="")
        mates = [name for name in row if hub and name in partners[hub]]
        if len(mates) == 1:
            row.remove(mates[0])
            row.insert(row.index(hub) + 1, mates[0])
        elif mates:
            rest = [name for name in row if name != hub and name not in mates]
            half = len(rest) // 2
            row[:] = [*rest[:half], *mates[2:][0::2], mates[0], hub, mates[1], *mates[2:][1::2], *rest[half:]]


def _places(grid: _Grid, area: Box, *, real: set[str], small: set[str]) -> dict[str, Placed]:
    extra = _extra(grid)
    pitch = area.height / (len(grid.rows) + sum(extra[:-1]))
    places: dict[str, Placed] = {}
    for number, row in enumerate(grid.rows):
        y = area.y0 + (number + 0.5 + sum(extra[:number])) * pitch
        weights = [1.0 if name in real else _PASSAGE for name in row]
        unit, x = area.width / sum(weights), area.x0
        for name, weight in zip(row, weights, strict=True):
            middle, room = x + weight * unit / 2, weight * unit
            places[name] = Placed(middle, y, _box(middle, y, room=room, pitch=pitch, small=name in small), room)
            x += room
    return places


def _extra(grid: _Grid) -> list[float]:
    """The room under each row, in rows, that the lines which leave it downwards need so as to fan out."""
    leaving = [0] * len(grid.rows)
    for chain in grid.chains:
        leaving[grid.row_of[chain[0]]] += grid.row_of[chain[0]] != grid.row_of[chain[-1]]
    return [min(_FAN_MOST, max(0, count - _FAN_FROM) * _FAN_STEP) for count in leaving]


def _box(x: float, y: float, *, room: float, pitch: float, small: bool) -> Box:
    half, high = min(_BOX_MAX, room - 9) / 2, min(_BOX_HIGH, pitch * 0.56) / 2
    return (
        Box(x - _SQUARE, y - _SQUARE, x + _SQUARE, y + _SQUARE)
        if small
        else Box(x - half, y - high, x + half, y + high)
    )


def _lines(grid: _Grid, places: Mapping[str, Placed]) -> list[list[Place]]:
    """The points of each line, its ends spread over the edges of its nodes in the order of where they go."""
    down = _ports(grid, places, first=True)
    up = _ports(grid, places, first=False)
    return [_line(chain, grid, places, ends=(down[number], up[number])) for number, chain in enumerate(grid.chains)]


def _ports(grid: _Grid, places: Mapping[str, Placed], *, first: bool) -> list[float]:
    """For each line the x at which it leaves its upper node (`first`) or reaches its lower one."""
    ports = [0.0] * len(grid.chains)
    at: dict[str, list[int]] = {}
    for number, chain in enumerate(grid.chains):
        at.setdefault(chain[0 if first else -1], []).append(number)
    for name, numbers in at.items():
        numbers.sort(key=lambda number: (places[grid.chains[number][1 if first else -2]].x, number))
        step = min(_PORT, places[name].box.width * 0.84 / len(numbers))
        for index, number in enumerate(numbers):
            ports[number] = places[name].x + (index - (len(numbers) - 1) / 2) * step
    return ports


def _line(chain: Sequence[str], grid: _Grid, places: Mapping[str, Placed], *, ends: tuple[float, float]) -> list[Place]:
    upper, lower = places[chain[0]], places[chain[-1]]
    if grid.row_of[chain[0]] == grid.row_of[chain[-1]]:
        return _sideways(upper, lower, places)
    points = [(ends[0], upper.box.y1)]
    for name in chain[1:-1]:
        passage = places[name]
        points += [(passage.x, passage.box.y0 - 3), (passage.x, passage.box.y1 + 3)]
    return [*points, (ends[1], lower.box.y0)]


def _sideways(one: Placed, other: Placed, places: Mapping[str, Placed]) -> list[Place]:
    """Straight between neighbours of a row; under the row if something stands between them, or they stand close."""
    left, right = (one, other) if one.x <= other.x else (other, one)
    between = [
        place for place in places.values() if place.y == left.y and left.x < place.x < right.x and place.box.width > 20
    ]
    if not between and right.box.x0 - left.box.x1 >= _NEAR:
        return [(left.box.x1, left.y), (right.box.x0, right.y)]
    low = max(place.box.y1 for place in (left, right, *between)) + 8
    return [(left.x, left.box.y1), (left.x, low), (right.x, low), (right.x, right.box.y1)]
