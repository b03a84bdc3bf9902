"""Exhibit 6.6: the risks by probability and money, with owner and measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from operator import itemgetter

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.risk_map import RiskPoint, Words, risk_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.risks import Risks
from playbook.units import Money, Percent, Printable, bounded, is_unknown

__all__ = ["build"]

#: The most risks that the picture names; the table has all.
_MOST = 12


@exhibit("6.6", "planning.risks", needs=("risks",), rests_on=("scores.score", "competition_services.share"))
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.6 Risks: probability by money a month, the expected loss as area; recorded ones and those that the data
    show."""
    risks = result.risks
    return page.make(
        "risk_map",
        page.say("planning.risks.subtitle", high=Percent(page.subject.assume("risk_high"), 0)),
        _values(page, risks),
        sources=("risks",),
        status=risks.status,
        internal=True,
        draw=lambda: _draw(page, risks),
    )


def _draw(page: ClientPage, risks: Risks) -> Figure:
    points = [
        RiskPoint(
            page.show(row["name"]),
            drawable(row["probability"]),
            drawable(row["amount_month"]),
            role=_role(row),
            hollow=_computed(row),
        )
        for row in records(risks.risks)
    ]
    open_, managed, computed = (page.say(f"planning.risks.legend.{name}") for name in ("open", "managed", "computed"))
    words = Words(
        page.say("planning.risks.probability"),
        page.say("planning.risks.y"),
        page.say("planning.risks.likely"),
        page.say("planning.risks.not_sized"),
        (open_, managed, computed),
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


def _role(row: Row) -> Role:
    """Nobody owns it, or it is likely and nothing is done: warning. What the data show is grey."""
    if _computed(row):
        return "grey"
    return "warning" if row["owner"] is None or (row["likely"] is True and row["measure"] is None) else "accent"


def _values(page: ClientPage, risks: Risks) -> Values:
    """The risks, and what the recorded ones cost together."""
    total: Mapping[str, Content] = {"name": page.say("planning.risks.total"), "expected": _total(page, risks)}
    return with_rows(page, table(page, records(risks.risks), _columns(page)), (total,), blank=Cell("", "–"))


def _columns(page: ClientPage) -> tuple[Column, ...]:
    currency = page.subject.currency
    reason = {
        name: page.say(f"planning.risks.reason.{name}")
        for name in ("probability", "amount", "expected", "measure", "owner", "benefit", "computed")
    }

    def either(recorded: str, computed: str = "computed") -> Callable[[Row], str]:
        return lambda row: reason[computed if _computed(row) else recorded]

    amount = partial(Column, unit=currency, numeric=True)
    return (
        Column("risk", lambda row: "–" if _computed(row) else row["risk"]),
        Column("name", itemgetter("name"), "category", label=page.say("planning.risks.risk_name")),
        Column("kind", partial(_kind, page), "series"),
        Column("probability", _probability, "x", "%", numeric=True, reason=reason["probability"]),
        amount("amount", lambda row: Money(row["amount_month"], currency), "y", reason=either("amount", "benefit")),
        amount("expected", partial(_expected, currency), "size", reason=reason["expected"]),
        Column("measure", itemgetter("measure"), "note", reason=either("measure")),
        Column("owner", itemgetter("owner_name"), reason=either("owner")),
        Column("solution", lambda row: "–" if is_unknown(row["solution"]) else row["solution"]),
        Column("status", lambda row: page.status_label(row["status"])),
    )


def _computed(row: Row) -> bool:
    return bool(row["kind"] == "computed")


def _kind(page: ClientPage, row: Row) -> str:
    if _computed(row):
        return page.say("planning.risks.kind.computed", exhibit=row["exhibit"])
    return page.say("planning.risks.kind.recorded")


def _probability(row: Row) -> Printable:
    return bounded(Percent(row["probability"], 0), row["bound"])


def _expected(currency: str, row: Row) -> Printable:
    return bounded(Money(row["expected_month"], currency), row["bound"])


def _total(page: ClientPage, risks: Risks) -> Cell:
    """The expected loss of the recorded risks; at least so much where one is not known."""
    if not risks.recorded["expected_month"].notna().any():
        return cell(None, page.lang, page.say("planning.risks.reason.total"))
    amount = Money(risks.total.known, page.subject.currency)
    printed = page.say("planning.risks.at_least", amount=amount) if risks.total.unknown else page.show(amount)
    return Cell(amount.value, printed)
