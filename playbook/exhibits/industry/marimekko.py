"""1.1b, industries and services (Marimekko)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib.figure import Figure

from playbook.charts.marimekko import MekkoColumn, marimekko_chart
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, below, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.industry.words import no_share
from playbook.steps.amounts import LargeMoney
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.steps.listing import several
from playbook.units import Money, Percent

__all__ = ["build"]

#: How many industries the subtitle names.
_NAMED = 4


@exhibit(
    "1.1b",
    "industry.marimekko",
    needs=("industries", "service_usage"),
    rests_on=("industries.revenue_month", "service_usage.amount_month"),
)
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.1b Industries and services: width = an industry's revenue, height = its service mix, the client's industry in
    colour."""
    usage, names = result.usage, page.subject.market.names("industries")
    shown = usage.those("shown")
    missing = [names[row["industry"]] for row in usage.rows if not row["shown"]]
    subtitle = page.say(
        "industry.marimekko.subtitle",
        total=LargeMoney(sum(row["revenue_month"] for row in shown), page.subject.currency),
        n=len(shown),
    )
    if missing:
        subtitle += page.say("industry.marimekko.left_out", which=several(missing, _NAMED))
    return page.make(
        "marimekko",
        subtitle,
        _values(page, result),
        sources=("industries", "service_usage"),
        status=usage.status,
        draw=(lambda: _draw(page, result, shown)) if shown else None,
    )


def _draw(page: ClientPage, result: IndustryAnalysis, shown: Sequence[Row]) -> Figure:
    usage, largest = result.usage, result.marimekko.largest
    names, services = page.subject.market.names("industries"), page.subject.market.names("services")
    columns = [
        MekkoColumn(
            page.show(names[row["industry"]]),
            float(row["revenue_month"]),
            tuple(usage.share_of[row["industry"]].values()),
            tuple(page.show(Percent(share, 0)) for share in usage.share_of[row["industry"]].values()),
            total=page.show(LargeMoney(row["revenue_month"], page.subject.currency)),
            own=bool(row["own"]),
        )
        for row in shown
    ]
    industries = [row["industry"] for row in shown]
    mark = (industries.index(largest[0]), usage.services.index(largest[1])) if largest else None
    return marimekko_chart(
        columns, [page.show(services[service]) for service in usage.services], lang=page.lang, mark=mark
    )


def _values(page: ClientPage, result: IndustryAnalysis) -> Values:
    """Every block: an industry's spend on a service, and its share of the industry; then all that is shown, by
    service."""
    names, services = page.subject.market.names("industries"), page.subject.market.names("services")
    currency, not_shown = page.subject.currency, page.say("industry.marimekko.note.not_shown")
    service = Column("service", lambda row: services[row["service"]], "series")
    amount = Column(
        "amount",
        lambda row: Money(row["amount"], currency),
        "value",
        currency,
        numeric=True,
        reason=page.say("industry.words.no_amount"),
    )
    share = Column(
        "share",
        lambda row: Percent(row["share"]),
        unit="%",
        numeric=True,
        reason=lambda row: no_share(page, row["amount"]),
    )
    of_all = Column("of_all", lambda row: Percent(row["of_all"]), unit="%", numeric=True, reason=not_shown)
    revenue = Column(
        "revenue",
        lambda row: Money(row["revenue_month"], currency),
        "size",
        currency,
        numeric=True,
        reason=page.say("industry.words.no_revenue"),
    )
    industry = Column("industry", lambda row: names[row["industry"]], "category")
    note = Column("note", lambda row: _note(page, row), "note")
    together = Column("industry", lambda row: page.say("industry.marimekko.all_shown", n=row["count"]))
    blocks = table(page, _blocks(result), (industry, service, amount, share, of_all, revenue, note))
    return below(page, blocks, _all_blocks(result), (together, service, amount, share, of_all, revenue))


def _blocks(result: IndustryAnalysis) -> Iterator[Row]:
    usage, of_all = result.usage, result.marimekko.of_all.to_dict("index")
    for row in usage.rows:
        for service in usage.services:
            yield {
                **row,
                "service": service,
                "amount": usage.amount_of[row["industry"]][service],
                "share": usage.share_of[row["industry"]][service],
                "of_all": of_all[row["industry"]][service],
            }


def _note(page: ClientPage, row: Row) -> str:
    note = (
        "not_shown"
        if not row["shown"]
        else "differs"
        if row["verdict"] in ("warning", "error")
        else "own"
        if row["own"]
        else ""
    )
    return page.say(f"industry.marimekko.note.{note}") if note else "–"


def _all_blocks(result: IndustryAnalysis) -> Iterator[Row]:
    """What the industries that are shown spend together, by service."""
    usage, overall = result.usage, result.marimekko.overall
    shown = usage.industries[usage.industries["shown"]]
    for service in usage.services if len(shown) else ():
        yield {
            "count": len(shown),
            "service": service,
            "amount": float(usage.amounts.loc[shown["industry"], service].sum()),
            "share": overall[service],
            "of_all": overall[service],
            "revenue_month": float(shown["revenue_month"].sum()),
        }
