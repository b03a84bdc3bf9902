"""Exhibit 6.6: the risks by probability and money, with owner and measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.risk_map import RiskPoint, Words, risk_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.risks import Risks
from playbook.units import Money, Percent, bounded, is_unknown

__all__ = ["build"]

#: The most risks that the picture names; the table has all.
_MOST = 12


@exhibit("6.6", "planning.risks", needs=("risks",), rests_on=("scores.score", "competition_services.share"))
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.6 Risks: probability by money a month, the expected loss as area; recorded ones and those that the data
    show."""
    found = result.risks
    return page.make(
        "risk_map",
        page.say("planning.risks.subtitle", high=Percent(page.subject.assume("risk_high"), 0)),
        _values(page, found),
        sources=("risks",),
        status=found.status,
        internal=True,
        draw=lambda: _draw(page, found),
    )


def _draw(page: ClientPage, found: Risks) -> Figure:
    points = [
        RiskPoint(
            page.show(row["name"]),
            drawable(row["probability"]),
            drawable(row["amount_month"]),
            role=_role(row),
            hollow=row["kind"] == "computed",
        )
        for row in records(found.risks)
    ]
    words = Words(
        page.say("planning.risks.x"),
        page.say("planning.risks.y"),
        page.say("planning.risks.likely"),
        page.say("planning.risks.not_sized"),
        (
            page.say("planning.risks.legend.open"),
            page.say("planning.risks.legend.managed"),
            page.say("planning.risks.legend.computed"),
        ),
    )
    currency = page.subject.currency
    return risk_chart(
        points[:_MOST],
        lang=page.lang,
        words=words,
        split=page.subject.assume("risk_high"),
        printed=lambda amount: page.show(Money(amount, currency)),
        curve=lambda amount: page.say("planning.risks.line", amount=Money(amount, currency)),
    )


def _role(row: dict[str, Any]) -> Role:
    """Nobody owns it, or it is likely and nothing is done: warning. What the data show is grey."""
    if row["kind"] == "computed":
        return "grey"
    return "warning" if row["owner"] is None or (row["likely"] is True and row["measure"] is None) else "accent"


def _values(page: ClientPage, found: Risks) -> Values:
    currency = page.subject.currency
    fields = (
        Field("risk", page.say("planning.risks.head.risk"), "label"),
        Field("name", page.say("planning.risks.head.name"), "category"),
        Field("kind", page.say("planning.risks.head.kind"), "series"),
        Field("probability", page.say("planning.risks.head.probability"), "x", "%", numeric=True),
        Field("amount", page.say("planning.risks.head.amount"), "y", currency, numeric=True),
        Field("expected", page.say("planning.risks.head.expected"), "size", currency, numeric=True),
        Field("measure", page.say("planning.risks.head.measure"), "note"),
        Field("owner", page.say("planning.risks.head.owner"), "label"),
        Field("solution", page.say("planning.risks.head.solution"), "label"),
        Field("status", page.say("planning.risks.head.status"), "label"),
    )
    return Values(fields, (*(tuple(_cells(page, row)) for row in records(found.risks)), tuple(_total(page, found))))


def _cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    lang, currency, computed = page.lang, page.subject.currency, row["kind"] == "computed"
    reason = {
        name: page.say(f"planning.risks.reason.{name}")
        for name in ("probability", "amount", "expected", "measure", "owner", "benefit", "computed")
    }
    yield cell("–" if computed else row["risk"], lang)
    yield cell(row["name"], lang)
    yield cell(
        page.say("planning.risks.kind.computed", exhibit=row["exhibit"])
        if computed
        else page.say("planning.risks.kind.recorded"),
        lang,
    )
    yield cell(bounded(Percent(row["probability"], 0), row["bound"]), lang, reason["probability"])
    yield cell(Money(row["amount_month"], currency), lang, reason["benefit" if computed else "amount"])
    yield cell(bounded(Money(row["expected_month"], currency), row["bound"]), lang, reason["expected"])
    yield cell(row["measure"], lang, reason["computed" if computed else "measure"])
    yield cell(row["owner_name"], lang, reason["computed" if computed else "owner"])
    yield cell("–" if is_unknown(row["solution"]) else row["solution"], lang)
    yield cell(page.status_label(row["status"]), lang)


def _total(page: ClientPage, found: Risks) -> Iterator[Cell]:
    amount = Money(found.total.known, page.subject.currency)
    known = found.recorded["expected_month"].notna().any()
    yield from (Cell("", "–"), cell(page.say("planning.risks.total"), page.lang), *[Cell("", "–")] * 3)
    if not known:
        yield cell(None, page.lang, page.say("planning.risks.reason.total"))
    else:
        yield Cell(
            amount.value,
            page.say("planning.risks.at_least", amount=amount) if found.total.unknown else page.show(amount),
        )
    yield from [Cell("", "–")] * 4
