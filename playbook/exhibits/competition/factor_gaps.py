"""2.3, gap by factor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.figure import Figure

from playbook.charts.dumbbell import DumbbellRow, dumbbell_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.competition.factor_gaps import FactorGaps
from playbook.steps.phrases import worded
from playbook.units import Money, Number, Percent, Printable

__all__ = ["build"]


@exhibit(
    "2.3", "competition.factor_gaps", needs=("scores", "us"), rests_on=("scores.score", "competition_services.share")
)
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.3 Gap by factor for the service most at risk: us against its best rival on the six factors, with their
    weights."""
    gaps, services = result.factor_gaps, result.revenue_at_risk.services
    most = len(services) and services.iloc[0]["service"] == gaps.service and services.iloc[0]["at_risk_month"] > 0
    subtitle = "competition.factor_gaps.subtitle" if most else "competition.factor_gaps.subtitle_other"
    return page.make(
        "dumbbell",
        page.say(subtitle, service=page.subject.market.names("services")[str(gaps.service)]),
        _values(page, gaps),
        sources=("scores",),
        status=gaps.status,
        draw=lambda: _dumbbell(page, records(gaps.factors), gaps.rival),
    )


def _rival_name(page: ClientPage, rival: str | None) -> str:
    return (
        page.show(page.subject.market.names("operators")[rival])
        if rival
        else page.say("competition.factor_gaps.best_rival")
    )


def _values(page: ClientPage, gaps: FactorGaps) -> Values:
    currency, points = page.subject.currency, page.say("competition.words.points")
    no_score, no_weight = (page.say(f"competition.factor_gaps.{key}") for key in ("no_score", "no_weight"))
    missing, rival = page.say("competition.words.no_comparison"), _rival_name(page, gaps.rival)
    level = partial(_once_level, page)
    return table(
        page,
        records(gaps.factors),
        (
            Column("factor", lambda row: worded(f"competition.words.factor.{row['factor']}"), "category"),
            Column("weight", lambda row: Percent(row["weight"], 0), unit="%", numeric=True, reason=no_weight),
            Column("ours", lambda row: Number(row["ours"], 1), "series", points, numeric=True, reason=no_score),
            Column(
                "rival",
                lambda row: Number(row["rival"], 1),
                "series",
                points,
                numeric=True,
                label=rival,
                reason=no_score,
            ),
            Column("gap", lambda row: Number(row["gap"], 1, sign=True), "value", points, numeric=True, reason=missing),
            Column(
                "weighted",
                lambda row: Number(row["weighted_gap"], 2, sign=True),
                unit=points,
                numeric=True,
                reason=missing,
            ),
            Column(
                "closed",
                lambda row: level(row, Percent(row["probability"], 0)),
                unit="%",
                numeric=True,
                reason=partial(_not_level, page),
            ),
            Column(
                "saved",
                lambda row: level(row, Money(row["saved_month"], currency)),
                unit=currency,
                numeric=True,
                reason=partial(_not_level, page),
            ),
        ),
    )


def _once_level(page: ClientPage, row: Row, value: Printable) -> Printable | Cell:
    """What levelling a factor comes to; there is nothing to level where we do not trail."""
    return Cell(None, "–", _not_level(page, row)) if row["gap"] >= 0 else value


def _not_level(page: ClientPage, row: Row) -> str:
    return page.say(
        "competition.factor_gaps.no_risk"
        if row["gap"] < 0
        else "competition.factor_gaps.not_behind"
        if row["gap"] >= 0
        else "competition.words.no_comparison"
    )


def _dumbbell(page: ClientPage, rows: Sequence[Row], rival: str | None) -> Figure:
    worst = min((row["weighted_gap"] for row in rows if row["weighted_gap"] < 0), default=None)
    return dumbbell_chart(
        [
            DumbbellRow(
                page.say(f"competition.words.factor.{row['factor']}"),
                drawable(row["ours"]),
                drawable(row["rival"]),
                page.show(Number(row["ours"], 1)),
                page.show(Number(row["rival"], 1)),
                weight=drawable(row["weight"]),
                weight_printed=page.show(Percent(row["weight"], 0)),
                role="accent" if worst is not None and row["weighted_gap"] == worst else "grey",
            )
            for row in rows
        ],
        lang=page.lang,
        ours_label=page.say("competition.factor_gaps.ours"),
        rival_label=_rival_name(page, rival),
        weight_label=page.say("competition.factor_gaps.weight"),
        unknown=page.say("common.unknown"),
    )
