"""4.7, revenue waterfall."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.waterfall import WaterfallStep, waterfall_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.exhibits.solutions.benefit_feasibility import _unit
from playbook.steps.billing import base_of
from playbook.steps.months import period_name, quarter_of
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.printed import short_percent
from playbook.steps.solutions.waterfall_bars import MONTH
from playbook.steps.status import weakest
from playbook.units import Money, Number, Percent, Side, bounded, is_unknown

__all__ = ["build", "waterfall_figure"]


@exhibit("4.7", "solutions.waterfall", needs=("solutions",), rests_on=("solutions.effect", "solutions.effect_name"))
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.7 Waterfall: base, what the chosen solutions add by month 12, what erodes, and where that ends beside the
    target."""
    aim = "" if is_unknown(result.target_growth) else page.show(short_percent(result.target_growth))
    message = "solutions.waterfall.subtitle" if aim else "solutions.waterfall.subtitle_no_target"
    sources = tuple(table for table in ("bills", "solutions", "erosions", "targets") if page.has(table))
    return page.make(
        "waterfall",
        page.say(message, unit=_unit(page), month=MONTH, target=aim),
        _waterfall_values(page, result),
        sources=sources,
        status=weakest([*result.waterfall["status"], *page.subject.table("targets")["status"]]),
        draw=lambda: waterfall_figure(page, result),
        extra={"total_rows": 1} if aim else {},
    )


def waterfall_figure(page: ClientPage, result: SolutionsAnalysis) -> Figure:
    """The waterfall of step 4 as a figure; 6.0 shows it too."""
    steps = [
        WaterfallStep(
            _bar_label(page, result, row),
            _drawn(row),
            _printed(page, result, row),
            total=row["kind"] in ("base", "target"),
            tag=page.status_label("illustrative")
            if row["status"] == "illustrative" and row["kind"] != "target"
            else "",
        )
        for row in records(result.waterfall)
    ]
    bound = result.flow.bound
    message = {
        "exact": "solutions.waterfall.growth",
        "at_least": "solutions.waterfall.growth_at_least",
        "at_most": "solutions.waterfall.growth_at_most",
    }.get(bound, "")
    growth = page.say(message, growth=short_percent(result.flow.growth_year, sign=True)) if message else ""
    return waterfall_chart(steps, lang=page.lang, growth=growth)


def _drawn(row: dict[str, Any]) -> float | None:
    """The height of a bar: a sum with an unknown part is drawn as far as it is known, the end of an unknown sum not at
    all."""
    if row["kind"] == "target" or not row["known_month"]:
        return drawable(row["amount_month"])
    return float(row["known_month"])


def _printed(page: ClientPage, result: SolutionsAnalysis, row: dict[str, Any]) -> str:
    """A bar's figure; with an unknown part it says at least, or at most."""
    total = row["kind"] in ("base", "target")
    known = page.show(Number(row["known_month"], 0, sign=not total))
    if not is_unknown(row["amount_month"]):
        return page.say("solutions.words.at_least", amount=known) if _bar_side(result, row) == "at_least" else known
    bound = result.flow.bound if row["kind"] == "target" else "at_least" if row["known_month"] else "unknown"
    return page.say(f"solutions.waterfall.{bound}", amount=known) if bound != "unknown" else page.say("common.unknown")


def _bar_side(result: SolutionsAnalysis, row: dict[str, Any]) -> Side:
    """What solutions add is at least that while nobody has said of one whether it is chosen."""
    return "at_least" if result.flow.undecided and row["kind"] in ("new", "won_back", "retained") else "exact"


def _bar_label(page: ClientPage, result: SolutionsAnalysis, row: dict[str, Any]) -> str:
    if row["kind"] == "base":
        return _base_label(page)
    if row["kind"] == "target":
        return page.say(
            "solutions.waterfall.bar.target" if result.landed else "solutions.waterfall.bar.end", month=MONTH
        )
    return page.show(row["label"])


def _base_label(page: ClientPage) -> str:
    """The base and its months, as a quarter where they are one; where bills are missing, what is known of it."""
    base = base_of(page.subject)
    quarter = quarter_of(base.start, base.end)
    if quarter:
        label = page.say("solutions.waterfall.bar.base_quarter", year=base.start[:4], quarter=quarter)
    else:
        label = page.say("solutions.waterfall.bar.base", period=period_name(base.start, base.end, page.lang))
    known = Money(base.known, page.subject.currency)
    return (
        label
        if base.bound == "exact"
        else page.say(f"solutions.waterfall.bar.base_{base.bound}", label=label, known=known)
    )


def _waterfall_values(page: ClientPage, result: SolutionsAnalysis) -> Values:
    say, currency = page.say, page.subject.currency
    fields = (
        Field("bar", say("solutions.waterfall.bar"), "category"),
        Field("kind", say("solutions.waterfall.bar_kind"), "total"),
        Field("amount", say("solutions.waterfall.amount"), "value", currency, numeric=True),
        Field("running", say("solutions.waterfall.running"), "label", currency, numeric=True),
        Field("change", say("solutions.waterfall.change"), "label", "%", numeric=True),
        Field("solutions", say("solutions.waterfall.by_solutions"), "note"),
        Field("status", say("solutions.waterfall.status"), "state"),
    )
    rows = [_waterfall_row(page, result, row) for row in records(result.waterfall)]
    if not is_unknown(result.target_growth):
        rows.append(_target_row(page, result))
    return Values(fields, tuple(rows))


def _waterfall_row(page: ClientPage, result: SolutionsAnalysis, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, currency = page.lang, page.subject.currency
    reason = page.say("solutions.waterfall.part_unknown" if row["known_month"] else "solutions.waterfall.no_amount")
    amount = cell(bounded(Money(row["amount_month"], currency, 2), _bar_side(result, row)), lang, reason)
    return (
        cell(_bar_label(page, result, row), lang),
        cell(page.say(f"solutions.waterfall.effect.{row['kind']}"), lang),
        amount if amount.known else Cell(None, _printed(page, result, row), reason),
        cell(
            bounded(Money(row["running_month"], currency, 2), row["running_bound"]),
            lang,
            page.say("solutions.waterfall.no_amount"),
        ),
        _change(page, row["running_month"], result.flow.base, row["running_bound"]),
        Cell(" ".join(row["solutions"]), " ".join(row["solutions"])),
        cell(page.status_label(row["status"]), lang),
    )


def _change(page: ClientPage, amount: float, base: float, side: Side = "exact") -> Cell:
    share = Percent(amount / base - 1 if base else float("nan"), 1, sign=True)
    return cell(bounded(share, side), page.lang, page.say("solutions.waterfall.no_amount"))


def _target_row(page: ClientPage, result: SolutionsAnalysis) -> tuple[Cell, ...]:
    """The target beside the result, to compare."""
    lang, status = page.lang, weakest(page.subject.table("targets")["status"])
    return (
        cell(page.say("solutions.waterfall.bar.aim", target=short_percent(result.target_growth)), lang),
        cell(page.say("solutions.waterfall.effect.aim"), lang),
        cell(Money(result.flow.target, page.subject.currency, 2), lang),
        Cell("", ""),
        _change(page, result.flow.target, result.flow.base),
        Cell("", ""),
        cell(page.status_label(status), lang),
    )
