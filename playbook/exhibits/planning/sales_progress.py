"""6.4, sales progress."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.scale import Shift, attitude_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.attitude import GRADES
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.sales_progress import SalesProgress
from playbook.units import Count, Day, Number, inline, is_unknown, name_of

__all__ = ["build"]

_EMPTY = Cell("", "")


_FORM = ("aim", "breakthroughs", "next_steps", "opinion")


@exhibit(
    "6.4",
    "planning.sales_progress",
    needs=("progress", "progress_roles"),
    rests_on=("contacts.power", "progress_roles.attitude_before", "progress_roles.attitude_now"),
)
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.4 Sales progress: the key roles' attitudes before and now, and the position between the rival and us."""
    found = result.sales_progress
    if found.project is None:
        return page.card(("progress_roles",))
    return page.make(
        "scale",
        _progress_subtitle(page, found),
        _progress_values(page, found),
        sources=("progress", "progress_roles", "contacts"),
        status=found.status,
        draw=lambda: _attitudes(page, found),
    )


def _progress_subtitle(page: ClientPage, found: SalesProgress) -> str:
    aim = inline(name_of(found.form, "aim"))
    if is_unknown(found.form["on"]):
        return page.say("planning.sales_progress.subtitle_undated", project=str(found.project), aim=aim)
    return page.say("planning.sales_progress.subtitle", project=str(found.project), aim=aim, day=Day(found.form["on"]))


def _attitudes(page: ClientPage, found: SalesProgress) -> Figure:
    shifts = [
        Shift(
            page.show(row["name"]),
            drawable(row["before_value"]),
            drawable(row["now_value"]),
            before_printed=_grade(row["before"]),
            now_printed=_grade(row["now"]),
            role="warning" if row["shift"] < 0 else "accent" if row["shift"] > 0 else "grey",
        )
        for row in records(found.roles)
    ]
    return attitude_chart(
        shifts,
        drawable(found.position),
        lang=page.lang,
        grades=[page.say(f"planning.sales_progress.grade.{grade}") for grade in GRADES],
        position_label=page.say("planning.sales_progress.position"),
        position_printed=_position(page, found),
        ends=(page.say("planning.sales_progress.rival"), page.say("planning.sales_progress.us")),
        before_label=page.say("planning.sales_progress.before"),
        now_label=page.say("planning.sales_progress.now"),
        unknown=page.say("common.unknown"),
    )


def _grade(letter: str | None) -> str:
    return "" if is_unknown(letter) else str(letter).replace("-", "\N{MINUS SIGN}")


def _position(page: ClientPage, found: SalesProgress) -> str:
    if is_unknown(found.position):
        return page.say("planning.sales_progress.position_missing")
    return page.show(Number(found.position, 0 if found.position.is_integer() else 1, sign=True))


def _progress_values(page: ClientPage, found: SalesProgress) -> Values:
    say, points = page.say, page.say("planning.sales_progress.points")
    fields = (
        Field("role", say("planning.sales_progress.role"), "category"),
        Field("department", say("planning.sales_progress.department"), "label"),
        Field("power", say("planning.sales_progress.power"), "label", points, numeric=True),
        Field("before", say("planning.sales_progress.before"), "low"),
        Field("now", say("planning.sales_progress.now"), "high"),
        Field("shift", say("planning.sales_progress.shift"), "value", points, numeric=True),
        Field("note", say("planning.sales_progress.note"), "note"),
    )
    return Values(
        fields,
        (*(_role_row(page, row) for row in records(found.roles)), _mean_row(page, found), *_form_rows(page, found)),
    )


def _role_row(page: ClientPage, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, missing = page.lang, page.say("planning.words.not_on_file")
    department = row["department"]
    return (
        cell(row["name"], lang),
        cell(department if department.zh or department.en else None, lang, missing),
        cell(Number(row["power"]), lang, missing),
        cell(_grade(row["before"]), lang, missing),
        cell(_grade(row["now"]), lang, missing),
        cell(Number(row["shift"], 2, sign=True), lang, missing),
        _EMPTY,
    )


def _mean_row(page: ClientPage, found: SalesProgress) -> tuple[Cell, ...]:
    lang, missing = page.lang, page.say("planning.words.not_on_file")
    before, now, change = (
        Number(value, 2, sign=True) for value in (found.mean_before, found.mean_now, found.mean_now - found.mean_before)
    )
    return (
        cell(page.say("planning.sales_progress.weighted", n=Count(found.weighted)), lang),
        _EMPTY,
        _EMPTY,
        cell(before, lang, missing),
        cell(now, lang, missing),
        cell(change, lang, missing),
        _EMPTY,
    )


def _form_rows(page: ClientPage, found: SalesProgress) -> tuple[tuple[Cell, ...], ...]:
    """The other fields of the form, one a row: the position, the aim, the breakthroughs, the next steps, the
    opinion."""
    missing = page.say("planning.words.not_on_file")
    notes = [(name, name_of(found.form, name)) for name in _FORM]
    texts = [(name, cell(text if text.zh or text.en else None, page.lang, missing)) for name, text in notes]
    position = _position(page, found) if not is_unknown(found.position) else None
    texts.insert(0, ("position", cell(position, page.lang, page.say("planning.sales_progress.position_missing"))))
    if found.others:
        texts.append(("other_forms", cell(page.show(Count(found.others)), page.lang)))
    return tuple(
        (cell(page.say(f"planning.sales_progress.{name}"), page.lang), *[_EMPTY] * 5, text) for name, text in texts
    )
