"""4.4, benefit-feasibility matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import floor, log10

from matplotlib.figure import Figure

from playbook.charts.quadrant import Point, quadrant_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable, yes_no
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.solutions.currency_sign import sign_of
from playbook.exhibits.solutions.ratings import rating
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.road_map import SCALE
from playbook.steps.status import weakest
from playbook.units import Money, Number, Printable, is_unknown, name_of

__all__ = ["build"]

_NICE = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
#: The scale of the benefit ends so much above the largest.
_ROOM = 1.08
#: Where the scale of feasibility begins, if all solutions lie clear of that.
_LEFT, _CLEAR = 1.0, 1.2
#: Where a solution stands among our offers, what it is for, who else is there, how we go about it.
_WORDS = ("heading", "need", "rivals", "strategy")


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
        _values(page, records(result.solutions)),
        status=weakest(statuses),
        sources=("solutions", "service_lines") if lined else ("solutions",),
        draw=lambda: _matrix(page, result),
    )


def _matrix(page: ClientPage, result: SolutionsAnalysis) -> Figure:
    rows = records(result.solutions)
    amounts = [row["benefit_month"] for row in rows if not is_unknown(row["benefit_month"])]
    top, bottom = _nice(max([*amounts, 1.0])), -_nice(max([-amount for amount in amounts if amount < 0], default=0.0))
    left = _LEFT if all(row["feasibility"] >= _CLEAR for row in rows if not is_unknown(row["feasibility"])) else 0.0
    corners = tuple(
        page.say(f"solutions.benefit_feasibility.corner.{corner}") for corner in ("prepare", "first", "leave", "extra")
    )
    return quadrant_chart(
        [_point(page, row) for row in rows],
        lang=page.lang,
        x_label=page.say("solutions.words.feasibility"),
        y_label=page.say("solutions.benefit_feasibility.benefit_axis", unit=sign_of(page)),
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


def _point(page: ClientPage, row: Row) -> Point:
    return Point(
        f"{row['id']} {page.show(row['name'])}",
        drawable(row["feasibility"]),
        drawable(row["benefit_month"]),
        role="accent" if row["chosen"] else "grey",
        size=drawable(row["revenue_year"]),
    )


def _nice(value: float) -> float:
    """A round end of the scale that leaves some room above the value; 0 stays 0.

    >>> _nice(9800), _nice(2400), _nice(0)
    (12000.0, 3000.0, 0.0)
    """
    if value <= 0:
        return 0.0
    unit = 10.0 ** floor(log10(value * _ROOM))
    return next(unit * step for step in _NICE if unit * step >= value * _ROOM)


def _values(page: ClientPage, rows: Sequence[Row]) -> Values:
    say, currency = page.say, page.subject.currency
    scored, no_benefit = (say(f"solutions.words.{name}") for name in ("no_score", "no_benefit"))
    no_line, no_revenue = (say(f"solutions.benefit_feasibility.no_{name}") for name in ("line", "revenue"))
    money = partial(Column, unit=currency, numeric=True)
    return table(
        page,
        rows,
        (
            Column("rank", lambda row: Number(row["rank"]), numeric=True, reason=scored),
            Column("id", lambda row: row["id"]),
            Column("solution", lambda row: row["name"], "category"),
            Column("chosen", lambda row: yes_no(page, row["chosen"], say("solutions.words.not_stated")), "highlight"),
            rating(page, "technical"),
            rating(page, "policy"),
            rating(page, "feasibility", "x"),
            money("benefit", lambda row: Money(row["benefit_month"], currency), "y", reason=no_benefit),
            rating(page, "score", reason="no_score"),
            Column("line", lambda row: row["line_name"], reason=no_line),
            money("revenue_year", lambda row: Money(row["revenue_year"], currency), "size", reason=no_revenue),
            *_in_words(page, rows),
        ),
    )


def _in_words(page: ClientPage, rows: Sequence[Row]) -> Iterator[Column]:
    """The columns that say something of any solution."""
    solutions = {row["solution"]: row for row in page.subject.rows("solutions")}
    for name in _WORDS:
        said = {row["id"]: page.show(name_of(solutions[row["id"]], name)) for row in rows}
        if any(said.values()):
            yield Column(name, partial(_word, said), "note", reason=page.say("solutions.words.not_stated"))


def _word(said: Mapping[str, str], row: Row) -> str:
    return said[row["id"]]
