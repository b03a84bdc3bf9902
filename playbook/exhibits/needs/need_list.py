"""3.9, needs, stated and latent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.ranked import MOST_ROWS, RankedRow, ranked_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.listing import several
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.need_list import NeedList
from playbook.steps.needs.whitespace import whitespace as units_of
from playbook.units import Money, Name, Names, Percent, is_unknown

__all__ = ["build"]

#: Where stated and latent needs come from, in the order in which to collect them.
_ORIGINS = ("needs", "sites", "links", "unit_services", "goals", "staff_spend")


#: So many needs of one rule without a size share a row.
_MANY = 4


_OTHER_SOURCES = {
    "whitespace": ("bills", "service_usage"),
    "win_back": ("unit_services", "moves"),
    "unit_whitespace": ("unit_services",),
    "proposal": ("goals",),
    "backup": ("sites", "links", "prices"),
    "upgrade": ("sites", "links", "prices"),
    "group_plan": ("staff_spend",),
    "taught": ("taught_needs",),
}


@exhibit("3.9", "needs.need_list")
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.9 The needs, stated and latent, by size x confidence; without any, a card that says what to collect."""
    found = result.need_list
    if found.needs.empty:
        return page.card([table for table in _ORIGINS if not page.has(table)])
    rules = list(dict.fromkeys(rule for rule in found.needs["rule"] if not is_unknown(rule)))
    tables = dict.fromkeys(
        [*(("needs",) if page.has("needs") else ()), *(table for rule in rules for table in _OTHER_SOURCES[rule])]
    )
    return page.make(
        "ranked",
        page.say("needs.need_list.subtitle"),
        _need_values(page, found),
        sources=[table for table in tables if page.has(table)],
        status=found.status,
        internal=True,
        draw=lambda: _draw_needs(page, found),
    )


def _draw_needs(page: ClientPage, found: NeedList) -> Figure:
    groups = _drawn(found)
    rows = [_ranked_row(page, group) for group in groups]
    left = len(found.needs) - sum(len(group) for group in groups)
    kinds = [kind for kind in ("stated", "latent") if (found.needs["kind"] == kind).any()]
    parts = ["expected", "rest"] if found.needs["amount_month"].notna().any() else []
    heads = tuple(page.say(f"needs.need_list.head.{name}") for name in ("need", "size", "evidence"))
    return ranked_chart(
        rows,
        lang=page.lang,
        heads=heads,  # type: ignore[arg-type]
        legend={name: page.say(f"needs.need_list.legend.{name}") for name in (*kinds, *parts)},
        more=page.say("needs.need_list.legend.more", n=left) if left else "",
    )


def _drawn(found: NeedList) -> list[list[dict[str, Any]]]:
    """The rows to draw: needs of one rule that follow each other without a size share a row, where they are many."""
    rows = records(found.needs)

    def key(row: dict[str, Any]) -> str:
        return row["need"] if row["kind"] == "stated" or not is_unknown(row["amount_month"]) else f"rule {row['rule']}"

    groups = [list(group) for _, group in groupby(rows, key)]
    return [part for group in groups for part in ([group] if len(group) >= _MANY else [[row] for row in group])][
        :MOST_ROWS
    ]


def _ranked_row(page: ClientPage, group: list[dict[str, Any]]) -> RankedRow:
    first = group[0]
    folded = page.say(f"needs.latent.{first['rule']}.folded", n=len(group)) if len(group) > 1 else ""
    evidence = first["evidence"][-1 if first["kind"] == "stated" else 0]
    return RankedRow(
        folded or page.show(first["name"]),
        drawable(first["amount_month"]),
        drawable(first["expected_month"]),
        page.say("needs.need_list.unknown") if is_unknown(first["amount_month"]) else _amount(page, first),
        page.show(Percent(first["confidence"], 0)),
        page.show(several(_places_of(page, group), 2) if folded else evidence),
        asked=first["kind"] == "stated",
    )


def _amount(page: ClientPage, row: Mapping[str, Any]) -> str:
    amount = Money(row["amount_month"], page.subject.currency)
    return page.say("needs.need_list.at_least", amount=amount) if row["at_least"] else page.show(amount)


def _need_values(page: ClientPage, found: NeedList) -> Values:
    currency = page.subject.currency
    fields = (
        Field("need", page.say("needs.need_list.head.need"), "category"),
        Field("kind", page.say("needs.need_list.kind"), "series"),
        Field("rule", page.say("needs.need_list.rule"), "label"),
        Field("sites", page.say("needs.need_list.sites"), "label"),
        Field("service", page.say("needs.need_list.service"), "label"),
        Field("amount", page.say("needs.need_list.amount"), "value", currency, numeric=True),
        Field("confidence", page.say("needs.need_list.confidence"), "label", "%", numeric=True),
        Field("expected", page.say("needs.need_list.expected"), "highlight", currency, numeric=True),
        Field("evidence", page.say("needs.need_list.evidence"), "note"),
        Field("status", page.say("needs.need_list.status"), "label"),
    )
    total = (
        cell(page.say("common.total"), page.lang),
        *[cell("–", page.lang)] * 4,
        _total_cell(page, found),
        cell("–", page.lang),
        _expected_cell(page, found),
        cell("–", page.lang),
        cell(page.status_label(found.status), page.lang),
    )
    return Values(fields, (*(tuple(_need_cells(page, row)) for row in records(found.needs)), total))


def _need_cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    lang, currency = page.lang, page.subject.currency
    rule = None if is_unknown(row["rule"]) else row["rule"]
    reason = page.say(f"needs.need_list.reason.{_reason(row)}")
    yield cell(row["name"], lang)
    yield cell(page.say(f"needs.need_list.legend.{row['kind']}"), lang)
    yield cell(page.say(f"needs.need_list.rule.{rule}") if rule else "–", lang)
    yield cell(_places(page, row), lang)
    yield cell("–" if is_unknown(row["service"]) else page.subject.market.names("services")[row["service"]], lang)
    amount = Money(row["amount_month"], currency)
    yield Cell(amount.value, _amount(page, row)) if not is_unknown(amount.value) else cell(amount, lang, reason)
    yield cell(Percent(row["confidence"], 0), lang)
    yield cell(Money(row["expected_month"], currency), lang, reason)
    yield cell(page.say("common.source.join").join(page.show(name) for name in row["evidence"]), lang)
    yield cell(page.status_label(row["status"]), lang)


def _reason(row: Mapping[str, Any]) -> str:
    """Why a need has no size."""
    if row["kind"] == "stated":
        return "stated"
    return "price" if row["rule"] in ("backup", "upgrade") else str(row["rule"])


def _places(page: ClientPage, row: Mapping[str, Any]) -> str:
    return page.show(Names(tuple(_places_of(page, [row])))) or page.say("needs.need_list.whole")


def _places_of(page: ClientPage, rows: Sequence[Mapping[str, Any]]) -> list[Name]:
    """The sites and units that have these needs, each once."""
    sites, units = page.subject.names("sites"), units_of(page.subject).units
    return list(
        dict.fromkeys(
            name
            for row in rows
            for name in (*(sites[site] for site in row["sites"]), *(units[unit] for unit in row["units"]))
        )
    )


def _total_cell(page: ClientPage, found: NeedList) -> Cell:
    amount = Money(found.total.known, page.subject.currency)
    return Cell(
        amount.value, page.say("needs.need_list.at_least", amount=amount) if found.total.unknown else page.show(amount)
    )


def _expected_cell(page: ClientPage, found: NeedList) -> Cell:
    amount = Money(found.expected_month, page.subject.currency)
    return Cell(
        amount.value, page.say("needs.need_list.at_least", amount=amount) if found.total.unknown else page.show(amount)
    )
