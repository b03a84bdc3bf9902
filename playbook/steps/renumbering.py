"""Renumberings that nobody has noted: one series of bills begins as another stops, at the like amount.

The same lines under a new contract number, or the same contract under another service, would count twice: once for the
months that the old series lacks, once for those that the new one lacks. Where such a pair is seen, neither is taken to
lack them, and the plan says so. A series that is split into several, or several that are merged into one, is seen too,
by the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import fsum

from playbook.steps.bill_ledger import BilledSeries

__all__ = ["Renumbering", "renumberings", "without_renumbered"]

#: Series -> the parts of the base's months that it lacks.
Lacks = Mapping[tuple[str, str], Mapping[int, float]]
_WHOLE = 1 + 1e-9


@dataclass(frozen=True)
class Renumbering:
    """`before` stop after month `stopped`, `after` begin in month `began`, at like amounts."""

    before: tuple[BilledSeries, ...]
    after: tuple[BilledSeries, ...]
    stopped: int
    began: int


def renumberings(series: Sequence[BilledSeries], lacks: Lacks, *, like: float) -> tuple[Renumbering, ...]:
    """The suspected ones; `like` is how far amounts may lie apart, as a share of the larger."""
    stops = [one for one in series if one.last is not None and max(lacks[one.key], default=one.last) > one.last]
    begins = [one for one in series if one.first is not None and min(lacks[one.key], default=one.first) < one.first]
    pairs = list(_pairs(stops, begins, like))
    taken = {one.key for pair in pairs for one in (*pair.before, *pair.after)}
    left = [[one for one in ends if one.key not in taken] for ends in (stops, begins)]
    return (*pairs, *_groups(*left, like=like))


def _pairs(stops: Sequence[BilledSeries], begins: Sequence[BilledSeries], like: float) -> Iterator[Renumbering]:
    """One for one: the shortest gap first, then the closest amounts, then by id; each series once at either end."""
    pairs = [pair for pair in product(stops, begins) if _may_follow(*pair) and _apart(*pair) <= like]
    stopped, begun = set[tuple[str, str]](), set[tuple[str, str]]()
    for old, new in sorted(pairs, key=lambda pair: (_gap(*pair), _apart(*pair), pair[0].key, pair[1].key)):
        if old.key not in stopped and new.key not in begun:
            stopped.add(old.key)
            begun.add(new.key)
            yield _renumbering([old], [new])


def _groups(stops: Iterable[BilledSeries], begins: Sequence[BilledSeries], *, like: float) -> Iterator[Renumbering]:
    """Several for one or one for several: all that stop in a month against all that begin in the next, of one
    service."""
    ends: dict[tuple[str, int], list[BilledSeries]] = {}
    for one in stops:
        ends.setdefault((one.service, _end(one)), []).append(one)
    for (service, month), old in sorted(ends.items()):
        new = [one for one in begins if one.service == service and one.first == month + 1]
        sums = [fsum(one.rate([edge]) for one in ones) for ones, edge in ((old, month), (new, month + 1))]
        if new and _distance(*sums) <= like:
            yield _renumbering(old, new)


def _renumbering(old: Sequence[BilledSeries], new: Sequence[BilledSeries]) -> Renumbering:
    return Renumbering(tuple(old), tuple(new), max(map(_end, old)), min(one.first or 0 for one in new))


def _end(series: BilledSeries) -> int:
    return series.last if series.last is not None else -1


def _may_follow(old: BilledSeries, new: BilledSeries) -> bool:
    """Another contract for the same service, or another service of the same known contract, and not side by side."""
    same_contract = old.contract == new.contract
    kin = same_contract != (old.service == new.service) and not (same_contract and not old.contract)
    return kin and (
        _gap(old, new) > 0 or (_gap(old, new) == 0 and old.covered[_end(old)] + new.covered[_end(old)] <= _WHOLE)
    )


def _gap(old: BilledSeries, new: BilledSeries) -> int:
    """Months from the last of the old to the first of the new: 1 where no month lies between."""
    return (new.first or 0) - _end(old)


def _apart(old: BilledSeries, new: BilledSeries) -> float:
    """How far the new one's first or latest amount a month lies from the old one's last, as a share; the closer of the
    two."""
    last = old.rate([_end(old)])
    return min(_distance(last, new.rate([month])) for month in (new.first or 0, _end(new)))


def _distance(one: float, other: float) -> float:
    larger = max(abs(one), abs(other))
    return abs(one - other) / larger if larger else 0.0


def without_renumbered(lacks: Lacks, suspected: Iterable[Renumbering]) -> dict[tuple[str, str], dict[int, float]]:
    """What the series lack when the suspected ones lack nothing after the old stopped and before the new began."""
    left = {key: dict(months) for key, months in lacks.items()}
    for pair in suspected:
        for one in pair.before:
            left[one.key] = {month: part for month, part in left[one.key].items() if month < _end(one)}
        for one in pair.after:
            left[one.key] = {month: part for month, part in left[one.key].items() if month > (one.first or 0)}
    return left
