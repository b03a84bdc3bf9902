"""After-sales support: how fast we are against what the client needs and rivals promise, and what the support pool can
carry (exhibit 5.3).

What we *achieve* by fault grade is on file. What we can *promise* is computed: a fault waits for an engineer, who
travels and repairs (:mod:`playbook.steps.capability.queueing`). A response that holds for a share `promise_quantile` of
the faults is the wait at that quantile; a restoration is that wait + travel + `repair_hours`. The pool serves all its
clients; this client's part of the faults is its `client_share`. Where there are several pools nobody says which one
serves which site, so the slowest counts; where one is unknown, so is the promise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, ordered, records
from playbook.steps.capability.promise_units import Difference, Hours
from playbook.steps.capability.queueing import Queue, engineers_needed
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.status import weakest
from playbook.units import Count, Number, Percent, Printable, inline, is_unknown

__all__ = ["HOURS_A_MONTH", "MEASURES", "Support", "needed_for", "slowest", "support_of"]

#: 365 days of 24 hours, over 12: faults come in around the clock.
HOURS_A_MONTH = 730
MEASURES = ("response", "restoration")

_UNKNOWN = float("nan")
_TINY = 1e-9
_TIMES = [
    "grade",
    "measure",
    "achieved",
    "needed",
    "gap",
    "verdict",
    "rivals",
    "rival",
    "rival_hours",
    "rival_gap",
    "rival_open",
    "against",
    "status",
]
_POOLS = [
    "pool",
    "engineers",
    "faults_hour",
    "handling_hours",
    "travel_hours",
    "load",
    "utilisation",
    "overloaded",
    "waiting",
    "mean_wait",
    "exceeded",
    "needed",
    "response",
    "restoration",
    "client_faults_month",
    "status",
]


@dataclass(frozen=True)
class Support:
    """What step 5 says of support; all times in hours.

    `times`: one row per grade and measure (response, restoration): grade, measure, achieved, needed, gap (achieved -
    needed: above 0 is short), verdict (met, short, unknown), rivals (operator, hours; the fastest first), rival (the
    fastest), rival_hours, rival_gap (achieved - rival's), rival_open (of a rival it is not known, who may be faster),
    against (ahead, level, behind, unknown), status. `pools`: one row a pool: pool, engineers, faults_hour,
    handling_hours, travel_hours, load (erlang), utilisation, overloaded, waiting (probability), mean_wait, exceeded
    (probability that a fault waits longer than `target`), needed (engineers for `target`), response, restoration (what
    can be promised; infinite where overloaded), client_faults_month, status. `target`: the tightest response promised,
    else the tightest needed; `target_promised`: which of the two. `response`, `restoration`: what can be promised, of
    the slowest pool; NaN where not known.
    """

    times: pd.DataFrame
    pools: pd.DataFrame
    quantile: float
    target: float
    target_promised: bool
    response: float
    restoration: float
    status: str
    findings: tuple[Finding, ...] = ()


@remembered
def support_of(client: Client) -> Support:
    """The support of a client: its times by grade, its pools, and what can be promised."""
    quantile, (target, promised) = client.assume("promise_quantile"), _target(client)
    times, repair = list(_times(client)), client.assume("repair_hours")
    pools = [_pool(row, quantile, repair, target=target) for row in client.rows("support_pools")]
    status = weakest(
        status
        for name in ("support_grades", "support_rivals", "support_pools")
        for status in client.column(name, "status")
    )
    response, restoration = (slowest([pool[measure] for pool in pools]) for measure in MEASURES)
    frames = pd.DataFrame(times, columns=_TIMES), pd.DataFrame(pools, columns=_POOLS)
    support = Support(*frames, quantile, target, promised, response, restoration, status)
    return replace(support, findings=_findings(client, support, times))


def _target(client: Client) -> tuple[float, bool]:
    """The tightest response that is promised; without one, the tightest that the client needs."""
    promised = [
        row["value"]
        for row in client.rows("commitments")
        if row["measure"] == "response_hours" and not is_unknown(row["value"])
    ]
    needed = [hours for hours in client.column("support_grades", "needed_response_hours") if not is_unknown(hours)]
    return (min(promised), True) if promised else (min(needed, default=_UNKNOWN), False)


def slowest(values: Sequence[float]) -> float:
    """The largest; NaN where one is unknown, or there is none."""
    return max(values) if values and not any(map(is_unknown, values)) else _UNKNOWN


def _times(client: Client) -> Iterator[Row]:
    offers = grouped(client.rows("support_rivals"), "grade")
    for row in client.rows("support_grades"):
        for measure in MEASURES:
            yield _time(row, offers.get((row["grade"],), ()), measure)


def _time(row: Mapping[Any, Any], offers: Sequence[Row], measure: str) -> Row:
    column = f"{measure}_hours"
    achieved, needed = row[column], row[f"needed_{column}"]
    known = ordered((offer for offer in offers if not is_unknown(offer[column])), column, "operator")
    fastest = known[0] if known else None
    best = _UNKNOWN if fastest is None else fastest[column]
    against = _verdict(achieved - best, ("ahead", "level", "behind"))
    return {
        "grade": row["grade"],
        "measure": measure,
        "achieved": achieved,
        "needed": needed,
        "gap": achieved - needed,
        "verdict": _verdict(achieved - needed, ("met", "met", "short")),
        "rivals": tuple((offer["operator"], offer[column]) for offer in known),
        "rival": None if fastest is None else fastest["operator"],
        "rival_hours": best,
        "rival_gap": achieved - best,
        "rival_open": len(known) < len(offers),
        "against": against if against == "behind" or len(known) == len(offers) else "unknown",
        "status": weakest([row["status"], *(offer["status"] for offer in known)]),
    }


def _verdict(gap: float, words: tuple[str, str, str]) -> str:
    """The word for a gap below, at or above 0."""
    return "unknown" if is_unknown(gap) else words[0] if gap < -_TINY else words[1] if gap <= _TINY else words[2]


def _pool(row: Row, quantile: float, repair: float, *, target: float) -> Row:
    """What Erlang's formula says of a pool; what rests on a blank is unknown."""
    pool: Row = {**dict.fromkeys(_POOLS, _UNKNOWN), "overloaded": None} | {
        name: row[name] for name in _POOLS if name in row
    }
    pool["client_faults_month"] = row["faults_hour"] * HOURS_A_MONTH * row["client_share"]
    if any(is_unknown(row[name]) for name in ("engineers", "faults_hour", "handling_hours")):
        return pool
    queue = Queue(int(row["engineers"]), float(row["faults_hour"]), float(row["handling_hours"]))
    wait = queue.wait_within(quantile)
    pool |= {name: getattr(queue, name) for name in ("load", "utilisation", "overloaded", "waiting", "mean_wait")}
    pool |= {"response": wait, "restoration": wait + row["travel_hours"] + repair}
    if not is_unknown(target):
        pool |= {"exceeded": queue.exceeds(target), "needed": needed_for(row, target, quantile)}
    return pool


def needed_for(pool: Row, hours: float, quantile: float) -> float:
    """The engineers that a pool (faults_hour, handling_hours) needs to respond within so many hours; NaN where the
    quantile leaves no fault out."""
    if not quantile < 1:
        return _UNKNOWN
    return float(
        engineers_needed(float(pool["faults_hour"]), float(pool["handling_hours"]), hours=hours, quantile=quantile)
    )


def _findings(client: Client, support: Support, times: Sequence[Row]) -> tuple[Finding, ...]:
    """Against the need, then what the pool can carry, then against the rivals."""
    return (_against_need(client, times), _load(client, support), _against_rivals(client, times)) if times else ()


def _finding(rule: str, figures: Mapping[str, Printable], *, confidence: float = 0.6) -> Finding:
    return Finding(f"capability.support.{rule}", figures, confidence=confidence, internal=True)


def _against_need(client: Client, times: Sequence[Row]) -> Finding:
    names = client.names("support_grades")
    short, known = (
        [row for row in times if row["verdict"] == "short"],
        [row for row in times if row["verdict"] != "unknown"],
    )
    counts = {"n": len(short), "known": len(known), "times": len(times), "open": len(times) - len(known)}
    figures: dict[str, Printable] = {name: Count(count) for name, count in counts.items()}
    if not short:
        return _finding(
            "support_met" if len(known) == len(times) else "support_met_known" if len(known) else "support_unknown",
            figures,
        )
    first = _first(short, "gap", "needed")
    figures |= {
        "grade": inline(names[first["grade"]]),
        "achieved": Hours(first["achieved"]),
        "needed": Hours(first["needed"]),
        "gap": Hours(first["gap"]),
    }
    return _finding(f"support_short_{first['measure']}", figures)


def _first(rows: Sequence[Row], gap: str, base: str) -> Row:
    """The row whose gap is the largest for its base; ties by id."""
    return min(
        rows, key=lambda row: (-row[gap] / row[base] if row[base] else float("-inf"), row["grade"], row["measure"])
    )


def _against_rivals(client: Client, times: Sequence[Row]) -> Finding:
    names, operators = client.names("support_grades"), client.market.names("operators")
    behind, known = (
        [row for row in times if row["against"] == "behind"],
        [row for row in times if row["against"] != "unknown"],
    )
    figures: dict[str, Printable] = {"n": Count(len(behind)), "known": Count(len(known))}
    if not behind:
        return _finding("rivals_slower" if len(known) else "rivals_unknown", figures, confidence=0.5)
    first = _first(behind, "rival_gap", "rival_hours")
    figures |= {
        "grade": inline(names[first["grade"]]),
        "rival": operators[first["rival"]],
        "hours": Hours(first["rival_hours"]),
        "achieved": Hours(first["achieved"]),
        "gap": Difference(first["rival_gap"], "response_hours"),
    }
    return _finding(f"rival_faster_{first['measure']}", figures, confidence=0.5)


def _load(client: Client, support: Support) -> Finding:
    """The busiest pool: overloaded, too small for the response, large enough; or what is not known of it."""
    known = [pool for pool in records(support.pools) if not is_unknown(pool["utilisation"])]
    if not known:
        return _finding("pool_unknown" if len(support.pools) else "pool_none", {"n": Count(len(support.pools))})
    pool = min(known, key=lambda row: (-row["utilisation"], row["pool"]))
    figures: dict[str, Printable] = {
        "pool": client.names("support_pools")[pool["pool"]],
        "load": Percent(pool["utilisation"], 0),
        "busy": Number(pool["load"], 1),
        "engineers": Count(int(pool["engineers"])),
        "n": Count(int(pool["engineers"])),
        "waiting": Percent(pool["waiting"], 0),
        "quantile": Percent(support.quantile, 0),
        "response": Hours(pool["response"]),
    }
    if is_unknown(pool["needed"]):
        return _finding("pool_overloaded_open" if pool["overloaded"] else "pool_open", figures)
    more = int(pool["needed"]) - int(pool["engineers"])
    figures |= {
        "target": Hours(support.target),
        "needed": Count(int(pool["needed"])),
        "more": Count(more),
        "late": Percent(pool["exceeded"], 0),
    }
    return _finding("pool_overloaded" if pool["overloaded"] else "pool_short" if more > 0 else "pool_enough", figures)
