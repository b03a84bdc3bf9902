"""Exhibit 3.2: spend by service and contract, what is known of it and what is expected, and the series that one must
ask billing about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from playbook.charts.bars import Bar, BarNote, bar_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.bill_ledger import BilledSeries
from playbook.steps.billing import Base
from playbook.steps.months import month_of
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.spend import Spend, series_name
from playbook.units import Count, Money, Names, Number, Percent, is_unknown, name_of

__all__ = ["build"]


@exhibit("3.2", "needs.spend", needs=("bills",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.2 Spend by service and contract; services where a rival is in are in the warning colour."""
    found = result.spend
    names = page.subject.market.names("services")
    bars = [
        Bar(
            page.show(names[row["service"]]),
            max(row["amount_month"], 0.0),
            page.show(Number(row["amount_month"], 2)),
            share="" if is_unknown(row["share"]) else page.show(Percent(row["share"])),
            role="warning" if row["exposed"] else "accent" if place == 0 else "grey",
        )
        for place, row in enumerate(records(found.services))
    ]
    sources = (
        "bills",
        "control_totals",
        *(("competition_services", "moves") if len(found.moves) else ()),
        *(("contracts",) if found.numbers else ()),
    )
    values = _spend_values(page, found)
    return page.make(
        "bar",
        _spend_subtitle(page, found),
        values,
        sources=sources,
        status=found.status,
        draw=lambda: bar_chart(bars, lang=page.lang, sort=False, notes=_notes(page, found)),
        extra={"total_rows": len(values.rows) - len(found.services)},
    )


def _spend_subtitle(page: ClientPage, found: Spend) -> str:
    base = found.base
    total = base.money(page.subject.currency, 2)
    return (
        page.say("needs.spend.subtitle", client=page.subject.name, start=base.start, end=base.end, total=total)
        + (page.say("needs.spend.subtitle.exposed") if found.services["exposed"].eq(True).any() else "")
        + (page.say("needs.spend.missing", n=Count(ceil(base.missing)), months=_months(base)) if base.missing else "")
        + (page.say("needs.spend.earlier", n=Count(base.left.earlier)) if base.left.earlier else "")
        + (page.say("needs.spend.later", n=Count(base.left.later)) if base.left.later else "")
    )


def _months(base: Base) -> Number:
    """How many months lack a bill; a part of one with a decimal."""
    return Number(base.missing, 0 if base.missing == int(base.missing) else 1)


def _notes(page: ClientPage, found: Spend) -> tuple[BarNote, ...]:
    """A bracket for each rival's move, over the services that it touches; a service has one bracket, the first
    move's."""
    what = {row["move"]: page.show(name_of(row, "what")) for row in records(page.subject.table("moves"))}
    names, order = page.subject.market.names("services"), list(found.services["service"])
    notes, taken = [], set()  # type: tuple[list[BarNote], set[int]]
    for move, rows in found.moves.groupby("move", sort=True):
        places = sorted(order.index(service) for service in set(rows["service"]))
        span = set(range(places[0], places[-1] + 1))
        if not span & taken and len(span) == len(places):
            notes.append(BarNote(what[move], tuple(page.show(names[order[place]]) for place in places)))
            taken |= span
    return tuple(notes)


def _spend_values(page: ClientPage, found: Spend) -> Values:
    lang, currency = page.lang, page.subject.currency
    columns = list(found.contracts.columns)
    fields = (
        Field("service", page.say("common.service"), "category"),
        Field(
            "amount",
            page.say("needs.spend.expected" if found.base.missing else "needs.spend.amount"),
            "value",
            currency,
            numeric=True,
        ),
        *(
            [Field("known", page.say("needs.spend.known"), "label", currency, numeric=True)]
            if found.base.missing
            else []
        ),
        Field("share", page.say("needs.spend.share"), "label", "%", numeric=True),
        Field("exposed", page.say("needs.spend.exposed"), "label", currency, numeric=True),
        Field("rivals", page.say("needs.spend.rivals_in"), "highlight"),
        *(
            Field(
                f"contract_{number or 'none'}",
                number or page.say("needs.spend.no_contract"),
                "label",
                currency,
                numeric=True,
            )
            for number in columns
        ),
    )
    rows = [
        (
            *_spend_cells(page, found.base, row),
            *(
                cell("–", lang) if is_unknown(amount) else cell(Money(float(amount), currency, 2), lang)
                for amount in found.contracts.loc[row["service"]]
            ),
        )
        for row in records(found.services)
    ]
    told = [
        (cell(what, lang), *amounts, *[cell("–", lang)] * (len(fields) - 1 - len(amounts)))
        for what, amounts in _told(page, found.base)
    ]
    return Values(fields, (*rows, *_spend_totals(page, found), *told))


def _spend_totals(page: ClientPage, found: Spend) -> Iterator[tuple[Cell, ...]]:
    """The bills' total, and under it the total that the client file reports."""
    lang, currency, dash = page.lang, page.subject.currency, cell("–", page.lang)
    shared = Percent(1.0 if not found.services["share"].isna().any() else float("nan"))
    yield (
        cell(page.say("common.total"), lang),
        *_amounts(page, found.base, found.base.total, found.base.known),
        cell(shared, lang, page.say("needs.spend.no_shares")),
        cell(Money(found.exposed_month, currency, 2), lang, page.say("needs.spend.no_part")),
        dash,
        *(cell(Money(float(amount), currency, 2), lang) for amount in found.contracts.sum()),
    )
    control = found.base.reconciliation.control
    if not is_unknown(control):
        columns = 3 + bool(found.base.missing) + len(found.contracts.columns)
        yield (cell(page.say("needs.spend.reported"), lang), cell(Money(control, currency, 2), lang), *[dash] * columns)


def _amounts(page: ClientPage, base: Base, expected: float, known: float) -> tuple[Cell, ...]:
    """What is expected, and what is known beside it where bills are missing."""
    amounts = (expected, known) if base.missing else (expected,)
    return tuple(cell(Money(amount, page.subject.currency, 2), page.lang) for amount in amounts)


def _told(page: ClientPage, base: Base) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """The series that one must ask billing about, each in a row below the totals: its name, and its part of the
    amounts."""
    for one in base.series:
        amounts = _amounts(page, base, one.expected_month, one.known_month)
        if one.missing and not one.begins:
            yield page.say("needs.spend.row.missing", which=series_name(page.subject, one), month=one.last), amounts
        elif one.begins:
            latest = Money(one.latest_month, page.subject.currency, 2)
            yield (
                page.say(
                    "needs.spend.row.begun",
                    which=series_name(page.subject, one),
                    since=one.begins,
                    month=one.last,
                    amount=latest,
                ),
                amounts,
            )
    for pair in base.renumbered:
        yield (
            page.say(
                "needs.spend.row.renumbered",
                before=_all(page, pair.before),
                after=_all(page, pair.after),
                month=month_of(pair.began),
            ),
            (),
        )
    for stopped, month in base.stopped:
        yield page.say("needs.spend.row.stopped", which=series_name(page.subject, stopped), month=month), ()


def _all(page: ClientPage, series: Sequence[BilledSeries]) -> Names:
    return Names(tuple(series_name(page.subject, one) for one in series))


def _spend_cells(page: ClientPage, base: Base, row: dict[str, Any]) -> Iterator[Cell]:
    lang, currency, operators = page.lang, page.subject.currency, page.subject.market.names("operators")
    yield cell(page.subject.market.names("services")[row["service"]], lang)
    yield from _amounts(page, base, row["amount_month"], float(base.known_services[row["service"]]))
    yield cell(Percent(row["share"]), lang, page.say("needs.spend.no_shares"))
    yield cell(Money(row["exposed_month"], currency, 2), lang, page.say("needs.spend.no_part"))
    names = page.show(Names(tuple(operators[rival] for rival in row["rivals"])))
    yield cell(
        names or (None if row["exposed"] is None else "–"), lang, page.say("competition.revenue_at_risk.no_moves")
    )
