"""The exhibits of step 2: competitiveness at this client, and the revenue at risk."""
from __future__ import annotations

from playbook.charts.bars import Bar, bar_chart
from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.exhibits.compose import Page, cell, exhibit, rows_named
from playbook.exhibits.exhibit import Exhibit, Field, Values
from playbook.steps.competition import CompetitionAnalysis
from playbook.steps.status import weakest
from playbook.units import Money, Number, Percent

__all__ = ["competitiveness", "revenue_at_risk"]


@exhibit("2.2", needs=("scores",))
def competitiveness(page: Page, result: CompetitionAnalysis) -> Exhibit:
    """2.2 Competitiveness at this client: services x operators in Harvey balls, with the gap to the best rival."""
    services, operators = page.client.market.names("services"), page.client.market.names("operators")
    scores = result.competitiveness.pivot(index="service", columns="operator", values="score")
    shown = [operator for operator in operators if operator in scores.columns]
    gaps = result.services.set_index("service")["gap"]
    order = [service for service in services if service in scores.index]
    rows = [
        HarveyRow(
            page.show(services[service]), tuple(_known(scores.loc[service, operator]) for operator in shown),
            printed=tuple(page.show(Number(scores.loc[service, operator], 1)) for operator in shown),
            gap=page.show(Number(gaps[service], 1, sign=True)), gap_role="warning" if gaps[service] < 0 else "ink", highlight=bool(gaps[service] < 0),
        )
        for service in order
    ]
    reason = page.say("competition.unknown_reason")
    values = Values(
        (Field("service", page.say("common.service"), "category"),
         *(Field(operator, page.show(operators[operator]), "series", page.say("competition.points"), numeric=True) for operator in shown),
         Field("gap", page.say("competition.gap"), "value", page.say("competition.points"), numeric=True)),
        tuple(
            (cell(services[service], page.lang), *(cell(Number(scores.loc[service, operator], 1), page.lang, reason) for operator in shown),
             cell(Number(gaps[service], 1, sign=True), page.lang, reason))
            for service in order
        ),
    )
    legend = tuple(page.say(f"competition.level.{level}") for level in range(5))
    return page.make(
        "harvey", page.say("competition.2_2.subtitle"), values, sources=("scores",), status=weakest(result.competitiveness["status"]),
        draw=lambda: harvey_chart(
            rows, [page.show(operators[operator]) for operator in shown], lang=page.lang, gap_label=page.say("competition.gap"),
            own=shown.index(page.client.market.us) if page.client.market.us in shown else None, unknown=page.say("common.unknown"), legend=legend,
        ),
    )


def _known(score: float) -> float | None:
    return None if score != score else float(score)


@exhibit("2.4", needs=("scores", "competition_services"))
def revenue_at_risk(page: Page, result: CompetitionAnalysis) -> Exhibit:
    """2.4 Revenue at risk by service, sorted: our revenue times the probability of losing it within 12 months."""
    currency, names = page.client.currency, page.client.market.names("services")
    services = rows_named(result.services)
    bars = [
        Bar(
            page.show(names[row["service"]]), _known(row["at_risk_month"]), page.show(Money(row["at_risk_month"], currency)),
            share=page.say("competition.of_revenue", p=Percent(row["probability"], 0), revenue=Money(row["revenue_month"], currency)),
            role="warning" if row["exposed"] else "grey",
        )
        for row in services
    ]
    fields = (
        Field("service", page.say("common.service"), "category"),
        Field("revenue", page.say("competition.revenue"), "label", currency, numeric=True),
        Field("gap", page.say("competition.gap"), "label", page.say("competition.points"), numeric=True),
        Field("exposed", page.say("competition.exposed_label"), "highlight"),
        Field("probability", page.say("competition.probability"), "label", "%", numeric=True),
        Field("at_risk", page.say("competition.at_risk_label"), "value", currency, numeric=True),
    )
    reason = page.say("competition.unknown_reason")
    values = Values(fields, tuple(
        (
            cell(names[row["service"]], page.lang), cell(Money(row["revenue_month"], currency), page.lang, reason),
            cell(Number(row["gap"], 1, sign=True), page.lang, reason), cell(page.say("common.yes" if row["exposed"] else "common.no"), page.lang),
            cell(Percent(row["probability"], 0), page.lang, reason), cell(Money(row["at_risk_month"], currency), page.lang, reason),
        )
        for row in services
    ))
    return page.make(
        "bar", page.say("competition.2_4.subtitle"), values, sources=("bills", "competition_services", "scores", "moves"), status=result.status,
        draw=lambda: bar_chart(bars, lang=page.lang, sort=False),
    )
