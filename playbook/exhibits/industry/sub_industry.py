"""1.3, the client in its sub-industry."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from playbook.charts.mix import MixRow, mix_chart
from playbook.charts.share_bar import ShareBar, share_over
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, below, table
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.industry.words import scope_of
from playbook.steps.amounts import LargeMoney
from playbook.steps.billing import base_of
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.industry.sub_industry import SubIndustry
from playbook.steps.listing import several
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Number, Percent, Printable, Side, bounded, is_unknown, name_of

__all__ = ["build"]

#: The growth of a service that has no bills.
_NO_GROWTH = {"growth_year": float("nan"), "change_month": float("nan"), "reason": "none"}


@exhibit("1.3", "industry.sub_industry", needs=("sub_industries",))
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.3 The client in its sub-industry: market size, the client's share, and its mix against the industry's."""
    place, compared = result.sub_industry, not result.mix.services.empty
    if place.id is None:
        return page.card(("sub_industries",))
    sources = (
        ("sub_industries", "bills", "service_usage")
        if compared
        else ("sub_industries", "bills")
        if place.from_bills
        else ("sub_industries",)
    )
    return page.make(
        "mix",
        _scopes(page, result),
        _values(page, result),
        sources=sources,
        status=weakest([place.status, result.mix.status]) if compared else place.status,
        draw=lambda: _draw_mix(page, result) if compared else _draw_share(page, place),
    )


def _scopes(page: ClientPage, result: IndustryAnalysis) -> str:
    """What is compared with what: the scope of the payments, of the sub-industry's total, and the services left out."""
    place, client = result.sub_industry, page.subject
    row = next(row for row in client.market.rows("sub_industries") if row["sub_industry"] == place.id)
    payments, market = (scope_of(page, name_of(*of)) for of in ((client.profile, "payments_scope"), (row, "scope")))
    amount = LargeMoney(place.market_month, client.currency)
    return (
        _paid(page, place, payments)
        + page.say("industry.sub_industry.market", market=market, amount=amount)
        + ("" if result.mix.services.empty else page.say("industry.sub_industry.subtitle.quotient"))
        + ("" if result.mix.services.empty else _left_out(page, result.mix.left_out))
        + _growth_scope(page, result)
    )


def _left_out(page: ClientPage, services: Sequence[str]) -> str:
    names = page.subject.market.names("services")
    which = page.say("industry.sub_industry.comma").join(page.show(names[service]) for service in services)
    return page.say("industry.sub_industry.left_out", which=which) if services else ""


def _paid(page: ClientPage, place: SubIndustry, payments: Name) -> str:
    """What the client pays us: on the sub-industry's scope, else by its bills, with their months and what is known
    where bills are missing."""
    amount, base = LargeMoney(place.payments_month, page.subject.currency), base_of(page.subject)
    if not place.from_bills:
        return page.say("industry.sub_industry.payments", payments=payments, amount=amount)
    billed = base.money(page.subject.currency) if base.missing else amount
    return page.say("industry.sub_industry.from_bills", amount=billed, start=base.start, end=base.end)


def _growth_scope(page: ClientPage, result: IndustryAnalysis) -> str:
    """Which years growth compares and which months and lines it leaves out, or why it is not known."""
    growth = result.growth
    if growth.known.empty:
        return page.say("industry.sub_industry.no_growth", months=Count(growth.months))
    left = (
        page.say("industry.sub_industry.gaps", months=several([Name(month, month) for month in growth.gaps]))
        if growth.gaps
        else ""
    )
    lines = page.say("industry.sub_industry.lines", n=Count(growth.left_lines)) if growth.left_lines else ""
    return page.say("industry.sub_industry.growth", start=growth.middle, end=growth.end) + left + lines


def _values(page: ClientPage, result: IndustryAnalysis) -> Values:
    """The client and all others in the sub-industry; then its services beside the industry's, and those that cannot be
    compared but whose growth is known."""
    place, side = result.sub_industry, result.mix.side
    currency, names = page.subject.currency, page.subject.market.names("services")
    reason = page.say(f"industry.sub_industry.{'no_quotient' if side == 'exact' else 'partly_compared'}")
    columns = (
        Column("what", lambda row: names[row["service"]], "category"),
        Column("client", lambda row: Money(row["client_month"], currency, 2), unit=currency, numeric=True),
        Column("client_share", lambda row: _share_of(row, "client", side), "series", "%", numeric=True),
        Column("industry", lambda row: Money(row["industry_month"], currency), unit=currency, numeric=True),
        Column("industry_share", lambda row: _share_of(row, "industry", side), "series", "%", numeric=True),
        Column("quotient", lambda row: bounded(Number(row["quotient"], 2), side), "value", numeric=True, reason=reason),
        Column(
            "gap",
            lambda row: bounded(Money(row["gap_month"], currency, sign=True), side),
            unit=currency,
            numeric=True,
            reason=reason,
        ),
        Column("signal", lambda row: _signal(page, row), "highlight", reason=reason),
        Column(
            "growth_year",
            lambda row: Percent(row["growth_year"], sign=True),
            unit="%",
            numeric=True,
            reason=lambda row: _no_growth(page, row),
        ),
        Column(
            "change_month",
            lambda row: Money(row["change_month"], currency, sign=True),
            unit=currency,
            numeric=True,
            reason=lambda row: _no_growth(page, row),
        ),
    )
    what, *compared, growth, change = columns
    not_compared = page.say("industry.sub_industry.not_compared")
    blank = (Column(column.name, lambda _: None, reason=not_compared) for column in compared)
    grown = {row["service"]: row for row in records(result.growth.services)}
    mix = [_NO_GROWTH | grown.get(row["service"], {}) | row for row in records(result.mix.services)]
    others = [row for row in records(result.growth.known) if row["service"] not in {one["service"] for one in mix}]
    shares = below(page, table(page, (), columns), _shares(page, place), _share_columns(page, place))
    return below(page, below(page, shares, mix, columns), others, (what, *blank, growth, change))


def _shares(page: ClientPage, place: SubIndustry) -> list[Row]:
    """The client, and all others."""
    rest, others = place.market_month - place.payments_month, page.say("industry.sub_industry.others")
    return [
        {"who": page.show(page.subject.name), "amount": place.payments_month, "share": place.share},
        {"who": others, "amount": rest, "share": place.others},
    ]


def _share_columns(page: ClientPage, place: SubIndustry) -> tuple[Column, ...]:
    currency, market = page.subject.currency, place.market_month
    name = page.subject.market.names("sub_industries")[str(place.id)]
    reason = page.say(f"industry.sub_industry.{'no_market' if is_unknown(market) else 'too_much'}")
    return (
        Column(
            "what", lambda row: page.say("industry.sub_industry.in_sub_industry", who=row["who"], sub_industry=name)
        ),
        Column("client", lambda row: Money(row["amount"], currency), reason=reason),
        Column("client_share", lambda row: Percent(row["share"]), reason=reason),
        Column("industry", lambda _: Money(market, currency), reason=reason),
    )


def _signal(page: ClientPage, row: Row) -> str | None:
    return page.say(f"industry.sub_industry.signal.{row['signal']}") if row["signal"] else None


def _no_growth(page: ClientPage, row: Row) -> str:
    """Why the growth of a service is not known."""
    return page.say(f"industry.sub_industry.no_growth.{row['reason'] or 'nothing'}")


def _share_of(row: Row, of: str, side: Side) -> Printable:
    """The share of a service in what the client, or its industry, spends: at most that while there may be spend on
    others."""
    more = ("at_most", "unknown") if of == "client" else ("at_least", "unknown")
    return bounded(Percent(row[f"{of}_share"]), "at_most" if side in more else "exact")


def _draw_share(page: ClientPage, place: SubIndustry) -> Figure:
    name = page.subject.market.names("sub_industries")[str(place.id)]
    known = not is_unknown(place.share)
    row = MixRow(
        page.show(name),
        (drawable(place.share), drawable(place.others)),
        (page.show(Percent(place.share)), page.show(Percent(place.others))),
        total=page.show(LargeMoney(place.market_month, page.subject.currency)) if known else "",
    )
    return mix_chart(
        [row],
        [page.show(page.subject.name), page.say("industry.sub_industry.others")],
        lang=page.lang,
        highlight=0,
        unknown=page.say("common.unknown"),
    )


def _draw_mix(page: ClientPage, result: IndustryAnalysis) -> Figure:
    """The client's mix over its industry's; the service furthest from the industry's is the one in colour."""
    mix, side, client = records(result.mix.services), result.mix.side, page.subject
    names, low = client.market.names("services"), client.assume("location_quotient_low")
    rows = [
        MixRow(
            label,
            tuple(row[f"{whose}_share"] for row in mix),
            tuple(page.show(_share_of(row, whose, side)) for row in mix),
            total=page.show(LargeMoney(total, client.currency)),
        )
        for whose, label, total in (
            ("client", page.say("industry.sub_industry.mix_client"), sum(row["client_month"] for row in mix)),
            (
                "industry",
                page.say("industry.sub_industry.mix_of", industry=_industry(page)),
                sum(row["industry_month"] for row in mix),
            ),
        )
    ]
    gaps = [row["gap_month"] if row["signal"] == "whitespace" and row["quotient"] < low else 0.0 for row in mix]
    extra = [row["gap_month"] if row["signal"] == "dependency" else 0.0 for row in mix]
    quotients = [bounded(Number(row["quotient"], 2), side) for row in mix]
    labels = [
        page.say("industry.sub_industry.segment", service=names[row["service"]], quotient=value)
        for row, value in zip(mix, quotients, strict=True)
    ]
    figure = mix_chart(
        rows,
        labels,
        lang=page.lang,
        highlight=gaps.index(min(gaps)) if min(gaps) < 0 else None,
        warning=extra.index(max(extra)) if max(extra) > 0 else None,
        unknown=page.say("common.unknown"),
    )
    bar = _share_bar(page, result.sub_industry)
    return share_over(figure, bar, lang=page.lang) if bar else figure


def _share_bar(page: ClientPage, place: SubIndustry) -> ShareBar | None:
    """The client's share of its sub-industry, over the mix; none where it is unknown."""
    if is_unknown(place.share):
        return None
    name = page.subject.market.names("sub_industries")[str(place.id)]
    part, rest = (
        page.say("industry.sub_industry.bar", who=who, share=Percent(share))
        for who, share in ((page.subject.name, place.share), (page.say("industry.sub_industry.others"), place.others))
    )
    return ShareBar(
        page.say("industry.sub_industry.spend_of", sub_industry=name),
        place.share,
        part,
        rest,
        page.show(LargeMoney(place.market_month, page.subject.currency)),
    )


def _industry(page: ClientPage) -> Name:
    return page.subject.market.names("industries")[str(page.subject.profile["industry"])]
