"""Exhibit 6.5: KPIs, plan against actual, and the bridge of the revenue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.variance import BridgeBar, VarianceRow, Words, variance_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.months import month_name
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.kpi_bridge import Bridge
from playbook.steps.planning.kpis import Kpis
from playbook.units import Count, Day, Name, Number, Percent, is_unknown

__all__ = ["build"]

#: The most rows, and the most services of the bridge, that the picture holds; the table has all.
_ROWS, _SERVICES = 8, 5
_DASH = Cell("", "–")


#: What 6.5 weighs over those that are on record; a month without target or actual is a row that says so.
_RESTS_ON = (
    "contacts.power",
    "contacts.attitude",
    "decisions.weight",
    "decisions.contacts",
    "progress_roles.attitude_before",
)


@exhibit("6.5", "planning.kpis", needs=("kpis", "kpi_values"), rests_on=_RESTS_ON)
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.5 KPIs: plan against actual with a light for each, and what moved the revenue."""
    found = result.kpis
    bridged = found.bridge.changes is not None
    subtitle = page.say(
        "planning.kpis.subtitle", as_of=Day(page.subject.as_of), near=Percent(page.subject.assume("kpi_near"), 0)
    )
    if bridged:
        subtitle += _between(page, found.bridge, "subtitle")
    extra = [table for table in ("contacts", "decisions") if page.has(table) and not is_unknown(found.attitude.now)]
    return page.make(
        "variance",
        subtitle,
        _values(page, found),
        sources=("kpis", "kpi_values", *(("bills",) if bridged else ()), *extra),
        status=found.status,
        internal=True,
        draw=lambda: _draw(page, found),
    )


def _draw(page: ClientPage, found: Kpis) -> Figure:
    rows = records(found.kpis)
    kept = (
        rows
        if len(rows) <= _ROWS
        else [*rows[: _ROWS - 1], *(row for row in rows[_ROWS - 1 :] if row["computed"])][:_ROWS]
    )
    words = Words(
        *(page.say(f"planning.kpis.head.{name}") for name in ("kpi", "bars", "variance", "share", "light")),
        *(page.say(f"planning.kpis.legend.{name}") for name in ("actual", "target", "previous")),
    )
    bridge = tuple(_bars(page, found.bridge)) if found.bridge.changes is not None else ()
    title = _between(page, found.bridge, "title") if bridge else ""
    return variance_chart(
        [_row(page, row) for row in kept], lang=page.lang, words=words, bridge=bridge, bridge_title=title
    )


def _between(page: ClientPage, bridge: Bridge, part: str) -> str:
    """What the bridge leads from and to, as the subtitle or as its own title."""
    return page.say(
        f"planning.kpis.{bridge.base}.{part}",
        before=month_name(bridge.before),
        month=month_name(bridge.month),
        plan=Number(bridge.plan),
    )


def _row(page: ClientPage, row: dict[str, Any]) -> VarianceRow:
    digits = _digits(row)
    due = row["reason"] == "no_actual" and row["month"] is not None
    note = [page.show(row["unit"])] if row["unit"].zh or row["unit"].en else []
    when = (
        []
        if row["month"] is None
        else [
            page.say("planning.kpis.due", month=month_name(row["month"]))
            if due
            else page.show(month_name(row["month"]))
        ]
    )
    return VarianceRow(
        page.show(row["name"]),
        drawable(row["actual"]),
        "" if is_unknown(row["actual"]) else page.show(Number(row["actual"], digits, sign=bool(row["computed"]))),
        note=" · ".join([*note, *when]),
        target=drawable(row["target"]),
        previous=drawable(row["previous"]),
        target_printed=_plan(page, row, digits),
        variance_printed="" if is_unknown(row["variance"]) else page.show(Number(row["variance"], digits, sign=True)),
        share=drawable(row["variance_share"]),
        share_printed=page.show(Percent(row["variance_share"], 1, sign=True)),
        good=row["good"],
        light=row["light"],
        light_printed="" if row["computed"] else page.say(f"planning.kpis.light.{row['light'] or 'open'}"),
    )


def _plan(page: ClientPage, row: dict[str, Any], digits: int) -> str:
    """What stands behind the actual: the plan; alone where there is no actual."""
    if is_unknown(row["target"]):
        return "" if row["computed"] else page.say("planning.kpis.no_plan")
    printed = page.show(Number(row["target"], digits))
    return f"/ {printed}" if not is_unknown(row["actual"]) else f"{page.say('planning.kpis.bridge.plan')} {printed}"


def _digits(row: dict[str, Any]) -> int:
    """As many decimals as the values have, three at most; none from 1,000 on."""
    if row["computed"]:
        return 2
    values = [float(row[name]) for name in ("actual", "target", "previous") if not is_unknown(row[name])]
    if any(abs(value) >= 1000 for value in values):
        return 0
    return next(
        digits
        for digits in (0, 1, 2, 3)
        if digits == 3 or all(abs(round(value, digits) - value) < 1e-9 for value in values)
    )


def _bars(page: ClientPage, bridge: Bridge) -> Iterator[BridgeBar]:
    """The services' changes, the small ones together, then the actual, and the plan where it is not the start, as their
    distance from it."""
    for label, change in _parts(page, bridge):
        yield BridgeBar(label, change, page.show(Number(change, 0, sign=True)))
    moved = bridge.actual - bridge.start
    yield BridgeBar(
        f"{page.say('planning.kpis.bridge.actual')} {page.show(Number(bridge.actual))}",
        moved,
        page.show(Number(moved, 0, sign=True)),
        "total",
    )
    if bridge.base == "year" and not is_unknown(bridge.plan):
        planned = bridge.plan - bridge.start
        yield BridgeBar(
            f"{page.say('planning.kpis.bridge.plan')} {page.show(Number(bridge.plan))}",
            planned,
            page.show(Number(planned, 0, sign=True)),
            "plan",
        )


def _parts(page: ClientPage, bridge: Bridge) -> list[tuple[str, float]]:
    """The bars between start and end: each service, what is not on the bills; beyond the largest few the rest
    together."""
    assert bridge.changes is not None
    names = page.subject.market.names("services")
    parts = [(page.show(names[row["service"]]), float(row["change_month"])) for row in records(bridge.changes)]
    parts += [(page.say(f"planning.kpis.{bridge.base}.other"), bridge.other)] if bridge.other else []
    if len(parts) <= _SERVICES + 1:
        return parts
    kept = sorted(parts, key=lambda part: -abs(part[1]))[:_SERVICES]
    rest = sum(change for _, change in parts) - sum(change for _, change in kept)
    return [*(part for part in parts if part in kept), (page.say("planning.kpis.bridge.rest"), rest)]


def _values(page: ClientPage, found: Kpis) -> Values:
    say = page.say
    fields = (
        Field("kpi", say("planning.kpis.head.kpi"), "category"),
        Field("part", say("planning.kpis.part"), "series"),
        Field("unit", say("planning.kpis.unit"), "label"),
        Field("month", say("planning.kpis.month"), "label"),
        Field("previous", say("planning.kpis.previous"), "low", numeric=True),
        Field("target", say("planning.kpis.target"), "total", numeric=True),
        Field("actual", say("planning.kpis.actual"), "value", numeric=True),
        Field("variance", say("planning.kpis.variance"), "label", numeric=True),
        Field("variance_share", say("planning.kpis.variance_share"), "label", "%", numeric=True),
        Field("light", say("planning.kpis.light"), "state"),
        Field("next", say("planning.kpis.next"), "note"),
        Field("solutions", say("planning.kpis.solutions"), "label"),
    )
    rows = [tuple(_cells(page, row)) for row in records(found.kpis)]
    return Values(fields, (*rows, *_attitude_rows(page, found), *_bridge_rows(page, found.bridge)))


def _cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    lang, say, digits = page.lang, page.say, _digits(row)
    reason = say(f"planning.kpis.reason.{row['reason']}") if row["reason"] else ""
    lacks = {"previous": "previous", "target": "no_target_month", "actual": "no_actual"}
    yield cell(row["name"], lang)
    yield cell(say("planning.kpis.part.kpi"), lang)
    yield cell(row["unit"] if row["unit"].zh or row["unit"].en else None, lang, say("planning.kpis.reason.unit"))
    yield cell(None if row["month"] is None else month_name(row["month"]), lang, say("planning.kpis.reason.month"))
    for name in ("previous", "target", "actual"):
        why = (
            reason
            if name == "target" and row["reason"] in ("no_target", "computed")
            else say(f"planning.kpis.reason.{lacks[name]}")
        )
        yield cell(Number(row[name], digits, sign=bool(row["computed"])), lang, why)
    yield cell(Number(row["variance"], digits, sign=True), lang, reason)
    yield cell(Percent(row["variance_share"], 1, sign=True), lang, reason or say("planning.kpis.reason.zero"))
    yield cell(say(f"planning.kpis.light.{row['light']}") if row["light"] else None, lang, reason)
    following = (
        None
        if row["next_month"] is None
        else f"{page.show(Number(row['next_target'], digits))} ({page.show(month_name(row['next_month']))})"
    )
    yield cell(following, lang, say("planning.kpis.reason.next"))
    yield cell(", ".join(row["solutions"]) or "–", lang)


def _attitude_rows(page: ClientPage, found: Kpis) -> Iterator[tuple[Cell, ...]]:
    if not is_unknown(found.attitude.change):
        label = page.say("planning.kpis.change", m=Count(found.attitude.moved))
        yield _other_row(page, Name(label, label), Number(found.attitude.change, 2, sign=True), "kpi")


def _bridge_rows(page: ClientPage, bridge: Bridge) -> Iterator[tuple[Cell, ...]]:
    if bridge.changes is None:
        return
    start, part = page.say(f"planning.kpis.{bridge.base}.start"), f"bridge_{bridge.base}"
    yield _other_row(page, Name(start, start), Number(bridge.start, 0), part)
    names = page.subject.market.names("services")
    for row in records(bridge.changes):
        yield _other_row(page, names[row["service"]], Number(row["change_month"], 0, sign=True), part)
    if bridge.other:
        other = page.say(f"planning.kpis.{bridge.base}.other")
        yield _other_row(page, Name(other, other), Number(bridge.other, 0, sign=True), part)
    moved, actual = page.say(f"planning.kpis.{bridge.base}.moved"), page.say("planning.kpis.bridge.actual")
    yield _other_row(page, Name(moved, moved), Number(bridge.actual - bridge.start, 0, sign=True), part)
    yield _other_row(page, Name(actual, actual), Number(bridge.actual, 0), part)


def _other_row(page: ClientPage, label: Name, value: Number, part: str) -> tuple[Cell, ...]:
    """A row that has a name and one figure: it stands under the actuals."""
    return (
        cell(label, page.lang),
        cell(page.say(f"planning.kpis.part.{part}"), page.lang),
        *[_DASH] * 4,
        cell(value, page.lang),
        *[_DASH] * 5,
    )
