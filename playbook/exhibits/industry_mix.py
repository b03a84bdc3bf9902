"""Exhibits 1.1b, 1.1c and 1.2: what the industries buy, and how concentrated our revenue is on them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure

from playbook.charts.heatmap import HeatRow, heatmap_chart
from playbook.charts.lorenz import KeyFigure, LorenzPart, lorenz_chart
from playbook.charts.marimekko import MekkoColumn, marimekko_chart
from playbook.client.rows import records
from playbook.exhibits.compose import Page, cell, drawable, exhibit, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.amounts import LargeMoney, shares_of
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.listing import several
from playbook.units import Money, Name, Number, Percent, Printable, is_unknown, name_of

__all__ = ["concentration", "marimekko", "usage"]


@exhibit(
    "1.1b", needs=("industries", "service_usage"), rests_on=("industries.revenue_month", "service_usage.amount_month")
)
def marimekko(page: Page, result: IndustryAnalysis) -> Exhibit:
    """1.1b Industries and services: width = an industry's revenue, height = its service mix, the client's industry in
    colour."""
    shown = [row for row in records(result.usage.industries) if row["shown"]]
    missing = [row["industry"] for row in records(result.usage.industries) if not row["shown"]]
    names = page.client.market.names("industries")
    subtitle = page.say(
        "industry.marimekko.subtitle",
        total=LargeMoney(sum(row["revenue_month"] for row in shown), page.client.currency),
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


def _draw_blocks(page: Page, result: IndustryAnalysis, shown: list[str]) -> Figure:
    usage, client = result.usage, page.client
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


def _at(table: pd.DataFrame, industry: str, service: str) -> float:
    """An amount or share of the usage tables."""
    return float(table.to_numpy()[table.index.get_loc(industry), table.columns.get_loc(service)])


def _block_values(page: Page, result: IndustryAnalysis) -> Values:
    """Every block: an industry's spend on a service, and its share of the industry; then all that is shown, by
    service."""
    currency = page.client.currency
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


def _blocks(page: Page, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    usage, lang, currency = result.usage, page.lang, page.client.currency
    names, services = page.client.market.names("industries"), page.client.market.names("services")
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


def _all_blocks(page: Page, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    """What the industries that are shown spend together, by service."""
    usage, lang, currency = result.usage, page.lang, page.client.currency
    shown = usage.industries[usage.industries["shown"]]
    for service in usage.services if len(shown) else ():
        amount = float(usage.amounts.loc[shown["industry"], service].sum())
        yield (
            cell(page.say("industry.marimekko.all_shown", n=len(shown)), lang),
            cell(page.client.market.names("services")[service], lang),
            cell(Money(amount, currency), lang),
            cell(Percent(usage.overall[service]), lang),
            cell(Percent(usage.overall[service]), lang),
            cell(Money(float(shown["revenue_month"].sum()), currency), lang),
            cell("–", lang),
        )


@exhibit("1.1c", needs=("industries",))
def concentration(page: Page, result: IndustryAnalysis) -> Exhibit:
    """1.1c Concentration: the Lorenz curve of revenue by industry, with HHI, the share of the top three and Gini."""
    found = result.concentration
    scope = name_of(page.client.market.fields, "key_account_scope")
    unknown = Name(page.say("industry.words.scope_unknown"), page.say("industry.words.scope_unknown"))
    subtitle = page.say(
        "industry.concentration.subtitle", n=found.count, scope=scope if scope.zh or scope.en else unknown
    )
    return page.make(
        "lorenz",
        subtitle,
        _concentration_values(page, result),
        sources=("industries",),
        status=result.composition_status,
        draw=(lambda: _draw_lorenz(page, result)) if found.points else None,
    )


def _draw_lorenz(page: Page, result: IndustryAnalysis) -> Figure:
    found, names = result.concentration, page.client.market.names("industries")
    known = result.industries[result.industries["revenue_month"].notna()]
    shares = shares_of(known["revenue_month"].tolist())
    parts = [
        LorenzPart(
            page.show(names[row["industry"]]), row["revenue_month"], page.show(Percent(share)), own=bool(row["own"])
        )
        for row, share in zip(records(known), shares, strict=True)
    ]
    limit = Number(page.client.assume("concentrated_hhi"), 2)
    figures = (
        KeyFigure(page.show(Number(found.hhi, 2)), page.say("industry.concentration.figure.hhi", limit=limit)),
        KeyFigure(page.show(Number(found.equal_parts, 1)), page.say("industry.concentration.figure.equal")),
        KeyFigure(
            page.show(Percent(found.top_three)), page.say("industry.concentration.figure.three", n=min(3, found.count))
        ),
        KeyFigure(page.show(Number(found.gini, 2)), page.say("industry.concentration.figure.gini")),
    )
    return lorenz_chart(
        parts,
        lang=page.lang,
        x_label=page.say("industry.concentration.lorenz.x"),
        y_label=page.say("industry.concentration.lorenz.y"),
        equal_label=page.say("industry.concentration.lorenz.equal"),
        half=found.half,
        figures=figures,
    )


def _concentration_values(page: Page, result: IndustryAnalysis) -> Values:
    """The curve's points, from the smallest industry, and the measures below."""
    lang, found = page.lang, result.concentration
    fields = (
        Field("what", page.say("industry.words.what"), "category"),
        Field("revenue", page.say("industry.words.revenue"), "label", page.client.currency, numeric=True),
        Field("x", page.say("industry.concentration.lorenz.x"), "x", "%", numeric=True),
        Field("y", page.say("industry.concentration.lorenz.y"), "y", "%", numeric=True),
        Field("measure", page.say("industry.concentration.measure"), "label", numeric=True),
    )
    return Values(
        fields,
        (*_curve_rows(page, result), *((_measure_rows(page, result)) if found.points else ()))
        or ((cell("–", lang),) * 5,),
    )


def _curve_rows(page: Page, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    lang, currency, names = page.lang, page.client.currency, page.client.market.names("industries")
    rising = result.industries.iloc[::-1]
    points, complete = iter(result.concentration.points[1:]), result.industries["revenue_month"].notna().all()
    for row in records(rising):
        x, y = next(points) if complete and result.concentration.points else (float("nan"), float("nan"))
        reason = page.say(
            "industry.words.no_revenue" if is_unknown(row["revenue_month"]) else "industry.concentration.curve_partly"
        )
        yield (
            cell(names[row["industry"]], lang),
            cell(Money(row["revenue_month"], currency), lang, reason),
            cell(Percent(x), lang, reason),
            cell(Percent(y), lang, reason),
            cell("–", lang),
        )


def _measure_rows(page: Page, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    found, lang, dash = result.concentration, page.lang, cell("–", page.lang)
    measures: dict[str, Printable] = {
        "hhi": Number(found.hhi, 2),
        "hhi_points": Number(found.hhi * 10_000),
        "limit": Number(page.client.assume("concentrated_hhi"), 2),
        "equal": Number(found.equal_parts, 1),
        "three": Percent(found.top_three),
        "half": Number(found.half),
        "half_share": Percent(found.half_share),
        "gini": Number(found.gini, 2),
    }
    complete = result.industries["revenue_month"].notna().all()
    for name, value in measures.items():
        label = page.say(f"industry.concentration.measure.{name}")
        said = label if complete else page.say("industry.concentration.of_known", what=label, n=found.count)
        yield (cell(said, lang), dash, dash, dash, cell(value, lang))


@exhibit("1.2", needs=("service_usage",), rests_on=("service_usage.amount_month",))
def usage(page: Page, result: IndustryAnalysis) -> Exhibit:
    """1.2 Service usage by industry: the share of each industry's spend on each service, the client's industry
    framed."""
    if result.usage.industries.empty:
        return page.card(("industries",))
    complete = result.usage.industries["complete"]
    return page.make(
        "heatmap",
        page.say("industry.service_usage.subtitle", n=int(complete.sum()), all=len(complete)),
        _usage_values(page, result),
        sources=("service_usage",),
        status=result.usage.status,
        draw=lambda: _draw_usage(page, result),
    )


def _draw_usage(page: Page, result: IndustryAnalysis) -> Figure:
    found, client = result.usage, page.client
    names, services = client.market.names("industries"), client.market.names("services")
    rows = [
        HeatRow(
            page.show(names[row["industry"]]),
            tuple(drawable(share) for share in found.shares.loc[row["industry"]]),
            tuple(
                "" if is_unknown(share) else page.show(Percent(share)) for share in found.shares.loc[row["industry"]]
            ),
            note=page.show(LargeMoney(row["revenue_month"], client.currency)),
            own=bool(row["own"]),
        )
        for row in records(found.industries)
    ]
    columns = [page.show(services[service]) for service in found.services]
    return heatmap_chart(
        rows,
        columns,
        lang=page.lang,
        note_label=page.say("industry.service_usage.our_revenue"),
        unknown=page.say("industry.service_usage.row_unknown"),
    )


def _usage_values(page: Page, result: IndustryAnalysis) -> Values:
    found, lang = result.usage, page.lang
    names, services = page.client.market.names("industries"), page.client.market.names("services")
    fields = (
        Field("industry", page.say("industry.words.industry"), "category"),
        *(Field(service, page.show(services[service]), "series", "%", numeric=True) for service in found.services),
        Field("overlap", page.say("industry.service_usage.overlap"), "label", "%", numeric=True),
        Field("own", page.say("industry.words.own_label"), "highlight"),
    )
    rows = tuple(
        (
            cell(names[row["industry"]], lang),
            *(_share_cell(page, result, row["industry"], service) for service in found.services),
            cell("–", lang)
            if row["own"]
            else cell(Percent(row["overlap"], 0), lang, page.say("industry.service_usage.no_overlap")),
            yes_no(page, row["own"], page.say("industry.words.no_own")),
        )
        for row in records(found.industries)
    )
    return Values(fields, (*rows, *_mean_row(page, result)))


def _share_cell(page: Page, result: IndustryAnalysis, industry: str, service: str) -> Cell:
    reason = page.say(
        "industry.words.no_amount"
        if is_unknown(result.usage.amounts.loc[industry, service])
        else "industry.words.no_share"
    )
    return cell(Percent(_at(result.usage.shares, industry, service)), page.lang, reason)


def _mean_row(page: Page, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    """The mean of the other industries, which the title compares with."""
    found, lang = result.usage, page.lang
    if found.others and found.industries["own"].any():
        means = [cell(Percent(found.others[service]), lang) for service in found.services]
        yield (cell(page.say("industry.service_usage.others_mean"), lang), *means, cell("–", lang), cell("–", lang))
