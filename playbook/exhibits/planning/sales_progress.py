"""6.4, sales progress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter

from matplotlib.figure import Figure

from playbook.charts.scale import Shift, attitude_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Content, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.attitude import GRADES
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.sales_progress import SalesProgress
from playbook.units import Count, Day, Number, inline, is_unknown, name_of

__all__ = ["build"]

#: The form's fields that are texts.
_FORM = ("aim", "breakthroughs", "next_steps", "opinion")


@exhibit(
    "6.4",
    "planning.sales_progress",
    needs=("progress", "progress_roles"),
    rests_on=("contacts.power", "progress_roles.attitude_before", "progress_roles.attitude_now"),
)
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.4 Sales progress: the key roles' attitudes before and now, and the position between the rival and us."""
    progress = result.sales_progress
    if progress.project is None:
        return page.card(("progress_roles",))
    return page.make(
        "scale",
        _subtitle(page, progress),
        _values(page, progress),
        sources=("progress", "progress_roles", "contacts"),
        status=progress.status,
        draw=lambda: _attitudes(page, progress),
    )


def _subtitle(page: ClientPage, progress: SalesProgress) -> str:
    aim = inline(name_of(progress.form, "aim"))
    project, on = str(progress.project), progress.form["on"]
    if is_unknown(on):
        return page.say("planning.sales_progress.subtitle_undated", project=project, aim=aim)
    return page.say("planning.sales_progress.subtitle", project=project, aim=aim, day=Day(on))


def _attitudes(page: ClientPage, progress: SalesProgress) -> Figure:
    shifts = [
        Shift(
            page.show(row["name"]),
            drawable(row["before_value"]),
            drawable(row["now_value"]),
            before_printed=_grade(row["before"]),
            now_printed=_grade(row["now"]),
            role="warning" if row["shift"] < 0 else "accent" if row["shift"] > 0 else "grey",
        )
        for row in records(progress.roles)
    ]
    return attitude_chart(
        shifts,
        drawable(progress.position),
        lang=page.lang,
        grades=[page.say(f"planning.sales_progress.grade.{grade}") for grade in GRADES],
        position_label=page.say("planning.sales_progress.position"),
        position_printed=_position(page, progress),
        ends=(page.say("planning.sales_progress.rival"), page.say("planning.sales_progress.us")),
        before_label=page.say("planning.sales_progress.before"),
        now_label=page.say("planning.sales_progress.now"),
        unknown=page.say("common.unknown"),
    )


def _grade(letter: str | None) -> str:
    return "" if is_unknown(letter) else str(letter).replace("-", "\N{MINUS SIGN}")


def _position(page: ClientPage, progress: SalesProgress) -> str:
    if is_unknown(progress.position):
        return page.say("planning.sales_progress.position_missing")
    return page.show(Number(progress.position, 0 if progress.position.is_integer() else 1, sign=True))


def _values(page: ClientPage, progress: SalesProgress) -> Values:
    """The key roles, their weighted mean, and the other fields of the form."""
    points, missing = page.say("planning.sales_progress.points"), page.say("planning.words.not_on_file")
    roles = table(
        page,
        records(progress.roles),
        (
            Column("role", itemgetter("name"), "category"),
            Column("department", lambda row: page.show(row["department"]), reason=missing),
            Column("power", lambda row: Number(row["power"]), "label", points, numeric=True, reason=missing),
            Column("before", lambda row: _grade(row["before"]), "low", reason=missing),
            Column("now", lambda row: _grade(row["now"]), "high", reason=missing),
            Column(
                "shift", lambda row: Number(row["shift"], 2, sign=True), "value", points, numeric=True, reason=missing
            ),
            Column("note", lambda _: EMPTY, "note"),
        ),
    )
    return with_rows(page, roles, (_mean(page, progress), *_form(page, progress)), blank=EMPTY)


def _mean(page: ClientPage, progress: SalesProgress) -> Mapping[str, Content]:
    before, now, missing = progress.mean_before, progress.mean_now, page.say("planning.words.not_on_file")
    means = {"before": before, "now": now, "shift": now - before}
    return {
        "role": page.say("planning.sales_progress.weighted", n=Count(progress.weighted)),
        **{name: cell(Number(value, 2, sign=True), page.lang, missing) for name, value in means.items()},
    }


def _form(page: ClientPage, progress: SalesProgress) -> Iterator[Mapping[str, Content]]:
    """The other fields of the form, one a row: the position, the aim, the breakthroughs, the next steps, the
    opinion."""
    say, lang = page.say, page.lang
    position = None if is_unknown(progress.position) else _position(page, progress)
    missing = say("planning.sales_progress.position_missing")
    yield {"role": say("planning.sales_progress.position"), "note": cell(position, lang, missing)}
    for name in _FORM:
        note = cell(page.show(name_of(progress.form, name)), lang, say("planning.words.not_on_file"))
        yield {"role": say(f"planning.sales_progress.{name}"), "note": note}
    if progress.others:
        yield {"role": say("planning.sales_progress.other_forms"), "note": page.show(Count(progress.others))}
