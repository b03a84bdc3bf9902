"""Step 5, service-support capability: can we deliver what step 4 proposes, at every site?

A solution needs fibre, copper or services at a site. It is deliverable *now* where every need is known to be met, *unknown*
where none is known to fail but one is not known, *after_build* where only fibre or copper is missing and can be built, else
*no*: a service that the access is known not to carry is not built, it is another access.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.shares import total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Names, Printable, is_unknown

__all__ = ["STATES", "CapabilityAnalysis", "Delivery", "analyse", "delivery_of"]

#: From the best to the worst.
STATES = ("now", "after_build", "unknown", "no")


@dataclass(frozen=True)
class Delivery:
    """Whether a site can have a solution: the state, what is missing or not known, and what building takes (days, currency)."""

    state: str
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    days: float = float("nan")
    cost_once: float = float("nan")


@dataclass(frozen=True)
class CapabilityAnalysis:
    """What step 5 found.

    `resources`: the sites' resources as given. `deliveries`: one row per site and solution asked for: site, solution, state, missing, unknown,
    days, cost_once, status.
    """

    resources: pd.DataFrame
    deliveries: pd.DataFrame
    status: str
    findings: tuple[Finding, ...]


@remembered
def analyse(client: Client) -> CapabilityAnalysis:
    """Step 5 for a client. What has no input is unknown in the result; nothing is raised for it."""
    resources = client.table("resources")
    deliveries = pd.DataFrame(
        list(_deliveries(client, resources)), columns=["site", "solution", "state", "missing", "unknown", "days", "cost_once", "status"],
    )
    status = weakest([*resources["status"], *client.table("solutions")["status"]])
    findings = (*_access(client, resources), *_delivery(client, deliveries))
    return CapabilityAnalysis(resources, deliveries, status, findings)


def _deliveries(client: Client, resources: pd.DataFrame) -> Iterator[dict[str, Any]]:
    buildable = client.assume("fibre_buildable_default") >= 1
    for solution in client.table("solutions").to_dict("records"):
        for site in resources.to_dict("records"):
            if is_unknown(solution["sites"]) or site["site"] in solution["sites"]:
                found = delivery_of(site, solution, buildable=buildable)
                yield {"site": site["site"], "solution": solution["solution"], **vars(found), "status": weakest([site["status"], solution["status"]])}


def delivery_of(site: Mapping[str, Any], solution: Mapping[str, Any], *, buildable: bool) -> Delivery:
    """Whether a site (a row of `resources`) can have a solution (a row of `solutions`).

    `buildable` says whether missing fibre or copper can be built where the site does not say so.
    """
    needs = dict(_needs(site, solution))
    missing = tuple(name for name, met in needs.items() if met is False)
    unknown = tuple(name for name, met in needs.items() if met is None)
    if not missing:
        return Delivery("unknown" if unknown else "now", missing, unknown)
    can_build = buildable if is_unknown(site["buildable"]) else bool(site["buildable"])
    if can_build and set(missing) <= {"fibre", "copper"}:
        return Delivery("after_build", missing, unknown, site["build_days"], site["build_cost_once"])
    return Delivery("no", missing, unknown)


def _needs(site: Mapping[str, Any], solution: Mapping[str, Any]) -> Iterator[tuple[str, bool | None]]:
    """Each need, and whether the site is known to meet it (None: not known)."""
    asked = {name: solution[f"needs_{name}"] for name in ("fibre", "copper")}
    if all(map(is_unknown, (*asked.values(), solution["needs_services"]))):
        yield "needs", None
    for name, wanted in asked.items():
        if wanted is True:
            yield name, None if is_unknown(site[name]) else bool(site[name])
    for service in solution["needs_services"] or ():
        yield service, None if is_unknown(site["services"]) else service in site["services"]


def _access(client: Client, resources: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 5.1: how many sites have fibre, and what is not known where."""
    if resources.empty:
        return ()
    names = client.names("sites")
    fibre = resources.loc[resources["fibre"].eq(True), "site"]
    blank = [site["site"] for site in resources.to_dict("records") if any(is_unknown(site[name]) for name in ("fibre", "copper", "services"))]
    figures: dict[str, Printable] = {
        "fibre": Count(len(fibre)), "sites": Count(len(resources)), "blank": Count(len(blank)), "which": Names(tuple(names[site] for site in blank[:3])),
        "where": Names(tuple(names[site] for site in fibre[:3])), "dual": Count(int(resources["dual_route"].eq(True).sum())),
    }
    lead = Finding("capability.access_unknown" if blank else "capability.access", "5.1", figures, confidence=0.8)
    return (lead, Finding("capability.dual_route", "5.1", figures, confidence=0.8))


def _delivery(client: Client, deliveries: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 5.2: how much can be delivered now, which solution is held back most, what a survey or building would free."""
    if deliveries.empty:
        return ()
    counts = deliveries["state"].value_counts()
    figures: dict[str, Printable] = {state: Count(int(counts.get(state, 0))) for state in STATES} | {"cells": Count(len(deliveries))}
    chosen = client.table("solutions")
    chosen = chosen[chosen["chosen"].eq(True)]
    held = [solution for solution in chosen["solution"] if (deliveries.loc[deliveries["solution"] == solution, "state"] != "now").any()]
    benefit = total_of(chosen.loc[chosen["solution"].isin(held), "benefit_base_month"]).known if held else 0.0
    figures |= {"held": Count(len(held)), "ids": Names(tuple(Name(solution, solution) for solution in held)), "benefit": Money(benefit, client.currency)}
    lead = Finding("capability.held_back" if held else "capability.deliverable", "5.2", figures, money_month=benefit, confidence=0.7, internal=True)
    return (lead, *_survey(client, deliveries), *_build(client, deliveries))


def _survey(client: Client, deliveries: pd.DataFrame) -> tuple[Finding, ...]:
    unknown = deliveries[(deliveries["state"] == "unknown")]["site"].value_counts(sort=False)
    if unknown.empty:
        return ()
    names, most = client.names("sites"), sorted(unknown.items(), key=lambda item: (-item[1], str(item[0])))
    first = most[0]
    return (Finding("capability.survey", "5.2", {"site": names[str(first[0])], "n": Count(int(first[1])), "sites": Count(len(most))}, confidence=0.8),)


def _build(client: Client, deliveries: pd.DataFrame) -> tuple[Finding, ...]:
    rows = deliveries[deliveries["state"] == "after_build"]
    if rows.empty:
        return ()
    most = sorted(rows["solution"].value_counts(sort=False).items(), key=lambda item: (-item[1], str(item[0])))[0]
    all_sites = deliveries[deliveries["solution"] == most[0]]
    figures = {"solution": client.names("solutions")[str(most[0])], "id": Name(str(most[0]), str(most[0])), "n": Count(int(most[1])), "now": Count(int((all_sites["state"] == "now").sum())),
               "sites": Count(len(all_sites))}
    return (Finding("capability.build", "5.2", figures, confidence=0.7),)
