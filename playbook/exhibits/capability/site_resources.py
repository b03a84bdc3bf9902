"""5.1, sites and resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.capability.analysis import CapabilityAnalysis
from playbook.steps.capability.site_resources import SiteResources
from playbook.text import has
from playbook.units import Name, Names, inline, is_unknown, name_of

__all__ = ["build"]


@exhibit("5.1", "capability.site_resources", needs=("resources",))
def build(page: ClientPage, result: CapabilityAnalysis) -> Exhibit:
    """5.1 Sites and resources: address, access point, exchange, fibre, copper, and the services that the access can
    carry."""
    resources = result.site_resources
    addresses = _addresses(page, resources)
    return page.make(
        "table",
        _subtitle(page, resources, addresses),
        _values(page, resources, addresses),
        sources=("resources", "sites") if addresses else ("resources",),
        status=resources.status,
    )


def _subtitle(page: ClientPage, resources: SiteResources, addresses: Mapping[str, str]) -> str:
    """What the columns are; and what basic data is made of, where an access carries it."""
    carried = {service for services in resources.rows["services"] if not is_unknown(services) for service in services}
    told = page.say(f"capability.site_resources.subtitle{'_addresses' if addresses else ''}")
    if "basic_data" not in carried:
        return told
    return told + page.say(
        "capability.site_resources.both" if "leased_elements" in carried else "capability.site_resources.basic_data"
    )


def _addresses(page: ClientPage, resources: SiteResources) -> dict[str, str]:
    """Each site's address; none where nobody has given any."""
    given = {row["site"]: page.show(name_of(row, "address")) for row in page.subject.rows("sites")}
    addresses = {site: given[site] for site in resources.rows["site"]}
    return addresses if any(addresses.values()) else {}


def _values(page: ClientPage, resources: SiteResources, addresses: Mapping[str, str]) -> Values:
    sites, missing = page.subject.names("sites"), page.say("capability.words.not_given")
    address = Column("address", lambda row: addresses[row["site"]], reason=missing)
    return table(
        page,
        records(resources.rows),
        (
            Column("site", lambda row: sites[row["site"]], "category", label=page.say("capability.words.site")),
            *((address,) if addresses else ()),
            Column("access_point", lambda row: page.show(name_of(row, "access_point")), reason=missing),
            Column("exchange", lambda row: page.show(name_of(row, "exchange_name")) or row["exchange"], reason=missing),
            *(Column(name, partial(_flag, page, name)) for name in ("fibre", "dual_route", "copper")),
            Column("services", partial(_services, page), reason=missing),
        ),
    )


def _flag(page: ClientPage, name: str, row: Row) -> str | Cell:
    """Yes or no with the note beside it; unknown where nobody has said."""
    note, known = page.show(name_of(row, f"{name}_note")), not is_unknown(row[name])
    said = page.say("common.unknown" if not known else "common.yes" if row[name] else "common.no")
    text = f"{said} ({note})" if note else said
    return text if known else Cell(None, text, page.say("capability.words.not_given"))


def _services(page: ClientPage, row: Row) -> str | None:
    if is_unknown(row["services"]):
        return None
    return page.show(Names(tuple(_service(page, service) for service in row["services"])))


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
