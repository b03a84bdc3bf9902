"""Plan against plan: what is not the same in two plans of one client, and why.

Both plans are computed by the same steps from the same files, as of two dates. What differs in a result is shown with
its cause: the input rows that differ between the two loads. `FEEDS` says which tables feed which topic. A row that
names the item (its id, its site) is its cause; where there is none, rows of the tables that all items share are (a
score is relative to the largest benefit, so one solution moves the score of others). Where no row is to blame, only the
date has moved on: a task that was under way has ended.

A plan held against itself differs in nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from playbook.client.model import Client
from playbook.steps.difference.comparison import Comparison
from playbook.steps.difference.plan_diff_findings import diff_findings
from playbook.steps.difference.plan_money import Bridge, PlanMoney, bridge_of_base, bridge_of_landing, money_of_plan
from playbook.steps.difference.plan_results import TOPICS, Fact, Item, items_of
from playbook.steps.difference.row_changes import RowChange, row_changes
from playbook.steps.findings import Finding
from playbook.steps.status import weakest
from playbook.units import Name, Printable

__all__ = ["COLUMNS", "FEEDS", "Assumed", "Change", "Feed", "PlanDiff", "TopicDiff", "causes_of", "plan_diff"]


@dataclass(frozen=True)
class Feed:
    """The tables that feed a topic. Of `own` the rows that name an item are its causes; where there are none, of `near`
    those about its service or its rival; where there are none either, every row of `whole`."""

    own: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    def within(self, tables: tuple[str, ...]) -> Feed:
        """The same, of these tables only; without any, the same."""
        return Feed(
            *(
                tuple(name for name in names if not tables or name in tables)
                for names in (self.own, self.near, self.whole)
            )
        )


#: Topic or figure -> the tables that it is computed from.
FEEDS: Mapping[str, Feed] = {
    "base": Feed(near=("bills",), whole=("bills",)),
    "landing": Feed(own=("solutions",), whole=("bills", "solutions", "erosions")),
    "erosion": Feed(whole=("erosions",)),
    "target": Feed(whole=("targets", "bills")),
    "exposed": Feed(whole=("moves", "competition_services", "bills")),
    "risk": Feed(whole=("scores", "moves", "competition_services", "bills")),
    "rivals": Feed(near=("scores", "moves", "competition_services")),
    "solutions": Feed(own=("solutions", "initiatives"), whole=("solutions",)),
    "needs": Feed(
        own=("needs", "unit_services", "sites", "links", "goals", "staff_spend"),
        near=("needs", "unit_services", "moves", "staff_spend", "bills"),
        whole=("bills", "service_usage", "prices", "taught_needs", "goals", "staff_spend"),
    ),
    "people": Feed(own=("contacts", "progress_roles", "progress")),
    "commitments": Feed(own=("commitments", "resources", "sites", "links"), whole=("support_pools", "links")),
    "risks": Feed(own=("risks",)),
    "tasks": Feed(own=("tasks", "programmes")),
}
#: What is measured -> the columns that tell it; of anything else every value of a row is named.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "chosen": ("chosen",),
    "benefit": ("benefit_base_month",),
    "start": ("start_month",),
    "signed": ("signed",),
    "promised": ("value",),
    "score": ("benefit_base_month", "benefit", "technical", "policy"),
    "attitude": ("attitude", "attitude_now"),
    "power": ("power",),
    "phase": ("benefit_base_month", "benefit", "technical", "policy", "contested", "start_month"),
    "position": ("position",),
    "mean": ("attitude_now",),
    "expected": ("probability", "amount_month"),
    "probability": ("probability",),
    "cost": ("amount_month",),
    "confidence": ("confidence",),
    "landing": ("benefit_base_month", "chosen", "start_month", "amount_month"),
    "end": ("end",),
    "owner": ("owner",),
    "state": ("start", "end", "done_on"),
}


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
    causes: tuple[RowChange, ...]
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


@dataclass(frozen=True)
class Assumed:
    """An assumption on which the two plans differ: its name, and its values then and now (None: it did not exist)."""

    id: str
    name: Name
    unit: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class PlanDiff:
    """What differs between the plans of `before` and `after`.

    `money` holds both plans' money, `base` and `landing` the bridges between them, `topics` every topic in the order of
    `TOPICS`, `rows` every input row that changed, `assumptions` those that differ, `services` the names of the market's
    services.
    """

    client: str
    before: date
    after: date
    money: tuple[PlanMoney, PlanMoney]
    base: Bridge
    landing: Bridge
    topics: tuple[TopicDiff, ...]
    rows: tuple[RowChange, ...]
    assumptions: tuple[Assumed, ...]
    services: Mapping[str, Name]
    findings: tuple[Finding, ...] = ()

    def topic(self, name: str) -> TopicDiff:
        """The topic of that name."""
        return next(topic for topic in self.topics if topic.topic == name)

    def causes(self, figure: str, ids: Iterable[str] = ()) -> tuple[RowChange, ...]:
        """The input rows behind a figure of the money (base, landing, erosion, target, exposed, risk, rivals), or
        behind one part of it."""
        return _narrowed(causes_of(self.rows, FEEDS[figure], ids=frozenset(ids))[0], figure)

    @property
    def empty(self) -> bool:
        """True where nothing differs: no result, no row, no assumption."""
        figures = (
            *self.base.steps,
            *self.landing.steps,
            *(change for topic in self.topics for change in topic.changes),
        )
        return not (figures or self.rows or self.assumptions)


@lru_cache(maxsize=8)
def plan_diff(comparison: Comparison) -> PlanDiff:
    """What differs between two plans of one client."""
    before, after = comparison.before, comparison.after
    rows, money = row_changes(before, after), (money_of_plan(before), money_of_plan(after))
    names = {**before.market.names("services"), **after.market.names("services")}
    found = PlanDiff(
        after.id,
        before.as_of,
        after.as_of,
        money,
        bridge_of_base(*money, names),
        bridge_of_landing(*money),
        tuple(_topic(topic, (items_of(before, topic), items_of(after, topic)), rows) for topic in TOPICS),
        rows,
        _assumptions(before, after),
        names,
    )
    return PlanDiff(**{**vars(found), "findings": diff_findings(found, after.currency)})


def causes_of(
    rows: tuple[RowChange, ...],
    feed: Feed,
    *,
    ids: frozenset[str],
    near: frozenset[str] = frozenset(),
) -> tuple[tuple[RowChange, ...], bool]:
    """The rows that an item's change comes from, and whether they are shared ones that do not name it."""
    own = tuple(row for row in rows if row.table in feed.own and row.ids & ids)
    if own:
        return tuple(row for row in own if row.ids & near) or own, False
    about = tuple(row for row in rows if row.table in feed.near and row.ids & (ids | near))
    found = about or tuple(row for row in rows if row.table in feed.whole)
    return found, bool(found)


def _narrowed(causes: tuple[RowChange, ...], measure: str) -> tuple[RowChange, ...]:
    """Of the causes those that tell this measure, where there are such; else all of them."""
    columns = COLUMNS.get(measure)
    return (
        tuple(cause for cause in causes if columns is None or cause.column is None or cause.column in columns) or causes
    )


def _topic(topic: str, items: tuple[dict[str, Item], dict[str, Item]], rows: tuple[RowChange, ...]) -> TopicDiff:
    old, new = items
    changes = [change for key in {**new, **old} for change in _item(topic, (old.get(key), new.get(key)), rows)]
    kinds = {kind: {change.id for change in changes if change.kind == kind} for kind in ("new", "gone", "changed")}
    counts = {kind: len(found) for kind, found in kinds.items()}
    return TopicDiff(topic, tuple(changes), **counts, same=len(old.keys() & new.keys()) - counts["changed"])


def _item(topic: str, pair: tuple[Item | None, Item | None], rows: tuple[RowChange, ...]) -> list[Change]:
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
            _narrowed(own or causes, measure),
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


def _assumptions(before: Client, after: Client) -> tuple[Assumed, ...]:
    found = []
    for key in sorted(before.assumptions.keys() | after.assumptions.keys()):
        old, new = before.assumptions.get(key), after.assumptions.get(key)
        shown = new or old
        assert shown is not None
        values = (old.value if old else None, new.value if new else None)
        if values[0] != values[1]:
            found.append(Assumed(key, shown.name, shown.unit, *values))
    return tuple(found)
