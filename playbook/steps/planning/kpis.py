"""Plan against actual, KPI by KPI (exhibit 6.5).

A KPI is judged (:mod:`playbook.steps.planning.kpi_lights`) in its latest month that has an actual and is over at the
plan's date. Which way is good stands in the data (`better`). Beside the KPIs stands one that is computed: the attitude
of those who decide (`decision_attitude`). The revenue KPI has a bridge by service (`kpi_bridge`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.promise_tables import REVENUE
from playbook.client.rows import Row, grouped, natural, with_none
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.phrases import worded
from playbook.steps.planning.decision_attitude import DecisionAttitude, attitude_of
from playbook.steps.planning.kpi_bridge import Bridge, bridge_of
from playbook.steps.planning.kpi_lights import LIGHTS, judged
from playbook.steps.planning.kpis_findings import kpis_findings
from playbook.steps.status import weakest
from playbook.units import Count, Name, is_unknown, name_of

__all__ = ["ATTITUDE", "Kpis", "kpis_of"]

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
    values = grouped((value for value in client.rows("kpi_values") if is_unknown(value["service"])), "kpi")
    given = sorted((_row(client, row, values.get((row["kpi"],), [])) for row in client.rows("kpis")), key=_order)
    rows = [*given]
    if not is_unknown(attitude.now) and not any(row["kpi"] == ATTITUDE for row in given):
        rows.append(_attitude(client, attitude))
    frame = with_none(pd.DataFrame(rows, columns=_COLUMNS), "month", "light", "reason", "good", "next_month")
    revenue = next((row for row in given if row["kpi"] == REVENUE), None)
    known = (revenue["month"] or "", revenue["actual"], revenue["target"]) if revenue else (None, _UNKNOWN, _UNKNOWN)
    bridge = bridge_of(client, *known)
    findings = tuple(kpis_findings(client, given, attitude, bridge)) if given else ()
    return Kpis(frame, attitude, bridge, weakest(row["status"] for row in rows), findings)


def _row(client: Client, kpi: Row, values: Sequence[Row]) -> Row:
    """A KPI in the month that it is judged in."""
    targets = sorted((value["month"], value["target"]) for value in values if not is_unknown(value["target"]))
    last = _last_month(client.as_of)
    past = [value["month"] for value in values if value["month"] <= last and not is_unknown(value["actual"])]
    month = max(past) if past else _planned(client, [name for name, _ in targets])
    value = next((value for value in values if value["month"] == month), {})
    target, actual = (float(value.get(name, _UNKNOWN)) for name in ("target", "actual"))
    actual = actual if past else _UNKNOWN
    after = next(((name, amount) for name, amount in targets if month is not None and name > month), (None, _UNKNOWN))
    return {
        "kpi": kpi["kpi"],
        "name": name_of(kpi),
        "unit": name_of(kpi, "unit"),
        "better": kpi["better"],
        "month": month,
        **judged(client, actual, target, kpi["better"]),
        "previous": float(value.get("previous", _UNKNOWN)),
        "reason": "no_target" if not targets else _lacks(actual, target),
        "next_month": after[0],
        "next_target": after[1],
        "solutions": tuple(kpi["solutions"] or ()),
        "computed": False,
        "status": weakest([kpi["status"], value.get("status")]),
    }


def _planned(client: Client, months: Sequence[str]) -> str | None:
    """Where no month has an actual: the next with a target, else the last with one."""
    now = f"{client.as_of:%Y-%m}"
    return next((month for month in months if month >= now), months[-1] if months else None)


def _lacks(actual: float, target: float) -> str | None:
    return "no_actual" if is_unknown(actual) else "no_target_month" if is_unknown(target) else None


def _last_month(as_of: date) -> str:
    """The last month that is over at the plan's date: an actual of a month that still runs is not one yet.

    >>> _last_month(date(2003, 1, 23)), _last_month(date(2025, 11, 30))
    ('2002-12', '2025-11')
    """
    return f"{(as_of + timedelta(days=1)).replace(day=1) - timedelta(days=1):%Y-%m}"


def _attitude(client: Client, attitude: DecisionAttitude) -> dict[str, Any]:
    before = attitude.now - attitude.change if attitude.moved == attitude.contacts else _UNKNOWN
    return {
        **dict.fromkeys(_COLUMNS),
        "kpi": ATTITUDE,
        "name": worded(f"planning.kpis.attitude_{attitude.by}"),
        "unit": _of_whom(attitude),
        "better": "higher",
        "month": f"{client.as_of:%Y-%m}",
        **judged(client, attitude.now, _UNKNOWN, "higher"),
        "previous": before,
        "reason": "computed",
        "next_target": _UNKNOWN,
        "solutions": (),
        "computed": True,
        "status": attitude.status,
    }


def _of_whom(attitude: DecisionAttitude) -> Name:
    """The scale of the attitude, and of whom it is the mean where somebody's is not known."""
    if not attitude.left_out:
        return worded("planning.kpis.attitude_unit")
    return worded(
        "planning.kpis.attitude_unit_partly",
        n=Count(attitude.contacts),
        all=Count(attitude.contacts + attitude.left_out),
    )


def _order(row: Row) -> tuple[Any, ...]:
    share = row["variance_share"] if row["better"] == "higher" else -row["variance_share"]
    return (
        LIGHTS.index(row["light"]) if row["light"] else len(LIGHTS),
        0.0 if is_unknown(share) else share,
        natural(row["kpi"]),
    )
