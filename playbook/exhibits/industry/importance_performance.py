"""1.5, importance-performance matrix."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.quadrant import Point, quadrant_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Exhibit, Field, Values
from playbook.exhibits.industry.buying_factors import _RESTS_ON
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.industry.buying_factors import QUADRANTS, BuyingFactors
from playbook.units import Number, Percent, is_unknown

__all__ = ["build"]

_ROLES: dict[str | None, Role] = {"fix_first": "warning", "keep_up": "accent"}


@exhibit("1.5", "industry.importance_performance", needs=("buying_factors", "factor_performance"), rests_on=_RESTS_ON)
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.5 Importance-performance matrix of the buying factors, split at the mean importance and at parity."""
    found, names = result.factors, page.subject.names("buying_factors")
    points = [
        Point(
            page.show(names[row["factor"]]),
            drawable(row["gap"]),
            drawable(row["importance"]),
            role=_ROLES.get(row["quadrant"], "grey"),
        )
        for row in records(found.factors)
    ]
    mean = found.mean_importance
    subtitle = page.say("industry.importance_performance.subtitle", mean=Percent(mean), n=len(points))
    return page.make(
        "quadrant",
        subtitle,
        _factor_values(page, found),
        sources=("buying_factors", "factor_performance"),
        status=found.status,
        internal=True,
        draw=lambda: _draw_factors(page, points, mean),
    )


def _draw_factors(page: ClientPage, points: list[Point], mean: float) -> Figure:
    high, low = (pick([point.y for point in points if point.y is not None] or [0.0, 1.0]) for pick in (max, min))
    left, right = (pick([point.x for point in points if point.x is not None] + [0.0]) for pick in (min, max))
    top, bottom = high + 0.02, max(low - 0.02, 0.0)
    corners: Any = tuple(page.say(f"industry.importance_performance.quadrant.{quadrant}") for quadrant in QUADRANTS)
    return quadrant_chart(
        points,
        lang=page.lang,
        x_label=page.say("industry.words.gap"),
        y_label=page.say("industry.words.importance"),
        x_split=0.0,
        y_split=bottom if is_unknown(mean) else mean,
        x_range=(min(left, -0.5) - 0.4, max(right, 0.5) + 0.4),
        y_range=(bottom, top),
        corner_labels=corners,
        highlight_corner=0,
        x_ends=(page.say("industry.importance_performance.behind"), page.say("industry.importance_performance.ahead")),
        y_ends=(page.show(Percent(bottom, 0)), page.show(Percent(top, 0))),
        unknown_label=page.say("industry.importance_performance.not_known"),
    )


def _factor_values(page: ClientPage, found: BuyingFactors) -> Values:
    lang, names, operators = page.lang, page.subject.names("buying_factors"), page.subject.market.names("operators")
    points = page.say("industry.words.points")
    fields = (
        Field("factor", page.say("industry.words.factor"), "category"),
        Field("importance", page.say("industry.words.importance"), "y", "%", numeric=True),
        Field("ours", page.say("industry.words.ours"), "label", points, numeric=True),
        Field("rival", page.say("industry.words.rival"), "label"),
        Field("best", page.say("industry.words.best"), "label", points, numeric=True),
        Field("gap", page.say("industry.words.gap"), "x", points, numeric=True),
        Field("quadrant", page.say("industry.importance_performance.quadrant"), "highlight"),
    )
    weight, score = page.say("industry.words.no_importance"), page.say("industry.words.no_score")
    rows = tuple(
        (
            cell(names[row["factor"]], lang),
            cell(Percent(row["importance"]), lang, weight),
            cell(Number(row["ours"], 1), lang, score),
            cell(operators[row["best_rival"]] if row["best_rival"] else None, lang, score),
            cell(Number(row["best_score"], 1), lang, score),
            cell(Number(row["gap"], 1, sign=True), lang, score),
            cell(
                page.say(f"industry.importance_performance.quadrant.{row['quadrant']}") if row["quadrant"] else None,
                lang,
                weight if is_unknown(row["importance"]) else score,
            ),
        )
        for row in records(found.factors)
    )
    return Values(fields, rows)
