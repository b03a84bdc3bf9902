"""The range of the result by Monte Carlo, and what moves it most.

The revenue a month in month 12 is today's base, plus what the chosen solutions bring by then, less what is expected to
go: the same sum as the waterfall's (:mod:`playbook.steps.solutions.waterfall`). Each benefit is a triangular
distribution over its low, base and high, each erosion one over its amount less and plus `erosion_spread`. Benefits move
together by a Gaussian copula (:mod:`playbook.steps.solutions.monte_carlo`): `same_domain_correlation` on one service
line, `other_domain_correlation` otherwise; erosions move on their own, and today's base is taken as it stands.

The base case is the sum of the most likely amounts (the modes). It is not the middle of the range: a benefit that can
fall further than it can rise has a mean, (low + base + high) / 3, below its base.

An input whose low or high is not known is held at its base; one whose base is not known is left out, and the result is
"at least" (a benefit) or "at most" (an erosion), as in the waterfall.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, records
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.solutions.monte_carlo import chance_of, copula_shares, domain_correlation, triangular_quantiles
from playbook.steps.solutions.outcome_inputs import AMOUNTS, input_name, input_rows, inputs_frame
from playbook.steps.solutions.printed import short_percent
from playbook.steps.solutions.waterfall import Waterfall, waterfall_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Printable, Side, bounded, is_unknown

__all__ = ["Outcome", "outcome_of"]

_BINS = 40
#: Tells these draws from those of the ranking, which has the same seed.
_STREAM = 48
#: Means and bases that differ by less than this, in currency a month, are even.
_EVEN = 0.5
Figures = dict[str, Printable]


@dataclass(frozen=True)
class Outcome:
    """The range of the revenue a month in month 12, in currency a month.

    `inputs`: one row per input, what moves the result most first: id, kind (solution, erosion), name (Name), domain
    (what its correlation goes by, None for none), sign (+1, -1 for an erosion), low_month, base_month, high_month (of
    the input itself), state (ranged, held, left_out), at_low_month, at_high_month (the result with this input alone at
    its low or high), swing_month (their distance), mean_month (its mean less its base, as it enters the result),
    status.

    `base_case` is the waterfall's end, `low`, `median`, `high` the 10, 50 and 90% quantiles, `mean` and `deviation`
    those of the draws. `chance` is the share of the draws that reach the target (NaN without one); `base_chance`,
    `mean_chance` and `today_chance` of those that reach the base case, the mean and today's base. `edges` and `counts`
    are the draws' histogram. `ranged` counts the solutions that have a range: without any there are no draws, and all
    their figures are NaN.
    """

    inputs: pd.DataFrame
    flow: Waterfall
    draws: int
    low: float
    median: float
    high: float
    mean: float
    deviation: float
    chance: float
    base_chance: float
    mean_chance: float
    today_chance: float
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    status: str
    findings: tuple[Finding, ...] = ()

    @property
    def base_case(self) -> float:
        """The sum of the most likely amounts: where the waterfall ends."""
        return self.flow.end

    @property
    def ranged(self) -> int:
        """How many solutions have a low and a high."""
        return int(((self.inputs["kind"] == "solution") & (self.inputs["state"] == "ranged")).sum())


def outcome_of(client: Client) -> Outcome:
    """The range of a client's result in month 12, by `monte_carlo_draws` seeded draws."""
    flow, draws = waterfall_of(client), int(client.assume("monte_carlo_draws"))
    rows = input_rows(client, flow)
    ranged = sorted(
        (row for row in rows if row["state"] == "ranged"), key=lambda row: (row["kind"] == "erosion", row["id"])
    )
    any_range = any(row["kind"] == "solution" for row in ranged)
    results = flow.end + _drawn(client, ranged, draws) if any_range else np.array([])
    inputs = inputs_frame(rows, flow.end)
    status = weakest([flow.status, *(row["status"] for row in rows), *client.column("targets", "status")])
    outcome = Outcome(inputs, flow, draws, **_quantities(results, flow), status=status)
    return replace(outcome, findings=_findings(client, outcome)) if client.has("solutions") else outcome


def _drawn(client: Client, ranged: list[Row], draws: int) -> np.ndarray:
    """What each draw adds to the base case: the inputs' amounts less their bases, summed. The inputs come in the order
    of their ids."""
    generator = np.random.default_rng((int(client.assume("seed")), _STREAM))
    same, other = (client.assume(f"{name}_domain_correlation") for name in ("same", "other"))
    domains = [row["domain"] for row in ranged if row["kind"] == "solution"]
    correlation = np.eye(len(ranged))
    correlation[: len(domains), : len(domains)] = domain_correlation(domains, same=same, other=other)
    low, base, high, sign = (np.array([row[name] for row in ranged], dtype=float) for name in (*AMOUNTS, "sign"))
    amounts = triangular_quantiles(copula_shares(correlation, draws, generator), low, base, high)
    return np.asarray((sign * (amounts - base)).sum(axis=1))


def _quantities(results: np.ndarray, flow: Waterfall) -> dict[str, Any]:
    """What is told of the draws; all NaN where there are none."""
    if not len(results):
        names = ("low", "median", "high", "mean", "deviation", "chance", "base_chance", "mean_chance", "today_chance")
        return dict.fromkeys(names, float("nan")) | {"edges": (), "counts": ()}
    low, median, high, mean = (
        round(float(value), 6) for value in (*np.quantile(results, (0.1, 0.5, 0.9)), results.mean())
    )
    counts, edges = np.histogram(results, bins=_BINS)
    against = {"chance": flow.target, "base_chance": flow.end, "mean_chance": mean, "today_chance": flow.base}
    chances = {name: _chance(results, value) for name, value in against.items()}
    return {
        "low": low,
        "median": median,
        "high": high,
        "mean": mean,
        "deviation": round(float(results.std(ddof=1)), 6),
        **chances,
        "edges": tuple(edges.round(6).tolist()),
        "counts": tuple(counts.tolist()),
    }


def _chance(results: np.ndarray, value: float) -> float:
    return float("nan") if is_unknown(value) else float((results >= value).mean())


def _findings(client: Client, outcome: Outcome) -> tuple[Finding, ...]:
    """The chance of the target, what to firm up first, why the middle is not the base case; where nothing has a range,
    the sentence that says so."""
    rows: Sequence[Row] = records(outcome.inputs)
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


def _short(row: Row) -> Name:
    return Name(str(row["id"]), str(row["id"])) if row["kind"] == "solution" else input_name(row)


def _finding(rule: str, figures: Figures, *, money: float = 0.0) -> Finding:
    return Finding(f"solutions.outcome.{rule}", figures, money_month=money, confidence=0.5, internal=True)


def _figures(client: Client, outcome: Outcome, rows: Sequence[Row]) -> Figures:
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
    """The message: by what is known of the sum, whether there is a target, and the chance of it."""
    bound, chance = outcome.flow.bound, outcome.chance
    if is_unknown(chance):
        return "no_target" if bound == "exact" else "open_no_target"
    if bound != "exact":
        sure = {("at_most", 1.0): "always_at_most", ("at_least", 0.0): "never_at_least"}.get((bound, chance))
        return sure or ("open" if bound == "unknown" else f"chance_{bound}")
    if chance in (0.0, 1.0):
        return "never" if chance == 0 else "always"
    return "unlikely" if chance < 0.5 else "likely"


def _firm_up(client: Client, outcome: Outcome, row: Row) -> Finding:
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


def _skew(rows: Sequence[Row], figures: Figures) -> Finding:
    """Why the median differs from the base case: the inputs whose range is longer on one side."""
    ranged = [row for row in rows if row["state"] == "ranged"]
    total = sum(row["mean_month"] for row in ranged)
    if abs(total) < _EVEN:
        return _finding("no_skew", figures)
    same = sorted((row for row in ranged if row["mean_month"] * total > 0), key=lambda row: -abs(row["mean_month"]))[:2]
    figures = figures | {"by": several([_short(row) for row in same])}
    return _finding("skew_down" if total < 0 else "skew_up", figures, money=abs(total))


def _held(rows: Sequence[Row], figures: Figures) -> tuple[Finding, ...]:
    """Inputs without a low or a high: held at their base, so the range is too narrow."""
    held = [row for row in rows if row["state"] == "held"]
    if not held:
        return ()
    own: Figures = {"m": Count(len(held)), "held": several([input_name(row) for row in held])}
    return (_finding("held", figures | own, money=float(sum(abs(row["base_month"]) for row in held))),)
