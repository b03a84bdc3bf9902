"""The choice among the solutions as numbers, and the account team's own choice within it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from playbook.client.conflicts import Bounds
from playbook.client.model import Client
from playbook.client.rows import natural, records
from playbook.steps.solutions.best_set import Choice, Problem, measure, within
from playbook.steps.solutions.finance import Finance
from playbook.units import is_unknown

__all__ = ["Team", "ordered_ids", "problem_of", "team_of"]


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


def team_of(problem: Problem, finance: Finance, best: Choice | None, *, exact: bool) -> Team:
    """The set that the team has chosen, beside the best one; `exact` says that what it is worth is known."""
    rows = records(finance.solutions)
    choice = measure(problem, ordered_ids(row["solution"] for row in rows if row["chosen"] is True))
    optimal = best.members if best else ()
    exact = exact and best is not None and not choice.unknown
    return Team(
        choice,
        within(problem, choice.members),
        lacks=tuple(one for one in optimal if one not in choice.members),
        spare=tuple(one for one in choice.members if one not in optimal),
        difference=round(best.value - choice.value, 2) if best and exact else float("nan"),
        undecided=ordered_ids(row["solution"] for row in rows if is_unknown(row["chosen"])),
    )


def ordered_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids in their natural order."""
    return tuple(sorted(ids, key=natural))
