"""3.6, goals, initiatives and what they mean for telecom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.chain import ChainRow, Support, chain_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.goals import GoalMap
from playbook.units import Count, Money, is_unknown

__all__ = ["build"]


@exhibit("3.6", "needs.goals", needs=("goals",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.6 From goals to initiatives to telecom; what we do not support is in the warning colour."""
    found = result.goals
    sized = found.goals["amount_month"].notna().any()
    subtitle = page.say(
        f"needs.goals.subtitle{'' if sized else '_plain'}",
        goals=Count(found.goals["goal"].nunique()),
        initiatives=Count(len(found.goals)),
    )
    return page.make(
        "chain",
        subtitle,
        _goal_values(page, found),
        sources=("goals",),
        status=found.status,
        internal=True,
        draw=lambda: _chain(page, found),
        extra={"total_rows": 1} if _lacking(found) else {},
    )


def _state(flag: bool | None) -> Support:
    return "unknown" if flag is None else "yes" if flag else "no"


def _lacking(found: GoalMap) -> bool:
    return any(flag is False for flag in found.goals["supported"])


def _chain(page: ClientPage, found: GoalMap) -> Figure:
    rows = [
        ChainRow(
            page.show(row["goal"]),
            page.show(row["name"]),
            None if row["telecom"] is None else page.show(row["telecom"]),
            state=_state(row["supported"]),
            note=""
            if is_unknown(row["amount_month"])
            else page.say("needs.goals.a_month", amount=Money(row["amount_month"], page.subject.currency)),
        )
        for row in records(found.goals)
    ]
    legend: dict[Support, str] = {
        "yes": page.say("needs.goals.legend.yes"),
        "no": page.say("needs.goals.legend.no"),
        "unknown": page.say("needs.goals.legend.unknown"),
    }
    heads = page.say("needs.goals.goal"), page.say("needs.goals.initiative"), page.say("needs.goals.telecom")
    return chain_chart(rows, lang=page.lang, heads=heads, unknown=page.say("common.unknown"), legend=legend)


def _goal_values(page: ClientPage, found: GoalMap) -> Values:
    fields = (
        Field("goal", page.say("needs.goals.goal"), "category"),
        Field("initiative", page.say("needs.goals.initiative"), "series"),
        Field("telecom", page.say("needs.goals.telecom"), "label"),
        Field("service", page.say("needs.goals.service"), "label"),
        Field("supported", page.say("needs.goals.support"), "state"),
        Field("amount", page.say("needs.goals.amount"), "value", page.subject.currency, numeric=True),
    )
    rows = tuple(tuple(_goal_cells(page, row)) for row in records(found.goals))
    total = Money(found.unsupported_month if not found.unsized else float("nan"), page.subject.currency)
    dash = cell("–", page.lang)
    last = (
        cell(page.say("needs.goals.lacking_total"), page.lang),
        *[dash] * 4,
        cell(total, page.lang, page.say("needs.goals.unsized")),
    )
    return Values(fields, (*rows, last) if _lacking(found) else rows)


def _goal_cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    lang, services = page.lang, page.subject.market.names("services")
    yield cell(row["goal"], lang)
    yield cell(row["name"], lang)
    yield cell(row["telecom"], lang, page.say("needs.goals.no_telecom"))
    yield cell(services.get(row["service"]), lang, page.say("needs.goals.no_service"))
    yield yes_no(page, row["supported"], page.say("needs.goals.no_support"))
    yield cell(Money(row["amount_month"], page.subject.currency), lang, page.say("needs.goals.no_amount"))
