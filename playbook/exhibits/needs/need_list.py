"""3.9, needs, stated and latent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

from matplotlib.figure import Figure

from playbook.charts.ranked import MOST_ROWS, RankedRow, ranked_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
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
    need_list = result.need_list
    if need_list.needs.empty:
        return page.card([table for table in _ORIGINS if not page.has(table)])
    rules = list(dict.fromkeys(rule for rule in need_list.needs["rule"] if not is_unknown(rule)))
    tables = dict.fromkeys(
        [*(("needs",) if page.has("needs") else ()), *(table for rule in rules for table in _OTHER_SOURCES[rule])]
    )
    return page.make(
        "ranked",
        page.say("needs.need_list.subtitle"),
        _values(page, need_list),
        sources=[table for table in tables if page.has(table)],
        status=need_list.status,
        internal=True,
        draw=lambda: _draw(page, need_list),
    )


def _draw(page: ClientPage, need_list: NeedList) -> Figure:
    groups = _drawn(need_list)
    rows = [_ranked_row(page, group) for group in groups]
    left = len(need_list.needs) - sum(len(group) for group in groups)
    kinds = [kind for kind in ("stated", "latent") if (need_list.needs["kind"] == kind).any()]
    parts = ["expected", "rest"] if need_list.needs["amount_month"].notna().any() else []
    heads = tuple(page.say(f"needs.need_list.head.{name}") for name in ("need", "size", "evidence"))
    return ranked_chart(
        rows,
        lang=page.lang,
        heads=heads,  # type: ignore[arg-type]
        legend={name: page.say(f"needs.need_list.legend.{name}") for name in (*kinds, *parts)},
        more=page.say("needs.need_list.legend.more", n=left) if left else "",
    )


def _drawn(need_list: NeedList) -> Sequence[Sequence[Row]]:
    """The rows to draw: needs of one rule that follow each other without a size share a row, where they are many."""
    rows = records(need_list.needs)

    def key(row: Row) -> str:
        return row["need"] if row["kind"] == "stated" or not is_unknown(row["amount_month"]) else f"rule {row['rule']}"

    groups = [list(group) for _, group in groupby(rows, key)]
    return [part for group in groups for part in ([group] if len(group) >= _MANY else [[row] for row in group])][
        :MOST_ROWS
    ]


def _ranked_row(page: ClientPage, group: Sequence[Row]) -> RankedRow:
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


def _amount(page: ClientPage, row: Row) -> str:
    return _at_least(page, row["amount_month"], at_least=row["at_least"])


def _at_least(page: ClientPage, amount: float, *, at_least: bool) -> str:
    money = Money(amount, page.subject.currency)
    return page.say("needs.need_list.at_least", amount=money) if at_least else page.show(money)


def _values(page: ClientPage, need_list: NeedList) -> Values:
    currency, services = page.subject.currency, page.subject.market.names("services")
    money = partial(Column, unit=currency, numeric=True, reason=partial(_why_unsized, page))
    values = table(
        page,
        records(need_list.needs),
        (
            Column("need", lambda row: row["name"], "category", label=page.say("needs.need_list.head.need")),
            Column("kind", lambda row: page.say(f"needs.need_list.legend.{row['kind']}"), "series"),
            Column("rule", partial(_rule, page)),
            Column("sites", partial(_places, page)),
            Column("service", lambda row: "–" if is_unknown(row["service"]) else services[row["service"]]),
            money("amount", partial(_size, page), "value"),
            Column("confidence", lambda row: Percent(row["confidence"], 0), unit="%", numeric=True),
            money("expected", lambda row: Money(row["expected_month"], currency), "highlight"),
            Column("evidence", partial(_evidence, page), "note"),
            Column("status", lambda row: page.status_label(row["status"])),
        ),
    )
    return with_rows(page, values, [_total(page, need_list)])


def _total(page: ClientPage, need_list: NeedList) -> Mapping[str, Content]:
    amount, expected = need_list.total.known, need_list.expected_month
    at_least = need_list.total.unknown > 0
    return {
        "need": page.say("common.total"),
        "amount": Cell(amount, _at_least(page, amount, at_least=at_least)),
        "expected": Cell(expected, _at_least(page, expected, at_least=at_least)),
        "status": page.status_label(need_list.status),
    }


def _rule(page: ClientPage, row: Row) -> str:
    return "–" if is_unknown(row["rule"]) else page.say(f"needs.need_list.rule.{row['rule']}")


def _size(page: ClientPage, row: Row) -> Cell | None:
    amount = row["amount_month"]
    return None if is_unknown(amount) else Cell(amount, _amount(page, row))


def _evidence(page: ClientPage, row: Row) -> str:
    return page.say("common.source.join").join(page.show(name) for name in row["evidence"])


def _why_unsized(page: ClientPage, row: Row) -> str:
    priced = row["rule"] in ("backup", "upgrade")
    why = "stated" if row["kind"] == "stated" else "price" if priced else row["rule"]
    return page.say(f"needs.need_list.reason.{why}")


def _places(page: ClientPage, row: Row) -> str:
    return page.show(Names(tuple(_places_of(page, [row])))) or page.say("needs.need_list.whole")


def _places_of(page: ClientPage, rows: Sequence[Row]) -> list[Name]:
    """The sites and units that have these needs, each once."""
    sites, units = page.subject.names("sites"), units_of(page.subject).units
    return list(
        dict.fromkeys(
            name
            for row in rows
            for name in (*(sites[site] for site in row["sites"]), *(units[unit] for unit in row["units"]))
        )
    )
