"""2.5, the rivals' moves over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.timeline import TimelineItem, timeline_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.months import month_name, month_number, month_of, months_since
from playbook.steps.phrases import worded
from playbook.steps.status import weakest
from playbook.units import Day, Money, Number

__all__ = ["build"]

_ROLES: dict[str, Role] = {"in_service": "warning", "piloting": "warning", "tried": "accent", "planned": "grey"}


@exhibit("2.5", "competition.rival_moves", needs=("moves",))
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
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
            "revenue", page.say("competition.rival_moves.contested_label"), "value", page.subject.currency, numeric=True
        ),
    )
    dated = any(row["since"] or row["expected"] for row in rows)
    return page.make(
        "timeline" if dated else "table",
        page.say("competition.rival_moves.subtitle", day=Day(page.subject.as_of))
        if dated
        else page.say("competition.rival_moves.subtitle_undated"),
        Values(fields, tuple(tuple(_move_cells(page, row)) for row in rows)),
        sources=("moves", "bills", "competition_services"),
        status=weakest(result.rivals.moves["status"]),
        draw=(lambda: _timeline(page, rows)) if dated else None,
        internal=True,
    )


def _move_cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    missing = page.say("competition.rival_moves.no_month")
    done = page.say("competition.rival_moves.in_service_already") if row["stage"] == "in_service" else missing
    yield cell(page.subject.market.names("operators")[row["operator"]], page.lang)
    yield cell(row["what"], page.lang)
    yield cell(page.subject.market.names("services")[row["service"]], page.lang)
    yield cell(page.say(f"competition.rival_moves.stage.{row['stage']}"), page.lang)
    yield cell(month_name(row["since"]) if row["since"] else None, page.lang, missing)
    yield cell(month_name(row["expected"]) if row["expected"] else None, page.lang, done)
    span = float(months_since(row["since"], row["expected"])) if row["since"] and row["expected"] else float("nan")
    yield cell(Number(span), page.lang, done)
    yield cell(
        Money(row["revenue_month"], page.subject.currency), page.lang, page.say("competition.rival_moves.no_revenue")
    )


def _timeline(page: ClientPage, rows: list[dict[str, Any]]) -> Figure:
    today = page.subject.as_of
    return timeline_chart(
        [_item(page, row) for row in rows],
        lang=page.lang,
        ticks=_ticks(page, rows),
        today=month_number(today.isoformat()) + (today.day - 1) / 31,
        today_label=page.say("competition.rival_moves.today"),
        undated_label=page.say("competition.rival_moves.undated"),
    )


def _item(page: ClientPage, row: dict[str, Any]) -> TimelineItem:
    """A move in its rival's lane: it runs on to the plan's date."""
    start = month_number(row["since"]) if row["since"] else None
    expected = month_number(row["expected"]) if row["expected"] else None
    service = page.subject.market.names("services")[row["service"]]
    note = page.say(
        "competition.rival_moves.move_note",
        service=service,
        stage=worded(f"competition.rival_moves.stage.{row['stage']}"),
    )
    return TimelineItem(
        page.show(row["what"]),
        start,
        group=page.show(page.subject.market.names("operators")[row["operator"]]),
        role=_ROLES[row["stage"]],
        note=note,
        open_end=start is not None,
        expected=expected,
    )


def _ticks(page: ClientPage, rows: list[dict[str, Any]]) -> list[tuple[float, str]]:
    """The quarters from the first to the last month shown."""
    months = [month for row in rows for month in (row["since"], row["expected"]) if month]
    shown = [month_number(month) for month in (*months, page.subject.as_of.isoformat())]
    first, last = int(min(shown)) // 3 * 3, -(-int(max(shown) + 1) // 3) * 3
    return [(float(month), page.show(month_name(month_of(month)))) for month in range(first, last + 1, 3)]
