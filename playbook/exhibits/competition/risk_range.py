"""2.4b, what moves the revenue at risk."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from playbook.charts.tornado import TornadoBar, tornado_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.competition.risk_range import RiskRange, assumption_name, bound
from playbook.units import Money, Side, bounded, is_unknown

__all__ = ["build"]

#: The most bars of the tornado; the table has them all.
_BARS = 8


@exhibit(
    "2.4b",
    "competition.risk_range",
    needs=("scores", "competition_services", "us"),
    rests_on=("scores.score", "competition_services.share"),
)
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.4b What moves the revenue at risk: a tornado over the assumptions of step 2, each alone from its low to its
    high bound."""
    spread = result.risk_range
    moving = spread.moving[:_BARS]
    return page.make(
        "tornado" if moving else "table",
        page.say("competition.risk_range.subtitle"),
        _values(page, spread, partly=is_unknown(result.revenue_at_risk.at_risk_month)),
        sources=("bills", "competition_services", "scores", "moves"),
        status=result.revenue_at_risk.status,
        draw=(lambda: _tornado(page, moving, spread.base_month)) if moving else None,
    )


def _values(page: ClientPage, spread: RiskRange, *, partly: bool) -> Values:
    """What each assumption moves the total to: at least that, and how far is not known, while the risk of a service is
    not."""
    currency, no_range = page.subject.currency, page.say("competition.words.no_range")
    least: Side = "at_least" if partly else "exact"
    swing: Side = "unknown" if partly else "exact"
    return table(
        page,
        records(spread.assumptions),
        (
            Column("assumption", lambda row: assumption_name(row["assumption"]), "category"),
            Column("assumed", lambda row: bound(row["value"]), numeric=True),
            Column("from", lambda row: bound(row["low"]), numeric=True),
            Column("to", lambda row: bound(row["high"]), numeric=True),
            Column(
                "at_low",
                lambda row: bounded(Money(row["at_low_month"], currency), least),
                "low",
                currency,
                numeric=True,
                reason=no_range,
            ),
            Column(
                "at_high",
                lambda row: bounded(Money(row["at_high_month"], currency), least),
                "high",
                currency,
                numeric=True,
                reason=no_range,
            ),
            Column(
                "swing",
                lambda row: bounded(Money(row["swing_month"], currency), swing),
                "value",
                currency,
                numeric=True,
                reason=no_range,
            ),
        ),
    )


def _tornado(page: ClientPage, rows: Sequence[Row], base: float) -> Figure:
    bars = [
        TornadoBar(
            page.show(assumption_name(row["assumption"])),
            row["at_low_month"],
            row["at_high_month"],
            _end(page, row["at_low_month"], row["low"]),
            _end(page, row["at_high_month"], row["high"]),
            role="grey" if number else "accent",
        )
        for number, row in enumerate(rows)
    ]
    return tornado_chart(
        bars,
        base,
        lang=page.lang,
        base_label=page.say("competition.risk_range.base_label", amount=Money(base, page.subject.currency)),
        low_label=page.say("competition.risk_range.end_low"),
        high_label=page.say("competition.risk_range.end_high"),
    )


def _end(page: ClientPage, amount: float, at: float) -> str:
    return page.say("competition.risk_range.end", amount=Money(amount, page.subject.currency), at=bound(at))
