"""2.1, initiatives and solutions: when each starts, what it brings, and which were chosen or dropped."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.client.model import Client
from playbook.steps.difference.changes import Headline, TopicDiff
from playbook.steps.difference.items import Item, code, flag, known_or_0, money, number
from playbook.steps.difference.plan_money import ThenAndNow
from playbook.steps.listing import several
from playbook.steps.solutions.road_map import road_items
from playbook.units import Count, Name

__all__ = ["headline", "items"]


def items(client: Client) -> Iterator[Item]:
    """The plan's initiatives and solutions, as the road map has them."""
    for row in road_items(client):
        own = (
            (flag("chosen", row["chosen"]), money(client, "benefit", row["benefit_month"]))
            if row["kind"] == "solution"
            else ()
        )
        facts = (
            *own,
            number("start", row["start_month"]),
            code("solutions", "phase", row["phase"]),
            number("score", row["score"], digits=2),
        )
        name = Name(f"{row['id']} {row['name'].zh}", f"{row['id']} {row['name'].en}")
        ids, amount = frozenset({row["id"]}), known_or_0(row["benefit_month"])
        yield Item(row["id"], name, facts, ids, row["status"], money_month=amount)


def headline(topic: TopicDiff, _: ThenAndNow) -> Headline | None:
    """Which solutions are now chosen; where there are none, which no longer are."""
    flips = topic.changes_of("chosen")
    taken = [change for change in flips if change.after and change.after.value]
    which = taken or flips
    if not which:
        return None
    names = several([change.name for change in which])
    return "chosen" if taken else "dropped", {"which": names, "m": Count(len(which))}
