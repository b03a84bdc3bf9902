"""Alternative designs of the network beside today's: what each costs, carries and withstands (exhibit 4.3).

A design is the client's network with other lines, so it is measured as today's network is
(:mod:`playbook.steps.solutions.design_network`): points of failure, bandwidths, hours a year without the hub, with the
same assumptions. A line without a fee costs what the market's price list says; a line that is not on it is unknown and
counted. All are compared over the sites that the designs serve; today's lines to other places cost nobody anything
here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, natural, records
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.needs.availability import availability
from playbook.steps.needs.network import analyse_network
from playbook.steps.needs.price_list import listed_fee
from playbook.steps.shares import Total, total_of
from playbook.steps.solutions.design_findings import findings_on
from playbook.steps.solutions.design_network import ENDS, exchanges_filled, measured
from playbook.steps.status import weakest
from playbook.units import Name, is_unknown, name_of

__all__ = ["TODAY", "Designs", "designs_of"]

#: The id that today's network goes by beside the designs.
TODAY = "today"
_UNKNOWN = float("nan")
_SITE = (
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
_LINE = ("design", "link", "from_site", "to_site", "technology", "bandwidth_kbps", "role", "fee_month", "status")
_DESIGN = (
    "design",
    "solution",
    "lines",
    "cost_month",
    "cost_unknown",
    "capacity_kbps",
    "capacity_unknown",
    "sites",
    "reached",
    "short",
    "short_unknown",
    "single",
    "availability",
    "hours",
    "hours_total",
    "worst",
    "worst_availability",
    "worst_hours",
    "bounds",
    "ends",
    "unknown_ends",
    "status",
)


@dataclass(frozen=True)
class Designs:
    """The designs, side by side.

    `designs`: one row each, today's network (id `TODAY`) first where it has existing lines, then by id: design,
    solution (None), lines (how many), cost_month (of the lines with a known fee, currency a month; NaN where none has
    one) and cost_unknown (lines without), capacity_kbps (of the main lines into the hub, NaN where none is known) and
    capacity_unknown; sites (compared), reached; short (sites below their required bandwidth) and short_unknown (sites
    of which that cannot be told); single (sites that one failure cuts off); availability, hours (a year without the
    hub: means over the sites reached), hours_total (their sum), worst (the site that loses most), worst_availability,
    worst_hours; bounds (hours are upper bounds); ends, unknown_ends (of lines; without an exchange); status. `names`
    and `notes` are by design; `lead` is the one that the title proposes. `sites`: a row per design and site. `lines`:
    every line with its fee (NaN: not on the price list).
    """

    hub: str | None
    designs: pd.DataFrame
    sites: pd.DataFrame
    lines: pd.DataFrame
    names: dict[str, Name]
    notes: dict[str, Name]
    lead: str | None
    status: str
    findings: tuple[Finding, ...]


@remembered
def designs_of(client: Client) -> Designs:
    """The designs of a client and today's network; nothing to compare where there is no design or no site."""
    hub = analyse_network(client).hub
    rows = sorted(client.rows("designs"), key=lambda row: natural(row["design"])) if hub else []
    drawn = exchanges_filled(client, client.rows("design_links")) if rows else []
    ends = {line[end] for line in drawn for end in ("from_site", "to_site")}
    sites = [site for site in client.rows("sites") if site["site"] in ends and site["site"] != hub]
    found = [_today(client, str(hub), sites)] if rows else []
    found += [
        _design(client, row, [line for line in drawn if line["design"] == row["design"]], (str(hub), sites))
        for row in rows
    ]
    designs, places, lines = (
        pd.DataFrame([row for part in found for row in part[number]], columns=list(columns))
        for number, columns in enumerate((_DESIGN, _SITE, _LINE))
    )
    names, notes = ({row["design"]: name_of(row, noun) for row in rows} for noun in ("name", "note"))
    findings, lead = findings_on(client, designs, places, names=names, hub=str(hub)) if rows else ((), None)
    return Designs(
        hub,
        designs,
        places,
        lines,
        names=names,
        notes=notes,
        lead=lead,
        status=weakest(designs["status"]),
        findings=findings,
    )


Part = tuple[list[Row], list[Row], list[Row]]


def _today(client: Client, hub: str, sites: list[Row]) -> Part:
    """Today's network as steps 3.5 and 3.5b see it; its lines that end at another place are nobody's cost."""
    places = {hub, *(site["site"] for site in sites)}
    existing = (line for line in client.rows("links") if line["state"] == "existing")
    lines = exchanges_filled(client, [line for line in existing if {line["from_site"], line["to_site"]} <= places])
    if not lines:
        return [], [], []
    network, up = (
        {row["site"]: row for row in records(found.sites)} for found in (analyse_network(client), availability(client))
    )
    rows = [
        {
            **{name: network[site][name] for name in _SITE if name in network[site]},
            **{name: up[site][name] for name in _SITE if name in up[site]},
            "availability": up[site]["low"],
            "bounds": up[site]["bounds"],
        }
        for site in (row["site"] for row in sites)
    ]
    return _part(client, {"design": TODAY, "solution": None, "status": None}, lines, (hub, rows))


def _design(client: Client, row: Row, lines: list[Row], where: tuple[str, list[Row]]) -> Part:
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
        "unknown_ends": sum(is_unknown(line[end]) for line in lines for end in ENDS),
        "status": weakest([row["status"], *(site["status"] for site in rows), *(line["status"] for line in lines)]),
    }
    own = [{**line, "design": row["design"], "fee_month": fee} for line, fee in zip(lines, fees, strict=True)]
    return (
        [head],
        [{**site, "design": row["design"]} for site in rows],
        [{name: line[name] for name in _LINE} for line in own],
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
