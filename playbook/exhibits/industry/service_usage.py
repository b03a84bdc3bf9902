"""1.2, service usage by industry."""

from __future__ import annotations

from functools import partial

from matplotlib.figure import Figure

from playbook.charts.heatmap import HeatRow, heatmap_chart
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import DASH, Column, Row, below, table
from playbook.exhibits.compose import ClientPage, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.exhibits.industry.words import no_share
from playbook.steps.amounts import LargeMoney
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.industry.usage import Usage
from playbook.units import Percent, is_unknown

__all__ = ["build"]


@exhibit("1.2", "industry.service_usage", needs=("service_usage",), rests_on=("service_usage.amount_month",))
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.2 Service usage by industry: the share of each industry's spend on each service, the client's industry
    framed."""
    usage = result.usage
    if not usage.rows:
        return page.card(("industries",))
    return page.make(
        "heatmap",
        page.say("industry.service_usage.subtitle", n=len(usage.those("complete")), all=len(usage.rows)),
        _values(page, result),
        sources=("service_usage",),
        status=usage.status,
        draw=lambda: _draw(page, usage),
    )


def _draw(page: ClientPage, usage: Usage) -> Figure:
    services = page.subject.market.names("services")
    return heatmap_chart(
        [_heat_row(page, usage, row) for row in usage.rows],
        [page.show(services[service]) for service in usage.services],
        lang=page.lang,
        note_label=page.say("industry.service_usage.our_revenue"),
        unknown=page.say("industry.service_usage.row_unknown"),
    )


def _heat_row(page: ClientPage, usage: Usage, row: Row) -> HeatRow:
    shares = usage.share_of[row["industry"]].values()
    return HeatRow(
        page.show(page.subject.market.names("industries")[row["industry"]]),
        tuple(map(drawable, shares)),
        tuple("" if is_unknown(share) else page.show(Percent(share)) for share in shares),
        note=page.show(LargeMoney(row["revenue_month"], page.subject.currency)),
        own=bool(row["own"]),
    )


def _values(page: ClientPage, result: IndustryAnalysis) -> Values:
    """Every industry, and the mean of the others, which the title compares with."""
    usage, others = result.usage, result.service_usage.others
    names, services = page.subject.market.names("industries"), page.subject.market.names("services")
    no_overlap, no_own = page.say("industry.service_usage.no_overlap"), page.say("industry.words.no_own")
    values = table(
        page,
        usage.rows,
        (
            Column("industry", lambda row: names[row["industry"]], "category"),
            *(
                Column(
                    service,
                    partial(_share, usage, service),
                    "series",
                    "%",
                    numeric=True,
                    label=page.show(services[service]),
                    reason=partial(_no_share, page, usage, service),
                )
                for service in usage.services
            ),
            Column("overlap", _overlap, unit="%", numeric=True, reason=no_overlap),
            Column("own", lambda row: yes_no(page, row["own"], no_own), "highlight"),
        ),
    )
    compared = others and any(row["own"] for row in usage.rows)
    mean = Column("industry", lambda _: page.say("industry.service_usage.others_mean"))
    means = (Column(service, partial(_mean, service)) for service in others)
    return below(page, values, (others,) if compared else (), (mean, *means))


def _share(usage: Usage, service: str, row: Row) -> Percent:
    return Percent(usage.share_of[row["industry"]][service])


def _no_share(page: ClientPage, usage: Usage, service: str, row: Row) -> str:
    return no_share(page, usage.amount_of[row["industry"]][service])


def _overlap(row: Row) -> Percent | Cell:
    return DASH if row["own"] else Percent(row["overlap"], 0)


def _mean(service: str, others: Row) -> Percent:
    return Percent(others[service])
