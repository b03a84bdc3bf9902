"""2.2, competitiveness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from matplotlib.figure import Figure

from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.competition.competitiveness import Competitiveness
from playbook.units import Number, name_of

__all__ = ["build"]

#: Scores are from 0 to 4, each with a name.
_LEVELS = range(5)


@exhibit("2.2", "competition.competitiveness", needs=("scores", "us"), rests_on=("scores.score",))
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.2 Competitiveness at this client: services x operators in Harvey balls, with the gap to the best rival."""
    scored = set(result.competitiveness.cells["operator"])
    operators = [operator for operator in page.subject.market.names("operators") if operator in scored]
    rows = _rows(page, result.competitiveness)
    return page.make(
        "harvey",
        page.say("competition.competitiveness.subtitle"),
        _values(page, rows, operators),
        sources=("scores",),
        status=result.competitiveness.status,
        draw=lambda: _balls(page, rows, operators),
    )


def _rows(page: ClientPage, compared: Competitiveness) -> list[Row]:
    """A service a row, in the market's order: its score by operator, its gap, and what the scores rest on."""
    scores = {
        service: dict(zip(cells["operator"], cells["score"], strict=True))
        for service, cells in compared.cells.groupby("service")
    }
    gaps = dict(zip(compared.gaps["service"], compared.gaps["gap"], strict=True))
    joiner = page.say("common.source.join")
    return [
        {
            "service": service,
            "scores": scores[service],
            "gap": gaps[service],
            "evidence": joiner.join(_evidence(page, service)),
        }
        for service in page.subject.market.names("services")
        if service in scores
    ]


def _evidence(page: ClientPage, service: str) -> Iterator[str]:
    """What the scores of a service rest on, operator by operator and factor by factor."""
    names, rows = page.subject.market.names("operators"), page.subject.rows("scores")
    rank = {operator: place for place, operator in enumerate(names)}
    for row in sorted(
        (row for row in rows if row["service"] == service), key=lambda row: (rank[row["operator"]], row["factor"])
    ):
        evidence = page.show(name_of(row, "evidence"))
        if evidence:
            factor = page.say(f"competition.words.factor.{row['factor']}")
            yield page.say(
                "competition.competitiveness.rests_on",
                operator=names[row["operator"]],
                factor=factor,
                evidence=evidence,
            )


def _values(page: ClientPage, rows: Sequence[Row], operators: Sequence[str]) -> Values:
    """With a column of evidence where there is any."""
    services, names = page.subject.market.names("services"), page.subject.market.names("operators")
    points, reason = page.say("competition.words.points"), page.say("competition.words.unknown_reason")
    columns = [
        Column("service", lambda row: services[row["service"]], "category"),
        *(
            Column(
                operator,
                partial(_score, operator),
                "series",
                points,
                numeric=True,
                label=page.show(names[operator]),
                reason=reason,
            )
            for operator in operators
        ),
        Column("gap", lambda row: Number(row["gap"], 1, sign=True), "value", points, numeric=True, reason=reason),
    ]
    if any(row["evidence"] for row in rows):
        columns.append(Column("evidence", lambda row: Cell(row["evidence"], row["evidence"] or "–"), "note"))
    return table(page, rows, columns)


def _score(operator: str, row: Row) -> Number:
    return Number(row["scores"].get(operator, float("nan")), 1)


def _balls(page: ClientPage, rows: Sequence[Row], operators: Sequence[str]) -> Figure:
    names, us = page.subject.market.names("operators"), page.subject.market.us
    return harvey_chart(
        [_ball_row(page, row, operators) for row in rows],
        [page.show(names[operator]) for operator in operators],
        lang=page.lang,
        gap_label=page.say("competition.words.gap"),
        own=operators.index(us) if us in operators else None,
        unknown=page.say("common.unknown"),
        legend=tuple(page.say(f"competition.competitiveness.level.{level}") for level in _LEVELS),
    )


def _ball_row(page: ClientPage, row: Row, operators: Sequence[str]) -> HarveyRow:
    scores = [_score(operator, row) for operator in operators]
    behind = row["gap"] < 0
    return HarveyRow(
        page.show(page.subject.market.names("services")[row["service"]]),
        tuple(drawable(score.value) for score in scores),
        printed=tuple(map(page.show, scores)),
        gap=page.show(Number(row["gap"], 1, sign=True)),
        gap_role="warning" if behind else "ink",
        highlight=behind,
    )
