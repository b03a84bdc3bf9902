"""How likely it is that two sites reach each other, when lines and exchanges fail by chance.

Sites never fail. A line works when the line itself and every exchange that it passes work; lines and exchanges fail
independently of each other, so an exchange is a common cause of all lines that pass it. Traffic changes lines only at a
site.

The answer is exact, by conditioning instead of simulating. In order:

1. The network falls apart into blocks (parts that no single site cuts in two); those between the two sites must all be
crossed, no other matters. 2. Lines in series or in parallel become one, and an exchange that only one line is left to
pass becomes part of it. 3. Every line gets its probability in each state of the exchanges that several lines share: in
a given state lines and blocks are independent. 4. What series and parallel cannot finish is factored: one line is taken
to work (its ends become one site) or to have failed (it goes),
   and each of the two networks is solved in turn, the likelier first.

Beyond a limit the less likely cases stay unresolved, and the answer is an interval that holds the exact one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from math import comb
from operator import and_, mul, or_

import numpy as np
import numpy.typing as npt

from playbook.steps.needs.reliability_graph import Graph, Key, Numbers, Parts, blocks_between, factored, parts_of

__all__ = ["Interval", "Line", "lines_between", "two_terminal", "two_terminals"]

#: States of the shared exchanges that are looked at, those with the fewest failures first; 12 exchanges have no more.
_STATES_MOST = 4096

#: A block, and where a way enters and leaves it.
Part = tuple[Graph, tuple[int, int]]


@dataclass(frozen=True)
class Line:
    """A line between two sites: the probability that it works by itself, and the exchanges that must work too.

    `works` is a number, or one for each of several cases (say expected, worst, best) that are solved in one go.
    """

    source: str
    target: str
    works: float | Sequence[float]
    exchanges: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Interval:
    """A probability: `low` and `high` are equal where it is exact, and else hold it between them."""

    low: float
    high: float
    exact: bool


def two_terminal(
    lines: Iterable[Line], source: str, target: str, *, exchanges: Mapping[str, float] | None = None, limit: int = 25
) -> Interval:
    """The probability that `source` and `target` reach each other.

    `exchanges` gives the probability that each exchange works; `limit` is the number of lines of a block, after
    reduction, up to which it is factored to the end. ValueError for a probability outside 0..1 or an exchange without
    one.

    Factoring theorem: Moskowitz, "The analysis of redundancy networks", 1958. Reductions and the choice of what to
    factor: Satyanarayana and Chang, "Network reliability and the factoring theorem", Networks 13, 1983.

    >>> main, backup = Line("a", "hub", 0.99, frozenset({"x"})), Line("a", "hub", 0.9, frozenset({"x"}))
    >>> round(two_terminal([main, backup], "a", "hub", exchanges={"x": 0.999}).low, 9)  # 0.999 x (1 - 0.01 x 0.1)
    0.998001
    """
    return two_terminals(lines, source, [target], exchanges=exchanges, limit=limit)[target][0]


def two_terminals(
    lines: Iterable[Line],
    source: str,
    targets: Sequence[str],
    *,
    exchanges: Mapping[str, float | Sequence[float]] | None = None,
    limit: int = 25,
) -> dict[str, tuple[Interval, ...]]:
    """As `two_terminal` from one site to each of several, an interval for each case that the probabilities are given
    for."""
    given = sorted(
        lines, key=lambda line: (line.source, line.target, sorted(line.exchanges), np.atleast_1d(line.works).tolist())
    )
    network = _network(given, exchanges or {}, (source, *targets))
    return {target: network.solve(source, target, limit) for target in targets}


def lines_between(lines: Sequence[Line], source: str, targets: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """For each target the places of the lines that lie on some way to it from the source: what its result rests on.

    >>> lines_between([Line("hub", "a", 1), Line("a", "b", 1), Line("hub", "c", 1)], "hub", ["b", "z"])
    {'b': (0, 1), 'z': ()}
    """
    network = _network(lines, {name: 1.0 for line in lines for name in line.exchanges}, (source, *targets))
    pairs = [tuple(sorted((network.sites[line.source], network.sites[line.target]))) for line in lines]
    between = {}
    for target in targets:
        blocks = blocks_between(network.parts, (network.sites[source], network.sites[target]))
        crossed = {key[:2] for block in blocks for key in block.lines}
        between[target] = tuple(place for place, pair in enumerate(pairs) if pair in crossed)
    return between


def _network(lines: Sequence[Line], exchanges: Mapping[str, float | Sequence[float]], ends: Sequence[str]) -> _Network:
    used = sorted({name for line in lines for name in line.exchanges})
    if missing := [name for name in used if name not in exchanges]:
        raise ValueError(f"no probability is given for the exchanges {', '.join(missing)}")
    cases = max([1, *(np.size(value) for value in (*(line.works for line in lines), *exchanges.values()))])
    sites = {
        name: number
        for number, name in enumerate(sorted({*ends, *(end for line in lines for end in (line.source, line.target))}))
    }
    bits = {name: 1 << number for number, name in enumerate(used)}
    graph = Graph()
    for line in lines:
        graph.add(
            sites[line.source],
            sites[line.target],
            sum(bits[name] for name in line.exchanges),
            _probabilities(line.works, cases),
        )
    return _Network(
        graph, sites, {bits[name]: _probabilities(exchanges[name], cases) for name in used}, cases, parts_of(graph)
    )


def _probabilities(value: float | Sequence[float], cases: int) -> Numbers:
    numbers = np.broadcast_to(np.asarray(value, dtype=float), (cases,))
    if not ((numbers >= 0) & (numbers <= 1)).all():
        raise ValueError(f"{value!r} is not a probability")
    return numbers


@dataclass(frozen=True)
class _Network:
    """All lines between numbered sites, and the probabilities of the exchanges by their bit; each probability once a
    case."""

    graph: Graph
    sites: Mapping[str, int]
    exchanges: Mapping[int, Numbers]
    cases: int
    parts: Parts
    states: dict[tuple[int, ...], _States] = field(default_factory=dict)

    def solve(self, source: str, target: str, limit: int) -> tuple[Interval, ...]:
        """The interval of each case."""
        ends = self.sites[source], self.sites[target]
        if ends[0] == ends[1]:
            return (Interval(1.0, 1.0, True),) * self.cases
        blocks = [(self.graph.only(block.lines), block.ends) for block in blocks_between(self.parts, ends)]
        if not blocks:
            return (Interval(0.0, 0.0, True),) * self.cases
        self._reduce(blocks)
        return self._conditioned(blocks, limit)

    def _reduce(self, blocks: Sequence[Part]) -> None:
        """Make the blocks smaller until nothing changes. A block stays one: it has but one way in and one way out."""
        while True:
            for graph, ends in blocks:
                graph.simplify(ends)
            if not self._fold([graph for graph, _ in blocks]):
                return

    def _fold(self, graphs: Sequence[Graph]) -> bool:
        """An exchange that a single line passes becomes part of the line; True where lines became one by it."""
        before = [key for graph in graphs for key in graph.lines]
        once = twice = 0
        for _, _, needs in before:
            twice |= once & needs
            once |= needs
        single = once & ~twice
        for graph in graphs:
            for key in [key for key in graph.lines if key[2] & single]:
                own = [self.exchanges[bit] for bit in _bits(key[2] & single)]
                graph.add(key[0], key[1], key[2] & ~single, reduce(mul, own, graph.take(key)))
        return sum(len(graph.lines) for graph in graphs) < len(before)

    def _conditioned(self, blocks: Sequence[Part], limit: int) -> tuple[Interval, ...]:
        """The mean over the states of the shared exchanges; in each state the blocks are independent."""
        certain = reduce(or_, (_common(graph.lines) for graph, _ in blocks))
        shared = reduce(or_, (needs for graph, _ in blocks for _, _, needs in graph.lines)) & ~certain
        states = self._states(shared)
        low = high = np.ones((self.cases, states.up.shape[1]))
        exact = states.whole
        for graph, ends in blocks:
            given = Graph()
            for key, works in graph.lines.items():
                given.add(key[0], key[1], 0, states.given(works, key[2] & shared))
            least, left = factored(given, ends, states.chances, limit)
            low, high, exact = low * least, high * (least + left), exact and not left.any()
        needed = reduce(mul, (self.exchanges[bit] for bit in _bits(certain)), np.ones(self.cases))
        unseen = 1 - states.chances.sum(axis=1) if not states.whole else np.zeros(self.cases)
        lows = needed * (low * states.chances).sum(axis=1)
        highs = needed * ((high * states.chances).sum(axis=1) + unseen)
        return tuple(_interval(one, other, exact) for one, other in zip(lows.tolist(), highs.tolist(), strict=True))

    def _states(self, shared: int) -> _States:
        """The states of the shared exchanges, worked out once for all sites."""
        bits = tuple(_bits(shared))
        if bits not in self.states:
            self.states[bits] = _states_of(bits, [self.exchanges[bit] for bit in bits], self.cases)
        return self.states[bits]


def _interval(low: float, high: float, exact: bool) -> Interval:
    low, high = min(max(low, 0.0), 1.0), min(max(high, 0.0), 1.0)
    return Interval(low, low if exact else max(low, high), exact)


@dataclass(frozen=True)
class _States:
    """States of some exchanges: which are up (a row an exchange, a column a state), and how likely each state is (a row
    a case)."""

    bits: tuple[int, ...]
    up: npt.NDArray[np.bool_]
    chances: Numbers
    whole: bool
    rows: dict[int, npt.NDArray[np.bool_]] = field(default_factory=dict)

    def given(self, works: Numbers, needs: int) -> Numbers:
        """How likely the line works in each state: 0 where an exchange that it needs is down."""
        if needs not in self.rows:
            self.rows[needs] = np.all(self.up[[bool(bit & needs) for bit in self.bits]], axis=0)
        return works[:, None] * self.rows[needs]


def _states_of(bits: tuple[int, ...], works: Sequence[Numbers], cases: int) -> _States:
    """All states, or those with the fewest failures, as many whole numbers of failures as there is room for."""
    counts = [comb(len(bits), failures) for failures in range(len(bits) + 1)]
    most = max(
        failures for failures in range(len(counts)) if failures < 2 or sum(counts[: failures + 1]) <= _STATES_MOST
    )
    downs = [down for failures in range(most + 1) for down in combinations(range(len(bits)), failures)]
    up = np.ones((len(bits), len(downs)), dtype=bool)
    for number, down in enumerate(downs):
        up[list(down), number] = False
    chances = np.ones((cases, len(downs)))
    for row, chance in zip(up, works, strict=True):
        chances *= np.where(row, chance[:, None], 1 - chance[:, None])
    return _States(bits, up, chances, most == len(bits))


def _common(lines: Iterable[Key]) -> int:
    return reduce(and_, (needs for _, _, needs in lines))


def _bits(needs: int) -> list[int]:
    """The single bits of a set of exchanges."""
    return [1 << place for place in range(needs.bit_length()) if needs >> place & 1]
