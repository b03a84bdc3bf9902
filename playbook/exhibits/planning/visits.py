"""6.3, visit plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit, Field, Span, Table, Values
from playbook.exhibits.table import Row as TableRow
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.visits import Visits
from playbook.units import Count, Day, Printable, is_unknown

__all__ = ["build"]


@exhibit("6.3", "planning.visits", needs=("visits",), rests_on=("visits.date",))
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.3 Visit plan: the form of the next visit in full, and the state of every visit."""
    visits = result.visits
    values = _values(page, visits)
    subtitle = page.say(
        "planning.visits.subtitle",
        visit=str(visits.shown),
        n=Count(len(visits.visits)),
        as_of=Day(page.subject.as_of),
        days=Count(int(page.subject.assume("visit_due_days"))),
    )
    return page.make(
        "table",
        subtitle,
        values,
        sources=tuple(name for name in ("visits", "contacts", "team") if page.has(name)),
        status=visits.status,
        table=_form_table(values),
    )


def _values(page: ClientPage, visits: Visits) -> Values:
    return table(
        page,
        (*_form(page, visits), *_all_visits(page, visits)),
        (
            Column("part", itemgetter("part"), "series"),
            Column("field", itemgetter("field"), "category"),
            Column("content", itemgetter("content"), "note", reason=page.say("planning.words.not_on_file")),
        ),
    )


def _form(page: ClientPage, visits: Visits) -> Iterator[Row]:
    """The fields of the form, in the order in which it prints them; what is not on file gives its reason."""
    row = next(row for row in records(visits.visits) if row["visit"] == visits.shown)
    part = page.say("planning.visits.form", visit=row["visit"], state=_state(page, row))
    for name, content in _fields(page, row):
        yield {"part": part, "field": page.say(f"planning.visits.{name}"), "content": content}


def _fields(page: ClientPage, row: Row) -> Iterator[tuple[str, Printable | str | None]]:
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


def _when(page: ClientPage, row: Row) -> str | None:
    if row["date"] is None:
        return None
    day = page.show(Day(row["date"]))
    return day if is_unknown(row["time"]) else page.say("planning.visits.at_time", day=day, time=str(row["time"]))


def _state(page: ClientPage, row: Row) -> str:
    return (
        page.say("planning.visits.state.done", day=Day(row["done_on"]))
        if row["state"] == "done"
        else page.say(f"planning.visits.state.{row['state']}")
    )


def _all_visits(page: ClientPage, visits: Visits) -> Iterator[Row]:
    part, unknown = page.say("planning.visits.all_visits"), page.say("common.unknown")
    for row in records(visits.visits):
        whom, who = (page.show(row[name]) if row[name] else unknown for name in ("whom", "member_name"))
        day, state = _when(page, row) or unknown, _state(page, row)
        line = page.say("planning.visits.line", day=day, who=who, whom=whom, state=state)
        yield {"part": part, "field": str(row["visit"]), "content": line}


def _form_table(values: Values) -> Table:
    """The form and the list as one table of two columns, so that it can be read aloud and goes on over slides."""
    heads = tuple(Field(field.name, field.label) for field in values.fields[1:])
    rows: list[TableRow] = []
    for part, lines in groupby(values.rows, lambda line: line[0].printed):
        rows += [(Span(part, len(heads)),), *(line[1:] for line in lines)]
    return Table(heads, tuple(rows))
