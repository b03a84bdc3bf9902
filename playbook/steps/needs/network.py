"""The client's network: what is cut off when one thing fails?

Sites are the nodes of a multigraph, and every line is one edge between two of them (a main and a backup line are two
edges). A line needs the exchanges at both its ends; traffic changes lines only at a site, since a circuit's tail at an
exchange is not open to another circuit. Where an exchange is not known its end stands alone, which assumes
independence. A single point of failure is a line, a site or an exchange without which a site loses its hub, so an
exchange that main and backup share is one too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, ordered
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.status import weakest
from playbook.units import Count, Name, Printable, is_unknown, name_of

__all__ = ["CONFIDENCE", "NetworkAnalysis", "analyse_network", "exchange_names", "linked", "point_name"]

Point = tuple[str, str]
Way = tuple[str, str, frozenset[str]]
Told = tuple[str, dict[str, Printable]]
_SITES = [
    "site",
    "level",
    "hub",
    "connected",
    "required_kbps",
    "bandwidth_kbps",
    "short_kbps",
    "backup",
    "points",
    "protected_later",
    "status",
]
_POINTS = ["kind", "id", "separates", "remains", "backed"]
_HUB_LEVELS = ("head_office", "branch")
#: How sure a finding on the network is, by the status of its sites and links.
CONFIDENCE = {"published": 0.9, "measured": 0.9, "estimated": 0.7, "partly_illustrative": 0.6}


@dataclass(frozen=True)
class NetworkAnalysis:
    """What the network shows.

    `sites`: one row a site: site, level, hub, connected, required_kbps, bandwidth_kbps (of its existing main lines),
    short_kbps, backup (has an existing backup line; None where no line of it is known), points (what single failures
    cut it off), protected_later (none is left once the intended lines exist), status. `points`: one row per single
    point of failure, the one that separates most first: kind (line, site, exchange), id, separates (sites), remains
    (once the intended lines exist), backed (of an exchange: those of these sites that have a backup, which does not
    protect them). `unknown_exchanges` counts the ends of lines whose exchange nobody has given.
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
    sites, links = client.rows("sites"), linked(client)
    existing, names = [link for link in links if link["state"] == "existing"], [site["site"] for site in sites]
    hub = _hub(sites)
    now, later = (_cut_offs(names, lines, hub) for lines in (existing, links))
    rows = _sites(sites, existing, hub, (now, later))
    points = _points(now, later, backed={row["site"] for row in rows if row["backup"] is True})
    unknown = sum(is_unknown(link[end]) for link in existing for end in ("from_exchange", "to_exchange"))
    status = weakest(row["status"] for row in (*sites, *links))
    frames = pd.DataFrame(rows, columns=_SITES), pd.DataFrame(points, columns=_POINTS)
    return NetworkAnalysis(
        hub, *frames, unknown, status, _findings(client, rows, points, CONFIDENCE.get(status, 0.5)) if hub else ()
    )


def linked(client: Client) -> list[Row]:
    """The links, each end with its own exchange, else with that of its site's resources."""
    links = client.rows("links")
    own = {row["site"]: row["exchange"] for row in client.rows("resources") if row["exchange"] is not None}
    for link in links:
        for end in ("from", "to"):
            if is_unknown(link[f"{end}_exchange"]):
                link[f"{end}_exchange"] = own.get(link[f"{end}_site"])
    return links


def _hub(sites: Sequence[Row]) -> str | None:
    """The site that the others must reach: the one marked so, else the head office, else the branch, else the first."""
    marked = (row["site"] for row in sites if row["hub"] is True)
    by_level = (row["site"] for level in _HUB_LEVELS for row in sites if row["level"] == level)
    return next(chain(marked, by_level, (row["site"] for row in sites)), None)


def _adjacent(links: Sequence[Row]) -> dict[str, list[Way]]:
    """Site -> the lines at it: the other end, the line, and the exchanges that it passes."""
    adjacent: dict[str, list[Way]] = {}
    for row in links:
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
            fails = (
                (kind == "line" and line == name)
                or (kind == "site" and site == name)
                or (kind == "exchange" and name in exchanges)
            )
            if site not in seen and not fails:
                seen.add(site)
                waiting.append(site)
    return seen


def _cut_offs(sites: Sequence[str], links: Sequence[Row], hub: str | None) -> dict[Point, tuple[str, ...]]:
    """What each single failure cuts off: point -> sites, by taking it away and looking who still reaches the hub.

    The sites that reach nothing even so stand under ("none", "").
    """
    if hub is None:
        return {}
    adjacent = _adjacent(links)
    connected = _reached(adjacent, hub)
    exchanges = sorted({name for ways in adjacent.values() for *_, passed in ways for name in passed})
    lost: dict[Point, tuple[str, ...]] = {("none", ""): tuple(site for site in sites if site not in connected)}
    things = [
        ("line", [link["link"] for link in links]),
        ("site", [site for site in adjacent if site != hub]),
        ("exchange", exchanges),
    ]
    for point in ((kind, name) for kind, names in things for name in names):
        still = _reached(adjacent, hub, without=point)
        lost[point] = tuple(
            site for site in sites if site in connected and site not in still and ("site", site) != point
        )
    return lost


def _points(
    now: Mapping[Point, tuple[str, ...]], later: Mapping[Point, tuple[str, ...]], *, backed: set[str]
) -> list[Row]:
    rows: list[Row] = [
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
    return rows


def _sites(
    sites: Sequence[Row],
    existing: Sequence[Row],
    hub: str | None,
    cut_offs: tuple[Mapping[Point, tuple[str, ...]], ...],
) -> list[Row]:
    at: dict[str, list[Row]] = {}
    for link in existing:
        for site in {link["from_site"], link["to_site"]}:
            at.setdefault(site, []).append(link)
    return [_site(row, at.get(row["site"], []), cut_offs) | {"hub": row["site"] == hub} for row in sites]


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


def _findings(client: Client, sites: Sequence[Row], points: Sequence[Row], confidence: float) -> tuple[Finding, ...]:
    """Who hangs on a single thing, and on which most; then who is cut off today, whose backup does not
    protect, who is short."""
    others = [row for row in sites if not row["hub"]]
    lead = _lead(client, others, points)
    told = [lead, *_groups(client, others, points, lead[0])]
    return tuple(Finding(f"needs.network.{rule}", figures, confidence=confidence) for rule, figures in told)


def _lead(client: Client, others: Sequence[Row], points: Sequence[Row]) -> Told:
    exposed, connected = [row for row in others if row["points"]], sum(row["connected"] for row in others)
    figures: dict[str, Printable] = {
        "n": Count(len(exposed)),
        "sites": Count(len(others)),
        "connected": Count(connected),
    }
    if not exposed:
        return ("protected" if connected else "no_lines"), figures
    worst, shared = points[0], [point for point in points if point["backed"]]
    if len(worst["separates"]) == 1 and shared:
        return "shared_exchange", figures | _shared(client, shared[:1])
    figures |= {"worst": point_name(client, worst["kind"], worst["id"]), "cut": Count(len(worst["separates"]))}
    if "intended" not in client.column("links", "state"):
        return "single_points", figures
    return "single_points_planned", figures | {"mended": Count(sum(row["protected_later"] for row in exposed))}


def _groups(client: Client, others: Sequence[Row], points: Sequence[Row], lead: str) -> Iterator[Told]:
    """What is said beside the lead, of each group that has a site in it."""
    names, shared = client.names("sites"), [point for point in points if point["backed"]]
    if shared and lead != "shared_exchange":
        yield "shared", _shared(client, shared)
    short = ordered((row for row in others if row["short_kbps"] > 0), "-short_kbps", "site")
    mended = [row for row in others if row["points"] and row["protected_later"] and lead != "single_points_planned"]
    lost = [row for row in others if not row["connected"] and lead != "no_lines"]
    for rule, rows in (("cut_off", lost), ("short", short), ("mended", mended)):
        if rows:
            yield rule, {"n": Count(len(rows)), "which": several([names[row["site"]] for row in rows])}


def _shared(client: Client, points: Sequence[Row]) -> dict[str, Printable]:
    """The exchanges that main and backup share, and the sites whose backup therefore does not protect."""
    names, backed = client.names("sites"), list(dict.fromkeys(site for point in points for site in point["backed"]))
    return {
        "exchange": several([point_name(client, "exchange", point["id"]) for point in points]),
        "backed": Count(len(backed)),
        "backed_sites": several([names[site] for site in backed]),
    }


def point_name(client: Client, kind: str, point: str) -> Name:
    """A line by its ends, a site by its name, an exchange by its own."""
    names = client.names("sites")
    if kind == "site":
        return names[point]
    if kind == "line":
        row = next(row for row in client.rows("links") if row["link"] == point)
        first, second = names[row["from_site"]], names[row["to_site"]]
        return Name(f"{first.zh}至{second.zh}的线路", f"the line from {first.en} to {second.en}")
    exchange = exchange_names(client).get(point, Name(point, point))
    return Name(f"{exchange.zh}母局", f"{exchange.en} exchange")


def exchange_names(client: Client) -> dict[str, Name]:
    """Exchange id -> name, as far as the resources give one."""
    rows = client.rows("resources")
    named = [row for row in rows if not is_unknown(row["exchange"]) and not is_unknown(row["exchange_name"])]
    return {row["exchange"]: name_of(row, "exchange_name") for row in named}
