"""Two plans of one client, held against each other: made of tables, or the samples'."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playbook.client import Client, load_client
from playbook.steps.difference.analysis import PlanDiff, analyse
from playbook.steps.difference.changes import Change, TopicDiff
from playbook.steps.difference.comparison import Comparison
from tests.builders.clients import Rows, looked, write_client

THEN, NOW = "2003-01-23", "2003-04-23"
DATES = {"pingan-life-fuzhou": (THEN, NOW), "harbour-hotels": ("2025-10-31", "2025-11-30")}
PLANS = [(client, day) for client, days in DATES.items() for day in days]


def both(folder: Path, tables: Mapping[str, Rows], **more: Mapping[str, Rows]) -> tuple[Client, Client]:
    """One client, loaded as of two dates."""
    root = write_client(folder, tables, **{"profile": looked(tables, "erosions", "solutions"), **more})  # type: ignore[arg-type]
    return load_client("acme", root=root, as_of=THEN), load_client("acme", root=root, as_of=NOW)


def compared(folder: Path, tables: Mapping[str, Rows], **more: Mapping[str, Rows]) -> PlanDiff:
    return analyse(Comparison(*both(folder, tables, **more)))


def sample(client: str) -> PlanDiff:
    return analyse(Comparison(*(load_client(client, as_of=day) for day in DATES[client])))


def only(topic: TopicDiff) -> Change:
    assert len(topic.changes) == 1, topic.changes
    return topic.changes[0]


def values(change: Change) -> tuple[object, object]:
    return (change.before.value if change.before else None, change.after.value if change.after else None)


def causes(change: Change) -> list[tuple[str, tuple[str, ...], str | None, object, object]]:
    return [(row.table, row.key, row.column, row.old, row.new) for row in change.causes]


def rules(diff: PlanDiff) -> list[str]:
    return [finding.rule.removeprefix("difference.") for finding in diff.findings]
