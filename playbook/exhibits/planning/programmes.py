"""6.1, marketing programmes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.gantt import GanttBar, gantt_chart
from playbook.charts.gantt_load import LoadCell, LoadRow, LoadStrip
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.listing import as_names
from playbook.steps.months import month_name
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.schedule import quarter_end
from playbook.steps.planning.workload import Days
from playbook.units import Day, Name, Names, Percent, Side, bounded, is_unknown

__all__ = ["build"]

_EMPTY = Cell("", "")


@exhibit(
    "6.1",
    "planning.programmes",
    needs=("programmes", "tasks"),
    rests_on=("team", "tasks.owner", "tasks.start", "tasks.end"),
)
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.1 Marketing programmes: their tasks by quarter with owners and milestones, the plan's date, and the team's load
    by month."""
    sources = tuple(table for table in ("programmes", "tasks", "team") if page.has(table))
    return page.make(
        "gantt",
        page.say("planning.programmes.subtitle", as_of=Day(page.subject.as_of)) + _first(page),
        _task_values(page, result),
        sources=sources,
        status=result.programmes.status,
        draw=lambda: _gantt(page, result),
    )


def _first(page: ClientPage) -> str:
    """Who is first responsible for the client, where the team says so."""
    roles = page.subject.names("team")
    first = tuple(roles[row["member"]] for row in page.subject.rows("team") if row["first_responsible"] is True)
    return page.say("planning.programmes.first_responsible", who=Names(first)) if first else ""


def _gantt(page: ClientPage, result: ClientPlan) -> Figure:
    tasks, programmes = records(result.programmes.tasks), _programmes(page)
    bars = [
        GanttBar(
            page.show(row["name"]),
            row["start"],
            row["end"],
            group=programmes[row["programme"]],
            milestone=bool(row["milestone"]),
            owner=page.show(row["owner_name"]) if row["owner_name"] else page.say("planning.programmes.no_owner"),
            role=_role(row),
            printed=page.say("planning.programmes.early_by", days=Days(row["early"])) if row["early"] else "",
        )
        for row in tasks
    ]
    start, end = _span([*result.programmes.tasks["start"], *result.programmes.tasks["end"]], page.subject.as_of)
    return gantt_chart(
        bars,
        lang=page.lang,
        start=start,
        end=end,
        today=page.subject.as_of,
        today_label=page.say("planning.programmes.today", day=Day(page.subject.as_of)),
        owner_label=page.say("planning.programmes.owner"),
        no_date=page.say("planning.programmes.no_date"),
        quarter_format=_quarter_format(page),
        load=_strip(page, result),
    )


def _programmes(page: ClientPage) -> dict[str, str]:
    """Each programme's name, with the solutions that it brings."""
    brings = _brings(page)
    return {
        programme: page.say("planning.programmes.programme_of", name=name, solutions=Names(brings[programme]))
        if brings[programme]
        else page.show(name)
        for programme, name in page.subject.names("programmes").items()
    }


def _brings(page: ClientPage) -> dict[str, tuple[Name, ...]]:
    return {row["programme"]: as_names(row["solutions"] or ()) for row in page.subject.rows("programmes")}


def _strip(page: ClientPage, result: ClientPlan) -> LoadStrip | None:
    """The team's load by month, a row for each member that has any; without anybody's days there is nothing to hold it
    against."""
    months = result.programmes.load.months
    if not result.programmes.load.known:
        return None
    members = [own for _, own in months.groupby("member", sort=False) if _loaded(own).any()]
    rows = [LoadRow(page.show(own.iloc[0]["name"]), _cells(own), _has(page, own.iloc[0])) for own in members]
    return LoadStrip(page.say("planning.programmes.load"), tuple(rows)) if rows else None


def _loaded(months: pd.DataFrame) -> pd.Series:
    return (months["days"] > 0) | (months["unknown"] > 0)


def _cells(months: pd.DataFrame) -> tuple[LoadCell, ...]:
    return tuple(
        LoadCell(
            month.start_time.date(),
            month.end_time.date(),
            _short(row["days"], row["unknown"]),
            drawable(row["share"]),
            over=row["over"] is True,
        )
        for row in records(months[_loaded(months)])
        for month in (pd.Period(row["month"], "M"),)
    )


def _short(days: float, unknown: int) -> str:
    """The days in a narrow cell, whole; at least so many where an effort is unknown."""
    if unknown:
        return f"≥{days:.0f}" if days >= 0.5 else "?"
    return f"{days:.0f}" if days >= 0.5 else "<1"


def _has(page: ClientPage, row: Any) -> str:
    return (
        page.say("planning.programmes.days_month_unknown")
        if is_unknown(row["capacity"])
        else page.say("planning.programmes.days_month", days=Days(row["capacity"]))
    )


def _quarter_format(page: ClientPage) -> str:
    return page.say("planning.programmes.quarter_format", q="{q}", year="{year}")


def _role(row: dict[str, Any]) -> Role:
    """What needs a decision stands out, then what is under way."""
    past = row["state"] in ("done", "ended")
    if (row["owner"] is None or row["early"]) and not past:
        return "warning"
    return "accent" if row["state"] == "under_way" else "light" if past else "grey"


def _span(days: list[date | None], as_of: date) -> tuple[date, date]:
    """The quarters from the first to the last date known; the plan's own quarter where there is none."""
    known = [day for day in days if day is not None and not is_unknown(day)] or [as_of]
    return pd.Period(min(known), "Q").start_time.date(), quarter_end(max(known))


def _task_values(page: ClientPage, result: ClientPlan) -> Values:
    say = page.say
    fields = (
        Field("programme", say("planning.words.programme"), "series"),
        Field("task", say("planning.programmes.task"), "category"),
        Field("owner", say("planning.programmes.owner"), "label"),
        Field("solution", say("planning.programmes.solution"), "label"),
        Field("start", say("planning.programmes.start"), "start"),
        Field("end", say("planning.programmes.end"), "end"),
        Field("milestone", say("planning.programmes.milestone"), "highlight"),
        Field("state", say("planning.programmes.state"), "state"),
        Field("after", say("planning.programmes.after"), "label"),
        Field("early", say("planning.programmes.early_days"), "label", numeric=True),
        Field("effort", say("planning.programmes.effort"), "value", say("planning.programmes.days"), numeric=True),
        Field("capacity", say("planning.programmes.has"), "label", numeric=True),
        Field("share", say("planning.programmes.load_of"), "label", "%", numeric=True),
        Field("brings", say("planning.programmes.brings"), "label"),
    )
    names = dict(zip(result.programmes.tasks["task"], result.programmes.tasks["name"], strict=True))
    months = result.programmes.load.months
    tasks = (_task_row(page, row, names) for row in records(result.programmes.tasks))
    return Values(fields, (*tasks, *(_load_row(page, row) for row in records(months[_loaded(months)]))))


def _load_row(page: ClientPage, row: dict[str, Any]) -> tuple[Cell, ...]:
    """A month of a member: its days, what the member has, and the one over the other."""
    lang, reason = page.lang, page.say("planning.programmes.no_days")
    side: Side = "exact" if not row["unknown"] else "at_least" if row["days"] else "unknown"
    days = cell(bounded(Days(row["days"]), side), lang, page.say("planning.programmes.no_effort"))
    return (
        cell(page.say("planning.programmes.load_of"), lang),
        cell(month_name(row["month"]), lang),
        cell(row["name"], lang),
        *[_EMPTY] * 7,
        days,
        cell(Days(row["capacity"]), lang, reason),
        cell(bounded(Percent(row["share"], 0), side), lang, _no_share(page, row)),
        _EMPTY,
    )


def _no_share(page: ClientPage, row: dict[str, Any]) -> str:
    """Why a member's load has no share of his days: they are not known, there are none, or the efforts are not
    known."""
    return page.say(
        "planning.programmes.no_days"
        if is_unknown(row["capacity"])
        else "planning.programmes.no_effort"
        if row["unknown"]
        else "planning.programmes.no_share"
    )


def _task_row(page: ClientPage, row: dict[str, Any], names: dict[str, Name]) -> tuple[Cell, ...]:
    lang, missing = page.lang, page.say("planning.words.not_on_file")
    milestone = None if row["milestone"] is None else page.say("common.yes" if row["milestone"] else "common.no")
    return (
        cell(page.subject.names("programmes")[row["programme"]], lang),
        cell(row["name"], lang),
        cell(row["owner_name"], lang, missing),
        cell(row["solution"], lang, page.say("planning.programmes.no_solution")),
        _day(page, row["start"]),
        _day(page, row["end"]),
        cell(milestone, lang, missing),
        cell(page.say(f"planning.programmes.state.{row['state']}"), lang),
        cell(page.show(Names(tuple(names[task] for task in row["after"]))) if row["after"] else "–", lang),
        cell(Days(row["early"]), lang) if row["early"] else cell("–", lang),
        cell(
            Days(float("nan") if row["effort_days"] is None else row["effort_days"]),
            lang,
            page.say("planning.programmes.no_effort"),
        ),
        _EMPTY,
        _EMPTY,
        cell(page.show(Names(_brings(page)[row["programme"]])), lang, missing),
    )


def _day(page: ClientPage, day: date | None) -> Cell:
    return cell(None if day is None else Day(day), page.lang, page.say("planning.words.not_on_file"))
