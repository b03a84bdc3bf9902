"""5.1, sites and resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.capability.analysis import CapabilityAnalysis
from playbook.text import has
from playbook.units import Name, Names, inline, is_unknown, name_of

__all__ = ["build"]

_COLUMNS = ("site", "address", "access_point", "exchange", "fibre", "dual_route", "copper", "services")


@exhibit("5.1", "capability.site_resources", needs=("resources",))
def build(page: ClientPage, result: CapabilityAnalysis) -> Exhibit:
    """5.1 Sites and resources: address, access point, exchange, fibre, copper, and the services that the access can
    carry."""
    addresses = _addresses(page, result)
    columns = [name for name in _COLUMNS if addresses or name != "address"]
    fields = tuple(
        Field(name, page.say(f"capability.site_resources.{name}"), "category" if name == "site" else "label")
        for name in columns
    )
    rows = tuple(tuple(_resource(page, row, addresses)) for row in records(result.site_resources.rows))
    return page.make(
        "table",
        _resources_subtitle(page, result, addresses),
        Values(fields, rows),
        sources=("resources", "sites") if addresses else ("resources",),
        status=result.site_resources.status,
    )


def _resources_subtitle(page: ClientPage, result: CapabilityAnalysis, addresses: Mapping[str, str]) -> str:
    """What the columns are; and what basic data is made of, where an access carries it."""
    carried = {
        service
        for services in result.site_resources.rows["services"]
        if not is_unknown(services)
        for service in services
    }
    told = page.say(f"capability.site_resources.subtitle{'_addresses' if addresses else ''}")
    if "basic_data" not in carried:
        return told
    return told + page.say(
        "capability.site_resources.both" if "leased_elements" in carried else "capability.site_resources.basic_data"
    )


def _addresses(page: ClientPage, result: CapabilityAnalysis) -> dict[str, str]:
    """Each site's address; none where nobody has given any."""
    own = {row["site"]: page.show(name_of(row, "address")) for row in page.subject.rows("sites")}
    found = {site: own[site] for site in result.site_resources.rows["site"]}
    return found if any(found.values()) else {}


def _resource(page: ClientPage, row: dict[str, Any], addresses: Mapping[str, str]) -> Iterator[Cell]:
    reason = page.say("capability.words.not_given")
    yield cell(page.subject.names("sites")[row["site"]], page.lang)
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


def _flag(page: ClientPage, row: dict[str, Any], name: str) -> Cell:
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


def _service(page: ClientPage, service: str) -> Name:
    """A service that an access carries, by the catalogue's word for it, else by the market's, else by its id."""
    message, market = f"capability.site_resources.service.{service}", page.subject.market.names("services")
    text = (
        page.say(message)
        if has(message)
        else page.show(inline(market[service]))
        if service in market
        else service.replace("_", " ")
    )
    return Name(text, text)
