"""3.3, relationship time line."""

from __future__ import annotations

from functools import partial

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.timeline import TimelineItem, timeline_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.months import month_name, month_number, month_of
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.relationship import KINDS, Relationship
from playbook.units import Day, Name, Number, is_unknown

__all__ = ["build"]

_ROLES: dict[str, Role] = {
    "agreement": "accent",
    "win": "accent",
    "loss": "warning",
    "complaint": "warning",
    "organisation": "ink",
}
#: Ticks are years from so many months on, quarters below.
_YEARS_FROM = 18


@exhibit("3.3", "needs.relationship", needs=("events",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.3 The relationship on a time line: a lane for each kind of event, what is to come drawn hollow."""
    relationship = result.relationship
    first, last = float(relationship.events["start"].min()), float(relationship.events[["start", "end"]].max().max())
    ends = {"first": month_name(month_of(first)), "last": month_name(month_of(last))}
    subtitle = page.say("needs.relationship.subtitle", client=page.subject.name, **ends, day=Day(page.subject.as_of))
    draw = partial(_timeline, page, relationship, (first, last))
    return page.make(
        "timeline", subtitle, _values(page, relationship), sources=("events",), status=relationship.status, draw=draw
    )


def _timeline(page: ClientPage, relationship: Relationship, span: tuple[float, float]) -> Figure:
    names, day = page.subject.names("events"), page.subject.as_of
    rows = sorted(records(relationship.events), key=lambda row: KINDS.index(row["kind"]))
    items = [
        TimelineItem(
            page.show(names[row["event"]]),
            row["start"],
            drawable(row["end"]),
            group=page.say(f"needs.relationship.kind.{row['kind']}"),
            role=_ROLES.get(row["kind"], "grey"),
            note=_when(page, row),
        )
        for row in rows
    ]
    today = month_number(day.isoformat()) + (day.day - 1) / 31
    return timeline_chart(
        items,
        lang=page.lang,
        ticks=_ticks(page, min(span[0], today), max(span[1], today)),
        today=today,
        today_label=page.say("needs.relationship.today", day=Day(day)),
        undated_label=page.say("needs.relationship.undated"),
    )


def _when(page: ClientPage, row: Row) -> str:
    start = page.show(month_name(month_of(row["start"])))
    return (
        start
        if is_unknown(row["end"])
        else page.say("needs.relationship.span", start=start, end=month_name(month_of(row["end"])))
    )


def _ticks(page: ClientPage, first: float, last: float) -> list[tuple[float, str]]:
    """January of each year that the events touch and of the next one; for a short history the quarters."""
    step = 12 if last - first >= _YEARS_FROM else 3
    start, end = int(first // step) * step, int(last // step + 1) * step
    return [
        (float(month), str(month // 12) if step == 12 else page.show(month_name(month_of(month))))
        for month in range(start, end + 1, step)
    ]


def _values(page: ClientPage, relationship: Relationship) -> Values:
    events, today = page.subject.names("events"), month_number(page.subject.as_of.isoformat())
    months, no_end = page.say("needs.relationship.months"), page.say("needs.relationship.no_end")
    away = partial(Column, role="value", unit=months, numeric=True)

    def end(row: Row) -> Name | None:
        return None if is_unknown(row["end"]) else month_name(month_of(row["end"]))

    return table(
        page,
        records(relationship.events),
        (
            Column("event", lambda row: events[row["event"]], "category"),
            Column("kind", lambda row: page.say(f"needs.relationship.kind.{row['kind']}"), "series"),
            Column("start", lambda row: month_name(month_of(row["start"])), "start"),
            Column("end", end, "end", reason=no_end),
            away("away", lambda row: Number(row["start"] - today, sign=True)),
            away("end_away", lambda row: Number(row["end"] - today, sign=True), reason=no_end),
            Column("since", partial(_since, page, relationship, today), "highlight"),
            Column("state", lambda row: page.say(f"needs.relationship.state.{_state(row)}"), "state"),
        ),
    )


def _since(page: ClientPage, relationship: Relationship, today: int, row: Row) -> str:
    """Did it happen since the latest agreement?"""
    if relationship.agreement is None:
        return "–"
    began = today - (relationship.age or 0)
    return page.say("common.yes" if row["start"] >= began and not row["coming"] else "common.no")


def _state(row: Row) -> str:
    return "coming" if row["coming"] else "past"
