"""Exhibit 4.3: the designs of the network side by side, drawn over the same sites, with their figures, beside today's
network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.design_maps import MOST_PANELS, Figures, MapLine, MapPanel, MapSite, design_maps
from playbook.client.rows import records
from playbook.client.tables import SITES
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, one_end
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.needs.availability import hub_name
from playbook.steps.needs.duration import Duration
from playbook.steps.shares import Total
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.design_findings import capacity_of
from playbook.steps.solutions.designs import TODAY, Designs
from playbook.units import Count, Money, Number, Percent, Side, bounded, is_unknown

__all__ = ["build"]

_LEVELS = SITES.column("level").allowed
#: Rows of figures under the maps: where they come from, and whether less is better.
_ROWS = (
    ("cost", "cost_month", True),
    ("capacity", "capacity_kbps", False),
    ("short", "short", True),
    ("single", "single", True),
    ("hours", "hours", True),
    ("worst", "worst_hours", True),
)
Row = Mapping[str, Any]


#: What 4.3 counts, ranks or weighs over those that are on record.
_RESTS_ON = (
    "sites.required_kbps",
    "links.bandwidth_kbps",
    "design_links.bandwidth_kbps",
    "prices.fee_month",
)


@exhibit("4.3", "solutions.designs", needs=("sites", "designs", "design_links"), rests_on=_RESTS_ON)
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.3 Network designs: lines, monthly cost, capacity, availability and single points of failure, side by side with
    today's network."""
    found = result.designs
    subtitle = page.say(
        "solutions.designs.subtitle",
        hub=hub_name(page.subject, str(found.hub)),
        sites=Count(int(found.designs["sites"].max())),
    )
    sources = tuple(
        table for table in ("designs", "design_links", "sites", "links", "resources", "prices") if page.has(table)
    )
    return page.make(
        "designs",
        subtitle,
        _values(page, found),
        sources=sources,
        status=found.status,
        internal=True,
        draw=(lambda: _figure(page, found)) if len(found.sites) else None,
    )


def _panels_of(found: Designs) -> list[Row]:
    """Today's network and the first designs, the one that the title proposes among them."""
    rows: list[Row] = list(records(found.designs))
    kept = rows[:MOST_PANELS]
    lead = next((row for row in rows if row["design"] == found.lead), None)
    return kept if lead is None or any(row["design"] == found.lead for row in kept) else [*kept[:-1], lead]


def _figure(page: ClientPage, found: Designs) -> Figure:
    rows = _panels_of(found)
    compared = records(found.sites.drop_duplicates("site"))
    levels = [level for level in _LEVELS if any(row["level"] == level for row in compared)]
    sites = [MapSite(str(found.hub), 0), *(MapSite(row["site"], 1 + levels.index(row["level"])) for row in compared)]
    panels = [_panel(page, found, row, rows) for row in rows]
    there = {
        "main": True,
        "backup": True,
        "site": True,
        "failure": any(panel.failing for panel in panels),
        "short": any(panel.short for panel in panels),
        "unreached": any(panel.unreached for panel in panels),
    }
    hub = page.show(page.subject.names("sites")[str(found.hub)])
    return design_maps(
        panels,
        sites,
        [hub, *(page.say(f"needs.network.level.{level}") for level in levels)],
        lang=page.lang,
        rows=[page.say(f"solutions.designs.row.{name}") for name, *_ in _ROWS],
        legend={name: page.say(f"solutions.designs.legend.{name}") for name, shown in there.items() if shown},
    )


def _panel(page: ClientPage, found: Designs, row: Row, rows: list[Row]) -> MapPanel:
    sites = [site for site in records(found.sites) if site["design"] == row["design"]]
    lines = [
        MapLine(line["from_site"], line["to_site"], line["role"])
        for line in records(found.lines)
        if line["design"] == row["design"]
    ]
    figures = tuple(
        Figures(_printed(page, name, row), best=_best(rows, column, row, less=less)) for name, column, less in _ROWS
    )

    def those(test: Callable[[Row], bool]) -> frozenset[str]:
        return frozenset(site["site"] for site in sites if test(site))

    return MapPanel(
        _title(page, found, row),
        lines,
        figures,
        failing=those(lambda site: bool(site["single"])),
        short=those(lambda site: site["short_kbps"] > 0),
        unreached=those(lambda site: not site["connected"]),
        lead=row["design"] == found.lead,
    )


def _title(page: ClientPage, found: Designs, row: Row) -> str:
    if row["design"] == TODAY:
        return page.say("solutions.designs.today")
    name = page.show(found.names[row["design"]])
    return name if is_unknown(row["solution"]) else f"{row['solution']} {name}"


def _best(rows: list[Row], column: str, row: Row, *, less: bool) -> bool:
    """True for the best of figures that are all known and not all alike."""
    values = [one[column] for one in rows]
    whole = not any(is_unknown(value) for value in values) and not (
        column == "cost_month" and any(one["cost_unknown"] for one in rows)
    )
    return (
        whole and max(values) - min(values) > 1e-6 and abs(row[column] - (min(values) if less else max(values))) < 1e-6
    )


def _printed(page: ClientPage, name: str, row: Row) -> str:
    """A figure as it stands under the map."""
    if name == "cost":
        return _at_least(
            page, page.show(Money(row["cost_month"], page.subject.currency)), row["cost_unknown"], row["cost_month"]
        )
    if name == "capacity":
        return _at_least(
            page, page.show(capacity_of(row["capacity_kbps"])), row["capacity_unknown"], row["capacity_kbps"]
        )
    if name == "short":
        known = row["sites"] - row["short_unknown"]
        return page.say(
            "solutions.designs.of_known" if row["short_unknown"] else "solutions.designs.of",
            n=Count(row["short"]),
            all=Count(known),
        )
    if name == "single":
        return one_end(
            cell(page.say("solutions.designs.of", n=Count(row["single"]), all=Count(row["reached"])), page.lang),
            _sides(row)[0],
            page.lang,
        ).printed
    if name == "hours":
        return page.show(Duration(row["hours"], most=bool(row["bounds"]), least=bool(row["unknown_ends"])))
    if is_unknown(row["worst"]):
        return page.say("common.unknown")
    lost = Duration(row["worst_hours"], most=bool(row["bounds"]), least=bool(row["unknown_ends"]))
    return f"{page.show(page.subject.names('sites')[row['worst']])} {page.show(lost)}"


def _at_least(page: ClientPage, printed: str, unknown: int, amount: float) -> str:
    return page.say("solutions.designs.at_least", amount=printed) if unknown and not is_unknown(amount) else printed


def _values(page: ClientPage, found: Designs) -> Values:
    say, currency = page.say, page.subject.currency
    fields = (
        Field("design", say("solutions.designs.design"), "category"),
        Field("solution", say("solutions.designs.solution"), "label"),
        Field("note", say("solutions.designs.note"), "note"),
        Field("lines", say("solutions.designs.lines"), "label", numeric=True),
        Field("cost", say("solutions.designs.cost"), "value", currency, numeric=True),
        Field("cost_unknown", say("solutions.designs.cost_unknown"), "label", numeric=True),
        Field("extra", say("solutions.designs.extra"), "label", currency, numeric=True),
        Field("each", say("solutions.designs.each_hour"), "label", currency, numeric=True),
        *(
            Field(name, say(f"solutions.designs.{name}"), "label", numeric=True)
            for name in ("capacity", "reached", "short", "short_unknown", "single")
        ),
        Field("availability", say("solutions.designs.availability"), "label", "%", numeric=True),
        Field("hours", say("solutions.designs.hours"), "value", "h", numeric=True),
        Field("worst", say("solutions.designs.worst"), "label"),
        Field("worst_availability", say("solutions.designs.worst_availability"), "label", "%", numeric=True),
        Field("worst_hours", say("solutions.designs.worst_hours"), "label", "h", numeric=True),
        Field("status", say("solutions.designs.status"), "label"),
    )
    rows = records(found.designs)
    today = next((row for row in rows if row["design"] == TODAY), None)
    return Values(fields, tuple(tuple(_cells(page, found, row, today)) for row in rows))


def _cells(page: ClientPage, found: Designs, row: Row, today: Row | None) -> Iterator[Cell]:
    lang, say, now = page.lang, page.say, row["design"] == TODAY
    priced, lines = (
        say("solutions.designs.reason.part" if row["cost_month"] > 0 else "solutions.designs.reason.price"),
        say("solutions.designs.reason.lines"),
    )
    yield cell(say("solutions.designs.today") if now else found.names[row["design"]], lang)
    yield cell(
        None if is_unknown(row["solution"]) else row["solution"],
        lang,
        say("solutions.designs.reason.today" if now else "solutions.designs.reason.solution"),
    )
    yield cell("–" if now else page.show(found.notes[row["design"]]) or "–", lang)
    yield cell(Count(row["lines"]), lang)
    yield (
        Cell(row["cost_month"], _printed(page, "cost", row))
        if not is_unknown(row["cost_month"])
        else cell(Money(float("nan"), ""), lang, priced)
    )
    yield cell(Count(row["cost_unknown"]), lang)
    yield from _beyond(page, row, today, priced)
    yield cell(
        bounded(Number(row["capacity_kbps"]), "at_least" if row["capacity_unknown"] else "exact"),
        lang,
        say("solutions.designs.reason.bandwidth"),
    )
    least, most = _sides(row)
    short = bounded(Number(row["short"]), Total(row["short"], row["short_unknown"]).side)
    yield cell(Count(row["reached"]), lang)
    yield cell(short, lang, say("solutions.designs.reason.bandwidth"))
    yield cell(Count(row["short_unknown"]), lang)
    yield cell(bounded(Number(row["single"]), least), lang)
    yield one_end(_available(row["availability"], lang, lines), most, lang)
    yield cell(bounded(Number(row["hours"], 3), least), lang, lines)
    yield cell(None if is_unknown(row["worst"]) else page.subject.names("sites")[row["worst"]], lang, lines)
    yield one_end(_available(row["worst_availability"], lang, lines), most, lang)
    yield cell(bounded(Number(row["worst_hours"], 3), least), lang, lines)
    yield cell(page.status_label(row["status"]), lang)


def _sides(row: Row) -> tuple[Side, Side]:
    """How hours, and how availabilities are to be read: an exchange that is not known can only add to the hours."""
    return ("at_least", "at_most") if row["unknown_ends"] else ("exact", "exact")


def _available(value: float, lang: Any, reason: str) -> Cell:
    return cell(Percent(value, 4), lang, reason)


def _beyond(page: ClientPage, row: Row, today: Row | None, priced: str) -> Iterator[Cell]:
    """What a design costs beyond today's network a month, and what an hour of a site that is no longer lost costs."""
    lang, currency = page.lang, page.subject.currency
    if today is None or row["design"] == TODAY:
        yield from (cell(None, lang, page.say("solutions.designs.reason.today")) for _ in range(2))
        return
    known = row["cost_unknown"] == 0 and today["cost_unknown"] == 0
    extra = row["cost_month"] - today["cost_month"] if known else float("nan")
    saved = today["hours_total"] - row["hours_total"]
    yield cell(Money(extra, currency, sign=True), lang, priced)
    known = known and not row["unknown_ends"] and not today["unknown_ends"]
    each = 12 * extra / saved if known and saved > 0 and extra > 0 else float("nan")
    yield cell(Money(each, currency), lang, page.say("solutions.designs.reason.saved") if known else priced)
