"""How far the revenue at risk can be wrong: every assumption of step 2 varied within its stated bounds.

Two questions. *Together*: with each assumption at its low or its high bound (or at its value), what is the least and
the most that is at risk, by service and in all? *One by one*: with the others at their values, what does each move?

The assumptions are the six weights, g0 and s, and the log-odds of the moves' stages that occur here. On a service
P(loss) is monotone in g0 and in each log-odds whatever the others are (both raise it), in s for a given gap, and in
each weight as long as the same rival is best and the same factors are known of both. So g0 and the log-odds are put at
the end that counts, and weights and s are taken at low, value and high in every combination: what comes out is what all
combinations of bounds would give. Only the lower end can be a little too high: where another rival becomes the best
between two bounds. A cell that is unknown with the weights as they are stays unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, known, records
from playbook.steps.competition.loss import OFFSET, SCALE, STAGES, probabilities, stage_id
from playbook.steps.competition.score_cube import FACTORS, ScoreCube, weight_id
from playbook.steps.findings import Finding
from playbook.steps.phrases import worded
from playbook.units import Count, Money, Name, Number, Percent, Printable, Side, bounded

__all__ = ["RiskRange", "assumption_name", "bound", "risk_range"]

#: A value of each assumption for each of many cases.
Points = Mapping[str, np.ndarray]
_COLUMNS = ["assumption", "value", "low", "high", "at_low_month", "at_high_month", "swing_month"]


@dataclass(frozen=True)
class RiskRange:
    """The range of the revenue at risk, in currency a month, over the services that earn something and whose risk is
    known.

    `services`: service, low_month, high_month. `assumptions`: one row per assumption that enters here, the largest
    swing first: its value and bounds, and the revenue at risk in all with it alone at its low and its high bound. All
    NaN or empty where nothing is known, or nobody has looked for moves. `whole` is False where the risk of a service
    that may earn something is unknown: the sums are then of the known alone.
    """

    services: pd.DataFrame
    assumptions: pd.DataFrame
    base_month: float
    low_month: float
    high_month: float
    whole: bool
    findings: tuple[Finding, ...]

    @property
    def moving(self) -> list[Row]:
        """The assumptions whose bounds move the revenue at risk, the largest swing first."""
        return records(self.assumptions[self.assumptions["swing_month"] > 0])

    def figures(self, currency: str) -> dict[str, Printable]:
        """What is at risk, between what it lies, and how many assumptions enter."""
        amounts = {
            "at_risk": self.base_month,
            "low": self.low_month,
            "high": self.high_month,
            "width": self.high_month - self.low_month,
        }
        money = {name: Money(amount, currency) for name, amount in amounts.items()}
        return {**money, "n": Count(len(self.assumptions))}


@dataclass(frozen=True)
class _Model:
    """What the revenue at risk is computed from: scores with unknown cells blanked, revenue, and moves by stage
    (services x stages).

    Points hold a value of each assumption for each of many cases.
    """

    cube: ScoreCube
    us: int
    revenue: np.ndarray
    stages: np.ndarray

    def gaps(self, weights: np.ndarray) -> np.ndarray:
        """Our score less the best rival's, for each set of weights: sets x services."""
        means = self.cube.means(weights)
        gaps: np.ndarray = means[..., self.us] - _best_of(np.delete(means, self.us, axis=-1))
        return gaps

    def at_risk(self, points: Points, gaps: np.ndarray | None = None) -> np.ndarray:
        """Revenue at risk by service, for each point: points x services. `gaps` are those of the points' weights, where
        they are known."""
        if gaps is None:
            gaps = self.gaps(np.stack([points[weight_id(factor)] for factor in FACTORS], axis=-1))
        odds = np.stack([points[stage_id(stage)] for stage in STAGES], axis=-1) @ self.stages.T
        at_risk: np.ndarray = self.revenue * probabilities(
            gaps, odds, offset=points[OFFSET][:, None], scale=points[SCALE][:, None]
        )
        return at_risk


def _best_of(scores: np.ndarray) -> np.ndarray:
    """The best score along the last axis, of those known; NaN where none is."""
    best = np.where(np.isnan(scores), -np.inf, scores).max(axis=-1, initial=-np.inf)
    return np.where(np.isinf(best), np.nan, best)


def risk_range(client: Client, cube: ScoreCube, cells: Sequence[Row], risks: Sequence[Row]) -> RiskRange:
    """The range, for the competitiveness (`cells`) and the services' risks that step 2 has found."""
    earning = [row for row in risks if known(row["at_risk_month"]) and row["revenue_month"] > 0]
    whole = all(known(row["at_risk_month"]) for row in risks if row["revenue_month"] != 0)
    if not earning or not client.answered("moves"):
        nothing = pd.DataFrame({"service": [], "low_month": [], "high_month": []})
        findings = _unknown(client, risks, earning) if risks else ()
        return RiskRange(nothing, pd.DataFrame(columns=_COLUMNS), *(float("nan"),) * 3, whole, findings)
    model, bounds = _model(client, cube, cells, earning), _bounds(client)
    base = np.array([row["at_risk_month"] for row in earning])
    low, high = _corner_risks(model, bounds)
    ends = pd.DataFrame(
        {
            "service": [row["service"] for row in earning],
            "low_month": np.fmin(base, np.nanmin(low, axis=0)),
            "high_month": np.fmax(base, np.nanmax(high, axis=0)),
        }
    )
    total = float(base.sum())
    spread = RiskRange(
        ends,
        _one_by_one(model, bounds),
        total,
        min(total, float(np.nanmin(low.sum(axis=1)))),
        max(total, float(np.nanmax(high.sum(axis=1)))),
        whole,
        (),
    )
    return replace(spread, findings=_findings(client, spread))


def _model(client: Client, cube: ScoreCube, cells: Sequence[Row], earning: Sequence[Row]) -> _Model:
    services = [row["service"] for row in earning]
    values = cube.values.copy()
    for cell in (cell for cell in cells if not known(cell["score"])):
        values[cube.services.index(cell["service"]), cube.operators.index(cell["operator"])] = np.nan
    counts = Counter((move["service"], move["stage"]) for move in client.rows("moves"))
    stages = [[float(counts[service, stage]) for stage in STAGES] for service in services]
    inside = ScoreCube(
        tuple(services), cube.operators, values[[cube.services.index(service) for service in services]], {}
    )
    return _Model(
        inside,
        cube.operators.index(client.market.us),
        np.array([row["revenue_month"] for row in earning]),
        np.array(stages),
    )


def _bounds(client: Client) -> dict[str, tuple[float, float, float]]:
    """Low, value and high of each assumption of the model; a bound that nobody has stated is the value."""
    bounds = {}
    for name in (*map(weight_id, FACTORS), OFFSET, SCALE, *map(stage_id, STAGES)):
        given = client.assumptions[name]
        levels = [given.value if bound is None else bound for bound in (given.low, given.value, given.high)]
        bounds[name] = (min(levels), given.value, max(levels))
    return bounds


def _corner_risks(model: _Model, bounds: Mapping[str, tuple[float, float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Revenue at risk in every combination of weights and s, with g0 and the log-odds at their low and at their high
    end: combinations x services."""
    free = [*map(weight_id, FACTORS), SCALE]
    grid = np.stack(np.meshgrid(*(list(dict.fromkeys(bounds[name])) for name in free), indexing="ij"), axis=-1).reshape(
        -1, len(free)
    )
    points, gaps = {name: grid[:, place] for place, name in enumerate(free)}, model.gaps(grid[:, : len(FACTORS)])
    fixed = (
        {name: np.full(len(grid), levels[end]) for name, levels in bounds.items() if name not in free}
        for end in (0, -1)
    )
    low, high = (model.at_risk({**points, **at_end}, gaps) for at_end in fixed)
    return low, high


def _one_by_one(model: _Model, bounds: dict[str, tuple[float, float, float]]) -> pd.DataFrame:
    """Each assumption alone at its low and at its high bound; stages without a move do not enter."""
    absent = {stage_id(stage) for stage, count in zip(STAGES, model.stages.sum(axis=0), strict=True) if not count}
    names = [name for name in bounds if name not in absent]
    points = {name: np.full(2 * len(names), levels[1]) for name, levels in bounds.items()}
    for place, name in enumerate(names):
        points[name][2 * place], points[name][2 * place + 1] = bounds[name][0], bounds[name][2]
    totals = model.at_risk(points).sum(axis=1).reshape(-1, 2)
    rows = [
        (name, bounds[name][1], bounds[name][0], bounds[name][2], low, high, abs(high - low))
        for name, (low, high) in zip(names, totals.tolist(), strict=True)
    ]
    return pd.DataFrame(sorted(rows, key=lambda row: (-np.nan_to_num(row[-1]), row[0])), columns=_COLUMNS)


def _unknown(client: Client, risks: Sequence[Row], earning: Sequence[Row]) -> tuple[Finding, ...]:
    """What to say where there is no range: no risk is known, or nobody has looked for moves."""
    if not earning:
        return (Finding("competition.risk_range.swing_unknown", {"n": Count(len(risks))}, internal=True),)
    at_risk = float(sum(row["at_risk_month"] for row in earning))
    figures = {"at_risk": Money(at_risk, client.currency)}
    rule = "competition.risk_range.swing_without_moves"
    return (Finding(rule, figures, money_month=at_risk, confidence=0.5, internal=True),)


def _findings(client: Client, spread: RiskRange) -> tuple[Finding, ...]:
    """The assumption that moves the revenue at risk most, and the one that comes next."""
    figures, moving = spread.figures(client.currency), spread.moving
    if not moving:
        rule = "competition.risk_range.swing_none"
        return (Finding(rule, figures, money_month=spread.base_month, internal=True),)
    first = moving[0]
    least: Side = "exact" if spread.whole else "at_least"
    swing: Side = "exact" if spread.whole else "unknown"  # what is left out only adds, to either end
    figures |= {
        "assumption": assumption_name(first["assumption"]),
        "swing": bounded(Money(first["swing_month"], client.currency), swing),
        "at_low": bounded(Money(first["at_low_month"], client.currency), least),
        "at_high": bounded(Money(first["at_high_month"], client.currency), least),
        "from": bound(first["low"]),
        "to": bound(first["high"]),
        "share": bounded(Percent(first["swing_month"] / spread.base_month, 0), swing),
    }
    rule = "competition.risk_range.swing" if spread.whole else "competition.risk_range.swing_at_least"
    lead = Finding(rule, figures, money_month=first["swing_month"], confidence=0.5, internal=True)
    return (lead, *(_next(client, moving[1:]) if spread.whole else ()))


def _next(client: Client, others: Sequence[Row]) -> tuple[Finding, ...]:
    if not others:
        return ()
    second = others[0]
    figures: dict[str, Printable] = {
        "second": assumption_name(second["assumption"]),
        "swing": Money(second["swing_month"], client.currency),
        "rest": Count(len(others) - 1),
        "largest": Money(others[1]["swing_month"] if len(others) > 1 else 0.0, client.currency),
    }
    rule = "competition.risk_range.swing_next" if len(others) > 1 else "competition.risk_range.swing_last"
    return (Finding(rule, figures, money_month=second["swing_month"], confidence=0.5, internal=True),)


def assumption_name(assumption: str) -> Name:
    """An assumption of step 2 in few words; its full name stands under Assumptions."""
    return worded(f"competition.risk_range.assumption.{assumption}")


def bound(value: float) -> Number:
    """A bound with as many decimals as it has, two at most.

    >>> bound(0.05).printed("en"), bound(-2.0).printed("en")
    ('0.05', '−2')
    """
    return Number(value, next(digits for digits in (0, 1, 2) if digits == 2 or np.isclose(value, round(value, digits))))
