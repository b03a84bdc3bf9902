"""What 4.9 says: the best set against the team's choice, which limit to loosen first, how close the runner-up is, what
could not be weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.steps.findings import Finding
from playbook.steps.listing import as_names
from playbook.steps.solutions.best_set import Choice, Relaxation
from playbook.units import Count, Money, Names, Number, Percent, Printable, Side, bounded, is_unknown

if TYPE_CHECKING:
    from playbook.steps.solutions.selection import Team

__all__ = ["Found", "days", "names_of", "selection_findings"]


@dataclass(frozen=True)
class Found:
    """What the findings rest on: the parts of a `Selection`, the currency, the present value of 1 a month (`annuity`),
    and how many solutions there are (`count`)."""

    budget: float
    effort_days: float
    horizon: int
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
    currency: str
    annuity: float
    count: int

    def money(self, amount: float) -> Money:
        """An amount in the client's currency."""
        return Money(amount, self.currency)

    def finding(self, rule: str, figures: dict[str, Printable], amount: float = 0.0) -> Finding:
        """A finding of 4.9; a present value is turned into the even amount a month that is worth as much over the
        horizon."""
        monthly = 0.0 if is_unknown(amount) else amount / self.annuity
        return Finding(f"solutions.selection.{rule}", figures, money_month=monthly, confidence=0.6, internal=True)


def names_of(ids: Iterable[str]) -> Names:
    """Ids as names: they read the same in both languages."""
    return Names(as_names(ids))


def days(amount: float) -> Number:
    """Person-days, with a decimal where they are not whole."""
    return Number(amount, 0 if is_unknown(amount) or float(amount).is_integer() else 1)


def selection_findings(found: Found) -> tuple[Finding, ...]:
    """The message of 4.9 first, then what to do about it; what could not be weighed comes early where the message hangs
    on it."""
    if found.best is None:
        return (_conflict(found),)
    if not found.best.members:
        rule = (
            "none_weighed"
            if found.left_out and len(found.left_out) == found.count
            else "nothing_known"
            if found.left_out
            else "nothing"
        )
        return (found.finding(rule, _figures(found)), *_left_out(found))
    message, asks = (
        _message(found, found.best),
        (*_bound_unknown(found, found.best), *_left_out(found), *_unbound(found)),
    )
    choices = (*_change(found), *_loosen(found), *_runner_up(found, found.best)) if found.bound == "exact" else ()
    return (message, *asks, *choices) if message.rule == "solutions.selection.open" else (message, *choices, *asks)


def _figures(found: Found) -> dict[str, Printable]:
    team, best = found.team, found.best or Choice((), 0.0, 0.0, 0.0)
    worth: Side = "unknown" if team.undecided else "exact"
    least: Side = "at_least" if team.undecided else "exact"  # what may be chosen too costs more, and may be worth less
    unweighed = tuple(dict.fromkeys((*best.unknown, *team.choice.unknown, *found.left_out, *found.unbound)))
    return {
        "budget": found.money(found.budget),
        "effort": days(found.effort_days),
        "months": Count(found.horizon),
        "best": names_of(best.members),
        "worth": bounded(found.money(best.value), found.bound),
        "cost": found.money(best.cost),
        "days": days(best.effort),
        "chosen": names_of(team.choice.members),
        "chosen_worth": bounded(found.money(team.choice.value), worth),
        "chosen_cost": bounded(found.money(team.choice.cost), least),
        "chosen_days": bounded(days(team.choice.effort), least),
        "lacks": names_of(team.lacks),
        "spare": names_of(team.spare),
        "gap": bounded(found.money(team.difference), worth),
        "unweighed": names_of(unweighed),
        "over_cost": bounded(found.money(team.choice.cost - found.budget), least),
        "over_days": bounded(days(team.choice.effort - found.effort_days), least),
        "left_out": names_of(found.left_out),
        "n": Count(len(unweighed) or len(found.left_out) or 1),
    }


def _conflict(found: Found) -> Finding:
    """The commitments that cannot be kept, and what they break."""
    figures = _figures(found) | {"which": names_of(found.conflict), "n": Count(len(found.conflict))}
    return found.finding(f"conflict_{found.conflict_breaks[0]}", figures)


def _message(found: Found, best: Choice) -> Finding:
    """The best set, and how the team's choice compares with it."""
    team, figures = found.team, _figures(found)
    if not team.choice.members and team.undecided:
        return found.finding("undecided", figures, best.value)
    if not team.choice.members:
        return found.finding("no_choice", figures, best.value)
    if team.choice.unknown or team.undecided or found.bound != "exact":
        return found.finding("open", figures, best.value)
    if team.breaks:
        both = {"budget", "effort"} <= set(team.breaks)
        return found.finding(f"beyond_{'both' if both else team.breaks[0]}", figures, abs(team.difference))
    if not team.difference:
        return found.finding("same" if team.choice.members == best.members else "as_good", figures, best.value)
    return found.finding("leaves", figures, team.difference)


def _change(found: Found) -> Iterator[Finding]:
    """What stands between the team's choice and the best set: what to take in, and what to leave out."""
    team = found.team
    if not team.choice.members or is_unknown(team.difference) or not (team.breaks or team.difference):
        return
    kind = "swap" if team.lacks and team.spare else "add" if team.lacks else "drop"
    yield found.finding(
        f"{'change' if team.difference > 0 else 'fit'}_{kind}", _figures(found), max(team.difference, 0.0)
    )


def _loosen(found: Found) -> Iterator[Finding]:
    """The constraint to loosen first: the one that brings the most; and whether money or days are what is short."""
    helpful = [relaxation for relaxation in found.relaxations if relaxation.choice]
    if not helpful:
        yield found.finding("no_limit_binds", _figures(found))
        return
    first = max(helpful, key=lambda relaxation: relaxation.gain)
    limits = {relaxation.kind for relaxation in helpful} & {"budget", "effort"}
    only = "_only" if limits == {first.kind} else ""
    figures = _figures(found) | {
        "gain": found.money(first.gain),
        "extra": found.money(first.extra) if first.kind == "budget" else days(first.extra),
        "first": names_of(first.subject[:1]),
        "second": names_of(first.subject[1:]),
        "then": names_of(first.choice.members if first.choice else ()),
    }
    yield found.finding(f"loosen_{first.kind}{only}", figures, first.gain)


def _runner_up(found: Found, best: Choice) -> Iterator[Finding]:
    second = found.runner_up
    if second is None:
        yield found.finding("only_one", _figures(found))
        return
    behind = best.value - second.value
    figures = _figures(found) | {
        "second": names_of(second.members),
        "behind": found.money(behind),
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
    yield found.finding(rule, figures, behind)


def _left_out(found: Found) -> Iterator[Finding]:
    if found.left_out:
        yield found.finding("left_out", _figures(found) | {"n": Count(len(found.left_out))})


def _unbound(found: Found) -> Iterator[Finding]:
    """Solutions of which nobody has said whether we are bound to them."""
    if found.unbound:
        yield found.finding(
            "unbound", _figures(found) | {"which": names_of(found.unbound), "n": Count(len(found.unbound))}
        )


def _bound_unknown(found: Found, best: Choice) -> Iterator[Finding]:
    """Solutions that are in by force although nobody can say what they are worth."""
    if best.unknown:
        yield found.finding(
            "bound_unknown", _figures(found) | {"which": names_of(best.unknown), "n": Count(len(best.unknown))}
        )
