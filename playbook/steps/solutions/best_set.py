"""Which set of solutions is worth the most: a choice of yes or no for each, within limits, solved exactly.

Numbers in, sets out. The choice is a mixed-integer programme, solved by HiGHS (through `scipy.optimize.milp`):

    maximise    sum of the values of the chosen + what is taken back of losses that would be counted twice
    such that   their one-off costs keep within the budget, their effort within the days that the team has,
                none of them excludes another, each has with it what it requires, and the committed ones are in.

*Losses counted twice.* Each value bears the whole loss of the revenue that the solution replaces. Where several replace
parts of the same service which add up to more than the service, the sum would lose more than there is. What is too much
comes back: worth x max(0, sum of parts - 1), with one continuous and one yes-or-no variable for each such service and
span of months (`Refund`). So the cap is exact.

*Ties.* Values are compared to the cent. Of sets that are worth the same the first in the order of a dictionary is
taken, whose letters are the ids: S1 S2 before S1 S3, and S1 before S1 S2. Whether there is a tie the next best set
tells; only then the ids are fixed one by one.

*Unknown.* A solution of which a figure is not known cannot be selected. If we are bound to it, it is in, and what is
known of it counts.

>>> bounds = Bounds(costs={"S1": 3.0, "S2": 2.0, "S3": 2.0}, efforts={"S1": 0.0, "S2": 0.0, "S3": 0.0}, budget=4.0)
>>> problem = Problem(("S1", "S2", "S3"), {"S1": 5.0, "S2": 4.0, "S3": 3.0}, bounds)
>>> first, second = two_best(problem)
>>> first.members, first.value, second.members, second.value
(('S2', 'S3'), 7.0, ('S1',), 5.0)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from playbook.client.conflicts import Bounds, breaches, in_force
from playbook.units import is_unknown

__all__ = ["Choice", "Problem", "Refund", "Relaxation", "allowed", "best", "measure", "relaxed", "two_best", "within"]

#: Half a cent: values are compared to the cent.
_HALF = 0.005

Limit = Literal["budget", "effort"]


@dataclass(frozen=True)
class Refund:
    """What a service cannot lose twice: the parts of it (0..1) that solutions replace, and the present value of its
    whole loss."""

    shares: Mapping[str, float]
    worth: float


@dataclass(frozen=True)
class Problem:
    """The candidates in the order that breaks ties, the value of each (NaN: unknown), what limits them, and those that
    are committed."""

    ids: tuple[str, ...]
    values: Mapping[str, float]
    bounds: Bounds
    committed: tuple[str, ...] = ()
    refunds: tuple[Refund, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A set of solutions: its value, one-off cost and effort. `unknown` are the members of which a figure is not known:
    then these are the sums of what is known.
    """

    members: tuple[str, ...]
    value: float
    cost: float
    effort: float
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relaxation:
    """What loosening one constraint changes. `kind`: budget, effort, excludes, requires or committed; `subject`: the
    solutions of the rule.

    `extra`: the smallest amount by which the limit must be raised for a better set (NaN for a rule, which is dropped as
    a whole). `choice` is the best set then, None where no loosening of this constraint alone leads to a better one;
    `gain` what it brings (0 then).
    """

    kind: str
    subject: tuple[str, ...] = ()
    extra: float = float("nan")
    gain: float = 0.0
    choice: Choice | None = None


def allowed(problem: Problem) -> tuple[str, ...]:
    """The solutions that can be in the set: all their figures are known, or they are in force."""
    forced = in_force(problem.bounds, problem.committed)
    return tuple(identifier for identifier in problem.ids if identifier in forced or not _lacking(problem, identifier))


def _lacking(problem: Problem, identifier: str) -> bool:
    return any(
        is_unknown(figures.get(identifier))
        for figures in (problem.values, problem.bounds.costs, problem.bounds.efforts)
    )


def measure(problem: Problem, members: Iterable[str]) -> Choice:
    """A set's value (no revenue lost twice), cost and effort, to the cent; of what is not known the known part."""
    chosen = set(members)
    inside = tuple(identifier for identifier in problem.ids if identifier in chosen)
    sums = [
        sum(figures[identifier] for identifier in inside if not is_unknown(figures.get(identifier)))
        for figures in (problem.values, problem.bounds.costs, problem.bounds.efforts)
    ]
    back = sum(
        refund.worth * max(0.0, sum(refund.shares.get(identifier, 0.0) for identifier in inside) - 1)
        for refund in problem.refunds
    )
    unknown = tuple(identifier for identifier in inside if _lacking(problem, identifier))
    return Choice(inside, round(sums[0] + back, 2), round(sums[1], 2), round(sums[2], 4), unknown)


def within(problem: Problem, members: Iterable[str]) -> tuple[str, ...]:
    """What a set breaks: of excludes, budget, effort, requires and committed; nothing where it is a choice that one may
    make."""
    chosen = set(members)
    lacks = any(needed not in chosen for identifier in chosen for needed in problem.bounds.requires.get(identifier, ()))
    left = any(identifier not in chosen for identifier in problem.committed)
    return (*breaches(problem.bounds, chosen), *(("requires",) if lacks else ()), *(("committed",) if left else ()))


def two_best(problem: Problem) -> tuple[Choice | None, Choice | None]:
    """The best set and the runner-up: the best one that is not the same. None where there is none."""
    optimum = _solve(problem)
    other = _solve(problem, cuts=(optimum,), above=_without_one(problem, optimum)) if optimum else None
    if optimum is None or other is None:
        return optimum, None
    if other.value < optimum.value:
        return optimum, _told(problem, other, cuts=(optimum,))
    first = _by_id(problem, max(optimum.value, other.value))
    return first, _told(problem, optimum if first.members == other.members else other, cuts=(first,))


def _without_one(problem: Problem, choice: Choice) -> float | None:
    """What the runner-up is worth at least: the best set without one of its members. It spares the solver most of its
    search."""
    fewer = (tuple(one for one in choice.members if one != out) for out in choice.members)
    return max((measure(problem, members).value for members in fewer if not within(problem, members)), default=None)


def best(problem: Problem) -> Choice | None:
    """The best set, ties by id; None where the commitments cannot be kept."""
    optimum = _solve(problem)
    return _told(problem, optimum) if optimum else None


def _told(problem: Problem, choice: Choice, *, cuts: tuple[Choice, ...] = ()) -> Choice:
    """A best set (beside those that are cut off), or the first by id of all that are worth as much."""
    tied = _solve(problem, cuts=(*cuts, choice), above=choice.value)
    return _by_id(problem, choice.value, cuts) if tied else choice


def _by_id(problem: Problem, value: float, cuts: tuple[Choice, ...] = ()) -> Choice:
    """Of the sets of this value the first in the order of a dictionary: each id in turn is in, if such a set has it."""
    chosen, out = list[str](), list[str]()
    for identifier in problem.ids:
        so_far = measure(problem, chosen)
        if so_far.value == value and not within(problem, chosen) and all(so_far.members != cut.members for cut in cuts):
            break
        inside = _solve(
            problem, cuts=cuts, above=value, fixed={**dict.fromkeys(out, 0), **dict.fromkeys((*chosen, identifier), 1)}
        )
        (chosen if inside else out).append(identifier)
    return measure(problem, chosen)


def relaxed(problem: Problem, optimum: Choice) -> list[Relaxation]:
    """For each constraint the smallest relaxation that leads to a better set than the optimum, and what it brings.

    Budget and effort: the least amount of it that a better set needs, exactly (a programme of its own). Each pair of
    excludes, each requires and each committed one: dropped as a whole.
    """
    bounds = problem.bounds
    relaxations = [_raised(problem, optimum, limit) for limit in ("budget", "effort")]
    for pair in bounds.excludes:
        loose = replace(
            problem, bounds=replace(bounds, excludes=tuple(other for other in bounds.excludes if other != pair))
        )
        relaxations.append(_dropped(loose, optimum, "excludes", pair))
    for identifier, needed in ((one, other) for one in problem.ids for other in bounds.requires.get(one, ())):
        rest = tuple(other for other in bounds.requires[identifier] if other != needed)
        loose = replace(problem, bounds=replace(bounds, requires={**bounds.requires, identifier: rest}))
        relaxations.append(_dropped(loose, optimum, "requires", (identifier, needed)))
    for identifier in problem.committed:
        loose = replace(problem, committed=tuple(other for other in problem.committed if other != identifier))
        relaxations.append(_dropped(loose, optimum, "committed", (identifier,)))
    return relaxations


def _raised(problem: Problem, optimum: Choice, limit: Limit) -> Relaxation:
    """The smallest amount above a limit with which a better set can be had."""
    free = _with_limit(problem, limit, float("inf"))
    least = _solve(free, above=optimum.value + 2 * _HALF, least=limit)
    if least is None:
        return Relaxation(limit)
    needs = least.cost if limit == "budget" else least.effort
    raised = _with_limit(problem, limit, needs)
    choice = best(raised) if _solve(raised, cuts=(least,), above=least.value) else least
    now = problem.bounds.budget if limit == "budget" else problem.bounds.effort_days
    gain = round(choice.value - optimum.value, 2) if choice else 0.0
    return Relaxation(limit, extra=round(needs - now, 4), gain=gain, choice=choice)


def _with_limit(problem: Problem, limit: Limit, amount: float) -> Problem:
    bounds = (
        replace(problem.bounds, budget=amount) if limit == "budget" else replace(problem.bounds, effort_days=amount)
    )
    return replace(problem, bounds=bounds)


def _dropped(loose: Problem, optimum: Choice, kind: str, subject: tuple[str, ...]) -> Relaxation:
    better = _solve(loose, above=optimum.value + 2 * _HALF)
    choice = _told(loose, better) if better else None
    gain = round(choice.value - optimum.value, 2) if choice else 0.0
    return Relaxation(kind, subject, gain=gain, choice=choice)


@dataclass
class _Rows:
    """The rows of the programme: coefficients with their lower and upper ends."""

    width: int
    rows: list[Any] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def add(self, entries: Mapping[int, float], low: float, high: float) -> None:
        row = np.zeros(self.width)
        for place, value in entries.items():
            row[place] += value
        self.rows.append(row)
        self.lows.append(low)
        self.highs.append(high)


def _solve(
    problem: Problem,
    *,
    cuts: Sequence[Choice] = (),
    above: float | None = None,
    fixed: Mapping[str, int] | None = None,
    least: Limit | None = None,
) -> Choice | None:
    """The best set (or the one that needs `least` of a limit) beside the cuts, worth at least `above`; None: there is
    none."""
    from scipy.optimize import Bounds as Ends
    from scipy.optimize import LinearConstraint, milp

    place = {identifier: number for number, identifier in enumerate(problem.ids)}
    count = len(problem.refunds)
    width = len(place) + 2 * count
    worth = _padded(problem.values, place, width)
    worth[len(place) : len(place) + count] = [refund.worth for refund in problem.refunds]
    used = problem.bounds.costs if least == "budget" else problem.bounds.efforts
    goal = -worth if least is None else _padded(used, place, width)
    rows = _rows(problem, place, width)
    for cut in cuts:
        inside = set(cut.members)
        rows.add({number: -1.0 if one in inside else 1.0 for one, number in place.items()}, 1.0 - len(inside), np.inf)
    if above is not None:
        rows.add(dict(enumerate(worth)), above - _HALF, np.inf)
    low, high = _ends(problem, place, fixed or {})
    if (low > high).any():
        return None
    whole = np.array([1] * len(place) + [0] * count + [1] * count)
    given = LinearConstraint(np.array(rows.rows), np.array(rows.lows), np.array(rows.highs)) if rows.rows else ()
    answer = milp(goal, integrality=whole, bounds=Ends(low, high), constraints=given, options={"mip_rel_gap": 0.0})
    if answer.x is None:
        return None
    return measure(problem, [one for one, number in place.items() if answer.x[number] > 0.5])


def _known(figures: Mapping[str, float], identifier: str) -> float:
    return 0.0 if is_unknown(figures.get(identifier)) else float(figures[identifier])


def _padded(figures: Mapping[str, float], place: Mapping[str, int], width: int) -> Any:
    return np.array([_known(figures, identifier) for identifier in place] + [0.0] * (width - len(place)))


def _rows(problem: Problem, place: Mapping[str, int], width: int) -> _Rows:
    """The limits, the rules, and for each refund: taken back <= parts - 1 where there is too much (yes or no), else
    0."""
    bounds, rows = problem.bounds, _Rows(width)
    for figures, limit in ((bounds.costs, bounds.budget), (bounds.efforts, bounds.effort_days)):
        if limit < float("inf"):
            rows.add({number: _known(figures, one) for one, number in place.items()}, -np.inf, limit)
    for one, other in bounds.excludes:
        rows.add({place[one]: 1.0, place[other]: 1.0}, -np.inf, 1.0)
    for one, needs in bounds.requires.items():
        for other in needs:
            rows.add({place[one]: 1.0, place[other]: -1.0}, -np.inf, 0.0)
    for number, refund in enumerate(problem.refunds):
        back, much = len(place) + number, len(place) + len(problem.refunds) + number
        rows.add({back: 1.0, much: 1.0 - sum(refund.shares.values())}, -np.inf, 0.0)
        rows.add({back: 1.0, much: 1.0, **{place[one]: -share for one, share in refund.shares.items()}}, -np.inf, 0.0)
    return rows


def _ends(problem: Problem, place: Mapping[str, int], fixed: Mapping[str, int]) -> tuple[Any, Any]:
    """Where each variable may lie: a solution that is committed or fixed at 1 is in, one that is not allowed or fixed
    at 0 is out."""
    open_to, count = set(allowed(problem)), len(problem.refunds)
    high = [float(one in open_to and fixed.get(one, 1)) for one in place]
    low = [float(one in problem.committed or fixed.get(one, 0)) for one in place]
    return np.array(low + [0.0] * (2 * count)), np.array(high + [np.inf] * count + [1.0] * count)
