"""The exhibits of step 2: competitiveness at this client, the revenue at risk with its range, and what moves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.bars import Bar, bar_chart
from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.charts.tornado import TornadoBar, tornado_chart
from playbook.client.rows import records
from playbook.exhibits import rivals  # noqa: F401  (it registers the other exhibits of the step)
from playbook.exhibits.compose import Page, cell, drawable, exhibit, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.competition.analysis import CompetitionAnalysis
from playbook.steps.competition.risk_findings import assumption_name, bound
from playbook.steps.status import weakest
from playbook.units import Money, Number, Percent, Side, bounded, is_unknown, name_of

__all__ = ["competitiveness", "revenue_at_risk", "sensitivity"]

#: The most bars of the tornado; the table has them all.
_BARS = 8
Scores = Mapping[str, float]


@exhibit("2.2", needs=("scores",), rests_on=("scores.score",))
def competitiveness(page: Page, result: CompetitionAnalysis) -> Exhibit:
    """2.2 Competitiveness at this client: services x operators in Harvey balls, with the gap to the best rival."""
    names = page.client.market.names("operators")
    scored = set(result.competitiveness["operator"])
    operators = [operator for operator in names if operator in scored]
    rows = _scores(page, result)
    fields = (
        Field("service", page.say("common.service"), "category"),
        *(
            Field(operator, page.show(names[operator]), "series", page.say("competition.words.points"), numeric=True)
            for operator in operators
        ),
        Field("gap", page.say("competition.words.gap"), "value", page.say("competition.words.points"), numeric=True),
    )
    scored_rows = tuple(tuple(_score_cells(page, service, scores, operators)) for service, scores in rows.items())
    values = _with_evidence(page, Values(fields, scored_rows), [*rows])
    return page.make(
        "harvey",
        page.say("competition.competitiveness.subtitle"),
        values,
        sources=("scores",),
        status=weakest(result.competitiveness["status"]),
        draw=lambda: _balls(page, rows, operators),
    )


def _with_evidence(page: Page, values: Values, services: list[str]) -> Values:
    """The table with what the scores of each service rest on; as it is where nobody has said."""
    said = {service: page.say("common.source.join").join(_evidence(page, service)) for service in services}
    if not any(said.values()):
        return values
    cells = (Cell(said[service], said[service] or "–") for service in services)
    rows = tuple((*row, evidence) for row, evidence in zip(values.rows, cells, strict=True))
    return Values((*values.fields, Field("evidence", page.say("competition.competitiveness.evidence"), "note")), rows)


def _evidence(page: Page, service: str) -> Iterator[str]:
    """What the scores of a service rest on, operator by operator and factor by factor."""
    names, rows = page.client.market.names("operators"), page.client.rows("scores")
    rank = {operator: place for place, operator in enumerate(names)}
    for row in sorted(
        (row for row in rows if row["service"] == service), key=lambda row: (rank[row["operator"]], row["factor"])
    ):
        evidence = page.show(name_of(row, "evidence"))
        if evidence:
            factor = page.say(f"competition.words.factor.{row['factor']}")
            yield page.say(
                "competition.competitiveness.rests_on",
                operator=names[row["operator"]],
                factor=factor,
                evidence=evidence,
            )


def _scores(page: Page, result: CompetitionAnalysis) -> dict[str, Scores]:
    """Service -> score by operator, with the gap under `gap`, in the market's order of services."""
    cells = {
        service: dict(zip(rows["operator"], rows["score"], strict=True))
        for service, rows in result.competitiveness.groupby("service")
    }
    gaps = dict(zip(result.services["service"], result.services["gap"], strict=True))
    return {
        service: {**cells[service], "gap": gaps[service]}
        for service in page.client.market.names("services")
        if service in cells
    }


def _score_cells(page: Page, service: str, scores: Scores, operators: list[str]) -> Iterator[Cell]:
    reason = page.say("competition.words.unknown_reason")
    yield cell(page.client.market.names("services")[service], page.lang)
    for operator in operators:
        yield cell(Number(scores.get(operator, float("nan")), 1), page.lang, reason)
    yield cell(Number(scores["gap"], 1, sign=True), page.lang, reason)


def _balls(page: Page, rows: Mapping[str, Scores], operators: list[str]) -> Figure:
    names, us = page.client.market.names("operators"), page.client.market.us
    return harvey_chart(
        [_ball_row(page, service, scores, operators) for service, scores in rows.items()],
        [page.show(names[operator]) for operator in operators],
        lang=page.lang,
        gap_label=page.say("competition.words.gap"),
        own=operators.index(us) if us in operators else None,
        unknown=page.say("common.unknown"),
        legend=tuple(page.say(f"competition.competitiveness.level.{level}") for level in range(5)),
    )


def _ball_row(page: Page, service: str, scores: Scores, operators: list[str]) -> HarveyRow:
    given = [scores.get(operator, float("nan")) for operator in operators]
    behind = scores["gap"] < 0
    return HarveyRow(
        page.show(page.client.market.names("services")[service]),
        tuple(map(drawable, given)),
        printed=tuple(page.show(Number(score, 1)) for score in given),
        gap=page.show(Number(scores["gap"], 1, sign=True)),
        gap_role="warning" if behind else "ink",
        highlight=behind,
    )


@exhibit("2.4", needs=("scores", "competition_services"), rests_on=("scores.score", "competition_services.share"))
def revenue_at_risk(page: Page, result: CompetitionAnalysis) -> Exhibit:
    """2.4 Revenue at risk by service, sorted: our revenue times the probability of losing it within 12 months, with its
    range."""
    services, currency = records(result.services), page.client.currency
    fields = (
        Field("service", page.say("common.service"), "category"),
        Field("revenue", page.say("competition.revenue_at_risk.revenue"), "label", currency, numeric=True),
        Field("gap", page.say("competition.words.gap"), "label", page.say("competition.words.points"), numeric=True),
        Field("exposed", page.say("competition.revenue_at_risk.exposed_label"), "highlight"),
        Field("probability", page.say("competition.revenue_at_risk.probability"), "label", "%", numeric=True),
        Field("at_risk", page.say("competition.revenue_at_risk.at_risk_label"), "value", currency, numeric=True),
        Field("low", page.say("competition.revenue_at_risk.at_risk_low"), "low", currency, numeric=True),
        Field("high", page.say("competition.revenue_at_risk.at_risk_high"), "high", currency, numeric=True),
    )
    rows = tuple(tuple(_risk_cells(page, row, result.bound)) for row in services)
    subtitle = (
        "competition.revenue_at_risk.subtitle"
        if result.bound == "exact"
        else "competition.revenue_at_risk.subtitle_without_moves"
    )
    return page.make(
        "bar",
        page.say(subtitle),
        Values(fields, (*rows, tuple(_total_cells(page, result)))),
        sources=("bills", "competition_services", "scores", "moves"),
        status=result.status,
        draw=lambda: bar_chart([_risk_bar(page, row, result.bound) for row in services], lang=page.lang, sort=False),
    )


def _risk_cells(page: Page, row: dict[str, Any], side: Side) -> Iterator[Cell]:
    currency, reason = page.client.currency, page.say("competition.words.unknown_reason")
    unseen = page.say("competition.revenue_at_risk.no_moves")
    yield cell(page.client.market.names("services")[row["service"]], page.lang)
    yield cell(Money(row["revenue_month"], currency), page.lang, page.say("competition.revenue_at_risk.unknown_part"))
    yield cell(Number(row["gap"], 1, sign=True), page.lang, reason)
    yield yes_no(page, row["exposed"], unseen)
    yield cell(bounded(Percent(row["probability"], 0), side), page.lang, reason)
    yield cell(bounded(Money(row["at_risk_month"], currency), side), page.lang, reason)
    for end in ("low_month", "high_month"):
        yield cell(
            Money(row[end], currency), page.lang, page.say("competition.words.no_range") if side == "exact" else unseen
        )


def _total_cells(page: Page, result: CompetitionAnalysis) -> Iterator[Cell]:
    """The total over the services whose risk is known; a gap or a probability has none."""
    currency, none = page.client.currency, Cell(None, "–", page.say("competition.revenue_at_risk.not_defined"))
    partly = is_unknown(result.at_risk_month)
    yield cell(page.say("competition.revenue_at_risk.total_known" if partly else "common.total"), page.lang)
    known = result.services[result.services["at_risk_month"].notna()] if partly else result.services
    yield cell(
        Money(float(known["revenue_month"].sum(skipna=False)), currency),
        page.lang,
        page.say("competition.revenue_at_risk.unknown_part"),
    )
    yield from (none, none, none)
    at_risk: tuple[float, Side] = (result.range.base_month, "exact") if result.bound == "exact" else result.at_risk
    yield cell(bounded(Money(at_risk[0], currency), at_risk[1]), page.lang, page.say("competition.words.no_range"))
    for amount in (result.range.low_month, result.range.high_month):
        yield cell(
            Money(amount, currency),
            page.lang,
            page.say(
                "competition.words.no_range" if result.bound == "exact" else "competition.revenue_at_risk.no_moves"
            ),
        )


def _risk_bar(page: Page, row: dict[str, Any], side: Side) -> Bar:
    money = bounded(Money(row["at_risk_month"], page.client.currency), side)
    facts = {name: Money(row[f"{name}_month"], page.client.currency) for name in ("revenue", "low", "high")}
    known = row["low_month"] < row["high_month"]
    share = page.say(
        "competition.revenue_at_risk.of_revenue_range" if known else "competition.revenue_at_risk.of_revenue",
        p=bounded(Percent(row["probability"], 0), side),
        **facts,
    )
    name = page.show(page.client.market.names("services")[row["service"]])
    return Bar(
        name,
        drawable(row["at_risk_month"]),
        page.show(money),
        share=share,
        role="warning" if row["exposed"] else "grey",
        low=drawable(row["low_month"]),
        high=drawable(row["high_month"]),
    )


@exhibit("2.4b", needs=("scores", "competition_services"), rests_on=("scores.score", "competition_services.share"))
def sensitivity(page: Page, result: CompetitionAnalysis) -> Exhibit:
    """2.4b What moves the revenue at risk: a tornado over the assumptions of step 2, each alone from its low to its
    high bound."""
    rows, currency = records(result.range.assumptions), page.client.currency
    fields = (
        Field("assumption", page.say("competition.risk_range.assumption_label"), "category"),
        Field("assumed", page.say("competition.risk_range.assumed"), "label", numeric=True),
        Field("from", page.say("competition.risk_range.low_label"), "label", numeric=True),
        Field("to", page.say("competition.risk_range.high_label"), "label", numeric=True),
        Field("at_low", page.say("competition.risk_range.at_low"), "low", currency, numeric=True),
        Field("at_high", page.say("competition.risk_range.at_high"), "high", currency, numeric=True),
        Field("swing", page.say("competition.risk_range.swing_label"), "value", currency, numeric=True),
    )
    moving = [row for row in rows if row["swing_month"] > 0][:_BARS]
    return page.make(
        "tornado" if moving else "table",
        page.say("competition.risk_range.subtitle"),
        Values(fields, tuple(tuple(_swing_cells(page, row, partly=is_unknown(result.at_risk_month))) for row in rows)),
        sources=("bills", "competition_services", "scores", "moves"),
        status=result.status,
        draw=(lambda: _tornado(page, moving, result.range.base_month)) if moving else None,
    )


def _swing_cells(page: Page, row: dict[str, Any], *, partly: bool) -> Iterator[Cell]:
    """What an assumption moves the total to: at least that, and how far is not known, while the risk of a service is
    not."""
    yield cell(assumption_name(row["assumption"]), page.lang)
    for name in ("value", "low", "high"):
        yield cell(bound(row[name]), page.lang)
    sides: dict[str, Side] = {"at_low_month": "at_least", "at_high_month": "at_least", "swing_month": "unknown"}
    for name, side in sides.items():
        yield cell(
            bounded(Money(row[name], page.client.currency), side if partly else "exact"),
            page.lang,
            page.say("competition.words.no_range"),
        )


def _tornado(page: Page, rows: list[dict[str, Any]], base: float) -> Figure:
    bars = [
        TornadoBar(
            page.show(assumption_name(row["assumption"])),
            row["at_low_month"],
            row["at_high_month"],
            _end(page, row["at_low_month"], row["low"]),
            _end(page, row["at_high_month"], row["high"]),
            role="grey" if number else "accent",
        )
        for number, row in enumerate(rows)
    ]
    return tornado_chart(
        bars,
        base,
        lang=page.lang,
        base_label=page.say("competition.risk_range.base_label", amount=Money(base, page.client.currency)),
        low_label=page.say("competition.risk_range.end_low"),
        high_label=page.say("competition.risk_range.end_high"),
    )


def _end(page: Page, amount: float, at: float) -> str:
    return page.say("competition.risk_range.end", amount=Money(amount, page.client.currency), at=bound(at))
