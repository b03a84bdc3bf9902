"""Exhibits 1.4 and 1.5: what decides a purchase, under its four headings, and against where we stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.dumbbell import DumbbellRow, dumbbell_chart
from playbook.charts.quadrant import Point, quadrant_chart
from playbook.client.rows import records
from playbook.exhibits.compose import Page, cell, drawable, exhibit
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.industry.buying_factors import GROUPS, QUADRANTS, BuyingFactors
from playbook.units import Number, Percent, is_unknown, name_of

__all__ = ["buying_factors", "importance_performance"]

_ROLES: dict[str | None, Role] = {"fix_first": "warning", "keep_up": "accent"}


#: What 1.4 and 1.5 weigh over those that are on record.
_RESTS_ON = ("buying_factors.importance", "factor_performance.score")


@exhibit("1.4", needs=("buying_factors",), rests_on=_RESTS_ON)
def buying_factors(page: Page, result: IndustryAnalysis) -> Exhibit:
    """1.4 Buying factors in four groups, ranked by importance, with our performance and the best rival's."""
    found = result.factors
    return page.make(
        "dumbbell",
        page.say("industry.buying_factors.subtitle", n=len(found.factors)),
        _group_values(page, found),
        sources=("buying_factors", "factor_performance"),
        status=found.status,
        internal=True,
        draw=lambda: _draw_groups(page, found),
    )


def _ranked(found: BuyingFactors) -> list[dict[str, Any]]:
    """The factors under their headings in the taught order, the most important first."""
    rows = records(found.factors)
    return [row for group in GROUPS for row in rows if row["group"] == group]


def _draw_groups(page: Page, found: BuyingFactors) -> Figure:
    names, operators = page.client.names("buying_factors"), page.client.market.names("operators")
    weights = {row["group"]: row["importance"] for row in records(found.groups)}
    worst, lead = _extremes(found)
    rows = [
        DumbbellRow(
            page.show(names[row["factor"]]),
            drawable(row["ours"]),
            drawable(row["best_score"]),
            page.show(Number(row["ours"], 1)),
            page.show(Number(row["best_score"], 1)),
            weight=drawable(row["importance"]),
            weight_printed=page.show(Percent(row["importance"], 0)),
            group=page.say(
                "industry.buying_factors.group_weight",
                group=GROUPS[row["group"]],
                weight=Percent(weights[row["group"]], 0),
            ),
            role="warning" if row["factor"] == worst else "accent" if row["factor"] == lead else "grey",
            rival_name=page.show(operators[row["best_rival"]]) if row["best_rival"] else "",
        )
        for row in _ranked(found)
    ]
    return dumbbell_chart(
        rows,
        lang=page.lang,
        ours_label=page.say("industry.words.ours"),
        rival_label=page.say("industry.buying_factors.best_rival"),
        weight_label=page.say("industry.words.importance"),
        unknown=page.say("common.unknown"),
    )


def _extremes(found: BuyingFactors) -> tuple[str | None, str | None]:
    """The factors on which we lose most and lead most, weighted by importance; None where there is none."""
    weighted = (found.factors["gap"] * found.factors["importance"]).set_axis(found.factors["factor"]).dropna()
    if weighted.empty:
        return None, None
    worst, lead = (pick() if len(weighted) else None for pick in (weighted.idxmin, weighted.idxmax))
    return str(worst) if weighted.min() < 0 else None, str(lead) if weighted.max() > 0 else None


def _group_values(page: Page, found: BuyingFactors) -> Values:
    """Every factor under its heading, then the headings, then us against each rival as a whole."""
    points = page.say("industry.words.points")
    fields = (
        Field("group", page.say("industry.buying_factors.group"), "label"),
        Field("factor", page.say("industry.words.factor"), "category"),
        Field("importance", page.say("industry.words.importance"), "size", "%", numeric=True),
        Field("ours", page.say("industry.words.ours"), "value", points, numeric=True),
        Field("rival", page.say("industry.words.rival"), "label"),
        Field("best", page.say("industry.words.best"), "value", points, numeric=True),
        Field("gap", page.say("industry.words.gap"), "label", points, numeric=True),
    )
    factors, others = tuple(_factor_rows(page, found)), (*_total_rows(page, found), *_rival_rows(page, found))
    parts = {row["factor"]: page.show(name_of(row, "note")) for row in page.client.rows("buying_factors")}
    if not any(parts.values()):
        return Values(fields, (*factors, *others))
    made_of = [parts[row["factor"]] for row in _ranked(found)]
    noted = ((*row, Cell(part, part)) for row, part in zip(factors, made_of, strict=True))
    return Values(
        (*fields, Field("note", page.say("industry.buying_factors.made_of"), "note")),
        (*noted, *((*row, Cell("", "")) for row in others)),
    )


def _factor_rows(page: Page, found: BuyingFactors) -> Iterator[tuple[Cell, ...]]:
    lang, names, operators = page.lang, page.client.names("buying_factors"), page.client.market.names("operators")
    weight, score = page.say("industry.words.no_importance"), page.say("industry.words.no_score")
    for row in _ranked(found):
        yield (
            cell(GROUPS[row["group"]], lang),
            cell(names[row["factor"]], lang),
            cell(Percent(row["importance"], 0), lang, weight),
            cell(Number(row["ours"], 1), lang, score),
            cell(operators[row["best_rival"]] if row["best_rival"] else None, lang, score),
            cell(Number(row["best_score"], 1), lang, score),
            cell(Number(row["gap"], 1, sign=True), lang, score),
        )


def _total_rows(page: Page, found: BuyingFactors) -> Iterator[tuple[Cell, ...]]:
    lang, dash = page.lang, cell("–", page.lang)
    for row in records(found.groups):
        yield (
            cell(GROUPS[row["group"]], lang),
            cell(page.say("common.total"), lang),
            cell(Percent(row["importance"], 0), lang, page.say("industry.words.no_importance")),
            *[dash] * 3,
            cell(Number(row["gap"], 1, sign=True), lang, page.say("industry.words.no_score")),
        )


def _rival_rows(page: Page, found: BuyingFactors) -> Iterator[tuple[Cell, ...]]:
    lang, operators, reason = (
        page.lang,
        page.client.market.names("operators"),
        page.say("industry.buying_factors.too_little_known"),
    )
    for row in records(found.rivals):
        yield (
            cell("–", lang),
            cell(page.say("industry.buying_factors.weighted_against", rival=operators[row["operator"]]), lang),
            cell(Percent(row["weight"], 0), lang),
            cell(Number(row["ours"], 2), lang, reason),
            cell(operators[row["operator"]], lang),
            cell(Number(row["theirs"], 2), lang, reason),
            cell(Number(row["gap"], 2, sign=True), lang, reason),
        )


@exhibit("1.5", needs=("buying_factors", "factor_performance"), rests_on=_RESTS_ON)
def importance_performance(page: Page, result: IndustryAnalysis) -> Exhibit:
    """1.5 Importance-performance matrix of the buying factors, split at the mean importance and at parity."""
    found, names = result.factors, page.client.names("buying_factors")
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


def _draw_factors(page: Page, points: list[Point], mean: float) -> Figure:
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


def _factor_values(page: Page, found: BuyingFactors) -> Values:
    lang, names, operators = page.lang, page.client.names("buying_factors"), page.client.market.names("operators")
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
