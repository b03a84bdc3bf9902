"""3.10, whitespace map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.holders import Holder, HolderCell, holders_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.whitespace import HOLDERS, Whitespace
from playbook.units import Count, Money, is_unknown

__all__ = ["build"]


@exhibit("3.10", "needs.whitespace", needs=("unit_services",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.10 Whitespace map: units x services, who serves each, and what it is worth."""
    found = result.whitespace
    return page.make(
        "matrix",
        page.say("needs.whitespace.subtitle", client=page.subject.name),
        _whitespace_values(page, found),
        sources=("unit_services",),
        status=found.status,
        internal=True,
        draw=lambda: _draw_whitespace(page, found),
    )


def _draw_whitespace(page: ClientPage, found: Whitespace) -> Figure:
    services, operators = page.subject.market.names("services"), page.subject.market.names("operators")
    cells = {(row["unit"], row["service"]): row for row in records(found.cells)}

    def held(row: dict[str, Any]) -> HolderCell:
        amount = "" if is_unknown(row["amount_month"]) else page.show(Money(row["amount_month"], page.subject.currency))
        who = (
            page.say(f"needs.whitespace.holder.{row['holder']}")
            if is_unknown(row["operator"])
            else page.show(operators[row["operator"]])
        )
        return HolderCell("us", amount or who) if row["holder"] == "us" else HolderCell(row["holder"], who, amount)

    grid = [[held(cells[unit, service]) for service in found.services] for unit in found.units]
    legend: dict[Holder, str] = {
        holder: page.say(  # type: ignore[misc]
            "needs.whitespace.legend",
            holder=page.say(f"needs.whitespace.holder.{holder}"),
            n=Count(found.counts[holder]),
        )
        for holder in HOLDERS
        if found.counts[holder]
    }
    columns = [page.show(services[service]) for service in found.services]
    return holders_chart(
        [page.show(name) for name in found.units.values()], columns, grid, lang=page.lang, legend=legend
    )


def _whitespace_values(page: ClientPage, found: Whitespace) -> Values:
    lang, currency = page.lang, page.subject.currency
    services, operators = page.subject.market.names("services"), page.subject.market.names("operators")
    fields = (
        Field("unit", page.say("needs.whitespace.unit"), "category"),
        Field("service", page.say("common.service"), "series"),
        Field("holder", page.say("needs.whitespace.holder"), "state"),
        Field("operator", page.say("needs.whitespace.operator"), "label"),
        Field("amount", page.say("needs.whitespace.amount"), "value", currency, numeric=True),
    )

    def cells(row: dict[str, Any]) -> Iterator[Cell]:
        holder = row["holder"]
        yield cell(row["name"], lang)
        yield cell(services[row["service"]], lang)
        unknown = page.say(f"needs.whitespace.reason.{row['reason']}") if not is_unknown(row["reason"]) else ""
        yield cell(None if holder == "unknown" else page.say(f"needs.whitespace.holder.{holder}"), lang, unknown)
        name = None if is_unknown(row["operator"]) else operators[row["operator"]]
        yield cell(name if holder == "rival" else "–", lang, page.say("needs.whitespace.reason.rival"))
        yield cell(
            "–" if holder == "none" else Money(row["amount_month"], currency),
            lang,
            unknown or page.say("needs.whitespace.reason.amount"),
        )

    return Values(fields, tuple(tuple(cells(row)) for row in records(found.cells)))
