"""What cannot be true together: tasks and solutions that wait for themselves, and commitments that no choice can keep.

A solution that we are bound to do brings those that it requires with it. All of these together are *in force*, and they
must not exclude each other, nor cost more than the budget, nor take more days than the team has. Where they do, it
helps little to be told that something is wrong somewhere: what is named is a *minimal* conflicting set, from which no
commitment can be left out without the conflict being gone. It is found by the deletion filter: leave out one after
another, and put back what the conflict needs.

>>> bounds = Bounds(costs={"S1": 30.0, "S2": 5.0, "S3": 25.0}, budget=50.0)
>>> breaches(bounds, ("S1", "S2", "S3")), minimal_conflict(bounds, ("S1", "S2", "S3"))
(('budget',), ('S1', 'S3'))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

from playbook.client.dated import latest
from playbook.client.frames import Rows
from playbook.client.model import Assumption
from playbook.client.source import Source
from playbook.messages import joined, said
from playbook.units import is_unknown

__all__ = ["TOLERANCE", "Bounds", "breaches", "check_conflicts", "cycles", "in_force", "minimal_conflict"]

#: How far a sum of amounts may lie above its limit by rounding alone.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Bounds:
    """What limits a set of solutions: pairs that exclude each other, what each requires, one-off cost (currency)
    against the budget, and effort (person-days) against what the team has. A cost or effort that is not given is
    unknown: the known part is counted.
    """

    requires: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excludes: tuple[tuple[str, str], ...] = ()
    costs: Mapping[str, float] = field(default_factory=dict)
    efforts: Mapping[str, float] = field(default_factory=dict)
    budget: float = float("inf")
    effort_days: float = float("inf")


def in_force(bounds: Bounds, committed: Iterable[str]) -> tuple[str, ...]:
    """The committed solutions and all that they require, directly or by way of others, in the order in which they come
    in.

    >>> in_force(Bounds(requires={"S1": ("S2",), "S2": ("S3",)}), ["S1"])
    ('S1', 'S2', 'S3')
    """
    solutions = list(dict.fromkeys(committed))
    for identifier in solutions:
        solutions.extend(needed for needed in bounds.requires.get(identifier, ()) if needed not in solutions)
    return tuple(solutions)


def breaches(bounds: Bounds, solutions: Iterable[str]) -> tuple[str, ...]:
    """Which of excludes, budget and effort these solutions break together; none: they can stand side by side."""
    members = set(solutions)
    broken = {
        "excludes": any(one in members and other in members for one, other in bounds.excludes),
        "budget": _sum(bounds.costs, members) > bounds.budget + TOLERANCE,
        "effort": _sum(bounds.efforts, members) > bounds.effort_days + TOLERANCE,
    }
    return tuple(name for name, holds in broken.items() if holds)


def _sum(amounts: Mapping[str, float], members: Iterable[str]) -> float:
    return sum(amounts[member] for member in sorted(members) if not is_unknown(amounts.get(member)))


def minimal_conflict(bounds: Bounds, committed: Iterable[str]) -> tuple[str, ...]:
    """Commitments that cannot be kept together, and of which none can be left out; none where all can be kept."""
    kept = list(dict.fromkeys(committed))
    if not breaches(bounds, in_force(bounds, kept)):
        return ()
    for identifier in list(kept):
        rest = [other for other in kept if other != identifier]
        if breaches(bounds, in_force(bounds, rest)):
            kept = rest
    return tuple(kept)


def cycles(waits_for: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Circles in what waits for what, each from its first member round to it again; none shares an arrow with another.

    >>> cycles({"S1": ("S2",), "S2": ("S1",), "S3": ("S1",)})
    [('S1', 'S2', 'S1')]
    """
    graph, circles = {key: list(values) for key, values in waits_for.items()}, list[tuple[str, ...]]()
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = _turned(list(reversed(error.args[1]))[:-1], list(graph))
            circles.append((*circle, circle[0]))
            for start, end in zip(circle, circles[-1][1:], strict=True):
                graph[start].remove(end)
        else:
            return sorted(circles)


def _turned(circle: list[str], order: list[str]) -> list[str]:
    """The circle from the member that stands first in the file."""
    first = min(range(len(circle)), key=lambda place: order.index(circle[place]))
    return circle[first:] + circle[:first]


def check_conflicts(source: Source, tables: Mapping[str, Rows], assumptions: Mapping[str, Assumption]) -> None:
    """Faults of solutions and tasks that no single cell shows; solutions are looked at as they stand on each of their
    dates."""
    for rows in _snapshots(tables["solutions"]):
        _check_itself(source, rows)
        _check_circles(source, rows, ("solutions", "solution", "requires"))
        _check_committed(source, rows, assumptions)
        _check_service(source, rows)
    _check_circles(source, tables["tasks"], ("tasks", "task", "after"))


def _snapshots(rows: Rows) -> Iterator[Rows]:
    """The rows that hold on each date: per solution the latest one not after it."""
    known = [row for row in rows if row["solution"] is not None]
    for day in sorted({row["on"] or date.min for row in rows}):
        yield sorted(latest(known, ("solution",), day), key=lambda row: row["row"])


def _check_itself(source: Source, rows: Rows) -> None:
    for row in rows:
        for column in ("requires", "excludes"):
            if row["solution"] in _ids(row[column]):
                source.fault_in("solutions", row, column, said("another solution than its own"), value=row["solution"])


def _check_circles(source: Source, rows: Rows, place: tuple[str, str, str]) -> None:
    """No circle in `requires` or `after`; a solution that requires itself has a line of its own already."""
    table, key, column = place
    known = {row[key]: row for row in rows if row[key] is not None}
    waits_for = {
        own: [other for other in _ids(row[column]) if other in known and (table != "solutions" or other != own)]
        for own, row in known.items()
    }
    for circle in cycles(waits_for):
        expected, mend = (
            said("no circle: none may wait for itself"),
            said("take one of these out of {column}", column=column),
        )
        source.fault_in(table, known[circle[0]], column, expected, value=" -> ".join(circle), mend=mend)


def _check_service(source: Source, rows: Rows) -> None:
    """Who earns has to earn on something: else the benefit could not be told from one that is billed already."""
    expected = said("a service (or a line) that its benefit comes from")
    for row in rows:
        earns = not all(is_unknown(row[f"benefit_{case}_month"]) for case in ("low", "base", "high"))
        if earns and is_unknown(row["line"]) and is_unknown(row["service"]):
            source.fault_in("solutions", row, "service", expected, value="")


def _check_committed(source: Source, rows: Rows, assumptions: Mapping[str, Assumption]) -> None:
    bounds = _bounds(rows, assumptions)
    conflict = minimal_conflict(bounds, [row["solution"] for row in rows if row["committed"]])
    if conflict:
        limits = {
            "excludes": said("solutions that do not exclude each other, nor what the others require"),
            "budget": said(
                "one-off costs of at most {budget:,.0f} in all (assumption budget_once)", budget=bounds.budget
            ),
            "effort": said(
                "an effort of at most {days:,.0f} person-days in all (assumption effort_days_max)",
                days=bounds.effort_days,
            ),
        }
        limit = joined((limits[breach] for breach in breaches(bounds, in_force(bounds, conflict))), said("; "))
        first = next(row for row in rows if row["solution"] == conflict[0])
        expected, mend = said("of the committed ones {limit}", limit=limit), said("commit to one fewer of them")
        source.fault_in("solutions", first, "committed", expected, value=", ".join(conflict), mend=mend)


def _bounds(rows: Rows, assumptions: Mapping[str, Assumption]) -> Bounds:
    return Bounds(
        requires={row["solution"]: tuple(_ids(row["requires"])) for row in rows},
        excludes=tuple(
            (row["solution"], other) for row in rows for other in _ids(row["excludes"]) if other != row["solution"]
        ),
        costs={row["solution"]: row["cost_once"] for row in rows},
        efforts={row["solution"]: row["effort_days"] for row in rows},
        budget=_limit(assumptions, "budget_once"),
        effort_days=_limit(assumptions, "effort_days_max"),
    )


def _limit(assumptions: Mapping[str, Assumption], name: str) -> float:
    return assumptions[name].value if name in assumptions else float("inf")


def _ids(value: Any) -> tuple[str, ...]:
    return () if is_unknown(value) else tuple(value)
