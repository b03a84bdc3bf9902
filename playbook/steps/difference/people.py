"""2.3, people and sales progress: attitudes and power, where a project stands, and who moved."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.attitude import attitude_value
from playbook.steps.difference.changes import Change, Headline, TopicDiff
from playbook.steps.difference.items import Fact, Item, number
from playbook.steps.difference.plan_money import ThenAndNow
from playbook.steps.needs.contact_map import contact_map
from playbook.steps.phrases import worded
from playbook.steps.planning.sales_progress import sales_progress_of
from playbook.units import Count, Name, inline, is_unknown, name_of

__all__ = ["headline", "items"]


def items(client: Client) -> Iterator[Item]:
    """The plan's contacts, then its sales project."""
    names = client.names("contacts")
    for row in records(contact_map(client).contacts):
        own = row["contact"]
        facts = (
            _attitude(None if is_unknown(row["attitude"]) else str(row["attitude"])),
            number("power", row["power"]),
        )
        yield Item(own, names[own], facts, frozenset({own}), row["status"])
    yield from _project(client)


def _attitude(grade: str | None) -> Fact:
    printed = None if grade is None else grade.replace("-", "\N{MINUS SIGN}")
    return Fact("attitude", grade, worded("common.unknown") if printed is None else Name(printed, printed))


def _project(client: Client) -> Iterator[Item]:
    progress = sales_progress_of(client)
    if progress.project is None:
        return
    facts = (
        number("position", progress.position, sign=True),
        number("mean", progress.mean_now, digits=2, sign=True),
    )
    ids = frozenset({progress.project, *progress.roles["contact"]})
    yield Item(f"project {progress.project}", name_of(progress.form, "aim"), facts, ids, progress.status)


def headline(topic: TopicDiff, _: ThenAndNow) -> Headline | None:
    """Who moved towards us and who away; an attitude that was not known before is learned, not moved."""
    shifts = [(_shift(change), change) for change in topic.changes_of("attitude")]
    up, down = ([change for shift, change in shifts if sign * shift > 0] for sign in (1, -1))
    if not (up or down):
        return None
    known = [pair for pair in shifts if not is_unknown(pair[0])]
    farthest = min(known, key=lambda pair: (pair[0] if down else -pair[0], pair[1].id))[1]
    before, after = farthest.shown
    return "both" if up and down else "up" if up else "down", {
        "up": Count(len(up)),
        "down": Count(len(down)),
        "who": inline(farthest.name),
        "before": before or Name("", ""),
        "after": after or Name("", ""),
    }


def _shift(change: Change) -> float:
    before, after = (attitude_value(fact.value) if fact else float("nan") for fact in (change.before, change.after))
    return after - before
