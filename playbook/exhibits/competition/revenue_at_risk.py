"""2.4, revenue at risk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playbook.charts.bars import Bar, bar_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.units import Money, Number, Percent, Side, bounded, is_unknown

__all__ = ["build"]


@exhibit(
    "2.4",
    "competition.revenue_at_risk",
    needs=("scores", "competition_services"),
    rests_on=("scores.score", "competition_services.share"),
)
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.4 Revenue at risk by service, sorted: our revenue times the probability of losing it within 12 months, with its
    range."""
    services, currency = records(result.services), page.subject.currency
    fields = (
        Field("service", page.say("common.service"), "category"),
        Field("revenue", page.say("competition.revenue_at_risk.revenue"), "label", currency, numeric=True),
        Field("gap", page.say("competition.words.gap"), "label", page.say("competition.words.points"), numeric=True),
        Field("exposed", page.say("competition.revenue_at_risk.exposed_label"), "highlight"),
        Field("probability", page.say("competition.revenue_at_risk.probability"), "label", "%", numeric=True),
        Field("at_risk", page.say("competition.revenue_at_risk.at_risk_label"), "value", currency, numeric=True),
        Field("low", page.say("competition.revenue_at_risk.at_risk_low"), "low", currency, numeric=True),
        Field("high", page.say("competition.revenue_at_risk.at_risk_high"), "high", currency, numeric=True),
    )
    rows = tuple(tuple(_risk_cells(page, row, result.bound)) for row in services)
    subtitle = (
        "competition.revenue_at_risk.subtitle"
        if result.bound == "exact"
        else "competition.revenue_at_risk.subtitle_without_moves"
    )
    return page.make(
        "bar",
        page.say(subtitle),
        Values(fields, (*rows, tuple(_total_cells(page, result)))),
        sources=("bills", "competition_services", "scores", "moves"),
        status=result.status,
        draw=lambda: bar_chart([_risk_bar(page, row, result.bound) for row in services], lang=page.lang, sort=False),
    )


def _risk_cells(page: ClientPage, row: dict[str, Any], side: Side) -> Iterator[Cell]:
    currency, reason = page.subject.currency, page.say("competition.words.unknown_reason")
    unseen = page.say("competition.revenue_at_risk.no_moves")
    yield cell(page.subject.market.names("services")[row["service"]], page.lang)
    yield cell(Money(row["revenue_month"], currency), page.lang, page.say("competition.revenue_at_risk.unknown_part"))
    yield cell(Number(row["gap"], 1, sign=True), page.lang, reason)
    yield yes_no(page, row["exposed"], unseen)
    yield cell(bounded(Percent(row["probability"], 0), side), page.lang, reason)
    yield cell(bounded(Money(row["at_risk_month"], currency), side), page.lang, reason)
    for end in ("low_month", "high_month"):
        yield cell(
            Money(row[end], currency), page.lang, page.say("competition.words.no_range") if side == "exact" else unseen
        )


def _total_cells(page: ClientPage, result: CompetitionAnalysis) -> Iterator[Cell]:
    """The total over the services whose risk is known; a gap or a probability has none."""
    currency, none = page.subject.currency, Cell(None, "–", page.say("competition.revenue_at_risk.not_defined"))
    partly = is_unknown(result.at_risk_month)
    yield cell(page.say("competition.revenue_at_risk.total_known" if partly else "common.total"), page.lang)
    known = result.services[result.services["at_risk_month"].notna()] if partly else result.services
    yield cell(
        Money(float(known["revenue_month"].sum(skipna=False)), currency),
        page.lang,
        page.say("competition.revenue_at_risk.unknown_part"),
    )
    yield from (none, none, none)
    at_risk: tuple[float, Side] = (result.range.base_month, "exact") if result.bound == "exact" else result.at_risk
    yield cell(bounded(Money(at_risk[0], currency), at_risk[1]), page.lang, page.say("competition.words.no_range"))
    for amount in (result.range.low_month, result.range.high_month):
        yield cell(
            Money(amount, currency),
            page.lang,
            page.say(
                "competition.words.no_range" if result.bound == "exact" else "competition.revenue_at_risk.no_moves"
            ),
        )


def _risk_bar(page: ClientPage, row: dict[str, Any], side: Side) -> Bar:
    money = bounded(Money(row["at_risk_month"], page.subject.currency), side)
    facts = {name: Money(row[f"{name}_month"], page.subject.currency) for name in ("revenue", "low", "high")}
    known = row["low_month"] < row["high_month"]
    share = page.say(
        "competition.revenue_at_risk.of_revenue_range" if known else "competition.revenue_at_risk.of_revenue",
        p=bounded(Percent(row["probability"], 0), side),
        **facts,
    )
    name = page.show(page.subject.market.names("services")[row["service"]])
    return Bar(
        name,
        drawable(row["at_risk_month"]),
        page.show(money),
        share=share,
        role="warning" if row["exposed"] else "grey",
        low=drawable(row["low_month"]),
        high=drawable(row["high_month"]),
    )
