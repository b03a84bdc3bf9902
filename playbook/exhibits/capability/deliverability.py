"""5.2, deliverability."""

from __future__ import annotations

from typing import Any

from playbook.charts.matrix import MatrixCell, matrix_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.capability.analysis import CapabilityAnalysis
from playbook.steps.capability.deliverability import STATES
from playbook.steps.listing import several
from playbook.units import Count, Money, Name, is_unknown

__all__ = ["build"]

#: From more sites than this on, those that are alike share a row; the picture then has at most so many rows, the table
#: has all sites.
_SITES, _ROWS = 16, 12


@exhibit("5.2", "capability.deliverability", needs=("resources", "solutions"))
def build(page: ClientPage, result: CapabilityAnalysis) -> Exhibit:
    """5.2 Deliverability: sites x solutions, now, after building, unknown or not."""
    sites, solutions = page.subject.names("sites"), page.subject.names("solutions")
    columns = [f"{solution} {page.show(name)}" for solution, name in solutions.items()]
    shown = list(dict.fromkeys([*result.site_resources.rows["site"], *result.deliverability.rows["site"]]))
    found = {(row["site"], row["solution"]): row for row in records(result.deliverability.rows)}
    cells = [[_matrix_cell(page, found.get((site, solution))) for solution in solutions] for site in shown]
    fields = (
        Field("site", page.say("capability.words.site"), "category"),
        *(Field(solution, column, "state") for solution, column in zip(solutions, columns, strict=True)),
    )
    values = Values(
        fields,
        tuple(
            (cell(sites[site], page.lang), *(_value(page, found.get((site, solution))) for solution in solutions))
            for site in shown
        ),
    )
    states = [state for state in STATES if any(row["state"] == state for row in found.values())]
    return page.make(
        "matrix",
        page.say("capability.deliverability.subtitle"),
        values,
        sources=("resources", "solutions"),
        status=result.deliverability.status,
        draw=lambda: matrix_chart(
            *_folded(page, [sites[site] for site in shown], columns, cells),
            lang=page.lang,
            legend={state: page.say(f"capability.deliverability.state.{state}") for state in states},  # type: ignore[misc]
        ),
    )


def _folded(
    page: ClientPage, sites: list[Name], columns: list[str], cells: list[list[MatrixCell]]
) -> tuple[list[str], list[str], list[list[MatrixCell]]]:
    """Rows, columns and cells of the matrix; of many sites those that are alike share a row, and those with the least
    open share the last one."""
    if len(sites) <= _SITES:
        return [page.show(site) for site in sites], columns, cells
    alike: dict[tuple[MatrixCell, ...], list[Name]] = {}
    for site, row in zip(sites, cells, strict=True):
        alike.setdefault(tuple(row), []).append(site)
    telling = (
        sorted(alike, key=lambda row: (*_open(row), len(alike[row])), reverse=True)[: _ROWS - 1]
        if len(alike) > _ROWS
        else [*alike]
    )
    rows = [(page.show(several(names, 1)), list(row)) for row, names in alike.items() if row in telling]
    rest = [row for row in map(tuple, cells) if row not in telling]
    if rest:
        rows.append(
            (
                page.say("capability.deliverability.rest", n=Count(len(rest))),
                [_together(page, column) for column in zip(*rest, strict=True)],
            )
        )
    return [label for label, _ in rows], columns, [row for _, row in rows]


def _open(row: tuple[MatrixCell, ...]) -> tuple[int, int]:
    """How many solutions the site cannot have today, and how many of them not at all."""
    states = [cell.state for cell in row]
    return sum(state not in ("now", "none") for state in states), states.count("no")


def _together(page: ClientPage, column: tuple[MatrixCell, ...]) -> MatrixCell:
    """One cell for those of many sites: the state of all where the solution is asked for, without their days; a word if
    they differ."""
    asked = {cell.state for cell in column if cell.state != "none"}
    if len(asked) > 1:
        return MatrixCell("none", page.say("capability.deliverability.mixed"))
    return MatrixCell(asked.pop() if asked else "none")


def _matrix_cell(page: ClientPage, row: dict[str, Any] | None) -> MatrixCell:
    if row is None:
        return MatrixCell("none")
    return MatrixCell(
        row["state"],
        "" if is_unknown(row["days"]) else page.say("capability.deliverability.days", n=Count(int(row["days"]))),
    )


def _value(page: ClientPage, row: dict[str, Any] | None) -> Cell:
    if row is None:
        return cell(page.say("capability.deliverability.state.none"), page.lang)
    said = page.say(f"capability.deliverability.state.{row['state']}")
    if row["state"] == "unknown":
        return Cell(None, said, page.say("capability.words.not_given"))
    if row["state"] != "after_build":
        return cell(said, page.lang)
    days = (
        page.say("capability.deliverability.days_unknown")
        if is_unknown(row["days"])
        else page.say("capability.deliverability.days", n=Count(int(row["days"])))
    )
    cost = (
        page.say("capability.deliverability.cost_unknown")
        if is_unknown(row["cost_once"])
        else page.show(Money(row["cost_once"], page.subject.currency))
    )
    return cell(
        page.say(
            "capability.deliverability.building",
            state=said,
            detail=page.say("capability.deliverability.comma").join((days, cost)),
        ),
        page.lang,
    )
