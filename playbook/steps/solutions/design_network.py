"""What a set of lines between sites withstands and carries, by the same rules as today's network (3.5 and 3.5b),
without a client's frames.

A line works when it and the exchanges at both its ends do; sites do not fail by chance. A single point of failure is a
line, a site or an exchange without which a site loses its hub. An exchange that nobody has given is left out, as if
independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.needs.duration import HOURS_A_YEAR
from playbook.steps.needs.reliability import Interval, Line, two_terminals
from playbook.steps.status import weakest
from playbook.units import is_unknown

__all__ = ["ENDS", "exchanges_filled", "measured", "single_points"]

ENDS = ("from_exchange", "to_exchange")
_UNKNOWN = float("nan")
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
    return frozenset(line[end] for end in ENDS if not is_unknown(line[end]))


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
