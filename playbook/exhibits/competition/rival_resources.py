"""2.1, network resources by operator."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.client.rows import grouped, records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.phrases import worded
from playbook.units import Number, is_unknown

__all__ = ["build"]

#: Ratings are from 0 to 4, each with a name.
_LEVELS = range(5)


@exhibit("2.1", "competition.rival_resources", needs=("operator_resources", "us"))
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.1 Network resources, operator by operator, in Harvey balls; strengths, weaknesses and evidence in the table."""
    resources = result.rival_resources
    rows = records(resources.resources)
    threshold = Number(page.subject.assume("resource_difference"), 1)
    return page.make(
        "harvey",
        page.say("competition.rival_resources.subtitle", threshold=threshold),
        _values(page, rows),
        sources=("operator_resources",),
        status=resources.status,
        draw=lambda: _balls(page, rows),
        internal=True,
    )


def _values(page: ClientPage, rows: Sequence[Row]) -> Values:
    operators, points = page.subject.market.names("operators"), page.say("competition.words.points")
    no_rating, no_evidence = (page.say(f"competition.rival_resources.{key}") for key in ("no_rating", "no_evidence"))
    missing = page.say("competition.words.no_comparison")
    return table(
        page,
        rows,
        (
            Column(
                "resource", lambda row: worded(f"competition.rival_resources.resource.{row['resource']}"), "category"
            ),
            Column("operator", lambda row: operators[row["operator"]], "series"),
            Column("rating", lambda row: Number(row["rating"], 1), "value", points, numeric=True, reason=no_rating),
            Column("difference", lambda row: _difference(page, row), unit=points, numeric=True, reason=missing),
            Column("verdict", lambda row: _verdict(page, row), "highlight", reason=missing),
            Column(
                "evidence",
                lambda row: None if is_unknown(row["evidence"]) else row["evidence"],
                "note",
                reason=no_evidence,
            ),
        ),
    )


def _ours(page: ClientPage, row: Row) -> bool:
    return bool(row["operator"] == page.subject.market.us)


def _difference(page: ClientPage, row: Row) -> Number | Cell:
    if _ours(page, row):
        return Cell(None, "–", page.say("competition.rival_resources.own_row"))
    return Number(row["difference"], 1, sign=True)


def _verdict(page: ClientPage, row: Row) -> str | None:
    verdict = "us" if _ours(page, row) else row["verdict"]
    return None if is_unknown(verdict) else page.say(f"competition.rival_resources.verdict.{verdict}")


def _balls(page: ClientPage, rows: Sequence[Row]) -> Figure:
    names, us = page.subject.market.names("operators"), page.subject.market.us
    operators = list(dict.fromkeys(row["operator"] for row in rows))
    return harvey_chart(
        [_ball_row(page, resource, rated) for (resource,), rated in grouped(rows, "resource").items()],
        [page.show(names[operator]) for operator in operators],
        lang=page.lang,
        gap_label=page.say("competition.words.gap"),
        own=operators.index(us) if us in operators else None,
        unknown=page.say("common.unknown"),
        legend=tuple(page.say(f"competition.rival_resources.level.{level}") for level in _LEVELS),
    )


def _ball_row(page: ClientPage, resource: str, rows: Sequence[Row]) -> HarveyRow:
    """A resource: every operator's rating, and ours less the best rival's; marked where a rival is stronger."""
    known = [row["difference"] for row in rows if not _ours(page, row) and not is_unknown(row["difference"])]
    stronger = any(row["verdict"] == "strength" for row in rows)
    return HarveyRow(
        page.say(f"competition.rival_resources.resource.{resource}"),
        tuple(drawable(row["rating"]) for row in rows),
        printed=tuple(page.show(Number(row["rating"], 1)) for row in rows),
        gap=page.show(Number(-max(known) if known else float("nan"), 1, sign=True)),
        gap_role="warning" if stronger else "ink" if known else "grey",
        highlight=stronger,
    )
