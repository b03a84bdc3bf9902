"""1.1b, industries and services (Marimekko)."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure

from playbook.charts.marimekko import MekkoColumn, marimekko_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.exhibits.industry.service_usage import _at, _share_cell
from playbook.steps.amounts import LargeMoney
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.listing import several
from playbook.units import Money, Percent

__all__ = ["build"]


@exhibit(
    "1.1b",
    "industry.marimekko",
    needs=("industries", "service_usage"),
    rests_on=("industries.revenue_month", "service_usage.amount_month"),
)
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.1b Industries and services: width = an industry's revenue, height = its service mix, the client's industry in
    colour."""
    shown = [row for row in records(result.usage.industries) if row["shown"]]
    missing = [row["industry"] for row in records(result.usage.industries) if not row["shown"]]
    names = page.subject.market.names("industries")
    subtitle = page.say(
        "industry.marimekko.subtitle",
        total=LargeMoney(sum(row["revenue_month"] for row in shown), page.subject.currency),
        n=len(shown),
    )
    if missing:
        subtitle += page.say("industry.marimekko.left_out", which=several([names[industry] for industry in missing], 4))
    return page.make(
        "marimekko",
        subtitle,
        _block_values(page, result),
        sources=("industries", "service_usage"),
        status=result.usage.status,
        draw=(lambda: _draw_blocks(page, result, [row["industry"] for row in shown])) if shown else None,
    )


def _draw_blocks(page: ClientPage, result: IndustryAnalysis, shown: list[str]) -> Figure:
    usage, client = result.usage, page.subject
    names, services = client.market.names("industries"), client.market.names("services")
    rows = {row["industry"]: row for row in records(usage.industries)}
    columns = [
        MekkoColumn(
            page.show(names[industry]),
            float(rows[industry]["revenue_month"]),
            tuple(_at(usage.shares, industry, service) for service in usage.services),
            tuple(page.show(Percent(_at(usage.shares, industry, service), 0)) for service in usage.services),
            total=page.show(LargeMoney(rows[industry]["revenue_month"], client.currency)),
            own=bool(rows[industry]["own"]),
        )
        for industry in shown
    ]
    mark = (shown.index(usage.largest[0]), usage.services.index(usage.largest[1])) if usage.largest else None
    return marimekko_chart(
        columns, [page.show(services[service]) for service in usage.services], lang=page.lang, mark=mark
    )


def _block_values(page: ClientPage, result: IndustryAnalysis) -> Values:
    """Every block: an industry's spend on a service, and its share of the industry; then all that is shown, by
    service."""
    currency = page.subject.currency
    fields = (
        Field("industry", page.say("industry.words.industry"), "category"),
        Field("service", page.say("industry.marimekko.service"), "series"),
        Field("amount", page.say("industry.marimekko.amount"), "value", currency, numeric=True),
        Field("share", page.say("industry.marimekko.share_of_industry"), "label", "%", numeric=True),
        Field("of_all", page.say("industry.marimekko.share_of_all"), "label", "%", numeric=True),
        Field("revenue", page.say("industry.words.revenue"), "size", currency, numeric=True),
        Field("note", page.say("industry.marimekko.note"), "note"),
    )
    return Values(fields, (*_blocks(page, result), *_all_blocks(page, result)))


def _blocks(page: ClientPage, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    usage, lang, currency = result.usage, page.lang, page.subject.currency
    names, services = page.subject.market.names("industries"), page.subject.market.names("services")
    for row in records(usage.industries):
        note = (
            "not_shown"
            if not row["shown"]
            else "differs"
            if row["verdict"] in ("warning", "error")
            else "own"
            if row["own"]
            else ""
        )
        for service in usage.services:
            yield (
                cell(names[row["industry"]], lang),
                cell(services[service], lang),
                cell(
                    Money(_at(usage.amounts, row["industry"], service), currency),
                    lang,
                    page.say("industry.words.no_amount"),
                ),
                _share_cell(page, result, row["industry"], service),
                cell(
                    Percent(_at(usage.of_all, row["industry"], service)),
                    lang,
                    page.say("industry.marimekko.note.not_shown"),
                ),
                cell(Money(row["revenue_month"], currency), lang, page.say("industry.words.no_revenue")),
                cell(page.say(f"industry.marimekko.note.{note}") if note else "–", lang),
            )


def _all_blocks(page: ClientPage, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    """What the industries that are shown spend together, by service."""
    usage, lang, currency = result.usage, page.lang, page.subject.currency
    shown = usage.industries[usage.industries["shown"]]
    for service in usage.services if len(shown) else ():
        amount = float(usage.amounts.loc[shown["industry"], service].sum())
        yield (
            cell(page.say("industry.marimekko.all_shown", n=len(shown)), lang),
            cell(page.subject.market.names("services")[service], lang),
            cell(Money(amount, currency), lang),
            cell(Percent(usage.overall[service]), lang),
            cell(Percent(usage.overall[service]), lang),
            cell(Money(float(shown["revenue_month"].sum()), currency), lang),
            cell("–", lang),
        )
