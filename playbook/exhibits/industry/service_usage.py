"""1.2, service usage by industry."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure

from playbook.charts.heatmap import HeatRow, heatmap_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.amounts import LargeMoney
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.units import Percent, is_unknown

__all__ = ["build"]


def _at(table: pd.DataFrame, industry: str, service: str) -> float:
    """An amount or share of the usage tables."""
    return float(table.to_numpy()[table.index.get_loc(industry), table.columns.get_loc(service)])


@exhibit("1.2", "industry.service_usage", needs=("service_usage",), rests_on=("service_usage.amount_month",))
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
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


def _draw_usage(page: ClientPage, result: IndustryAnalysis) -> Figure:
    found, client = result.usage, page.subject
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


def _usage_values(page: ClientPage, result: IndustryAnalysis) -> Values:
    found, lang = result.usage, page.lang
    names, services = page.subject.market.names("industries"), page.subject.market.names("services")
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


def _share_cell(page: ClientPage, result: IndustryAnalysis, industry: str, service: str) -> Cell:
    reason = page.say(
        "industry.words.no_amount"
        if is_unknown(result.usage.amounts.loc[industry, service])
        else "industry.words.no_share"
    )
    return cell(Percent(_at(result.usage.shares, industry, service)), page.lang, reason)


def _mean_row(page: ClientPage, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    """The mean of the other industries, which the title compares with."""
    found, lang = result.usage, page.lang
    if found.others and found.industries["own"].any():
        means = [cell(Percent(found.others[service]), lang) for service in found.services]
        yield (cell(page.say("industry.service_usage.others_mean"), lang), *means, cell("–", lang), cell("–", lang))
