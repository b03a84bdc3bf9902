"""Where the service most at risk is lost: our score against its best rival's, factor by factor, and what closing a gap
would do.

A factor counts by its weighted gap: our score less the rival's, times its share of the weight. Closing it raises our
score to the rival's, with everything else as it is: our competitiveness, the gap, the probability of loss and with it
the revenue at risk are computed anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered
from playbook.steps.competition.loss import OFFSET, SCALE, probabilities
from playbook.steps.competition.score_cube import FACTORS, ScoreCube, weights_of
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.phrases import worded
from playbook.steps.status import weakest
from playbook.units import Count, Money, Number, Percent, Printable, inline, is_unknown

__all__ = ["FactorGaps", "factor_gaps"]

_COLUMNS = ["factor", "weight", "ours", "rival", "gap", "weighted_gap", "probability", "saved_month"]


@dataclass(frozen=True)
class FactorGaps:
    """The six factors on one service, the largest weighted gap against us first, unknown last.

    `factors`: factor, weight (share), ours, rival (0-4), gap (ours - rival), weighted_gap (gap x weight), and where we
    trail probability and saved_month: P(loss) with that gap closed, and by how much less a month is then at risk.
    `service` and `rival` are None where nothing is known; `probability` is today's.
    """

    service: str | None
    rival: str | None
    factors: pd.DataFrame
    probability: float
    status: str
    findings: tuple[Finding, ...]


def factor_gaps(client: Client, cube: ScoreCube, risks: Sequence[Row]) -> FactorGaps:
    """The gaps on the service most at risk; where no risk is known, on the one with the widest gap, else on the first
    one scored."""
    row = _service(cube, risks)
    if row is None:
        return FactorGaps(None, None, pd.DataFrame(columns=_COLUMNS), float("nan"), "unknown", ())
    rival = None if is_unknown(row["best_rival"]) else str(row["best_rival"])
    factors = _factors(client, cube, row)
    sure = weakest(
        [
            *cube.statuses.get((row["service"], client.market.us), ()),
            *cube.statuses.get((row["service"], rival or ""), ()),
        ]
    )
    frame = pd.DataFrame(factors, columns=_COLUMNS)
    return FactorGaps(row["service"], rival, frame, float(row["probability"]), sure, _findings(client, row, factors))


def _service(cube: ScoreCube, risks: Sequence[Row]) -> Row | None:
    """The service to look at, as a row of step 2."""
    scored = [row for row in risks if row["service"] in cube.services]
    at_risk = [row for row in scored if row["at_risk_month"] > 0]
    compared = ordered((row for row in scored if known(row["gap"])), "gap", "service")
    return next(iter(at_risk or compared or scored), None)


def _factors(client: Client, cube: ScoreCube, row: Row) -> list[Row]:
    weights = weights_of(client)
    ours, rival = cube.score(row["service"], client.market.us), cube.score(row["service"], row["best_rival"])
    share = weights / weights.sum() if weights.sum() > 0 else np.full(len(weights), np.nan)
    closed = _closed(client, (ours, rival), weights, row)
    saved = (
        row["revenue_month"] * (row["probability"] - closed)
        if client.answered("moves")
        else np.full(len(weights), np.nan)
    )
    columns = (share, ours, rival, ours - rival, (ours - rival) * share, closed, saved)
    rows = [
        dict(zip(_COLUMNS, values, strict=True))
        for values in zip(FACTORS, *(column.tolist() for column in columns), strict=True)
    ]
    return ordered(rows, "weighted_gap")


def _closed(client: Client, scores: tuple[np.ndarray, np.ndarray], weights: np.ndarray, row: Row) -> np.ndarray:
    """P(loss) with each factor in turn raised to the rival's score; NaN for a factor where we do not trail, or where
    scores or moves are unknown."""
    ours, rival = scores
    raised = np.where(np.eye(len(ours), dtype=bool), np.fmax(ours, rival), ours)
    means = ScoreCube((), (), raised[None], {}).means(weights)[0]
    chance = probabilities(
        means - float(row["best_score"]),
        np.array(row["moves"]),
        offset=np.array(client.assume(OFFSET)),
        scale=np.array(client.assume(SCALE)),
    )
    compared = ~np.isnan(float(row["ours"])) and client.answered("moves")
    closed: np.ndarray = np.where((ours < rival) & compared, chance, np.nan)
    return closed


def _findings(client: Client, row: Row, factors: Sequence[Row]) -> tuple[Finding, ...]:
    compared, gone = ([factor for factor in factors if known(factor["gap"]) is whether] for whether in (True, False))
    service = inline(client.market.names("services")[row["service"]])
    figures: dict[str, Printable] = {"service": service, "n": Count(len(compared)), "missing": Count(len(gone))}
    if compared:
        figures["rival"] = client.market.names("operators")[str(row["best_rival"])]
    lead = _lead(client, row, compared, figures)
    if not gone or not compared:
        return (lead,)
    figures["which"] = several([inline(worded(f"competition.words.factor.{factor['factor']}")) for factor in gone])
    return (lead, Finding("competition.factor_gaps.factor_missing", figures, internal=True))


def _lead(client: Client, row: Row, compared: Sequence[Row], figures: dict[str, Printable]) -> Finding:
    """The title's finding: on which factor we lose most, and what closing it would save."""
    if not compared:
        return Finding("competition.factor_gaps.factor_unknown", figures, internal=True)
    worst = compared[0]
    figures["factor"] = inline(worded(f"competition.words.factor.{worst['factor']}"))
    if not worst["weighted_gap"] < 0:
        return Finding("competition.factor_gaps.factor_ahead", figures, confidence=0.6, internal=True)
    behind = sum(factor["gap"] < 0 for factor in compared)
    figures |= {"gap": Number(-worst["gap"], 1), "weight": Percent(worst["weight"], 0), "behind": Count(behind)}
    if is_unknown(worst["saved_month"]):
        return Finding("competition.factor_gaps.factor_unpriced", figures, confidence=0.6, internal=True)
    figures |= {
        "before": Percent(row["probability"], 0),
        "after": Percent(worst["probability"], 0),
        "saved": Money(worst["saved_month"], client.currency),
    }
    tied = [factor["factor"] for factor in compared if np.isclose(factor["weighted_gap"], worst["weighted_gap"])]
    figures |= {
        "which": several([inline(worded(f"competition.words.factor.{name}")) for name in tied]),
        "weighted": Number(-worst["weighted_gap"], 2),
    }
    rule = "competition.factor_gaps.factor_behind" if len(tied) == 1 else "competition.factor_gaps.factor_tied"
    return Finding(rule, figures, money_month=float(worst["saved_month"]), confidence=0.5, internal=True)
