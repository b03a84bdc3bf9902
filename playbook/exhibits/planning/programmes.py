"""6.1, marketing programmes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import itemgetter
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.gantt import GanttBar, gantt_chart
from playbook.charts.gantt_load import LoadCell, LoadRow, LoadStrip
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.listing import as_names
from playbook.steps.months import month_name
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.programmes import Programmes
from playbook.steps.planning.schedule import quarter_end
from playbook.steps.planning.workload import Days, Workload
from playbook.units import Day, Name, Names, Percent, Side, bounded, is_unknown

__all__ = ["build"]


@exhibit(
    "6.1",
    "planning.programmes",
    needs=("programmes", "tasks"),
    rests_on=("team", "tasks.owner", "tasks.start", "tasks.end"),
)
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.1 Marketing programmes: their tasks by quarter with owners and milestones, the plan's date, and the team's load
    by month."""
    programmes = result.programmes
    sources = tuple(name for name in ("programmes", "tasks", "team") if page.has(name))
    return page.make(
        "gantt",
        page.say("planning.programmes.subtitle", as_of=Day(page.subject.as_of)) + _first(page),
        _values(page, programmes),
        sources=sources,
        status=programmes.status,
        draw=lambda: _gantt(page, programmes),
    )


def _first(page: ClientPage) -> str:
    """Who is first responsible for the client, where the team says so."""
    roles = page.subject.names("team")
    first = tuple(roles[row["member"]] for row in page.subject.rows("team") if row["first_responsible"] is True)
    return page.say("planning.programmes.first_responsible", who=Names(first)) if first else ""


def _gantt(page: ClientPage, programmes: Programmes) -> Figure:
    tasks, groups = programmes.tasks, _groups(page)
    bars = [
        GanttBar(
            page.show(row["name"]),
            row["start"],
            row["end"],
            group=groups[row["programme"]],
            milestone=bool(row["milestone"]),
            owner=page.show(row["owner_name"]) if row["owner_name"] else page.say("planning.programmes.no_owner"),
            role=_role(row),
            printed=page.say("planning.programmes.early_by", days=Days(row["early"])) if row["early"] else "",
        )
        for row in records(tasks)
    ]
    start, end = _span([*tasks["start"], *tasks["end"]], page.subject.as_of)
    return gantt_chart(
        bars,
        lang=page.lang,
        start=start,
        end=end,
        today=page.subject.as_of,
        today_label=page.say("planning.programmes.today", day=Day(page.subject.as_of)),
        owner_label=page.say("planning.programmes.owner"),
        no_date=page.say("planning.programmes.no_date"),
        quarter_format=page.say("planning.programmes.quarter_format", q="{q}", year="{year}"),
        load=_strip(page, programmes.load),
    )


def _groups(page: ClientPage) -> dict[str, str]:
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


def _strip(page: ClientPage, load: Workload) -> LoadStrip | None:
    """The team's load by month, a row for each member that has any; without anybody's days there is nothing to hold it
    against."""
    if not load.known:
        return None
    members = [own for _, own in load.months.groupby("member", sort=False) if _loaded(own).any()]
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
    if is_unknown(row["capacity"]):
        return page.say("planning.programmes.days_month_unknown")
    return page.say("planning.programmes.days_month", days=Days(row["capacity"]))


def _role(row: Row) -> Role:
    """What needs a decision stands out, then what is under way."""
    past = row["state"] in ("done", "ended")
    if (row["owner"] is None or row["early"]) and not past:
        return "warning"
    return "accent" if row["state"] == "under_way" else "light" if past else "grey"


def _span(days: list[date | None], as_of: date) -> tuple[date, date]:
    """The quarters from the first to the last date known; the plan's own quarter where there is none."""
    known = [day for day in days if day is not None and not is_unknown(day)] or [as_of]
    return pd.Period(min(known), "Q").start_time.date(), quarter_end(max(known))


def _values(page: ClientPage, programmes: Programmes) -> Values:
    """The tasks, then the months of each member that has a load in them."""
    say = page.say
    missing, no_effort = say("planning.words.not_on_file"), say("planning.programmes.no_effort")
    names, brings = page.subject.names("programmes"), _brings(page)
    titles = dict(zip(programmes.tasks["task"], programmes.tasks["name"], strict=True))
    tasks = table(
        page,
        records(programmes.tasks),
        (
            Column("programme", lambda row: names[row["programme"]], "series", label=say("planning.words.programme")),
            Column("task", itemgetter("name"), "category"),
            Column("owner", itemgetter("owner_name"), reason=missing),
            Column("solution", itemgetter("solution"), reason=say("planning.programmes.no_solution")),
            Column("start", lambda row: row["start"] and Day(row["start"]), "start", reason=missing),
            Column("end", lambda row: row["end"] and Day(row["end"]), "end", reason=missing),
            Column("milestone", lambda row: yes_no(page, row["milestone"], missing), "highlight"),
            Column("state", lambda row: say(f"planning.programmes.state.{row['state']}"), "state"),
            Column("after", lambda row: page.show(Names(tuple(titles[task] for task in row["after"] or ()))) or "–"),
            Column("early", lambda row: Days(row["early"]) if row["early"] else "–", numeric=True),
            Column("effort", _effort, "value", say("planning.programmes.days"), numeric=True, reason=no_effort),
            Column("capacity", lambda _: EMPTY, numeric=True),
            Column("share", lambda _: EMPTY, unit="%", numeric=True, label=say("planning.programmes.load_of")),
            Column("brings", lambda row: page.show(Names(brings[row["programme"]])), reason=missing),
        ),
    )
    months = programmes.load.months
    return with_rows(page, tasks, (_month(page, row) for row in records(months[_loaded(months)])), blank=EMPTY)


def _effort(row: Row) -> Days:
    return Days(float("nan") if row["effort_days"] is None else row["effort_days"])


def _month(page: ClientPage, row: Row) -> Mapping[str, Content]:
    """A month of a member: its days, what the member has, and the one over the other."""
    say, lang = page.say, page.lang
    side: Side = "exact" if not row["unknown"] else "at_least" if row["days"] else "unknown"
    return {
        "programme": say("planning.programmes.load_of"),
        "task": month_name(row["month"]),
        "owner": row["name"],
        "effort": cell(bounded(Days(row["days"]), side), lang, say("planning.programmes.no_effort")),
        "capacity": cell(Days(row["capacity"]), lang, say("planning.programmes.no_days")),
        "share": cell(bounded(Percent(row["share"], 0), side), lang, _no_share(page, row)),
    }


def _no_share(page: ClientPage, row: Row) -> str:
    """Why a member's load has no share of its days: they are not known, there are none, or the efforts are not
    known."""
    why = "no_days" if is_unknown(row["capacity"]) else "no_effort" if row["unknown"] else "no_share"
    return page.say(f"planning.programmes.{why}")
