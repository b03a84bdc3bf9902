"""What can be promised at each site, and with which headroom (exhibit 5.4).

Every commitment is held, site by site, against what we can keep there:

- availability: the computed one of the site's existing lines (the low end, where it is an interval), less
  `promise_margin`;
- response and restoration: what the support pool can keep (:mod:`playbook.steps.capability.support`);
- lead time: nothing to build where the solution can be delivered now, else the days that building takes.

Headroom is the difference in the sense that is good; below 0 it is an over-promise. What can be kept *later* counts the
planned lines. A promise can be signed today (*sign*), only *after* an investment (building the site, building the
planned lines, more engineers), *no*t at all as things stand, or nobody knows (*unknown*: the capability is not known,
or whether the solution can be had there). A commitment is as good as its worst site.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, records
from playbook.steps.capability.commitments_findings import commitments_findings
from playbook.steps.capability.deliverability import deliveries_of
from playbook.steps.capability.promise_units import slack_of
from playbook.steps.capability.support import Support, needed_for, support_of
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.needs.availability import availability
from playbook.steps.status import weakest
from playbook.units import is_unknown

__all__ = ["VERDICTS", "Commitments", "commitments_of"]

#: From the best to the worst; a commitment takes the worst of its sites.
VERDICTS = ("sign", "after", "unknown", "no")
_UNKNOWN = float("nan")
_TINY = 1e-9
_COLUMNS = [
    "commitment",
    "site",
    "solution",
    "measure",
    "value",
    "signed",
    "state",
    "capability",
    "headroom",
    "slack",
    "over",
    "later",
    "later_headroom",
    "at_most",
    "verdict",
    "ways",
    "days",
    "cost_once",
    "engineers",
    "why",
    "status",
]


@dataclass(frozen=True)
class Commitments:
    """What step 5 says of the commitments.

    `rows`: one row per commitment and site: commitment, site (blank: the client as a whole), solution, measure, value
    (what is promised), signed, state (whether the solution can be delivered there; blank without one), capability (what
    can be kept, in the measure's unit), headroom (in the sense that is good: below 0 is an over-promise; NaN where
    unknown), slack (headroom as a share of the promised limit), over (by how much it is over-promised, else 0), later,
    later_headroom (with the planned lines), at_most (an exchange is not known: what can be kept may be less), verdict
    (sign, after, unknown, no), ways (of `build`, `lines`, `engineers`: what must be invested; `survey`: what must be
    found out first), days, cost_once (of building the site), engineers (to add), why (the reason of an unknown or a
    no), status. `promises`: one row per commitment, that of its worst site, with sites (how many), signable (at how
    many it can be signed today), build_sites (how many must be built first; days and cost_once are then those of them
    all).
    """

    rows: pd.DataFrame
    promises: pd.DataFrame
    status: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Grounds:
    """What capabilities are taken from."""

    client: Client
    sites: dict[str, Row]
    hub: str | None
    deliveries: dict[tuple[str, str], Row]
    support: Support
    margin: float


@remembered
def commitments_of(client: Client) -> Commitments:
    """The commitments of a client against what it can be promised. What has no input is unknown; nothing is raised for
    it."""
    network, deliveries = availability(client), deliveries_of(client)
    grounds = _Grounds(
        client,
        {row["site"]: row for row in records(network.sites)},
        network.hub,
        {(row["site"], row["solution"]): row for row in records(deliveries)},
        support_of(client),
        client.assume("promise_margin"),
    )
    given = client.rows("commitments")
    rows = [_row(promise, site, grounds) for promise in given for site in _sites(promise, grounds)]
    worst = [_worst(group) for group in grouped(rows, "commitment").values()]
    frames = (
        pd.DataFrame(rows, columns=_COLUMNS),
        pd.DataFrame(worst, columns=[*_COLUMNS, "sites", "signable", "build_sites"]),
    )
    return Commitments(*frames, weakest(row["status"] for row in rows), commitments_findings(client, rows, worst))


def _sites(promise: Row, grounds: _Grounds) -> Sequence[str | None]:
    """The sites that a commitment holds for: those named, else every one of its solution, else every one of the
    resources; else the client."""
    if not is_unknown(promise["sites"]):
        return tuple(promise["sites"])
    if is_unknown(promise["solution"]):
        every = grounds.client.column("resources", "site")
    else:
        every = [site for site, solution in grounds.deliveries if solution == promise["solution"]]
    kept = [site for site in every if promise["measure"] != "availability" or site != grounds.hub]
    return kept or (None,)


def _row(promise: Row, site: str | None, grounds: _Grounds) -> Row:
    measure, value = promise["measure"], float(promise["value"])
    delivery = grounds.deliveries.get((str(site), str(promise["solution"])))
    state = None if is_unknown(promise["solution"]) else "unknown" if delivery is None else delivery["state"]
    capability, later, why, status = _capability(measure, site, delivery, grounds=grounds)
    headroom, later_headroom = (_headroom(value, of, measure) for of in (capability, later))
    row = {
        **dict.fromkeys(_COLUMNS, _UNKNOWN),
        **{name: promise[name] for name in ("commitment", "solution", "measure", "value", "signed")},
        "site": site,
        "state": state,
        "capability": capability,
        "headroom": headroom,
        "slack": slack_of(value, capability, measure),
        "over": _UNKNOWN if is_unknown(headroom) else max(0.0, -headroom),
        "later": later,
        "later_headroom": later_headroom,
        "at_most": measure == "availability" and bool(grounds.sites.get(str(site), {}).get("at_least")),
        "status": weakest([promise["status"], *status, *([delivery["status"]] if delivery else [])]),
    }
    engineers = _engineers(value, measure, grounds) if headroom < 0 else _UNKNOWN
    return row | _verdict(row, engineers, why=why) | _building(delivery)


def _building(delivery: Row | None) -> Row:
    built = delivery is not None and delivery["state"] == "after_build"
    return {name: delivery[name] if delivery and built else _UNKNOWN for name in ("days", "cost_once")}


def _capability(
    measure: str, site: str | None, delivery: Row | None, *, grounds: _Grounds
) -> tuple[float, float, str | None, list[str]]:
    """What can be kept now, and later; why it is not known; the status of what it is taken from."""
    if measure == "availability":
        return _available(site, grounds)
    if measure == "lead_days":
        return _lead(delivery)
    hours = grounds.support.restoration if measure == "restoration_hours" else grounds.support.response
    pools = grounds.support.pools
    why = None if not is_unknown(hours) else "pool" if len(pools) else "no_pool"
    return hours, _UNKNOWN, why, [*pools["status"]]


def _available(site: str | None, grounds: _Grounds) -> tuple[float, float, str | None, list[str]]:
    row = grounds.sites.get(str(site))
    if row is None or is_unknown(row["low"]):
        return _UNKNOWN, _UNKNOWN, "hub" if site is not None and site == grounds.hub else "no_line", []
    now, later = (max(0.0, row[name] - grounds.margin) for name in ("low", "later_low"))
    return now, later if later > now + _TINY else _UNKNOWN, None, [row["status"]]


def _lead(delivery: Row | None) -> tuple[float, float, str | None, list[str]]:
    if delivery is None or delivery["state"] in ("unknown", "no"):
        return _UNKNOWN, _UNKNOWN, "delivery", []
    days = 0.0 if delivery["state"] == "now" else delivery["days"]
    return days, _UNKNOWN, "days" if is_unknown(days) else None, []


def _headroom(value: float, capability: float, measure: str) -> float:
    """What is in hand, in the measure's unit; a difference that is the arithmetic's error is none."""
    difference = capability - value if measure == "availability" else value - capability
    return 0.0 if abs(difference) < _TINY else difference


def _engineers(value: float, measure: str, grounds: _Grounds) -> float:
    """The engineers to add for a response or restoration that is promised; NaN where no number is enough, or one cannot
    say."""
    if measure not in ("response_hours", "restoration_hours"):
        return _UNKNOWN
    support, repair, more = grounds.support, grounds.client.assume("repair_hours"), 0
    for pool in records(support.pools):
        wait = value if measure == "response_hours" else value - pool["travel_hours"] - repair
        if not wait >= 0:
            return _UNKNOWN
        more += max(0.0, needed_for(pool, wait, support.quantile) - pool["engineers"])
    return float(more) if more > 0 else _UNKNOWN


def _verdict(row: Row, engineers: float, *, why: str | None) -> Row:
    """The verdict, what must be done for it, and the reason of an unknown or a no."""
    state, headroom = row["state"], row["headroom"]
    if state == "no":
        return {"verdict": "no", "ways": (), "why": "not_deliverable"}
    if is_unknown(headroom):
        return {"verdict": "unknown", "ways": ("survey",) if why in ("delivery", "days") else (), "why": why}
    build = ("build",) if state == "after_build" and row["measure"] != "lead_days" else ()
    if headroom >= 0:
        verdict = "unknown" if state == "unknown" else "after" if build else "sign"
        return {
            "verdict": verdict,
            "ways": ("survey",) if verdict == "unknown" else build,
            "why": "delivery" if verdict == "unknown" else None,
        }
    cure = ("lines",) if row["later_headroom"] >= 0 else ("engineers",) if engineers > 0 else ()
    ways = (*cure, "survey") if state == "unknown" and cure else (*build, *cure)
    curable = bool(cure) and state != "unknown"
    return {
        "verdict": "after" if curable else "no",
        "ways": ways if cure else (),
        "why": None if curable else "over",
        "engineers": engineers if cure == ("engineers",) else _UNKNOWN,
    }


def _worst(sites: Sequence[Row]) -> Row:
    """The row of the worst site; ties by id."""
    worst = min(sites, key=lambda row: (*_goodness(row), str(row["site"])))
    building = [row for row in sites if "build" in row["ways"]]
    built = (
        {"days": max(row["days"] for row in building), "cost_once": sum(row["cost_once"] for row in building)}
        if building
        else {}
    )
    return {
        **worst,
        **built,
        "sites": len(sites),
        "signable": sum(row["verdict"] == "sign" for row in sites),
        "build_sites": len(building),
    }


def _goodness(row: Row) -> tuple[int, bool, float]:
    """By verdict, but what is over-promised is never hidden behind an unknown; then by what is left of the limit."""
    over = row["over"] > 0
    verdict = "unknown" if over and row["verdict"] == "after" else row["verdict"]
    return -VERDICTS.index(verdict), not over, 0.0 if is_unknown(row["slack"]) else row["slack"]
