"""Exhibit 5.4: what is promised against what can be kept, and which of it may be signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from math import isinf

from matplotlib.figure import Figure

from playbook.charts.drawing.glyphs import State
from playbook.charts.headroom import HeadroomHeads, HeadroomRow, headroom_chart
from playbook.client.rows import natural, records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, cell, drawable, one_end, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.capability.analysis import CapabilityAnalysis
from playbook.steps.capability.commitments import VERDICTS, Commitments
from playbook.steps.capability.promise_units import Days, Difference, Kept, Promised, commitment_names, difference
from playbook.units import Count, Money, Name, Number, Printable, Side, is_unknown

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
    commitments = result.commitments
    sources = [table for table in ("commitments", "support_pools", "links", "resources") if page.has(table)]
    return page.make(
        "headroom",
        page.say("capability.commitments.subtitle"),
        _values(page, commitments),
        sources=sources,
        status=commitments.status,
        internal=True,
        draw=lambda: _chart(page, commitments),
    )


def _ordered(commitments: Commitments) -> list[Row]:
    """What can be signed first; in each group the most left of its limit first."""
    rows = records(commitments.promises)
    return sorted(
        rows,
        key=lambda row: (
            VERDICTS.index(row["verdict"]),
            is_unknown(row["slack"]),
            -row["slack"],
            natural(row["commitment"]),
        ),
    )


def _chart(page: ClientPage, commitments: Commitments) -> Figure:
    rows = _ordered(commitments)
    heads = HeadroomHeads(
        *(page.say(f"capability.commitments.head.{name}") for name in ("promise", "keep", "short", "spare", "verdict"))
    )
    shown = rows if len(rows) <= _ROWS else [*rows[: _ROWS - 3], *rows[-3:]]
    note = page.say("capability.words.others", n=Count(len(rows) - len(shown))) if len(rows) > len(shown) else ""
    return headroom_chart([_row(page, row) for row in shown], lang=page.lang, heads=heads, note=note)


def _row(page: ClientPage, row: Row) -> HeadroomRow:
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


def _gap(page: ClientPage, row: Row) -> str:
    gap = difference(row["value"], row["capability"], row["measure"])
    if isinf(row["headroom"]):
        return page.say("capability.commitments.gap.no_limit")
    if row["headroom"] == 0:
        return page.say("capability.commitments.gap.none")
    return page.say(
        "capability.commitments.gap.over" if row["over"] > 0 else "capability.commitments.gap.spare", gap=gap
    )


def _where(page: ClientPage, row: Row) -> str:
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


def _verdict(page: ClientPage, row: Row) -> str:
    if row["signed"] is True and row["verdict"] == "sign":
        return page.say("capability.commitments.sign.signed")
    return page.say(
        "capability.commitments.sign.breach"
        if row["signed"] is True and row["over"] > 0
        else f"capability.commitments.sign.{row['verdict']}"
    )


def _what(page: ClientPage, row: Row) -> str:
    """What it takes to sign, or what is to be found out, or what can be promised instead."""
    return page.say("capability.commitments.comma").join(_whats(page, row))


def _whats(page: ClientPage, row: Row) -> Iterator[str]:
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


def _instead(page: ClientPage, row: Row) -> str:
    if row["why"] == "not_deliverable":
        return page.say("capability.commitments.find.not_deliverable")
    if isinf(row["capability"]):
        return page.say("capability.commitments.find.overloaded")
    return page.say("capability.commitments.at_most", keep=Kept(row["capability"], row["measure"]))


def _building(page: ClientPage, row: Row) -> str:
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


def _values(page: ClientPage, commitments: Commitments) -> Values:
    """Each promise at each site, its worst site first."""
    say, names, sites = page.say, commitment_names(page.subject), page.subject.names("sites")
    worst = {_place(row) for row in records(commitments.promises)}
    order = {row["commitment"]: place for place, row in enumerate(_ordered(commitments))}
    rows = sorted(records(commitments.rows), key=lambda row: (order[row["commitment"]], _place(row) not in worst))
    value = partial(Column, role="value", numeric=True)

    def where(row: Row) -> Name:
        return page.subject.name if is_unknown(row["site"]) else sites[row["site"]]

    return table(
        page,
        rows,
        (
            Column("commitment", lambda row: names[row["commitment"]], "category"),
            Column("site", where, "category", label=say("capability.words.site")),
            Column("decisive", lambda row: yes_no(page, _place(row) in worst), "highlight"),
            Column("measure_name", lambda row: say(f"capability.commitments.measure.{row['measure']}")),
            value("promise", lambda row: Promised(row["value"], row["measure"])),
            value("capability", partial(_kept, page, "capability")),
            value("headroom", partial(_headroom, page)),
            value("over", partial(_over, page)),
            value("later", lambda row: "–" if is_unknown(row["later"]) else _kept(page, "later", row)),
            Column("verdict_name", lambda row: say(f"capability.commitments.sign.{row['verdict']}"), "state"),
            Column("what", lambda row: _what(page, row) or "–", "note"),
            Column("signed", lambda row: yes_no(page, row["signed"], say("capability.commitments.why.signed"))),
            *_building_columns(page),
            value("engineers_more", lambda row: "–" if is_unknown(row["engineers"]) else Number(row["engineers"])),
        ),
    )


def _place(row: Row) -> tuple[str, str]:
    """The commitment, and the site at which it is held."""
    return row["commitment"], str(row["site"])


def _building_columns(page: ClientPage) -> tuple[Column, Column]:
    """What building costs and how long it takes, where the site has to be built first."""

    def column(name: str, value: Callable[[Row], Printable]) -> Column:
        return Column(
            name,
            lambda row: value(row) if row["state"] == "after_build" else "–",
            "value",
            numeric=True,
            label=page.say(f"capability.words.{name}"),
            reason=page.say(f"capability.words.why.{name}"),
        )

    return (
        column("cost_once", lambda row: Money(row["cost_once"], page.subject.currency)),
        column("days", lambda row: Days(row["days"])),
    )


def _why(page: ClientPage, row: Row) -> str:
    """Why what can be kept is not known, or not a number."""
    cause = "overloaded" if isinf(row["capability"]) else "none" if is_unknown(row["why"]) else row["why"]
    return page.say(f"capability.commitments.find.{cause}")


def _most(row: Row) -> Side:
    return "at_most" if row["at_most"] is True else "exact"


def _kept(page: ClientPage, name: str, row: Row) -> Cell:
    """What can be kept now or later; what has no limit is not a number."""
    kept, why = Kept(row[name], row["measure"]), _why(page, row)
    made = Cell(None, page.show(kept), why) if isinf(row[name]) else cell(kept, page.lang, why)
    return one_end(made, _most(row), page.lang)


def _headroom(page: ClientPage, row: Row) -> Cell:
    return one_end(_difference(page, "headroom", row), _most(row), page.lang)


def _over(page: ClientPage, row: Row) -> Cell | str:
    least: Side = "at_least" if row["at_most"] is True else "exact"
    return one_end(_difference(page, "over", row), least, page.lang) if row["over"] != 0 else "–"


def _difference(page: ClientPage, name: str, row: Row) -> Cell:
    """A difference, below 0 with its sign, printed as the two printed figures differ."""
    value, measure = row[name], row["measure"]
    if isinf(value) or is_unknown(value):
        return Cell(None, page.show(Difference(value, measure)), _why(page, row))
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return Cell(value, sign + page.show(difference(row["value"], row["capability"], measure)))
