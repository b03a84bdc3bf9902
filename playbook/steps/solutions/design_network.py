"""What a set of lines between sites costs, withstands and carries, by the same rules as today's network: as the row of
a network, those of its sites and those of its lines.

A line works when it and the exchanges at both its ends do; sites do not fail by chance. A single point of failure is a
line, a site or an exchange without which a site loses its hub. An exchange that nobody has given is left out, as if
independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.client.model import Client
from playbook.client.rows import Row, records
from playbook.steps.needs.availability import availability
from playbook.steps.needs.duration import HOURS_A_YEAR
from playbook.steps.needs.network import analyse_network
from playbook.steps.needs.price_list import listed_fee
from playbook.steps.needs.reliability import Interval, Line, two_terminals
from playbook.steps.shares import Total, total_of
from playbook.steps.status import weakest
from playbook.units import is_unknown

__all__ = [
    "LINE",
    "SITE",
    "TODAY",
    "Part",
    "design_part",
    "exchanges_filled",
    "measured",
    "single_points",
    "today_part",
]

#: The id that today's network goes by beside the designs.
TODAY = "today"

#: The columns of a site of a network, and of a line.
SITE = (
    "design",
    "site",
    "level",
    "connected",
    "required_kbps",
    "bandwidth_kbps",
    "short_kbps",
    "availability",
    "hours",
    "single",
    "status",
)
LINE = ("design", "link", "from_site", "to_site", "technology", "bandwidth_kbps", "role", "fee_month", "status")


_ENDS = ("from_exchange", "to_exchange")
_UNKNOWN = float("nan")
#: A network: its row, those of its sites, and those of its lines.
Part = tuple[list[Row], list[Row], list[Row]]
#: Hours that make a bound worth saying: a minute.
_MINUTE = 1 / 60


def exchanges_filled(client: Client, lines: Sequence[Row]) -> list[Row]:
    """The lines, each end without an exchange with that of its site's resources, where they name one."""
    own = {row["site"]: row["exchange"] for row in client.rows("resources") if not is_unknown(row["exchange"])}

    def end(line: Row, side: str) -> str | None:
        given = line[f"{side}_exchange"]
        return own.get(line[f"{side}_site"]) if is_unknown(given) else given

    return [{**line, "from_exchange": end(line, "from"), "to_exchange": end(line, "to")} for line in lines]


def measured(client: Client, lines: Sequence[Row], hub: str, sites: Sequence[Row]) -> list[Row]:
    """One row per site: connected, required_kbps, bandwidth_kbps (of its main lines), short_kbps, availability (0-1),
    hours (a year without the hub), bounds (hours are an upper bound by a minute or more), single (one failure cuts it
    off), status. NaN where no line leads to the hub.
    """
    works = {name: client.assume("availability_exchange") for line in lines for name in _passed(line)}
    given = [
        Line(line["from_site"], line["to_site"], client.assume(f"availability_{line['technology']}"), _passed(line))
        for line in lines
    ]
    names = [site["site"] for site in sites]
    up = two_terminals(given, hub, names, exchanges=works, limit=int(client.assume("exact_links")))
    single = set(single_points(lines, hub))
    return [_site(site, _at(lines, site["site"]), up[site["site"]][0], single) for site in sites]


def _at(lines: Sequence[Row], site: str) -> list[Row]:
    return [line for line in lines if site in (line["from_site"], line["to_site"])]


def _passed(line: Row) -> frozenset[str]:
    return frozenset(line[end] for end in _ENDS if not is_unknown(line[end]))


def _site(site: Row, own: Sequence[Row], up: Interval, single: set[str]) -> Row:
    mains = [line["bandwidth_kbps"] for line in own if line["role"] == "main"]
    bandwidth = float(sum(mains)) if mains else _UNKNOWN
    connected = up.high > 0
    missing = site["required_kbps"] - bandwidth
    status = weakest([site["status"], *(line["status"] for line in own)])
    return {
        "site": site["site"],
        "level": site["level"],
        "connected": connected,
        "required_kbps": site["required_kbps"],
        "bandwidth_kbps": bandwidth,
        "short_kbps": max(0.0, missing) if missing == missing else _UNKNOWN,
        "availability": up.low if connected else _UNKNOWN,
        "hours": (1 - up.low) * HOURS_A_YEAR if connected else _UNKNOWN,
        "bounds": (up.high - up.low) * HOURS_A_YEAR >= _MINUTE,
        "single": site["site"] in single,
        "status": "estimated" if status in ("published", "measured") else status,
    }


def single_points(lines: Sequence[Row], hub: str) -> Iterator[str]:
    """The connected sites that one failing line, site or exchange cuts off from the hub; a site does not cut off
    itself.

    >>> line = {"from_exchange": None, "to_exchange": None}
    >>> list(
    ...     single_points(
    ...         [{**line, "from_site": "a", "to_site": "hub"}, {**line, "from_site": "b", "to_site": "a"}], "hub"
    ...     )
    ... )
    ['a', 'b']
    """
    at: dict[str, list[tuple[str, int, frozenset[str]]]] = {}
    for place, line in enumerate(lines):
        for one, other in ((line["from_site"], line["to_site"]), (line["to_site"], line["from_site"])):
            at.setdefault(one, []).append((other, place, _passed(line)))
    things: list[Any] = [
        *range(len(lines)),
        *at,
        *sorted({("exchange", name) for line in lines for name in _passed(line)}),
    ]
    connected = _reached(at, hub, None)
    lost = {site for thing in things if thing != hub for site in connected - _reached(at, hub, thing) if site != thing}
    yield from (site for site in sorted(at) if site in lost)


def _reached(at: Mapping[str, Sequence[tuple[str, int, frozenset[str]]]], hub: str, without: Any) -> set[str]:
    """The sites that reach the hub without a line (its place), a site (its id) or an exchange (a pair)."""
    exchange = without[1] if isinstance(without, tuple) else None
    seen, waiting = {hub}, [hub]
    while waiting:
        for site, place, passed in at.get(waiting.pop(), ()):
            if site not in seen and site != without and place != without and exchange not in passed:
                seen.add(site)
                waiting.append(site)
    return seen


def today_part(client: Client, hub: str, sites: list[Row]) -> Part:
    """Today's network as steps 3.5 and 3.5b see it; its lines that end at another place are nobody's cost."""
    places = {hub, *(site["site"] for site in sites)}
    existing = (line for line in client.rows("links") if line["state"] == "existing")
    lines = exchanges_filled(client, [line for line in existing if {line["from_site"], line["to_site"]} <= places])
    if not lines:
        return [], [], []
    network, up = (
        {row["site"]: row for row in records(result.sites)}
        for result in (analyse_network(client), availability(client))
    )
    rows = [
        {
            **{name: network[site][name] for name in SITE if name in network[site]},
            **{name: up[site][name] for name in SITE if name in up[site]},
            "availability": up[site]["low"],
            "bounds": up[site]["bounds"],
        }
        for site in (row["site"] for row in sites)
    ]
    return _part(client, {"design": TODAY, "solution": None, "status": None}, lines, (hub, rows))


def design_part(client: Client, row: Row, lines: list[Row], where: tuple[str, list[Row]]) -> Part:
    """A proposed network; `where` are its hub and the sites that are compared."""
    return _part(client, row, lines, (where[0], measured(client, lines, *where)))


def _part(client: Client, row: Row, lines: list[Row], where: tuple[str, list[Row]]) -> Part:
    """A network's row, those of its sites, and its lines."""
    hub, rows = where
    fees = _fees(client, lines)
    into = total_of(
        line["bandwidth_kbps"]
        for line in lines
        if line["role"] == "main" and hub in (line["from_site"], line["to_site"])
    )
    head = {
        "design": row["design"],
        "solution": None if is_unknown(row["solution"]) else row["solution"],
        "lines": len(lines),
        **dict(_sums({"cost": total_of(fees), "capacity": into})),
        **_resilience(rows),
        "ends": 2 * len(lines),
        "unknown_ends": sum(is_unknown(line[end]) for line in lines for end in _ENDS),
        "status": weakest([row["status"], *(site["status"] for site in rows), *(line["status"] for line in lines)]),
    }
    own = [{**line, "design": row["design"], "fee_month": fee} for line, fee in zip(lines, fees, strict=True)]
    return (
        [head],
        [{**site, "design": row["design"]} for site in rows],
        [{name: line[name] for name in LINE} for line in own],
    )


def _fees(client: Client, lines: Sequence[Row]) -> list[float]:
    """The lines' own fees, else those of the market's price list, in currency a month; NaN where neither is known."""
    prices = client.market.rows("prices")
    return [
        listed_fee(prices, line) if is_unknown(line.get("fee_month")) else float(line["fee_month"]) for line in lines
    ]


def _sums(totals: dict[str, Total]) -> Iterator[tuple[str, float]]:
    for (name, total), column in zip(totals.items(), ("cost_month", "capacity_kbps"), strict=True):
        yield column, total.known if total.known > 0 or not total.unknown else _UNKNOWN
        yield f"{name}_unknown", total.unknown


def _resilience(rows: Sequence[Row]) -> Row:
    """The figures of a design that come from its sites: those reached count for hours and availability."""
    reached = [row for row in rows if not is_unknown(row["hours"])]
    worst = min(reached, key=lambda row: (-round(row["hours"], 9), row["site"]), default=None)
    return {
        "sites": len(rows),
        "reached": len(reached),
        "single": sum(row["single"] is True for row in reached),
        "short": sum(row["short_kbps"] > 0 for row in rows),
        "short_unknown": sum(is_unknown(row["short_kbps"]) for row in rows),
        "availability": _mean([row["availability"] for row in reached]),
        "hours": _mean([row["hours"] for row in reached]),
        "hours_total": sum(row["hours"] for row in reached) if reached else _UNKNOWN,
        "bounds": any(row["bounds"] for row in rows),
        "worst": worst["site"] if worst else None,
        "worst_availability": worst["availability"] if worst else _UNKNOWN,
        "worst_hours": worst["hours"] if worst else _UNKNOWN,
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else _UNKNOWN
