"""2.5, risks: what each is expected to cost, and all of them together."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.difference.changes import Headline, TopicDiff
from playbook.steps.difference.items import Item, known_or_0, money, percent
from playbook.steps.difference.plan_money import ThenAndNow
from playbook.steps.phrases import money_of
from playbook.steps.planning.risks import risks_of

__all__ = ["headline", "items"]


def items(client: Client) -> Iterator[Item]:
    """The risks on record."""
    for row in records(risks_of(client).recorded):
        facts = (
            money(client, "expected", row["expected_month"]),
            percent("probability", row["probability"]),
            money(client, "cost", row["amount_month"]),
        )
        ids, amount = frozenset({row["risk"]}), known_or_0(row["expected_month"])
        yield Item(row["risk"], row["name"], facts, ids, row["status"], money_month=amount)


def headline(_: TopicDiff, money: ThenAndNow) -> Headline | None:
    """What all risks together are expected to cost, where that is another amount than it was."""
    then, now = money
    if then.expected.known == now.expected.known:
        return None
    before, after = (money_of(plan.expected, now.currency) for plan in (then, now))
    return "total", {"before": before, "after": after}
