"""The exhibits of step 6: the marketing programmes by quarter, and the sales progress."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.gantt import GanttBar, gantt_chart
from playbook.charts.gantt_load import LoadCell, LoadRow, LoadStrip
from playbook.charts.scale import Shift, attitude_chart
from playbook.client.rows import records
from playbook.exhibits import planning_review, planning_talks  # noqa: F401  (they register the other exhibits of the step)
from playbook.exhibits.compose import Page, cell, drawable, exhibit
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.attitude import GRADES
from playbook.steps.listing import as_names
from playbook.steps.months import month_name
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.sales_progress import SalesProgress
from playbook.steps.planning.schedule import quarter_end
from playbook.steps.planning.workload import Days
from playbook.units import Count, Day, Name, Names, Number, Percent, Side, bounded, inline, is_unknown, name_of

__all__ = ["marketing_programmes", "progress"]

_EMPTY = Cell("", "")
_FORM = ("aim", "breakthroughs", "next_steps", "opinion")


@exhibit("6.1", needs=("programmes", "tasks"), rests_on=("team", "tasks.owner", "tasks.start", "tasks.end"))
def marketing_programmes(page: Page, result: ClientPlan) -> Exhibit:
    """6.1 Marketing programmes: their tasks by quarter with owners and milestones, the plan's date, and the team's load
    by month."""
    sources = tuple(table for table in ("programmes", "tasks", "team") if page.has(table))
    return page.make(
        "gantt",
        page.say("planning.programmes.subtitle", as_of=Day(page.client.as_of)) + _first(page),
        _task_values(page, result),
        sources=sources,
        status=result.schedule.status,
        draw=lambda: _gantt(page, result),
    )


def _first(page: Page) -> str:
    """Who is first responsible for the client, where the team says so."""
    roles = page.client.names("team")
    first = tuple(roles[row["member"]] for row in page.client.rows("team") if row["first_responsible"] is True)
    return page.say("planning.programmes.first_responsible", who=Names(first)) if first else ""


def _gantt(page: Page, result: ClientPlan) -> Figure:
    tasks, programmes = records(result.schedule.tasks), _programmes(page)
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
    start, end = _span([*result.schedule.tasks["start"], *result.schedule.tasks["end"]], page.client.as_of)
    return gantt_chart(
        bars,
        lang=page.lang,
        start=start,
        end=end,
        today=page.client.as_of,
        today_label=page.say("planning.programmes.today", day=Day(page.client.as_of)),
        owner_label=page.say("planning.programmes.owner"),
        no_date=page.say("planning.programmes.no_date"),
        quarter_format=_quarter_format(page),
        load=_strip(page, result),
    )


def _programmes(page: Page) -> dict[str, str]:
    """Each programme's name, with the solutions that it brings."""
    brings = _brings(page)
    return {
        programme: page.say("planning.programmes.programme_of", name=name, solutions=Names(brings[programme]))
        if brings[programme]
        else page.show(name)
        for programme, name in page.client.names("programmes").items()
    }


def _brings(page: Page) -> dict[str, tuple[Name, ...]]:
    return {row["programme"]: as_names(row["solutions"] or ()) for row in page.client.rows("programmes")}


def _strip(page: Page, result: ClientPlan) -> LoadStrip | None:
    """The team's load by month, a row for each member that has any; without anybody's days there is nothing to hold it
    against."""
    months = result.schedule.load.months
    if not result.schedule.load.known:
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


def _has(page: Page, row: Any) -> str:
    return (
        page.say("planning.programmes.days_month_unknown")
        if is_unknown(row["capacity"])
        else page.say("planning.programmes.days_month", days=Days(row["capacity"]))
    )


def _quarter_format(page: Page) -> str:
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


def _task_values(page: Page, result: ClientPlan) -> Values:
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
    names = dict(zip(result.schedule.tasks["task"], result.schedule.tasks["name"], strict=True))
    months = result.schedule.load.months
    tasks = (_task_row(page, row, names) for row in records(result.schedule.tasks))
    return Values(fields, (*tasks, *(_load_row(page, row) for row in records(months[_loaded(months)]))))


def _load_row(page: Page, row: dict[str, Any]) -> tuple[Cell, ...]:
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


def _no_share(page: Page, row: dict[str, Any]) -> str:
    """Why a member's load has no share of his days: they are not known, there are none, or the efforts are not
    known."""
    return page.say(
        "planning.programmes.no_days"
        if is_unknown(row["capacity"])
        else "planning.programmes.no_effort"
        if row["unknown"]
        else "planning.programmes.no_share"
    )


def _task_row(page: Page, row: dict[str, Any], names: dict[str, Name]) -> tuple[Cell, ...]:
    lang, missing = page.lang, page.say("planning.words.not_on_file")
    milestone = None if row["milestone"] is None else page.say("common.yes" if row["milestone"] else "common.no")
    return (
        cell(page.client.names("programmes")[row["programme"]], lang),
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


def _day(page: Page, day: date | None) -> Cell:
    return cell(None if day is None else Day(day), page.lang, page.say("planning.words.not_on_file"))


@exhibit(
    "6.4",
    needs=("progress", "progress_roles"),
    rests_on=("contacts.power", "progress_roles.attitude_before", "progress_roles.attitude_now"),
)
def progress(page: Page, result: ClientPlan) -> Exhibit:
    """6.4 Sales progress: the key roles' attitudes before and now, and the position between the rival and us."""
    found = result.progress
    if found.project is None:
        return page.card(("progress_roles",))
    return page.make(
        "scale",
        _progress_subtitle(page, found),
        _progress_values(page, found),
        sources=("progress", "progress_roles", "contacts"),
        status=found.status,
        draw=lambda: _attitudes(page, found),
    )


def _progress_subtitle(page: Page, found: SalesProgress) -> str:
    aim = inline(name_of(found.form, "aim"))
    if is_unknown(found.form["on"]):
        return page.say("planning.sales_progress.subtitle_undated", project=str(found.project), aim=aim)
    return page.say("planning.sales_progress.subtitle", project=str(found.project), aim=aim, day=Day(found.form["on"]))


def _attitudes(page: Page, found: SalesProgress) -> Figure:
    shifts = [
        Shift(
            page.show(row["name"]),
            drawable(row["before_value"]),
            drawable(row["now_value"]),
            before_printed=_grade(row["before"]),
            now_printed=_grade(row["now"]),
            role="warning" if row["shift"] < 0 else "accent" if row["shift"] > 0 else "grey",
        )
        for row in records(found.roles)
    ]
    return attitude_chart(
        shifts,
        drawable(found.position),
        lang=page.lang,
        grades=[page.say(f"planning.sales_progress.grade.{grade}") for grade in GRADES],
        position_label=page.say("planning.sales_progress.position"),
        position_printed=_position(page, found),
        ends=(page.say("planning.sales_progress.rival"), page.say("planning.sales_progress.us")),
        before_label=page.say("planning.sales_progress.before"),
        now_label=page.say("planning.sales_progress.now"),
        unknown=page.say("common.unknown"),
    )


def _grade(letter: str | None) -> str:
    return "" if is_unknown(letter) else str(letter).replace("-", "\N{MINUS SIGN}")


def _position(page: Page, found: SalesProgress) -> str:
    if is_unknown(found.position):
        return page.say("planning.sales_progress.position_missing")
    return page.show(Number(found.position, 0 if found.position.is_integer() else 1, sign=True))


def _progress_values(page: Page, found: SalesProgress) -> Values:
    say, points = page.say, page.say("planning.sales_progress.points")
    fields = (
        Field("role", say("planning.sales_progress.role"), "category"),
        Field("department", say("planning.sales_progress.department"), "label"),
        Field("power", say("planning.sales_progress.power"), "label", points, numeric=True),
        Field("before", say("planning.sales_progress.before"), "low"),
        Field("now", say("planning.sales_progress.now"), "high"),
        Field("shift", say("planning.sales_progress.shift"), "value", points, numeric=True),
        Field("note", say("planning.sales_progress.note"), "note"),
    )
    return Values(
        fields,
        (*(_role_row(page, row) for row in records(found.roles)), _mean_row(page, found), *_form_rows(page, found)),
    )


def _role_row(page: Page, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, missing = page.lang, page.say("planning.words.not_on_file")
    department = row["department"]
    return (
        cell(row["name"], lang),
        cell(department if department.zh or department.en else None, lang, missing),
        cell(Number(row["power"]), lang, missing),
        cell(_grade(row["before"]), lang, missing),
        cell(_grade(row["now"]), lang, missing),
        cell(Number(row["shift"], 2, sign=True), lang, missing),
        _EMPTY,
    )


def _mean_row(page: Page, found: SalesProgress) -> tuple[Cell, ...]:
    lang, missing = page.lang, page.say("planning.words.not_on_file")
    before, now, change = (
        Number(value, 2, sign=True) for value in (found.mean_before, found.mean_now, found.mean_now - found.mean_before)
    )
    return (
        cell(page.say("planning.sales_progress.weighted", n=Count(found.weighted)), lang),
        _EMPTY,
        _EMPTY,
        cell(before, lang, missing),
        cell(now, lang, missing),
        cell(change, lang, missing),
        _EMPTY,
    )


def _form_rows(page: Page, found: SalesProgress) -> tuple[tuple[Cell, ...], ...]:
    """The other fields of the form, one a row: the position, the aim, the breakthroughs, the next steps, the
    opinion."""
    missing = page.say("planning.words.not_on_file")
    notes = [(name, name_of(found.form, name)) for name in _FORM]
    texts = [(name, cell(text if text.zh or text.en else None, page.lang, missing)) for name, text in notes]
    position = _position(page, found) if not is_unknown(found.position) else None
    texts.insert(0, ("position", cell(position, page.lang, page.say("planning.sales_progress.position_missing"))))
    if found.others:
        texts.append(("other_forms", cell(page.show(Count(found.others)), page.lang)))
    return tuple(
        (cell(page.say(f"planning.sales_progress.{name}"), page.lang), *[_EMPTY] * 5, text) for name, text in texts
    )


from playbook.exhibits import summary  # noqa: E402, F401  (6.0 registers itself; it needs this step's other exhibits)
