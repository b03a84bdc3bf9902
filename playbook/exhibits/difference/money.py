"""The money of two plans as exhibits: the base, where the plan lands, and what is at risk, each then and now with its
causes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from playbook.charts.before_after import BeforeAfter, Words, before_after_chart
from playbook.charts.waterfall import WaterfallStep, waterfall_chart
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import cell, drawable
from playbook.exhibits.difference.page import DiffPage, amounts, fields
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.difference.plan_diff import PlanDiff
from playbook.steps.difference.plan_money import Bridge, BridgeStep, moved
from playbook.steps.difference.row_changes import RowChange
from playbook.steps.months import period_name, quarter_of
from playbook.steps.solutions.waterfall_bars import MONTH
from playbook.steps.status import weakest
from playbook.units import Name, Number, Percent, Side, bounded, is_unknown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FIGURES", "base_bridge", "landing_bridge", "revenue_at_risk", "total_row"]

FIGURES = ("base", "landing", "target", "short", "exposed", "risk")
#: The most steps that a bridge draws; the smallest others are one bar. The table has them all.
_BARS = 6
#: The columns that tell why a bar of a bridge moved.
_TOLD = ("amount_month", "benefit_base_month", "chosen")


def total_row(page: DiffPage, name: str) -> tuple[Cell, ...]:
    """A figure of the money then and now, with its cause."""
    then, now = (money.totals[name] for money in page.of.money)
    label, told = (
        cell(page.say(f"difference.words.totals.{name}"), page.lang),
        amounts(page, then, now, _sides(page, name)),
    )
    if name == "base":
        told = (*(cell(money.base.money(page.client.currency), page.lang) for money in page.of.money), told[2])
    return (label, *told, page.because(_behind(page, name)))


def _sides(page: DiffPage, name: str) -> tuple[Side, Side]:
    """How a figure of both plans is to be read."""
    then, now = (money.bounds.get(name, "exact") for money in page.of.money)
    return then, now


def _behind(page: DiffPage, name: str) -> tuple[RowChange, ...]:
    return page.of.causes("landing" if name == "short" else name)


@exhibit("1.1", "difference.base")
def base_bridge(page: DiffPage, _: PlanDiff) -> Exhibit:
    """1.1: the base then, what each service changed, the base now."""
    then, now = (_period(page, money.base.start, money.base.end) for money in page.of.money)
    subtitle = page.say("difference.words.subtitle.1-1", unit=page.client.currency, before=then, after=now)
    ends = tuple(page.say("difference.words.bar.base", period=period) for period in (then, now))
    return _bridge(page, page.of.base, subtitle, ends=ends, figure="base")


def _period(page: DiffPage, start: str, end: str) -> str:
    """The months of a base: a quarter where they are one."""
    quarter = quarter_of(start, end)
    return (
        page.say("difference.words.quarter", year=start[:4], quarter=quarter)
        if quarter
        else period_name(start, end, page.lang)
    )


@exhibit("1.2", "difference.landing")
def landing_bridge(page: DiffPage, _: PlanDiff) -> Exhibit:
    """1.2: where the plan landed, what moved it, where it lands now; then the target."""
    subtitle = page.say("difference.words.subtitle.1-2", unit=page.client.currency, month=MONTH)
    ends = tuple(
        page.say("difference.words.bar.landing", day=day.isoformat()) for day in (page.of.before, page.of.after)
    )
    return _bridge(page, page.of.landing, subtitle, ends=ends, figure="landing")


def _bridge(page: DiffPage, bridge: Bridge, subtitle: str, *, ends: tuple[str, ...], figure: str) -> Exhibit:
    rows = [
        (
            cell(step.name, page.lang),
            *amounts(page, step.before, step.after),
            page.because(_step_causes(page, step, figure), _TOLD),
        )
        for step in bridge.steps
    ]
    extras = ("base",) if figure == "base" else ("landing", "target", "short")
    totals = [total_row(page, name) for name in extras]
    causes = [cause for step in bridge.steps for cause in _step_causes(page, step, figure)]
    status = weakest(money.statuses[figure] for money in page.of.money)
    draw = (lambda: _bridge_figure(page, bridge, ends, figure)) if bridge.steps else None
    values, extra = Values(fields(page, "item"), (*rows, *totals)), {"total_rows": len(totals)}
    return page.compose("waterfall", subtitle, values, causes=causes, status=status, draw=draw, extra=extra)


def _step_causes(page: DiffPage, step: BridgeStep, figure: str) -> tuple[RowChange, ...]:
    """The rows behind one bar: its service's bills, its solutions, the erosions."""
    if figure == "base" or step.id == "base":
        return page.of.causes("base", step.ids)
    return page.of.causes("landing", step.ids) if step.ids else page.of.causes("erosion")


def _bridge_figure(page: DiffPage, bridge: Bridge, ends: tuple[str, ...], figure: str) -> Figure:
    """A waterfall of the change alone: the line that it stands on is the earlier total."""
    totals = (bridge.before, bridge.after)
    sides = _sides(page, figure)
    labels = [
        page.say("difference.words.bar.end", label=label, total=bounded(page.money(total), side))
        for label, total, side in zip(ends, totals, sides, strict=True)
    ]
    first = WaterfallStep(labels[0], 0.0, "0", total=True)
    last = WaterfallStep(labels[1], bridge.amount, page.show(Number(bridge.amount, 0, sign=True)), total=True)
    steps = [
        WaterfallStep(page.show(step.name), step.amount, page.show(Number(step.amount, 0, sign=True)))
        for step in _drawn(page, bridge)
    ]
    share = (
        page.show(Percent(bridge.after / bridge.before - 1, 1, sign=True))
        if bridge.before > 0 and sides == ("exact", "exact")
        else ""
    )
    return waterfall_chart([first, *steps, last], lang=page.lang, growth=share)


def _drawn(page: DiffPage, bridge: Bridge) -> list[BridgeStep]:
    """The largest steps in their order; the others as one."""
    largest = sorted(bridge.steps, key=lambda step: (-abs(step.amount), step.id))[
        : _BARS if len(bridge.steps) <= _BARS else _BARS - 1
    ]
    left = [step for step in bridge.steps if step not in largest]
    rest = BridgeStep(
        "rest",
        _name(page, "difference.words.other_bars"),
        sum(step.before for step in left),
        sum(step.after for step in left),
        frozenset(),
    )
    return [*(step for step in bridge.steps if step in largest), *([rest] if left else [])]


def _name(page: DiffPage, message: str) -> Name:
    text = page.say(message)
    return Name(text, text)


@exhibit("1.3", "difference.revenue_at_risk")
def revenue_at_risk(page: DiffPage, _: PlanDiff) -> Exhibit | None:
    """1.3: revenue at risk by service, then and now."""
    then, now = (money.at_risk for money in page.of.money)
    if not (then or now):
        return None
    services = sorted(then.keys() | now.keys(), key=lambda key: (-_or_zero(now.get(key, then.get(key))), key))
    sides = _of_services(page)
    rows = [
        (
            cell(page.of.services[service], page.lang),
            *amounts(page, then.get(service, float("nan")), now.get(service, float("nan")), sides),
            page.because((*page.of.causes("rivals", {service}), *page.of.causes("base"))),
        )
        for service in services
    ]
    totals = [total_row(page, name) for name in ("risk", "exposed")]
    status = weakest(money.statuses["risk"] for money in page.of.money)
    subtitle = page.say("difference.words.subtitle.1-3", unit=page.client.currency, **page.days())
    values = Values(fields(page, "item"), (*rows, *totals))
    some = any(not is_unknown(amount) for money in (then, now) for amount in money.values())
    draw = (lambda: _risk_figure(page, services)) if some else None
    return page.compose(
        "bar",
        subtitle,
        values,
        causes=page.of.causes("risk"),
        status=status,
        draw=draw,
        extra={"total_rows": len(totals)},
    )


def _of_services(page: DiffPage) -> tuple[Side, Side]:
    """How what is at risk on a service is to be read, then and now."""
    then, now = (money.at_risk_bound for money in page.of.money)
    return then, now


def _or_zero(value: float | None) -> float:
    return 0.0 if value is None or is_unknown(value) else value


def _risk_figure(page: DiffPage, services: Sequence[str]) -> Figure:
    days = [page.say("difference.words.legend.day", day=day.isoformat()) for day in (page.of.before, page.of.after)]
    words = Words(
        page.say("difference.words.moved"),
        days[0],
        days[1],
        days[0],
        "",
        days[1],
        page.say("difference.words.legend.warning"),
    )
    return before_after_chart([_risk_bar(page, service) for service in services], words, lang=page.lang)


def _risk_bar(page: DiffPage, service: str) -> BeforeAfter:
    """A service's bar then, its mark now; in the warning colour where it is more at risk."""
    then, now = (money.at_risk.get(service, float("nan")) for money in page.of.money)
    more = moved(_or_zero(then), _or_zero(now)) > 0
    return BeforeAfter(
        page.show(page.of.services[service]),
        drawable(then),
        page.show(Number(then)),
        after=drawable(now),
        after_printed=page.show(Number(now)),
        note=page.show(Number(moved(then, now), 0, sign=True)),
        role="warning" if more and not is_unknown(then) else "grey",
    )
