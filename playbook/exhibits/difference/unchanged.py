"""3.1, what is as it was."""

from __future__ import annotations

from functools import partial

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.difference.analysis import PlanDiff
from playbook.steps.difference.unchanged import COUNTS, totals_of
from playbook.steps.status import weakest
from playbook.units import Count

__all__ = ["build"]


@exhibit("3.1", "difference.unchanged")
def build(page: DiffPage, diff: PlanDiff) -> Exhibit:
    """3.1 How many results of each topic are as they were."""
    totals = totals_of(diff.topics)
    columns = (
        Column(
            "topic", lambda row: page.say(f"difference.{row['topic']}.name"), "category", total=page.say("common.total")
        ),
        *(
            Column(
                name,
                partial(_count, name),
                "value",
                numeric=True,
                label=page.say(f"difference.words.{name}"),
                total=totals[name],
            )
            for name in COUNTS
        ),
    )
    return page.compose(
        "table",
        page.say("difference.unchanged.subtitle"),
        table(page, map(vars, diff.topics), columns, total=True),
        causes=diff.rows,
        status=weakest(change.status for topic in diff.topics for change in topic.changes),
        extra={"total_rows": 1},
    )


def _count(name: str, row: Row) -> Count:
    return Count(row[name])
