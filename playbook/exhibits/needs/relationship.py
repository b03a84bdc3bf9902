"""3.3, relationship time line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.timeline import TimelineItem, timeline_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.months import month_name, month_number, month_of
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.relationship import KINDS, Relationship
from playbook.units import Day, Number, is_unknown

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
    found = result.relationship
    first, last = float(found.events["start"].min()), float(found.events[["start", "end"]].max().max())
    ends = {"first": month_name(month_of(first)), "last": month_name(month_of(last))}
    subtitle = page.say("needs.relationship.subtitle", client=page.subject.name, **ends, day=Day(page.subject.as_of))
    draw = partial(_timeline, page, found, (first, last))
    return page.make(
        "timeline", subtitle, _event_values(page, found), sources=("events",), status=found.status, draw=draw
    )


def _timeline(page: ClientPage, found: Relationship, span: tuple[float, float]) -> Figure:
    names, day = page.subject.names("events"), page.subject.as_of
    rows = sorted(records(found.events), key=lambda row: KINDS.index(row["kind"]))
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


def _when(page: ClientPage, row: dict[str, Any]) -> str:
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


def _event_values(page: ClientPage, found: Relationship) -> Values:
    months = page.say("needs.relationship.months")
    fields = (
        Field("event", page.say("needs.relationship.event"), "category"),
        Field("kind", page.say("needs.relationship.kind"), "series"),
        Field("start", page.say("needs.relationship.start"), "start"),
        Field("end", page.say("needs.relationship.end"), "end"),
        Field("away", page.say("needs.relationship.away"), "value", months, numeric=True),
        Field("end_away", page.say("needs.relationship.end_away"), "value", months, numeric=True),
        Field("since", page.say("needs.relationship.since_agreement"), "highlight"),
        Field("state", page.say("needs.relationship.state"), "state"),
    )
    return Values(fields, tuple(tuple(_event_cells(page, found, row)) for row in records(found.events)))


def _event_cells(page: ClientPage, found: Relationship, row: dict[str, Any]) -> Iterator[Cell]:
    lang, reason, today = page.lang, page.say("needs.relationship.no_end"), month_number(page.subject.as_of.isoformat())
    began = None if found.agreement is None else today - (found.age or 0)
    yield cell(page.subject.names("events")[row["event"]], lang)
    yield cell(page.say(f"needs.relationship.kind.{row['kind']}"), lang)
    yield cell(month_name(month_of(row["start"])), lang)
    yield cell(None if is_unknown(row["end"]) else page.show(month_name(month_of(row["end"]))), lang, reason)
    yield cell(Number(row["start"] - today, sign=True), lang)
    yield cell(Number(row["end"] - today, sign=True), lang, reason)
    yield cell(
        "–"
        if began is None
        else page.say("common.yes" if row["start"] >= began and not row["coming"] else "common.no"),
        lang,
    )
    yield cell(page.say(f"needs.relationship.state.{'coming' if row['coming'] else 'past'}"), lang)
