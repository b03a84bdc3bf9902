"""2.4b, what moves the revenue at risk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.tornado import TornadoBar, tornado_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.competition.risk_findings import assumption_name, bound
from playbook.units import Money, Side, bounded, is_unknown

__all__ = ["build"]

#: The most bars of the tornado; the table has them all.
_BARS = 8


@exhibit(
    "2.4b",
    "competition.risk_range",
    needs=("scores", "competition_services"),
    rests_on=("scores.score", "competition_services.share"),
)
def build(page: ClientPage, result: CompetitionAnalysis) -> Exhibit:
    """2.4b What moves the revenue at risk: a tornado over the assumptions of step 2, each alone from its low to its
    high bound."""
    rows, currency = records(result.range.assumptions), page.subject.currency
    fields = (
        Field("assumption", page.say("competition.risk_range.assumption_label"), "category"),
        Field("assumed", page.say("competition.risk_range.assumed"), "label", numeric=True),
        Field("from", page.say("competition.risk_range.low_label"), "label", numeric=True),
        Field("to", page.say("competition.risk_range.high_label"), "label", numeric=True),
        Field("at_low", page.say("competition.risk_range.at_low"), "low", currency, numeric=True),
        Field("at_high", page.say("competition.risk_range.at_high"), "high", currency, numeric=True),
        Field("swing", page.say("competition.risk_range.swing_label"), "value", currency, numeric=True),
    )
    moving = [row for row in rows if row["swing_month"] > 0][:_BARS]
    return page.make(
        "tornado" if moving else "table",
        page.say("competition.risk_range.subtitle"),
        Values(fields, tuple(tuple(_swing_cells(page, row, partly=is_unknown(result.at_risk_month))) for row in rows)),
        sources=("bills", "competition_services", "scores", "moves"),
        status=result.status,
        draw=(lambda: _tornado(page, moving, result.range.base_month)) if moving else None,
    )


def _swing_cells(page: ClientPage, row: dict[str, Any], *, partly: bool) -> Iterator[Cell]:
    """What an assumption moves the total to: at least that, and how far is not known, while the risk of a service is
    not."""
    yield cell(assumption_name(row["assumption"]), page.lang)
    for name in ("value", "low", "high"):
        yield cell(bound(row[name]), page.lang)
    sides: dict[str, Side] = {"at_low_month": "at_least", "at_high_month": "at_least", "swing_month": "unknown"}
    for name, side in sides.items():
        yield cell(
            bounded(Money(row[name], page.subject.currency), side if partly else "exact"),
            page.lang,
            page.say("competition.words.no_range"),
        )


def _tornado(page: ClientPage, rows: list[dict[str, Any]], base: float) -> Figure:
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
