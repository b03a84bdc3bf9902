"""2.4, revenue at risk."""

from __future__ import annotations

from playbook.charts.bars import Bar, bar_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.competition.revenue_at_risk import RevenueAtRisk
from playbook.units import Money, Number, Percent, Printable, Side, bounded, is_unknown

__all__ = ["build"]


@exhibit(
    "2.4",
    "competition.revenue_at_risk",
    needs=("scores", "competition_services", "us"),
    rests_on=("scores.score", "competition_services.share"),
)
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.4 Revenue at risk by service, sorted: our revenue times the probability of losing it within 12 months, with its
    range."""
    risk = result.revenue_at_risk
    subtitle = "subtitle" if risk.bound == "exact" else "subtitle_without_moves"
    bars = [_bar(page, row, risk.bound) for row in records(risk.services)]
    return page.make(
        "bar",
        page.say(f"competition.revenue_at_risk.{subtitle}"),
        _values(page, result),
        sources=("bills", "competition_services", "scores", "moves"),
        status=risk.status,
        draw=lambda: bar_chart(bars, lang=page.lang, sort=False),
    )


def _values(page: ClientPage, result: CompetitionAnalysis) -> Values:
    risk, spread, services = result.revenue_at_risk, result.risk_range, page.subject.market.names("services")
    currency, side, partly = page.subject.currency, risk.bound, is_unknown(risk.at_risk_month)
    reason, no_range = page.say("competition.words.unknown_reason"), page.say("competition.words.no_range")
    unseen, no_part = (page.say(f"competition.revenue_at_risk.{key}") for key in ("no_moves", "unknown_part"))
    no_end = no_range if side == "exact" else unseen
    none = Cell(None, "–", page.say("competition.revenue_at_risk.not_defined"))

    def money(amount: float) -> Money:
        return Money(amount, currency)

    return table(
        page,
        records(risk.services),
        (
            Column(
                "service",
                lambda row: services[row["service"]],
                "category",
                total=page.say("competition.revenue_at_risk.total_known" if partly else "common.total"),
            ),
            Column(
                "revenue",
                lambda row: money(row["revenue_month"]),
                unit=currency,
                numeric=True,
                reason=no_part,
                total=cell(money(_revenue(risk)), page.lang, no_part),
            ),
            Column(
                "gap",
                lambda row: Number(row["gap"], 1, sign=True),
                unit=page.say("competition.words.points"),
                numeric=True,
                reason=reason,
                total=none,
            ),
            Column("exposed", lambda row: yes_no(page, row["exposed"], unseen), "highlight", total=none),
            Column(
                "probability",
                lambda row: bounded(Percent(row["probability"], 0), side),
                unit="%",
                numeric=True,
                reason=reason,
                total=none,
            ),
            Column(
                "at_risk",
                lambda row: bounded(money(row["at_risk_month"]), side),
                "value",
                currency,
                numeric=True,
                reason=reason,
                total=cell(_at_risk(page, result), page.lang, no_range),
            ),
            Column(
                "low",
                lambda row: money(row["low_month"]),
                "low",
                currency,
                numeric=True,
                reason=no_end,
                total=cell(money(spread.low_month), page.lang, no_end),
            ),
            Column(
                "high",
                lambda row: money(row["high_month"]),
                "high",
                currency,
                numeric=True,
                reason=no_end,
                total=cell(money(spread.high_month), page.lang, no_end),
            ),
        ),
        total=True,
    )


def _revenue(risk: RevenueAtRisk) -> float:
    """What the services bring whose risk is known; NaN where all are meant and one of them is unknown."""
    partly = is_unknown(risk.at_risk_month)
    services = risk.services[risk.services["at_risk_month"].notna()] if partly else risk.services
    return float(services["revenue_month"].sum(skipna=False))


def _at_risk(page: ClientPage, result: CompetitionAnalysis) -> Printable:
    risk = result.revenue_at_risk
    amount, side = (result.risk_range.base_month, risk.bound) if risk.bound == "exact" else risk.at_risk
    return bounded(Money(amount, page.subject.currency), side)


def _bar(page: ClientPage, row: Row, side: Side) -> Bar:
    amounts = {name: Money(row[f"{name}_month"], page.subject.currency) for name in ("revenue", "low", "high")}
    ranges = row["low_month"] < row["high_month"]
    share = page.say(
        "competition.revenue_at_risk.of_revenue_range" if ranges else "competition.revenue_at_risk.of_revenue",
        p=bounded(Percent(row["probability"], 0), side),
        **amounts,
    )
    return Bar(
        page.show(page.subject.market.names("services")[row["service"]]),
        drawable(row["at_risk_month"]),
        page.show(bounded(Money(row["at_risk_month"], page.subject.currency), side)),
        share=share,
        role="warning" if row["exposed"] else "grey",
        low=drawable(row["low_month"]),
        high=drawable(row["high_month"]),
    )
