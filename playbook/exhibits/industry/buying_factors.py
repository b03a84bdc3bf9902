"""1.4, buying factors."""

from __future__ import annotations

from matplotlib.figure import Figure

from playbook.charts.dumbbell import DumbbellRow, dumbbell_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Row, below, table
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.industry.buying_factors import GROUPS, BuyingFactors
from playbook.units import Number, Percent, name_of

__all__ = ["RESTS_ON", "build"]

#: What 1.4 and 1.5 weigh over those that are on record.
RESTS_ON = ("buying_factors.importance", "factor_performance.score")


@exhibit("1.4", "industry.buying_factors", needs=("buying_factors",), rests_on=RESTS_ON)
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.4 Buying factors in four groups, ranked by importance, with our performance and the best rival's."""
    buying = result.buying_factors
    return page.make(
        "dumbbell",
        page.say("industry.buying_factors.subtitle", n=len(buying.factors)),
        _values(page, buying),
        sources=("buying_factors", "factor_performance"),
        status=buying.status,
        internal=True,
        draw=lambda: _draw(page, buying),
    )


def _ranked(buying: BuyingFactors) -> list[Row]:
    """The factors under their headings in the taught order, the most important first."""
    rows = records(buying.factors)
    return [row for group in GROUPS for row in rows if row["group"] == group]


def _draw(page: ClientPage, buying: BuyingFactors) -> Figure:
    names, operators = page.subject.names("buying_factors"), page.subject.market.names("operators")
    weights = {row["group"]: row["importance"] for row in records(buying.groups)}
    worst, lead = _extremes(buying)
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
        for row in _ranked(buying)
    ]
    return dumbbell_chart(
        rows,
        lang=page.lang,
        ours_label=page.say("industry.words.ours"),
        rival_label=page.say("industry.buying_factors.best_rival"),
        weight_label=page.say("industry.words.importance"),
        unknown=page.say("common.unknown"),
    )


def _extremes(buying: BuyingFactors) -> tuple[str | None, str | None]:
    """The factors on which we lose most and lead most, weighted by importance; None where there is none."""
    weighted = (buying.factors["gap"] * buying.factors["importance"]).set_axis(buying.factors["factor"]).dropna()
    if weighted.empty:
        return None, None
    worst, lead = (pick() if len(weighted) else None for pick in (weighted.idxmin, weighted.idxmax))
    return str(worst) if weighted.min() < 0 else None, str(lead) if weighted.max() > 0 else None


def _values(page: ClientPage, buying: BuyingFactors) -> Values:
    """Every factor under its heading, then the headings, then us against each rival as a whole."""
    names, operators = page.subject.names("buying_factors"), page.subject.market.names("operators")
    points, weight, score = (page.say(f"industry.words.{key}") for key in ("points", "no_importance", "no_score"))
    notes = {row["factor"]: page.show(name_of(row, "note")) for row in page.subject.rows("buying_factors")}
    group = Column("group", lambda row: GROUPS[row["group"]])
    importance = Column(
        "importance", lambda row: Percent(row["importance"], 0), "size", "%", numeric=True, reason=weight
    )
    gap = Column("gap", lambda row: Number(row["gap"], 1, sign=True), unit=points, numeric=True, reason=score)
    columns = [
        group,
        Column("factor", lambda row: names[row["factor"]], "category"),
        importance,
        Column("ours", lambda row: Number(row["ours"], 1), "value", points, numeric=True, reason=score),
        Column("rival", lambda row: operators[row["best_rival"]] if row["best_rival"] else None, reason=score),
        Column("best", lambda row: Number(row["best_score"], 1), "value", points, numeric=True, reason=score),
        gap,
    ]
    if any(notes.values()):
        columns.append(Column("note", lambda row: Cell(notes[row["factor"]], notes[row["factor"]]), "note"))
    note = Column("note", lambda _: EMPTY)
    total = Column("factor", lambda _: page.say("common.total"))
    factors = table(page, _ranked(buying), columns)
    headed = below(page, factors, records(buying.groups), (group, total, importance, gap, note))
    return below(page, headed, records(buying.rivals), (*_against(page), note))


def _against(page: ClientPage) -> tuple[Column, ...]:
    """What the table says of us against a rival as a whole."""
    operators, reason = page.subject.market.names("operators"), page.say("industry.buying_factors.too_little_known")
    return (
        Column(
            "factor", lambda row: page.say("industry.buying_factors.weighted_against", rival=operators[row["operator"]])
        ),
        Column("importance", lambda row: Percent(row["weight"], 0)),
        Column("ours", lambda row: Number(row["ours"], 2), reason=reason),
        Column("rival", lambda row: operators[row["operator"]]),
        Column("best", lambda row: Number(row["theirs"], 2), reason=reason),
        Column("gap", lambda row: Number(row["gap"], 2, sign=True), reason=reason),
    )
