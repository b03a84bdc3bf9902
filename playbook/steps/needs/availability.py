"""How many hours a year can each site expect to be without its hub?

A line works when the line itself (assumption `availability_<technology>`) and the exchanges at both its ends
(`availability_exchange`) do; sites do not fail. The availability of a site is the exact probability that it reaches its
hub, by `playbook.steps.needs.reliability`, or an interval where the network is too large. It grows with every
availability that it rests on, so that the runs with all assumptions at their lower and upper bounds bound it: that is
the range shown. An exchange that nobody has named is left out, and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, records
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.needs.duration import HOURS_A_YEAR, Duration
from playbook.steps.needs.network import CONFIDENCE, NetworkAnalysis, analyse_network, linked
from playbook.steps.needs.reliability import Interval, Line, lines_between, two_terminals
from playbook.steps.status import weakest
from playbook.units import Count, Name, Percent, Printable, is_unknown

__all__ = ["Availability", "availability", "hub_name"]

#: A site stands out where it has this many times the hours of the next; planned lines help one where they leave at most
#: so much of its hours.
_STANDS_OUT, _HELPED = 2.0, 0.5
_ENDS = ("from_exchange", "to_exchange")
_UNKNOWN = float("nan")
_COLUMNS = (
    "site",
    "level",
    "connected",
    "single",
    "low",
    "high",
    "exact",
    "worst",
    "best",
    "later_low",
    "later_high",
    "hours",
    "hours_least",
    "hours_worst",
    "hours_best",
    "hours_later",
    "bounds",
    "at_least",
    "later_at_least",
    "ends",
    "unknown_ends",
    "status",
)
Told = tuple[str, dict[str, Printable]]
Cases = tuple[Interval, ...]


@dataclass(frozen=True)
class Availability:
    """How available each site is.

    `sites`: one row a site beside the hub, the one with most hours first, unknown ones last: site, level, connected (by
    existing lines), single (a single failure is known to cut it off); availability, 0..1: low and high (over the
    existing lines; equal where `exact`), worst and best (all assumptions at their lower and upper bounds), later_low
    and later_high (with the intended lines too); hours a year without the hub: hours (at `low`: the most it can be),
    hours_least (at `high`), hours_worst, hours_best, hours_later (at `later_low`); bounds (hours and hours_least differ
    by a minute or more), at_least, later_at_least (an exchange is not known: hours are a least, availabilities a most);
    ends, unknown_ends (of the existing lines on its ways to the hub; those without an exchange), status. NaN where it
    is not connected. `ends`, `unknown_ends`: the same over all existing lines. `planned`: there are intended lines.
    """

    hub: str | None
    sites: pd.DataFrame
    ends: int
    unknown_ends: int
    exact: bool
    planned: bool
    status: str
    findings: tuple[Finding, ...]


@remembered
def availability(client: Client) -> Availability:
    """The availability of each site to its hub, over the existing lines and, beside it, with the intended ones."""
    network, links = analyse_network(client), linked(client)
    existing, planned = (
        [link for link in links if link["state"] == "existing"],
        any(link["state"] == "intended" for link in links),
    )
    frame = _sites(client, network, existing, links if planned else existing)
    unknown = sum(is_unknown(link[end]) for link in existing for end in _ENDS)
    status = _status([network.status]) if links else "unknown"
    exact = bool(frame.loc[frame["connected"].astype(bool), "exact"].all())
    result = Availability(network.hub, frame, 2 * len(existing), unknown, exact, planned, status, ())
    return Availability(**{**vars(result), "findings": _findings(client, result) if network.hub else ()})


def _sites(client: Client, network: NetworkAnalysis, existing: Sequence[Row], later: Sequence[Row]) -> pd.DataFrame:
    others = [site for site in network.sites["site"] if site != network.hub]
    if network.hub is None or not others:
        return pd.DataFrame([], columns=list(_COLUMNS))
    lines = _lines(client, existing)
    now = _solved(client, lines, network.hub, others)
    then = now if later is existing else _solved(client, _lines(client, later), network.hub, others)
    grounds = lines_between(lines, network.hub, others)
    rows = [
        _site(row, now[row["site"]], then[row["site"]], [existing[place] for place in grounds[row["site"]]])
        | {"later_at_least": any(is_unknown(link[end]) for link in later for end in _ENDS)}
        for row in records(network.sites)
        if row["site"] != network.hub
    ]
    rows.sort(key=lambda row: (is_unknown(row["hours"]), 0 if is_unknown(row["hours"]) else -round(row["hours"], 9)))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _lines(client: Client, links: Sequence[Row]) -> list[Line]:
    return [
        Line(
            row["from_site"],
            row["to_site"],
            _cases(client, row["technology"]),
            frozenset(row[end] for end in _ENDS if not is_unknown(row[end])),
        )
        for row in links
    ]


def _cases(client: Client, what: str) -> tuple[float, float, float]:
    """An availability as assumed, and at its lower and upper bound."""
    given = client.assumptions[f"availability_{what}"]
    return (
        given.value,
        given.value if given.low is None else given.low,
        given.value if given.high is None else given.high,
    )


def _solved(client: Client, lines: Sequence[Line], hub: str, sites: Sequence[str]) -> dict[str, Cases]:
    works = _cases(client, "exchange")
    exchanges = {name: works for line in lines for name in line.exchanges}
    return two_terminals(lines, hub, sites, exchanges=exchanges, limit=int(client.assume("exact_links")))


def _site(row: Row, now: Cases, then: Cases, links: Sequence[Row]) -> Row:
    """A site's row; an availability is not 0 but unknown where no line of it is on file."""
    today, worst, best = now if row["connected"] else (now[0],) * 3
    figures = {"low": today.low, "high": today.high, "worst": worst.low, "best": best.high}
    figures = figures if row["connected"] else dict.fromkeys(figures, _UNKNOWN)
    planned = (
        {"later_low": then[0].low, "later_high": then[0].high}
        if then[0].high > 0
        else {"later_low": _UNKNOWN, "later_high": _UNKNOWN}
    )
    hours = {
        "hours": "low",
        "hours_least": "high",
        "hours_worst": "worst",
        "hours_best": "best",
        "hours_later": "later_low",
    }
    figures |= planned
    return {
        **{name: row[name] for name in ("site", "level", "connected")},
        **figures,
        **{name: (1 - figures[of]) * HOURS_A_YEAR for name, of in hours.items()},
        "single": bool(row["points"]),
        "at_least": any(is_unknown(link[end]) for link in links for end in _ENDS),
        "exact": today.exact and then[0].exact,
        "bounds": (figures["high"] - figures["low"]) * HOURS_A_YEAR * 60 >= 1,
        "ends": 2 * len(links),
        "unknown_ends": sum(is_unknown(link[end]) for link in links for end in _ENDS),
        "status": _status([row["status"], *(link["status"] for link in links)]),
    }


def _status(inputs: Sequence[str]) -> str:
    """The weakest of the inputs; since availabilities are assumed, estimated at best."""
    status = weakest(inputs)
    return "estimated" if status in ("published", "measured") else status


def _findings(client: Client, result: Availability) -> tuple[Finding, ...]:
    """Which sites lose most, who is next, what is not in the figures, and how far the assumptions move
    them."""
    known = result.sites[result.sites["hours"].notna()]
    hub = hub_name(client, str(result.hub))
    told = _told(client, result, known) if len(known) else [("downtime_none", {})]
    confidence = CONFIDENCE.get(result.status, 0.5)
    return tuple(
        Finding(f"needs.availability.{rule}", {**figures, "hub": hub}, confidence=confidence) for rule, figures in told
    )


def hub_name(client: Client, hub: str) -> Name:
    """The hub's name as a sentence takes it in: `its head office`, `Fuzhou branch`."""
    name, level = client.names("sites")[hub], next(row["level"] for row in client.rows("sites") if row["site"] == hub)
    return Name(name.zh, "its head office") if level == "head_office" else name


def _told(client: Client, result: Availability, known: pd.DataFrame) -> Iterator[Told]:
    first, second = known["hours"].iloc[0], known["hours"].iloc[1] if len(known) > 1 else 0.0
    lead, *beside = _standing_out(client, result, known) if first >= _STANDS_OUT * second else _many(client, known)
    yield lead
    if result.unknown_ends:
        yield "downtime_ends", {"n": Count(result.unknown_ends), "ends": Count(result.ends)}
    yield from beside
    if bounds := int(known["bounds"].sum()):
        yield "downtime_bounds", {"n": Count(bounds)}
    top = known.iloc[0]
    yield (
        "downtime_range",
        {
            "site": client.names("sites")[top["site"]],
            "best": _lost(top, "hours_best"),
            "worst": _lost(top, "hours_worst"),
        },
    )


def _lost(row: Any, name: str = "hours") -> Duration:
    """The hours of a site, as they are to be read: an exchange that is not known can only add to them."""
    least = row["later_at_least" if name == "hours_later" else "at_least"]
    if name == "hours" and least and row["bounds"]:
        return Duration(row["hours_least"], least=True)
    return Duration(row[name], most=bool(row["bounds"]) and name in ("hours", "hours_later"), least=bool(least))


def _mean_lost(sites: pd.DataFrame) -> Duration:
    """The same on average over some sites."""
    if sites["bounds"].any() and sites["at_least"].any():
        return Duration(sites["hours_least"].mean(), least=True)
    return Duration(sites["hours"].mean(), most=bool(sites["bounds"].any()), least=bool(sites["at_least"].any()))


def _standing_out(client: Client, result: Availability, known: pd.DataFrame) -> Iterator[Told]:
    """One site loses by far the most; with the planned lines, who is next."""
    names, first = client.names("sites"), known.iloc[0]
    figures: dict[str, Printable] = {
        "site": names[first["site"]],
        "hours": _lost(first),
        "share": Percent(first["hours"] / known["hours"].sum() if first["hours"] else _UNKNOWN, 0),
    }
    if not (result.planned and first["hours_later"] <= _HELPED * first["hours"]):
        yield "downtime", figures
        return
    yield "downtime_planned", figures | {"later": _lost(first, "hours_later")}
    after = known.sort_values(["hours_later", "site"], ascending=[False, True]).iloc[0]
    if after["site"] != first["site"]:
        yield "downtime_next", {"site": names[after["site"]], "hours": _lost(after, "hours_later")}


def _many(client: Client, known: pd.DataFrame) -> Iterator[Told]:
    """Several sites lose about as much: how many, the others beside them, and which of them the planned lines help."""
    names, first = client.names("sites"), known.iloc[0]
    group = known["hours"] * _STANDS_OUT > first["hours"]
    high, low = known[group], known[~group]
    figures: dict[str, Printable] = {
        "n": Count(len(high)),
        "sites": Count(len(known)),
        "which": several([names[site] for site in high["site"]]),
        "hours": _mean_lost(high),
    }
    helped = int((high["hours_later"] <= _HELPED * high["hours"]).sum())
    figures |= {"helped": Count(helped), "left": Count(len(high) - helped)}
    if low.empty and not helped:
        yield "downtime_even", figures | {"site": names[first["site"]], "hours": _lost(first)}
    elif not helped:
        yield "downtime_many", {**figures, "rest": _mean_lost(low)}
    else:
        yield "downtime_mended" if helped == len(high) else "downtime_many_planned", figures
    if len(low):
        yield "downtime_rest", {"n": Count(len(low)), "rest": _mean_lost(low)}
