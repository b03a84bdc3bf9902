"""4.7, revenue waterfall."""

from __future__ import annotations

from functools import partial

from matplotlib.figure import Figure

from playbook.charts.waterfall import WaterfallStep, waterfall_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.exhibits.solutions.currency_sign import sign_of
from playbook.steps.billing import base_of
from playbook.steps.months import period_name, quarter_of
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.printed import short_percent
from playbook.steps.solutions.waterfall import Waterfall
from playbook.steps.solutions.waterfall_bars import MONTH
from playbook.steps.status import weakest
from playbook.units import Money, Number, Percent, Printable, Side, bounded, is_unknown

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
        page.say(message, unit=sign_of(page), month=MONTH, target=aim),
        _values(page, result),
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
            page.show(_height(result.flow, row)),
            total=row["kind"] in ("base", "target"),
            tag=page.status_label("illustrative")
            if row["status"] == "illustrative" and row["kind"] != "target"
            else "",
        )
        for row in records(result.waterfall)
    ]
    bound = result.flow.bound
    share = short_percent(result.flow.growth_year, sign=True)
    message = "solutions.waterfall.growth" + ("" if bound == "exact" else f"_{bound}")
    growth = "" if bound == "unknown" else page.say(message, growth=share)
    return waterfall_chart(steps, lang=page.lang, growth=growth)


def _drawn(row: Row) -> float | None:
    """The height of a bar: a sum with an unknown part is drawn as far as it is known, the end of an unknown sum not at
    all."""
    if row["kind"] == "target" or not row["known_month"]:
        return drawable(row["amount_month"])
    return float(row["known_month"])


def _bar_label(page: ClientPage, result: SolutionsAnalysis, row: Row) -> str:
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


def _height(flow: Waterfall, row: Row) -> Printable:
    """A bar's figure, as far as it is known."""
    known = Number(row["known_month"], 0, sign=row["kind"] not in ("base", "target"))
    if not is_unknown(row["amount_month"]):
        return bounded(known, _side_of(flow, row))
    return bounded(known, flow.bound if row["kind"] == "target" else "at_least" if row["known_month"] else "unknown")


def _side_of(flow: Waterfall, row: Row) -> Side:
    """What solutions add is at least that while nobody has said of one whether it is chosen."""
    return "at_least" if flow.undecided and row["kind"] in ("new", "won_back", "retained") else "exact"


def _values(page: ClientPage, result: SolutionsAnalysis) -> Values:
    say, currency, no_amount = page.say, page.subject.currency, page.say("solutions.waterfall.no_amount")
    money = partial(Column, unit=currency, numeric=True)
    values = table(
        page,
        records(result.waterfall),
        (
            Column("bar", lambda row: _bar_label(page, result, row), "category"),
            Column("kind", lambda row: say(f"solutions.waterfall.effect.{row['kind']}"), "total"),
            money("amount", lambda row: _amount(page, result.flow, row), "value"),
            money("running", lambda row: _running(row, currency), reason=no_amount),
            Column("change", lambda row: _gained(row, result.flow.base), unit="%", numeric=True, reason=no_amount),
            Column("solutions", lambda row: Cell(" ".join(row["solutions"]), " ".join(row["solutions"])), "note"),
            Column("status", lambda row: page.status_label(row["status"]), "state"),
        ),
    )
    aims = () if is_unknown(result.target_growth) else (_aim(page, result.flow),)
    return with_rows(page, values, aims, blank=EMPTY)


def _amount(page: ClientPage, flow: Waterfall, row: Row) -> Cell:
    """A bar's amount; one that is not wholly known prints what is known of it."""
    if not is_unknown(row["amount_month"]):
        return cell(bounded(Money(row["amount_month"], page.subject.currency, 2), _side_of(flow, row)), page.lang)
    reason = page.say("solutions.waterfall.part_unknown" if row["known_month"] else "solutions.waterfall.no_amount")
    return Cell(None, page.show(_height(flow, row)), reason)


def _running(row: Row, currency: str) -> Printable:
    return bounded(Money(row["running_month"], currency, 2), row["running_bound"])


def _gained(row: Row, base: float) -> Printable:
    return bounded(_change(row["running_month"], base), row["running_bound"])


def _change(amount: float, base: float) -> Percent:
    return Percent(amount / base - 1 if base else float("nan"), 1, sign=True)


def _aim(page: ClientPage, flow: Waterfall) -> dict[str, Content]:
    """The target beside the result, to compare."""
    no_base = page.say("solutions.waterfall.no_amount")
    return {
        "bar": page.say("solutions.waterfall.bar.aim", target=short_percent(flow.target_growth)),
        "kind": page.say("solutions.waterfall.effect.aim"),
        "amount": Money(flow.target, page.subject.currency, 2),
        "change": cell(_change(flow.target, flow.base), page.lang, no_base),
        "status": page.status_label(weakest(page.subject.table("targets")["status"])),
    }
