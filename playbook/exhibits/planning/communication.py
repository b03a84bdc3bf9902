"""6.2, communication plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from operator import itemgetter

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.load import LoadBar, LoadGroup, load_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.communication import Communication
from playbook.steps.planning.contact_counts import Range
from playbook.units import Count, Number, Percent, Side, bounded, is_unknown

__all__ = ["build"]

_VERDICTS: dict[str, Role] = {
    "too_many": "warning",
    "may_be": "warning",
    "fits": "accent",
    "room": "accent",
    "unknown": "grey",
}


@exhibit("6.2", "planning.communication", needs=("communications",))
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.2 Communication plan: contacts a year by audience, and by member against what the member can keep up."""
    communication = result.communication
    sources = tuple(table for table in ("communications", "team", "contacts", "decisions") if page.has(table))
    return page.make(
        "range",
        page.say("planning.communication.subtitle"),
        _values(page, communication),
        sources=sources,
        status=communication.status,
        draw=lambda: _draw(page, communication),
    )


def _draw(page: ClientPage, communication: Communication) -> Figure:
    audiences = tuple(_audience_bar(page, row, place) for place, row in enumerate(records(communication.audiences)))
    members = tuple(_member_bar(page, row) for row in records(communication.members) if row["rows"])
    groups = [
        LoadGroup(page.say("planning.communication.by_audience"), audiences),
        LoadGroup(page.say("planning.communication.by_member"), members),
    ]
    return load_chart(groups, lang=page.lang)


def _audience_bar(page: ClientPage, row: Row, place: int) -> LoadBar:
    note = "" if is_unknown(row["power"]) else page.say("planning.communication.power_is", power=Number(row["power"]))
    label = page.show(row["audience"])
    if not row["rows"]:
        return LoadBar(label, 0, 0, page.say("planning.communication.nobody"), role="warning", note=note)
    return LoadBar(label, *_ends(row), _counted(page, row), role="accent" if place == 0 else "grey", note=note)


def _member_bar(page: ClientPage, row: Row) -> LoadBar:
    known = not is_unknown(row["capacity"])
    return LoadBar(
        page.show(row["name"]),
        *_ends(row),
        _counted(page, row),
        role=_VERDICTS[row["verdict"]],
        capacity=row["capacity"] if known else None,
        note=_keeps_up(page, row) if known else page.say("planning.communication.keeps_unknown"),
    )


def _ends(row: Row) -> tuple[float | None, float | None]:
    """The ends of a bar; unknown where nothing of it is known."""
    return (None, None) if row["unknown"] and not row["high"] else (row["low"], row["high"])


def _counted(page: ClientPage, row: Row) -> str:
    """The contacts a year, and how many rows are not in them."""
    if not row["unknown"]:
        return page.show(Range(row["least"], row["most"]))
    if is_unknown(row["least"]) and is_unknown(row["most"]):
        return page.say("common.unknown")
    return page.say(
        "planning.communication.plus_unknown", range=Range(row["least"], row["most"]), n=Count(row["unknown"])
    )


def _keeps_up(page: ClientPage, row: Row) -> str:
    over = Range(max(row["low"] - row["capacity"], 0.0), row["most"] - row["capacity"])
    rule = "over_by" if row["verdict"] in ("too_many", "may_be") else "keeps_up"
    return page.say(f"planning.communication.{rule}", capacity=Number(row["capacity"]), off=over)


def _values(page: ClientPage, communication: Communication) -> Values:
    """The plan's rows, then the contacts a year of each audience and of each member."""
    say, contacts = page.say, page.say("planning.communication.contacts")
    missing, programmes = say("planning.communication.not_given"), page.subject.names("programmes")
    plan = table(
        page,
        records(communication.rows),
        (
            Column("part", lambda _: say("planning.communication.row"), "series"),
            Column("audience", itemgetter("audience"), "category"),
            Column("channel", itemgetter("channel")),
            Column("member", itemgetter("member_name"), reason=say("planning.communication.no_member")),
            Column("times", partial(_times, page), reason=missing),
            Column("low", lambda row: Number(row["low"]), "low", contacts, numeric=True, reason=missing),
            Column("high", lambda row: Number(row["high"]), "high", contacts, numeric=True, reason=missing),
            Column("capacity", lambda _: EMPTY, "total", contacts, numeric=True),
            Column("share", lambda _: EMPTY, "label", "%", numeric=True),
            Column("message", itemgetter("message"), "note", reason=missing),
            Column("expected", itemgetter("expected"), "note", reason=missing),
            Column(
                "programme",
                lambda row: programmes.get(row["programme"]),
                label=say("planning.words.programme"),
                reason=missing,
            ),
        ),
    )
    return with_rows(page, plan, (*_audiences(page, communication), *_members(page, communication)), blank=EMPTY)


def _times(page: ClientPage, row: Row) -> str | None:
    """How often, as the plan says it."""
    if any(is_unknown(row[name]) for name in ("per", "times_low", "times_high")):
        return None
    times = Range(row["times_low"], row["times_high"])
    return page.say(f"planning.communication.times.{row['per']}", range=times)


def _audiences(page: ClientPage, communication: Communication) -> Iterator[Mapping[str, Content]]:
    part, missing = page.say("planning.communication.by_audience"), page.say("planning.communication.not_given")
    for row in records(communication.audiences):
        share = cell(Percent(row["share"], 0), page.lang, missing)
        yield {"part": part, "audience": row["audience"], "share": share, **_sums(page, row)}


def _members(page: ClientPage, communication: Communication) -> Iterator[Mapping[str, Content]]:
    """The contacts of each member beside those that it can keep up; a row of which nobody has said whose it is may be
    anybody's."""
    part, missing = page.say("planning.communication.by_member"), page.say("planning.communication.keeps_unknown")
    open_ = {"most": float("nan")} if communication.unassigned else {}
    for row in records(communication.members):
        if row["rows"]:
            capacity = cell(Number(row["capacity"]), page.lang, missing)
            yield {"part": part, "member": row["name"], "capacity": capacity, **_sums(page, {**row, **open_})}


def _sums(page: ClientPage, row: Row) -> Mapping[str, Content]:
    """The contacts a year of an audience or of a member."""
    side: Side = "at_least" if row["unknown"] or is_unknown(row["most"]) else "exact"
    missing = page.say("planning.communication.not_given")
    return {
        "times": _counted(page, row) if row["rows"] else page.say("planning.communication.nobody"),
        "low": cell(bounded(Number(row["least"]), side), page.lang, missing),
        "high": cell(Number(row["most"]), page.lang, missing),
    }
