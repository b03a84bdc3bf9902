"""1.1, key-account revenue by industry."""

from __future__ import annotations

from playbook.charts.bars import Bar, bar_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import DASH, Column, Row, below, table
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.industry.words import scope_of
from playbook.steps.amounts import LargeMoney
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.industry.composition import Composition
from playbook.units import Money, Percent, is_unknown, name_of

__all__ = ["build"]


@exhibit("1.1", "industry.composition", needs=("industries",))
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.1 Composition of our key accounts' revenue by industry, the client's own industry highlighted."""
    composition = result.composition
    bars = [_bar(page, row) for row in records(composition.industries)]
    return page.make(
        "bar",
        page.say(
            "industry.composition.at_least" if composition.revenue.unknown else "industry.composition.subtitle",
            scope=scope_of(page, name_of(page.subject.market.fields, "key_account_scope")),
            total=LargeMoney(composition.revenue.known, page.subject.currency),
        ),
        _values(page, composition),
        sources=("industries",),
        status=composition.status,
        draw=lambda: bar_chart(bars, lang=page.lang, sort=False),
        extra={"total_rows": 1 if is_unknown(composition.reconciliation.control) else 2},
    )


def _bar(page: ClientPage, row: Row) -> Bar:
    return Bar(
        page.show(page.subject.market.names("industries")[row["industry"]]),
        drawable(row["revenue_month"]),
        page.show(LargeMoney(row["revenue_month"], page.subject.currency)),
        share="" if is_unknown(row["share"]) else page.show(Percent(row["share"])),
        role="accent" if row["own"] else "grey",
    )


def _values(page: ClientPage, composition: Composition) -> Values:
    """Every industry, their sum, and the control total where there is one."""
    names, currency = page.subject.market.names("industries"), page.subject.currency
    no_revenue, no_own = page.say("industry.words.no_revenue"), page.say("industry.words.no_own")
    no_shares, control = page.say("industry.composition.no_shares"), composition.reconciliation.control
    whole = Percent(float("nan") if composition.industries["share"].isna().any() else 1.0)
    values = table(
        page,
        records(composition.industries),
        (
            Column("industry", lambda row: names[row["industry"]], "category", total=page.say("common.total")),
            Column(
                "revenue",
                lambda row: Money(row["revenue_month"], currency),
                "value",
                currency,
                numeric=True,
                reason=no_revenue,
                total=cell(Money(composition.revenue.value, currency), page.lang, no_revenue),
            ),
            Column(
                "share",
                lambda row: Percent(row["share"]),
                unit="%",
                numeric=True,
                reason=no_shares,
                total=cell(whole, page.lang, no_shares),
            ),
            Column("own", lambda row: yes_no(page, row["own"], no_own), "highlight", total=DASH),
        ),
        total=True,
    )
    return below(
        page,
        values,
        () if is_unknown(control) else ({"control": control},),
        (
            Column("industry", lambda _: page.say("industry.composition.control")),
            Column("revenue", lambda row: Money(row["control"], currency)),
        ),
    )
