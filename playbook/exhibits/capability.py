"""The exhibits of step 5: the sites' resources, and which solution can be delivered where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.charts.matrix import MatrixCell, matrix_chart
from playbook.client.rows import records
from playbook.exhibits import promises  # noqa: F401  (registers the other exhibits of the step)
from playbook.exhibits.compose import Page, cell, exhibit
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.capability.analysis import STATES, CapabilityAnalysis
from playbook.steps.listing import several
from playbook.steps.status import weakest
from playbook.text import has
from playbook.units import Count, Money, Name, Names, inline, is_unknown, name_of

__all__ = ["deliverability", "resources"]

_COLUMNS = ("site", "address", "access_point", "exchange", "fibre", "dual_route", "copper", "services")
#: From more sites than this on, those that are alike share a row; the picture then has at most so many rows, the table
#: has all sites.
_SITES, _ROWS = 16, 12


@exhibit("5.1", needs=("resources",))
def resources(page: Page, result: CapabilityAnalysis) -> Exhibit:
    """5.1 Sites and resources: address, access point, exchange, fibre, copper, and the services that the access can
    carry."""
    addresses = _addresses(page, result)
    columns = [name for name in _COLUMNS if addresses or name != "address"]
    fields = tuple(
        Field(name, page.say(f"capability.site_resources.{name}"), "category" if name == "site" else "label")
        for name in columns
    )
    rows = tuple(tuple(_resource(page, row, addresses)) for row in records(result.resources))
    return page.make(
        "table",
        _resources_subtitle(page, result, addresses),
        Values(fields, rows),
        sources=("resources", "sites") if addresses else ("resources",),
        status=weakest(result.resources["status"]),
    )


def _resources_subtitle(page: Page, result: CapabilityAnalysis, addresses: Mapping[str, str]) -> str:
    """What the columns are; and what basic data is made of, where an access carries it."""
    carried = {service for services in result.resources["services"] if not is_unknown(services) for service in services}
    told = page.say(f"capability.site_resources.subtitle{'_addresses' if addresses else ''}")
    if "basic_data" not in carried:
        return told
    return told + page.say(
        "capability.site_resources.both" if "leased_elements" in carried else "capability.site_resources.basic_data"
    )


def _addresses(page: Page, result: CapabilityAnalysis) -> dict[str, str]:
    """Each site's address; none where nobody has given any."""
    own = {row["site"]: page.show(name_of(row, "address")) for row in page.client.rows("sites")}
    found = {site: own[site] for site in result.resources["site"]}
    return found if any(found.values()) else {}


def _resource(page: Page, row: dict[str, Any], addresses: Mapping[str, str]) -> Iterator[Cell]:
    reason = page.say("capability.words.not_given")
    yield cell(page.client.names("sites")[row["site"]], page.lang)
    if addresses:
        yield cell(addresses[row["site"]], page.lang, reason)
    yield cell(page.show(name_of(row, "access_point")), page.lang, reason)
    yield cell(page.show(name_of(row, "exchange_name")) or row["exchange"], page.lang, reason)
    yield _flag(page, row, "fibre")
    yield _flag(page, row, "dual_route")
    yield _flag(page, row, "copper")
    services = row["services"]
    yield cell(
        None if is_unknown(services) else page.show(Names(tuple(_service(page, service) for service in services))),
        page.lang,
        reason,
    )


def _flag(page: Page, row: dict[str, Any], name: str) -> Cell:
    """Yes or no with the note beside it; unknown where nobody has said."""
    note = page.show(name_of(row, f"{name}_note"))
    if is_unknown(row[name]):
        return Cell(
            None,
            f"{page.say('common.unknown')}" + (f" ({note})" if note else ""),
            page.say("capability.words.not_given"),
        )
    said = page.say("common.yes" if row[name] else "common.no")
    return cell(f"{said} ({note})" if note else said, page.lang)


def _service(page: Page, service: str) -> Name:
    """A service that an access carries, by the catalogue's word for it, else by the market's, else by its id."""
    message, market = f"capability.site_resources.service.{service}", page.client.market.names("services")
    text = (
        page.say(message)
        if has(message)
        else page.show(inline(market[service]))
        if service in market
        else service.replace("_", " ")
    )
    return Name(text, text)


@exhibit("5.2", needs=("resources", "solutions"))
def deliverability(page: Page, result: CapabilityAnalysis) -> Exhibit:
    """5.2 Deliverability: sites x solutions, now, after building, unknown or not."""
    sites, solutions = page.client.names("sites"), page.client.names("solutions")
    columns = [f"{solution} {page.show(name)}" for solution, name in solutions.items()]
    shown = list(dict.fromkeys([*result.resources["site"], *result.deliveries["site"]]))
    found = {(row["site"], row["solution"]): row for row in records(result.deliveries)}
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
        status=result.status,
        draw=lambda: matrix_chart(
            *_folded(page, [sites[site] for site in shown], columns, cells),
            lang=page.lang,
            legend={state: page.say(f"capability.deliverability.state.{state}") for state in states},  # type: ignore[misc]
        ),
    )


def _folded(
    page: Page, sites: list[Name], columns: list[str], cells: list[list[MatrixCell]]
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


def _together(page: Page, column: tuple[MatrixCell, ...]) -> MatrixCell:
    """One cell for those of many sites: the state of all where the solution is asked for, without their days; a word if
    they differ."""
    asked = {cell.state for cell in column if cell.state != "none"}
    if len(asked) > 1:
        return MatrixCell("none", page.say("capability.deliverability.mixed"))
    return MatrixCell(asked.pop() if asked else "none")


def _matrix_cell(page: Page, row: dict[str, Any] | None) -> MatrixCell:
    if row is None:
        return MatrixCell("none")
    return MatrixCell(
        row["state"],
        "" if is_unknown(row["days"]) else page.say("capability.deliverability.days", n=Count(int(row["days"]))),
    )


def _value(page: Page, row: dict[str, Any] | None) -> Cell:
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
        else page.show(Money(row["cost_once"], page.client.currency))
    )
    return cell(
        page.say(
            "capability.deliverability.building",
            state=said,
            detail=page.say("capability.deliverability.comma").join((days, cost)),
        ),
        page.lang,
    )
