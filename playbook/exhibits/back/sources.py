"""7.3, sources."""

from __future__ import annotations

from dataclasses import replace

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.back.sources import sources_of
from playbook.units import Count, Day

__all__ = ["build"]

_NONE = "–"


@exhibit("7.3", "back.sources")
def build(page: ClientPage, _: None) -> Exhibit:
    """7.3 Sources: where each table's rows come from, how many, and how sure they are."""
    sources, joint = sources_of(page.subject, page.lang), page.say("common.source.join")
    columns = (
        Column("table", lambda row: f"{row['table']}.csv", "category", label=page.say("back.words.table")),
        Column("source", lambda row: row["source"] or _NONE, "note"),
        Column("status", lambda row: page.status_label(row["status"])),
        Column("rows", lambda row: Count(row["rows"]), "value", numeric=True, label=page.say("back.words.rows")),
        Column("span", lambda row: "–".join(map(str, row["span"]))),
        Column("by", lambda row: joint.join(row["by"]) or _NONE),
        Column("on", lambda row: "–".join(page.show(Day(day)) for day in row["on"]) or _NONE),
    )
    return replace(page, findings=sources.findings).make(
        "table",
        page.say("back.sources.subtitle"),
        table(page, map(vars, sources.origins), columns),
        sources=(),
        status=sources.status,
        internal=True,
    )
