"""3.2b, trend and outliers of the bills."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.trend import TrendMark, TrendPanel, trend_chart
from playbook.client.rows import Row, records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.months import months_between
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.bill_trend import BillTrend
from playbook.units import Money, Number, Percent, is_unknown

__all__ = ["build"]

#: As many panels as a slide has room for; the smaller services are in the table.
_PANELS = 8


#: A season that prints as 0%.
_NO_SEASON = 0.005


_ROLES: dict[str | None, Role] = {"grows": "accent", "declines": "warning"}


@exhibit("3.2b", "needs.bill_trend", needs=("bills",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.2b Trend and outliers of the bills: a panel per service; a table of what there is where no service has enough
    months."""
    found = result.bill_trend
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


def _shown(found: BillTrend) -> list[Row]:
    """The services of the panels: those that a trend is known of by their level, then the others."""
    services = found.of("service")
    return records(
        services.sort_values(["level_month", "service"], ascending=[False, True], na_position="last").head(_PANELS)
    )


def _subtitle(page: ClientPage, found: BillTrend, shown: int) -> str:
    services, total = found.of("service"), found.of("total").iloc[0]
    need = int(page.subject.assume("season_months"))
    trend = (
        page.say("needs.bill_trend.subtitle.season")
        if services["seasonal"].any()
        else page.say("needs.bill_trend.subtitle.trend", need=need, n=months_between(total["start"], total["end"]))
    )
    left = len(services) - shown
    return page.say(
        "needs.bill_trend.subtitle", start=total["start"], end=total["end"], currency=page.subject.currency, trend=trend
    ) + (page.say("needs.bill_trend.subtitle.left_out", n=left) if left else "")


def _draw(page: ClientPage, found: BillTrend, shown: list[Row]) -> Figure:
    calendar = list(found.months.loc[found.months["kind"] == "total", "month"])
    panels = [_panel(page, found, row, calendar) for row in shown]
    keys: Any = tuple(page.say(f"needs.bill_trend.key.{kind}") for kind in ("gap", "apart", "outlier"))
    return trend_chart(panels, calendar, lang=page.lang, keys=keys)


def _panel(page: ClientPage, found: BillTrend, row: Row, calendar: list[str]) -> TrendPanel:
    months = _own(found, row)
    return TrendPanel(
        page.show(page.subject.market.names("services")[row["service"]]),
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


def _now(page: ClientPage, row: Row) -> str:
    """The trend's level at the end, and the season where it is known; one of less than half a percent is none."""
    if not row["enough"]:
        return page.say("needs.bill_trend.too_few", n=int(row["counted"]))
    level = Money(row["level_month"], page.subject.currency)
    if not row["seasonal"]:
        return page.say("needs.bill_trend.now", level=level)
    return page.say(
        "needs.bill_trend.now_season" if row["amplitude"] >= _NO_SEASON else "needs.bill_trend.now_no_season",
        level=level,
        season=Percent(row["amplitude"], 0),
    )


def _marks(page: ClientPage, found: BillTrend, months: list[Row]) -> tuple[TrendMark, ...]:
    """Outliers, of the service or of one of its contracts; and months that do not count for a zero or a credit."""
    known = [(place, row) for place, row in enumerate(months) if not is_unknown(row["amount_month"])]
    return tuple(mark for place, row in known if (mark := _mark(page, found, row, place)))


def _mark(page: ClientPage, found: BillTrend, row: Row, place: int) -> TrendMark | None:
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


def _own(found: BillTrend, row: Row) -> list[Row]:
    """The months of one series."""
    months = found.months
    return records(
        months[
            (months["kind"] == row["kind"])
            & (months["service"] == row["service"])
            & (months["contract"] == row["contract"])
        ]
    )


def _values(page: ClientPage, found: BillTrend) -> Values:
    """A row per series: the total, the services, each contract's services."""
    money, share = page.subject.currency, "%"
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


def _cells(page: ClientPage, found: BillTrend, row: Row) -> tuple[Cell, ...]:
    lang, currency = page.lang, page.subject.currency
    few = page.say("needs.bill_trend.too_few_months", n=int(page.subject.assume("trend_months")))
    short = page.say("needs.bill_trend.no_season", n=int(page.subject.assume("season_months")))
    name = (
        page.say("common.total")
        if row["kind"] == "total"
        else page.show(page.subject.market.names("services")[row["service"]])
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


def _events(page: ClientPage, found: BillTrend, row: Row) -> tuple[Cell, Cell]:
    """The outliers of a series with what they are beyond the expectation, and its gaps, zeros and credits; those of the
    total by contract."""
    currency, own = page.subject.currency, _own(found, row)
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
    few = page.say("needs.bill_trend.too_few_months", n=int(page.subject.assume("trend_months")))
    return cell("; ".join(outliers) or ("–" if row["enough"] else None), page.lang, few), cell(
        "; ".join(odd) or "–", page.lang
    )


def _short_values(page: ClientPage) -> Values:
    """What there is: each bill's period and amount."""
    names, lang, currency = page.subject.market.names("services"), page.lang, page.subject.currency
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
    rows = records(page.subject.table("bills"))
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
