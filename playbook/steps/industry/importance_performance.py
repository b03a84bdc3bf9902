"""Importance against performance: what to fix first among the buying factors, and what to leave alone.

Factors split at the mean importance and at parity into four: keep up (important, not behind), fix first (important,
behind), do not over-invest (less important, not behind) and low priority (less important, behind). A factor without an
importance or a gap is in none of them: it is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered, records
from playbook.steps.findings import Finding
from playbook.steps.industry.buying_factors import BuyingFactors
from playbook.units import Count, Name, Names, Number, Percent, Printable, inline, is_unknown

__all__ = ["QUADRANTS", "ImportancePerformance", "importance_performance"]

#: The four quadrants; a factor that is in none of them is unknown.
QUADRANTS = ("fix_first", "keep_up", "low_priority", "over_invest")
_COLUMNS = ["factor", "importance", "ours", "best_rival", "best_score", "gap", "quadrant"]
_FIGURES = ("importance", "ours", "best_score", "gap")
#: How many factors a sentence names.
_NAMED = 3


@dataclass(frozen=True)
class ImportancePerformance:
    """`factors`: factor, importance (0-1), ours and best_score (0-4), best_rival, gap, quadrant (None: unknown); the
    most important first. `mean_importance` is NaN where no importance is known.
    """

    factors: pd.DataFrame
    mean_importance: float
    status: str
    findings: tuple[Finding, ...]


def importance_performance(client: Client, buying: BuyingFactors) -> ImportancePerformance:
    """The importance-performance matrix of the buying factors."""
    importances = client.column("buying_factors", "importance")
    mean = float(np.nanmean(importances)) if any(map(known, importances)) else float("nan")
    factors = [row | {"quadrant": _quadrant(row["importance"], row["gap"], mean)} for row in records(buying.factors)]
    frame = frame_of(factors, _COLUMNS, figures=_FIGURES)
    return ImportancePerformance(frame, mean, buying.status, _findings(client, factors) if factors else ())


def _quadrant(importance: float, gap: float, mean: float) -> str | None:
    if is_unknown(importance) or is_unknown(gap):
        return None
    if importance >= mean:
        return "keep_up" if gap >= 0 else "fix_first"
    return "over_invest" if gap >= 0 else "low_priority"


def _findings(client: Client, factors: Sequence[Row]) -> tuple[Finding, ...]:
    """How many factors to fix first and which is worst, what we may leave alone, what is not known."""
    names = {factor: inline(name) for factor, name in client.names("buying_factors").items()}
    if all(row["quadrant"] is None for row in factors):
        figures = {"n": Count(len(factors))}
        return (Finding("industry.importance_performance.no_factor_known", figures, internal=True),)
    ahead = ordered((row for row in factors if row["quadrant"] == "over_invest" and row["gap"] > 0), "-gap", "factor")
    unknown = [row for row in factors if row["quadrant"] is None]
    return (
        _position(client, factors, names),
        *_named("over_invest", len(ahead), ahead[:_NAMED], names),
        *_named("factors_unknown", len(unknown), unknown, names),
    )


def _named(rule: str, count: int, rows: Sequence[Row], names: Mapping[str, Name]) -> tuple[Finding, ...]:
    """So many factors of which a rule speaks, and which; nothing where there is none."""
    figures: dict[str, Printable] = {"n": Count(count), "which": Names(tuple(names[row["factor"]] for row in rows))}
    return (Finding(f"industry.importance_performance.{rule}", figures, internal=True),) if count else ()


def _position(client: Client, factors: Sequence[Row], names: Mapping[str, Name]) -> Finding:
    placed = [row for row in factors if row["quadrant"] is not None]
    important = [row for row in placed if row["quadrant"] in ("keep_up", "fix_first")]
    behind = ordered((row for row in placed if row["quadrant"] == "fix_first"), "gap", "-importance", "factor")
    figures: dict[str, Printable] = {
        "n": Count(len(behind)),
        "important": Count(len(important)),
        "factors": Count(len(placed)),
    }
    if not important:
        return Finding("industry.importance_performance.no_important_known", figures, internal=True)
    if not behind:
        return Finding("industry.importance_performance.nothing_to_fix", figures, confidence=0.6, internal=True)
    worst = behind[0]
    figures |= {
        "worst": names[worst["factor"]],
        "gap": Number(abs(worst["gap"]), 1),
        "rival": client.market.names("operators")[worst["best_rival"]],
        "importance": Percent(worst["importance"], 0),
        "others": Names(tuple(names[row["factor"]] for row in behind[1 : 1 + _NAMED])),
    }
    rule = "fix_first" if len(behind) > 1 else "fix_one"
    return Finding(f"industry.importance_performance.{rule}", figures, confidence=0.6, internal=True)
