"""3.5, network map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.network import Link, Node, network_map
from playbook.client.rows import records
from playbook.client.tables import SITES
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable, yes_no
from playbook.exhibits.exhibit import Exhibit, Values
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
    network = result.network
    names = page.subject.names("sites")
    return page.make(
        "network",
        page.say("needs.network.subtitle", hub=names[str(network.hub)]),
        _values(page, network),
        sources=("sites", "links", "resources"),
        status=network.status,
        draw=lambda: _map(page, network),
    )


def _values(page: ClientPage, network: NetworkAnalysis) -> Values:
    sites, unknown = page.subject.names("sites"), page.say("needs.network.unknown_bandwidth")
    no_line = page.say("needs.network.no_line")
    lines = [row for row in page.subject.rows("links") if row["state"] == "existing"]
    places = {row["site"]: page.show(name_of(row, "place")) for row in page.subject.rows("sites")}

    def rate(name: str) -> Column:
        return Column(name, lambda row: Number(row[f"{name}_kbps"]), "value", "kbit/s", numeric=True, reason=unknown)

    place = Column("place", lambda row: places[row["site"]], reason=page.say("needs.network.no_place"))
    return table(
        page,
        records(network.sites),
        (
            Column("site", lambda row: sites[row["site"]], "category", label=page.say("needs.words.site")),
            Column("level", lambda row: page.say(f"needs.network.level.{row['level']}")),
            rate("required"),
            rate("bandwidth"),
            Column("backup", lambda row: yes_no(page, row["backup"], no_line)),
            Column("points", partial(_points, page), "highlight"),
            Column("later", partial(_protected_later, page)),
            Column("lines", lambda row: _lines(page, row["site"], lines), "note", reason=no_line),
            *((place,) if any(places.values()) else ()),
        ),
    )


def _points(page: ClientPage, row: Row) -> str:
    if row["points"]:
        return page.show(Names(tuple(point_name(page.subject, kind, point) for kind, point in row["points"])))
    if not row["hub"] and not row["connected"]:
        return page.say("needs.words.not_connected")
    return page.say("needs.network.hub" if row["hub"] else "needs.network.none")


def _protected_later(page: ClientPage, row: Row) -> str:
    if row["hub"]:
        return page.say("needs.network.hub")
    return page.say("common.yes" if row["protected_later"] else "common.no")


def _lines(page: ClientPage, site: str, lines: Sequence[Row]) -> str:
    """The kinds of line that the site has today, each once, main before backup and the fastest first: `512K DDN; backup
    128K ISDN`."""
    own = sorted(
        (row for row in lines if site in (row["from_site"], row["to_site"])),
        key=lambda row: (row["role"] != "main", -(drawable(row["bandwidth_kbps"]) or 0), row["technology"]),
    )
    said = dict.fromkeys(page.say(f"needs.network.line.{row['role']}", line=_line(page, row)) for row in own)
    return page.say("needs.network.line_join").join(said)


def _line(page: ClientPage, row: Row) -> str:
    """`512K DDN`; the technology alone where nobody has given the rate."""
    technology = page.say(f"needs.latent.technology.{row['technology']}")
    return f"{_bandwidth(row['bandwidth_kbps'])} {technology}".strip()


def _map(page: ClientPage, network: NetworkAnalysis) -> Figure:
    levels = [level for level in _LEVELS if level in set(network.sites["level"])]
    failing = set(zip(network.points["kind"], network.points["id"], strict=True))
    exchanges = _shared(network)
    nodes = [*_site_nodes(page, network, levels, failing), *_exchange_nodes(page, network, levels, exchanges)]
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
    page: ClientPage, network: NetworkAnalysis, levels: list[str], failing: set[tuple[str, str]]
) -> Iterator[Node]:
    names = page.subject.names("sites")
    for row in records(network.sites):
        kind: Any = "outside" if row["level"] == "partner" else "site"
        yield Node(
            row["site"],
            page.show(names[row["site"]]),
            levels.index(row["level"]),
            kind=kind,
            failure=("site", row["site"]) in failing,
            short=row["short_kbps"] > 0,
        )


def _shared(network: NetworkAnalysis) -> dict[str, list[str]]:
    """The exchanges worth a place on the map, each with the sites that hang on it: it cuts off two or more, or one with
    a backup."""
    exchanges = records(network.points[network.points["kind"] == "exchange"])
    return {row["id"]: [*row["separates"]] for row in exchanges if len(row["separates"]) > 1 or row["backed"]}


def _exchange_nodes(
    page: ClientPage, network: NetworkAnalysis, levels: list[str], exchanges: dict[str, list[str]]
) -> Iterator[Node]:
    names, level_of = (
        exchange_names(page.subject),
        dict(zip(network.sites["site"], network.sites["level"], strict=True)),
    )
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


def _chain(row: Row, exchanges: dict[str, list[str]], failing: set[tuple[str, str]]) -> Iterator[Link]:
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
