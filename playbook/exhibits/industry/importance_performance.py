"""1.5, importance-performance matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.quadrant import Point, quadrant_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.industry.buying_factors import RESTS_ON
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.industry.importance_performance import QUADRANTS, ImportancePerformance
from playbook.units import Number, Percent, is_unknown

__all__ = ["build"]

_ROLES: dict[str | None, Role] = {"fix_first": "warning", "keep_up": "accent"}
#: How far the axes reach at least to either side of parity, and how far beyond the outermost factor.
_REACH, _MARGIN = 0.5, 0.4
#: How far the axis of importance goes beyond the most and the least important factor.
_ABOVE = 0.02


@exhibit(
    "1.5", "industry.importance_performance", needs=("buying_factors", "factor_performance", "us"), rests_on=RESTS_ON
)
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.5 Importance-performance matrix of the buying factors, split at the mean importance and at parity."""
    matrix, names = result.importance_performance, page.subject.names("buying_factors")
    points = [
        Point(
            page.show(names[row["factor"]]),
            drawable(row["gap"]),
            drawable(row["importance"]),
            role=_ROLES.get(row["quadrant"], "grey"),
        )
        for row in records(matrix.factors)
    ]
    mean = matrix.mean_importance
    return page.make(
        "quadrant",
        page.say("industry.importance_performance.subtitle", mean=Percent(mean), n=len(points)),
        _values(page, matrix),
        sources=("buying_factors", "factor_performance"),
        status=matrix.status,
        internal=True,
        draw=lambda: _draw(page, points, mean),
    )


def _draw(page: ClientPage, points: Sequence[Point], mean: float) -> Figure:
    heights = [point.y for point in points if point.y is not None] or [0.0, 1.0]
    gaps = [0.0, *(point.x for point in points if point.x is not None)]
    top, bottom = max(heights) + _ABOVE, max(min(heights) - _ABOVE, 0.0)
    corners: Any = tuple(page.say(f"industry.importance_performance.quadrant.{quadrant}") for quadrant in QUADRANTS)
    return quadrant_chart(
        points,
        lang=page.lang,
        x_label=page.say("industry.words.gap"),
        y_label=page.say("industry.words.importance"),
        x_split=0.0,
        y_split=bottom if is_unknown(mean) else mean,
        x_range=(min(*gaps, -_REACH) - _MARGIN, max(*gaps, _REACH) + _MARGIN),
        y_range=(bottom, top),
        corner_labels=corners,
        highlight_corner=0,
        x_ends=(page.say("industry.importance_performance.behind"), page.say("industry.importance_performance.ahead")),
        y_ends=(page.show(Percent(bottom, 0)), page.show(Percent(top, 0))),
        unknown_label=page.say("industry.importance_performance.not_known"),
    )


def _values(page: ClientPage, matrix: ImportancePerformance) -> Values:
    names, operators = page.subject.names("buying_factors"), page.subject.market.names("operators")
    points, weight, score = (page.say(f"industry.words.{key}") for key in ("points", "no_importance", "no_score"))

    def quadrant(row: Row) -> str | None:
        said = f"industry.importance_performance.quadrant.{row['quadrant']}"
        return page.say(said) if row["quadrant"] else None

    return table(
        page,
        records(matrix.factors),
        (
            Column("factor", lambda row: names[row["factor"]], "category"),
            Column("importance", lambda row: Percent(row["importance"]), "y", "%", numeric=True, reason=weight),
            Column("ours", lambda row: Number(row["ours"], 1), unit=points, numeric=True, reason=score),
            Column("rival", lambda row: operators[row["best_rival"]] if row["best_rival"] else None, reason=score),
            Column("best", lambda row: Number(row["best_score"], 1), unit=points, numeric=True, reason=score),
            Column("gap", lambda row: Number(row["gap"], 1, sign=True), "x", points, numeric=True, reason=score),
            Column(
                "quadrant", quadrant, "highlight", reason=lambda row: weight if is_unknown(row["importance"]) else score
            ),
        ),
    )
