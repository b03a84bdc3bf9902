"""1.1c, concentration by industry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib.figure import Figure

from playbook.charts.lorenz import KeyFigure, LorenzPart, lorenz_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import DASH, Column, Row, below, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.industry.words import scope_of
from playbook.steps.amounts import shares_of
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.units import Money, Number, Percent, Printable, is_unknown, name_of

__all__ = ["build"]

#: The index is also quoted in points: 1 is 10,000 of them.
_POINTS = 10_000
#: How many of the largest are added up.
_TOP = 3


@exhibit("1.1c", "industry.concentration", needs=("industries",))
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.1c Concentration: the Lorenz curve of revenue by industry, with HHI, the share of the top three and Gini."""
    concentration = result.concentration
    scope = scope_of(page, name_of(page.subject.market.fields, "key_account_scope"))
    return page.make(
        "lorenz",
        page.say("industry.concentration.subtitle", n=concentration.count, scope=scope),
        _values(page, result),
        sources=("industries",),
        status=result.composition.status,
        draw=(lambda: _lorenz(page, result)) if concentration.points else None,
    )


def _lorenz(page: ClientPage, result: IndustryAnalysis) -> Figure:
    names, industries = page.subject.market.names("industries"), result.composition.industries
    known = industries[industries["revenue_month"].notna()]
    shares = shares_of(known["revenue_month"].tolist())
    parts = [
        LorenzPart(
            page.show(names[row["industry"]]), row["revenue_month"], page.show(Percent(share)), own=bool(row["own"])
        )
        for row, share in zip(records(known), shares, strict=True)
    ]
    return lorenz_chart(
        parts,
        lang=page.lang,
        x_label=page.say("industry.concentration.x"),
        y_label=page.say("industry.concentration.y"),
        equal_label=page.say("industry.concentration.lorenz.equal"),
        half=result.concentration.half,
        figures=_key_figures(page, result),
    )


def _key_figures(page: ClientPage, result: IndustryAnalysis) -> tuple[KeyFigure, ...]:
    measures = _measures(page, result)
    limit = measures["limit"]
    labels = {
        "hhi": page.say("industry.concentration.figure.hhi", limit=limit),
        "equal": page.say("industry.concentration.figure.equal"),
        "three": page.say("industry.concentration.figure.three", n=min(_TOP, result.concentration.count)),
        "gini": page.say("industry.concentration.figure.gini"),
    }
    return tuple(KeyFigure(page.show(measures[name]), label) for name, label in labels.items())


def _measures(page: ClientPage, result: IndustryAnalysis) -> dict[str, Printable]:
    concentration = result.concentration
    return {
        "hhi": Number(concentration.hhi, 2),
        "hhi_points": Number(concentration.hhi * _POINTS),
        "limit": Number(page.subject.assume("concentrated_hhi"), 2),
        "equal": Number(concentration.equal_parts, 1),
        "three": Percent(concentration.top_three),
        "half": Number(concentration.half),
        "half_share": Percent(concentration.half_share),
        "gini": Number(concentration.gini, 2),
    }


def _values(page: ClientPage, result: IndustryAnalysis) -> Values:
    """The curve's points, from the smallest industry, and the measures below."""
    names, currency = page.subject.market.names("industries"), page.subject.currency
    curve = table(
        page,
        _curve(page, result),
        (
            Column("what", lambda row: names[row["industry"]], "category"),
            Column(
                "revenue", lambda row: Money(row["revenue_month"], currency), unit=currency, numeric=True, reason=_why
            ),
            Column("x", lambda row: Percent(row["x"]), "x", "%", numeric=True, reason=_why),
            Column("y", lambda row: Percent(row["y"]), "y", "%", numeric=True, reason=_why),
            Column("measure", lambda _: DASH, numeric=True),
        ),
    )
    measures = (Column("what", lambda row: row["what"]), Column("measure", lambda row: row["value"]))
    values = below(page, curve, _measured(page, result) if result.concentration.points else (), measures)
    return values if values.rows else below(page, values, ({},), ())


def _why(row: Row) -> str:
    return str(row["why"])


def _curve(page: ClientPage, result: IndustryAnalysis) -> Iterator[Row]:
    """The industries, from the smallest, each with its point of the curve; there is no curve while the revenue of one
    is unknown."""
    industries = result.composition.industries
    complete = industries["revenue_month"].notna().all() and result.concentration.points
    points = iter(result.concentration.points[1:] if complete else ())
    for row in records(industries.iloc[::-1]):
        x, y = next(points, (float("nan"), float("nan")))
        unknown = is_unknown(row["revenue_month"])
        why = page.say("industry.words.no_revenue" if unknown else "industry.concentration.curve_partly")
        yield {**row, "x": x, "y": y, "why": why}


def _measured(page: ClientPage, result: IndustryAnalysis) -> Sequence[Row]:
    """Each measure by its name, which says where it is that of the known alone."""
    complete = result.composition.industries["revenue_month"].notna().all()
    said = {name: page.say(f"industry.concentration.measure.{name}") for name in _measures(page, result)}
    if not complete:
        count = result.concentration.count
        said = {name: page.say("industry.concentration.of_known", what=what, n=count) for name, what in said.items()}
    return [{"what": said[name], "value": value} for name, value in _measures(page, result).items()]
