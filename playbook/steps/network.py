"""The client's network: what is cut off when one thing fails?

Sites, and the exchanges that serve them, are the nodes of a multigraph (a main and a backup line between two sites are two
edges). A line runs from a site to its exchange, to the other end's exchange, to the other site; where an exchange is not known its end stands
alone, which assumes independence. A single point of failure is a line (a bridge), a site or an exchange (cut vertices)
without which a site loses its hub, so an exchange that main and backup share is one too.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx
import pandas as pd

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Printable, is_unknown, name_of

__all__ = ["NetworkAnalysis", "analyse_network", "exchange_names", "linked", "point_name"]

Point = tuple[str, str]
_HUB_LEVELS = ("head_office", "branch")


@dataclass(frozen=True)
class NetworkAnalysis:
    """What the network shows.

    `sites`: one row a site: site, level, hub, connected, required_kbps, bandwidth_kbps (of its existing main lines), short_kbps,
    backup (has an existing backup line), points (what single failures cut it off), protected_later (none is left once
    the intended lines exist), status. `points`: one row per single point of failure: kind (line, site, exchange), id, separates (sites), remains,
    the one that separates most first. `unknown_exchanges` counts the ends of lines whose exchange nobody has given.
    """

    hub: str | None
    sites: pd.DataFrame
    points: pd.DataFrame
    unknown_exchanges: int
    status: str
    findings: tuple[Finding, ...]


@remembered
def analyse_network(client: Client) -> NetworkAnalysis:
    """The network of a client, over its existing lines and, beside it, with the intended ones."""
    sites, links = client.table("sites"), linked(client)
    hub = _hub(sites)
    now, later = (_cut_offs(sites["site"], links[links["state"].isin(states)], hub) for states in (("existing",), ("existing", "intended")))
    frame = _sites(sites, links, hub, (now, later))
    points = _points(now, later)
    existing = links[links["state"] == "existing"]
    unknown = int(existing[["from_exchange", "to_exchange"]].isna().sum().sum())
    status = weakest([*sites["status"], *links["status"]])
    return NetworkAnalysis(hub, frame, points, unknown, status, _findings(client, frame, points) if hub else ())


def linked(client: Client) -> pd.DataFrame:
    """The links, each end with its own exchange, else with that of its site's resources."""
    links, resources = client.table("links"), client.table("resources")
    own = {site: exchange for site, exchange in zip(resources["site"], resources["exchange"], strict=True) if exchange is not None}
    for end in ("from", "to"):
        links[f"{end}_exchange"] = [
            own.get(site) if is_unknown(given) else given for given, site in zip(links[f"{end}_exchange"], links[f"{end}_site"], strict=True)
        ]
    return links


def _hub(sites: pd.DataFrame) -> str | None:
    """The site that the others must reach: the one marked so, else the head office, else the branch, else the first."""
    marked = [*sites.loc[sites["hub"].eq(True), "site"], *(site for level in _HUB_LEVELS for site in sites.loc[sites["level"] == level, "site"]), *sites["site"]]
    return marked[0] if marked else None


def _graph(sites: Iterable[str], links: pd.DataFrame) -> nx.MultiGraph[Point]:
    """Each link as a chain of edges that bear its id: site, exchange, exchange, site."""
    graph: nx.MultiGraph[Point] = nx.MultiGraph()
    graph.add_nodes_from(("site", site) for site in sites)
    for row in links.to_dict("records"):
        ends = ("site", row["from_site"]), ("exchange", row["from_exchange"]), ("exchange", row["to_exchange"]), ("site", row["to_site"])
        chain = list(dict.fromkeys(end for end in ends if not is_unknown(end[1])))
        graph.add_edges_from((first, second, row["link"]) for first, second in pairwise(chain))
    return graph


def _reached(graph: nx.MultiGraph[Point], hub: str, without: Point | None = None) -> set[str]:
    """The sites that reach the hub when one line, site or exchange is taken away."""
    line = without[1] if without and without[0] == "line" else None
    seen, waiting = {("site", hub)}, [("site", hub)]
    while waiting:
        for neighbour, lines in graph.adj[waiting.pop()].items():
            if neighbour not in seen and neighbour != without and any(key != line for key in lines):
                seen.add(neighbour)
                waiting.append(neighbour)
    return {name for kind, name in seen if kind == "site"}


def _cut_offs(sites: pd.Series, links: pd.DataFrame, hub: str | None) -> dict[Point, tuple[str, ...]]:
    """What each single failure cuts off: point -> sites, by taking it away and looking who still reaches the hub.

    The sites that reach nothing even so stand under ("none", "").
    """
    if hub is None:
        return {}
    graph = _graph(sites, links)
    connected = _reached(graph, hub)
    lost: dict[Point, tuple[str, ...]] = {("none", ""): tuple(site for site in sites if site not in connected)}
    for point in [*(("line", link) for link in links["link"]), *(node for node in graph if node != ("site", hub))]:
        still = _reached(graph, hub, without=point)
        lost[point] = tuple(site for site in sites if site in connected and site not in still and ("site", site) != point)
    return lost


def _points(now: Mapping[Point, tuple[str, ...]], later: Mapping[Point, tuple[str, ...]]) -> pd.DataFrame:
    rows = [
        {"kind": kind, "id": name, "separates": cut, "remains": bool(later.get((kind, name)))}
        for (kind, name), cut in now.items() if cut and kind != "none"
    ]
    return pd.DataFrame(sorted(rows, key=lambda row: (-len(row["separates"]), row["kind"], row["id"])), columns=["kind", "id", "separates", "remains"])


def _sites(sites: pd.DataFrame, links: pd.DataFrame, hub: str | None, cut_offs: tuple[Mapping[Point, tuple[str, ...]], ...]) -> pd.DataFrame:
    rows = [_site(row, links[links["state"] == "existing"], cut_offs) for row in sites.to_dict("records")]
    columns = ["site", "level", "hub", "connected", "required_kbps", "bandwidth_kbps", "short_kbps", "backup", "points", "protected_later", "status"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(hub=frame["site"] == hub)


def _site(row: Mapping[str, Any], existing: pd.DataFrame, cut_offs: tuple[Mapping[Point, tuple[str, ...]], ...]) -> dict[str, Any]:
    site, (now, later) = row["site"], cut_offs
    own = existing[(existing["from_site"] == site) | (existing["to_site"] == site)]
    mains = own.loc[own["role"] == "main", "bandwidth_kbps"]
    bandwidth = float(mains.sum(skipna=False)) if len(mains) else float("nan")
    return {
        "site": site, "level": row["level"], "connected": site not in now.get(("none", ""), ()), "required_kbps": row["required_kbps"],
        "bandwidth_kbps": bandwidth, "short_kbps": max(0.0, row["required_kbps"] - bandwidth) if row["required_kbps"] == row["required_kbps"] and bandwidth == bandwidth else float("nan"),
        "backup": bool((own["role"] == "backup").any()), "points": tuple(point for point, cut in now.items() if site in cut and point[0] != "none"),
        "protected_later": not any(site in cut for cut in later.values()), "status": weakest([row["status"], *own["status"]]),
    }


def _findings(client: Client, sites: pd.DataFrame, points: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 3.5: who hangs on a single thing, what the worst one is, who is short of bandwidth, what intended lines mend."""
    names = client.names("sites")
    others = sites[~sites["hub"]]
    alone, lost, short = others[others["points"].map(bool)], others[~others["connected"]], others[others["short_kbps"] > 0]
    mended = others[(others["points"].map(bool) | ~others["connected"]) & others["protected_later"]]
    found = [_resilience(client, others, alone, points)]
    for rule, rows in (("network.cut_off", lost), ("network.short", short), ("network.mended", mended)):
        if len(rows):
            found.append(Finding(rule, "3.5", {"n": Count(len(rows)), "sites": Names(tuple(names[site] for site in rows["site"][:4])), "more": Count(max(0, len(rows) - 4))}, confidence=0.7))
    return tuple(found)


def _resilience(client: Client, others: pd.DataFrame, alone: pd.DataFrame, points: pd.DataFrame) -> Finding:
    figures: dict[str, Printable] = {"n": Count(len(alone)), "sites": Count(len(others)), "connected": Count(int(others["connected"].sum()))}
    if alone.empty:
        return Finding("network.protected", "3.5", figures, confidence=0.7)
    worst = points.iloc[0]
    shared = points[(points["kind"] == "exchange") & points["separates"].map(lambda cut: bool(set(cut) & set(others.loc[others["backup"], "site"])))]
    more = {"worst": point_name(client, worst["kind"], worst["id"]), "cut": Count(len(worst["separates"])), "shared": Count(len(shared))}
    rule = "network.shared_exchange" if len(shared) else "network.single_points"
    return Finding(rule, "3.5", {**figures, **more}, confidence=0.7)


def point_name(client: Client, kind: str, point: str) -> Name:
    """A line by its ends, a site by its name, an exchange by its own."""
    names = client.names("sites")
    if kind == "site":
        return names[point]
    if kind == "line":
        row = client.table("links").set_index("link").loc[point]
        first, second = names[row["from_site"]], names[row["to_site"]]
        return Name(f"{first.zh}至{second.zh}的线路", f"the line from {first.en} to {second.en}")
    exchange = exchange_names(client).get(point, Name(point, point))
    return Name(f"{exchange.zh}母局", f"{exchange.en} exchange")


def exchange_names(client: Client) -> dict[str, Name]:
    """Exchange id -> name, as far as the resources give one."""
    rows = client.table("resources").to_dict("records")
    return {row["exchange"]: name_of(row, "exchange_name") for row in rows if not is_unknown(row["exchange"]) and not is_unknown(row["exchange_name"])}
