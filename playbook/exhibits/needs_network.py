"""Exhibit 3.5: the network map, with what a single failure would cut off."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from playbook.charts.network import Link, Node, network_map
from playbook.client.tables import SITES
from playbook.exhibits.compose import Page, cell, exhibit, rows_named
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.needs import NeedsAnalysis
from playbook.steps.network import NetworkAnalysis, exchange_names, point_name
from playbook.units import Name, Names, Number, is_unknown

__all__ = ["network"]

_LEVELS = SITES.column("level").allowed
_LEGEND = ("main", "backup", "intended", "failure", "exchange", "outside")


@exhibit("3.5", needs=("sites", "links"))
def network(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.5 The network map: sites in their levels, main, backup and intended lines, single points of failure."""
    found = result.network
    names = page.client.names("sites")
    return page.make(
        "network", page.say("network.subtitle", hub=names[found.hub]), _values(page, found), sources=("sites", "links", "resources"), status=found.status,
        draw=lambda: _map(page, found),
    )


def _values(page: Page, found: NetworkAnalysis) -> Values:
    fields = (
        Field("site", page.say("network.site"), "category"), Field("level", page.say("network.level"), "label"),
        Field("required", page.say("network.required"), "value", "kbit/s", numeric=True), Field("bandwidth", page.say("network.bandwidth"), "value", "kbit/s", numeric=True),
        Field("backup", page.say("network.backup"), "label"), Field("points", page.say("network.points"), "highlight"),
    )
    return Values(fields, tuple(tuple(_row(page, row)) for row in rows_named(found.sites)))


def _row(page: Page, row: dict[str, Any]) -> Iterator[Cell]:
    reason = page.say("network.unknown_bandwidth")
    yield cell(page.client.names("sites")[row["site"]], page.lang)
    yield cell(page.say(f"network.level.{row['level']}"), page.lang)
    yield cell(Number(row["required_kbps"]), page.lang, reason)
    yield cell(Number(row["bandwidth_kbps"]), page.lang, reason)
    yield cell(page.say("common.yes" if row["backup"] else "common.no"), page.lang)
    points = Names(tuple(point_name(page.client, kind, point) for kind, point in row["points"]))
    yield cell(page.say("network.hub") if row["hub"] else page.show(points) or page.say("network.none"), page.lang)


def _map(page: Page, found: NetworkAnalysis) -> Any:
    failing = {(kind, point) for kind, point in zip(found.points["kind"], found.points["id"], strict=True)}
    levels = [level for level in _LEVELS if level in set(found.sites["level"])]
    names = page.client.names("sites")
    nodes = [
        Node(row["site"], page.show(names[row["site"]]), levels.index(row["level"]), kind="outside" if row["level"] == "partner" else "site",
             failure=("site", row["site"]) in failing)
        for row in rows_named(found.sites)
    ]
    return network_map(
        nodes, [_link(row, failing) for row in rows_named(page.client.table("links"))], [page.say(f"network.level.{level}") for level in levels],
        lang=page.lang, legend={name: page.say(f"network.legend.{name}") for name in _LEGEND if name != "exchange"},
    )


def _link(row: dict[str, Any], failing: set[tuple[str, str]]) -> Link:
    kind = "intended" if row["state"] == "intended" else row["role"]
    return Link(row["from_site"], row["to_site"], kind=kind, label=_bandwidth(row["bandwidth_kbps"]), failure=("line", row["link"]) in failing)


def _bandwidth(kbps: float) -> str:
    """`64K`, `2M`, `1G`; blank where it is not known."""
    if is_unknown(kbps):
        return ""
    for unit, size in (("G", 1_000_000), ("M", 1_000)):
        if kbps >= size:
            return f"{kbps / size:g}{unit}"
    return f"{kbps:g}K"
