"""7.3, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from playbook.client.schema import Table
from playbook.exhibits.back.tables import _TABLES, _status
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.findings import Finding
from playbook.units import Count, Day, is_unknown, name_of

__all__ = ["build"]


@exhibit("7.3", "back.sources")
def build(page: ClientPage, _: None) -> Exhibit:
    """7.3 Sources: where each table's rows come from, how many, and how sure they are."""
    found = [(table.name, *origin, rows) for table in _TABLES for origin, rows in _origins(page, table).items()]
    figures = {"n": Count(len({source for _, source, *_ in found})), "rows": Count(sum(len(own) for *_, own in found))}
    finding = Finding("back.sources.sources", figures)
    fields = (
        Field("table", page.say("back.words.table"), "category"),
        Field("source", page.say("back.sources.source"), "note"),
        Field("status", page.say("back.sources.status"), "label"),
        Field("rows", page.say("back.words.rows"), "value", numeric=True),
        Field("span", page.say("back.sources.span"), "label"),
        Field("by", page.say("back.sources.by"), "label"),
        Field("on", page.say("back.sources.on"), "label"),
    )
    rows = tuple(
        (
            cell(f"{name}.csv", page.lang),
            cell(source, page.lang),
            cell(page.status_label(status), page.lang),
            cell(Count(len(own)), page.lang),
            cell(f"{min(row['row'] for row in own)}–{max(row['row'] for row in own)}", page.lang),
            *_judged(page, own),
        )
        for name, source, status, own in found
    )
    return replace(page, findings=(finding,)).make(
        "table",
        page.say("back.sources.sources_subtitle"),
        Values(fields, rows),
        sources=(),
        status=_status(page),
        internal=True,
    )


def _origins(page: ClientPage, table: Table) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The rows of a table, by their source, as this page prints it, and status: those with the most rows first."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for source, row in zip(page.origins(table.name), page.tables(table.name).rows(table.name), strict=True):
        found.setdefault((source or "–", str(row["status"])), []).append(row)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _judged(page: ClientPage, rows: list[dict[str, Any]]) -> tuple[Cell, Cell]:
    """Who gave the judgements in these rows, and when, the first and the last day; a dash where they hold none, or
    nobody has said."""
    by = dict.fromkeys(sorted(filter(None, (page.show(name_of(row, "by")) for row in rows))))
    days = sorted(row["on"] for row in rows if not is_unknown(row.get("on")))
    ends = dict.fromkeys(page.show(Day(day)) for day in (days[:1] + days[-1:]))
    return cell(page.say("common.source.join").join(by) or "–", page.lang), cell("–".join(ends) or "–", page.lang)
