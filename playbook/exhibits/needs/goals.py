"""3.6, goals, initiatives and what they mean for telecom."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from matplotlib.figure import Figure

from playbook.charts.chain import ChainRow, Support, chain_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Content, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, yes_no
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.goals import GoalMap
from playbook.units import Count, Money, is_unknown

__all__ = ["build"]


@exhibit("3.6", "needs.goals", needs=("goals",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.6 From goals to initiatives to telecom; what we do not support is in the warning colour."""
    goal_map = result.goals
    sized = goal_map.goals["amount_month"].notna().any()
    subtitle = page.say(
        f"needs.goals.subtitle{'' if sized else '_plain'}",
        goals=Count(goal_map.goals["goal"].nunique()),
        initiatives=Count(len(goal_map.goals)),
    )
    return page.make(
        "chain",
        subtitle,
        _values(page, goal_map),
        sources=("goals",),
        status=goal_map.status,
        internal=True,
        draw=lambda: _chain(page, goal_map),
        extra={"total_rows": 1} if _lacking(goal_map) else {},
    )


def _state(flag: bool | None) -> Support:
    return "unknown" if flag is None else "yes" if flag else "no"


def _lacking(goal_map: GoalMap) -> bool:
    return any(flag is False for flag in goal_map.goals["supported"])


def _chain(page: ClientPage, goal_map: GoalMap) -> Figure:
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
        for row in records(goal_map.goals)
    ]
    legend: dict[Support, str] = {
        "yes": page.say("needs.goals.legend.yes"),
        "no": page.say("needs.goals.legend.no"),
        "unknown": page.say("needs.goals.legend.unknown"),
    }
    heads = page.say("needs.goals.goal"), page.say("needs.goals.initiative"), page.say("needs.goals.telecom")
    return chain_chart(rows, lang=page.lang, heads=heads, unknown=page.say("common.unknown"), legend=legend)


def _values(page: ClientPage, goal_map: GoalMap) -> Values:
    services, currency = page.subject.market.names("services"), page.subject.currency
    no_support, no_amount = page.say("needs.goals.no_support"), page.say("needs.goals.no_amount")
    money = partial(Column, role="value", unit=currency, numeric=True, reason=no_amount)
    values = table(
        page,
        records(goal_map.goals),
        (
            Column("goal", lambda row: row["goal"], "category"),
            Column("initiative", lambda row: row["name"], "series"),
            Column("telecom", lambda row: row["telecom"], reason=page.say("needs.goals.no_telecom")),
            Column("service", lambda row: services.get(row["service"]), reason=page.say("needs.goals.no_service")),
            Column("supported", lambda row: yes_no(page, row["supported"], no_support), "state"),
            money("amount", lambda row: Money(row["amount_month"], currency)),
        ),
    )
    return with_rows(page, values, [_total(page, goal_map)]) if _lacking(goal_map) else values


def _total(page: ClientPage, goal_map: GoalMap) -> Mapping[str, Content]:
    """What supporting the unsupported ones would bring; unknown where one of them has no amount."""
    amount = Money(float("nan") if goal_map.unsized else goal_map.unsupported_month, page.subject.currency)
    return {
        "goal": page.say("needs.goals.lacking_total"),
        "amount": cell(amount, page.lang, page.say("needs.goals.unsized")),
    }
