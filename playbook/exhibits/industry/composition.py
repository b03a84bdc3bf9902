"""1.1, key-account revenue by industry."""

from __future__ import annotations

from playbook.charts.bars import Bar, bar_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Exhibit, Field, Values
from playbook.steps.amounts import LargeMoney
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.units import Money, Name, Percent, is_unknown, name_of

__all__ = ["build"]


@exhibit("1.1", "industry.composition", needs=("industries",))
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.1 Composition of our key accounts' revenue by industry, the client's own industry highlighted."""
    names, currency = page.subject.market.names("industries"), page.subject.currency
    industries = records(result.industries)
    bars = [
        Bar(
            page.show(names[row["industry"]]),
            drawable(row["revenue_month"]),
            page.show(LargeMoney(row["revenue_month"], currency)),
            share="" if is_unknown(row["share"]) else page.show(Percent(row["share"])),
            role="accent" if row["own"] else "grey",
        )
        for row in industries
    ]
    return page.make(
        "bar",
        _composition_subtitle(page, result),
        _composition_values(page, result),
        sources=("industries",),
        status=result.composition_status,
        draw=lambda: bar_chart(bars, lang=page.lang, sort=False),
        extra={"total_rows": 1 if is_unknown(result.reconciliation.control) else 2},
    )


def _composition_subtitle(page: ClientPage, result: IndustryAnalysis) -> str:
    scope = name_of(page.subject.market.fields, "key_account_scope")
    total = LargeMoney(result.revenue.known, page.subject.currency)
    message = "industry.composition.at_least" if result.revenue.unknown else "industry.composition.subtitle"
    return page.say(
        message,
        scope=scope
        if scope.zh or scope.en
        else Name(page.say("industry.words.scope_unknown"), page.say("industry.words.scope_unknown")),
        total=total,
    )


def _composition_values(page: ClientPage, result: IndustryAnalysis) -> Values:
    names, currency, lang = page.subject.market.names("industries"), page.subject.currency, page.lang
    fields = (
        Field("industry", page.say("industry.words.industry"), "category"),
        Field("revenue", page.say("industry.words.revenue"), "value", currency, numeric=True),
        Field("share", page.say("industry.composition.share_label"), "label", "%", numeric=True),
        Field("own", page.say("industry.words.own_label"), "highlight"),
    )
    reasons = page.say("industry.words.no_revenue"), page.say("industry.composition.no_shares")
    rows = [
        (
            cell(names[row["industry"]], lang),
            cell(Money(row["revenue_month"], currency), lang, reasons[0]),
            cell(Percent(row["share"]), lang, reasons[1]),
            yes_no(page, row["own"], page.say("industry.words.no_own")),
        )
        for row in records(result.industries)
    ]
    shared = not result.industries["share"].isna().any()
    whole = cell(Percent(1.0), lang) if shared else cell(Percent(float("nan")), lang, reasons[1])
    rows.append(
        (
            cell(page.say("common.total"), lang),
            cell(Money(result.revenue.value, currency), lang, reasons[0]),
            whole,
            cell("–", lang),
        )
    )
    if not is_unknown(result.reconciliation.control):
        rows.append(
            (
                cell(page.say("industry.composition.control"), lang),
                cell(Money(result.reconciliation.control, currency), lang),
                cell("–", lang),
                cell("–", lang),
            )
        )
    return Values(fields, tuple(rows))
