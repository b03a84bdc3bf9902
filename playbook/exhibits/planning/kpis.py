"""Exhibit 6.5: KPIs, plan against actual, and the bridge of the revenue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from operator import itemgetter

from matplotlib.figure import Figure

from playbook.charts.variance import BridgeBar, VarianceRow, Words, variance_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
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
    kpis = result.kpis
    bridged = kpis.bridge.changes is not None
    subtitle = page.say(
        "planning.kpis.subtitle", as_of=Day(page.subject.as_of), near=Percent(page.subject.assume("kpi_near"), 0)
    )
    if bridged:
        subtitle += _between(page, kpis.bridge, "subtitle")
    extra = [table for table in ("contacts", "decisions") if page.has(table) and not is_unknown(kpis.attitude.now)]
    return page.make(
        "variance",
        subtitle,
        _values(page, kpis),
        sources=("kpis", "kpi_values", *(("bills",) if bridged else ()), *extra),
        status=kpis.status,
        internal=True,
        draw=lambda: _draw(page, kpis),
    )


def _draw(page: ClientPage, kpis: Kpis) -> Figure:
    rows = records(kpis.kpis)
    if len(rows) > _ROWS:
        rows = [*rows[: _ROWS - 1], *(row for row in rows[_ROWS - 1 :] if row["computed"])][:_ROWS]
    words = Words(
        *(page.say(f"planning.kpis.{name}") for name in ("kpi", "head.bars", "variance", "head.share", "light")),
        *(page.say(f"planning.kpis.legend.{name}") for name in ("actual", "target", "previous")),
    )
    bridge = tuple(_bars(page, kpis.bridge)) if kpis.bridge.changes is not None else ()
    title = _between(page, kpis.bridge, "title") if bridge else ""
    return variance_chart(
        [_row(page, row) for row in rows], lang=page.lang, words=words, bridge=bridge, bridge_title=title
    )


def _between(page: ClientPage, bridge: Bridge, part: str) -> str:
    """What the bridge leads from and to, as the subtitle or as its own title."""
    return page.say(
        f"planning.kpis.{bridge.base}.{part}",
        before=month_name(bridge.before),
        month=month_name(bridge.month),
        plan=Number(bridge.plan),
    )


def _row(page: ClientPage, row: Row) -> VarianceRow:
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


def _plan(page: ClientPage, row: Row, digits: int) -> str:
    """What stands behind the actual: the plan; alone where there is no actual."""
    if is_unknown(row["target"]):
        return "" if row["computed"] else page.say("planning.kpis.no_plan")
    printed = page.show(Number(row["target"], digits))
    return f"/ {printed}" if not is_unknown(row["actual"]) else f"{page.say('planning.kpis.bridge.plan')} {printed}"


def _digits(row: Row) -> int:
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


def _values(page: ClientPage, kpis: Kpis) -> Values:
    """The KPIs, then the move of the attitude, and the parts of the revenue's bridge."""
    say, lacks = page.say, partial(_reason, page)
    given = table(
        page,
        records(kpis.kpis),
        (
            Column("kpi", itemgetter("name"), "category"),
            Column("part", lambda _: say("planning.kpis.part.kpi"), "series"),
            Column("unit", lambda row: page.show(row["unit"]), reason=say("planning.kpis.reason.unit")),
            Column("month", _month, reason=say("planning.kpis.reason.month")),
            Column("previous", _figure("previous"), "low", numeric=True, reason=say("planning.kpis.reason.previous")),
            Column("target", _figure("target"), "total", numeric=True, reason=partial(_untargeted, page)),
            Column("actual", _figure("actual"), "value", numeric=True, reason=say("planning.kpis.reason.no_actual")),
            Column(
                "variance", lambda row: Number(row["variance"], _digits(row), sign=True), numeric=True, reason=lacks
            ),
            Column(
                "variance_share",
                lambda row: Percent(row["variance_share"], 1, sign=True),
                unit="%",
                numeric=True,
                reason=lambda row: lacks(row) or say("planning.kpis.reason.zero"),
            ),
            Column("light", partial(_light, page), "state", reason=lacks),
            Column("next", partial(_next, page), "note", reason=say("planning.kpis.reason.next")),
            Column("solutions", lambda row: ", ".join(row["solutions"]) or "–"),
        ),
    )
    return with_rows(page, given, (*_attitude_rows(page, kpis), *_bridge_rows(page, kpis.bridge)), blank=_DASH)


def _month(row: Row) -> Name | None:
    return None if row["month"] is None else month_name(row["month"])


def _figure(name: str) -> Callable[[Row], Number]:
    return lambda row: Number(row[name], _digits(row), sign=bool(row["computed"]))


def _light(page: ClientPage, row: Row) -> str | None:
    return page.say(f"planning.kpis.light.{row['light']}") if row["light"] else None


def _next(page: ClientPage, row: Row) -> str | None:
    """The next target, and when it is due."""
    if row["next_month"] is None:
        return None
    return f"{page.show(Number(row['next_target'], _digits(row)))} ({page.show(month_name(row['next_month']))})"


def _reason(page: ClientPage, row: Row) -> str:
    """Why a KPI cannot be judged."""
    return page.say(f"planning.kpis.reason.{row['reason']}") if row["reason"] else ""


def _untargeted(page: ClientPage, row: Row) -> str:
    """Why there is no target: there is none at all, or none of that month."""
    never = row["reason"] in ("no_target", "computed")
    return _reason(page, row) if never else page.say("planning.kpis.reason.no_target_month")


def _attitude_rows(page: ClientPage, kpis: Kpis) -> Iterator[Mapping[str, Content]]:
    attitude = kpis.attitude
    if not is_unknown(attitude.change):
        change = page.say("planning.kpis.change", m=Count(attitude.moved))
        yield _bare(page, change, Number(attitude.change, 2, sign=True), "kpi")


def _bridge_rows(page: ClientPage, bridge: Bridge) -> Iterator[Mapping[str, Content]]:
    if bridge.changes is None:
        return
    say, part, names = page.say, f"bridge_{bridge.base}", page.subject.market.names("services")
    yield _bare(page, say(f"planning.kpis.{bridge.base}.start"), Number(bridge.start, 0), part)
    for row in records(bridge.changes):
        yield _bare(page, names[row["service"]], Number(row["change_month"], 0, sign=True), part)
    if bridge.other:
        yield _bare(page, say(f"planning.kpis.{bridge.base}.other"), Number(bridge.other, 0, sign=True), part)
    moved = Number(bridge.actual - bridge.start, 0, sign=True)
    yield _bare(page, say(f"planning.kpis.{bridge.base}.moved"), moved, part)
    yield _bare(page, say("planning.kpis.bridge.actual"), Number(bridge.actual, 0), part)


def _bare(page: ClientPage, label: Name | str, value: Number, part: str) -> Mapping[str, Content]:
    """A row that has a name and one figure: it stands under the actuals."""
    return {"kpi": label, "part": page.say(f"planning.kpis.part.{part}"), "actual": value}
