"""The set of solutions that is worth the most within budget and effort, beside the one that the account team chose.

What each solution is worth comes from :mod:`playbook.steps.solutions.finance`, the choice from
:mod:`playbook.steps.solutions.best_set`. Here the two meet, and it is said what a director has to know: the best set
and the runner-up, which limit to loosen first, and what stands between the team's choice and the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from playbook.client.conflicts import breaches, in_force, minimal_conflict
from playbook.client.model import Client
from playbook.client.rows import Row, records
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names
from playbook.steps.memory import remembered
from playbook.steps.solutions.best_set import Choice, Relaxation, relaxed, two_best
from playbook.steps.solutions.finance import Finance, finance_of
from playbook.steps.solutions.printed import days
from playbook.steps.solutions.set_problem import Team, ordered_ids, problem_of, team_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Names, Percent, Printable, Side, bounded, is_unknown

__all__ = ["Selection", "names_of", "selection_of"]

Figures = dict[str, Printable]


@dataclass(frozen=True)
class Selection:
    """`solutions` as in `Finance`, with `best`, `runner_up` (in the set or not). Amounts in the client's `currency`,
    effort in days; `annuity` is the present value of 1 a month.

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
    annuity: float
    currency: str
    best: Choice | None
    runner_up: Choice | None
    team: Team
    relaxations: tuple[Relaxation, ...]
    forced: tuple[str, ...]
    left_out: tuple[str, ...]
    unbound: tuple[str, ...]
    bound: Side
    conflict: tuple[str, ...]
    conflict_breaks: tuple[str, ...]
    status: str
    findings: tuple[Finding, ...] = ()


@remembered
def selection_of(client: Client) -> Selection:
    """The best set of a client's solutions, the runner-up, the relaxations and the team's choice."""
    finance = finance_of(client)
    problem = problem_of(client, finance)
    best, runner_up = two_best(problem) if problem.ids else (None, None)
    rows, forced = records(finance.solutions), in_force(problem.bounds, problem.committed)
    conflict = minimal_conflict(problem.bounds, problem.committed)
    left_out = ordered_ids(row["solution"] for row in rows if row["missing"] and row["solution"] not in forced)
    unbound = ordered_ids(row["solution"] for row in rows if is_unknown(row["committed"]))
    bound = _bound(best, left_out, unbound)
    selection = Selection(
        solutions=finance.solutions.assign(best=_inside(finance, best), runner_up=_inside(finance, runner_up)),
        budget=problem.bounds.budget,
        effort_days=problem.bounds.effort_days,
        horizon=finance.horizon,
        annuity=finance.annuity,
        currency=client.currency,
        best=best,
        runner_up=runner_up,
        team=team_of(problem, finance, best, exact=bound == "exact"),
        relaxations=tuple(relaxed(problem, best)) if best and bound == "exact" else (),
        forced=forced,
        left_out=left_out,
        unbound=unbound,
        bound=bound,
        conflict=conflict,
        conflict_breaks=breaches(problem.bounds, in_force(problem.bounds, conflict)),
        status=_status(client, rows),
    )
    return replace(selection, findings=_findings(selection)) if rows else selection


def _inside(finance: Finance, choice: Choice | None) -> list[bool]:
    return [choice is not None and identifier in choice.members for identifier in finance.solutions["solution"]]


def _bound(best: Choice | None, left_out: tuple[str, ...], unbound: tuple[str, ...]) -> Side:
    """How the worth of the best set is to be read: with more to choose from it can only be more, with more that must be
    in it only less."""
    if best is None or best.unknown or (left_out and unbound):
        return "unknown"
    return "at_least" if left_out else "at_most" if unbound else "exact"


def _status(client: Client, solutions: Sequence[Row]) -> str:
    """As sure as the weakest row, and as the bills where a solution replaces a service that is billed."""
    billed = any(not is_unknown(row["replaces"]) for row in solutions)
    return weakest([*(row["status"] for row in solutions), *([base_of(client).status] if billed else [])])


def _findings(selection: Selection) -> tuple[Finding, ...]:
    """The message first, then what to do about it; what could not be weighed comes early where the message hangs
    on it."""
    if selection.best is None:
        return (_conflict(selection),)
    if not selection.best.members:
        rule = (
            "none_weighed"
            if selection.left_out and len(selection.left_out) == len(selection.solutions)
            else "nothing_known"
            if selection.left_out
            else "nothing"
        )
        return (_finding(selection, rule, _figures(selection)), *_left_out(selection))
    message, asks = (
        _message(selection, selection.best),
        (*_bound_unknown(selection, selection.best), *_left_out(selection), *_unbound(selection)),
    )
    choices = (
        (*_change(selection), *_loosen(selection), *_runner_up(selection, selection.best))
        if selection.bound == "exact"
        else ()
    )
    return (message, *asks, *choices) if message.rule == "solutions.selection.open" else (message, *choices, *asks)


def _figures(selection: Selection) -> Figures:
    team, best = selection.team, selection.best or Choice((), 0.0, 0.0, 0.0)
    worth: Side = "unknown" if team.undecided else "exact"
    least: Side = "at_least" if team.undecided else "exact"  # what may be chosen too costs more, and may be worth less
    unweighed = tuple(dict.fromkeys((*best.unknown, *team.choice.unknown, *selection.left_out, *selection.unbound)))
    return {
        "budget": _money(selection, selection.budget),
        "effort": days(selection.effort_days),
        "months": Count(selection.horizon),
        "best": names_of(best.members),
        "worth": bounded(_money(selection, best.value), selection.bound),
        "cost": _money(selection, best.cost),
        "days": days(best.effort),
        "chosen": names_of(team.choice.members),
        "chosen_worth": bounded(_money(selection, team.choice.value), worth),
        "chosen_cost": bounded(_money(selection, team.choice.cost), least),
        "chosen_days": bounded(days(team.choice.effort), least),
        "lacks": names_of(team.lacks),
        "spare": names_of(team.spare),
        "gap": bounded(_money(selection, team.difference), worth),
        "unweighed": names_of(unweighed),
        "over_cost": bounded(_money(selection, team.choice.cost - selection.budget), least),
        "over_days": bounded(days(team.choice.effort - selection.effort_days), least),
        "left_out": names_of(selection.left_out),
        "n": Count(len(unweighed) or len(selection.left_out) or 1),
    }


def _conflict(selection: Selection) -> Finding:
    """The commitments that cannot be kept, and what they break."""
    figures = _figures(selection) | {"which": names_of(selection.conflict), "n": Count(len(selection.conflict))}
    return _finding(selection, f"conflict_{selection.conflict_breaks[0]}", figures)


def _message(selection: Selection, best: Choice) -> Finding:
    """The best set, and how the team's choice compares with it."""
    team, figures = selection.team, _figures(selection)
    if not team.choice.members and team.undecided:
        return _finding(selection, "undecided", figures, best.value)
    if not team.choice.members:
        return _finding(selection, "no_choice", figures, best.value)
    if team.choice.unknown or team.undecided or selection.bound != "exact":
        return _finding(selection, "open", figures, best.value)
    if team.breaks:
        both = {"budget", "effort"} <= set(team.breaks)
        return _finding(selection, f"beyond_{'both' if both else team.breaks[0]}", figures, abs(team.difference))
    if not team.difference:
        return _finding(selection, "same" if team.choice.members == best.members else "as_good", figures, best.value)
    return _finding(selection, "leaves", figures, team.difference)


def _change(selection: Selection) -> Iterator[Finding]:
    """What stands between the team's choice and the best set: what to take in, and what to leave out."""
    team = selection.team
    if not team.choice.members or is_unknown(team.difference) or not (team.breaks or team.difference):
        return
    kind = "swap" if team.lacks and team.spare else "add" if team.lacks else "drop"
    yield _finding(
        selection,
        f"{'change' if team.difference > 0 else 'fit'}_{kind}",
        _figures(selection),
        max(team.difference, 0.0),
    )


def _loosen(selection: Selection) -> Iterator[Finding]:
    """The constraint to loosen first: the one that brings the most; and whether money or days are what is short."""
    helpful = [relaxation for relaxation in selection.relaxations if relaxation.choice]
    if not helpful:
        yield _finding(selection, "no_limit_binds", _figures(selection))
        return
    first = max(helpful, key=lambda relaxation: relaxation.gain)
    limits = {relaxation.kind for relaxation in helpful} & {"budget", "effort"}
    only = "_only" if limits == {first.kind} else ""
    figures = _figures(selection) | {
        "gain": _money(selection, first.gain),
        "extra": _money(selection, first.extra) if first.kind == "budget" else days(first.extra),
        "first": names_of(first.subject[:1]),
        "second": names_of(first.subject[1:]),
        "then": names_of(first.choice.members if first.choice else ()),
    }
    yield _finding(selection, f"loosen_{first.kind}{only}", figures, first.gain)


def _runner_up(selection: Selection, best: Choice) -> Iterator[Finding]:
    second = selection.runner_up
    if second is None:
        yield _finding(selection, "only_one", _figures(selection))
        return
    behind = best.value - second.value
    figures = _figures(selection) | {
        "second": names_of(second.members),
        "behind": _money(selection, behind),
        "share": Percent(behind / best.value if best.value > 0 else float("nan"), 1),
    }
    rule = (
        "runner_up_none"
        if not second.members
        else "runner_up"
        if behind and best.value > 0
        else "runner_up_below"
        if behind
        else "runner_up_tied"
    )
    yield _finding(selection, rule, figures, behind)


def _left_out(selection: Selection) -> Iterator[Finding]:
    if selection.left_out:
        yield _finding(selection, "left_out", _figures(selection) | {"n": Count(len(selection.left_out))})


def _unbound(selection: Selection) -> Iterator[Finding]:
    """Solutions of which nobody has said whether we are bound to them."""
    if selection.unbound:
        yield _finding(
            selection,
            "unbound",
            _figures(selection) | {"which": names_of(selection.unbound), "n": Count(len(selection.unbound))},
        )


def _bound_unknown(selection: Selection, best: Choice) -> Iterator[Finding]:
    """Solutions that are in by force although nobody can say what they are worth."""
    if best.unknown:
        yield _finding(
            selection,
            "bound_unknown",
            _figures(selection) | {"which": names_of(best.unknown), "n": Count(len(best.unknown))},
        )


def _money(selection: Selection, amount: float) -> Money:
    return Money(amount, selection.currency)


def _finding(selection: Selection, rule: str, figures: Figures, amount: float = 0.0) -> Finding:
    """A present value is turned into the even amount a month that is worth as much over the horizon."""
    monthly = 0.0 if is_unknown(amount) else amount / selection.annuity
    return Finding(f"solutions.selection.{rule}", figures, money_month=monthly, confidence=0.6, internal=True)


def names_of(ids: Iterable[str]) -> Names:
    """Ids as names: they read the same in both languages."""
    return Names(as_names(ids))
