"""2.2, competitiveness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from matplotlib.figure import Figure

from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.status import weakest
from playbook.units import Number, name_of

__all__ = ["Scores", "build"]

Scores = Mapping[str, float]


@exhibit("2.2", "competition.competitiveness", needs=("scores",), rests_on=("scores.score",))
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.2 Competitiveness at this client: services x operators in Harvey balls, with the gap to the best rival."""
    names = page.subject.market.names("operators")
    scored = set(result.competitiveness["operator"])
    operators = [operator for operator in names if operator in scored]
    rows = _scores(page, result)
    fields = (
        Field("service", page.say("common.service"), "category"),
        *(
            Field(operator, page.show(names[operator]), "series", page.say("competition.words.points"), numeric=True)
            for operator in operators
        ),
        Field("gap", page.say("competition.words.gap"), "value", page.say("competition.words.points"), numeric=True),
    )
    scored_rows = tuple(tuple(_score_cells(page, service, scores, operators)) for service, scores in rows.items())
    values = _with_evidence(page, Values(fields, scored_rows), [*rows])
    return page.make(
        "harvey",
        page.say("competition.competitiveness.subtitle"),
        values,
        sources=("scores",),
        status=weakest(result.competitiveness["status"]),
        draw=lambda: _balls(page, rows, operators),
    )


def _with_evidence(page: ClientPage, values: Values, services: list[str]) -> Values:
    """The table with what the scores of each service rest on; as it is where nobody has said."""
    said = {service: page.say("common.source.join").join(_evidence(page, service)) for service in services}
    if not any(said.values()):
        return values
    cells = (Cell(said[service], said[service] or "–") for service in services)
    rows = tuple((*row, evidence) for row, evidence in zip(values.rows, cells, strict=True))
    return Values((*values.fields, Field("evidence", page.say("competition.competitiveness.evidence"), "note")), rows)


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


def _scores(page: ClientPage, result: CompetitionAnalysis) -> dict[str, Scores]:
    """Service -> score by operator, with the gap under `gap`, in the market's order of services."""
    cells = {
        service: dict(zip(rows["operator"], rows["score"], strict=True))
        for service, rows in result.competitiveness.groupby("service")
    }
    gaps = dict(zip(result.services["service"], result.services["gap"], strict=True))
    return {
        service: {**cells[service], "gap": gaps[service]}
        for service in page.subject.market.names("services")
        if service in cells
    }


def _score_cells(page: ClientPage, service: str, scores: Scores, operators: list[str]) -> Iterator[Cell]:
    reason = page.say("competition.words.unknown_reason")
    yield cell(page.subject.market.names("services")[service], page.lang)
    for operator in operators:
        yield cell(Number(scores.get(operator, float("nan")), 1), page.lang, reason)
    yield cell(Number(scores["gap"], 1, sign=True), page.lang, reason)


def _balls(page: ClientPage, rows: Mapping[str, Scores], operators: list[str]) -> Figure:
    names, us = page.subject.market.names("operators"), page.subject.market.us
    return harvey_chart(
        [_ball_row(page, service, scores, operators) for service, scores in rows.items()],
        [page.show(names[operator]) for operator in operators],
        lang=page.lang,
        gap_label=page.say("competition.words.gap"),
        own=operators.index(us) if us in operators else None,
        unknown=page.say("common.unknown"),
        legend=tuple(page.say(f"competition.competitiveness.level.{level}") for level in range(5)),
    )


def _ball_row(page: ClientPage, service: str, scores: Scores, operators: list[str]) -> HarveyRow:
    given = [scores.get(operator, float("nan")) for operator in operators]
    behind = scores["gap"] < 0
    return HarveyRow(
        page.show(page.subject.market.names("services")[service]),
        tuple(map(drawable, given)),
        printed=tuple(page.show(Number(score, 1)) for score in given),
        gap=page.show(Number(scores["gap"], 1, sign=True)),
        gap_role="warning" if behind else "ink",
        highlight=behind,
    )
