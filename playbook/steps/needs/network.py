"""The client's network: what is cut off when one thing fails?

Sites are the nodes of a multigraph, and every line is one edge between two of them (a main and a backup line are two edges). A line
needs the exchanges at both its ends; traffic changes lines only at a site, since a circuit's tail at an exchange is not open to another
circuit. Where an exchange is not known its end stands alone, which assumes independence. A single point of failure is a line, a
site or an exchange without which a site loses its hub, so an exchange that main and backup share is one too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.status import weakest
from playbook.units import Count, Name, Printable, is_unknown, name_of

__all__ = ["CONFIDENCE", "NetworkAnalysis", "analyse_network", "exchange_names", "linked", "point_name"]

Point = tuple[str, str]
Way = tuple[str, str, frozenset[str]]
Row = dict[Any, Any]
Told = tuple[str, dict[str, Printable]]
_HUB_LEVELS = ("head_office", "branch")
#: How sure a finding on the network is, by the status of its sites and links.
CONFIDENCE = {"published": 0.9, "measured": 0.9, "estimated": 0.7, "partly_illustrative": 0.6}


@dataclass(frozen=True)
class NetworkAnalysis:
    """What the network shows.

    `sites`: one row a site: site, level, hub, connected, required_kbps, bandwidth_kbps (of its existing main lines), short_kbps,
    backup (has an existing backup line; None where no line of it is known), points (what single failures cut it off), protected_later
    (none is left once the intended lines exist), status. `points`: one row per single point of failure, the one that separates most first:
    kind (line, site, exchange), id, separates (sites), remains (once the intended lines exist), backed (of an exchange: those of these sites that
    have a backup, which does not protect them). `unknown_exchanges` counts the ends of lines whose exchange nobody has given.
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
    points = _points(now, later, backed=set(frame.loc[frame["backup"].eq(True), "site"]))
    existing = links[links["state"] == "existing"]
    unknown = int(existing[["from_exchange", "to_exchange"]].isna().sum().sum())
    status = weakest([*sites["status"], *links["status"]])
    return NetworkAnalysis(hub, frame, points, unknown, status, _findings(client, frame, points, CONFIDENCE.get(status, 0.5)) if hub else ())


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
    by_level = (site for level in _HUB_LEVELS for site in sites.loc[sites["level"] == level, "site"])
    candidates = [*sites.loc[sites["hub"].eq(True), "site"], *by_level, *sites["site"]]
    return candidates[0] if candidates else None


def _adjacent(links: pd.DataFrame) -> dict[str, list[Way]]:
    """Site -> the lines at it: the other end, the line, and the exchanges that it passes."""
    adjacent: dict[str, list[Way]] = {}
    for row in records(links):
        exchanges = frozenset(row[end] for end in ("from_exchange", "to_exchange") if not is_unknown(row[end]))
        for one, other in (("from_site", "to_site"), ("to_site", "from_site")):
            adjacent.setdefault(row[one], []).append((row[other], row["link"], exchanges))
    return adjacent


def _reached(adjacent: Mapping[str, Sequence[Way]], hub: str, without: Point = ("none", "")) -> set[str]:
    """The sites that reach the hub when one line, site or exchange is taken away."""
    kind, name = without
    seen, waiting = {hub}, [hub]
    while waiting:
        for site, line, exchanges in adjacent.get(waiting.pop(), ()):
            fails = (kind == "line" and line == name) or (kind == "site" and site == name) or (kind == "exchange" and name in exchanges)
            if site not in seen and not fails:
                seen.add(site)
                waiting.append(site)
    return seen


def _cut_offs(sites: pd.Series, links: pd.DataFrame, hub: str | None) -> dict[Point, tuple[str, ...]]:
    """What each single failure cuts off: point -> sites, by taking it away and looking who still reaches the hub.

    The sites that reach nothing even so stand under ("none", "").
    """
    if hub is None:
        return {}
    adjacent = _adjacent(links)
    connected = _reached(adjacent, hub)
    exchanges = sorted({name for ways in adjacent.values() for *_, passed in ways for name in passed})
    lost: dict[Point, tuple[str, ...]] = {("none", ""): tuple(site for site in sites if site not in connected)}
    things = [("line", [*links["link"]]), ("site", [site for site in adjacent if site != hub]), ("exchange", exchanges)]
    for point in ((kind, name) for kind, names in things for name in names):
        still = _reached(adjacent, hub, without=point)
        lost[point] = tuple(site for site in sites if site in connected and site not in still and ("site", site) != point)
    return lost


def _points(now: Mapping[Point, tuple[str, ...]], later: Mapping[Point, tuple[str, ...]], *, backed: set[str]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {
            "kind": kind,
            "id": name,
            "separates": cut,
            "remains": bool(later.get((kind, name))),
            "backed": tuple(site for site in cut if kind == "exchange" and site in backed),
        }
        for (kind, name), cut in now.items()
        if cut and kind != "none"
    ]
    rows.sort(key=lambda row: (-len(row["separates"]), row["kind"], row["id"]))
    return pd.DataFrame(rows, columns=["kind", "id", "separates", "remains", "backed"])


def _sites(sites: pd.DataFrame, links: pd.DataFrame, hub: str | None, cut_offs: tuple[Mapping[Point, tuple[str, ...]], ...]) -> pd.DataFrame:
    at: dict[str, list[Row]] = {}
    for link in records(links[links["state"] == "existing"]):
        for site in {link["from_site"], link["to_site"]}:
            at.setdefault(site, []).append(link)
    rows = [_site(row, at.get(row["site"], []), cut_offs) | {"hub": row["site"] == hub} for row in records(sites)]
    columns = ["site", "level", "hub", "connected", "required_kbps", "bandwidth_kbps", "short_kbps", "backup", "points", "protected_later", "status"]
    return pd.DataFrame(rows, columns=columns)


def _site(row: Row, own: Sequence[Row], cut_offs: tuple[Mapping[Point, tuple[str, ...]], ...]) -> Row:
    site, (now, later) = row["site"], cut_offs
    mains = [link["bandwidth_kbps"] for link in own if link["role"] == "main"]
    bandwidth = float(sum(mains)) if mains else float("nan")
    missing = row["required_kbps"] - bandwidth
    return {
        "site": site,
        "level": row["level"],
        "connected": site not in now.get(("none", ""), ()),
        "required_kbps": row["required_kbps"],
        "bandwidth_kbps": bandwidth,
        "short_kbps": max(0.0, missing) if missing == missing else float("nan"),
        "backup": any(link["role"] == "backup" for link in own) if own else None,
        "points": tuple(point for point, cut in now.items() if site in cut and point[0] != "none"),
        "protected_later": not any(site in cut for cut in later.values()),
        "status": weakest([row["status"], *(link["status"] for link in own)]),
    }


def _findings(client: Client, sites: pd.DataFrame, points: pd.DataFrame, confidence: float) -> tuple[Finding, ...]:
    """Exhibit 3.5: who hangs on a single thing, and on which most; then who is cut off today, whose backup does not protect, who is short."""
    others = sites[~sites["hub"]]
    lead = _lead(client, others, points)
    told = [lead, *_groups(client, others, points, lead[0])]
    return tuple(Finding(f"network.{rule}", "3.5", figures, confidence=confidence) for rule, figures in told)


def _lead(client: Client, others: pd.DataFrame, points: pd.DataFrame) -> Told:
    exposed, connected = others[others["points"].map(bool).astype(bool)], int(others["connected"].sum())
    figures: dict[str, Printable] = {"n": Count(len(exposed)), "sites": Count(len(others)), "connected": Count(connected)}
    if exposed.empty:
        return ("protected" if connected else "no_lines"), figures
    worst, shared = points.iloc[0], points[points["backed"].map(bool).astype(bool)]
    if len(worst["separates"]) == 1 and len(shared):
        return "shared_exchange", figures | _shared(client, shared.iloc[:1])
    figures |= {"worst": point_name(client, worst["kind"], worst["id"]), "cut": Count(len(worst["separates"]))}
    if not client.table("links")["state"].eq("intended").any():
        return "single_points", figures
    return "single_points_planned", figures | {"mended": Count(int(exposed["protected_later"].sum()))}


def _groups(client: Client, others: pd.DataFrame, points: pd.DataFrame, lead: str) -> Iterator[Told]:
    """What is said beside the lead, of each group that has a site in it."""
    names, shared = client.names("sites"), points[points["backed"].map(bool).astype(bool)]
    if len(shared) and lead != "shared_exchange":
        yield "shared", _shared(client, shared)
    short = others[others["short_kbps"] > 0].sort_values(["short_kbps", "site"], ascending=[False, True])
    mended = others[others["points"].map(bool).astype(bool) & others["protected_later"] & (lead != "single_points_planned")]
    lost = others[~others["connected"] & (lead != "no_lines")]
    for rule, rows in (("cut_off", lost), ("short", short), ("mended", mended)):
        if len(rows):
            yield rule, {"n": Count(len(rows)), "which": several([names[site] for site in rows["site"]])}


def _shared(client: Client, points: pd.DataFrame) -> dict[str, Printable]:
    """The exchanges that main and backup share, and the sites whose backup therefore does not protect."""
    names, backed = client.names("sites"), list(dict.fromkeys(site for cut in points["backed"] for site in cut))
    return {
        "exchange": several([point_name(client, "exchange", name) for name in points["id"]]),
        "backed": Count(len(backed)),
        "backed_sites": several([names[site] for site in backed]),
    }


def point_name(client: Client, kind: str, point: str) -> Name:
    """A line by its ends, a site by its name, an exchange by its own."""
    names = client.names("sites")
    if kind == "site":
        return names[point]
    if kind == "line":
        row = client.table("links").set_index("link").loc[point]
        first, second = names[str(row["from_site"])], names[str(row["to_site"])]
        return Name(f"{first.zh}至{second.zh}的线路", f"the line from {first.en} to {second.en}")
    exchange = exchange_names(client).get(point, Name(point, point))
    return Name(f"{exchange.zh}母局", f"{exchange.en} exchange")


def exchange_names(client: Client) -> dict[str, Name]:
    """Exchange id -> name, as far as the resources give one."""
    rows = client.rows("resources")
    named = [row for row in rows if not is_unknown(row["exchange"]) and not is_unknown(row["exchange_name"])]
    return {row["exchange"]: name_of(row, "exchange_name") for row in named}
