"""3.2b, trend and outliers of the bills."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.trend import TrendMark, TrendPanel, trend_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.months import months_between
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.bill_trend import BillTrend
from playbook.units import Money, Name, Number, Percent, is_unknown

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
    trend = result.bill_trend
    if not trend.of("service")["enough"].any():
        return page.make(
            "table",
            page.say("needs.bill_trend.subtitle.short"),
            _short_values(page),
            sources=("bills",),
            status=trend.status,
        )
    shown = _shown(trend)
    return page.make(
        "trend",
        _subtitle(page, trend, len(shown)),
        _values(page, trend),
        sources=("bills",),
        status=trend.status,
        draw=lambda: _draw(page, trend, shown),
    )


def _shown(trend: BillTrend) -> Sequence[Row]:
    """The services of the panels: those that a trend is known of by their level, then the others."""
    services = trend.of("service")
    return records(
        services.sort_values(["level_month", "service"], ascending=[False, True], na_position="last").head(_PANELS)
    )


def _subtitle(page: ClientPage, trend: BillTrend, shown: int) -> str:
    services, total = trend.of("service"), trend.of("total").iloc[0]
    need = int(page.subject.assume("season_months"))
    what = (
        page.say("needs.bill_trend.subtitle.season")
        if services["seasonal"].any()
        else page.say("needs.bill_trend.subtitle.trend", need=need, n=months_between(total["start"], total["end"]))
    )
    left = len(services) - shown
    return page.say(
        "needs.bill_trend.subtitle", start=total["start"], end=total["end"], currency=page.subject.currency, trend=what
    ) + (page.say("needs.bill_trend.subtitle.left_out", n=left) if left else "")


def _draw(page: ClientPage, trend: BillTrend, shown: Sequence[Row]) -> Figure:
    calendar = list(trend.months.loc[trend.months["kind"] == "total", "month"])
    panels = [_panel(page, trend, row, calendar) for row in shown]
    keys: Any = tuple(page.say(f"needs.bill_trend.key.{kind}") for kind in ("gap", "apart", "outlier"))
    return trend_chart(panels, calendar, lang=page.lang, keys=keys)


def _panel(page: ClientPage, trend: BillTrend, row: Row, calendar: list[str]) -> TrendPanel:
    months = _own(trend, row)
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
        marks=_marks(page, trend, months),
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


def _marks(page: ClientPage, trend: BillTrend, months: Sequence[Row]) -> tuple[TrendMark, ...]:
    """Outliers, of the service or of one of its contracts; and months that do not count for a zero or a credit."""
    known = [(place, row) for place, row in enumerate(months) if not is_unknown(row["amount_month"])]
    return tuple(mark for place, row in known if (mark := _mark(page, trend, row, place)))


def _mark(page: ClientPage, trend: BillTrend, row: Row, place: int) -> TrendMark | None:
    month = row["month"]
    if row["state"] != "known":
        return TrendMark(place, page.say(f"needs.bill_trend.mark.{row['state']}", month=month), "apart")
    events = [event for event in trend.outliers if event.month == month and row["service"] in event.services]
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


def _own(trend: BillTrend, row: Row) -> Sequence[Row]:
    """The months of one series."""
    months = trend.months
    return records(
        months[
            (months["kind"] == row["kind"])
            & (months["service"] == row["service"])
            & (months["contract"] == row["contract"])
        ]
    )


def _values(page: ClientPage, trend: BillTrend) -> Values:
    """A row per series: the total, the services, each contract's services."""
    currency, few = page.subject.currency, _too_few_months(page)
    no_season = page.say("needs.bill_trend.no_season", n=int(page.subject.assume("season_months")))
    money = partial(Column, unit=currency, numeric=True, reason=few)

    def growth(name: str, of: str, role: str) -> Column:
        return Column(name, lambda row: Percent(row[of], 1, sign=True), role, "%", numeric=True, reason=few)

    def why(row: Row) -> str:
        return no_season if row["enough"] else few

    columns = (
        Column("series", partial(_series, page), "category"),
        Column("contract", partial(_contract, page), "series"),
        Column("start", lambda row: row["start"]),
        Column("end", lambda row: row["end"]),
        *(Column(name, partial(_count, name), numeric=True) for name in ("counted", "gaps", "zeros", "credits")),
        money("level", lambda row: Money(row["level_month"], currency)),
        growth("growth", "growth", "value"),
        growth("low", "growth_low", "low"),
        growth("high", "growth_high", "high"),
        money("change", lambda row: Money(row["change_month"], currency, sign=True)),
        Column("season", lambda row: Percent(row["amplitude"]), unit="%", numeric=True, reason=why),
        Column("outliers", partial(_outliers, page, trend), reason=few),
        Column("odd_cell", partial(_odd_months, page, trend)),
    )
    return table(page, records(trend.series), columns)


def _too_few_months(page: ClientPage) -> str:
    return page.say("needs.bill_trend.too_few_months", n=int(page.subject.assume("trend_months")))


def _count(name: str, row: Row) -> Number:
    return Number(row[name])


def _series(page: ClientPage, row: Row) -> Name | str:
    return page.say("common.total") if row["kind"] == "total" else page.subject.market.names("services")[row["service"]]


def _contract(page: ClientPage, row: Row) -> str:
    if row["kind"] != "line":
        return page.say("needs.bill_trend.all_contracts")
    return row["contract"] or page.say("needs.bill_trend.no_number")


def _outliers(page: ClientPage, trend: BillTrend, row: Row) -> str | None:
    """The outliers of a series with what they are beyond the expectation; those of the total by contract."""
    months = [month for month in _own(trend, row) if month["outlier"]]
    off = [(month["month"], month["deviation"], month["amount_month"] - month["expected_month"]) for month in months]
    if row["kind"] == "total":
        off = [(f"{event.contract} {event.month}".strip(), event.deviation, event.excess) for event in trend.outliers]
    texts = [
        page.say(
            "needs.bill_trend.outlier_cell",
            month=month,
            change=Percent(change, 0, sign=True),
            money=Money(money, page.subject.currency, sign=True),
        )
        for month, change, money in off
    ]
    return "; ".join(texts) or ("–" if row["enough"] else None)


def _odd_months(page: ClientPage, trend: BillTrend, row: Row) -> str:
    """The gaps, zeros and credits of a series; a credit's amount is told of a line alone."""
    months = [month for month in _own(trend, row) if month["state"] != "known"]
    return "; ".join(_odd_month(page, month, told=row["kind"] == "line") for month in months) or "–"


def _odd_month(page: ClientPage, month: Row, *, told: bool) -> str:
    state, name = month["state"], month["month"]
    if not told and state != "gap":
        return page.say(f"needs.bill_trend.mark.{state}", month=name)
    money = Money(month["amount_month"], page.subject.currency, 2)
    return page.say(f"needs.bill_trend.odd_{state}", month=name, money=money)


def _short_values(page: ClientPage) -> Values:
    """What there is: each bill's period and amount."""
    names, currency = page.subject.market.names("services"), page.subject.currency
    no_number = page.say("needs.bill_trend.no_number")
    return table(
        page,
        records(page.subject.table("bills")),
        (
            Column("series", lambda row: names[row["service"]], "category"),
            Column("contract", lambda row: no_number if is_unknown(row["contract"]) else str(row["contract"])),
            Column("start", lambda row: row["from"]),
            Column("end", lambda row: row["to"]),
            Column("covers", lambda row: Number(months_between(row["from"], row["to"])), numeric=True),
            Column("amount", lambda row: Money(row["amount_month"], currency, 2), "value", currency, numeric=True),
        ),
    )
