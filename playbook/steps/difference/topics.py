"""The six topics that are told item by item, in the order in which a reader is told of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.difference import commitments, needs, people, risks, solutions, tasks
from playbook.steps.difference.changes import Headline, TopicDiff, counts_of, first_of, lead_of, topic_diff
from playbook.steps.difference.comparison import Comparison
from playbook.steps.difference.finding import finding
from playbook.steps.difference.items import Item
from playbook.steps.difference.plan_money import ThenAndNow
from playbook.steps.difference.row_changes import RowChange
from playbook.steps.findings import Finding

__all__ = ["TOPICS", "Topic", "topic_diffs", "topic_finding"]


def _nothing_special(_: TopicDiff, __: ThenAndNow) -> None:
    return None


@dataclass(frozen=True)
class Topic:
    """What a topic's items are in a plan, in the plan's order, and what is said of their changes where there is more to
    say than how many they are."""

    items: Callable[[Client], Iterator[Item]]
    headline: Callable[[TopicDiff, ThenAndNow], Headline | None] = _nothing_special

    def by_id(self, client: Client) -> dict[str, Item]:
        """The items of a plan by their ids."""
        return {item.id: item for item in self.items(client)}


TOPICS: Mapping[str, Topic] = {
    "solutions": Topic(solutions.items, solutions.headline),
    "needs": Topic(needs.items),
    "people": Topic(people.items, people.headline),
    "commitments": Topic(commitments.items, commitments.headline),
    "risks": Topic(risks.items, risks.headline),
    "tasks": Topic(tasks.items, tasks.headline),
}


def topic_diffs(comparison: Comparison, rows: Sequence[RowChange]) -> tuple[TopicDiff, ...]:
    """What differs in each topic; `rows` are all input rows that changed."""
    return tuple(
        topic_diff(key, (topic.by_id(comparison.before), topic.by_id(comparison.after)), rows)
        for key, topic in TOPICS.items()
    )


def topic_finding(topic: TopicDiff, money: ThenAndNow) -> Finding:
    """What is said of a topic, and what to do about its first change."""
    counts = counts_of(topic)
    if not topic.changes:
        return finding(f"{topic.topic}.same", counts)
    rule, figures = _headline(topic, money)
    first = first_of(topic)
    return finding(f"{topic.topic}.{rule}", counts | lead_of(topic.topic, first) | figures, first.money_month)


def _headline(topic: TopicDiff, money: ThenAndNow) -> Headline:
    """Where the earlier plan had nothing of the topic, that is what is said of it."""
    if not (topic.gone or topic.changed or topic.same):
        return "first", {}
    return TOPICS[topic.topic].headline(topic, money) or ("other", {})
