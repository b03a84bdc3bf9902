"""Exhibit 5.4: what is promised against what can be kept, and which of it may be signed."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.glyphs import State
from playbook.charts.headroom import HeadroomHeads, HeadroomRow, headroom_chart
from playbook.client.rows import natural, records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, one_end, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.capability.analysis import CapabilityAnalysis
from playbook.steps.capability.commitments import VERDICTS, Commitments
from playbook.steps.capability.promise_units import Days, Difference, Kept, Promised, commitment_names, difference
from playbook.units import Count, Money, Number, Side, is_unknown

__all__ = ["build"]

_SIGNS: dict[str, State] = {"sign": "now", "after": "after_build", "unknown": "unknown", "no": "no"}
#: As many commitments as the chart has room for; the table holds all.
_ROWS = 8
#: Beyond this many times the limit, a promise that is kept by nothing is drawn as far as the scale goes.
_FAR = -99.0


#: What 5.4 counts, ranks or weighs over those that are on record.
_RESTS_ON = (
    "sites",
    "links",
    "solutions.needs_fibre",
    "solutions.needs_copper",
    "solutions.needs_services",
    "resources.fibre",
    "resources.copper",
    "resources.services",
    "resources.build_days",
    "resources.exchange",
    "support_pools",
)


@exhibit("5.4", "capability.commitments", needs=("commitments",), rests_on=_RESTS_ON)
def build(page: ClientPage, result: CapabilityAnalysis) -> Exhibit:
    """5.4 The commitment table: promise against capability, headroom or over-promise, and whether it can be signed."""
    found = result.commitments
    sources = [table for table in ("commitments", "support_pools", "links", "resources") if page.has(table)]
    return page.make(
        "headroom",
        page.say("capability.commitments.subtitle"),
        _values(page, found),
        sources=sources,
        status=found.status,
        internal=True,
        draw=lambda: _chart(page, found),
    )


def _ordered(found: Commitments) -> list[dict[str, Any]]:
    """What can be signed first; in each group the most left of its limit first."""
    rows = records(found.promises)
    return sorted(
        rows,
        key=lambda row: (
            VERDICTS.index(row["verdict"]),
            is_unknown(row["slack"]),
            -row["slack"],
            natural(row["commitment"]),
        ),
    )


def _chart(page: ClientPage, found: Commitments) -> Figure:
    rows = _ordered(found)
    heads = HeadroomHeads(
        *(page.say(f"capability.commitments.head.{name}") for name in ("promise", "keep", "short", "spare", "verdict"))
    )
    shown = rows if len(rows) <= _ROWS else [*rows[: _ROWS - 3], *rows[-3:]]
    note = page.say("capability.commitments.others", n=Count(len(rows) - len(shown))) if len(rows) > len(shown) else ""
    return headroom_chart([_row(page, row) for row in shown], lang=page.lang, heads=heads, note=note)


def _row(page: ClientPage, row: dict[str, Any]) -> HeadroomRow:
    slack, measure = drawable(row["slack"]), row["measure"]
    return HeadroomRow(
        page.show(commitment_names(page.subject)[row["commitment"]]),
        _where(page, row),
        page.show(Promised(row["value"], measure)),
        page.show(Kept(row["capability"], measure)),
        slack=None if slack is None else max(_FAR, slack),
        gap="" if slack is None else _gap(page, row),
        verdict=_verdict(page, row),
        note=_what(page, row),
        state=_SIGNS[row["verdict"]],
    )


def _gap(page: ClientPage, row: dict[str, Any]) -> str:
    gap = difference(row["value"], row["capability"], row["measure"])
    if isinf(row["headroom"]):
        return page.say("capability.commitments.gap.no_limit")
    if row["headroom"] == 0:
        return page.say("capability.commitments.gap.none")
    return page.say(
        "capability.commitments.gap.over" if row["over"] > 0 else "capability.commitments.gap.spare", gap=gap
    )


def _where(page: ClientPage, row: dict[str, Any]) -> str:
    """The site; of several the worst."""
    if is_unknown(row["site"]):
        return ""
    site = page.subject.names("sites")[row["site"]]
    if row["sites"] == 1:
        return page.show(site)
    alike = row["measure"] in ("response_hours", "restoration_hours") and row["signable"] in (0, row["sites"])
    return page.say(
        "capability.commitments.where_alike" if alike else "capability.commitments.where_worst",
        site=site,
        n=Count(row["sites"]),
    )


def _verdict(page: ClientPage, row: dict[str, Any]) -> str:
    if row["signed"] is True and row["verdict"] == "sign":
        return page.say("capability.commitments.sign.signed")
    return page.say(
        "capability.commitments.sign.breach"
        if row["signed"] is True and row["over"] > 0
        else f"capability.commitments.sign.{row['verdict']}"
    )


def _what(page: ClientPage, row: dict[str, Any]) -> str:
    """What it takes to sign, or what is to be found out, or what can be promised instead."""
    return page.say("capability.commitments.comma").join(_whats(page, row))


def _whats(page: ClientPage, row: dict[str, Any]) -> Iterator[str]:
    if row["verdict"] == "unknown":
        yield page.say(f"capability.commitments.find.{row['why']}")
        return
    ways = row["ways"]
    if row["verdict"] == "no" and not ways:
        yield _instead(page, row)
    if "build" in ways:
        yield _building(page, row)
    if "lines" in ways:
        survey = "survey" in ways
        yield page.say(
            "capability.commitments.way.survey" if survey else "capability.commitments.way.lines",
            later=Kept(row["later"], row["measure"]),
        )
    if "engineers" in ways:
        yield page.say("capability.commitments.way.engineers", n=Count(int(row["engineers"])))


def _instead(page: ClientPage, row: dict[str, Any]) -> str:
    if row["why"] == "not_deliverable":
        return page.say("capability.commitments.find.not_deliverable")
    if isinf(row["capability"]):
        return page.say("capability.commitments.find.overloaded")
    return page.say("capability.commitments.at_most", keep=Kept(row["capability"], row["measure"]))


def _building(page: ClientPage, row: dict[str, Any]) -> str:
    where = (
        []
        if row.get("build_sites", 1) == 1
        else [page.say("capability.commitments.sites", n=Count(int(row["build_sites"])))]
    )
    given = [*where] if is_unknown(row["days"]) else [*where, page.show(Days(row["days"]))]
    given += [] if is_unknown(row["cost_once"]) else [page.show(Money(row["cost_once"], page.subject.currency))]
    return (
        page.say("capability.commitments.way.build", detail=page.say("capability.commitments.comma").join(given))
        if given
        else page.say("capability.commitments.way.build_unknown")
    )


def _values(page: ClientPage, found: Commitments) -> Values:
    columns = (
        ("commitment", "category"),
        ("site", "category"),
        ("decisive", "highlight"),
        ("measure_name", "label"),
        ("promise", "value"),
        ("capability", "value"),
        ("headroom", "value"),
        ("over", "value"),
        ("later", "value"),
        ("verdict_name", "state"),
        ("what", "note"),
        ("signed", "label"),
        ("cost_once", "value"),
        ("days", "value"),
        ("engineers_more", "value"),
    )
    fields = tuple(
        Field(name, page.say(f"capability.commitments.{name}"), role, numeric=role == "value") for name, role in columns
    )
    worst = {(row["commitment"], str(row["site"])) for row in records(found.promises)}
    order = {row["commitment"]: number for number, row in enumerate(_ordered(found))}
    rows = sorted(
        records(found.rows),
        key=lambda row: (order[row["commitment"]], (row["commitment"], str(row["site"])) not in worst),
    )
    return Values(
        fields, tuple(tuple(_cells(page, row, (row["commitment"], str(row["site"])) in worst)) for row in rows)
    )


def _cells(page: ClientPage, row: dict[str, Any], worst: bool) -> Iterator[Cell]:
    lang, measure, none = page.lang, row["measure"], cell("–", page.lang)
    cause = "overloaded" if isinf(row["capability"]) else "none" if is_unknown(row["why"]) else row["why"]
    why = page.say(f"capability.commitments.find.{cause}")
    yield cell(commitment_names(page.subject)[row["commitment"]], lang)
    yield cell(page.subject.name if is_unknown(row["site"]) else page.subject.names("sites")[row["site"]], lang)
    yield yes_no(page, worst)
    yield cell(page.say(f"capability.commitments.measure.{measure}"), lang)
    yield cell(Promised(row["value"], measure), lang)
    most: Side = "at_most" if row["at_most"] is True else "exact"
    yield one_end(_kept(page, row["capability"], measure, why=why), most, page.lang)
    yield one_end(_difference(page, row, row["headroom"], why=why), most, page.lang)
    over = _difference(page, row, row["over"], why=why) if row["over"] != 0 else none
    yield one_end(over, "at_least" if row["at_most"] is True else "exact", page.lang) if row["over"] != 0 else none
    yield (
        one_end(_kept(page, row["later"], measure, why=why), most, page.lang) if not is_unknown(row["later"]) else none
    )
    yield cell(page.say(f"capability.commitments.sign.{row['verdict']}"), lang)
    yield cell(_what(page, row) or "–", lang)
    yield yes_no(page, row["signed"], page.say("capability.commitments.why.signed"))
    built = row["state"] == "after_build"
    yield (
        cell(Money(row["cost_once"], page.subject.currency), lang, page.say("capability.commitments.why.cost"))
        if built
        else none
    )
    yield cell(Days(row["days"]), lang, page.say("capability.commitments.why.days")) if built else none
    yield none if is_unknown(row["engineers"]) else cell(Number(row["engineers"]), lang)


def _kept(page: ClientPage, value: float, measure: str, *, why: str) -> Cell:
    return (
        Cell(None, page.show(Kept(value, measure)), why) if isinf(value) else cell(Kept(value, measure), page.lang, why)
    )


def _difference(page: ClientPage, row: dict[str, Any], value: float, *, why: str) -> Cell:
    """A difference, below 0 with its sign, printed as the two printed figures differ."""
    if isinf(value) or is_unknown(value):
        return Cell(None, page.show(Difference(value, row["measure"])), why)
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return Cell(value, sign + page.show(difference(row["value"], row["capability"], row["measure"])))
