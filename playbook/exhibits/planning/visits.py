"""6.3, visit plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Span, Table, Values
from playbook.exhibits.table import Row
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.visits import Visits
from playbook.units import Count, Day, Printable, is_unknown

__all__ = ["build"]


@exhibit("6.3", "planning.visits", needs=("visits",), rests_on=("visits.date",))
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.3 Visit plan: the form of the next visit in full, and the state of every visit."""
    found = result.visits
    sources = tuple(table for table in ("visits", "contacts", "team") if page.has(table))
    lines = [*_form(page, found), *_all_visits(page, found)]
    heads = (("part", "visit_part", "series"), ("field", "field", "category"), ("content", "content", "note"))
    fields = tuple(Field(name, page.say(f"planning.visits.{word}"), role) for name, word, role in heads)
    subtitle = page.say(
        "planning.visits.subtitle",
        visit=str(found.shown),
        n=Count(len(found.visits)),
        as_of=Day(page.subject.as_of),
        days=Count(int(page.subject.assume("visit_due_days"))),
    )
    return page.make(
        "table",
        subtitle,
        Values(fields, tuple(lines)),
        sources=sources,
        status=found.status,
        table=_form_table(page, lines),
    )


def _form(page: ClientPage, found: Visits) -> Iterator[tuple[Cell, Cell, Cell]]:
    """The fields of the form, in the order in which it prints them; what is not on file gives its reason."""
    row = next(row for row in records(found.visits) if row["visit"] == found.shown)
    part = cell(page.say("planning.visits.form", visit=row["visit"], state=_state(page, row)), page.lang)
    for name, value in _fields(page, row):
        yield (
            part,
            cell(page.say(f"planning.visits.{name}"), page.lang),
            cell(value, page.lang, page.say("planning.words.not_on_file")),
        )


def _fields(page: ClientPage, row: dict[str, Any]) -> Iterator[tuple[str, Printable | str | None]]:
    number = page.subject.profile.get("client_number")
    client = page.show(page.subject.name)
    yield "number", row["visit"]
    yield "planned_on", page.show(Day(row["planned_on"])) if row["planned_on"] else None
    yield "account_manager", row["member_name"]
    yield (
        "client",
        client
        if is_unknown(number)
        else page.say("planning.visits.client_numbered", client=client, number=str(number)),
    )
    yield "situation", row["situation"]
    yield "time", _when(page, row)
    yield "manner", row["manner"]
    yield "whom", page.show(row["whom"]) if row["whom"] else None
    yield "points", row["points"]
    yield "cautions", row["cautions"]
    if row["state"] in ("done", "overdue"):
        yield "result", row["result"]


def _when(page: ClientPage, row: dict[str, Any]) -> str | None:
    if row["date"] is None:
        return None
    day = page.show(Day(row["date"]))
    return day if is_unknown(row["time"]) else page.say("planning.visits.at_time", day=day, time=str(row["time"]))


def _state(page: ClientPage, row: dict[str, Any]) -> str:
    return (
        page.say("planning.visits.state.done", day=Day(row["done_on"]))
        if row["state"] == "done"
        else page.say(f"planning.visits.state.{row['state']}")
    )


def _all_visits(page: ClientPage, found: Visits) -> Iterator[tuple[Cell, Cell, Cell]]:
    part, unknown = cell(page.say("planning.visits.all_visits"), page.lang), page.say("common.unknown")
    for row in records(found.visits):
        whom, who = (page.show(row[name]) if row[name] else unknown for name in ("whom", "member_name"))
        line = page.say(
            "planning.visits.line", day=_when(page, row) or unknown, who=who, whom=whom, state=_state(page, row)
        )
        yield part, cell(str(row["visit"]), page.lang), cell(line, page.lang)


def _form_table(page: ClientPage, lines: list[tuple[Cell, Cell, Cell]]) -> Table:
    """The form and the list as one table of two columns, so that it can be read aloud and goes on over slides."""
    heads = tuple(Field(name, page.say(f"planning.visits.{name}")) for name in ("field", "content"))
    rows: list[Row] = []
    for part, group in groupby(lines, lambda line: line[0].printed):
        rows += [(Span(part, len(heads)),), *((name, content) for _, name, content in group)]
    return Table(heads, tuple(rows))
