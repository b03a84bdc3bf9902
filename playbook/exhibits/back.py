"""What stands behind the plan: how good its data is and what is still open, its assumptions, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import starmap
from typing import Any

from playbook.client.market_tables import MARKET_TABLES
from playbook.client.model import Assumption
from playbook.client.schema import STATUSES, Table
from playbook.client.tables import CLIENT_TABLES
from playbook.exhibits.compose import Page, cell, exhibit
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.shares import Reconciliation
from playbook.steps.status import weakest
from playbook.text import has
from playbook.units import Count, Day, Money, Number, Percent, Printable, is_unknown, name_of

__all__ = ["assumptions", "data_quality", "sources"]

_TABLES: tuple[Table, ...] = (*CLIENT_TABLES, *MARKET_TABLES)


def _column(page: Page, table: Table, column: str) -> list[Any]:
    return page.tables(table.name).column(table.name, column)


def _status(page: Page) -> str:
    return weakest(status for table in _TABLES for status in _column(page, table, "status"))


@exhibit("7.1")
def data_quality(page: Page, _: None) -> Exhibit:
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
        Finding("back.data_quality.quality", page.id, figures),
        Finding("back.data_quality.collect" if empty else "back.data_quality.nothing_to_collect", page.id, figures),
        _reconciled(page, base_of(page.client).reconciliation),
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


def _quality_row(page: Page, table: Table, statuses: list[str], unknown: int) -> tuple[Cell, ...]:
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


def _unknown_cells(page: Page, table: Table) -> int:
    """Blank cells that say nothing, of the columns that computations read: not texts, nor when something was judged."""
    columns = [
        column.name for column in table.columns if not (column.kind == "text" or column.name == "on" or column.blank)
    ]
    return sum(is_unknown(value) for name in columns for value in _column(page, table, name))


def _reconciled(page: Page, found: Reconciliation) -> Finding:
    currency = page.client.currency
    figures = {
        "total": Money(found.total, currency, 2),
        "control": Money(found.control, currency, 2),
        "difference": Money(abs(found.difference), currency, 2),
    }
    return Finding(f"back.data_quality.control_{found.verdict}", page.id, figures)


@exhibit("7.2")
def assumptions(page: Page, _: None) -> Exhibit:
    """7.2 Assumptions: every weight, threshold and rate, with its bounds, who gave it and when."""
    items = sorted(page.client.assumptions.values(), key=lambda item: (item.step, item.id))
    own = sum(item.origin == "client" for item in items)
    finding = Finding(
        "back.assumptions.assumptions_own" if own else "back.assumptions.assumptions",
        page.id,
        {"n": Count(len(items)), "own": Count(own)},
    )
    names = ("name", "value", "unit", "low", "high", "step", "origin", "on")
    fields = tuple(
        Field(
            name,
            page.say(f"back.assumptions.assumption.{name}"),
            "value" if name == "value" else "label",
            numeric=name in ("value", "low", "high"),
        )
        for name in names
    )
    rows = tuple(tuple(_assumption_cells(page, item)) for item in items)
    return replace(page, findings=(finding,)).make(
        "table",
        page.say("back.assumptions.assumptions_subtitle"),
        Values(fields, rows),
        sources=(),
        status="estimated",
        internal=True,
    )


def _assumption_cells(page: Page, item: Assumption) -> Iterator[Cell]:
    yield cell(item.name, page.lang)
    yield cell(_number(item.value), page.lang)
    yield cell(
        page.say(f"back.assumptions.unit.{item.unit}") if has(f"back.assumptions.unit.{item.unit}") else item.unit,
        page.lang,
    )
    for bound in (item.low, item.high):
        yield cell(_number(bound), page.lang, page.say("back.assumptions.no_bound"))
    yield cell(str(item.step) if item.step else "–", page.lang)
    yield cell(page.say(f"back.assumptions.origin.{item.origin}"), page.lang)
    yield cell(Day(item.on), page.lang)


def _number(value: Any) -> Number:
    """As many decimals as the number has, four at most."""
    if is_unknown(value):
        return Number(float("nan"))
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return Number(float(value), len(text.partition(".")[2]))


@exhibit("7.3")
def sources(page: Page, _: None) -> Exhibit:
    """7.3 Sources: where each table's rows come from, how many, and how sure they are."""
    found = [(table.name, *origin, rows) for table in _TABLES for origin, rows in _origins(page, table).items()]
    figures = {"n": Count(len({source for _, source, *_ in found})), "rows": Count(sum(len(own) for *_, own in found))}
    finding = Finding("back.sources.sources", page.id, figures)
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


def _origins(page: Page, table: Table) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The rows of a table, by their source, as this page prints it, and status: those with the most rows first."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for source, row in zip(page.origins(table.name), page.tables(table.name).rows(table.name), strict=True):
        found.setdefault((source or "–", str(row["status"])), []).append(row)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _judged(page: Page, rows: list[dict[str, Any]]) -> tuple[Cell, Cell]:
    """Who gave the judgements in these rows, and when, the first and the last day; a dash where they hold none, or
    nobody has said."""
    by = dict.fromkeys(sorted(filter(None, (page.show(name_of(row, "by")) for row in rows))))
    days = sorted(row["on"] for row in rows if not is_unknown(row.get("on")))
    ends = dict.fromkeys(page.show(Day(day)) for day in (days[:1] + days[-1:]))
    return cell(page.say("common.source.join").join(by) or "–", page.lang), cell("–".join(ends) or "–", page.lang)
