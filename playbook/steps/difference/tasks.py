"""2.6, tasks: their ends and owners, and what became of them: done, past their end, begun."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.difference.changes import Headline, TopicDiff
from playbook.steps.difference.items import Fact, Item, code
from playbook.steps.difference.plan_money import ThenAndNow
from playbook.steps.phrases import worded
from playbook.steps.planning.programmes import programmes_of
from playbook.units import Count, Day, is_unknown

__all__ = ["headline", "items"]


def items(client: Client) -> Iterator[Item]:
    """The plan's tasks."""
    unknown = worded("common.unknown")
    for row in records(programmes_of(client).tasks):
        end = None if is_unknown(row["end"]) else row["end"]
        facts = (
            code("tasks", "state", row["state"]),
            Fact("end", end, unknown if end is None else Day(end)),
            Fact("owner", row["owner"], row["owner_name"] or unknown),
        )
        yield Item(row["task"], row["name"], facts, frozenset({row["task"]}), row["status"])


def headline(topic: TopicDiff, money: ThenAndNow) -> Headline | None:
    """What became of the tasks: done, past their end without a word, begun."""
    states = [change.after.value for change in topic.changes_of("state") if change.after]
    done, ended, begun = (states.count(state) for state in ("done", "ended", "under_way"))
    if not (done or ended or begun):
        return None
    rule = ("overdue" if done else "overdue_all") if ended else "moved"
    return rule, {
        "done": Count(done),
        "ended": Count(ended),
        "under_way": Count(begun),
        "since": Day(money[0].as_of),
    }
