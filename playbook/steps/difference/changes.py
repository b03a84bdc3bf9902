"""The changes of a topic: what is not the same in its items then and now, each with the rows that it comes from.

The six topics are read, and told, alike; what is special to one stands in its own module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playbook.steps.difference.causes import FEEDS, Causes, causes_of, narrowed
from playbook.steps.difference.finding import Figures
from playbook.steps.difference.items import Fact, Item
from playbook.steps.difference.row_changes import RowChange
from playbook.steps.phrases import worded
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Printable, inline

__all__ = ["Change", "Headline", "TopicDiff", "counts_of", "first_of", "lead_of", "topic_diff"]

#: A rule of a topic, without the topic, and the figures that it adds to those of every topic.
Headline = tuple[str, Figures]
_KINDS = ("new", "gone", "changed")


@dataclass(frozen=True)
class Change:
    """One change of an item: `kind` is new, gone or changed; then and now as they print (None: it was not there, or no
    longer is).

    `causes` are the input rows that it comes from; none: the date alone. `shared`: no row names the item, it moved with
    the others.
    """

    id: str
    name: Name
    kind: str
    measure: str
    before: Fact | None
    after: Fact | None
    causes: Causes
    shared: bool
    money_month: float
    status: str

    @property
    def shown(self) -> tuple[Printable | None, Printable | None]:
        """Then and now, ready to print."""
        return (self.before.shown if self.before else None, self.after.shown if self.after else None)


@dataclass(frozen=True)
class TopicDiff:
    """A topic: its changes in the order of the plan, how many items are new, gone and changed, and how many are as they
    were."""

    topic: str
    changes: tuple[Change, ...]
    new: int
    gone: int
    changed: int
    same: int

    def changes_of(self, measure: str) -> list[Change]:
        """The changes of one measure, of items that are in both plans."""
        return [change for change in self.changes if change.measure == measure and change.kind == "changed"]


def topic_diff(topic: str, items: tuple[dict[str, Item], dict[str, Item]], rows: Sequence[RowChange]) -> TopicDiff:
    """What differs between a topic's items then and now; `rows` are all input rows that changed."""
    old, new = items
    changes = [change for key in {**new, **old} for change in _item(topic, (old.get(key), new.get(key)), rows)]
    counts = {kind: len({change.id for change in changes if change.kind == kind}) for kind in _KINDS}
    return TopicDiff(topic, tuple(changes), **counts, same=len(old.keys() & new.keys()) - counts["changed"])


def _item(topic: str, pair: tuple[Item | None, Item | None], rows: Sequence[RowChange]) -> list[Change]:
    before, after = pair
    item = after or before
    assert item is not None
    ids = frozenset().union(*(one.ids for one in pair if one))
    causes, shared = causes_of(rows, FEEDS[topic].within(item.tables), ids=ids, near=item.near)
    status = weakest(one.status for one in pair if one)
    kind = "changed" if before and after else "new" if after else "gone"
    own = tuple(
        cause for cause in causes if cause.kind == kind and kind != "changed" and item.id.split()[-1] in cause.key
    )
    return [
        Change(
            item.id,
            item.name,
            kind,
            measure,
            first,
            second,
            narrowed(own or causes, measure),
            shared,
            item.money_month,
            status,
        )
        for measure, first, second in _different(before, after)
    ]


def _different(before: Item | None, after: Item | None) -> list[tuple[str, Fact | None, Fact | None]]:
    """The facts that differ; of an item that is new or gone its head."""
    item = after or before
    assert item is not None
    if before is None or after is None:
        head = item.facts[0].measure
        return [(head, before.fact(head) if before else None, after.fact(head) if after else None)]
    then = {fact.measure: fact for fact in before.facts}
    return [
        (fact.measure, then.get(fact.measure), fact)
        for fact in after.facts
        if _value(then.get(fact.measure)) != fact.value
    ]


def _value(fact: Fact | None) -> object:
    return fact.value if fact else None


def counts_of(topic: TopicDiff) -> Figures:
    """`2 new and 3 changed`, and the counts one by one."""
    numbers = {kind: Count(getattr(topic, kind)) for kind in _KINDS}
    said = tuple(worded(f"difference.words.count.{kind}", n=number) for kind, number in numbers.items() if number.value)
    differ = sum(number.value for number in numbers.values())
    return {"counts": Names(said), "all": Count(differ + topic.same), "n": Count(differ), **numbers}


def first_of(topic: TopicDiff) -> Change:
    """The change to lead with: new or gone before changed, the most money, in the plan's order; one that no row names
    comes last."""
    return min(topic.changes, key=lambda change: (change.shared, _KINDS.index(change.kind), -change.money_month))


def lead_of(topic: str, change: Change) -> Figures:
    """The change as a phrase: `secure remote access is new`."""
    before, after = change.shown
    unknown = worded("common.unknown")
    lead = worded(
        f"difference.words.lead.{change.kind}",
        name=change.name,
        measure=inline(worded(f"difference.{topic}.measure.{change.measure}")),
        before=before or unknown,
        after=after or unknown,
    )
    return {"lead": lead, "name": change.name}
