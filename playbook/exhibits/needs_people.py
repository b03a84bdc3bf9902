"""Exhibits 3.3, 3.6 and 3.7: the relationship, the goals, the decision process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.chain import ChainRow, Support, chain_chart
from playbook.charts.drawing.style import Role
from playbook.charts.timeline import TimelineItem, timeline_chart
from playbook.client.rows import records
from playbook.exhibits import needs_decisions  # noqa: F401  (it registers 3.7)
from playbook.exhibits.compose import Page, cell, drawable, exhibit, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.months import month_name, month_number, month_of
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.goals import GoalMap
from playbook.steps.needs.relationship import KINDS, Relationship
from playbook.units import Count, Day, Money, Number, is_unknown

__all__ = ["goals", "relationship"]

_ROLES: dict[str, Role] = {
    "agreement": "accent",
    "win": "accent",
    "loss": "warning",
    "complaint": "warning",
    "organisation": "ink",
}
#: Ticks are years from so many months on, quarters below.
_YEARS_FROM = 18


@exhibit("3.3", needs=("events",))
def relationship(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.3 The relationship on a time line: a lane for each kind of event, what is to come drawn hollow."""
    found = result.relationship
    first, last = float(found.events["start"].min()), float(found.events[["start", "end"]].max().max())
    ends = {"first": month_name(month_of(first)), "last": month_name(month_of(last))}
    subtitle = page.say("needs.relationship.subtitle", client=page.client.name, **ends, day=Day(page.client.as_of))
    draw = partial(_timeline, page, found, (first, last))
    return page.make(
        "timeline", subtitle, _event_values(page, found), sources=("events",), status=found.status, draw=draw
    )


def _timeline(page: Page, found: Relationship, span: tuple[float, float]) -> Figure:
    names, day = page.client.names("events"), page.client.as_of
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


def _when(page: Page, row: dict[str, Any]) -> str:
    start = page.show(month_name(month_of(row["start"])))
    return (
        start
        if is_unknown(row["end"])
        else page.say("needs.relationship.span", start=start, end=month_name(month_of(row["end"])))
    )


def _ticks(page: Page, first: float, last: float) -> list[tuple[float, str]]:
    """January of each year that the events touch and of the next one; for a short history the quarters."""
    step = 12 if last - first >= _YEARS_FROM else 3
    start, end = int(first // step) * step, int(last // step + 1) * step
    return [
        (float(month), str(month // 12) if step == 12 else page.show(month_name(month_of(month))))
        for month in range(start, end + 1, step)
    ]


def _event_values(page: Page, found: Relationship) -> Values:
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


def _event_cells(page: Page, found: Relationship, row: dict[str, Any]) -> Iterator[Cell]:
    lang, reason, today = page.lang, page.say("needs.relationship.no_end"), month_number(page.client.as_of.isoformat())
    began = None if found.agreement is None else today - (found.age or 0)
    yield cell(page.client.names("events")[row["event"]], lang)
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


@exhibit("3.6", needs=("goals",))
def goals(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.6 From goals to initiatives to telecom; what we do not support is in the warning colour."""
    found = result.goals
    sized = found.goals["amount_month"].notna().any()
    subtitle = page.say(
        f"needs.goals.subtitle{'' if sized else '_plain'}",
        goals=Count(found.goals["goal"].nunique()),
        initiatives=Count(len(found.goals)),
    )
    return page.make(
        "chain",
        subtitle,
        _goal_values(page, found),
        sources=("goals",),
        status=found.status,
        internal=True,
        draw=lambda: _chain(page, found),
        extra={"total_rows": 1} if _lacking(found) else {},
    )


def _state(flag: bool | None) -> Support:
    return "unknown" if flag is None else "yes" if flag else "no"


def _lacking(found: GoalMap) -> bool:
    return any(flag is False for flag in found.goals["supported"])


def _chain(page: Page, found: GoalMap) -> Figure:
    rows = [
        ChainRow(
            page.show(row["goal"]),
            page.show(row["name"]),
            None if row["telecom"] is None else page.show(row["telecom"]),
            state=_state(row["supported"]),
            note=""
            if is_unknown(row["amount_month"])
            else page.say("needs.goals.a_month", amount=Money(row["amount_month"], page.client.currency)),
        )
        for row in records(found.goals)
    ]
    legend: dict[Support, str] = {
        "yes": page.say("needs.goals.legend.yes"),
        "no": page.say("needs.goals.legend.no"),
        "unknown": page.say("needs.goals.legend.unknown"),
    }
    heads = page.say("needs.goals.goal"), page.say("needs.goals.initiative"), page.say("needs.goals.telecom")
    return chain_chart(rows, lang=page.lang, heads=heads, unknown=page.say("common.unknown"), legend=legend)


def _goal_values(page: Page, found: GoalMap) -> Values:
    fields = (
        Field("goal", page.say("needs.goals.goal"), "category"),
        Field("initiative", page.say("needs.goals.initiative"), "series"),
        Field("telecom", page.say("needs.goals.telecom"), "label"),
        Field("service", page.say("needs.goals.service"), "label"),
        Field("supported", page.say("needs.goals.support"), "state"),
        Field("amount", page.say("needs.goals.amount"), "value", page.client.currency, numeric=True),
    )
    rows = tuple(tuple(_goal_cells(page, row)) for row in records(found.goals))
    total = Money(found.unsupported_month if not found.unsized else float("nan"), page.client.currency)
    dash = cell("–", page.lang)
    last = (
        cell(page.say("needs.goals.lacking_total"), page.lang),
        *[dash] * 4,
        cell(total, page.lang, page.say("needs.goals.unsized")),
    )
    return Values(fields, (*rows, last) if _lacking(found) else rows)


def _goal_cells(page: Page, row: dict[str, Any]) -> Iterator[Cell]:
    lang, services = page.lang, page.client.market.names("services")
    yield cell(row["goal"], lang)
    yield cell(row["name"], lang)
    yield cell(row["telecom"], lang, page.say("needs.goals.no_telecom"))
    yield cell(services.get(row["service"]), lang, page.say("needs.goals.no_service"))
    yield yes_no(page, row["supported"], page.say("needs.goals.no_support"))
    yield cell(Money(row["amount_month"], page.client.currency), lang, page.say("needs.goals.no_amount"))
