"""Exhibits 3.5 and 3.5b: the network map, with what a single failure would cut off, and how available each site is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.before_after import BeforeAfter, Words, before_after_chart
from playbook.charts.network import Link, Node, network_map
from playbook.client.rows import records
from playbook.client.tables import SITES
from playbook.exhibits.compose import Page, cell, drawable, exhibit, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.exhibits.network_crowd import gathered
from playbook.steps.listing import several
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.availability import Availability, Duration, hub_name
from playbook.steps.needs.network import NetworkAnalysis, exchange_names, linked, point_name
from playbook.units import BOUNDS, Count, Lang, Name, Names, Number, Percent, bounded, is_unknown, name_of

__all__ = ["availability", "network"]

_LEVELS = SITES.column("level").allowed
_LEGEND = ("main", "backup", "intended", "failure", "short", "exchange", "outside")
#: So many sites leave room in their row for an exchange.
_ROOM = 5
#: The most rows that the chart of hours draws; an availability prints with at most so many decimals.
_ROWS, _DECIMALS = 14, 4


@exhibit("3.5", needs=("sites", "links"), rests_on=("resources.exchange",))
def network(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.5 The network map: sites in their levels, main, backup and intended lines, single points of failure."""
    found = result.network
    names = page.client.names("sites")
    return page.make(
        "network",
        page.say("needs.network.subtitle", hub=names[str(found.hub)]),
        _values(page, found),
        sources=("sites", "links", "resources"),
        status=found.status,
        draw=lambda: _map(page, found),
    )


def _values(page: Page, found: NetworkAnalysis) -> Values:
    fields = (
        Field("site", page.say("needs.words.site"), "category"),
        Field("level", page.say("needs.network.level"), "label"),
        *(
            Field(name, page.say(f"needs.network.{name}"), "value", "kbit/s", numeric=True)
            for name in ("required", "bandwidth")
        ),
        Field("backup", page.say("needs.network.backup"), "label"),
        Field("points", page.say("needs.network.points"), "highlight"),
        Field("later", page.say("needs.network.later"), "label"),
        Field("lines", page.say("needs.network.lines"), "note"),
    )
    lines = [row for row in page.client.rows("links") if row["state"] == "existing"]
    places = {row["site"]: page.show(name_of(row, "place")) for row in page.client.rows("sites")}
    rows = [(*_row(page, row), _lines(page, row["site"], lines)) for row in records(found.sites)]
    if not any(places.values()):
        return Values(fields, tuple(rows))
    where = (cell(places[row["site"]], page.lang, page.say("needs.network.no_place")) for row in records(found.sites))
    return Values(
        (*fields, Field("place", page.say("needs.network.place"), "label")),
        tuple((*row, place) for row, place in zip(rows, where, strict=True)),
    )


def _lines(page: Page, site: str, lines: list[dict[str, Any]]) -> Cell:
    """The kinds of line that the site has today, each once, main before backup and the fastest first: `512K DDN; backup
    128K ISDN`."""
    own = [row for row in lines if site in (row["from_site"], row["to_site"])]
    own.sort(key=lambda row: (row["role"] != "main", -(drawable(row["bandwidth_kbps"]) or 0), row["technology"]))
    said = dict.fromkeys(page.say(f"needs.network.line.{row['role']}", line=_line(page, row)) for row in own)
    return cell(page.say("needs.network.line_join").join(said), page.lang, page.say("needs.network.no_line"))


def _line(page: Page, row: dict[str, Any]) -> str:
    """`512K DDN`; the technology alone where nobody has given the rate."""
    technology = page.say(f"needs.latent.technology.{row['technology']}")
    return f"{_bandwidth(row['bandwidth_kbps'])} {technology}".strip()


def _row(page: Page, row: dict[str, Any]) -> Iterator[Cell]:
    reason = page.say("needs.network.unknown_bandwidth")
    yield cell(page.client.names("sites")[row["site"]], page.lang)
    yield cell(page.say(f"needs.network.level.{row['level']}"), page.lang)
    yield cell(Number(row["required_kbps"]), page.lang, reason)
    yield cell(Number(row["bandwidth_kbps"]), page.lang, reason)
    yield yes_no(page, row["backup"], page.say("needs.network.no_line"))
    points = Names(tuple(point_name(page.client, kind, point) for kind, point in row["points"]))
    said = "hub" if row["hub"] else "none" if row["connected"] else "not_connected"
    yield cell(page.show(points) or page.say(f"needs.network.{said}"), page.lang)
    yield cell(
        page.say("needs.network.hub" if row["hub"] else "common.yes" if row["protected_later"] else "common.no"),
        page.lang,
    )


def _map(page: Page, found: NetworkAnalysis) -> Figure:
    levels = [level for level in _LEVELS if level in set(found.sites["level"])]
    failing = set(zip(found.points["kind"], found.points["id"], strict=True))
    exchanges = _shared(found)
    nodes = [*_site_nodes(page, found, levels, failing), *_exchange_nodes(page, found, levels, exchanges)]
    links = [link for row in linked(page.client) for link in _chain(row, exchanges, failing)]
    there = {
        "exchange": bool(exchanges),
        "short": any(node.short for node in nodes),
        "outside": any(node.kind == "outside" for node in nodes),
    }
    nodes, links = gathered(nodes, list(dict.fromkeys(links)), lambda n: page.say("needs.network.gathered", n=Count(n)))
    return network_map(
        nodes,
        links,
        [page.say(f"needs.network.level.{level}") for level in levels],
        lang=page.lang,
        legend={name: page.say(f"needs.network.legend.{name}") for name in _LEGEND if there.get(name, True)},
    )


def _site_nodes(page: Page, found: NetworkAnalysis, levels: list[str], failing: set[tuple[str, str]]) -> Iterator[Node]:
    names = page.client.names("sites")
    for row in records(found.sites):
        kind: Any = "outside" if row["level"] == "partner" else "site"
        yield Node(
            row["site"],
            page.show(names[row["site"]]),
            levels.index(row["level"]),
            kind=kind,
            failure=("site", row["site"]) in failing,
            short=row["short_kbps"] > 0,
        )


def _shared(found: NetworkAnalysis) -> dict[str, list[str]]:
    """The exchanges worth a place on the map, each with the sites that hang on it: it cuts off two or more, or one with
    a backup."""
    exchanges = records(found.points[found.points["kind"] == "exchange"])
    return {row["id"]: [*row["separates"]] for row in exchanges if len(row["separates"]) > 1 or row["backed"]}


def _exchange_nodes(
    page: Page, found: NetworkAnalysis, levels: list[str], exchanges: dict[str, list[str]]
) -> Iterator[Node]:
    names, level_of = exchange_names(page.client), dict(zip(found.sites["site"], found.sites["level"], strict=True))
    for exchange, sites in exchanges.items():
        name = names.get(exchange, Name(exchange, exchange))
        yield Node(
            f"exchange {exchange}", page.show(name), _level(sites, level_of, levels), kind="exchange", failure=True
        )


def _level(sites: list[str], level_of: dict[str, str], levels: list[str]) -> int:
    """Above the sites that the exchange cuts off, on their way to the hub; beside a single one whose row has room."""
    top = min(levels.index(level_of[site]) for site in sites)
    row = [site for site, level in level_of.items() if levels.index(level) == top]
    return top if len(sites) == 1 and len(row) <= _ROOM else max(0, top - 1)


def _chain(row: dict[str, Any], exchanges: dict[str, list[str]], failing: set[tuple[str, str]]) -> Iterator[Link]:
    """The line from end to end; that of a site with a shared exchange runs through it."""
    kind: Any = "intended" if row["state"] == "intended" else row["role"]
    ends = {row["from_site"], row["to_site"]}
    between = [
        f"exchange {row[end]}" for end in ("from_exchange", "to_exchange") if ends & set(exchanges.get(row[end], ()))
    ]
    stops = list(dict.fromkeys([row["from_site"], *between, row["to_site"]]))
    label = _bandwidth(row["bandwidth_kbps"])
    for number, (source, target) in enumerate(pairwise(stops)):
        yield Link(source, target, kind=kind, label="" if number else label, failure=("line", row["link"]) in failing)


def _bandwidth(kbps: float) -> str:
    """`64K`, `2M`, `1G`; blank where it is not known. A rate such as 2,048 kbit/s is a 2M circuit."""
    if is_unknown(kbps):
        return ""
    step = 1024 if kbps % 1024 == 0 else 1000
    for unit, size in (("G", step * step), ("M", step)):
        if kbps >= size:
            return f"{kbps / size:g}{unit}"
    return f"{kbps:g}K"


@exhibit("3.5b", needs=("sites", "links"))
def availability(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.5b Hours a year that each site can expect to be without its hub: today, in the assumptions' range, and with the
    planned lines."""
    found = result.availability
    groups = _groups(found)
    subtitle = page.say(
        "needs.availability.downtime.subtitle_bounds"
        if any(group[0]["bounds"] for group in groups)
        else "needs.availability.downtime.subtitle",
        hub=hub_name(page.client, str(found.hub)),
    )
    more = page.say("needs.availability.downtime.more", n=_ROWS) if len(groups) > _ROWS else ""
    return page.make(
        "bar",
        subtitle + more,
        _hours_values(page, found),
        sources=("sites", "links", "resources"),
        status=found.status,
        draw=(lambda: _hours_chart(page, found, groups[:_ROWS])) if groups else None,
    )


def _groups(found: Availability) -> list[list[dict[str, Any]]]:
    """Sites that nothing tells apart stand in one row: the same hours today and as planned, in the same range. Unknown
    ones come last."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in records(found.sites):
        figures = (row[name] for name in ("hours", "hours_best", "hours_worst", "hours_later"))
        key = (row["single"], *(None if is_unknown(figure) else Duration(figure).printed("en") for figure in figures))
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _hours_chart(page: Page, found: Availability, groups: list[list[dict[str, Any]]]) -> Figure:
    words = Words(
        page.say("needs.availability.availability"),
        page.say("needs.availability.hours"),
        page.say("needs.availability.hours_later"),
        page.say("needs.availability.legend.bar"),
        page.say("needs.availability.legend.range"),
        page.say("needs.availability.legend.planned"),
        page.say("needs.availability.legend.single"),
    )
    return before_after_chart(
        [_hours_bar(page, group, planned=found.planned) for group in groups], words, lang=page.lang
    )


def _hours_bar(page: Page, group: list[dict[str, Any]], *, planned: bool) -> BeforeAfter:
    names, row = page.client.names("sites"), group[0]
    now = Duration(row["hours"], most=row["bounds"], least=row["at_least"]).printed(page.lang)
    later = Duration(row["hours_later"], least=row["later_at_least"]).printed(page.lang)
    changed = (
        planned
        and not is_unknown(row["hours_later"])
        and Duration(row["hours_later"]).printed("en") != Duration(row["hours"]).printed("en")
    )
    known = not is_unknown(row["hours"])
    return BeforeAfter(
        page.show(several([names[site["site"]] for site in group], limit=1)),
        drawable(row["hours"]),
        now if known else page.say("common.unknown"),
        low=drawable(row["hours_best"]),
        high=drawable(row["hours_worst"]),
        after=drawable(row["hours_later"]) if changed else None,
        after_printed=later if changed else "–" if planned else "",
        note=_share(row["low"], page.lang),
        role="warning" if row["single"] else "grey",
    )


def _share(value: float, lang: Lang) -> str:
    """An availability with two digits of what is missing to 100%: 99.48%, 99.990%, >99.9999%."""
    if is_unknown(value):
        return ""
    digits = next((digits for digits in range(2, _DECIMALS + 1) if (1 - value) * 10 ** (digits + 1) >= 1), _DECIMALS)
    text = Percent(value, digits).printed(lang)
    return (
        text
        if value == 1 or not text.startswith("100")
        else ">" + Percent(1 - 10 ** -(_DECIMALS + 2), _DECIMALS).printed(lang)
    )


def _hours_values(page: Page, found: Availability) -> Values:
    hours = (("hours", "value"), ("hours_best", "low"), ("hours_worst", "high"), ("hours_later", "label"))
    fields = (
        Field("site", page.say("needs.words.site"), "category"),
        Field("availability", page.say("needs.availability.availability"), "label", "%", numeric=True),
        *(
            Field(
                name,
                page.say(
                    f"needs.availability.{name}_number"
                    if name in ("hours", "hours_later")
                    else f"needs.availability.{name}"
                ),
                role,
                "h",
                numeric=True,
            )
            for name, role in hours
        ),
        Field("single", page.say("needs.availability.single"), "highlight"),
        Field("ends", page.say("needs.availability.ends"), "label"),
        Field("status", page.say("needs.availability.status"), "label"),
    )
    return Values(fields, tuple(tuple(_hours_row(page, row)) for row in records(found.sites)))


def _hours_row(page: Page, row: dict[str, Any]) -> Iterator[Cell]:
    lang, reason = page.lang, page.say("needs.words.not_connected")
    yield cell(page.client.names("sites")[row["site"]], lang)
    most = BOUNDS["at_most"][lang] if row["at_least"] else ""
    yield Cell(row["low"], most + _share(row["low"], lang)) if row["connected"] else cell(None, lang, reason)
    for name in ("hours", "hours_best", "hours_worst", "hours_later"):
        least = row["later_at_least" if name == "hours_later" else "at_least"]
        yield cell(bounded(Number(row[name], 3), "at_least" if least else "exact"), lang, reason)
    told = row["connected"] and (row["single"] or not row["at_least"])  # an exchange that is not known may be the one
    yield yes_no(
        page,
        row["single"] if told else None,
        page.say("needs.availability.no_exchange") if row["connected"] else reason,
    )
    yield cell(
        page.say("needs.availability.ends_of", n=row["unknown_ends"], ends=row["ends"]) if row["ends"] else None,
        lang,
        reason,
    )
    yield cell(page.status_label(row["status"]), lang)
