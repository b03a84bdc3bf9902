"""Exhibit 3.2: spend by service and contract, what is known of it and what is expected, and the series that one must
ask billing about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import ceil

from playbook.charts.bars import Bar, BarNote, bar_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.bill_ledger import BilledSeries
from playbook.steps.billing import Base, BaseSeries
from playbook.steps.months import month_of
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.spend import Spend, series_name
from playbook.units import Count, Money, Names, Number, Percent, is_unknown, name_of

__all__ = ["build"]


@exhibit("3.2", "needs.spend", needs=("bills",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.2 Spend by service and contract; services where a rival is in are in the warning colour."""
    spend = result.spend
    names = page.subject.market.names("services")
    bars = [
        Bar(
            page.show(names[row["service"]]),
            max(row["amount_month"], 0.0),
            page.show(Number(row["amount_month"], 2)),
            share="" if is_unknown(row["share"]) else page.show(Percent(row["share"])),
            role="warning" if row["exposed"] else "accent" if place == 0 else "grey",
        )
        for place, row in enumerate(records(spend.services))
    ]
    sources = (
        "bills",
        "control_totals",
        *(("competition_services", "moves") if len(spend.moves) else ()),
        *(("contracts",) if spend.numbers else ()),
    )
    values = _values(page, spend)
    return page.make(
        "bar",
        _subtitle(page, spend),
        values,
        sources=sources,
        status=spend.status,
        draw=lambda: bar_chart(bars, lang=page.lang, sort=False, notes=_notes(page, spend)),
        extra={"total_rows": len(values.rows) - len(spend.services)},
    )


def _subtitle(page: ClientPage, spend: Spend) -> str:
    base = spend.base
    total = base.money(page.subject.currency, 2)
    return (
        page.say("needs.spend.subtitle", client=page.subject.name, start=base.start, end=base.end, total=total)
        + (page.say("needs.spend.subtitle.exposed") if spend.services["exposed"].eq(True).any() else "")
        + (page.say("needs.spend.missing", n=Count(ceil(base.missing)), months=_months(base)) if base.missing else "")
        + (page.say("needs.spend.earlier", n=Count(base.left.earlier)) if base.left.earlier else "")
        + (page.say("needs.spend.later", n=Count(base.left.later)) if base.left.later else "")
    )


def _months(base: Base) -> Number:
    """How many months lack a bill; a part of one with a decimal."""
    return Number(base.missing, 0 if base.missing == int(base.missing) else 1)


def _notes(page: ClientPage, spend: Spend) -> tuple[BarNote, ...]:
    """A bracket for each rival's move, over the services that it touches; a service has one bracket, the first
    move's."""
    what = {row["move"]: page.show(name_of(row, "what")) for row in records(page.subject.table("moves"))}
    names, order = page.subject.market.names("services"), list(spend.services["service"])
    notes, taken = [], set()  # type: tuple[list[BarNote], set[int]]
    for move, rows in spend.moves.groupby("move", sort=True):
        places = sorted(order.index(service) for service in set(rows["service"]))
        span = set(range(places[0], places[-1] + 1))
        if not span & taken and len(span) == len(places):
            notes.append(BarNote(what[move], tuple(page.show(names[order[place]]) for place in places)))
            taken |= span
    return tuple(notes)


def _values(page: ClientPage, spend: Spend) -> Values:
    """A row per service; below them the totals, and the series that one must ask billing about."""
    columns = (*_columns(page, spend), *(_contract(page, spend, number) for number in spend.contracts.columns))
    values = table(page, records(spend.services), columns)
    return with_rows(page, values, (*_totals(page, spend), *_told(page, spend.base)))


def _columns(page: ClientPage, spend: Spend) -> Iterator[Column]:
    base, currency, services = spend.base, page.subject.currency, page.subject.market.names("services")
    money = partial(Column, unit=currency, numeric=True)
    expected = page.say("needs.spend.expected" if base.missing else "needs.spend.amount")
    no_shares, no_part = page.say("needs.spend.no_shares"), page.say("needs.spend.no_part")

    def known(row: Row) -> Money:
        return Money(float(base.known_services[row["service"]]), currency, 2)

    yield Column("service", lambda row: services[row["service"]], "category", label=page.say("common.service"))
    yield money("amount", lambda row: Money(row["amount_month"], currency, 2), "value", label=expected)
    if base.missing:
        yield money("known", known)
    yield Column("share", lambda row: Percent(row["share"]), unit="%", numeric=True, reason=no_shares)
    yield money("exposed", lambda row: Money(row["exposed_month"], currency, 2), reason=no_part)
    no_moves = page.say("competition.revenue_at_risk.no_moves")
    yield Column("rivals", partial(_rivals, page), "highlight", reason=no_moves)


def _rivals(page: ClientPage, row: Row) -> str | None:
    operators = page.subject.market.names("operators")
    names = page.show(Names(tuple(operators[rival] for rival in row["rivals"])))
    return names or (None if row["exposed"] is None else "–")


def _contract(page: ClientPage, spend: Spend, number: str) -> Column:
    """What each service costs on one contract."""
    currency, amounts = page.subject.currency, spend.contracts[number]

    def amount(row: Row) -> Money | str:
        own = amounts[row["service"]]
        return "–" if is_unknown(own) else Money(float(own), currency, 2)

    label = number or page.say("needs.spend.no_contract")
    return Column(_contract_column(number), amount, unit=currency, numeric=True, label=label)


def _contract_column(number: str) -> str:
    return f"contract_{number or 'none'}"


def _totals(page: ClientPage, spend: Spend) -> Iterator[Mapping[str, Content]]:
    """The bills' total, and under it the total that the client file reports."""
    lang, currency = page.lang, page.subject.currency
    shared = Percent(1.0 if not spend.services["share"].isna().any() else float("nan"))
    yield {
        "service": page.say("common.total"),
        **_amounts(page, spend.base.total, spend.base.known),
        "share": cell(shared, lang, page.say("needs.spend.no_shares")),
        "exposed": cell(Money(spend.exposed_month, currency, 2), lang, page.say("needs.spend.no_part")),
        **{
            _contract_column(number): Money(float(spend.contracts[number].sum()), currency, 2)
            for number in spend.contracts.columns
        },
    }
    control = spend.base.reconciliation.control
    if not is_unknown(control):
        yield {"service": page.say("needs.spend.reported"), "amount": Money(control, currency, 2)}


def _amounts(page: ClientPage, expected: float, known: float) -> Mapping[str, Content]:
    """What is expected, and what is known beside it; the table has no column for it where no bill is missing."""
    return {
        "amount": Money(expected, page.subject.currency, 2),
        "known": Money(known, page.subject.currency, 2),
    }


def _told(page: ClientPage, base: Base) -> Iterator[Mapping[str, Content]]:
    """The series that one must ask billing about, each in a row below the totals: its name, and its part of the
    amounts."""
    for one in base.series:
        if one.begins or one.missing:
            yield {"service": _asked(page, one), **_amounts(page, one.expected_month, one.known_month)}
    for pair in base.renumbered:
        before, after = _all(page, pair.before), _all(page, pair.after)
        month = month_of(pair.began)
        yield {"service": page.say("needs.spend.row.renumbered", before=before, after=after, month=month)}
    for stopped, month in base.stopped:
        which = series_name(page.subject, stopped)
        yield {"service": page.say("needs.spend.row.stopped", which=which, month=month)}


def _asked(page: ClientPage, one: BaseSeries) -> str:
    which = series_name(page.subject, one)
    if not one.begins:
        return page.say("needs.spend.row.missing", which=which, month=one.last)
    latest = Money(one.latest_month, page.subject.currency, 2)
    return page.say("needs.spend.row.begun", which=which, since=one.begins, month=one.last, amount=latest)


def _all(page: ClientPage, series: Sequence[BilledSeries]) -> Names:
    return Names(tuple(series_name(page.subject, one) for one in series))
