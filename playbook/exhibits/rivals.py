"""Exhibits 2.1, 2.3 and 2.5: what rivals have, where they lead, what they do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.dumbbell import DumbbellRow, dumbbell_chart
from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.charts.timeline import TimelineItem, timeline_chart
from playbook.client.rows import records
from playbook.exhibits.compose import Page, cell, drawable, exhibit
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.months import month_name, month_number, month_of, months_since
from playbook.steps.phrases import worded
from playbook.steps.status import weakest
from playbook.units import Day, Money, Number, Percent, is_unknown

__all__ = ["factor_gap", "moves", "resources"]

_ROLES: dict[str, Role] = {"in_service": "warning", "piloting": "warning", "tried": "accent", "planned": "grey"}


@exhibit("2.1", needs=("operator_resources",))
def resources(page: Page, result: CompetitionAnalysis) -> Exhibit:
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
            "competition.rival_resources.subtitle", threshold=Number(page.client.assume("resource_difference"), 1)
        ),
        Values(fields, tuple(tuple(_resource_cells(page, row)) for row in rows)),
        sources=("operator_resources",),
        status=weakest(result.rivals.resources["status"]),
        draw=lambda: _balls(page, rows),
        internal=True,
    )


def _resource_cells(page: Page, row: dict[str, Any]) -> Iterator[Cell]:
    us = row["operator"] == page.client.market.us
    verdict = "us" if us else None if is_unknown(row["verdict"]) else row["verdict"]
    missing = page.say("competition.words.no_comparison")
    yield cell(worded(f"competition.rival_resources.resource.{row['resource']}"), page.lang)
    yield cell(page.client.market.names("operators")[row["operator"]], page.lang)
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


def _balls(page: Page, rows: list[dict[str, Any]]) -> Figure:
    names, us = page.client.market.names("operators"), page.client.market.us
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


def _ball_row(page: Page, resource: str, rows: list[dict[str, Any]]) -> HarveyRow:
    """A resource: every operator's rating, and ours less the best rival's; marked where a rival is stronger."""
    known = [
        row["difference"]
        for row in rows
        if row["operator"] != page.client.market.us and not is_unknown(row["difference"])
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


@exhibit("2.3", needs=("scores",), rests_on=("scores.score", "competition_services.share"))
def factor_gap(page: Page, result: CompetitionAnalysis) -> Exhibit:
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
        Field("saved", page.say("competition.factor_gaps.saved_label"), "label", page.client.currency, numeric=True),
    )
    most = (
        len(result.services)
        and result.services.iloc[0]["service"] == found.service
        and result.services.iloc[0]["at_risk_month"] > 0
    )
    service = page.client.market.names("services")[str(found.service)]
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


def _rival_name(page: Page, rival: str | None) -> str:
    return (
        page.show(page.client.market.names("operators")[rival])
        if rival
        else page.say("competition.factor_gaps.best_rival")
    )


def _factor_cells(page: Page, row: dict[str, Any]) -> Iterator[Cell]:
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
    for value in (Percent(row["probability"], 0), Money(row["saved_month"], page.client.currency)):
        yield cell(value, page.lang, missing) if behind or not row["gap"] >= 0 else Cell(None, "–", missing)


def _dumbbell(page: Page, rows: list[dict[str, Any]], rival: str | None) -> Figure:
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


@exhibit("2.5", needs=("moves",))
def moves(page: Page, result: CompetitionAnalysis) -> Exhibit:
    """2.5 The rivals' moves on a time line: since when at their stage, and when they are expected in service."""
    rows = records(result.rivals.moves)
    fields = (
        Field("operator", page.say("competition.words.operator_label"), "category"),
        Field("what", page.say("competition.rival_moves.move_label"), "label"),
        Field("service", page.say("common.service"), "label"),
        Field("stage", page.say("competition.rival_moves.stage_label"), "state"),
        Field("since", page.say("competition.rival_moves.since_label"), "start"),
        Field("expected", page.say("competition.rival_moves.expected_label"), "end"),
        Field(
            "span",
            page.say("competition.rival_moves.span_label"),
            "label",
            page.say("competition.rival_moves.months_unit"),
            numeric=True,
        ),
        Field(
            "revenue", page.say("competition.rival_moves.contested_label"), "value", page.client.currency, numeric=True
        ),
    )
    dated = any(row["since"] or row["expected"] for row in rows)
    return page.make(
        "timeline" if dated else "table",
        page.say("competition.rival_moves.subtitle", day=Day(page.client.as_of))
        if dated
        else page.say("competition.rival_moves.subtitle_undated"),
        Values(fields, tuple(tuple(_move_cells(page, row)) for row in rows)),
        sources=("moves", "bills", "competition_services"),
        status=weakest(result.rivals.moves["status"]),
        draw=(lambda: _timeline(page, rows)) if dated else None,
        internal=True,
    )


def _move_cells(page: Page, row: dict[str, Any]) -> Iterator[Cell]:
    missing = page.say("competition.rival_moves.no_month")
    done = page.say("competition.rival_moves.in_service_already") if row["stage"] == "in_service" else missing
    yield cell(page.client.market.names("operators")[row["operator"]], page.lang)
    yield cell(row["what"], page.lang)
    yield cell(page.client.market.names("services")[row["service"]], page.lang)
    yield cell(page.say(f"competition.rival_moves.stage.{row['stage']}"), page.lang)
    yield cell(month_name(row["since"]) if row["since"] else None, page.lang, missing)
    yield cell(month_name(row["expected"]) if row["expected"] else None, page.lang, done)
    span = float(months_since(row["since"], row["expected"])) if row["since"] and row["expected"] else float("nan")
    yield cell(Number(span), page.lang, done)
    yield cell(
        Money(row["revenue_month"], page.client.currency), page.lang, page.say("competition.rival_moves.no_revenue")
    )


def _timeline(page: Page, rows: list[dict[str, Any]]) -> Figure:
    today = page.client.as_of
    return timeline_chart(
        [_item(page, row) for row in rows],
        lang=page.lang,
        ticks=_ticks(page, rows),
        today=month_number(today.isoformat()) + (today.day - 1) / 31,
        today_label=page.say("competition.rival_moves.today"),
        undated_label=page.say("competition.rival_moves.undated"),
    )


def _item(page: Page, row: dict[str, Any]) -> TimelineItem:
    """A move in its rival's lane: it runs on to the plan's date."""
    start = month_number(row["since"]) if row["since"] else None
    expected = month_number(row["expected"]) if row["expected"] else None
    service = page.client.market.names("services")[row["service"]]
    note = page.say(
        "competition.rival_moves.move_note",
        service=service,
        stage=worded(f"competition.rival_moves.stage.{row['stage']}"),
    )
    return TimelineItem(
        page.show(row["what"]),
        start,
        group=page.show(page.client.market.names("operators")[row["operator"]]),
        role=_ROLES[row["stage"]],
        note=note,
        open_end=start is not None,
        expected=expected,
    )


def _ticks(page: Page, rows: list[dict[str, Any]]) -> list[tuple[float, str]]:
    """The quarters from the first to the last month shown."""
    months = [month for row in rows for month in (row["since"], row["expected"]) if month]
    shown = [month_number(month) for month in (*months, page.client.as_of.isoformat())]
    first, last = int(min(shown)) // 3 * 3, -(-int(max(shown) + 1) // 3) * 3
    return [(float(month), page.show(month_name(month_of(month)))) for month in range(first, last + 1, 3)]
