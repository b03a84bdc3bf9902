"""Plan against actual, KPI by KPI (exhibit 6.5).

A KPI is judged in its latest month that has an actual and is over at the plan's date. It is *green* at its target or
better, *amber* where it misses it by at most `kpi_near` of the target, *red* beyond; without target or actual nobody
can tell. Which way is good stands in the data (`better`). Beside the KPIs stands one that is computed: the attitude of
those who decide (:mod:`playbook.steps.planning.decision_attitude`). The revenue KPI has a bridge by service
(:mod:`playbook.steps.planning.kpi_bridge`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.promise_tables import REVENUE
from playbook.client.rows import natural, records, with_none
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.memory import remembered
from playbook.steps.months import month_name
from playbook.steps.phrases import worded
from playbook.steps.planning.decision_attitude import DecisionAttitude, attitude_of
from playbook.steps.planning.kpi_bridge import Bridge, bridge_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Number, Percent, Printable, inline, is_unknown, name_of

__all__ = ["ATTITUDE", "LIGHTS", "Kpis", "kpis_of", "light_of"]

#: From the worst to the best; None is a KPI that nobody can judge.
LIGHTS = ("red", "amber", "green")
#: The id of the KPI that is computed, unless the client has one of that id.
ATTITUDE = "attitude"
_COLUMNS = [
    "kpi",
    "name",
    "unit",
    "better",
    "month",
    "target",
    "actual",
    "previous",
    "variance",
    "variance_share",
    "good",
    "light",
    "reason",
    "next_month",
    "next_target",
    "solutions",
    "computed",
    "status",
]
_UNKNOWN = float("nan")
_TINY = 1e-9


@dataclass(frozen=True)
class Kpis:
    """What the plan has reached.

    `kpis`: one row per KPI, red first, then amber, green, not judged, the computed one last; in a light the worst miss
    first, ties by id: kpi, name and unit (Name), better (higher, lower), month (the judged one; None), target, actual,
    previous (a year before), variance (actual - target), variance_share (of the target's size), good (True where the
    variance is in the sense that is good or 0; None), light (red, amber, green, None), reason (no_target,
    no_target_month, no_actual; None where judged), next_month, next_target (the first target after that month),
    solutions (that move it), computed (True, False), status. `attitude` and `bridge`: see their modules.
    """

    kpis: pd.DataFrame
    attitude: DecisionAttitude
    bridge: Bridge
    status: str
    findings: tuple[Finding, ...] = ()

    def of(self, light: str | None) -> pd.DataFrame:
        """The given KPIs of a light (None: not judged)."""
        own = self.kpis[~self.kpis["computed"].astype(bool)]
        return own[own["light"].isna() if light is None else own["light"] == light]


@remembered
def kpis_of(client: Client) -> Kpis:
    """The KPIs of a client as of its date; what has no target or actual is not judged, and nothing is raised for it."""
    attitude = attitude_of(client)
    values: dict[str, list[dict[str, Any]]] = {}
    for value in (value for value in client.rows("kpi_values") if is_unknown(value["service"])):
        values.setdefault(value["kpi"], []).append(value)
    given = [_row(client, row, values.get(row["kpi"], [])) for row in client.rows("kpis")]
    computed = (
        []
        if any(row["kpi"] == ATTITUDE for row in given) or is_unknown(attitude.now)
        else [_attitude(client, attitude)]
    )
    rows = [*sorted(given, key=_order), *computed]
    frame = with_none(pd.DataFrame(rows, columns=_COLUMNS), "month", "light", "reason", "good", "next_month")
    revenue = next((row for row in given if row["kpi"] == REVENUE), None)
    known = (revenue["month"] or "", revenue["actual"], revenue["target"]) if revenue else (None, _UNKNOWN, _UNKNOWN)
    bridge = bridge_of(client, *known)
    found = Kpis(frame, attitude, bridge, weakest(row["status"] for row in rows))
    return replace(found, findings=tuple(_findings(client, found)) if given else ())


def light_of(actual: float, target: float, *, better: str, near: float) -> str | None:
    """The traffic light: green at the target or better, amber within `near` of the target's size, else red; None where
    one is unknown.

    >>> (
    ...     light_of(96, 100, better="higher", near=0.05),
    ...     light_of(5.6, 4, better="lower", near=0.05),
    ...     light_of(4, 4, better="lower", near=0.05),
    ... )
    ('amber', 'red', 'green')
    """
    if is_unknown(actual) or is_unknown(target):
        return None
    short = (target - actual) if better == "higher" else (actual - target)
    return "green" if short <= _TINY else "amber" if short <= near * abs(target) + _TINY else "red"


def _row(client: Client, kpi: dict[str, Any], values: list[dict[str, Any]]) -> dict[str, Any]:
    """A KPI with the month that it is judged in: the latest with an actual, else the next with a target, else the last
    with one."""
    last = _last_month(client.as_of)
    past = [value for value in values if value["month"] <= last and not is_unknown(value["actual"])]
    targets = sorted((value["month"], value["target"]) for value in values if not is_unknown(value["target"]))
    now = f"{client.as_of:%Y-%m}"
    planned = next((month for month, _ in targets if month >= now), targets[-1][0] if targets else None)
    month = max(value["month"] for value in past) if past else planned
    value = next((value for value in values if value["month"] == month), {})
    target, actual = (float(value.get(name, _UNKNOWN)) for name in ("target", "actual"))
    actual = actual if past else _UNKNOWN
    reason = (
        "no_target"
        if not targets
        else "no_actual"
        if is_unknown(actual)
        else "no_target_month"
        if is_unknown(target)
        else None
    )
    after = next(((name, amount) for name, amount in targets if month is not None and name > month), (None, _UNKNOWN))
    return {
        "kpi": kpi["kpi"],
        "name": name_of(kpi),
        "unit": name_of(kpi, "unit"),
        "better": kpi["better"],
        "month": month,
        **_judged(client, actual, target, kpi["better"]),
        "previous": float(value.get("previous", _UNKNOWN)),
        "reason": reason,
        "next_month": after[0],
        "next_target": after[1],
        "solutions": tuple(kpi["solutions"] or ()),
        "computed": False,
        "status": weakest([kpi["status"], value.get("status")]),
    }


def _last_month(as_of: date) -> str:
    """The last month that is over at the plan's date: an actual of a month that still runs is not one yet.

    >>> _last_month(date(2003, 1, 23)), _last_month(date(2025, 11, 30))
    ('2002-12', '2025-11')
    """
    return f"{(as_of + timedelta(days=1)).replace(day=1) - timedelta(days=1):%Y-%m}"


def _judged(client: Client, actual: float, target: float, better: str) -> dict[str, Any]:
    variance = actual - target
    share = variance / abs(target) if target else _UNKNOWN
    good = None if is_unknown(variance) else bool(variance >= -_TINY if better == "higher" else variance <= _TINY)
    light = light_of(actual, target, better=better, near=client.assume("kpi_near"))
    return {
        "actual": actual,
        "target": target,
        "variance": variance,
        "variance_share": share,
        "good": good,
        "light": light,
    }


def _attitude(client: Client, found: DecisionAttitude) -> dict[str, Any]:
    before = found.now - found.change if found.moved == found.contacts else _UNKNOWN
    return {
        **dict.fromkeys(_COLUMNS),
        "kpi": ATTITUDE,
        "name": worded(f"planning.kpis.attitude_{found.by}"),
        "unit": _of_whom(found),
        "better": "higher",
        "month": f"{client.as_of:%Y-%m}",
        **_judged(client, found.now, _UNKNOWN, "higher"),
        "previous": before,
        "reason": "computed",
        "next_target": _UNKNOWN,
        "solutions": (),
        "computed": True,
        "status": found.status,
    }


def _of_whom(found: DecisionAttitude) -> Name:
    """The scale of the attitude, and of whom it is the mean where somebody's is not known."""
    if not found.left_out:
        return worded("planning.kpis.attitude_unit")
    return worded(
        "planning.kpis.attitude_unit_partly", n=Count(found.contacts), all=Count(found.contacts + found.left_out)
    )


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    share = row["variance_share"] if row["better"] == "higher" else -row["variance_share"]
    return (
        LIGHTS.index(row["light"]) if row["light"] else len(LIGHTS),
        0.0 if is_unknown(share) else share,
        natural(row["kpi"]),
    )


def _findings(client: Client, found: Kpis) -> Iterator[Finding]:
    """Exhibit 6.5: how many KPIs miss, and which most; what the revenue's bridge says; how those who decide feel; what
    has no target."""
    own = [row for row in records(found.kpis) if not row["computed"]]
    yield _lead(own)
    yield from _bridge(client, found.bridge)
    if not is_unknown(found.attitude.now):
        yield _feeling(found.attitude)
    untargeted = [row for row in own if row["light"] is None and row["reason"] == "no_target"]
    if untargeted:
        figures: dict[str, Printable] = {
            "n": Count(len(untargeted)),
            "which": several([inline(row["name"]) for row in untargeted]),
        }
        yield Finding("planning.kpis.no_target", figures, confidence=0.9, internal=True)


def _lead(kpis: list[dict[str, Any]]) -> Finding:
    groups = {light: [row for row in kpis if row["light"] == light] for light in LIGHTS}
    open_ = [row for row in kpis if row["light"] is None]
    counts: dict[str, Printable] = {light: Count(len(rows)) for light, rows in groups.items()} | {
        "all": Count(sum(map(len, groups.values())) + len(open_)),
        "open": Count(len(open_)),
        "judged": Count(sum(map(len, groups.values()))),
        "which": several([inline(row["name"]) for row in open_]),
    }
    worst = next((light for light in LIGHTS if groups[light]), None)
    if worst is None:
        due = sorted(
            (row["next_month"] or row["month"], row["kpi"])
            for row in open_
            if row["next_month"] or row["reason"] == "no_actual"
        )
        more = {"due": month_name(due[0][0])} if due else {}
        return Finding(
            "planning.kpis.unjudged_due" if due else "planning.kpis.unjudged",
            counts | more,
            confidence=0.8,
            internal=True,
        )
    first = groups[worst][0]
    figures = counts | _miss(first) | {"n": counts["judged"] if worst == "green" else Count(len(groups[worst]))}
    revenue = next((row for row in groups[worst] if row["kpi"] == REVENUE), None)
    money = abs(revenue["variance"]) if revenue and not revenue["good"] else 0.0
    return Finding(
        f"planning.kpis.{worst}" + ("_open" if open_ else ""),
        figures,
        money_month=money,
        confidence=0.8,
        internal=True,
    )


def _miss(row: dict[str, Any]) -> dict[str, Printable]:
    """The KPI that misses most: what it is, by how much, and which solutions move it."""
    moved = as_names(row["solutions"])
    share = row["variance_share"]
    off = (
        Name(*(Percent(abs(share)).printed(lang) for lang in ("zh", "en")))
        if not is_unknown(share)
        else worded("common.unknown")
    )
    return {
        "kpi": inline(row["name"]),
        "off": off,
        "side": worded(f"planning.kpis.side.{'above' if row['variance'] > 0 else 'below'}"),
        "by": worded("planning.kpis.moved_by", which=several(moved, 5))
        if moved
        else worded("planning.kpis.moved_by_none"),
    }


def _bridge(client: Client, bridge: Bridge) -> Iterable[Finding]:
    if bridge.reason == "no_revenue":
        return ()
    if bridge.reason is not None or bridge.changes is None:
        return (Finding(f"planning.kpis.bridge_{bridge.reason}", {}, confidence=0.6, internal=True),)
    names, currency = client.market.names("services"), client.currency
    changes = records(bridge.changes)
    gains, losses = (
        [row for row in changes if row["change_month"] > 0],
        [row for row in reversed(changes) if row["change_month"] < 0],
    )
    moved = bridge.actual - bridge.start
    figures: dict[str, Printable] = {
        "month": month_name(bridge.month),
        "actual": Money(bridge.actual, currency),
        "change": Money(abs(moved), currency),
        "way": worded(f"planning.kpis.side.{'above' if moved >= 0 else 'below'}"),
        "gap": Money(abs(bridge.actual - bridge.plan), currency),
        "side": worded(f"planning.kpis.side.{'above' if bridge.actual >= bridge.plan else 'below'}"),
    }
    for end, rows in (("gain", gains), ("loss", losses)):
        if rows:
            figures |= {
                end: inline(names[rows[0]["service"]]),
                f"{end}_month": Money(abs(rows[0]["change_month"]), currency),
            }
    kind = "both" if gains and losses else "gains" if gains else "losses" if losses else "still"
    rule = (
        f"plan_{kind}" if bridge.base == "plan" else f"bridge_{kind}" + ("_no_plan" if is_unknown(bridge.plan) else "")
    )
    money = abs(sum(row["change_month"] for row in losses))
    return (Finding(f"planning.kpis.{rule}", figures, money_month=money, confidence=0.8, internal=True),)


def _feeling(found: DecisionAttitude) -> Finding:
    figures: dict[str, Printable] = {
        "now": Number(found.now, 2, sign=True),
        "change": Number(found.change, 2, sign=True),
        "n": Count(found.contacts),
        "m": Count(found.moved),
        "left": Count(found.left_out),
        "by": worded(f"planning.kpis.by.{found.by}"),
    }
    rule = "unmoved" if is_unknown(found.change) or abs(found.change) < _TINY else "up" if found.change > 0 else "down"
    rule = "first" if is_unknown(found.change) else rule
    return Finding(f"planning.kpis.attitude_{rule}", figures, confidence=0.6, internal=True)
