"""What is at each site, and what is not known of it (exhibit 5.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.status import weakest
from playbook.units import Count, Printable, is_unknown

__all__ = ["SiteResources", "site_resources_of"]

#: What a survey of a site finds out.
_SURVEYED = ("fibre", "copper", "services")


@dataclass(frozen=True)
class SiteResources:
    """`rows`: the sites' resources as given."""

    rows: pd.DataFrame
    status: str
    findings: tuple[Finding, ...] = ()


def site_resources_of(client: Client) -> SiteResources:
    """The resources of a client's sites."""
    rows = client.table("resources")
    return SiteResources(rows, weakest(rows["status"]), tuple(_findings(client, client.rows("resources"))))


def _findings(client: Client, resources: list[Row]) -> Iterator[Finding]:
    """How many sites have fibre, and what is not known where; how many are protected."""
    if not resources:
        return
    names = client.names("sites")
    fibre = [site["site"] for site in resources if site["fibre"] is True]
    blank = [site["site"] for site in resources if any(is_unknown(site[name]) for name in _SURVEYED)]
    figures: dict[str, Printable] = {
        "fibre": Count(len(fibre)),
        "sites": Count(len(resources)),
        "where": several([names[site] for site in fibre]),
        "blank": Count(len(blank)),
        "which": several([names[site] for site in blank]),
        "dual": Count(sum(site["dual_route"] is True for site in resources)),
    }
    known = "access_everywhere" if len(fibre) == len(resources) else "access" if fibre else "access_nowhere"
    rule = "access_unknown" if blank else known
    yield Finding(f"capability.site_resources.{rule}", figures, confidence=0.8)
    yield Finding("capability.site_resources.dual_route", figures, confidence=0.8)
