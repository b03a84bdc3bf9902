"""6.2, communication plan."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.load import LoadBar, LoadGroup, load_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.communication import Communication
from playbook.steps.planning.contact_counts import Range
from playbook.units import Count, Name, Number, Percent, Side, bounded, is_unknown

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
    found = result.communication
    sources = tuple(table for table in ("communications", "team", "contacts", "decisions") if page.has(table))
    return page.make(
        "range",
        page.say("planning.communication.subtitle"),
        _talk_values(page, found),
        sources=sources,
        status=found.status,
        draw=lambda: _draw_talks(page, found),
    )


def _draw_talks(page: ClientPage, found: Communication) -> Figure:
    audiences = tuple(_audience_bar(page, row, place) for place, row in enumerate(records(found.audiences)))
    members = tuple(_member_bar(page, row) for row in records(found.members) if row["rows"])
    groups = [
        LoadGroup(page.say("planning.communication.by_audience"), audiences),
        LoadGroup(page.say("planning.communication.by_member"), members),
    ]
    return load_chart(groups, lang=page.lang)


def _audience_bar(page: ClientPage, row: dict[str, Any], place: int) -> LoadBar:
    note = "" if is_unknown(row["power"]) else page.say("planning.communication.power_is", power=Number(row["power"]))
    label = page.show(row["audience"])
    if not row["rows"]:
        return LoadBar(label, 0, 0, page.say("planning.communication.nobody"), role="warning", note=note)
    return LoadBar(label, *_ends(row), _counted(page, row), role="accent" if place == 0 else "grey", note=note)


def _member_bar(page: ClientPage, row: dict[str, Any]) -> LoadBar:
    known = not is_unknown(row["capacity"])
    return LoadBar(
        page.show(row["name"]),
        *_ends(row),
        _counted(page, row),
        role=_VERDICTS[row["verdict"]],
        capacity=row["capacity"] if known else None,
        note=_keeps_up(page, row) if known else page.say("planning.communication.keeps_unknown"),
    )


def _ends(row: dict[str, Any]) -> tuple[float | None, float | None]:
    """The ends of a bar; unknown where nothing of it is known."""
    return (None, None) if row["unknown"] and not row["high"] else (row["low"], row["high"])


def _counted(page: ClientPage, row: dict[str, Any]) -> str:
    """The contacts a year, and how many rows are not in them."""
    if not row["unknown"]:
        return page.show(Range(row["least"], row["most"]))
    if is_unknown(row["least"]) and is_unknown(row["most"]):
        return page.say("common.unknown")
    return page.say(
        "planning.communication.plus_unknown", range=Range(row["least"], row["most"]), n=Count(row["unknown"])
    )


def _keeps_up(page: ClientPage, row: dict[str, Any]) -> str:
    over = Range(max(row["low"] - row["capacity"], 0.0), row["most"] - row["capacity"])
    rule = "over_by" if row["verdict"] in ("too_many", "may_be") else "keeps_up"
    return page.say(f"planning.communication.{rule}", capacity=Number(row["capacity"]), off=over)


def _talk_values(page: ClientPage, found: Communication) -> Values:
    say, contacts = page.say, page.say("planning.communication.contacts")
    fields = (
        Field("part", say("planning.communication.part"), "series"),
        Field("audience", say("planning.communication.audience"), "category"),
        Field("channel", say("planning.communication.channel")),
        Field("member", say("planning.communication.member")),
        Field("times", say("planning.communication.times")),
        Field("low", say("planning.communication.low"), "low", contacts, numeric=True),
        Field("high", say("planning.communication.high"), "high", contacts, numeric=True),
        Field("capacity", say("planning.communication.capacity"), "total", contacts, numeric=True),
        Field("share", say("planning.communication.share"), "label", "%", numeric=True),
        Field("message", say("planning.communication.message"), "note"),
        Field("expected", say("planning.communication.expected"), "note"),
        Field("programme", say("planning.words.programme"), "label"),
    )
    rows = (_talk_row(page, row) for row in records(found.rows))
    audiences = (_sum_row(page, "by_audience", row["audience"], row) for row in records(found.audiences))
    free = bool(found.unassigned)  # a row of which nobody has said whose it is may be anybody's
    own = ({**row, "most": float("nan")} if free else row for row in records(found.members) if row["rows"])
    members = (_sum_row(page, "by_member", row["name"], row) for row in own)
    return Values(fields, (*rows, *audiences, *members))


_EMPTY = Cell("", "")


def _talk_row(page: ClientPage, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, missing = page.lang, page.say("planning.communication.not_given")
    times = Range(row["times_low"], row["times_high"])
    given = not (is_unknown(row["per"]) or is_unknown(row["times_low"]) or is_unknown(row["times_high"]))
    return (
        cell(page.say("planning.communication.row"), lang),
        cell(row["audience"], lang),
        cell(row["channel"], lang),
        cell(row["member_name"], lang, page.say("planning.communication.no_member")),
        cell(page.say(f"planning.communication.times.{row['per']}", range=times) if given else None, lang, missing),
        cell(Number(row["low"]), lang, missing),
        cell(Number(row["high"]), lang, missing),
        _EMPTY,
        _EMPTY,
        cell(row["message"], lang, missing),
        cell(row["expected"], lang, missing),
        cell(page.subject.names("programmes").get(row["programme"]), lang, missing),
    )


def _sum_row(page: ClientPage, part: str, name: Name, row: dict[str, Any]) -> tuple[Cell, ...]:
    """The contacts a year of an audience or of a member; a member's stand beside what it can keep up."""
    lang = page.lang
    side: Side = "at_least" if row["unknown"] or is_unknown(row["most"]) else "exact"
    empty = page.say("planning.communication.not_given")
    least, most = cell(bounded(Number(row["least"]), side), lang, empty), cell(Number(row["most"]), lang, empty)
    audience, member = (name, None) if part == "by_audience" else (None, name)
    share = cell(Percent(row["share"], 0), lang, page.say("planning.communication.not_given")) if audience else _EMPTY
    can = cell(Number(row["capacity"]), lang, page.say("planning.communication.keeps_unknown")) if member else _EMPTY
    return (
        cell(page.say(f"planning.communication.{part}"), lang),
        cell(audience, lang) if audience else _EMPTY,
        _EMPTY,
        cell(member, lang) if member else _EMPTY,
        cell(page.say("planning.communication.nobody"), lang) if not row["rows"] else cell(_counted(page, row), lang),
        least,
        most,
        can,
        share,
        *[_EMPTY] * 3,
    )
