"""A network of lines that fail by chance, and what makes it smaller without changing how likely two sites reach each
other.

Lines in series or in parallel become one and dead ends go (`Graph.simplify`); the parts that no single site cuts in two
are told apart (`blocks_between`); what is left of a part is factored (`factored`): one line is taken to work (its ends
become one site) or to have failed (it goes), and each of the two networks is solved in turn, the likelier first. Sites
are numbers, sets of exchanges are bits of a number, and a line's probability is an array, so that many states of the
exchanges are solved in one go.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import groupby, pairwise

import networkx as nx
import numpy as np
import numpy.typing as npt

__all__ = ["Block", "Graph", "Key", "Numbers", "Parts", "blocks_between", "factored", "parts_of"]

Numbers = npt.NDArray[np.float64]
#: A line of the reduced network: its two ends (the smaller first), and the exchanges that it passes, a bit each.
Key = tuple[int, int, int]

#: The work on one block, so that nothing hangs: networks looked at (fewer where they stand for many states), and lines
#: looked at beyond the limit.
_STEPS, _STEPS_FEWEST, _STEPS_TIMES_STATES, _LINES_BEYOND = 4000, 200, 2_000_000, 30_000


@dataclass
class Graph:
    """Lines by ends and exchanges with their probabilities, and the lines at each site. Parallel lines that pass the
    same exchanges are one."""

    lines: dict[Key, Numbers] = field(default_factory=dict)
    at: dict[int, set[Key]] = field(default_factory=dict)

    def add(self, one: int, other: int, needs: int, works: Numbers) -> None:
        """Add a line; one that runs from a site to itself is of no use, and one beside another of its kind merges with
        it."""
        if one == other:
            return
        key = (one, other, needs) if one < other else (other, one, needs)
        if key in self.lines:
            works = 1 - (1 - self.lines[key]) * (1 - works)
        else:
            self.at.setdefault(one, set()).add(key)
            self.at.setdefault(other, set()).add(key)
        self.lines[key] = works

    def take(self, key: Key) -> Numbers:
        """Take a line away; returns its probability."""
        self.at[key[0]].discard(key)
        self.at[key[1]].discard(key)
        return self.lines.pop(key)

    def copy(self) -> Graph:
        """A copy that may be changed; the arrays are shared and never written to."""
        return Graph(dict(self.lines), {site: set(keys) for site, keys in self.at.items()})

    def only(self, keys: Iterable[Key]) -> Graph:
        """A copy with these lines alone."""
        graph = Graph({key: self.lines[key] for key in keys})
        for key in graph.lines:
            for end in key[:2]:
                graph.at.setdefault(end, set()).add(key)
        return graph

    def contract(self, key: Key, into: int) -> None:
        """The line works: its other end becomes the site `into`."""
        gone = _other(key, into)
        self.take(key)
        for line in sorted(self.at[gone]):
            self.add(into, _other(line, gone), line[2], self.take(line))

    def simplify(self, ends: tuple[int, int]) -> None:
        """Merge lines in series and drop dead ends, until nothing is left to do; parallel lines merge as they are
        added."""
        sites = list(self.at)
        while sites:
            site = sites.pop()
            if site in ends or len(self.at.get(site, ())) > 2:
                continue
            keys = tuple(self.at.get(site, ()))
            near, works = [_other(key, site) for key in keys], [self.take(key) for key in keys]
            self.at.pop(site, None)
            if len(keys) == 2:
                self.add(near[0], near[1], keys[0][2] | keys[1][2], works[0] * works[1])
            sites += near


@dataclass(frozen=True)
class Block:
    """A part that no single site cuts in two: where a way enters and leaves it, and its lines."""

    ends: tuple[int, int]
    lines: tuple[Key, ...]


@dataclass(frozen=True)
class Parts:
    """The plain graph of a network, the block that each pair of neighbours is in, and the lines of each block."""

    plain: nx.Graph[int]
    block_of: dict[tuple[int, int], int]
    lines: dict[int, list[Key]]


def parts_of(graph: Graph) -> Parts:
    """The network taken apart into blocks."""
    plain: nx.Graph[int] = nx.Graph([key[:2] for key in graph.lines])
    numbered = enumerate(nx.biconnected_component_edges(plain))
    block_of = {(min(pair), max(pair)): number for number, part in numbered for pair in part}
    lines: dict[int, list[Key]] = {}
    for key in graph.lines:
        lines.setdefault(block_of[key[:2]], []).append(key)
    return Parts(plain, block_of, lines)


def blocks_between(parts: Parts, ends: tuple[int, int]) -> list[Block]:
    """The blocks that every way from one end to the other crosses, in their order; none where there is no way."""
    try:
        path = nx.shortest_path(parts.plain, *ends)
    except (nx.NodeNotFound, nx.NetworkXNoPath):
        return []
    blocks = []
    for number, run in groupby(pairwise(path), key=lambda pair: parts.block_of[min(pair), max(pair)]):
        way = list(run)
        blocks.append(Block((way[0][0], way[-1][1]), tuple(parts.lines[number])))
    return blocks


def factored(graph: Graph, ends: tuple[int, int], chances: Numbers, limit: int) -> tuple[Numbers, Numbers]:
    """How likely the ends of a block reach each other in each state, and what is left unresolved (0 where it is exact).

    `chances` says how likely each state is; with more than `limit` lines that cannot be reduced only the likeliest
    networks are looked at.
    """
    graph.simplify(ends)
    if [key[:2] for key in graph.lines] == [(min(ends), max(ends))]:
        return next(iter(graph.lines.values())), np.zeros_like(chances)
    known, waiting, number = np.zeros_like(chances), [(0.0, 0, graph, np.ones_like(chances))], 0
    for _ in range(_steps(len(graph.lines), chances.size, limit)):
        if not waiting:
            break
        _, _, network, chance = heappop(waiting)
        network.simplify(ends)
        known, chance = _direct(network, ends, known, chance)
        first = _first_line(network, ends)
        if first is None:
            continue
        works, failed = network.lines[first], network.copy()
        failed.take(first)
        network.contract(first, ends[0])
        for child, share in ((network, chance * works), (failed, chance * (1 - works))):
            number += 1
            heappush(waiting, (-float((share * chances).sum()), number, child, share))
    return known, sum((chance for *_, chance in waiting), np.zeros_like(chances))


def _steps(lines: int, states: int, limit: int) -> int:
    """How many networks may be looked at."""
    if lines > limit:
        return 1 + _LINES_BEYOND // lines
    return max(_STEPS_FEWEST, min(_STEPS, _STEPS_TIMES_STATES // states))


def _direct(network: Graph, ends: tuple[int, int], known: Numbers, chance: Numbers) -> tuple[Numbers, Numbers]:
    """The line from end to end, if there is one, is factored first: where it works, all is done."""
    key = (min(ends), max(ends), 0)
    if key not in network.lines:
        return known, chance
    works = network.take(key)
    return known + chance * works, chance * (1 - works)


def _first_line(network: Graph, ends: tuple[int, int]) -> Key | None:
    """The first line of a shortest way from end to end."""
    came: dict[int, Key | None] = {ends[1]: None}
    waiting = deque([ends[1]])
    while waiting:
        site = waiting.popleft()
        for key in sorted(network.at.get(site, ())):
            near = _other(key, site)
            if near == ends[0]:
                return key
            if near not in came:
                came[near] = key
                waiting.append(near)
    return None


def _other(key: Key, end: int) -> int:
    return key[1] if key[0] == end else key[0]
