"""The exhibits of step 6 about talking to the client: the communication plan and its load (6.2), the visit plan form
(6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.load import LoadBar, LoadGroup, load_chart
from playbook.client.rows import records
from playbook.exhibits.compose import Page, cell, exhibit
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Span, Table, Values
from playbook.exhibits.table import Row
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.communication import Communication, Range
from playbook.steps.planning.visits import Visits
from playbook.units import Count, Day, Name, Number, Percent, Printable, Side, bounded, is_unknown

__all__ = ["communication", "visit_plan"]

_VERDICTS: dict[str, Role] = {
    "too_many": "warning",
    "may_be": "warning",
    "fits": "accent",
    "room": "accent",
    "unknown": "grey",
}


@exhibit("6.2", needs=("communications",))
def communication(page: Page, result: ClientPlan) -> Exhibit:
    """6.2 Communication plan: contacts a year by audience, and by member against what the member can keep up."""
    talks = result.communication
    sources = tuple(table for table in ("communications", "team", "contacts", "decisions") if page.has(table))
    return page.make(
        "range",
        page.say("talks.6_2.subtitle"),
        _talk_values(page, talks),
        sources=sources,
        status=talks.status,
        draw=lambda: _draw_talks(page, talks),
    )


def _draw_talks(page: Page, talks: Communication) -> Figure:
    audiences = tuple(_audience_bar(page, row, place) for place, row in enumerate(records(talks.audiences)))
    members = tuple(_member_bar(page, row) for row in records(talks.members) if row["rows"])
    groups = [LoadGroup(page.say("talks.by_audience"), audiences), LoadGroup(page.say("talks.by_member"), members)]
    return load_chart(groups, lang=page.lang)


def _audience_bar(page: Page, row: dict[str, Any], place: int) -> LoadBar:
    note = "" if is_unknown(row["power"]) else page.say("talks.power_is", power=Number(row["power"]))
    label = page.show(row["audience"])
    if not row["rows"]:
        return LoadBar(label, 0, 0, page.say("talks.nobody"), role="warning", note=note)
    return LoadBar(label, *_ends(row), _counted(page, row), role="accent" if place == 0 else "grey", note=note)


def _member_bar(page: Page, row: dict[str, Any]) -> LoadBar:
    known = not is_unknown(row["capacity"])
    return LoadBar(
        page.show(row["name"]),
        *_ends(row),
        _counted(page, row),
        role=_VERDICTS[row["verdict"]],
        capacity=row["capacity"] if known else None,
        note=_keeps_up(page, row) if known else page.say("talks.keeps_unknown"),
    )


def _ends(row: dict[str, Any]) -> tuple[float | None, float | None]:
    """The ends of a bar; unknown where nothing of it is known."""
    return (None, None) if row["unknown"] and not row["high"] else (row["low"], row["high"])


def _counted(page: Page, row: dict[str, Any]) -> str:
    """The contacts a year, and how many rows are not in them."""
    if not row["unknown"]:
        return page.show(Range(row["least"], row["most"]))
    if is_unknown(row["least"]) and is_unknown(row["most"]):
        return page.say("common.unknown")
    return page.say("talks.plus_unknown", range=Range(row["least"], row["most"]), n=Count(row["unknown"]))


def _keeps_up(page: Page, row: dict[str, Any]) -> str:
    over = Range(max(row["low"] - row["capacity"], 0.0), row["most"] - row["capacity"])
    rule = "over_by" if row["verdict"] in ("too_many", "may_be") else "keeps_up"
    return page.say(f"talks.{rule}", capacity=Number(row["capacity"]), off=over)


def _talk_values(page: Page, talks: Communication) -> Values:
    say, contacts = page.say, page.say("talks.contacts")
    fields = (
        Field("part", say("talks.part"), "series"),
        Field("audience", say("talks.audience"), "category"),
        Field("channel", say("talks.channel")),
        Field("member", say("talks.member")),
        Field("times", say("talks.times")),
        Field("low", say("talks.low"), "low", contacts, numeric=True),
        Field("high", say("talks.high"), "high", contacts, numeric=True),
        Field("capacity", say("talks.capacity"), "total", contacts, numeric=True),
        Field("share", say("talks.share"), "label", "%", numeric=True),
        Field("message", say("talks.message"), "note"),
        Field("expected", say("talks.expected"), "note"),
        Field("programme", say("planning.programme"), "label"),
    )
    rows = (_talk_row(page, row) for row in records(talks.rows))
    audiences = (_sum_row(page, "by_audience", row["audience"], row) for row in records(talks.audiences))
    free = bool(talks.unassigned)  # a row of which nobody has said whose it is may be anybody's
    own = ({**row, "most": float("nan")} if free else row for row in records(talks.members) if row["rows"])
    members = (_sum_row(page, "by_member", row["name"], row) for row in own)
    return Values(fields, (*rows, *audiences, *members))


_EMPTY = Cell("", "")


def _talk_row(page: Page, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, missing = page.lang, page.say("talks.not_given")
    times = Range(row["times_low"], row["times_high"])
    given = not (is_unknown(row["per"]) or is_unknown(row["times_low"]) or is_unknown(row["times_high"]))
    return (
        cell(page.say("talks.row"), lang),
        cell(row["audience"], lang),
        cell(row["channel"], lang),
        cell(row["member_name"], lang, page.say("talks.no_member")),
        cell(page.say(f"talks.times.{row['per']}", range=times) if given else None, lang, missing),
        cell(Number(row["low"]), lang, missing),
        cell(Number(row["high"]), lang, missing),
        _EMPTY,
        _EMPTY,
        cell(row["message"], lang, missing),
        cell(row["expected"], lang, missing),
        cell(page.client.names("programmes").get(row["programme"]), lang, missing),
    )


def _sum_row(page: Page, part: str, name: Name, row: dict[str, Any]) -> tuple[Cell, ...]:
    """The contacts a year of an audience or of a member; a member's stand beside what it can keep up."""
    lang = page.lang
    side: Side = "at_least" if row["unknown"] or is_unknown(row["most"]) else "exact"
    empty = page.say("talks.not_given")
    least, most = cell(bounded(Number(row["least"]), side), lang, empty), cell(Number(row["most"]), lang, empty)
    audience, member = (name, None) if part == "by_audience" else (None, name)
    share = cell(Percent(row["share"], 0), lang, page.say("talks.not_given")) if audience else _EMPTY
    can = cell(Number(row["capacity"]), lang, page.say("talks.keeps_unknown")) if member else _EMPTY
    return (
        cell(page.say(f"talks.{part}"), lang),
        cell(audience, lang) if audience else _EMPTY,
        _EMPTY,
        cell(member, lang) if member else _EMPTY,
        cell(page.say("talks.nobody"), lang) if not row["rows"] else cell(_counted(page, row), lang),
        least,
        most,
        can,
        share,
        *[_EMPTY] * 3,
    )


@exhibit("6.3", needs=("visits",), rests_on=("visits.date",))
def visit_plan(page: Page, result: ClientPlan) -> Exhibit:
    """6.3 Visit plan: the form of the next visit in full, and the state of every visit."""
    visits = result.visits
    sources = tuple(table for table in ("visits", "contacts", "team") if page.has(table))
    lines = [*_form(page, visits), *_all_visits(page, visits)]
    heads = (("part", "visit_part", "series"), ("field", "field", "category"), ("content", "content", "note"))
    fields = tuple(Field(name, page.say(f"talks.{word}"), role) for name, word, role in heads)
    subtitle = page.say(
        "talks.6_3.subtitle",
        visit=str(visits.shown),
        n=Count(len(visits.visits)),
        as_of=Day(page.client.as_of),
        days=Count(int(page.client.assume("visit_due_days"))),
    )
    return page.make(
        "table",
        subtitle,
        Values(fields, tuple(lines)),
        sources=sources,
        status=visits.status,
        table=_form_table(page, lines),
    )


def _form(page: Page, visits: Visits) -> Iterator[tuple[Cell, Cell, Cell]]:
    """The fields of the form, in the order in which it prints them; what is not on file gives its reason."""
    row = next(row for row in records(visits.visits) if row["visit"] == visits.shown)
    part = cell(page.say("talks.form", visit=row["visit"], state=_state(page, row)), page.lang)
    for name, value in _fields(page, row):
        yield part, cell(page.say(f"talks.{name}"), page.lang), cell(value, page.lang, page.say("planning.not_on_file"))


def _fields(page: Page, row: dict[str, Any]) -> Iterator[tuple[str, Printable | str | None]]:
    number = page.client.profile.get("client_number")
    client = page.show(page.client.name)
    yield "number", row["visit"]
    yield "planned_on", page.show(Day(row["planned_on"])) if row["planned_on"] else None
    yield "account_manager", row["member_name"]
    yield (
        "client",
        client if is_unknown(number) else page.say("talks.client_numbered", client=client, number=str(number)),
    )
    yield "situation", row["situation"]
    yield "time", _when(page, row)
    yield "manner", row["manner"]
    yield "whom", page.show(row["whom"]) if row["whom"] else None
    yield "points", row["points"]
    yield "cautions", row["cautions"]
    if row["state"] in ("done", "overdue"):
        yield "result", row["result"]


def _when(page: Page, row: dict[str, Any]) -> str | None:
    if row["date"] is None:
        return None
    day = page.show(Day(row["date"]))
    return day if is_unknown(row["time"]) else page.say("talks.at_time", day=day, time=str(row["time"]))


def _state(page: Page, row: dict[str, Any]) -> str:
    return (
        page.say("talks.state.done", day=Day(row["done_on"]))
        if row["state"] == "done"
        else page.say(f"talks.state.{row['state']}")
    )


def _all_visits(page: Page, visits: Visits) -> Iterator[tuple[Cell, Cell, Cell]]:
    part, unknown = cell(page.say("talks.all_visits"), page.lang), page.say("common.unknown")
    for row in records(visits.visits):
        whom, who = (page.show(row[name]) if row[name] else unknown for name in ("whom", "member_name"))
        line = page.say("talks.line", day=_when(page, row) or unknown, who=who, whom=whom, state=_state(page, row))
        yield part, cell(str(row["visit"]), page.lang), cell(line, page.lang)


def _form_table(page: Page, lines: list[tuple[Cell, Cell, Cell]]) -> Table:
    """The form and the list as one table of two columns, so that it can be read aloud and goes on over slides."""
    heads = tuple(Field(name, page.say(f"talks.{name}")) for name in ("field", "content"))
    rows: list[Row] = []
    for part, group in groupby(lines, lambda line: line[0].printed):
        rows += [(Span(part, len(heads)),), *((name, content) for _, name, content in group)]
    return Table(heads, tuple(rows))
