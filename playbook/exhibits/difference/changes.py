"""2.1 to 2.6, what changed: one exhibit a topic, all made alike."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.difference.analysis import PlanDiff
from playbook.steps.difference.causes import COLUMNS
from playbook.steps.difference.changes import Change, TopicDiff
from playbook.steps.difference.items import Fact
from playbook.steps.difference.topics import TOPICS
from playbook.steps.status import weakest
from playbook.units import Name, inline

__all__ = ["builders"]

_NONE = "–"
#: From so many scores on that moved with the yardstick alone, they are one row.
_SEVERAL = 2


def _build(page: DiffPage, diff: PlanDiff) -> Exhibit | None:
    """The changes of a topic, each with the rows that it comes from; a topic without any is only counted."""
    topic = diff.topic(page.topic.partition(".")[2])
    if not topic.changes:
        return None
    alike = _alike(topic)
    rows = [_row(page, change) for change in topic.changes if change not in alike]
    return page.compose(
        "table",
        page.say("difference.words.subtitle", **page.days()),
        _values(page, [*rows, _alike_row(page, alike)] if alike else rows),
        causes=[cause for change in topic.changes for cause in change.causes],
        status=weakest(change.status for change in topic.changes),
    )


def _values(page: DiffPage, rows: Sequence[Row]) -> Values:
    before, after = page.dates()
    heads = {name: page.say(f"difference.words.{name}") for name in ("item", "measure", "why")}
    return table(
        page,
        rows,
        (
            Column("item", itemgetter("item"), "category", label=heads["item"]),
            Column("measure", itemgetter("measure"), "series", label=heads["measure"]),
            Column("before", itemgetter("before"), "low", label=before),
            Column("after", itemgetter("after"), "high", label=after),
            Column("why", itemgetter("why"), "note", label=heads["why"]),
        ),
    )


def _row(page: DiffPage, change: Change) -> Row:
    return {
        "item": change.name,
        "measure": _measure(page, change),
        "before": _side(page, change.before, "difference.words.not_there"),
        "after": _side(page, change.after, "difference.words.no_longer"),
        "why": page.because(change.causes, COLUMNS.get(change.measure, ())),
    }


def _measure(page: DiffPage, change: Change) -> str:
    """What is measured; of an item that is new or gone, that it is."""
    measure = page.say(f"{page.topic}.measure.{change.measure}")
    if change.kind == "changed":
        return measure
    kind, joint = page.say(f"difference.words.{change.kind}"), page.say("difference.words.with")
    return f"{kind}{joint}{page.show(inline(Name(measure, measure)))}"


def _side(page: DiffPage, fact: Fact | None, absent: str) -> Cell:
    """A fact as it prints; where the item was not there, or no longer is, a dash that says so."""
    if fact is None:
        return Cell(None, _NONE, page.say(absent))
    printed = page.show(fact.shown)
    if printed == page.say("common.unknown"):
        return Cell(None, printed, page.say("difference.words.no_value"))
    return Cell(printed, printed)


def _alike(topic: TopicDiff) -> list[Change]:
    """Scores that moved only because the yardstick did, where there are several."""
    alike = [change for change in topic.changes_of("score") if change.shared]
    return alike if len(alike) >= _SEVERAL else []


def _alike_row(page: DiffPage, alike: Sequence[Change]) -> Row:
    """All of them in one: from the lowest to the highest, then and now."""
    return {
        "item": " ".join(change.id for change in alike),
        "measure": page.say(f"{page.topic}.measure.score"),
        "before": _range(page, [change.before for change in alike]),
        "after": _range(page, [change.after for change in alike]),
        "why": page.because(alike[0].causes),
    }


def _range(page: DiffPage, facts: Sequence[Fact | None]) -> str:
    known = sorted((fact for fact in facts if fact and fact.value is not None), key=lambda fact: float(fact.value))
    shown = [page.show(fact.shown) for fact in known] or [page.say("common.unknown")]
    return page.say("difference.words.shifted", low=shown[0], high=shown[-1])


#: The exhibit of each topic.
builders = tuple(exhibit(f"2.{place}", f"difference.{topic}")(_build) for place, topic in enumerate(TOPICS, start=1))
