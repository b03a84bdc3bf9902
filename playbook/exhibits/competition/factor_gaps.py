"""2.3, gap by factor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.dumbbell import DumbbellRow, dumbbell_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.phrases import worded
from playbook.units import Money, Number, Percent

__all__ = ["build"]


@exhibit("2.3", "competition.factor_gaps", needs=("scores",), rests_on=("scores.score", "competition_services.share"))
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.3 Gap by factor for the service most at risk: us against its best rival on the six factors, with their
    weights."""
    found = result.rivals.factor_gaps
    rows, points = records(found.factors), page.say("competition.words.points")
    fields = (
        Field("factor", page.say("competition.factor_gaps.factor_label"), "category"),
        Field("weight", page.say("competition.factor_gaps.weight_label"), "label", "%", numeric=True),
        Field("ours", page.say("competition.factor_gaps.us"), "series", points, numeric=True),
        Field("rival", _rival_name(page, found.rival), "series", points, numeric=True),
        Field("gap", page.say("competition.factor_gaps.gap_label"), "value", points, numeric=True),
        Field("weighted", page.say("competition.factor_gaps.weighted_label"), "label", points, numeric=True),
        Field("closed", page.say("competition.factor_gaps.closed_label"), "label", "%", numeric=True),
        Field("saved", page.say("competition.factor_gaps.saved_label"), "label", page.subject.currency, numeric=True),
    )
    most = (
        len(result.services)
        and result.services.iloc[0]["service"] == found.service
        and result.services.iloc[0]["at_risk_month"] > 0
    )
    service = page.subject.market.names("services")[str(found.service)]
    return page.make(
        "dumbbell",
        page.say(
            "competition.factor_gaps.subtitle" if most else "competition.factor_gaps.subtitle_other", service=service
        ),
        Values(fields, tuple(tuple(_factor_cells(page, row)) for row in rows)),
        sources=("scores",),
        status=found.status,
        draw=lambda: _dumbbell(page, rows, found.rival),
    )


def _rival_name(page: ClientPage, rival: str | None) -> str:
    return (
        page.show(page.subject.market.names("operators")[rival])
        if rival
        else page.say("competition.factor_gaps.best_rival")
    )


def _factor_cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    reason = page.say("competition.factor_gaps.no_score")
    yield cell(worded(f"competition.words.factor.{row['factor']}"), page.lang)
    yield cell(Percent(row["weight"], 0), page.lang, page.say("competition.factor_gaps.no_weight"))
    for name in ("ours", "rival"):
        yield cell(Number(row[name], 1), page.lang, reason)
    yield cell(Number(row["gap"], 1, sign=True), page.lang, page.say("competition.words.no_comparison"))
    yield cell(Number(row["weighted_gap"], 2, sign=True), page.lang, page.say("competition.words.no_comparison"))
    behind = row["gap"] < 0
    missing = page.say(
        "competition.factor_gaps.no_risk"
        if behind
        else "competition.factor_gaps.not_behind"
        if row["gap"] >= 0
        else "competition.words.no_comparison"
    )
    for value in (Percent(row["probability"], 0), Money(row["saved_month"], page.subject.currency)):
        yield cell(value, page.lang, missing) if behind or not row["gap"] >= 0 else Cell(None, "–", missing)


def _dumbbell(page: ClientPage, rows: list[dict[str, Any]], rival: str | None) -> Figure:
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
        ours_label=page.say("competition.factor_gaps.us"),
        rival_label=_rival_name(page, rival),
        weight_label=page.say("competition.factor_gaps.weight_label"),
        unknown=page.say("common.unknown"),
    )
