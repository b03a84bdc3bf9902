"""3.1, how many results are as they were, and how many are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from playbook.steps.difference.changes import TopicDiff
from playbook.steps.difference.finding import finding
from playbook.steps.findings import Finding
from playbook.units import Count

__all__ = ["COUNTS", "totals_of", "unchanged_finding"]

#: What is counted of a topic.
COUNTS = ("same", "changed", "new", "gone")


def totals_of(topics: Iterable[TopicDiff]) -> Mapping[str, Count]:
    """The counts of all topics together."""
    every = list(topics)
    return {name: Count(sum(getattr(topic, name) for topic in every)) for name in COUNTS}


def unchanged_finding(topics: Iterable[TopicDiff]) -> Finding:
    """How many of all results stayed."""
    totals = totals_of(topics)
    return finding("unchanged.stayed", {**totals, "all": Count(sum(count.value for count in totals.values()))})
