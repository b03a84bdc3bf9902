"""The exhibits of step 4: benefit against feasibility, the road map, and the waterfall."""

from __future__ import annotations

from math import floor, log10
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.quadrant import Point, quadrant_chart
from playbook.charts.roadmap import Card, Horizon, roadmap_chart
from playbook.charts.waterfall import WaterfallStep, waterfall_chart
from playbook.client.rows import records
from playbook.exhibits import solutions_choice, solutions_needs  # noqa: F401  (they register the other exhibits of the step)
from playbook.exhibits.compose import Page, cell, drawable, exhibit, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.exhibits.solutions_words import words_of
from playbook.steps.billing import base_of
from playbook.steps.months import period_name, quarter_of
from playbook.steps.shares import total_of
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.growth import short_percent
from playbook.steps.solutions.road_map import HORIZONS, SCALE
from playbook.steps.solutions.waterfall import MONTH
from playbook.steps.status import weakest
from playbook.units import Money, Number, Percent, Printable, Side, bounded, is_unknown

__all__ = ["benefit_feasibility", "road_map", "waterfall", "waterfall_figure"]

_LEGEND: dict[Role, str] = {
    "ink": "solutions.road_map.legend.initiative_now",
    "accent": "solutions.road_map.legend.solution_now",
    "grey": "solutions.road_map.legend.launch",
    "light": "solutions.road_map.legend.prepare",
    "warning": "solutions.road_map.phase.unknown",
}
_NICE = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@exhibit(
    "4.4", needs=("solutions",), rests_on=("solutions.technical", "solutions.policy", "solutions.benefit_base_month")
)
def benefit_feasibility(page: Page, result: SolutionsAnalysis) -> Exhibit:
    """4.4 Benefit-feasibility matrix: the solutions by base benefit and feasibility, the chosen ones in the accent
    colour."""
    cuts: dict[str, Printable] = {
        "floor": Number(page.client.assume("feasible_from"), 1),
        "mean": Money(result.mean_benefit, page.client.currency),
    }
    lined = result.solutions["line"].isin(page.client.table("service_lines")["line"]).any()
    statuses = [*result.solutions["status"], *(page.client.table("service_lines")["status"] if lined else ())]
    return page.make(
        "quadrant",
        page.say("solutions.benefit_feasibility.subtitle", **cuts),
        _matrix_values(page, result),
        status=weakest(statuses),
        sources=("solutions", "service_lines") if lined else ("solutions",),
        draw=lambda: _matrix(page, result),
    )


def _matrix(page: Page, result: SolutionsAnalysis) -> Figure:
    rows = records(result.solutions)
    points = [
        Point(
            f"{row['id']} {page.show(row['name'])}",
            drawable(row["feasibility"]),
            drawable(row["benefit_month"]),
            role="accent" if row["chosen"] else "grey",
            size=drawable(row["revenue_year"]),
        )
        for row in rows
    ]
    amounts = [row["benefit_month"] for row in rows if not is_unknown(row["benefit_month"])]
    top, bottom = _nice(max([*amounts, 1.0])), -_nice(max([-amount for amount in amounts if amount < 0], default=0.0))
    left = 1.0 if all(row["feasibility"] >= 1.2 for row in rows if not is_unknown(row["feasibility"])) else 0.0
    corners = tuple(
        page.say(f"solutions.benefit_feasibility.corner.{corner}") for corner in ("prepare", "first", "leave", "extra")
    )
    return quadrant_chart(
        points,
        lang=page.lang,
        x_label=page.say("solutions.words.feasibility"),
        y_label=page.say("solutions.benefit_feasibility.benefit_axis", unit=_unit(page)),
        x_split=page.client.assume("feasible_from"),
        y_split=0.0 if is_unknown(result.mean_benefit) else result.mean_benefit,
        x_range=(left, SCALE),
        y_range=(bottom, top),
        corner_labels=corners,  # type: ignore[arg-type]
        x_ends=(page.show(Number(left)), page.show(Number(SCALE))),
        y_ends=(page.show(Number(bottom)), page.show(Number(top))),
        unknown_label=page.say("solutions.benefit_feasibility.not_placed"),
        highlight_corner=1,
    )


def _nice(value: float) -> float:
    """A round end of the scale that leaves some room above the value; 0 stays 0.

    >>> _nice(9800), _nice(2400), _nice(0)
    (12000.0, 3000.0, 0.0)
    """
    if value <= 0:
        return 0.0
    unit = 10.0 ** floor(log10(value * 1.08))
    return next(unit * step for step in _NICE if unit * step >= value * 1.08)


def _matrix_values(page: Page, result: SolutionsAnalysis) -> Values:
    currency, points = page.client.currency, page.say("solutions.words.points")
    fields = (
        Field("rank", page.say("solutions.benefit_feasibility.rank"), "label", numeric=True),
        Field("id", page.say("solutions.words.id"), "label"),
        Field("solution", page.say("solutions.benefit_feasibility.solution"), "category"),
        Field("chosen", page.say("solutions.benefit_feasibility.chosen"), "highlight"),
        *(
            Field(name, page.say(f"solutions.benefit_feasibility.{name}"), "label", points, numeric=True)
            for name in ("technical", "policy")
        ),
        Field("feasibility", page.say("solutions.words.feasibility"), "x", points, numeric=True),
        Field("benefit", page.say("solutions.benefit_feasibility.benefit"), "y", currency, numeric=True),
        Field("score", page.say("solutions.words.score"), "label", points, numeric=True),
        Field("line", page.say("solutions.benefit_feasibility.line"), "label"),
        Field("revenue_year", page.say("solutions.benefit_feasibility.revenue_year"), "size", currency, numeric=True),
    )
    rows = records(result.solutions)
    more, said = words_of(page, [row["id"] for row in rows])
    return Values(
        (*fields, *more), tuple((*_matrix_row(page, row), *words) for row, words in zip(rows, said, strict=True))
    )


def _matrix_row(page: Page, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, currency, say = page.lang, page.client.currency, page.say
    rated, scored = say("solutions.words.not_rated_reason"), say("solutions.words.no_score")
    return (
        cell(Number(row["rank"]), lang, scored),
        cell(row["id"], lang),
        cell(row["name"], lang),
        yes_no(page, row["chosen"], page.say("solutions.words.not_stated")),
        cell(Number(row["technical"], 1), lang, rated),
        cell(Number(row["policy"], 1), lang, rated),
        cell(Number(row["feasibility"], 2), lang, rated),
        cell(Money(row["benefit_month"], currency), lang, say("solutions.benefit_feasibility.no_benefit")),
        cell(Number(row["score"], 2), lang, scored),
        cell(row["line_name"], lang, say("solutions.benefit_feasibility.no_line")),
        cell(Money(row["revenue_year"], currency), lang, say("solutions.benefit_feasibility.no_revenue")),
    )


def _unit(page: Page) -> str:
    """The currency's sign as it stands beside an amount."""
    return page.show(Money(0, page.client.currency)).strip("0")


@exhibit(
    "4.6", needs=("solutions",), rests_on=("solutions.technical", "solutions.policy", "solutions.benefit_base_month")
)
def road_map(page: Page, result: SolutionsAnalysis) -> Exhibit:
    """4.6 Road map: initiatives and solutions by horizon, each with its phase and its start month."""
    limits = _limits(page)
    sources = ("initiatives", "solutions") if page.has("initiatives") else ("solutions",)
    return page.make(
        "roadmap",
        page.say("solutions.road_map.subtitle", short=limits["short"], middle=limits["middle"]),
        _road_map_values(page, result),
        sources=sources,
        status=weakest(result.items["status"]),
        draw=lambda: _road_map(page, result),
    )


def _limits(page: Page) -> dict[str, int]:
    short, middle = (int(page.client.assume(f"horizon_{name}_months")) for name in ("short", "middle"))
    return {"short": short, "after": short + 1, "middle": middle}


def _road_map(page: Page, result: SolutionsAnalysis) -> Figure:
    items = sorted(records(result.items), key=lambda row: row["kind"] != "initiative")
    undated = any(row["horizon"] is None for row in items)
    columns = [*HORIZONS, *(("none",) if undated else ())]
    horizons = [
        Horizon(
            page.say(f"solutions.road_map.horizon.{name}"),
            period=page.say(f"solutions.road_map.period.{name}", **_limits(page)),
            footer=_footer(page, items, name),
        )
        for name in columns
    ]
    cards = [
        Card(row["id"], page.show(row["name"]), columns.index(row["horizon"] or "none"), role=_role(row))
        for row in items
    ]
    shown = {_role(row) for row in items}
    legend = {role: page.say(message) for role, message in _LEGEND.items() if role in shown}
    return roadmap_chart(cards, horizons, lang=page.lang, legend=legend)


def _role(row: dict[str, Any]) -> Role:
    """What is done now stands out: initiatives in ink, solutions in the accent colour; then by phase."""
    if row["phase"] == "act_now":
        return "ink" if row["kind"] == "initiative" else "accent"
    return "warning" if row["phase"] is None else "grey" if row["phase"] == "launch_when_ready" else "light"


def _footer(page: Page, items: list[dict[str, Any]], horizon: str) -> str:
    """What the solutions of a horizon bring a month."""
    amounts = [
        row["benefit_month"] for row in items if row["kind"] == "solution" and (row["horizon"] or "none") == horizon
    ]
    if not amounts:
        return ""
    total = total_of(amounts)
    return page.say(
        "solutions.road_map.footer_at_least" if total.unknown else "solutions.road_map.footer",
        amount=Money(total.known, page.client.currency),
    )


def _road_map_values(page: Page, result: SolutionsAnalysis) -> Values:
    say, points = page.say, page.say("solutions.words.points")
    fields = (
        Field("id", say("solutions.words.id"), "label"),
        Field("item", say("solutions.road_map.item"), "category"),
        Field("kind", say("solutions.road_map.kind"), "series"),
        Field("start", say("solutions.road_map.start"), "start", numeric=True),
        Field("horizon", say("solutions.road_map.horizon"), "label"),
        Field("phase", say("solutions.road_map.phase"), "state"),
        Field("benefit", say("solutions.road_map.benefit_points"), "label", points, numeric=True),
        Field("contested", say("solutions.road_map.contested"), "label"),
        Field("feasibility", say("solutions.words.feasibility"), "label", points, numeric=True),
        Field("score", say("solutions.words.score"), "label", points, numeric=True),
    )
    return Values(fields, tuple(_road_map_row(page, row) for row in records(result.items)))


def _road_map_row(page: Page, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, say = page.lang, page.say
    rated, scored, start = (
        say("solutions.words.not_rated_reason"),
        say("solutions.words.no_score"),
        say("solutions.road_map.no_start"),
    )
    return (
        cell(row["id"], lang),
        cell(row["name"], lang),
        cell(say(f"solutions.road_map.kind.{row['kind']}"), lang),
        cell(Number(row["start_month"]), lang, start),
        cell(say(f"solutions.road_map.horizon.{row['horizon']}") if row["horizon"] else None, lang, start),
        cell(
            say(f"solutions.road_map.phase.{row['phase']}") if row["phase"] else None,
            lang,
            say("solutions.road_map.no_phase"),
        ),
        cell(Number(row["benefit"], 1), lang, rated),
        yes_no(page, row["contested"], page.say("solutions.words.not_stated")),
        cell(Number(row["feasibility"], 2), lang, rated),
        cell(Number(row["score"], 2), lang, scored),
    )


@exhibit("4.7", needs=("solutions",), rests_on=("solutions.effect", "solutions.effect_name"))
def waterfall(page: Page, result: SolutionsAnalysis) -> Exhibit:
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
        status=weakest([*result.waterfall["status"], *page.client.table("targets")["status"]]),
        draw=lambda: waterfall_figure(page, result),
        extra={"total_rows": 1} if aim else {},
    )


def waterfall_figure(page: Page, result: SolutionsAnalysis) -> Figure:
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


def _printed(page: Page, result: SolutionsAnalysis, row: dict[str, Any]) -> str:
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


def _bar_label(page: Page, result: SolutionsAnalysis, row: dict[str, Any]) -> str:
    if row["kind"] == "base":
        return _base_label(page)
    if row["kind"] == "target":
        return page.say(
            "solutions.waterfall.bar.target" if result.landed else "solutions.waterfall.bar.end", month=MONTH
        )
    return page.show(row["label"])


def _base_label(page: Page) -> str:
    """The base and its months, as a quarter where they are one; where bills are missing, what is known of it."""
    base = base_of(page.client)
    quarter = quarter_of(base.start, base.end)
    if quarter:
        label = page.say("solutions.waterfall.bar.base_quarter", year=base.start[:4], quarter=quarter)
    else:
        label = page.say("solutions.waterfall.bar.base", period=period_name(base.start, base.end, page.lang))
    known = Money(base.known, page.client.currency)
    return (
        label
        if base.bound == "exact"
        else page.say(f"solutions.waterfall.bar.base_{base.bound}", label=label, known=known)
    )


def _waterfall_values(page: Page, result: SolutionsAnalysis) -> Values:
    say, currency = page.say, page.client.currency
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


def _waterfall_row(page: Page, result: SolutionsAnalysis, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, currency = page.lang, page.client.currency
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


def _change(page: Page, amount: float, base: float, side: Side = "exact") -> Cell:
    share = Percent(amount / base - 1 if base else float("nan"), 1, sign=True)
    return cell(bounded(share, side), page.lang, page.say("solutions.waterfall.no_amount"))


def _target_row(page: Page, result: SolutionsAnalysis) -> tuple[Cell, ...]:
    """The target beside the result, to compare."""
    lang, status = page.lang, weakest(page.client.table("targets")["status"])
    return (
        cell(page.say("solutions.waterfall.bar.aim", target=short_percent(result.target_growth)), lang),
        cell(page.say("solutions.waterfall.effect.aim"), lang),
        cell(Money(result.flow.target, page.client.currency, 2), lang),
        Cell("", ""),
        _change(page, result.flow.target, result.flow.base),
        Cell("", ""),
        cell(page.status_label(status), lang),
    )
