"""2.1, network resources by operator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.phrases import worded
from playbook.steps.status import weakest
from playbook.units import Number, is_unknown

__all__ = ["build"]


@exhibit("2.1", "competition.rival_resources", needs=("operator_resources",))
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.1 Network resources, operator by operator, in Harvey balls; strengths, weaknesses and evidence in the table."""
    rows = records(result.rivals.resources)
    points = page.say("competition.words.points")
    fields = (
        Field("resource", page.say("competition.rival_resources.resource_label"), "category"),
        Field("operator", page.say("competition.words.operator_label"), "series"),
        Field("rating", page.say("competition.rival_resources.rating_label"), "value", points, numeric=True),
        Field("difference", page.say("competition.rival_resources.difference_label"), "label", points, numeric=True),
        Field("verdict", page.say("competition.rival_resources.verdict_label"), "highlight"),
        Field("evidence", page.say("competition.rival_resources.evidence_label"), "note"),
    )
    return page.make(
        "harvey",
        page.say(
            "competition.rival_resources.subtitle", threshold=Number(page.subject.assume("resource_difference"), 1)
        ),
        Values(fields, tuple(tuple(_resource_cells(page, row)) for row in rows)),
        sources=("operator_resources",),
        status=weakest(result.rivals.resources["status"]),
        draw=lambda: _balls(page, rows),
        internal=True,
    )


def _resource_cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    us = row["operator"] == page.subject.market.us
    verdict = "us" if us else None if is_unknown(row["verdict"]) else row["verdict"]
    missing = page.say("competition.words.no_comparison")
    yield cell(worded(f"competition.rival_resources.resource.{row['resource']}"), page.lang)
    yield cell(page.subject.market.names("operators")[row["operator"]], page.lang)
    yield cell(Number(row["rating"], 1), page.lang, page.say("competition.rival_resources.no_rating"))
    yield (
        Cell(None, "–", page.say("competition.rival_resources.own_row"))
        if us
        else cell(Number(row["difference"], 1, sign=True), page.lang, missing)
    )
    yield cell(page.say(f"competition.rival_resources.verdict.{verdict}") if verdict else None, page.lang, missing)
    yield cell(
        None if is_unknown(row["evidence"]) else row["evidence"],
        page.lang,
        page.say("competition.rival_resources.no_evidence"),
    )


def _balls(page: ClientPage, rows: list[dict[str, Any]]) -> Figure:
    names, us = page.subject.market.names("operators"), page.subject.market.us
    operators = list(dict.fromkeys(row["operator"] for row in rows))
    by_resource = {
        resource: [row for row in rows if row["resource"] == resource]
        for resource in dict.fromkeys(row["resource"] for row in rows)
    }
    return harvey_chart(
        [_ball_row(page, resource, rated) for resource, rated in by_resource.items()],
        [page.show(names[operator]) for operator in operators],
        lang=page.lang,
        gap_label=page.say("competition.words.gap"),
        own=operators.index(us) if us in operators else None,
        unknown=page.say("common.unknown"),
        legend=tuple(page.say(f"competition.rival_resources.level.{level}") for level in range(5)),
    )


def _ball_row(page: ClientPage, resource: str, rows: list[dict[str, Any]]) -> HarveyRow:
    """A resource: every operator's rating, and ours less the best rival's; marked where a rival is stronger."""
    known = [
        row["difference"]
        for row in rows
        if row["operator"] != page.subject.market.us and not is_unknown(row["difference"])
    ]
    stronger = any(row["verdict"] == "strength" for row in rows)
    return HarveyRow(
        page.say(f"competition.rival_resources.resource.{resource}"),
        tuple(drawable(row["rating"]) for row in rows),
        printed=tuple(page.show(Number(row["rating"], 1)) for row in rows),
        gap=page.show(Number(-max(known) if known else float("nan"), 1, sign=True)),
        gap_role="warning" if stronger else "ink" if known else "grey",
        highlight=stronger,
    )
