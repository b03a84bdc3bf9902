"""2.5, the rivals' moves over time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.timeline import TimelineItem, timeline_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.months import month_name, month_number, month_of, months_since
from playbook.steps.phrases import worded
from playbook.units import Day, Money, Number

__all__ = ["build"]

_ROLES: dict[str, Role] = {"in_service": "warning", "piloting": "warning", "tried": "accent", "planned": "grey"}
#: Months between two ticks, and days of a month on the axis.
_QUARTER, _DAYS = 3, 31


@exhibit("2.5", "competition.rival_moves", needs=("moves", "us"))
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.5 The rivals' moves on a time line: since when at their stage, and when they are expected in service."""
    rows = records(result.rival_moves.moves)
    dated = any(row["since"] or row["expected"] for row in rows)
    subtitle = (
        page.say("competition.rival_moves.subtitle", day=Day(page.subject.as_of))
        if dated
        else page.say("competition.rival_moves.subtitle_undated")
    )
    return page.make(
        "timeline" if dated else "table",
        subtitle,
        _values(page, rows),
        sources=("moves", "bills", "competition_services"),
        status=result.rival_moves.status,
        draw=(lambda: _timeline(page, rows)) if dated else None,
        internal=True,
    )


def _values(page: ClientPage, rows: Sequence[Row]) -> Values:
    market, currency = page.subject.market, page.subject.currency
    operators, services, no_month = market.names("operators"), market.names("services"), partial(_no_month, page)
    return table(
        page,
        rows,
        (
            Column("operator", lambda row: operators[row["operator"]], "category"),
            Column("what", lambda row: row["what"]),
            Column("service", lambda row: services[row["service"]]),
            Column("stage", lambda row: page.say(f"competition.rival_moves.stage.{row['stage']}"), "state"),
            Column(
                "since",
                lambda row: month_name(row["since"]) if row["since"] else None,
                "start",
                reason=page.say("competition.rival_moves.no_month"),
            ),
            Column(
                "expected", lambda row: month_name(row["expected"]) if row["expected"] else None, "end", reason=no_month
            ),
            Column("span", _span, unit=page.say("competition.rival_moves.months_unit"), numeric=True, reason=no_month),
            Column(
                "revenue",
                lambda row: Money(row["revenue_month"], currency),
                "value",
                currency,
                numeric=True,
                reason=page.say("competition.rival_moves.no_revenue"),
            ),
        ),
    )


def _no_month(page: ClientPage, row: Row) -> str:
    done = row["stage"] == "in_service"
    return page.say("competition.rival_moves.in_service_already" if done else "competition.rival_moves.no_month")


def _span(row: Row) -> Number:
    """In how many months the move goes from its present stage to service."""
    dated = row["since"] and row["expected"]
    return Number(float(months_since(row["since"], row["expected"])) if dated else float("nan"))


def _timeline(page: ClientPage, rows: Sequence[Row]) -> Figure:
    today = page.subject.as_of
    return timeline_chart(
        [_item(page, row) for row in rows],
        lang=page.lang,
        ticks=_ticks(page, rows),
        today=month_number(today.isoformat()) + (today.day - 1) / _DAYS,
        today_label=page.say("competition.rival_moves.today"),
        undated_label=page.say("competition.rival_moves.undated"),
    )


def _item(page: ClientPage, row: Row) -> TimelineItem:
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


def _ticks(page: ClientPage, rows: Sequence[Row]) -> list[tuple[float, str]]:
    """The quarters from the first to the last month shown."""
    months = [month for row in rows for month in (row["since"], row["expected"]) if month]
    shown = [month_number(month) for month in (*months, page.subject.as_of.isoformat())]
    first, last = int(min(shown)) // _QUARTER * _QUARTER, -(-int(max(shown) + 1) // _QUARTER) * _QUARTER
    return [(float(month), page.show(month_name(month_of(month)))) for month in range(first, last + 1, _QUARTER)]
