"""7.1, data quality and open questions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import starmap

from playbook.client.schema import STATUSES, Table
from playbook.exhibits.back.tables import _TABLES, _column, _status
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.shares import Reconciliation
from playbook.text import has
from playbook.units import Count, Money, Percent, Printable, is_unknown

__all__ = ["build"]


@exhibit("7.1", "back.data_quality")
def build(page: ClientPage, _: None) -> Exhibit:
    """7.1 Data quality: rows, how sure they are, unknown cells per table, what to collect, and the totals'
    reconciliation."""
    statuses = [_column(page, table, "status") for table in _TABLES]
    unknown = [_unknown_cells(page, table) for table in _TABLES]
    rows = sum(map(len, statuses))
    made_up = sum(status.count("illustrative") for status in statuses)
    empty = statuses.count([])
    figures: dict[str, Printable] = {
        "tables": Count(len(_TABLES)),
        "filled": Count(len(_TABLES) - empty),
        "empty": Count(empty),
        "rows": Count(rows),
        "illustrative": Percent(made_up / rows, 0),
        "unknown": Count(sum(unknown)),
    }
    findings = (
        Finding("back.data_quality.quality", figures),
        Finding("back.data_quality.collect" if empty else "back.data_quality.nothing_to_collect", figures),
        _reconciled(page, base_of(page.subject).reconciliation),
    )
    fields = (
        Field("table", page.say("back.words.table"), "category"),
        Field("rows", page.say("back.words.rows"), "value", numeric=True),
        *(Field(status, page.status_label(status), "series", numeric=True) for status in STATUSES),
        Field("unknown", page.say("back.data_quality.unknown_cells"), "value", numeric=True),
        Field("collect", page.say("back.data_quality.open"), "note"),
    )
    body = tuple(starmap(partial(_quality_row, page), zip(_TABLES, statuses, unknown, strict=True)))
    return replace(page, findings=findings).make(
        "table",
        page.say("back.data_quality.quality_subtitle"),
        Values(fields, body),
        sources=(),
        status=_status(page),
        internal=True,
    )


def _quality_row(page: ClientPage, table: Table, statuses: list[str], unknown: int) -> tuple[Cell, ...]:
    asked = page.say(f"collect.{table.name}.what") if has(f"collect.{table.name}.what") else table.meaning
    lack = (
        page.say("common.card.looked")
        if page.looked(table.name)
        else page.say("back.data_quality.to_collect", what=asked)
    )
    question = (
        lack
        if not statuses
        else page.say("back.data_quality.to_fill")
        if unknown
        else page.say("back.data_quality.complete")
    )
    return (
        cell(f"{table.name}.csv", page.lang),
        *(cell(Count(number), page.lang) for number in (len(statuses), *map(statuses.count, STATUSES), unknown)),
        cell(question, page.lang),
    )


def _unknown_cells(page: ClientPage, table: Table) -> int:
    """Blank cells that say nothing, of the columns that computations read: not texts, nor when something was judged."""
    columns = [
        column.name for column in table.columns if not (column.kind == "text" or column.name == "on" or column.blank)
    ]
    return sum(is_unknown(value) for name in columns for value in _column(page, table, name))


def _reconciled(page: ClientPage, found: Reconciliation) -> Finding:
    currency = page.subject.currency
    figures = {
        "total": Money(found.total, currency, 2),
        "control": Money(found.control, currency, 2),
        "difference": Money(abs(found.difference), currency, 2),
    }
    return Finding(f"back.data_quality.control_{found.verdict}", figures)
