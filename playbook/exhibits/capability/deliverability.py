"""5.2, deliverability."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.charts.matrix import MatrixCell, matrix_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Cell, Exhibit
from playbook.steps.capability.analysis import CapabilityAnalysis
from playbook.steps.capability.deliverability import STATES
from playbook.steps.listing import several
from playbook.units import Count, Money, Name, is_unknown

__all__ = ["build"]

#: By site and solution.
Deliveries = Mapping[tuple[str, str], Row]

#: From more sites than this on, those that are alike share a row; the picture then has at most so many rows, the table
#: has all sites.
_SITES, _ROWS = 16, 12


@exhibit("5.2", "capability.deliverability", needs=("resources", "solutions"))
def build(page: ClientPage, result: CapabilityAnalysis) -> Exhibit:
    """5.2 Deliverability: sites x solutions, now, after building, unknown or not."""
    deliverability, names = result.deliverability, page.subject.names("sites")
    solutions = {
        solution: f"{solution} {page.show(name)}" for solution, name in page.subject.names("solutions").items()
    }
    sites = list(dict.fromkeys([*result.site_resources.rows["site"], *deliverability.rows["site"]]))
    deliveries = {(row["site"], row["solution"]): row for row in records(deliverability.rows)}
    cells = [[_matrix_cell(page, deliveries.get((site, solution))) for solution in solutions] for site in sites]
    states = [state for state in STATES if any(row["state"] == state for row in deliveries.values())]
    return page.make(
        "matrix",
        page.say("capability.deliverability.subtitle"),
        table(
            page,
            [{"site": site} for site in sites],
            (
                Column("site", lambda row: names[row["site"]], "category", label=page.say("capability.words.site")),
                *(_column(page, solution, label, deliveries) for solution, label in solutions.items()),
            ),
        ),
        sources=("resources", "solutions"),
        status=deliverability.status,
        draw=lambda: matrix_chart(
            *_folded(page, [names[site] for site in sites], list(solutions.values()), cells),
            lang=page.lang,
            legend={state: page.say(f"capability.deliverability.state.{state}") for state in states},  # type: ignore[misc]
        ),
    )


def _column(page: ClientPage, solution: str, label: str, deliveries: Deliveries) -> Column:
    return Column(solution, lambda row: _value(page, deliveries.get((row["site"], solution))), "state", label=label)


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


def _matrix_cell(page: ClientPage, row: Row | None) -> MatrixCell:
    if row is None:
        return MatrixCell("none")
    return MatrixCell(row["state"], "" if is_unknown(row["days"]) else _days(page, row))


def _days(page: ClientPage, row: Row) -> str:
    return page.say("capability.deliverability.days", n=Count(int(row["days"])))


def _value(page: ClientPage, row: Row | None) -> str | Cell:
    """The state of a solution at a site, with what building takes."""
    say = page.say
    if row is None:
        return say("capability.deliverability.state.none")
    said = say(f"capability.deliverability.state.{row['state']}")
    if row["state"] == "unknown":
        return Cell(None, said, say("capability.words.not_given"))
    if row["state"] != "after_build":
        return said
    days, cost = (is_unknown(row[name]) for name in ("days", "cost_once"))
    takes = (
        say("capability.deliverability.days_unknown") if days else _days(page, row),
        say("capability.deliverability.cost_unknown")
        if cost
        else page.show(Money(row["cost_once"], page.subject.currency)),
    )
    return say(
        "capability.deliverability.building", state=said, detail=say("capability.deliverability.comma").join(takes)
    )
