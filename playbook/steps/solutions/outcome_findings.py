"""What the range of the result says: the chance of the target, what to firm up first, why the middle is not the base
case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.solutions.growth import short_percent
from playbook.steps.solutions.monte_carlo import chance_of
from playbook.units import Count, Money, Name, Printable, Side, bounded, inline, is_unknown

if TYPE_CHECKING:
    from playbook.steps.solutions.outcome import Outcome

__all__ = ["input_name", "outcome_findings"]

Figures = dict[str, Printable]
Rows = Sequence[Mapping[Any, Any]]
#: Means and bases that differ by less than this, in currency a month, are even.
_EVEN = 0.5


def outcome_findings(client: Client, outcome: Outcome) -> tuple[Finding, ...]:
    """The findings of exhibit 4.8; where nothing has a range, the sentence that says so."""
    rows: Rows = records(outcome.inputs)
    figures = _figures(client, outcome, rows)
    if not outcome.flow.additions:
        return (_finding("undecided_only" if outcome.flow.undecided else "none_earning", figures),)
    incomplete = tuple(_finding(rule, figures) for rule in _incomplete(outcome))
    if not outcome.counts:
        return (
            _finding(
                "no_ranges_open" if incomplete else "no_ranges",
                figures,
                money=abs(outcome.base_case - outcome.flow.base),
            ),
            *incomplete,
        )
    needed = (outcome.base_case if is_unknown(outcome.flow.target) else outcome.flow.target) - outcome.low
    lead = _finding(_rule(outcome), figures, money=max(needed, 0.0))
    skew = () if incomplete else (_skew(rows, figures),)
    return (lead, *incomplete, _firm_up(client, outcome, rows[0]), *skew, *_held(rows, figures))


def _incomplete(outcome: Outcome) -> Iterator[str]:
    """What is missing from the sum: losses that nobody has looked for; amounts and choices that are not known."""
    left = outcome.flow.undecided or (outcome.inputs["state"] == "left_out").any()
    if outcome.flow.unlisted:
        yield "unlisted"
    if left:
        yield "left_out"


def input_name(row: Mapping[Any, Any]) -> Name:
    """An input inside a sentence: a solution by its id and name, an erosion by its name."""
    name = inline(row["name"])
    return (
        Name(f"{row['id']}（{name.zh}）", f"{row['id']} ({name.en})")
        if row["kind"] == "solution"
        else Name(f"“{name.zh}”", name.en)
    )


def _short(row: Mapping[Any, Any]) -> Name:
    return Name(str(row["id"]), str(row["id"])) if row["kind"] == "solution" else input_name(row)


def _finding(rule: str, figures: Figures, *, money: float = 0.0) -> Finding:
    return Finding(f"solutions.outcome.{rule}", figures, money_month=money, confidence=0.5, internal=True)


def _figures(client: Client, outcome: Outcome, rows: Rows) -> Figures:
    flow = outcome.flow
    amounts = {
        "low": outcome.low,
        "median": outcome.median,
        "high": outcome.high,
        "mean": outcome.mean,
        "base_case": outcome.base_case,
        "target": flow.target,
        "needed": abs(flow.target - outcome.low),
    }
    solutions = [row for row in rows if row["kind"] == "solution"]
    left = [input_name(row) for row in rows if row["state"] == "left_out"] + [*as_names(flow.undecided)]
    sides: dict[str, Side] = {name: "exact" if name == "target" else flow.bound for name in amounts}
    count = len(left) + flow.unlisted
    return {
        **{name: bounded(Money(value, client.currency), sides[name]) for name, value in amounts.items()},
        "chance": chance_of(outcome.chance),
        "target_growth": short_percent(flow.target_growth),
        "safe_growth": bounded(short_percent(outcome.low / flow.base - 1 if flow.base else float("nan")), flow.bound),
        "draws": Count(outcome.draws),
        "n": Count(count),
        "left": several(left),
        "solutions": Count(len(solutions)),
        "unranged": several([_short(row) for row in solutions if row["state"] != "ranged"], 5),
    }


def _rule(outcome: Outcome) -> str:
    """The message of 4.8: by what is known of the sum, whether there is a target, and the chance of it."""
    bound, chance = outcome.flow.bound, outcome.chance
    if is_unknown(chance):
        return "no_target" if bound == "exact" else "open_no_target"
    if bound != "exact":
        sure = {("at_most", 1.0): "always_at_most", ("at_least", 0.0): "never_at_least"}.get((bound, chance))
        return sure or ("open" if bound == "unknown" else f"chance_{bound}")
    if chance in (0.0, 1.0):
        return "never" if chance == 0 else "always"
    return "unlikely" if chance < 0.5 else "likely"


def _firm_up(client: Client, outcome: Outcome, row: Mapping[Any, Any]) -> Finding:
    """The input with the largest swing, and what it does at its worse end."""
    worst, best = sorted((row["at_low_month"], row["at_high_month"]))
    target, known = outcome.flow.target, outcome.flow.bound == "exact" and not is_unknown(outcome.flow.target)
    amounts = {"swing": row["swing_month"], "worst": worst, "short": target - worst}
    figures: Figures = {
        "input": input_name(row),
        **{name: Money(value, client.currency) for name, value in amounts.items()},
    }
    figures["worst"] = bounded(Money(worst, client.currency), outcome.flow.bound)
    return _finding(
        "firm_up_decides" if known and worst < target <= best else "firm_up",
        figures,
        money=float(outcome.base_case - worst),
    )


def _skew(rows: Rows, figures: Figures) -> Finding:
    """Why the median differs from the base case: the inputs whose range is longer on one side."""
    ranged = [row for row in rows if row["state"] == "ranged"]
    total = sum(row["mean_month"] for row in ranged)
    if abs(total) < _EVEN:
        return _finding("no_skew", figures)
    same = sorted((row for row in ranged if row["mean_month"] * total > 0), key=lambda row: -abs(row["mean_month"]))[:2]
    figures = figures | {"by": several([_short(row) for row in same])}
    return _finding("skew_down" if total < 0 else "skew_up", figures, money=abs(total))


def _held(rows: Rows, figures: Figures) -> tuple[Finding, ...]:
    """Inputs without a low or a high: held at their base, so the range is too narrow."""
    held = [row for row in rows if row["state"] == "held"]
    if not held:
        return ()
    own: Figures = {"m": Count(len(held)), "held": several([input_name(row) for row in held])}
    return (_finding("held", figures | own, money=float(sum(abs(row["base_month"]) for row in held))),)
