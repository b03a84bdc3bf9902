"""Exhibit 3.5: the network map, with what a single failure would cut off."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.network import Link, Node, network_map
from playbook.client.tables import SITES
from playbook.exhibits.compose import Page, cell, exhibit, rows_named
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.needs import NeedsAnalysis
from playbook.steps.network import NetworkAnalysis, exchange_names, linked, point_name
from playbook.units import Name, Names, Number, is_unknown

__all__ = ["network"]

_LEVELS = SITES.column("level").allowed
_LEGEND = ("main", "backup", "intended", "failure", "exchange", "outside")
#: So many sites leave room in their row for an exchange.
_ROOM = 5


@exhibit("3.5", needs=("sites", "links"))
def network(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.5 The network map: sites in their levels, main, backup and intended lines, single points of failure."""
    found = result.network
    names = page.client.names("sites")
    return page.make(
        "network", page.say("network.subtitle", hub=names[str(found.hub)]), _values(page, found),
        sources=("sites", "links", "resources"), status=found.status, draw=lambda: _map(page, found),
    )


def _values(page: Page, found: NetworkAnalysis) -> Values:
    fields = (
        Field("site", page.say("network.site"), "category"), Field("level", page.say("network.level"), "label"),
        *(Field(name, page.say(f"network.{name}"), "value", "kbit/s", numeric=True) for name in ("required", "bandwidth")),
        Field("backup", page.say("network.backup"), "label"), Field("points", page.say("network.points"), "highlight"),
        Field("later", page.say("network.later"), "label"),
    )
    return Values(fields, tuple(tuple(_row(page, row)) for row in rows_named(found.sites)))


def _row(page: Page, row: dict[str, Any]) -> Iterator[Cell]:
    reason = page.say("network.unknown_bandwidth")
    yield cell(page.client.names("sites")[row["site"]], page.lang)
    yield cell(page.say(f"network.level.{row['level']}"), page.lang)
    yield cell(Number(row["required_kbps"]), page.lang, reason)
    yield cell(Number(row["bandwidth_kbps"]), page.lang, reason)
    yield cell(None if row["backup"] is None else page.say("common.yes" if row["backup"] else "common.no"), page.lang, page.say("network.no_line"))
    points = Names(tuple(point_name(page.client, kind, point) for kind, point in row["points"]))
    said = "hub" if row["hub"] else "none" if row["connected"] else "not_connected"
    yield cell(page.show(points) or page.say(f"network.{said}"), page.lang)
    yield cell(page.say("network.hub" if row["hub"] else "common.yes" if row["protected_later"] else "common.no"), page.lang)


def _map(page: Page, found: NetworkAnalysis) -> Figure:
    levels = [level for level in _LEVELS if level in set(found.sites["level"])]
    failing = set(zip(found.points["kind"], found.points["id"], strict=True))
    exchanges = _shared(found)
    nodes = [*_site_nodes(page, found, levels, failing), *_exchange_nodes(page, found, levels, exchanges)]
    links = [link for row in rows_named(linked(page.client)) for link in _chain(row, exchanges, failing)]
    return network_map(
        nodes, list(dict.fromkeys(links)), [page.say(f"network.level.{level}") for level in levels], lang=page.lang,
        legend={name: page.say(f"network.legend.{name}") for name in _LEGEND if name != "exchange" or exchanges},
    )


def _site_nodes(page: Page, found: NetworkAnalysis, levels: list[str], failing: set[tuple[str, str]]) -> Iterator[Node]:
    names = page.client.names("sites")
    for row in rows_named(found.sites):
        kind: Any = "outside" if row["level"] == "partner" else "site"
        yield Node(row["site"], page.show(names[row["site"]]), levels.index(row["level"]), kind=kind, failure=("site", row["site"]) in failing)


def _shared(found: NetworkAnalysis) -> dict[str, list[str]]:
    """The exchanges worth a place on the map, each with the sites that hang on it: it cuts off two or more, or one with a backup."""
    exchanges = found.points[found.points["kind"] == "exchange"].to_dict("records")
    return {row["id"]: [*row["separates"]] for row in exchanges if len(row["separates"]) > 1 or row["backed"]}


def _exchange_nodes(page: Page, found: NetworkAnalysis, levels: list[str], exchanges: dict[str, list[str]]) -> Iterator[Node]:
    names, level_of = exchange_names(page.client), dict(zip(found.sites["site"], found.sites["level"], strict=True))
    for exchange, sites in exchanges.items():
        name = names.get(exchange, Name(exchange, exchange))
        yield Node(f"exchange {exchange}", page.show(name), _level(sites, level_of, levels), kind="exchange", failure=True)


def _level(sites: list[str], level_of: dict[str, str], levels: list[str]) -> int:
    """Above the sites that the exchange cuts off, on their way to the hub; beside a single one whose row has room."""
    top = min(levels.index(level_of[site]) for site in sites)
    row = [site for site, level in level_of.items() if levels.index(level) == top]
    return top if len(sites) == 1 and len(row) <= _ROOM else max(0, top - 1)


def _chain(row: dict[str, Any], exchanges: dict[str, list[str]], failing: set[tuple[str, str]]) -> Iterator[Link]:
    """The line from end to end; that of a site with a shared exchange runs through it."""
    kind: Any = "intended" if row["state"] == "intended" else row["role"]
    ends = {row["from_site"], row["to_site"]}
    between = [f"exchange {row[end]}" for end in ("from_exchange", "to_exchange") if ends & set(exchanges.get(row[end], ()))]
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
