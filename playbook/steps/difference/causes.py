"""Why a result is not what it was: the input rows that differ between the two loads and feed it.

`FEEDS` says which tables feed which topic. A row that names the item (its id, its site) is its cause; where there is
none, rows of the tables that all items share are (a score is relative to the largest benefit, so one solution moves the
score of others). Where no row is to blame, only the date has moved on: a task that was under way has ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playbook.steps.difference.row_changes import RowChange

__all__ = ["COLUMNS", "FEEDS", "Causes", "Feed", "causes_of", "narrowed"]

#: The rows that a change comes from.
Causes = tuple[RowChange, ...]


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


def causes_of(
    rows: Sequence[RowChange], feed: Feed, *, ids: frozenset[str], near: frozenset[str] = frozenset()
) -> tuple[Causes, bool]:
    """The rows that an item's change comes from, and whether they are shared ones that do not name it."""
    own = tuple(row for row in rows if row.table in feed.own and row.ids & ids)
    if own:
        return tuple(row for row in own if row.ids & near) or own, False
    about = tuple(row for row in rows if row.table in feed.near and row.ids & (ids | near))
    shared = about or tuple(row for row in rows if row.table in feed.whole)
    return shared, bool(shared)


def narrowed(causes: Causes, measure: str) -> Causes:
    """Of the causes those that tell this measure, where there are such; else all of them."""
    columns = COLUMNS.get(measure)
    return (
        tuple(cause for cause in causes if columns is None or cause.column is None or cause.column in columns) or causes
    )
