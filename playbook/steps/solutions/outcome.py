"""The range of the result by Monte Carlo, and what moves it most (exhibit 4.8).

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

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import natural
from playbook.steps.findings import Finding
from playbook.steps.solutions.monte_carlo import copula_shares, domain_correlation, triangular_quantiles
from playbook.steps.solutions.outcome_findings import outcome_findings
from playbook.steps.solutions.waterfall import Waterfall, waterfall_of
from playbook.steps.status import weakest
from playbook.units import is_unknown, name_of

__all__ = ["Outcome", "outcome_of"]

_BINS = 40
#: Tells these draws from those of the ranking, which has the same seed.
_STREAM = 48
_AMOUNTS = ("low_month", "base_month", "high_month")
_TORNADO = ("at_low_month", "at_high_month", "swing_month", "mean_month")
_COLUMNS = ("id", "kind", "name", "domain", "sign", "low_month", "base_month", "high_month", "state", "status")


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
    rows = _inputs(client, flow)
    ranged = sorted(
        (row for row in rows if row["state"] == "ranged"), key=lambda row: (row["kind"] == "erosion", row["id"])
    )
    any_range = any(row["kind"] == "solution" for row in ranged)
    results = flow.end + _drawn(client, ranged, draws) if any_range else np.array([])
    inputs = _frame([row | _alone(row, flow.end) for row in rows])
    status = weakest([flow.status, *(row["status"] for row in rows), *client.column("targets", "status")])
    result = Outcome(inputs, flow, draws, **_figures(results, flow), status=status)
    return (
        Outcome(**(vars(result) | {"findings": outcome_findings(client, result)}))
        if client.has("solutions")
        else result
    )


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    ordered = sorted(rows, key=_order)
    return frame_of(ordered, [*_COLUMNS, *_TORNADO], figures=("sign", *_AMOUNTS, *_TORNADO))


def _inputs(client: Client, flow: Waterfall) -> list[dict[str, Any]]:
    """The amounts that the waterfall adds up: benefits of the solutions in its bars, and erosions."""
    inside, spread = (
        {solution for bar in flow.additions for solution in bar["solutions"]},
        client.assume("erosion_spread"),
    )
    benefits = (_benefit(row) for row in client.rows("solutions") if row["solution"] in inside)
    return [*benefits, *(_erosion(row, spread) for row in client.rows("erosions"))]


def _benefit(row: dict[Any, Any]) -> dict[str, Any]:
    base = float("nan") if is_unknown(row["start_month"]) else row["benefit_base_month"]
    domain = next((f"{column} {row[column]}" for column in ("line", "service") if not is_unknown(row[column])), None)
    return _input(
        (row["solution"], "solution", name_of(row), domain, 1.0),
        (row["benefit_low_month"], base, row["benefit_high_month"]),
        weakest([row["status"], row["benefit_status"]]),
    )


def _erosion(row: dict[Any, Any], spread: float) -> dict[str, Any]:
    amount = row["amount_month"]
    return _input(
        (row["erosion"], "erosion", name_of(row), None, -1.0),
        (amount * (1 - spread), amount, amount * (1 + spread)),
        row["status"],
    )


def _input(what: tuple[Any, ...], amounts: tuple[float, float, float], status: str) -> dict[str, Any]:
    low, base, high = amounts
    state = "left_out" if is_unknown(base) else "held" if is_unknown(low) or is_unknown(high) else "ranged"
    return dict(zip(_COLUMNS, (*what, low, base, high, state, status), strict=True))


def _alone(row: dict[str, Any], end: float) -> dict[str, float]:
    """The tornado: the result with this input at its low or high and the others at base; NaN where it has no range."""
    if row["state"] != "ranged":
        return dict.fromkeys(_TORNADO, float("nan"))
    low, base, high, sign = row["low_month"], row["base_month"], row["high_month"], row["sign"]
    mean = sign * ((low - base) + (high - base)) / 3
    found = (end + sign * (low - base), end + sign * (high - base), high - low, mean)
    return dict(zip(_TORNADO, (round(value, 6) for value in found), strict=True))


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """The largest swing first; then what is held, then what is left out; solutions before erosions, ties by id."""
    ranged = row["state"] == "ranged"
    return (
        0 if ranged else 1 if row["state"] == "held" else 2,
        -row["swing_month"] if ranged else 0.0,
        row["kind"] == "erosion",
        natural(row["id"]),
    )


def _drawn(client: Client, ranged: list[dict[str, Any]], draws: int) -> np.ndarray:
    """What each draw adds to the base case: the inputs' amounts less their bases, summed. The inputs come in the order
    of their ids."""
    generator = np.random.default_rng((int(client.assume("seed")), _STREAM))
    same, other = (client.assume(f"{name}_domain_correlation") for name in ("same", "other"))
    domains = [row["domain"] for row in ranged if row["kind"] == "solution"]
    correlation = np.eye(len(ranged))
    correlation[: len(domains), : len(domains)] = domain_correlation(domains, same=same, other=other)
    low, base, high, sign = (np.array([row[name] for row in ranged], dtype=float) for name in (*_AMOUNTS, "sign"))
    amounts = triangular_quantiles(copula_shares(correlation, draws, generator), low, base, high)
    return np.asarray((sign * (amounts - base)).sum(axis=1))


def _figures(results: np.ndarray, flow: Waterfall) -> dict[str, Any]:
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
