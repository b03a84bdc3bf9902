"""1.3, the client in its sub-industry."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure

from playbook.charts.mix import MixRow, mix_chart
from playbook.charts.share_bar import ShareBar, share_over
from playbook.client.rows import Row, records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.amounts import LargeMoney
from playbook.steps.billing import base_of
from playbook.steps.industry.analysis import IndustryAnalysis, SubIndustry
from playbook.steps.listing import several
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Number, Percent, Printable, Side, bounded, is_unknown, name_of

__all__ = ["build"]


@exhibit("1.3", "industry.sub_industry", needs=("sub_industries",))
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.3 The client in its sub-industry: market size, the client's share, and its mix against the industry's."""
    found = result.sub_industry
    if found.id is None:
        return page.card(("sub_industries",))
    sources = (
        ("sub_industries", "bills", "service_usage")
        if len(result.mix)
        else ("sub_industries", "bills")
        if found.from_bills
        else ("sub_industries",)
    )
    status = weakest([found.status, result.mix_status]) if len(result.mix) else found.status
    return page.make(
        "mix",
        _scopes(page, result),
        Values(_mix_fields(page), (*_share_rows(page, found), *_mix_rows(page, result))),
        sources=sources,
        status=status,
        draw=lambda: _draw_share(page, found) if result.mix.empty else _draw_mix(page, result),
    )


def _scopes(page: ClientPage, result: IndustryAnalysis) -> str:
    """What is compared with what: the scope of the payments, of the sub-industry's total, and the services left out."""
    found, client = result.sub_industry, page.subject
    rows = client.market.table("sub_industries")
    row = rows[rows["sub_industry"] == found.id].iloc[0]
    unknown = Name(page.say("industry.words.scope_unknown"), page.say("industry.words.scope_unknown"))
    payments, market = (
        scope if scope.zh or scope.en else unknown
        for scope in (name_of(client.profile, "payments_scope"), name_of(row, "scope"))
    )
    text = _paid(page, found, payments) + page.say(
        "industry.sub_industry.market", market=market, amount=LargeMoney(found.market_month, client.currency)
    )
    names = client.market.names("services")
    left_out = (
        page.say("industry.sub_industry.left_out", which=_names(page, [names[service] for service in result.left_out]))
        if result.left_out
        else ""
    )
    return (
        text
        + (page.say("industry.sub_industry.subtitle.quotient") + left_out if len(result.mix) else "")
        + _growth_scope(page, result)
    )


def _paid(page: ClientPage, found: SubIndustry, payments: Name) -> str:
    """What the client pays us: on the sub-industry's scope, else by its bills, with their months and what is known
    where bills are missing."""
    amount, base = LargeMoney(found.payments_month, page.subject.currency), base_of(page.subject)
    if not found.from_bills:
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


def _names(page: ClientPage, names: list[Name]) -> str:
    return page.say("industry.sub_industry.comma").join(page.show(name) for name in names)


def _mix_fields(page: ClientPage) -> tuple[Field, ...]:
    currency = page.subject.currency
    return (
        Field("what", page.say("industry.words.what"), "category"),
        Field("client", page.say("industry.sub_industry.client_month"), "label", currency, numeric=True),
        Field("client_share", page.say("industry.sub_industry.client_share"), "series", "%", numeric=True),
        Field("industry", page.say("industry.sub_industry.industry_month"), "label", currency, numeric=True),
        Field("industry_share", page.say("industry.sub_industry.industry_share"), "series", "%", numeric=True),
        Field("quotient", page.say("industry.sub_industry.quotient"), "value", numeric=True),
        Field("gap", page.say("industry.sub_industry.gap_month"), "label", currency, numeric=True),
        Field("signal", page.say("industry.sub_industry.signal"), "highlight"),
        Field("growth_year", page.say("industry.sub_industry.growth_year"), "label", "%", numeric=True),
        Field("change_month", page.say("industry.sub_industry.change_month"), "label", currency, numeric=True),
    )


def _share_rows(page: ClientPage, found: SubIndustry) -> Iterator[tuple[Cell, ...]]:
    """The client and all others in the sub-industry."""
    lang, currency = page.lang, page.subject.currency
    reason = page.say(
        "industry.sub_industry.no_market" if is_unknown(found.market_month) else "industry.sub_industry.too_much"
    )
    name = page.subject.market.names("sub_industries")[str(found.id)]
    dash = cell("–", lang)
    rest = found.market_month - found.payments_month
    for what, amount, share in (
        (page.show(page.subject.name), found.payments_month, found.share),
        (page.say("industry.sub_industry.others"), rest, found.others),
    ):
        printed = cell(Money(amount, currency), lang, reason), cell(Percent(share), lang, reason)
        yield (
            cell(page.say("industry.sub_industry.in_sub_industry", who=what, sub_industry=name), lang),
            *printed,
            cell(Money(found.market_month, currency), lang, reason),
            *[dash] * 6,
        )


def _mix_rows(page: ClientPage, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    lang, currency, names = page.lang, page.subject.currency, page.subject.market.names("services")
    side, reason = (
        result.mix_side,
        page.say(
            "industry.sub_industry.no_quotient"
            if result.mix_side == "exact"
            else "industry.sub_industry.partly_compared"
        ),
    )
    for row in records(result.mix):
        yield (
            cell(names[row["service"]], lang),
            cell(Money(row["client_month"], currency, 2), lang),
            cell(_share_of(row, "client", side), lang),
            cell(Money(row["industry_month"], currency), lang),
            cell(_share_of(row, "industry", side), lang),
            cell(bounded(Number(row["quotient"], 2), side), lang, reason),
            cell(bounded(Money(row["gap_month"], currency, sign=True), side), lang, reason),
            cell(page.say(f"industry.sub_industry.signal.{row['signal']}") if row["signal"] else None, lang, reason),
            *_growth_cells(page, result, row["service"]),
        )
    for row in records(result.growth.known):
        if row["service"] not in set(result.mix["service"]):
            blank = [cell(None, lang, page.say("industry.sub_industry.not_compared"))] * 7
            yield (cell(names[row["service"]], lang), *blank, *_growth_cells(page, result, row["service"]))


def _share_of(row: Row, of: str, side: Side) -> Printable:
    """The share of a service in what the client, or its industry, spends: at most that while there may be spend on
    others."""
    more = ("at_most", "unknown") if of == "client" else ("at_least", "unknown")
    return bounded(Percent(row[f"{of}_share"]), "at_most" if side in more else "exact")


def _growth_cells(page: ClientPage, result: IndustryAnalysis, service: str) -> tuple[Cell, Cell]:
    """A service's growth in a year and its change in money a month, or the reason why they are not known."""
    rows = result.growth.services[result.growth.services["service"] == service]
    reason = page.say(
        f"industry.sub_industry.no_growth.{rows['reason'].iloc[0] or 'nothing'}"
        if len(rows)
        else "industry.sub_industry.no_growth.none"
    )
    growth, change = (
        float(rows[name].iloc[0]) if len(rows) else float("nan") for name in ("growth_year", "change_month")
    )
    return cell(Percent(growth, sign=True), page.lang, reason), cell(
        Money(change, page.subject.currency, sign=True), page.lang, reason
    )


def _draw_share(page: ClientPage, found: SubIndustry) -> Figure:
    name = page.subject.market.names("sub_industries")[str(found.id)]
    known = not is_unknown(found.share)
    row = MixRow(
        page.show(name),
        (drawable(found.share), drawable(found.others)),
        (page.show(Percent(found.share)), page.show(Percent(found.others))),
        total=page.show(LargeMoney(found.market_month, page.subject.currency)) if known else "",
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
    mix, client = records(result.mix), page.subject
    names, low = client.market.names("services"), client.assume("location_quotient_low")
    rows = [
        MixRow(
            label,
            tuple(row[f"{side}_share"] for row in mix),
            tuple(page.show(_share_of(row, side, result.mix_side)) for row in mix),
            total=page.show(LargeMoney(total, client.currency)),
        )
        for side, label, total in (
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
    quotients = [bounded(Number(row["quotient"], 2), result.mix_side) for row in mix]
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


def _share_bar(page: ClientPage, found: SubIndustry) -> ShareBar | None:
    """The client's share of its sub-industry, over the mix; none where it is unknown."""
    if is_unknown(found.share):
        return None
    name = page.subject.market.names("sub_industries")[str(found.id)]
    part, rest = (
        page.say("industry.sub_industry.bar", who=who, share=Percent(share))
        for who, share in ((page.subject.name, found.share), (page.say("industry.sub_industry.others"), found.others))
    )
    return ShareBar(
        page.say("industry.sub_industry.spend_of", sub_industry=name),
        found.share,
        part,
        rest,
        page.show(LargeMoney(found.market_month, page.subject.currency)),
    )


def _industry(page: ClientPage) -> Name:
    return page.subject.market.names("industries")[str(page.subject.profile["industry"])]
