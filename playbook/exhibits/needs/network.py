"""3.5, network map."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.network import Link, Node, network_map
from playbook.client.rows import records
from playbook.client.tables import SITES
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.exhibits.needs.network_crowd import gathered
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.network import NetworkAnalysis, exchange_names, linked, point_name
from playbook.units import Count, Name, Names, Number, is_unknown, name_of

__all__ = ["build"]

_LEVELS = SITES.column("level").allowed


_LEGEND = ("main", "backup", "intended", "failure", "short", "exchange", "outside")


#: So many sites leave room in their row for an exchange.
_ROOM = 5


@exhibit("3.5", "needs.network", needs=("sites", "links"), rests_on=("resources.exchange",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.5 The network map: sites in their levels, main, backup and intended lines, single points of failure."""
    found = result.network
    names = page.subject.names("sites")
    return page.make(
        "network",
        page.say("needs.network.subtitle", hub=names[str(found.hub)]),
        _values(page, found),
        sources=("sites", "links", "resources"),
        status=found.status,
        draw=lambda: _map(page, found),
    )


def _values(page: ClientPage, found: NetworkAnalysis) -> Values:
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
    lines = [row for row in page.subject.rows("links") if row["state"] == "existing"]
    places = {row["site"]: page.show(name_of(row, "place")) for row in page.subject.rows("sites")}
    rows = [(*_row(page, row), _lines(page, row["site"], lines)) for row in records(found.sites)]
    if not any(places.values()):
        return Values(fields, tuple(rows))
    where = (cell(places[row["site"]], page.lang, page.say("needs.network.no_place")) for row in records(found.sites))
    return Values(
        (*fields, Field("place", page.say("needs.network.place"), "label")),
        tuple((*row, place) for row, place in zip(rows, where, strict=True)),
    )


def _lines(page: ClientPage, site: str, lines: list[dict[str, Any]]) -> Cell:
    """The kinds of line that the site has today, each once, main before backup and the fastest first: `512K DDN; backup
    128K ISDN`."""
    own = [row for row in lines if site in (row["from_site"], row["to_site"])]
    own.sort(key=lambda row: (row["role"] != "main", -(drawable(row["bandwidth_kbps"]) or 0), row["technology"]))
    said = dict.fromkeys(page.say(f"needs.network.line.{row['role']}", line=_line(page, row)) for row in own)
    return cell(page.say("needs.network.line_join").join(said), page.lang, page.say("needs.network.no_line"))


def _line(page: ClientPage, row: dict[str, Any]) -> str:
    """`512K DDN`; the technology alone where nobody has given the rate."""
    technology = page.say(f"needs.latent.technology.{row['technology']}")
    return f"{_bandwidth(row['bandwidth_kbps'])} {technology}".strip()


def _row(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    reason = page.say("needs.network.unknown_bandwidth")
    yield cell(page.subject.names("sites")[row["site"]], page.lang)
    yield cell(page.say(f"needs.network.level.{row['level']}"), page.lang)
    yield cell(Number(row["required_kbps"]), page.lang, reason)
    yield cell(Number(row["bandwidth_kbps"]), page.lang, reason)
    yield yes_no(page, row["backup"], page.say("needs.network.no_line"))
    points = Names(tuple(point_name(page.subject, kind, point) for kind, point in row["points"]))
    said = "hub" if row["hub"] else "none" if row["connected"] else "not_connected"
    yield cell(page.show(points) or page.say(f"needs.network.{said}"), page.lang)
    yield cell(
        page.say("needs.network.hub" if row["hub"] else "common.yes" if row["protected_later"] else "common.no"),
        page.lang,
    )


def _map(page: ClientPage, found: NetworkAnalysis) -> Figure:
    levels = [level for level in _LEVELS if level in set(found.sites["level"])]
    failing = set(zip(found.points["kind"], found.points["id"], strict=True))
    exchanges = _shared(found)
    nodes = [*_site_nodes(page, found, levels, failing), *_exchange_nodes(page, found, levels, exchanges)]
    links = [link for row in linked(page.subject) for link in _chain(row, exchanges, failing)]
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


def _site_nodes(
    page: ClientPage, found: NetworkAnalysis, levels: list[str], failing: set[tuple[str, str]]
) -> Iterator[Node]:
    names = page.subject.names("sites")
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
    page: ClientPage, found: NetworkAnalysis, levels: list[str], exchanges: dict[str, list[str]]
) -> Iterator[Node]:
    names, level_of = exchange_names(page.subject), dict(zip(found.sites["site"], found.sites["level"], strict=True))
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
