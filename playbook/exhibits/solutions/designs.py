"""4.3, network designs side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from matplotlib.figure import Figure

from playbook.charts.design_maps import MOST_PANELS, Figures, MapLine, MapPanel, MapSite, design_maps
from playbook.client.rows import records
from playbook.client.tables import SITES
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Content, Row, table
from playbook.exhibits.compose import ClientPage, cell, one_end
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.needs.availability import hub_name
from playbook.steps.needs.duration import Duration
from playbook.steps.shares import Total
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.design_network import TODAY
from playbook.steps.solutions.designs import Designs
from playbook.steps.solutions.printed import capacity_of
from playbook.units import Count, Money, Number, Percent, Printable, Side, bounded, is_unknown

__all__ = ["build"]

_NONE = "–"
_LEVELS = SITES.column("level").allowed
#: Figures that differ by less are alike.
_ALIKE = 1e-6


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
    designs = result.designs
    subtitle = page.say(
        "solutions.designs.subtitle",
        hub=hub_name(page.subject, str(designs.hub)),
        sites=Count(int(designs.designs["sites"].max())),
    )
    tables = ("designs", "design_links", "sites", "links", "resources", "prices")
    return page.make(
        "designs",
        subtitle,
        _values(page, designs),
        sources=tuple(name for name in tables if page.has(name)),
        status=designs.status,
        internal=True,
        draw=(lambda: _chart(page, designs)) if len(designs.sites) else None,
    )


def _panels_of(designs: Designs) -> list[Row]:
    """Today's network and the first designs, the one that the title proposes among them."""
    rows: list[Row] = list(records(designs.designs))
    kept = rows[:MOST_PANELS]
    lead = next((row for row in rows if row["design"] == designs.lead), None)
    return kept if lead is None or any(row["design"] == designs.lead for row in kept) else [*kept[:-1], lead]


def _chart(page: ClientPage, designs: Designs) -> Figure:
    rows = _panels_of(designs)
    compared = records(designs.sites.drop_duplicates("site"))
    levels = [level for level in _LEVELS if any(row["level"] == level for row in compared)]
    sites = [MapSite(str(designs.hub), 0), *(MapSite(row["site"], 1 + levels.index(row["level"])) for row in compared)]
    panels = [_panel(page, designs, row, rows) for row in rows]
    there = {
        "main": True,
        "backup": True,
        "site": True,
        "failure": any(panel.failing for panel in panels),
        "short": any(panel.short for panel in panels),
        "unreached": any(panel.unreached for panel in panels),
    }
    hub = page.show(page.subject.names("sites")[str(designs.hub)])
    return design_maps(
        panels,
        sites,
        [hub, *(page.say(f"needs.network.level.{level}") for level in levels)],
        lang=page.lang,
        rows=[page.say(f"solutions.designs.row.{name}") for name in _FIGURES],
        legend={name: page.say(f"solutions.designs.legend.{name}") for name, shown in there.items() if shown},
    )


def _panel(page: ClientPage, designs: Designs, row: Row, rows: list[Row]) -> MapPanel:
    sites = [site for site in records(designs.sites) if site["design"] == row["design"]]
    lines = [
        MapLine(line["from_site"], line["to_site"], line["role"])
        for line in records(designs.lines)
        if line["design"] == row["design"]
    ]
    figures = tuple(
        Figures(printed(page, row), best=_best(rows, column, row, less=less))
        for column, less, printed in _FIGURES.values()
    )

    def those(test: Callable[[Row], bool]) -> frozenset[str]:
        return frozenset(site["site"] for site in sites if test(site))

    return MapPanel(
        _title(page, designs, row),
        lines,
        figures,
        failing=those(lambda site: bool(site["single"])),
        short=those(lambda site: site["short_kbps"] > 0),
        unreached=those(lambda site: not site["connected"]),
        lead=row["design"] == designs.lead,
    )


def _title(page: ClientPage, designs: Designs, row: Row) -> str:
    name = _name(page, designs, row)
    return name if is_unknown(row["solution"]) else f"{row['solution']} {name}"


def _best(rows: list[Row], column: str, row: Row, *, less: bool) -> bool:
    """True for the best of figures that are all known and not all alike."""
    values = [one[column] for one in rows]
    whole = not any(is_unknown(value) for value in values) and not (
        column == "cost_month" and any(one["cost_unknown"] for one in rows)
    )
    best = min(values) if less else max(values)
    return whole and max(values) - min(values) > _ALIKE and abs(row[column] - best) < _ALIKE


def _cost_printed(page: ClientPage, row: Row) -> str:
    cost = page.show(Money(row["cost_month"], page.subject.currency))
    return _at_least(page, cost, row["cost_unknown"], row["cost_month"])


def _capacity_printed(page: ClientPage, row: Row) -> str:
    return _at_least(page, page.show(capacity_of(row["capacity_kbps"])), row["capacity_unknown"], row["capacity_kbps"])


def _at_least(page: ClientPage, printed: str, unknown: int, amount: float) -> str:
    return page.say("solutions.designs.at_least", amount=printed) if unknown and not is_unknown(amount) else printed


def _short_printed(page: ClientPage, row: Row) -> str:
    message = "solutions.designs.of_known" if row["short_unknown"] else "solutions.designs.of"
    return page.say(message, n=Count(row["short"]), all=Count(row["sites"] - row["short_unknown"]))


def _single_printed(page: ClientPage, row: Row) -> str:
    text = page.say("solutions.designs.of", n=Count(row["single"]), all=Count(row["reached"]))
    return one_end(cell(text, page.lang), _sides(row)[0], page.lang).printed


def _lost_printed(page: ClientPage, row: Row, column: str = "hours") -> str:
    return page.show(Duration(row[column], most=bool(row["bounds"]), least=bool(row["unknown_ends"])))


def _worst_printed(page: ClientPage, row: Row) -> str:
    if is_unknown(row["worst"]):
        return page.say("common.unknown")
    return f"{page.show(page.subject.names('sites')[row['worst']])} {_lost_printed(page, row, 'worst_hours')}"


#: The figures under the maps: where they come from, whether less is better, and how they print.
_FIGURES: Mapping[str, tuple[str, bool, Callable[[ClientPage, Row], str]]] = {
    "cost": ("cost_month", True, _cost_printed),
    "capacity": ("capacity_kbps", False, _capacity_printed),
    "short": ("short", True, _short_printed),
    "single": ("single", True, _single_printed),
    "hours": ("hours", True, _lost_printed),
    "worst": ("worst_hours", True, _worst_printed),
}


def _values(page: ClientPage, designs: Designs) -> Values:
    say, currency = page.say, page.subject.currency
    reasons = {name: say(f"solutions.designs.reason.{name}") for name in ("bandwidth", "lines")}
    rows = records(designs.designs)
    today = next((row for row in rows if row["design"] == TODAY), None)
    return table(
        page,
        rows,
        (
            Column("design", lambda row: _name(page, designs, row), "category"),
            Column("solution", _solution, reason=partial(_no_solution, page)),
            Column("note", lambda row: _note(page, designs, row), "note"),
            Column("lines", lambda row: Count(row["lines"]), numeric=True),
            Column("cost", partial(_cost, page), "value", currency, numeric=True, reason=partial(_unpriced, page)),
            Column("cost_unknown", lambda row: Count(row["cost_unknown"]), numeric=True),
            *_beyond_today(page, today),
            Column("capacity", _capacity, numeric=True, reason=reasons["bandwidth"]),
            Column("reached", lambda row: Count(row["reached"]), numeric=True),
            Column("short", _short, numeric=True, reason=reasons["bandwidth"]),
            Column("short_unknown", lambda row: Count(row["short_unknown"]), numeric=True),
            Column("single", lambda row: bounded(Number(row["single"]), _sides(row)[0]), numeric=True),
            *_losses(page, reasons["lines"]),
            Column("status", lambda row: page.status_label(row["status"])),
        ),
    )


def _name(page: ClientPage, designs: Designs, row: Row) -> str:
    return page.say("solutions.designs.today") if row["design"] == TODAY else page.show(designs.names[row["design"]])


def _solution(row: Row) -> str | None:
    return None if is_unknown(row["solution"]) else row["solution"]


def _no_solution(page: ClientPage, row: Row) -> str:
    return page.say(f"solutions.designs.reason.{'today' if row['design'] == TODAY else 'solution'}")


def _note(page: ClientPage, designs: Designs, row: Row) -> str:
    return _NONE if row["design"] == TODAY else page.show(designs.notes[row["design"]]) or _NONE


def _cost(page: ClientPage, row: Row) -> Content:
    """What the lines cost that have a price."""
    return None if is_unknown(row["cost_month"]) else Cell(row["cost_month"], _cost_printed(page, row))


def _unpriced(page: ClientPage, row: Row) -> str:
    return page.say(f"solutions.designs.reason.{'part' if row['cost_month'] > 0 else 'price'}")


def _capacity(row: Row) -> Printable:
    return bounded(Number(row["capacity_kbps"]), "at_least" if row["capacity_unknown"] else "exact")


def _short(row: Row) -> Printable:
    return bounded(Number(row["short"]), Total(row["short"], row["short_unknown"]).side)


def _losses(page: ClientPage, unreached: str) -> tuple[Column, ...]:
    """The columns of availabilities and hours, which an exchange that is not known can only make worse."""
    sites = page.subject.names("sites")

    def hours(name: str) -> Callable[[Row], Printable]:
        return lambda row: bounded(Number(row[name], 3), _sides(row)[0])

    def share(name: str) -> Callable[[Row], Cell]:
        return lambda row: one_end(cell(Percent(row[name], 4), page.lang, unreached), _sides(row)[1], page.lang)

    return (
        Column("availability", share("availability"), "label", "%", numeric=True),
        Column("hours", hours("hours"), "value", "h", numeric=True, reason=unreached),
        Column("worst", lambda row: None if is_unknown(row["worst"]) else sites[row["worst"]], reason=unreached),
        Column("worst_availability", share("worst_availability"), "label", "%", numeric=True),
        Column("worst_hours", hours("worst_hours"), "label", "h", numeric=True, reason=unreached),
    )


def _sides(row: Row) -> tuple[Side, Side]:
    """How hours, and how availabilities are to be read: an exchange that is not known can only add to the hours."""
    return ("at_least", "at_most") if row["unknown_ends"] else ("exact", "exact")


def _beyond_today(page: ClientPage, today: Row | None) -> tuple[Column, Column]:
    """The columns of what a design costs beyond today's network."""
    currency = page.subject.currency

    def reason(row: Row, *, of_an_hour: bool) -> str:
        if today is None or row["design"] == TODAY:
            return page.say("solutions.designs.reason.today")
        known = of_an_hour and not any(one["cost_unknown"] or one["unknown_ends"] for one in (row, today))
        return page.say("solutions.designs.reason.saved") if known else _unpriced(page, row)

    money = partial(Column, unit=currency, numeric=True)
    extra = money(
        "extra",
        lambda row: Money(_beyond(row, today)[0], currency, sign=True),
        reason=partial(reason, of_an_hour=False),
    )
    return extra, money(
        "each",
        lambda row: Money(_beyond(row, today)[1], currency),
        label=page.say("solutions.designs.each_hour"),
        reason=partial(reason, of_an_hour=True),
    )


def _beyond(row: Row, today: Row | None) -> tuple[float, float]:
    """What a design costs beyond today's network a month, and what an hour of a site that is no longer lost costs; NaN
    where that is not known, or none is saved."""
    unknown = float("nan")
    if today is None or row["design"] == TODAY or row["cost_unknown"] or today["cost_unknown"]:
        return unknown, unknown
    extra, saved = row["cost_month"] - today["cost_month"], today["hours_total"] - row["hours_total"]
    told = saved > 0 and extra > 0 and not (row["unknown_ends"] or today["unknown_ends"])
    return extra, 12 * extra / saved if told else unknown
