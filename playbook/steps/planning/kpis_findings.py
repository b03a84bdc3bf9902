"""What the KPIs say (exhibit 6.5): how many miss, and which most; what the revenue's bridge says; how those who decide
feel; what has no target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook.client.model import Client
from playbook.client.promise_tables import REVENUE
from playbook.client.rows import Row, records
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.months import month_name
from playbook.steps.phrases import worded
from playbook.steps.planning.decision_attitude import DecisionAttitude
from playbook.steps.planning.kpi_bridge import Bridge
from playbook.steps.planning.kpi_lights import LIGHTS
from playbook.units import Count, Money, Name, Number, Percent, Printable, inline, is_unknown

__all__ = ["kpis_findings"]

_TINY = 1e-9
#: As many solutions as a sentence names.
_NAMED = 5


def kpis_findings(client: Client, kpis: list[Row], attitude: DecisionAttitude, bridge: Bridge) -> Iterator[Finding]:
    """What the given KPIs say, the worst first, then the bridge, the attitude, and what has no target."""
    yield _lead(kpis)
    yield from _bridge(client, bridge)
    if not is_unknown(attitude.now):
        yield _feeling(attitude)
    untargeted = [row for row in kpis if row["light"] is None and row["reason"] == "no_target"]
    if untargeted:
        figures: dict[str, Printable] = {
            "n": Count(len(untargeted)),
            "which": several([inline(row["name"]) for row in untargeted]),
        }
        yield Finding("planning.kpis.no_target", figures, confidence=0.9, internal=True)


def _lead(kpis: list[Row]) -> Finding:
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
        return _unjudged(open_, counts)
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


def _unjudged(kpis: list[Row], counts: dict[str, Printable]) -> Finding:
    """No KPI can be judged: when the first targets fall due, if that is known."""
    due = sorted(row["next_month"] or row["month"] for row in kpis if row["next_month"] or row["reason"] == "no_actual")
    if not due:
        return Finding("planning.kpis.unjudged", counts, confidence=0.8, internal=True)
    return Finding("planning.kpis.unjudged_due", counts | {"due": month_name(due[0])}, confidence=0.8, internal=True)


def _miss(row: Row) -> dict[str, Printable]:
    """The KPI that misses most: what it is, by how much, and which solutions move it."""
    solutions = as_names(row["solutions"])
    rule = "moved_by" if solutions else "moved_by_none"
    return {
        "kpi": inline(row["name"]),
        "off": Percent(abs(row["variance_share"])),
        "side": _side(row["variance"] > 0),
        "by": worded(f"planning.kpis.{rule}", which=several(solutions, _NAMED)),
    }


def _side(above: bool) -> Name:
    return worded(f"planning.kpis.side.{'above' if above else 'below'}")


def _bridge(client: Client, bridge: Bridge) -> Iterable[Finding]:
    if bridge.reason == "no_revenue":
        return ()
    if bridge.reason is not None or bridge.changes is None:
        return (Finding(f"planning.kpis.bridge_{bridge.reason}", {}, confidence=0.6, internal=True),)
    names, currency = client.market.names("services"), client.currency
    changes = records(bridge.changes)
    gains = [row for row in changes if row["change_month"] > 0]
    losses = [row for row in reversed(changes) if row["change_month"] < 0]
    moved = bridge.actual - bridge.start
    figures: dict[str, Printable] = {
        "month": month_name(bridge.month),
        "actual": Money(bridge.actual, currency),
        "change": Money(abs(moved), currency),
        "way": _side(moved >= 0),
        "gap": Money(abs(bridge.actual - bridge.plan), currency),
        "side": _side(bridge.actual >= bridge.plan),
    }
    for end, rows in (("gain", gains), ("loss", losses)):
        if rows:
            figures |= {
                end: inline(names[rows[0]["service"]]),
                f"{end}_month": Money(abs(rows[0]["change_month"]), currency),
            }
    kind = "both" if gains and losses else "gains" if gains else "losses" if losses else "still"
    unplanned = bridge.base == "year" and is_unknown(bridge.plan)
    rule = ("plan_" if bridge.base == "plan" else "bridge_") + kind + ("_no_plan" if unplanned else "")
    money = abs(sum(row["change_month"] for row in losses))
    return (Finding(f"planning.kpis.{rule}", figures, money_month=money, confidence=0.8, internal=True),)


def _feeling(attitude: DecisionAttitude) -> Finding:
    figures: dict[str, Printable] = {
        "now": Number(attitude.now, 2, sign=True),
        "change": Number(attitude.change, 2, sign=True),
        "n": Count(attitude.contacts),
        "m": Count(attitude.moved),
        "left": Count(attitude.left_out),
        "by": worded(f"planning.kpis.by.{attitude.by}"),
    }
    rule = (
        "unmoved"
        if is_unknown(attitude.change) or abs(attitude.change) < _TINY
        else "up"
        if attitude.change > 0
        else "down"
    )
    rule = "first" if is_unknown(attitude.change) else rule
    return Finding(f"planning.kpis.attitude_{rule}", figures, confidence=0.6, internal=True)
