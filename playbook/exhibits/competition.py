"""The exhibits of step 2: competitiveness at this client, and the revenue at risk."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.bars import Bar, bar_chart
from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.exhibits.compose import Page, cell, drawable, exhibit, rows_named
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.competition import CompetitionAnalysis
from playbook.steps.status import weakest
from playbook.units import Money, Number, Percent

__all__ = ["competitiveness", "revenue_at_risk"]

Scores = Mapping[str, float]


@exhibit("2.2", needs=("scores",))
def competitiveness(page: Page, result: CompetitionAnalysis) -> Exhibit:
    """2.2 Competitiveness at this client: services x operators in Harvey balls, with the gap to the best rival."""
    names = page.client.market.names("operators")
    scored = set(result.competitiveness["operator"])
    operators = [operator for operator in names if operator in scored]
    rows = _scores(page, result)
    fields = (
        Field("service", page.say("common.service"), "category"),
        *(Field(operator, page.show(names[operator]), "series", page.say("competition.points"), numeric=True) for operator in operators),
        Field("gap", page.say("competition.gap"), "value", page.say("competition.points"), numeric=True),
    )
    values = Values(fields, tuple(tuple(_score_cells(page, service, scores, operators)) for service, scores in rows.items()))
    return page.make(
        "harvey", page.say("competition.2_2.subtitle"), values, sources=("scores",), status=weakest(result.competitiveness["status"]),
        draw=lambda: _balls(page, rows, operators),
    )


def _scores(page: Page, result: CompetitionAnalysis) -> dict[str, Scores]:
    """Service -> score by operator, with the gap under `gap`, in the market's order of services."""
    cells = {service: dict(zip(rows["operator"], rows["score"], strict=True)) for service, rows in result.competitiveness.groupby("service")}
    gaps = dict(zip(result.services["service"], result.services["gap"], strict=True))
    return {service: {**cells[service], "gap": gaps[service]} for service in page.client.market.names("services") if service in cells}


def _score_cells(page: Page, service: str, scores: Scores, operators: list[str]) -> Iterator[Cell]:
    reason = page.say("competition.unknown_reason")
    yield cell(page.client.market.names("services")[service], page.lang)
    for operator in operators:
        yield cell(Number(scores.get(operator, float("nan")), 1), page.lang, reason)
    yield cell(Number(scores["gap"], 1, sign=True), page.lang, reason)


def _balls(page: Page, rows: Mapping[str, Scores], operators: list[str]) -> Figure:
    names, us = page.client.market.names("operators"), page.client.market.us
    return harvey_chart(
        [_ball_row(page, service, scores, operators) for service, scores in rows.items()],
        [page.show(names[operator]) for operator in operators], lang=page.lang, gap_label=page.say("competition.gap"),
        own=operators.index(us) if us in operators else None, unknown=page.say("common.unknown"),
        legend=tuple(page.say(f"competition.level.{level}") for level in range(5)),
    )


def _ball_row(page: Page, service: str, scores: Scores, operators: list[str]) -> HarveyRow:
    given = [scores.get(operator, float("nan")) for operator in operators]
    behind = scores["gap"] < 0
    return HarveyRow(
        page.show(page.client.market.names("services")[service]), tuple(map(drawable, given)),
        printed=tuple(page.show(Number(score, 1)) for score in given), gap=page.show(Number(scores["gap"], 1, sign=True)),
        gap_role="warning" if behind else "ink", highlight=behind,
    )


@exhibit("2.4", needs=("scores", "competition_services"))
def revenue_at_risk(page: Page, result: CompetitionAnalysis) -> Exhibit:
    """2.4 Revenue at risk by service, sorted: our revenue times the probability of losing it within 12 months."""
    services, currency = rows_named(result.services), page.client.currency
    fields = (
        Field("service", page.say("common.service"), "category"),
        Field("revenue", page.say("competition.revenue"), "label", currency, numeric=True),
        Field("gap", page.say("competition.gap"), "label", page.say("competition.points"), numeric=True),
        Field("exposed", page.say("competition.exposed_label"), "highlight"),
        Field("probability", page.say("competition.probability"), "label", "%", numeric=True),
        Field("at_risk", page.say("competition.at_risk_label"), "value", currency, numeric=True),
    )
    return page.make(
        "bar", page.say("competition.2_4.subtitle"), Values(fields, tuple(tuple(_risk_cells(page, row)) for row in services)),
        sources=("bills", "competition_services", "scores", "moves"), status=result.status,
        draw=lambda: bar_chart([_risk_bar(page, row) for row in services], lang=page.lang, sort=False),
    )


def _risk_cells(page: Page, row: dict[str, Any]) -> Iterator[Cell]:
    currency, reason = page.client.currency, page.say("competition.unknown_reason")
    yield cell(page.client.market.names("services")[row["service"]], page.lang)
    yield cell(Money(row["revenue_month"], currency), page.lang, page.say("competition.unknown_part"))
    yield cell(Number(row["gap"], 1, sign=True), page.lang, reason)
    yield cell(page.say("common.yes" if row["exposed"] else "common.no"), page.lang)
    yield cell(Percent(row["probability"], 0), page.lang, reason)
    yield cell(Money(row["at_risk_month"], currency), page.lang, reason)


def _risk_bar(page: Page, row: dict[str, Any]) -> Bar:
    money = Money(row["at_risk_month"], page.client.currency)
    share = page.say("competition.of_revenue", p=Percent(row["probability"], 0), revenue=Money(row["revenue_month"], page.client.currency))
    name = page.show(page.client.market.names("services")[row["service"]])
    return Bar(name, drawable(row["at_risk_month"]), page.show(money), share=share, role="warning" if row["exposed"] else "grey")
