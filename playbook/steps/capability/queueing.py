"""How long does a fault wait for an engineer?

A support pool is a queue: faults of all its clients come in at random, each takes one of N engineers for a while, and
waits where all of them are busy. The offered load A = faults an hour x hours a fault is the number of engineers that
are busy on average; N engineers cannot carry a load of N or more, and close below it the waits grow without bound. That
is Erlang's delay system (M/M/N, A. K. Erlang, 1917): faults come independently of each other, handling times vary as an
exponential distribution does, nobody gives up, first come first served.

>>> pool = Queue(engineers=10, faults_hour=4, handling_hours=2)
>>> pool.load, pool.utilisation, round(pool.waiting, 4), round(pool.mean_wait, 3)
(8, 0.8, 0.4092, 0.409)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log, log1p, pi, sqrt

__all__ = ["Queue", "engineers_needed", "erlang_b", "erlang_c"]

#: A probability that is above its limit by no more than this meets it: it is the arithmetic's error.
_TINY = 1e-12
#: Up to so many engineers one is added after the other; beyond, a formula gives the same to nine digits.
_MANY = 10_000


def erlang_b(engineers: int, load: float) -> float:
    """The probability that all engineers are busy where nobody waits: B(N, A), the blocking probability.

    By the recursion B(0) = 1, B(n) = A B(n-1) / (n + A B(n-1)), which adds no large numbers and so stays exact for any
    N. `load` in erlang. ValueError for a number of engineers or a load below zero.

    >>> erlang_b(2, 1.0)
    0.2
    """
    if engineers < 0 or not load >= 0:
        raise ValueError(f"{engineers} engineers, load {load}: expected numbers of at least 0")
    blocked = 1.0
    for number in range(1, engineers + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def _blocked_of_many(engineers: int, load: float) -> float:
    """B(N, A) for a large N above A: P(n = N) / P(n <= N) of Poisson's distribution of mean A, the first by Stirling's
    formula.

    >>> abs(_blocked_of_many(2000, 1950.0) / erlang_b(2000, 1950.0) - 1) < 1e-9
    True
    """
    from scipy.special import pdtr

    short = (load - engineers) / engineers
    if short <= -1:
        return 0.0
    return (
        exp(engineers * (log1p(short) - short) - 1 / (12 * engineers))
        / sqrt(2 * pi * engineers)
        / float(pdtr(engineers, load))
    )


def erlang_c(engineers: int, load: float) -> float:
    """The probability that a fault waits: C(N, A) = N B / (N - A (1 - B)) with B = B(N, A); 1 where the load is N or
    more.

    >>> round(erlang_c(2, 1.0), 4), erlang_c(3, 3.0)
    (0.3333, 1.0)
    """
    if load >= engineers:
        return 1.0
    blocked = erlang_b(engineers, load) if engineers <= _MANY else _blocked_of_many(engineers, load)
    return min(1.0, engineers * blocked / (engineers - load * (1 - blocked)))


@dataclass(frozen=True)
class Queue:
    """A pool: engineers on a shift, faults that come in (an hour, of all its clients), hours that an engineer needs for
    one.

    ValueError for a number below zero.
    """

    engineers: int
    faults_hour: float
    handling_hours: float

    def __post_init__(self) -> None:
        if self.engineers < 0 or not self.faults_hour >= 0 or not self.handling_hours >= 0:
            raise ValueError(f"{self}: expected numbers of at least 0")

    @property
    def load(self) -> float:
        """The offered load A in erlang: engineers busy on average."""
        return self.faults_hour * self.handling_hours

    @property
    def utilisation(self) -> float:
        """Load per engineer, A / N: 1 and more is overloaded. Infinite without engineers, 0 without load."""
        return self.load / self.engineers if self.engineers else inf if self.load else 0.0

    @property
    def overloaded(self) -> bool:
        """More work comes in than can be done (A >= N): the waits grow without bound."""
        return self.load >= self.engineers

    @property
    def waiting(self) -> float:
        """The probability that a fault waits at all."""
        return erlang_c(self.engineers, self.load)

    @property
    def mean_wait(self) -> float:
        """The mean wait in hours, over all faults: C x handling time / (N - A); infinite where overloaded."""
        return inf if self.overloaded else self.waiting * self.handling_hours / (self.engineers - self.load)

    def exceeds(self, hours: float) -> float:
        """P(wait > t) = C exp(-(N - A) t / handling time), t in hours; 1 where overloaded.

        >>> round(Queue(1, 0.5, 1).exceeds(2), 4)
        0.1839
        """
        if self.overloaded:
            return 1.0
        return self.waiting * exp(-(self.engineers - self.load) * hours / self.handling_hours) if self.load else 0.0

    def wait_within(self, quantile: float) -> float:
        """The wait in hours that this share of the faults does not exceed: handling time / (N - A) x ln(C / (1 -
        quantile)), not below 0.

        >>> round(Queue(1, 0.5, 1).wait_within(0.95), 3)
        4.605
        """
        if self.overloaded:
            return inf
        allowed, waiting = 1 - quantile, self.waiting
        if waiting <= allowed + _TINY:
            return 0.0
        return self.handling_hours / (self.engineers - self.load) * log(waiting / allowed) if allowed > 0 else inf


def engineers_needed(faults_hour: float, handling_hours: float, *, hours: float, quantile: float) -> int:
    """The fewest engineers with which P(wait > `hours`) <= 1 - `quantile`: each one more lowers it, so the first that
    does is the answer. It is looked for in growing steps, then between the last two.

    ValueError for a quantile that is not below 1 (no number of engineers is enough), or hours below 0.

    >>> engineers_needed(4, 2, hours=1, quantile=0.95)
    12
    """
    if not 0 <= quantile < 1 or not hours >= 0:
        raise ValueError(f"quantile {quantile}, {hours} hours: expected a share below 1 and at least 0 hours")
    few, many, step = int(faults_hour * handling_hours) - 1, int(faults_hour * handling_hours), 1
    while Queue(many, faults_hour, handling_hours).exceeds(hours) > 1 - quantile + _TINY:
        few, many, step = many, many + step, 2 * step
    while many - few > 1:
        between = (few + many) // 2
        enough = Queue(between, faults_hour, handling_hours).exceeds(hours) <= 1 - quantile + _TINY
        few, many = (few, between) if enough else (between, many)
    return many
