"""4.4, benefit-feasibility matrix."""

from __future__ import annotations

from math import floor, log10
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.quadrant import Point, quadrant_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.exhibits.solutions.solutions_words import words_of
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.road_map import SCALE
from playbook.steps.status import weakest
from playbook.units import Money, Number, Printable, is_unknown

__all__ = ["build"]

_NICE = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@exhibit(
    "4.4",
    "solutions.benefit_feasibility",
    needs=("solutions",),
    rests_on=("solutions.technical", "solutions.policy", "solutions.benefit_base_month"),
)
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.4 Benefit-feasibility matrix: the solutions by base benefit and feasibility, the chosen ones in the accent
    colour."""
    cuts: dict[str, Printable] = {
        "floor": Number(page.subject.assume("feasible_from"), 1),
        "mean": Money(result.mean_benefit, page.subject.currency),
    }
    lined = result.solutions["line"].isin(page.subject.table("service_lines")["line"]).any()
    statuses = [*result.solutions["status"], *(page.subject.table("service_lines")["status"] if lined else ())]
    return page.make(
        "quadrant",
        page.say("solutions.benefit_feasibility.subtitle", **cuts),
        _matrix_values(page, result),
        status=weakest(statuses),
        sources=("solutions", "service_lines") if lined else ("solutions",),
        draw=lambda: _matrix(page, result),
    )


def _matrix(page: ClientPage, result: SolutionsAnalysis) -> Figure:
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
        x_split=page.subject.assume("feasible_from"),
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


def _matrix_values(page: ClientPage, result: SolutionsAnalysis) -> Values:
    currency, points = page.subject.currency, page.say("solutions.words.points")
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


def _matrix_row(page: ClientPage, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, currency, say = page.lang, page.subject.currency, page.say
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


def _unit(page: ClientPage) -> str:
    """The currency's sign as it stands beside an amount."""
    return page.show(Money(0, page.subject.currency)).strip("0")
