"""1.4, buying factors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.dumbbell import DumbbellRow, dumbbell_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.industry.buying_factors import GROUPS, BuyingFactors
from playbook.units import Number, Percent, name_of

__all__ = ["build"]

#: What 1.4 and 1.5 weigh over those that are on record.
_RESTS_ON = ("buying_factors.importance", "factor_performance.score")


@exhibit("1.4", "industry.buying_factors", needs=("buying_factors",), rests_on=_RESTS_ON)
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
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


def _draw_groups(page: ClientPage, found: BuyingFactors) -> Figure:
    names, operators = page.subject.names("buying_factors"), page.subject.market.names("operators")
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


def _group_values(page: ClientPage, found: BuyingFactors) -> Values:
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
    parts = {row["factor"]: page.show(name_of(row, "note")) for row in page.subject.rows("buying_factors")}
    if not any(parts.values()):
        return Values(fields, (*factors, *others))
    made_of = [parts[row["factor"]] for row in _ranked(found)]
    noted = ((*row, Cell(part, part)) for row, part in zip(factors, made_of, strict=True))
    return Values(
        (*fields, Field("note", page.say("industry.buying_factors.made_of"), "note")),
        (*noted, *((*row, Cell("", "")) for row in others)),
    )


def _factor_rows(page: ClientPage, found: BuyingFactors) -> Iterator[tuple[Cell, ...]]:
    lang, names, operators = page.lang, page.subject.names("buying_factors"), page.subject.market.names("operators")
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


def _total_rows(page: ClientPage, found: BuyingFactors) -> Iterator[tuple[Cell, ...]]:
    lang, dash = page.lang, cell("–", page.lang)
    for row in records(found.groups):
        yield (
            cell(GROUPS[row["group"]], lang),
            cell(page.say("common.total"), lang),
            cell(Percent(row["importance"], 0), lang, page.say("industry.words.no_importance")),
            *[dash] * 3,
            cell(Number(row["gap"], 1, sign=True), lang, page.say("industry.words.no_score")),
        )


def _rival_rows(page: ClientPage, found: BuyingFactors) -> Iterator[tuple[Cell, ...]]:
    lang, operators, reason = (
        page.lang,
        page.subject.market.names("operators"),
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
