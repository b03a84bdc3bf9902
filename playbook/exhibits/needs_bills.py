"""Exhibits 3.2b and 3.4: the bills over time, and what the employees spend."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.stacked import StackedBar, stacked_chart
from playbook.charts.trend import TrendMark, TrendPanel, trend_chart
from playbook.client.rows import Row, grouped, records
from playbook.exhibits.compose import Page, cell, drawable, exhibit
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.months import months_between
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.bill_series import BillSeries
from playbook.steps.needs.staff import StaffSpend
from playbook.steps.shares import Total, total_of
from playbook.units import Money, Names, Number, Percent, bounded, is_unknown

__all__ = ["bills_over_time", "employees_spend"]

#: As many panels as a slide has room for; the smaller services are in the table.
_PANELS = 8
#: A season that prints as 0%.
_NO_SEASON = 0.005
_ROLES: dict[str | None, Role] = {"grows": "accent", "declines": "warning"}


@exhibit("3.2b", needs=("bills",))
def bills_over_time(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.2b Trend and outliers of the bills: a panel per service; a table of what there is where no service has enough
    months."""
    found = result.series
    if not found.of("service")["enough"].any():
        return page.make(
            "table",
            page.say("needs.bill_trend.subtitle.short"),
            _short_values(page),
            sources=("bills",),
            status=found.status,
        )
    shown = _shown(found)
    return page.make(
        "trend",
        _subtitle(page, found, len(shown)),
        _values(page, found),
        sources=("bills",),
        status=found.status,
        draw=lambda: _draw(page, found, shown),
    )


def _shown(found: BillSeries) -> list[Row]:
    """The services of the panels: those that a trend is known of by their level, then the others."""
    services = found.of("service")
    return records(
        services.sort_values(["level_month", "service"], ascending=[False, True], na_position="last").head(_PANELS)
    )


def _subtitle(page: Page, found: BillSeries, shown: int) -> str:
    services, total = found.of("service"), found.of("total").iloc[0]
    need = int(page.client.assume("season_months"))
    trend = (
        page.say("needs.bill_trend.subtitle.season")
        if services["seasonal"].any()
        else page.say("needs.bill_trend.subtitle.trend", need=need, n=months_between(total["start"], total["end"]))
    )
    left = len(services) - shown
    return page.say(
        "needs.bill_trend.subtitle", start=total["start"], end=total["end"], currency=page.client.currency, trend=trend
    ) + (page.say("needs.bill_trend.subtitle.left_out", n=left) if left else "")


def _draw(page: Page, found: BillSeries, shown: list[Row]) -> Figure:
    calendar = list(found.months.loc[found.months["kind"] == "total", "month"])
    panels = [_panel(page, found, row, calendar) for row in shown]
    keys: Any = tuple(page.say(f"needs.bill_trend.key.{kind}") for kind in ("gap", "apart", "outlier"))
    return trend_chart(panels, calendar, lang=page.lang, keys=keys)


def _panel(page: Page, found: BillSeries, row: Row, calendar: list[str]) -> TrendPanel:
    months = _own(found, row)
    return TrendPanel(
        page.show(page.client.market.names("services")[row["service"]]),
        [drawable(month["amount_month"]) for month in months],
        trend=[float(month["trend_month"]) for month in months] if row["enough"] else (),
        first=calendar.index(row["start"]),
        growth=page.say("needs.bill_trend.a_year", rate=Percent(round(row["growth"], 2), 0, sign=True))
        if row["enough"]
        else "",
        now=_now(page, row),
        role=_ROLES.get(row["direction"], "grey"),
        marks=_marks(page, found, months),
    )


def _now(page: Page, row: Row) -> str:
    """The trend's level at the end, and the season where it is known; one of less than half a percent is none."""
    if not row["enough"]:
        return page.say("needs.bill_trend.too_few", n=int(row["counted"]))
    level = Money(row["level_month"], page.client.currency)
    if not row["seasonal"]:
        return page.say("needs.bill_trend.now", level=level)
    return page.say(
        "needs.bill_trend.now_season" if row["amplitude"] >= _NO_SEASON else "needs.bill_trend.now_no_season",
        level=level,
        season=Percent(row["amplitude"], 0),
    )


def _marks(page: Page, found: BillSeries, months: list[Row]) -> tuple[TrendMark, ...]:
    """Outliers, of the service or of one of its contracts; and months that do not count for a zero or a credit."""
    known = [(place, row) for place, row in enumerate(months) if not is_unknown(row["amount_month"])]
    return tuple(mark for place, row in known if (mark := _mark(page, found, row, place)))


def _mark(page: Page, found: BillSeries, row: Row, place: int) -> TrendMark | None:
    month = row["month"]
    if row["state"] != "known":
        return TrendMark(place, page.say(f"needs.bill_trend.mark.{row['state']}", month=month), "apart")
    events = [event for event in found.outliers if event.month == month and row["service"] in event.services]
    if not row["outlier"] and not events:
        return None
    whose = events[0].contract if len(events) == 1 else ""
    change = Percent(events[0].deviation if whose else row["deviation"], 0, sign=True)
    label = page.say(
        "needs.bill_trend.mark.contract" if whose else "needs.bill_trend.mark.outlier",
        month=month,
        contract=whose,
        change=change,
    )
    return TrendMark(place, label, expected=drawable(row["expected_month"]))


def _own(found: BillSeries, row: Row) -> list[Row]:
    """The months of one series."""
    months = found.months
    return records(
        months[
            (months["kind"] == row["kind"])
            & (months["service"] == row["service"])
            & (months["contract"] == row["contract"])
        ]
    )


def _values(page: Page, found: BillSeries) -> Values:
    """A row per series: the total, the services, each contract's services."""
    money, share = page.client.currency, "%"
    units = {"level": money, "growth": share, "low": share, "high": share, "change": money, "season": share}
    texts, counts = ("series", "contract", "start", "end"), ("counted", "gaps", "zeros", "credits")
    roles = {"series": "category", "contract": "series", "growth": "value", "low": "low", "high": "high"}
    fields = tuple(
        Field(
            name,
            page.say(f"needs.bill_trend.{name}"),
            roles.get(name, "label"),
            units.get(name, ""),
            name in units or name in counts,
        )
        for name in (*texts, *counts, *units, "outliers", "odd_cell")
    )
    return Values(fields, tuple(_cells(page, found, row) for row in records(found.series)))


def _cells(page: Page, found: BillSeries, row: Row) -> tuple[Cell, ...]:
    lang, currency = page.lang, page.client.currency
    few = page.say("needs.bill_trend.too_few_months", n=int(page.client.assume("trend_months")))
    short = page.say("needs.bill_trend.no_season", n=int(page.client.assume("season_months")))
    name = (
        page.say("common.total")
        if row["kind"] == "total"
        else page.show(page.client.market.names("services")[row["service"]])
    )
    contract = (
        page.say("needs.bill_trend.all_contracts")
        if row["kind"] != "line"
        else row["contract"] or page.say("needs.bill_trend.no_number")
    )
    return (
        cell(name, lang),
        cell(contract, lang),
        cell(row["start"], lang),
        cell(row["end"], lang),
        *(cell(Number(row[kind]), lang) for kind in ("counted", "gaps", "zeros", "credits")),
        cell(Money(row["level_month"], currency), lang, few),
        *(cell(Percent(row[kind], 1, sign=True), lang, few) for kind in ("growth", "growth_low", "growth_high")),
        cell(Money(row["change_month"], currency, sign=True), lang, few),
        cell(Percent(row["amplitude"]), lang, few if not row["enough"] else short),
        *_events(page, found, row),
    )


def _events(page: Page, found: BillSeries, row: Row) -> tuple[Cell, Cell]:
    """The outliers of a series with what they are beyond the expectation, and its gaps, zeros and credits; those of the
    total by contract."""
    currency, own = page.client.currency, _own(found, row)
    off = [
        (month["month"], month["deviation"], month["amount_month"] - month["expected_month"])
        for month in own
        if month["outlier"]
    ]
    if row["kind"] == "total":
        off = [(f"{event.contract} {event.month}".strip(), event.deviation, event.excess) for event in found.outliers]
    outliers = [
        page.say(
            "needs.bill_trend.outlier_cell",
            month=month,
            change=Percent(change, 0, sign=True),
            money=Money(money, currency, sign=True),
        )
        for month, change, money in off
    ]
    odd = [
        page.say(
            f"needs.bill_trend.odd_{month['state']}",
            month=month["month"],
            money=Money(month["amount_month"], currency, 2),
        )
        if row["kind"] == "line" or month["state"] == "gap"
        else page.say(f"needs.bill_trend.mark.{month['state']}", month=month["month"])
        for month in own
        if month["state"] != "known"
    ]
    few = page.say("needs.bill_trend.too_few_months", n=int(page.client.assume("trend_months")))
    return cell("; ".join(outliers) or ("–" if row["enough"] else None), page.lang, few), cell(
        "; ".join(odd) or "–", page.lang
    )


def _short_values(page: Page) -> Values:
    """What there is: each bill's period and amount."""
    names, lang, currency = page.client.market.names("services"), page.lang, page.client.currency
    roles = {"series": "category", "amount": "value"}
    fields = tuple(
        Field(
            name,
            page.say(f"needs.bill_trend.{name}"),
            roles.get(name, "label"),
            currency if name == "amount" else "",
            name in ("covers", "amount"),
        )
        for name in ("series", "contract", "start", "end", "covers", "amount")
    )
    rows = records(page.client.table("bills"))
    return Values(
        fields,
        tuple(
            (
                cell(page.show(names[row["service"]]), lang),
                cell(
                    page.say("needs.bill_trend.no_number") if is_unknown(row["contract"]) else str(row["contract"]),
                    lang,
                ),
                cell(row["from"], lang),
                cell(row["to"], lang),
                cell(Number(months_between(row["from"], row["to"])), lang),
                cell(Money(row["amount_month"], currency, 2), lang),
            )
            for row in rows
        ),
    )


@exhibit("3.4", needs=("staff_spend",))
def employees_spend(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.4 Employees' spend: a bar per group, a segment per operator; the largest rival in the warning colour."""
    found = result.staff
    return page.make(
        "stacked",
        page.say("needs.staff_spend.subtitle", currency=page.client.currency),
        _staff_values(page, found),
        sources=("staff_spend",),
        status=found.status,
        draw=lambda: _draw_staff(page, found),
        extra={"total_rows": 3},
    )


def _draw_staff(page: Page, found: StaffSpend) -> Figure:
    names, us = page.client.market.names("operators"), page.client.market.us
    rivals = [operator for operator in found.operators if operator != us]
    roles: dict[str, Role] = {us: "accent", **dict.fromkeys(rivals[:1], "warning")}
    stack: list[tuple[str, Role]] = [
        (page.show(names[operator]), roles.get(operator, "grey")) for operator in found.operators
    ]
    return stacked_chart(
        [_staff_bar(page, found, group) for group in dict.fromkeys(found.frame["group"])], stack, lang=page.lang
    )


def _staff_bar(page: Page, found: StaffSpend, group: str) -> StackedBar:
    """A group's bar; an operator that none of the group is known to pay has nothing in it."""
    rows = found.frame[found.frame["group"] == group].set_index("operator")
    currency, names = page.client.currency, page.client.market.names("operators")
    amounts = [
        drawable(rows.loc[operator, "amount_month"]) if operator in rows.index else 0.0 for operator in found.operators
    ]
    total = Money(sum(amount or 0.0 for amount in amounts) or float("nan"), currency)
    unknown = Names(
        tuple(names[operator] for operator, amount in zip(found.operators, amounts, strict=True) if amount is None)
    )
    name, heads = page.show(found.names[group]), rows["heads"].sum(skipna=False)
    return StackedBar(
        name if is_unknown(heads) else page.say("needs.staff_spend.group_label", group=name, heads=Number(heads)),
        amounts,
        [page.show(Number(amount or 0.0)) for amount in amounts],
        page.say("needs.staff_spend.at_least_label", amount=total)
        if unknown.values and not is_unknown(total.value)
        else page.show(total),
        unknown=page.say("needs.staff_spend.segment_unknown", operator=unknown) if unknown.values else "",
    )


def _staff_values(page: Page, found: StaffSpend) -> Values:
    """A row per group and operator, then what is known in all, the rivals' part, and what a group plan wins of it."""
    labels = ("group", "operator", "heads", "amount", "share", "per_head")
    numbers = {"heads": "", "amount": page.client.currency, "share": "%", "per_head": page.client.currency}
    roles = {"group": "category", "operator": "series", "amount": "value"}
    fields = tuple(
        Field(
            name,
            page.say(f"needs.staff_spend.{name}"),
            roles.get(name, "label"),
            numbers.get(name, ""),
            name in numbers,
        )
        for name in labels
    )
    spent = {
        group: total_of(row["amount_month"] for row in own)
        for (group,), own in grouped(records(found.frame), "group").items()
    }
    rows = [_staff_cells(page, found, row, spent[row["group"]]) for row in records(found.frame)]
    total, rivals = found.total_known_month, found.rivals_known_month
    sums = (
        (page.say("needs.staff_spend.known"), Total(total, found.unknown), float("nan")),
        (
            page.say("needs.staff_spend.rivals"),
            Total(rivals, is_unknown(found.rivals_month)),
            rivals / total if total else float("nan"),
        ),
        (
            page.say("needs.staff_spend.plan", part=Percent(page.client.assume("group_plan_share"), 0)),
            Total(found.plan_month, is_unknown(found.rivals_month)),
            float("nan"),
        ),
    )
    return Values(fields, (*rows, *(_sum_cells(page, *row) for row in sums)))


def _staff_cells(page: Page, found: StaffSpend, row: Row, spent: Total) -> tuple[Cell, ...]:
    """A group's spend with an operator; its share is at most that where the group spends more than is known."""
    lang, currency = page.lang, page.client.currency
    no_amount, no_heads = page.say("needs.staff_spend.no_amount"), page.say("needs.staff_spend.no_heads")
    heads, amount = row["heads"], row["amount_month"]
    per_head = amount / heads if not is_unknown(heads) and heads > 0 else float("nan")
    return (
        cell(found.names[row["group"]], lang),
        cell(page.client.market.names("operators")[row["operator"]], lang),
        cell(Number(heads), lang, no_heads),
        cell(Money(amount, currency), lang, no_amount),
        cell(spent.share(amount), lang, no_amount),
        cell(Money(per_head, currency, 2), lang, no_amount if is_unknown(amount) else no_heads),
    )


def _sum_cells(page: Page, label: str, amount: Total, share: float) -> tuple[Cell, ...]:
    """A sum: at least what is known of it, unknown where nothing is; a share is one of what is known."""
    lang = page.lang
    money = bounded(Money(amount.known, page.client.currency), amount.side)
    blank = cell("–", lang)
    return (
        cell(label, lang),
        cell(page.say("needs.staff_spend.all_groups"), lang),
        blank,
        cell(money, lang, page.say("needs.staff_spend.no_amount")),
        blank
        if is_unknown(share)
        else cell(
            Percent(share if not amount.unknown else float("nan"), 0), lang, page.say("needs.staff_spend.no_amount")
        ),
        blank,
    )
