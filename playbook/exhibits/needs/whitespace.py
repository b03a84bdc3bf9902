"""3.10, whitespace map."""

from __future__ import annotations

from matplotlib.figure import Figure

from playbook.charts.holders import Holder, HolderCell, holders_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.whitespace import HOLDERS, Whitespace
from playbook.units import Count, Money, Name, is_unknown

__all__ = ["build"]


@exhibit("3.10", "needs.whitespace", needs=("unit_services",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.10 Whitespace map: units x services, who serves each, and what it is worth."""
    whitespace = result.whitespace
    return page.make(
        "matrix",
        page.say("needs.whitespace.subtitle", client=page.subject.name),
        _values(page, whitespace),
        sources=("unit_services",),
        status=whitespace.status,
        internal=True,
        draw=lambda: _draw(page, whitespace),
    )


def _draw(page: ClientPage, whitespace: Whitespace) -> Figure:
    services, operators = page.subject.market.names("services"), page.subject.market.names("operators")
    cells = {(row["unit"], row["service"]): row for row in records(whitespace.cells)}

    def held(row: Row) -> HolderCell:
        amount = "" if is_unknown(row["amount_month"]) else page.show(Money(row["amount_month"], page.subject.currency))
        who = (
            page.say(f"needs.whitespace.holder.{row['holder']}")
            if is_unknown(row["operator"])
            else page.show(operators[row["operator"]])
        )
        return HolderCell("us", amount or who) if row["holder"] == "us" else HolderCell(row["holder"], who, amount)

    grid = [[held(cells[unit, service]) for service in whitespace.services] for unit in whitespace.units]
    legend: dict[Holder, str] = {
        holder: page.say(  # type: ignore[misc]
            "needs.whitespace.legend",
            holder=page.say(f"needs.whitespace.holder.{holder}"),
            n=Count(whitespace.counts[holder]),
        )
        for holder in HOLDERS
        if whitespace.counts[holder]
    }
    columns = [page.show(services[service]) for service in whitespace.services]
    return holders_chart(
        [page.show(name) for name in whitespace.units.values()], columns, grid, lang=page.lang, legend=legend
    )


def _values(page: ClientPage, whitespace: Whitespace) -> Values:
    currency, market = page.subject.currency, page.subject.market
    services, operators = market.names("services"), market.names("operators")
    no_rival, no_amount = (page.say(f"needs.whitespace.reason.{name}") for name in ("rival", "amount"))

    def unknown(row: Row) -> str:
        return "" if is_unknown(row["reason"]) else page.say(f"needs.whitespace.reason.{row['reason']}")

    def holder(row: Row) -> str | None:
        return None if row["holder"] == "unknown" else page.say(f"needs.whitespace.holder.{row['holder']}")

    def rival(row: Row) -> Name | str | None:
        return "–" if row["holder"] != "rival" else operators.get(row["operator"])

    def amount(row: Row) -> Money | str:
        return "–" if row["holder"] == "none" else Money(row["amount_month"], currency)

    return table(
        page,
        records(whitespace.cells),
        (
            Column("unit", lambda row: row["name"], "category"),
            Column("service", lambda row: services[row["service"]], "series", label=page.say("common.service")),
            Column("holder", holder, "state", reason=unknown),
            Column("operator", rival, reason=no_rival),
            Column("amount", amount, "value", currency, numeric=True, reason=lambda row: unknown(row) or no_amount),
        ),
    )
