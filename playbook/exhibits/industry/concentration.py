"""1.1c, concentration by industry."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure

from playbook.charts.lorenz import KeyFigure, LorenzPart, lorenz_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.amounts import shares_of
from playbook.steps.industry.analysis import IndustryAnalysis
from playbook.units import Money, Name, Number, Percent, Printable, is_unknown, name_of

__all__ = ["build"]


@exhibit("1.1c", "industry.concentration", needs=("industries",))
def build(page: ClientPage, result: IndustryAnalysis) -> Exhibit:
    """1.1c Concentration: the Lorenz curve of revenue by industry, with HHI, the share of the top three and Gini."""
    found = result.concentration
    scope = name_of(page.subject.market.fields, "key_account_scope")
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


def _draw_lorenz(page: ClientPage, result: IndustryAnalysis) -> Figure:
    found, names = result.concentration, page.subject.market.names("industries")
    known = result.industries[result.industries["revenue_month"].notna()]
    shares = shares_of(known["revenue_month"].tolist())
    parts = [
        LorenzPart(
            page.show(names[row["industry"]]), row["revenue_month"], page.show(Percent(share)), own=bool(row["own"])
        )
        for row, share in zip(records(known), shares, strict=True)
    ]
    limit = Number(page.subject.assume("concentrated_hhi"), 2)
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


def _concentration_values(page: ClientPage, result: IndustryAnalysis) -> Values:
    """The curve's points, from the smallest industry, and the measures below."""
    lang, found = page.lang, result.concentration
    fields = (
        Field("what", page.say("industry.words.what"), "category"),
        Field("revenue", page.say("industry.words.revenue"), "label", page.subject.currency, numeric=True),
        Field("x", page.say("industry.concentration.lorenz.x"), "x", "%", numeric=True),
        Field("y", page.say("industry.concentration.lorenz.y"), "y", "%", numeric=True),
        Field("measure", page.say("industry.concentration.measure"), "label", numeric=True),
    )
    return Values(
        fields,
        (*_curve_rows(page, result), *((_measure_rows(page, result)) if found.points else ()))
        or ((cell("–", lang),) * 5,),
    )


def _curve_rows(page: ClientPage, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    lang, currency, names = page.lang, page.subject.currency, page.subject.market.names("industries")
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


def _measure_rows(page: ClientPage, result: IndustryAnalysis) -> Iterator[tuple[Cell, ...]]:
    found, lang, dash = result.concentration, page.lang, cell("–", page.lang)
    measures: dict[str, Printable] = {
        "hhi": Number(found.hhi, 2),
        "hhi_points": Number(found.hhi * 10_000),
        "limit": Number(page.subject.assume("concentrated_hhi"), 2),
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
