"""The set of solutions that is worth the most within budget and effort (exhibit 4.9), beside the one that the account
team chose.

What each solution is worth comes from :mod:`playbook.steps.solutions.finance`, the choice from `best_set` beside it.
Here the two meet, and it is said what a director has to know: the best set and the runner-up, which limit to loosen
first, and what stands between the team's choice and the best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.conflicts import Bounds, breaches, in_force, minimal_conflict
from playbook.client.model import Client
from playbook.client.rows import natural, records
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.solutions.best_set import Choice, Problem, Relaxation, measure, relaxed, two_best, within
from playbook.steps.solutions.finance import Finance, finance_of
from playbook.steps.solutions.selection_findings import Found, selection_findings
from playbook.steps.status import weakest
from playbook.units import Side, is_unknown

__all__ = ["Selection", "Team", "problem_of", "selection_of"]


@dataclass(frozen=True)
class Team:
    """The account team's chosen set: what it is worth, what it breaks (of excludes, budget, effort, requires,
    committed), and how it differs from the optimum. `lacks` are in the optimum alone, `spare` in the team's set alone;
    `difference` is the optimum's NPV less the team's, NaN where one of them is not fully known. `undecided` are the
    solutions of which nobody has said whether they are chosen.
    """

    choice: Choice
    breaks: tuple[str, ...]
    lacks: tuple[str, ...]
    spare: tuple[str, ...]
    difference: float
    undecided: tuple[str, ...]


@dataclass(frozen=True)
class Selection:
    """What 4.9 shows. `solutions` as in `Finance`, with `best`, `runner_up` (in the set or not). Amounts in the
    client's currency, effort in days.

    `best` is None where the commitments cannot be kept: then `conflict` is a minimal set of them, and `conflict_breaks`
    what it breaks. `forced` are the solutions that are in because we are bound to them or they are required by those.
    `left_out` could not be weighed: a better set may hold one of them. Of `unbound` nobody has said whether we are
    bound to them: then a set that may have to hold them may be worth less. `bound` says how what the best set is worth
    is to be read.
    """

    solutions: pd.DataFrame
    budget: float
    effort_days: float
    horizon: int
    best: Choice | None = None
    runner_up: Choice | None = None
    team: Team | None = None
    relaxations: tuple[Relaxation, ...] = ()
    forced: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unbound: tuple[str, ...] = ()
    bound: Side = "exact"
    conflict: tuple[str, ...] = ()
    conflict_breaks: tuple[str, ...] = ()
    status: str = "unknown"
    findings: tuple[Finding, ...] = ()


@remembered
def selection_of(client: Client) -> Selection:
    """The best set of a client's solutions, the runner-up, the relaxations and the team's choice."""
    finance = finance_of(client)
    problem = problem_of(client, finance)
    best, runner_up = two_best(problem) if problem.ids else (None, None)
    solutions = finance.solutions.assign(
        **{name: _inside(finance, choice) for name, choice in (("best", best), ("runner_up", runner_up))}
    )
    conflict = minimal_conflict(problem.bounds, problem.committed)
    forced = in_force(problem.bounds, problem.committed)
    left_out = _ids(
        solutions, [bool(missing) and identifier not in forced for identifier, missing in _missing(solutions)]
    )
    unbound = _ids(solutions, [is_unknown(flag) for flag in solutions["committed"]])
    bound = _bound(best, left_out, unbound)
    given: dict[str, Any] = {
        "solutions": solutions,
        "budget": problem.bounds.budget,
        "effort_days": problem.bounds.effort_days,
        "horizon": finance.horizon,
        "best": best,
        "runner_up": runner_up,
        "team": _team(problem, best, solutions, exact=bound == "exact") if problem.ids else None,
        "relaxations": tuple(relaxed(problem, best)) if best and bound == "exact" else (),
        "forced": forced,
        "left_out": left_out,
        "unbound": unbound,
        "bound": bound,
        "conflict": conflict,
        "conflict_breaks": breaches(problem.bounds, in_force(problem.bounds, conflict)),
        "status": _status(client, solutions),
    }
    if not problem.ids:
        return Selection(**given)
    known = {name: given[name] for name in Found.__dataclass_fields__ if name in given}
    found = Found(**known, currency=client.currency, annuity=finance.annuity, count=len(solutions))
    return Selection(**given, findings=selection_findings(found))


def _bound(best: Choice | None, left_out: tuple[str, ...], unbound: tuple[str, ...]) -> Side:
    """How the worth of the best set is to be read: with more to choose from it can only be more, with more that must be
    in it only less."""
    if best is None or best.unknown or (left_out and unbound):
        return "unknown"
    return "at_least" if left_out else "at_most" if unbound else "exact"


def problem_of(client: Client, finance: Finance) -> Problem:
    """The choice as numbers: NPVs, costs and efforts by id, the rules among solutions, and the limits (assumptions)."""
    rows = sorted(records(finance.solutions), key=lambda row: natural(row["solution"]))
    pairs = {tuple(sorted((row["solution"], other), key=natural)) for row in rows for other in row["excludes"]}
    bounds = Bounds(
        requires={row["solution"]: tuple(sorted(row["requires"], key=natural)) for row in rows if row["requires"]},
        excludes=tuple(sorted(((one, other) for one, other in pairs), key=lambda pair: [natural(one) for one in pair])),
        costs={row["solution"]: row["cost_once"] for row in rows},
        efforts={row["solution"]: row["effort_days"] for row in rows},
        budget=client.assume("budget_once"),
        effort_days=client.assume("effort_days_max"),
    )
    values = {row["solution"]: row["npv"] for row in rows}
    return Problem(
        tuple(values), values, bounds, tuple(row["solution"] for row in rows if row["committed"]), finance.refunds
    )


def _inside(finance: Finance, choice: Choice | None) -> Any:
    return [choice is not None and identifier in choice.members for identifier in finance.solutions["solution"]]


def _missing(solutions: pd.DataFrame) -> list[tuple[str, tuple[str, ...]]]:
    return list(zip(solutions["solution"], solutions["missing"], strict=True))


def _ids(solutions: pd.DataFrame, which: Any) -> tuple[str, ...]:
    return tuple(sorted(solutions.loc[which, "solution"], key=natural))


def _team(problem: Problem, best: Choice | None, solutions: pd.DataFrame, *, exact: bool) -> Team:
    choice = measure(problem, _ids(solutions, solutions["chosen"].eq(True)))
    optimal = best.members if best else ()
    exact = exact and best is not None and not choice.unknown
    return Team(
        choice,
        within(problem, choice.members),
        lacks=tuple(one for one in optimal if one not in choice.members),
        spare=tuple(one for one in choice.members if one not in optimal),
        difference=round(best.value - choice.value, 2) if best and exact else float("nan"),
        undecided=_ids(solutions, [is_unknown(flag) for flag in solutions["chosen"]]),
    )


def _status(client: Client, solutions: pd.DataFrame) -> str:
    """As sure as the weakest row, and as the bills where a solution replaces a service that is billed."""
    return weakest([*solutions["status"], *([base_of(client).status] if solutions["replaces"].notna().any() else [])])
