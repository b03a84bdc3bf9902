"""The best set against brute force: on every random instance the same sets, runner-up and relaxations; ties by id;
order of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client.conflicts import Bounds, minimal_conflict
from playbook.steps.solutions.best_set import Choice, Problem, Refund, best, measure, relaxed, two_best, within

NAN = float("nan")


def problem(values: Sequence[float], costs: Sequence[float], *, budget: float, **given: Any) -> Problem:
    """Solutions S1, S2, .. of these values and costs; no effort unless given."""
    ids = tuple(f"S{number}" for number in range(1, len(values) + 1))
    efforts = given.pop("efforts", [0.0] * len(values))
    rules = {name: given.pop(name) for name in ("requires", "excludes", "effort_days") if name in given}
    bounds = Bounds(
        costs=dict(zip(ids, costs, strict=True)), efforts=dict(zip(ids, efforts, strict=True)), budget=budget, **rules
    )
    return Problem(ids, dict(zip(ids, values, strict=True)), bounds, **given)


class Brute:
    """All subsets, and which of them are allowed, by going through every one."""

    def __init__(self, task: Problem) -> None:
        count = len(task.ids)
        self.ids, self.task = task.ids, task
        self.sets = (np.arange(2**count)[:, None] >> np.arange(count)) & 1 == 1
        self.values = self._sum(task.values) + sum(
            refund.worth * np.maximum(0, self.sets @ np.array([refund.shares.get(one, 0.0) for one in task.ids]) - 1)
            for refund in task.refunds
        )
        self.costs, self.efforts = self._sum(task.bounds.costs), self._sum(task.bounds.efforts)

    def _sum(self, figures: Any) -> Any:
        return self.sets @ np.nan_to_num([figures[one] for one in self.ids])

    def has(self, one: str) -> Any:
        return self.sets[:, self.ids.index(one)]

    def allowed(self, *, budget: float | None = None, effort: float | None = None) -> Any:
        """Which sets keep to every rule and limit."""
        task, bounds = self.task, self.task.bounds
        good = (self.costs <= (bounds.budget if budget is None else budget)) & (
            self.efforts <= (bounds.effort_days if effort is None else effort)
        )
        for one, other in bounds.excludes:
            good &= ~(self.has(one) & self.has(other))
        for one, needs in bounds.requires.items():
            for other in needs:
                good &= ~self.has(one) | self.has(other)
        for one in self.ids:
            if one in task.committed:
                good &= self.has(one)
            elif one not in self.forced() and any(
                figures[one] != figures[one] for figures in (task.values, bounds.costs, bounds.efforts)
            ):
                good &= ~self.has(one)
        return good

    def forced(self) -> set[str]:
        found: set[str] = set()
        todo = list(self.task.committed)
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += self.task.bounds.requires.get(one, ())
        return found

    def ranking(self) -> list[tuple[str, ...]]:
        """The two best sets: the largest value, then the first in the order of a dictionary."""
        places = np.flatnonzero(self.allowed())
        top = sorted(places, key=lambda place: -self.values[place])[:1]
        if not top:
            return []
        order = sorted(
            places, key=lambda place: (-round(self.values[place], 2), tuple(np.flatnonzero(self.sets[place])))
        )[:2]
        return [tuple(one for one, inside in zip(self.ids, self.sets[place], strict=True) if inside) for place in order]

    def best_value(self, **limits: float) -> float | None:
        good = self.allowed(**limits)
        return float(self.values[good].max()) if good.any() else None


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to 12 solutions with small whole figures (so that ties occur), some unknown, with rules, commitments and
    double losses."""
    count = draw(st.integers(1, 12))
    ids = [f"S{number}" for number in range(1, count + 1)]
    pick = st.sampled_from(ids)
    numbers = st.lists(st.integers(0, 12).map(float), min_size=count, max_size=count)
    values = draw(
        st.lists(
            st.one_of(st.integers(-10, 30).map(float), st.integers(-10, 30).map(float), st.just(NAN)),
            min_size=count,
            max_size=count,
        )
    )
    pairs = [
        pair
        for pair in draw(st.lists(st.tuples(pick, pick), max_size=3, unique_by=lambda pair: frozenset(pair)))
        if pair[0] != pair[1]
    ]
    needs = [pair for pair in draw(st.lists(st.tuples(pick, pick), max_size=3, unique=True)) if pair[0] != pair[1]]
    requires = {one: tuple(other for first, other in needs if first == one) for one, _ in needs}
    committed = tuple(sorted(draw(st.sets(pick, max_size=2)), key=ids.index))
    refunds = []
    for _ in range(draw(st.integers(0, 2))):
        members = draw(st.lists(pick, min_size=2, max_size=4, unique=True)) if count > 1 else []
        shares = {
            one: draw(st.integers(1, 4)) / 4 for one in members if values[ids.index(one)] == values[ids.index(one)]
        }
        refunds.append(Refund(shares, 4.0 * draw(st.integers(1, 8)))) if sum(shares.values()) > 1 else None
    return problem(
        values,
        draw(numbers),
        budget=float(draw(st.integers(0, 60))),
        efforts=draw(numbers),
        effort_days=float(draw(st.integers(0, 60))),
        requires=requires,
        excludes=tuple(pairs),
        committed=committed,
        refunds=tuple(refunds),
    )


@settings(max_examples=150, deadline=None)
@given(problems())
def test_the_two_best_sets_are_those_of_brute_force(task: Problem) -> None:
    expected = Brute(task).ranking()
    found = [choice.members for choice in two_best(task) if choice is not None]
    assert found == expected
    single = best(task)
    assert (single.members if single else None) == (expected[0] if expected else None)
    assert bool(minimal_conflict(task.bounds, task.committed)) == (not expected)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_relaxations_are_those_of_brute_force(task: Problem) -> None:
    optimum = best(task)
    if optimum is None:
        return
    found = {
        (item.kind, item.subject): (
            item.gain,
            item.extra if item.choice and item.kind in ("budget", "effort") else None,
        )
        for item in relaxed(task, optimum)
    }
    assert found == {**_limits(task, optimum), **_rules(task, optimum)}
    for item in relaxed(task, optimum):
        if item.choice:
            assert item.choice.value == round(optimum.value + item.gain, 2)


def _limits(task: Problem, optimum: Choice) -> dict[Any, Any]:
    """The least budget and effort with which something better can be had, by trying every amount that occurs."""
    brute, found = Brute(task), {}
    for name, amounts, limit in (
        ("budget", brute.costs, task.bounds.budget),
        ("effort", brute.efforts, task.bounds.effort_days),
    ):
        tried = [(amount, brute.best_value(**{name: amount})) for amount in sorted(set(amounts)) if amount > limit]
        first = next(((amount, value) for amount, value in tried if value is not None and value > optimum.value), None)
        found[name, ()] = (0.0, None) if first is None else (first[1] - optimum.value, first[0] - limit)
    return found


def _rules(task: Problem, optimum: Choice) -> dict[Any, Any]:
    """What each rule costs: the best value without it."""
    bounds, found = task.bounds, {}
    for pair in bounds.excludes:
        loose = replace(
            task, bounds=replace(bounds, excludes=tuple(other for other in bounds.excludes if other != pair))
        )
        found["excludes", pair] = loose
    for one, needs in bounds.requires.items():
        for other in needs:
            rest = {**bounds.requires, one: tuple(needed for needed in needs if needed != other)}
            found["requires", (one, other)] = replace(task, bounds=replace(bounds, requires=rest))
    for one in task.committed:
        found["committed", (one,)] = replace(task, committed=tuple(other for other in task.committed if other != one))
    values = {key: Brute(loose).best_value() for key, loose in found.items()}
    return {
        key: (max(0.0, (value if value is not None else NAN) - optimum.value), None) for key, value in values.items()
    }


@settings(max_examples=40, deadline=None)
@given(problems())
def test_a_conflict_is_minimal(task: Problem) -> None:
    conflict = minimal_conflict(task.bounds, task.committed)
    assert not Brute(replace(task, committed=conflict)).ranking() if conflict else Brute(task).ranking()
    for one in conflict:
        assert Brute(replace(task, committed=tuple(other for other in conflict if other != one))).ranking()


def test_a_budget_is_not_filled_greedily() -> None:
    """S1 has the best value per cost, but S2 and S3 together fill the budget: 4 + 3 > 5."""
    first, second = two_best(problem([5, 4, 3], [3, 2, 2], budget=4))
    assert first == Choice(("S2", "S3"), 7, 4, 0)
    assert second is not None and second.members == ("S1",)


def test_ties_go_by_id_and_nothing_worthless_is_added() -> None:
    first, second = two_best(problem([4, 4, 4, 0], [1, 1, 1, 0], budget=2))
    assert first is not None and second is not None
    assert (first.members, second.members) == (("S1", "S2"), ("S1", "S2", "S4"))


def test_revenue_is_not_lost_twice() -> None:
    """S1 and S2 replace 3/4 of a service each, whose whole loss is 100: alone each bears 75, together 100, so 50 comes
    back."""
    task = problem([30, 25], [0, 0], budget=0, refunds=(Refund({"S1": 0.75, "S2": 0.75}, 100),))
    assert [measure(task, members).value for members in (("S1",), ("S2",), ("S1", "S2"))] == [30, 25, 105]
    loss = problem([-30, -15], [0, 0], budget=0, refunds=(Refund({"S1": 0.75, "S2": 0.75}, 100),))
    assert best(loss) == Choice(("S1", "S2"), 5, 0, 0)


def test_what_a_raised_budget_brings() -> None:
    """S2 costs 6 against a budget of 4: 2 more buy it instead of S1 (3 more in value)."""
    task = problem([5, 8, 1], [4, 6, 9], budget=4)
    optimum = best(task)
    assert optimum is not None
    budget, effort = relaxed(task, optimum)
    assert (budget.extra, budget.gain, budget.choice.members if budget.choice else ()) == (2, 3, ("S2",))
    assert (effort.gain, effort.choice) == (0, None)


def test_the_unknown_is_never_selected_unless_we_are_bound_to_it() -> None:
    task = problem([NAN, 3, 2], [1, 1, NAN], budget=9)
    assert best(task) == Choice(("S2",), 3, 1, 0)
    bound = replace(task, committed=("S3",))
    assert best(bound) == Choice(("S2", "S3"), 5, 1, 0, unknown=("S3",))
    needed = problem([NAN, 3], [1, 1], budget=9, requires={"S2": ("S1",)}, committed=("S2",))
    assert best(needed) == Choice(("S1", "S2"), 3, 2, 0, unknown=("S1",))


def test_commitments_that_cannot_be_kept_have_no_best_set() -> None:
    task = problem([1, 1, 1], [3, 3, 0], budget=5, committed=("S1", "S2", "S3"))
    assert two_best(task) == (None, None)
    assert minimal_conflict(task.bounds, task.committed) == ("S1", "S2")


@pytest.mark.parametrize(
    ("members", "broken"),
    [
        (("S1", "S2"), ("excludes", "budget", "committed")),
        (("S3",), ("requires",)),
        (("S3", "S4"), ()),
        ((), ("committed",)),
    ],
)
def test_what_a_set_breaks(members: tuple[str, ...], broken: tuple[str, ...]) -> None:
    task = problem(
        [1] * 4, [3, 3, 1, 1], budget=5, requires={"S3": ("S4",)}, excludes=(("S1", "S2"),), committed=("S3",)
    )
    assert within(task, members) == broken
