"""7.1, data quality and open questions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from playbook.client.schema import STATUSES
from playbook.exhibits.cautions import listed_cautions
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.back.data_quality import data_quality_of
from playbook.text import has
from playbook.units import Count

__all__ = ["build"]


@exhibit("7.1", "back.data_quality")
def build(page: ClientPage, _: None) -> Exhibit:
    """7.1 Data quality: rows, how sure they are, unknown cells per table, what to collect, and the totals'
    reconciliation; then every warning, and what was accepted."""
    quality = data_quality_of(page.subject)
    columns = (
        Column("table", lambda row: f"{row['table'].name}.csv", "category", label=page.say("back.words.table")),
        Column("rows", lambda row: Count(row["rows"]), "value", numeric=True, label=page.say("back.words.rows")),
        *(
            Column(status, partial(_of_status, status), "series", numeric=True, label=page.status_label(status))
            for status in STATUSES
        ),
        Column("unknown", lambda row: Count(row["unknown"]), "value", numeric=True),
        Column("collect", partial(_open, page), "note"),
    )
    return replace(page, findings=quality.findings).make(
        "table",
        page.say("back.data_quality.subtitle"),
        table(page, map(vars, quality.tables), columns),
        sources=(),
        status=quality.status,
        extra=listed_cautions(page),
        internal=True,
    )


def _of_status(status: str, row: Row) -> Count:
    return Count(row["statuses"][status])


def _open(page: ClientPage, row: Row) -> str:
    """What is still to do about a table."""
    if row["rows"]:
        return page.say("back.data_quality.to_fill" if row["unknown"] else "back.data_quality.complete")
    if page.looked(row["table"].name):
        return page.say("common.card.looked")
    asked = f"collect.{row['table'].name}.what"
    return page.say("back.data_quality.to_collect", what=page.say(asked) if has(asked) else row["table"].meaning)
